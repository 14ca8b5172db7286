"""Editors inside the cells of a grid; each tells every key, so that nothing waits for leaving the cell."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.ui.form_screen.date_cell import DateCell
from sonla_desktop.ui.form_screen.grid_model import GridModel
from sonla_desktop.ui.form_screen.state import NUMBERS, YES_NO, CellField
from sonla_desktop.ui.widgets.inputs import ChoiceInput
from sonla_desktop.ui.widgets.wrapping import WrappingDelegate

Index = QModelIndex | QPersistentModelIndex
LONGEST_LINE, LONGEST_NUMBER = 500, 60
LINES = 5
"""A long text is edited in as many lines at least."""
_EMPTY = "(để trống)"
_TURNS = {
    Qt.Key.Key_Tab: QAbstractItemDelegate.EndEditHint.EditNextItem,
    Qt.Key.Key_Backtab: QAbstractItemDelegate.EndEditHint.EditPreviousItem,
}


class CellDelegate(WrappingDelegate):
    """``typed`` carries (index, text) at every key; ``finished`` that Enter ended a cell: go 1 below or -1 above."""

    typed = Signal(QModelIndex, str)
    finished = Signal(int)

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """In a grid of single lines, the room of the whole line."""
        if self.parent().wordWrap():
            return super().sizeHint(option, index)
        return QStyledItemDelegate.sizeHint(self, option, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """The editor for what the cell takes."""
        field = self._model.field(index)
        editor = _editor(field, parent)
        editor.setAccessibleName(field.name)
        editor.setAccessibleDescription(field.hint)
        editor.setProperty("filled", False)
        _listen(editor, partial(self._tell, QPersistentModelIndex(index)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Only once: what comes back from saving must not disturb the cursor."""
        if editor.property("filled"):
            return
        editor.setProperty("filled", True)
        text = self._model.cell(index).edit
        if isinstance(editor, ChoiceInput):
            editor.set_value(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
            editor.moveCursor(QTextCursor.MoveOperation.End)  # a stray key must not replace a long text
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """A word that was still being composed was not told of yet."""
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            text = editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()
            if text != self._model.cell(index).edit:
                self.typed.emit(QModelIndex(index), text)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A long text gets room for a few lines, inside the table."""
        place = option.rect
        if isinstance(editor, QPlainTextEdit):
            place.setHeight(max(place.height(), editor.fontMetrics().lineSpacing() * LINES + 10))
            room = self.parent().viewport().rect()
            place.moveBottom(min(place.bottom(), max(room.bottom(), place.height())))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter ends a cell and goes below, Shift+Enter above; in a long text it starts a line. Tab goes on in both."""
        if isinstance(editor, QLineEdit) and _is_enter(event):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.finished.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        hint = _TURNS.get(_key(event))
        if isinstance(editor, QPlainTextEdit) and hint is not None:  # Qt would write the tab into the text
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, hint)
            return True
        return super().eventFilter(editor, event)

    def _tell(self, place: QPersistentModelIndex, text: str) -> None:
        if place.isValid():
            self.typed.emit(QModelIndex(place), text)


def _key(event: QEvent) -> int | None:
    pressed = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
    return event.key() if pressed else None


def _is_enter(event: QEvent) -> bool:
    return _key(event) in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _editor(field: CellField, parent: QWidget) -> QWidget:
    made: QWidget
    if field.type in (FieldType.CHOICE, FieldType.YES_NO):
        choices = YES_NO if field.type is FieldType.YES_NO else field.choices
        made = ChoiceInput(field.name, {"": _EMPTY, **{choice.value: choice.label for choice in choices}})
    elif field.type is FieldType.LONG_TEXT:
        made = QPlainTextEdit()
        made.document().setDocumentMargin(2)
    else:
        made = DateCell() if field.type is FieldType.DATE else QLineEdit()
        made.setMaxLength(LONGEST_NUMBER if field.type in NUMBERS else LONGEST_LINE)
        if field.type in NUMBERS:
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setParent(parent)
    made.setAutoFillBackground(True)
    return made


def _listen(editor: QWidget, tell: partial[None]) -> None:
    if isinstance(editor, QComboBox):
        editor.changed.connect(tell)
    elif isinstance(editor, QPlainTextEdit):
        editor.textChanged.connect(lambda: tell(editor.toPlainText()) if editor.property("filled") else None)
    elif isinstance(editor, QLineEdit):
        editor.textEdited.connect(tell)
