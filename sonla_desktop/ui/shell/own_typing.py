"""What is typed in the field with the cursor and not saved yet: Ctrl+Z takes that back before any saved step."""

from __future__ import annotations

from typing import Final, TypeGuard

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from sonla_desktop.ui.drafts import Drafts
from sonla_desktop.ui.save_news import SaveNews, SaveState

UNDO_KEYS, REDO_KEYS = ("Ctrl+Z",), ("Ctrl+Y", "Ctrl+Shift+Z")
_KEYS = tuple(map(QKeySequence, (*UNDO_KEYS, *REDO_KEYS)))

_SAVED: Final = "savedText"
_TAKEN: Final = "takenBack"

TextField = QLineEdit | QPlainTextEdit


class OwnTyping(QObject):
    """Follows the cursor through the fields of one window.

    A field would keep undo to itself, and go back behind what is saved: then the next Ctrl+Z would bring it all back.
    So the keys go to the window, and what stood in the field when it was last saved is put back from here.
    """

    def __init__(self, window: QWidget, drafts: Drafts) -> None:
        super().__init__(window)  # and no other reference to it: a cycle could be collected on a lane's thread
        self._drafts = drafts
        drafts.news.connect(self._note)

    def follow(self, focused: QWidget | None) -> None:
        """The cursor went to a field; one of a dialog keeps its own undo.

        What is known of a field is kept on it: fields go away while the cursor is in them.
        """
        if _is_field(focused) and not focused.isReadOnly() and focused.window() is self.parent():
            focused.setProperty(_SAVED, _text(focused))
            focused.setProperty(_TAKEN, None)
            focused.installEventFilter(self)

    def take_back(self) -> bool:
        """Puts the last saved text into the field; False when nothing newer stands there."""
        field = self._field()
        if field is None or _text(field) == field.property(_SAVED):
            return False
        field.setProperty(_TAKEN, _text(field))
        _put(field, field.property(_SAVED))
        return True

    def give_again(self) -> bool:
        """Puts the text again that was taken back last; False when there is none or something else was typed."""
        field = self._field()
        if field is None or field.property(_TAKEN) is None or _text(field) != field.property(_SAVED):
            return False
        _put(field, field.property(_TAKEN))
        field.setProperty(_TAKEN, None)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaves the keys of undo and redo to the window."""
        if event.type() is QEvent.Type.ShortcutOverride and _is_ours(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    @Slot(object)
    def _note(self, news: SaveNews) -> None:
        """A text that is no number or date yet was not saved with the rest."""
        field = self._field()
        if news.state is SaveState.SAVED and field is not None:
            text = _text(field)
            if text not in self._drafts.unreadable.values():
                field.setProperty(_SAVED, text)

    def _field(self) -> TextField | None:
        """The field with the cursor, if it is followed."""
        focused = QApplication.focusWidget()
        return focused if _is_field(focused) and focused.property(_SAVED) is not None else None


def _is_field(widget: QWidget | None) -> TypeGuard[TextField]:
    return isinstance(widget, TextField)


def _is_ours(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in _KEYS


def _text(field: TextField) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put(field: TextField, text: str) -> None:
    """As if it was typed, so that the draft follows."""
    if isinstance(field, QLineEdit):
        field.selectAll()
        field.insert(text)
    else:
        cursor = field.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
