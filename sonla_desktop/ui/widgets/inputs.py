"""Inputs for words and choices: each tells what the officer changed, never what the program put there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from sonla_desktop.domain.text import nfc
from sonla_desktop.ui.widgets.parts import polish


def commit_composition() -> None:
    """Has the input method hand over the word that is being composed: text() lacks it until then."""
    QGuiApplication.inputMethod().commit()


def mark(widget: QWidget, what: str, on: bool) -> None:
    """Marks an input as ``unsaved`` or ``wrong`` for the look and for screen readers."""
    value = "true" if on else "false"
    if widget.property(what) != value:
        widget.setProperty(what, value)
        polish(widget)


class LineInput(QLineEdit):
    """One line of text."""

    changed = Signal(str)

    def __init__(self, name: str, placeholder: str = "", limit: int = 500) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(limit)
        self.textEdited.connect(self._tell)

    def value(self) -> str:
        """The text in the stored form."""
        return nfc(self.text())

    def set_value(self, text: str) -> None:
        """Shows a text without telling of it; a text that is already there keeps the cursor.

        Spaces around it are no difference: some texts are stored without, and a word is still coming after them.
        """
        if self.value().strip() != text.strip():
            with QSignalBlocker(self):
                self.setText(text)
                self.setCursorPosition(0)

    def _tell(self, text: str) -> None:
        self.changed.emit(nfc(text))


class ProseInput(QPlainTextEdit):
    """A few lines of text. Tab leaves the field, as in a form."""

    changed = Signal(str)

    def __init__(self, name: str, placeholder: str = "", lines: int = 2) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines + 14)
        self.setMaximumHeight(self.fontMetrics().lineSpacing() * (lines + 1) + 14)
        self.textChanged.connect(self._tell)

    def value(self) -> str:
        """The text in the stored form."""
        return nfc(self.toPlainText())

    def set_value(self, text: str) -> None:
        """Shows a text without telling of it; a text that is already there keeps the cursor."""
        if self.value() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)

    def _tell(self) -> None:
        self.changed.emit(nfc(self.toPlainText()))


class ChoiceInput(QComboBox):
    """One of a few coded values, shown by their words; nothing chosen is allowed."""

    changed = Signal(object)

    def __init__(self, name: str, words: Mapping[Any, str], placeholder: str = "Chọn…") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._values = list(words)
        self.addItems(list(words.values()))
        self.setCurrentIndex(-1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(self._tell)

    def value(self) -> Any | None:
        """The chosen value, or None."""
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else None

    def set_value(self, value: Any | None) -> None:
        """Shows a choice without telling of it."""
        with QSignalBlocker(self):
            self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page never changes a choice."""
        event.ignore()

    def _tell(self, _index: int) -> None:
        self.changed.emit(self.value())


class SuggestInput(LineInput):
    """A line with suggestions in a popup; never completed inline, which breaks Telex and VNI typing."""

    def __init__(self, name: str, suggestions: list[str], placeholder: str = "") -> None:
        super().__init__(name, placeholder)
        completer = QCompleter(self)
        completer.setModel(QStringListModel(suggestions, completer))
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(self._tell)
        self.setCompleter(completer)
