"""Hands on the keyboard of the window: keys and nothing else; what is on screen is only read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import settle
from tests.ui.keys import type_text

LONG_MS = 60_000
SHOWN_PRESSED_MS = 150
MOST_TABS = 150
UP, DOWN, TAB = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab
ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Officer:
    """Every key goes to whatever has the cursor."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self.window = qtbot, window

    @property
    def cursor(self) -> QWidget:
        """What the next key goes to."""
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key after the other."""
        for key in keys:
            self._qtbot.keyClick(self.cursor, key, held)

    def command(self, letter: Qt.Key) -> None:
        """Presses a button by Alt and its letter; Qt shows it pressed for a tenth of a second before it acts."""
        self.press(letter, held=ALT)
        self._qtbot.wait(SHOWN_PRESSED_MS)
        self.settle()

    def write(self, text: str) -> None:
        """Types letter by letter; each new line with Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(ENTER)
            type_text(self.cursor, line)

    def write_anew(self, text: str) -> None:
        """Types over what stands in the field."""
        self.press(Qt.Key.Key_A, held=CTRL)
        self.write(text)

    def tab_to(self, widget: QWidget) -> None:
        """Tab until the cursor is in this widget."""
        while widget.focusProxy() is not None:
            widget = widget.focusProxy()
        passed: list[str] = []
        while len(passed) < MOST_TABS:
            if self.cursor is widget:
                return
            passed.append(self.cursor.accessibleName())
            self.press(TAB)
        raise AssertionError(f"Tab never comes to {widget.accessibleName()}, but to {passed}")

    def fill(self, widget: QWidget, text: str) -> None:
        """Goes to a field and types over what stands in it."""
        self.tab_to(widget)
        self.write_anew(text)

    def choose(self, words: str) -> None:
        """Goes through the list that has the cursor until these words are chosen."""
        box = self.cursor
        assert isinstance(box, QComboBox)
        while box.currentText() != words:
            self.press(DOWN if box.currentIndex() < box.findText(words) else UP)
            self.settle()
            assert self.cursor is box, "the next key goes to the same list"

    def settle(self) -> None:
        """Waits for all work of the window."""
        self._qtbot.waitUntil(lambda: self.window.runner.idle, timeout=LONG_MS)
        settle(self._qtbot, self.window)
        if QApplication.activeWindow() is None:  # on a real screen the window manager goes back to the last window
            (QApplication.activeModalWidget() or self.window).activateWindow()
            settle(self._qtbot, self.window)

    def press_button(self, widget: QWidget) -> None:
        """Goes to a button with Tab and presses it with the space bar."""
        self.tab_to(widget)
        self.press(SPACE)
        self.settle()

    def press_for_file(self, widget: QWidget, path: Path) -> None:
        """Presses a button that asks for a file or a folder, and types the path."""
        self.tab_to(widget)
        self.when_asked(path)
        self.press(SPACE)
        self.settle()

    def when_asked(self, path: Path) -> None:
        """Types the path as soon as a file dialog asks for it; the press that opens it waits in Qt's own loop."""
        waiting = QTimer(self.window, interval=20)

        patience = QDeadlineTimer(LONG_MS)

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                return
            if isinstance(self.cursor, QLineEdit) and dialog.isAncestorOf(self.cursor):
                waiting.stop()
                self.write_anew(str(path))
                self.press(ENTER)
            elif patience.hasExpired():
                waiting.stop()
                dialog.reject()  # the test goes on, and fails for want of the file

        waiting.timeout.connect(answer)
        waiting.start()

    @property
    def step(self) -> Any:
        """The step of the update on screen."""
        page = self.window.workspace.page
        return page.steps[page.step]

    def dialog(self, kind: type[QDialog]) -> Any:
        """The one dialog of this kind on screen."""
        (shown,) = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        return shown

    def go_ahead(self) -> None:
        """To the next step."""
        self.press_button(self.window.workspace.page.view.ahead)

    def leave(self) -> None:
        """Closes the window and waits until it has given the store back."""
        self.window._agrees_to_lose = lambda: True  # a failed test must not end in a question that nobody answers
        if self.window.isVisible():
            self.window.close()
        self._qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=LONG_MS)
