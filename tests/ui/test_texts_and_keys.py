"""On every page: no English word, every control named, mnemonics unique, nothing clipped, no inline completion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
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
from tests.ui import checks
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
# 1366×768 at 100, 125 and 150%, less the task bar and the window's own frame.
SIZES = [(1366, 700), (1092, 548), (910, 445)]

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
    assert len(checks.spoken(window)) > 20
    assert checks.english(window, str(window.desk.store.folder)) == {}


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
    assert checks.nameless(shown) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_mnemonics_are_unique_on_a_page(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    letters = checks.mnemonics(shown)
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


@pytest.mark.parametrize("size", SIZES, ids=["100%", "125%", "150%"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_nothing_is_clipped(qtbot: QtBot, window: MainWindow, place: Place, size: tuple[int, int]) -> None:
    window.resize(*size)
    shown = go(qtbot, window, place)
    for _ in range(2):  # a narrow window gets narrower still once the navigation has taken its words away
        window.resize(*size)
        settle(qtbot, window)
    assert (window.width(), window.height()) == size, "the window needs more room than the screen has"
    assert checks.clipped(shown) == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.page}-{place.step}")
def test_tab_reaches_every_control_in_reading_order(qtbot: QtBot, window: MainWindow, place: Place) -> None:
    shown = go(qtbot, window, place)
    assert checks.unreached(shown) == []
    assert checks.not_in_reading_order(shown) == []
    assert QApplication.focusWidget() is None or QApplication.focusWidget().window() is window
