"""On every page: no English word, every control named, mnemonics unique, nothing clipped, no inline completion."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import (
    EVIDENCE,
    HISTORY,
    MONTHLY_UPDATE,
    OVERVIEW,
    REPORT_EXPORT,
    SETTINGS,
    START,
    STEPS,
    Place,
)
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.widgets.date_input import DateInput
from tests.ui.conftest import settle
from tests.ui.words import strange_words, texts_of

PLACES = [
    Place(OVERVIEW),
    *(Place(MONTHLY_UPDATE, step) for step in STEPS),
    Place(EVIDENCE),
    Place(REPORT_EXPORT),
    Place(HISTORY),
    Place(SETTINGS),
    Place(START),
]
# 1366×768 at 100% and at 125%, less the task bar and the window's own frame.
SIZES = [(1366, 700), (1092, 548)]
SMALLEST_INPUTS = QLineEdit | QPlainTextEdit | QComboBox | QAbstractButton | QAbstractItemView | QAbstractSpinBox

def go(qtbot: QtBot, window: MainWindow, place: Place) -> QWidget:
    """Shows the page and returns the part of the window that is on screen."""
    if place.page == START:
        window.show_start()
    else:
        window.go_to(place)
    settle(qtbot, window)
    return window.centralWidget().currentWidget()


@pytest.mark.parametrize(
    "text", ["Open file", "Cancel", "Date Modified", "Select All", "Show Details...", "Recent Places"]
)
def test_an_english_text_is_noticed(text: str) -> None:
    assert strange_words(text) != []


@pytest.mark.parametrize(
    "text",
    ["Quyết định của Ủy ban nhân dân tỉnh", "Nghiêng ngửa khuya khoắt", "Đã giữ nguyên, giải trình", "Xuất ra USB"],
)
def test_a_vietnamese_text_is_not(text: str) -> None:
    assert strange_words(text) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_no_english_word_is_on_any_page(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    go(qtbot, window, place)
    texts = {text for widget in [window, *window.findChildren(QWidget)] for text in texts_of(widget) if text}
    folder = str(window.desk.store.folder)
    found = {text: strange_words(text) for text in texts if folder not in text and "/" not in text[:2]}
    assert len(texts) > 20
    assert {text: words for text, words in found.items() if words} == {}


def menu_texts(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        yield action.text().split("\t")[0]
        if action.menu() is not None:
            yield from menu_texts(action.menu())


def test_context_menus_speak_vietnamese(qtbot: QtBot, window: MainWindow) -> None:
    line, prose = QLineEdit(), QPlainTextEdit()
    qtbot.addWidget(line)
    qtbot.addWidget(prose)
    texts = [*menu_texts(line.createStandardContextMenu()), *menu_texts(prose.createStandardContextMenu())]
    assert len([text for text in texts if text]) >= 12
    assert {text for text in texts if strange_words(text)} == set()


def test_stock_dialogs_speak_vietnamese(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    buttons = QDialogButtonBox.StandardButton
    every = buttons.NoButton
    for one in buttons:
        if one.name not in ("FirstButton", "LastButton", "NoButton"):
            every |= one
    box = QDialogButtonBox(every)
    dialog = QFileDialog(None, "Chọn tệp", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    message = QMessageBox(QMessageBox.Icon.Warning, "Chưa làm được", "Thử lại.", QMessageBox.StandardButton.Ok)
    message.setDetailedText("chi tiết")
    found: dict[str, list[str]] = {}
    for dialog_like in (box, dialog, message):
        qtbot.addWidget(dialog_like)
        for widget in [dialog_like, *dialog_like.findChildren(QWidget)]:
            for text in [*texts_of(widget), *(action.text() for action in widget.findChildren(QAction))]:
                if strange_words(text) and str(tmp_path) not in text:
                    found[text] = strange_words(text)
    heads = [
        dialog.findChild(QAbstractItemView, "treeView").model().headerData(n, Qt.Orientation.Horizontal)
        for n in range(4)
    ]
    assert heads == ["Tên", "Cỡ", "Loại", "Ngày sửa"]
    # Names of places on this machine are its own.
    assert {text for text in found if text not in ("Computer", tmp_path.name)} == set()


def test_the_calendar_speaks_vietnamese(qtbot: QtBot, window: MainWindow) -> None:
    field = DateInput("Ngày")
    qtbot.addWidget(field)
    field._open()
    texts = {text for widget in field._calendar.findChildren(QWidget) for text in texts_of(widget) if text}
    assert {text for text in texts if strange_words(text)} == set()


def test_qt_keeps_its_own_text_where_there_is_no_other() -> None:
    assert QCoreApplication.translate("Unheard", "Something") == "Something"
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Sao chép"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_every_control_has_a_name(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    nameless = [
        repr(widget)
        for widget in shown.findChildren(QWidget)
        if isinstance(widget, SMALLEST_INPUTS)
        and widget.isVisible()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QComboBox | QAbstractItemView)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_mnemonics_are_unique_on_a_page(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    letters: Counter[str] = Counter()
    for widget in shown.findChildren(QWidget):
        buddy = isinstance(widget, QLabel) and widget.buddy() is not None
        if widget.isVisible() and (isinstance(widget, QAbstractButton) or buddy):
            letters.update(letter.lower() for letter in re.findall(r"&(\w)", widget.text()))
    assert letters
    assert {letter: count for letter, count in letters.items() if count > 1} == {}
    assert all(letter.isascii() for letter in letters), "a letter with marks takes several keys"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_nothing_completes_inline(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    go(qtbot, window, place)
    inline = QCompleter.CompletionMode.InlineCompletion
    for line in window.findChildren(QLineEdit):
        assert line.completer() is None or line.completer().completionMode() is not inline
    for combo in window.findChildren(QComboBox):
        assert not combo.isEditable() or combo.completer().completionMode() is not inline


@pytest.mark.parametrize("size", SIZES, ids=["100%", "125%"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_nothing_is_clipped(qtbot: QtBot, window: MainWindow, place: Place, size: tuple[int, int]) -> None:
    window.resize(*size)
    shown = go(qtbot, window, place)
    assert (window.width(), window.height()) == size, "the window needs more room than the screen has"
    clipped = [
        f"{type(widget).__name__} {widget.accessibleName()}: {widget.width()} < {widget.minimumSizeHint().width()}"
        for widget in shown.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox)
        and not isinstance(widget.parent(), QAbstractItemView | QComboBox)
        and widget.width() < widget.minimumSizeHint().width()
    ]
    assert clipped == []
    for area in shown.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width(), area.accessibleName()


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_tab_reaches_every_input_on_the_page(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    wanted = {
        widget
        for widget in shown.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QAbstractScrollArea | QAbstractButton)
    }
    reached: set[QWidget] = set()
    current: QWidget = shown
    for _ in range(2000):
        current = current.nextInFocusChain()
        reached.add(current)
        if current is shown:
            break
    assert wanted - reached == set()
    assert QApplication.focusWidget() is None or QApplication.focusWidget().window() is window
