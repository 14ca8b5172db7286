"""A date in a cell of a table: picked from a calendar with the mouse or the keyboard, and kept as if typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.ui.form_screen.date_cell import DateCell
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.places import MONTHLY_UPDATE, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.widgets.calendar_popup import CalendarPopup
from tests.ui.conftest import settle
from tests.ui.small_form import SMALL, WORK

NOVEMBER = ReportingPeriod.parse("2026-11")
PATH = "tables.mua_sam.+1.bought_on"


@pytest.fixture
def grid(qtbot: QtBot, window: MainWindow) -> Grid:
    """The open table of the small form with one row, on screen."""
    window.desk.choose_duty(SMALL, NOVEMBER)
    settle(qtbot, window)
    window.go_to(Place(MONTHLY_UPDATE, WORK, "report", "tables.mua_sam"))
    QApplication.processEvents()
    page = window.workspace.page.steps[WORK].part
    page.add.click()
    return page.grid


def opened_cell(grid: Grid) -> DateCell:
    assert grid.go_to(PATH)
    cell = QApplication.focusWidget()
    assert isinstance(cell, DateCell)
    return cell


def calendar_of(cell: DateCell) -> CalendarPopup:
    calendar = cell.findChild(CalendarPopup)
    assert isinstance(calendar, CalendarPopup)
    assert calendar.isVisible()
    return calendar


def text_in(grid: Grid) -> str:
    return grid.grid_model.cell(grid.grid_model.place_of(PATH)).edit


def test_the_calendar_opens_from_the_keyboard_on_the_day_typed_and_the_picked_day_is_kept(grid: Grid) -> None:
    cell = opened_cell(grid)
    QTest.keyClicks(cell, "5/11/2026")
    QTest.keyClick(cell, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = calendar_of(cell)
    assert calendar.selectedDate() == QDate(2026, 11, 5)
    calendar.setSelectedDate(QDate(2026, 11, 6))
    calendar.activated.emit(calendar.selectedDate())
    assert not calendar.isVisible()
    assert cell.text() == text_in(grid) == "06/11/2026"


def test_the_button_in_the_cell_opens_it_and_a_click_on_a_day_is_taken_once(grid: Grid) -> None:
    cell, told = opened_cell(grid), []
    cell.textEdited.connect(told.append)
    cell.findChild(QToolButton).click()
    calendar = calendar_of(cell)
    calendar.clicked.emit(QDate(2026, 11, 9))
    calendar.activated.emit(QDate(2026, 11, 9))
    assert told == ["09/11/2026"]
    assert text_in(grid) == "09/11/2026"


def test_esc_closes_the_calendar_and_leaves_the_cell_as_it_was(grid: Grid) -> None:
    cell = opened_cell(grid)
    QTest.keyClicks(cell, "5/11/2026")
    cell.findChild(QToolButton).click()
    calendar = calendar_of(cell)
    QTest.keyClick(calendar, Qt.Key.Key_Escape)
    assert not calendar.isVisible()
    assert cell.text() == "5/11/2026"
