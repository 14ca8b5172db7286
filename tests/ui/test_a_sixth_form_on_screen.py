"""A form that nobody programmed for, filled in at the keyboard: from choosing it to the frozen report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.places import CHECKING, CLOSING, OVERVIEW
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.clocks import FixedClock, read_moment
from sonla_desktop.usecases.configure_agency import configure_from_file
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.ports import World
from tests.helpers.figure_forms import month_file, small_world
from tests.helpers.repository import ROOT
from tests.ui.conftest import settle
from tests.ui.keys import type_text

PERIOD, NAME = "2026-10", "Báo cáo thử"
KEY = ReportKey("so-lieu-thu", ReportingPeriod.parse(PERIOD))
LONG_MS = 60_000
SETTINGS = ROOT / "tests" / "fixtures" / "04123-2026-10" / "settings.json"
UP, DOWN, TAB = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Tab
ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
PROSE = "Tháng {thang}, tiếp nhận {so_lieu.HS1} hồ sơ."
"""Without a comparison: there is no month before this one."""


class Officer:
    """Hands on the keyboard: every key goes to whatever has the cursor."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self.window = qtbot, window

    @property
    def cursor(self) -> QWidget:
        """What the next key goes to."""
        return QApplication.focusWidget() or self.window

    def press(self, *keys: Qt.Key) -> None:
        """One key after the other."""
        for key in keys:
            self._qtbot.keyClick(self.cursor, key)

    def write(self, text: str) -> None:
        """Types letter by letter."""
        type_text(self.cursor, text)

    def tab_to(self, widget: QWidget) -> None:
        """Tab until the cursor is in this widget."""
        for _ in range(80):
            if self.cursor is widget:
                return
            self.press(TAB)
        raise AssertionError(f"Tab never comes to {widget.accessibleName()}")

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
        settle(self._qtbot, self.window)

    def press_button(self, widget: QWidget) -> None:
        """Goes to a button with Tab and presses it with the space bar."""
        self.tab_to(widget)
        self.press(SPACE)
        self.settle()

    @property
    def step(self) -> Any:
        """The step of the update on screen."""
        page = self.window.workspace.page
        return page.steps[page.step]

    def go_ahead(self) -> None:
        """To the next step."""
        self.press_button(self.window.workspace.page.view.ahead)

    def leave(self) -> None:
        """Closes the window and waits until it has given the store back."""
        self.window._agrees_to_lose = lambda: True  # a failed test must not end in a question that nobody answers
        if self.window.isVisible():
            self.window.close()
        self._qtbot.waitUntil(lambda: not self.window.isVisible(), timeout=LONG_MS)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The program's own world as it would be installed with one more form, in the first days of November."""
    return replace(small_world(tmp_path / "install"), clock=FixedClock(read_moment("2026-11-03T09:00")))


@pytest.fixture
def officer(qtbot: QtBot, world: World, tmp_path: Path) -> Iterator[Officer]:
    """The window on a new store of Xã Chiềng Mung."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    folder = tmp_path / "kho"
    create_store(world, folder, "04123")
    store = world.stores.open(folder)
    configure_from_file(world, store, SETTINGS)
    store.close()
    window = MainWindow(lambda: world, folder, folder, WindowMemory())
    window.resize(1366, 700)
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    settle(qtbot, window)
    window.activateWindow()
    officer = Officer(qtbot, window)
    yield officer
    officer.leave()


def shown(grid: Grid, key: str) -> list[str]:
    """What the grid says in this row."""
    return next([cell.view.text for cell in row.cells] for row in grid.grid_model.grid if row.key == key)


def begin(officer: Officer) -> None:
    """Chooses the form and goes to its first step."""
    workspace = officer.window.workspace
    officer.tab_to(workspace.title_line.forms)
    officer.choose(NAME)
    assert officer.window.desk.snapshot.month.key == KEY
    officer.tab_to(workspace.navigation.buttons[OVERVIEW])
    officer.press(DOWN)
    officer.settle()
    assert list(workspace.page.view.steps) == ["figures", "tables", "prose", CHECKING, CLOSING, "export"]


def type_figures(officer: Officer) -> None:
    """A slip in the first figure; the computed ones follow every key."""
    page = officer.step
    officer.tab_to(page.grid)
    officer.press(ENTER)
    for text in ("1101", "900", "200"):
        officer.write(text)
        officer.press(ENTER)
    officer.write("3")
    assert shown(page.grid, "HS1")[:3] == ["Hồ sơ tiếp nhận", "hồ sơ", "1.101"]
    assert [shown(page.grid, key)[2] for key in ("HS4P", "HS5P")] == ["81,7%", "82,7%"]
    officer.press(ENTER)


def type_listed_rows(officer: Officer) -> None:
    """A row is left and the next one entered with Tab; a day that is not asked for is passed over."""
    grid = officer.step.part.grid
    officer.tab_to(grid)
    officer.press(ENTER)
    officer.choose("Đã khắc phục")
    for text in ("20/10/2026", "4", "4"):
        officer.press(TAB)
        officer.write(text)
    officer.press(TAB)
    officer.choose("Đang khắc phục")
    for text in ("12", "5"):
        officer.press(TAB)
        officer.write(text)
    assert shown(grid, "I.1")[-4:] == ["20/10/2026", "4", "4", "100,0%"]
    assert shown(grid, "I.2")[-4:] == ["–", "12", "5", "41,7%"]
    officer.press(ENTER)


def type_open_rows(officer: Officer) -> None:
    """Rows the officer adds: one of three cells, one of a single cell."""
    page = officer.step.part
    officer.press_button(page.add)
    officer.write("=Họp giao ban")
    officer.press(TAB)
    officer.write("2,5")
    officer.press(TAB)
    officer.choose("Có")
    officer.press(ESCAPE)
    officer.press_button(page.add)
    officer.write("Kiểm tra hồ sơ")
    assert [shown(page.grid, key)[1:] for key in ("+1", "+2")] == [
        ["=Họp giao ban", "2,5", "Có"],
        ["Kiểm tra hồ sơ", "", ""],
    ]
    officer.press(ESCAPE)


def type_prose(officer: Officer) -> None:
    """The figures that a sentence names are drawn while it is typed."""
    editor = officer.step.editor
    officer.tab_to(editor.text)
    officer.write(PROSE)
    assert editor.preview.text().startswith("Tháng 10, tiếp nhận 1.101 hồ sơ")


def correct_what_is_found(officer: Officer) -> None:
    """Enter on the finding leads into the cell that is wrong."""
    check = officer.step.view
    assert check.summary.text() == "Còn 1 chỗ sai phải sửa trước khi chốt."
    assert "1.101 khác 900 + 200 = 1.100" in check.message.text()
    officer.tab_to(check.findings)
    officer.press(ENTER)
    officer.settle()
    cell = officer.cursor
    assert isinstance(cell, QLineEdit)
    assert cell.hasSelectedText(), "what is typed now takes the place of what was wrong"
    assert (cell.accessibleName(), cell.text()) == ("Hồ sơ tiếp nhận, hồ sơ", "1.101")
    officer.write("1100")
    assert [shown(officer.step.grid, key)[2] for key in ("HS1", "HS4P", "HS5P")] == ["1.100", "81,8%", "82,8%"]
    officer.press(ENTER, ESCAPE)


def test_a_month_of_it_is_typed_found_wrong_corrected_and_frozen(
    qtbot: QtBot, officer: Officer, world: World, tmp_path: Path
) -> None:
    window = officer.window
    begin(officer)
    type_figures(officer)
    officer.go_ahead()
    type_listed_rows(officer)
    officer.press_button(officer.step.after)
    type_open_rows(officer)
    officer.go_ahead()
    type_prose(officer)
    officer.go_ahead()
    correct_what_is_found(officer)
    for _ in range(4):
        officer.go_ahead()
    closing = officer.step.view
    assert closing.heading.text() == "Sẵn sàng chốt số liệu tháng 10/2026"
    officer.press_button(closing.close_month)
    qtbot.waitUntil(lambda: window.desk.snapshot.month.closed, timeout=LONG_MS)
    officer.settle()
    assert closing.heading.text() == "Đã chốt số liệu tháng 10/2026"
    officer.leave()
    given, frozen = month_file(PERIOD), frozen_report(world, tmp_path / "kho")
    computed = {"HS4P": Decimal("81.8"), "HS5P": Decimal("82.8")}
    assert frozen.figures == given["figures"] | computed
    assert {name: list(rows) for name, rows in frozen.tables.items()} == given["tables"]
    assert frozen.narrative == {"assessment": PROSE}


def frozen_report(world: World, folder: Path) -> Report:
    """The one closed version, read from the store on disk."""
    store = world.stores.open(folder, read_only=True)
    with store.begin() as work:
        (version,) = work.versions(KEY)
    store.close()
    return version.report


def test_closing_leads_to_the_cell_that_cannot_be_read(officer: Officer) -> None:
    begin(officer)
    type_figures(officer)
    officer.press(ENTER, TAB)
    officer.write("1.10")
    officer.press(ESCAPE)
    for _ in range(4):
        officer.go_ahead()
    links = officer.step.view.obstacles
    texts = [links.itemAt(number).widget().text() for number in range(links.count())]
    number = texts.index("Còn 1 ô ghi số hoặc ngày chưa rõ, chưa lưu được")
    officer.press_button(links.itemAt(number).widget())
    assert isinstance(officer.cursor, QLineEdit)
    assert (officer.cursor.accessibleName(), officer.cursor.text()) == ("Số khác, hồ sơ", "1.10")
