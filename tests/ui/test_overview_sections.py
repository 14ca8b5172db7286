"""Tổng quan of a form without indicators: what each section holds, what is lacking, and the way there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.overview import sections
from sonla_desktop.ui.overview.state import StepView
from sonla_desktop.ui.places import MONTHLY_UPDATE, OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers import months
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.small_form import NUMBERS, PROSE, SMALL, WORK, small_plan

NOVEMBER = ReportingPeriod.parse("2026-11")
KEY = ReportKey(SMALL, NOVEMBER)


def begun() -> Report:
    """Two figures, one listed row, one added row and a text."""
    window = small_plan().regime_of(NOVEMBER).window.window_of(NOVEMBER)
    return replace(
        Report(months.agency().code, months.agency().name, SMALL, NOVEMBER, window),
        figures={"A1": Decimal(90), "A2": Decimal(45)},
        tables={"viec": ({"row": "2", "state": "done"},), "mua_sam": ({"name": "Máy quét"},)},
    )


@pytest.fixture
def desk(qtbot: QtBot, store: MemoryStore, window: MainWindow) -> Desk:
    store.reports[KEY] = begun()
    window.desk.choose_duty(SMALL, NOVEMBER)
    settle(qtbot, window)
    window.go_to(Place(OVERVIEW))
    return window.desk


def said(desk: Desk) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in sections.section_rows(desk.snapshot)]


def test_every_section_says_how_full_it_is_and_what_comes_first(desk: Desk) -> None:
    rows = said(desk)
    steps = [step.title for step in desk.snapshot.month.duty.form.steps]
    assert {row[1] for row in rows} == {f"{number}. {title}" for number, title in enumerate(steps, 1)}
    entered = [row[2] for row in rows]
    assert "2/4 số liệu" in entered
    assert "1/4 dòng" in entered
    assert "1/1 dòng" in entered
    assert "chưa viết" in entered
    figures = rows[0]
    assert figures[3:] == ["còn 2", "Trực tiếp"]


@pytest.mark.parametrize(("required", "word"), [(True, "còn 1"), (False, "không bắt buộc")])
def test_a_table_of_which_nothing_must_be_filled_in_is_not_called_done(desk: Desk, required: bool, word: str) -> None:
    month = desk.snapshot.month
    table = month.duty.form.table("mua_sam")
    columns = tuple(replace(column, required=required and column.name == "price") for column in table.columns)
    tables = tuple(replace(one, columns=columns) if one is table else one for one in month.duty.form.tables)
    duty = replace(month.duty, form=replace(month.duty.form, tables=tables))
    rows = sections.section_rows(replace(desk.snapshot, month=replace(month, duty=duty)))
    assert next(row.cells[3].text for row in rows if row.cells[0].text == shown_title(desk)) == word


def shown_title(desk: Desk) -> str:
    """The section with the table of which rows are added."""
    return next(section.title for section in desk.snapshot.month.duty.form.sections if section.table == "mua_sam")


def test_a_row_leads_to_what_is_lacking_and_else_to_the_section(desk: Desk) -> None:
    places = [row.key for row in sections.section_rows(desk.snapshot)]
    assert all(place.page == MONTHLY_UPDATE for place in places)
    assert places[0] == Place(MONTHLY_UPDATE, NUMBERS, "A3", "figures.A3")
    assert [place.step for place in places] == [NUMBERS, WORK, WORK, PROSE]
    assert all(place.field for place in places)


def test_the_table_stands_below_the_cards_and_goes_there(qtbot: QtBot, desk: Desk, window: MainWindow) -> None:
    page = window.workspace.page
    assert page.view.sections.isVisible()
    assert page.view.of_indicators.isHidden()
    table = page.view.sections.table
    assert table.horizontalScrollBar().maximum() == 0
    table.activated.emit(page.view.sections.model.index(1, 0))
    settle(qtbot, window)
    assert window.workspace._name == MONTHLY_UPDATE


def test_a_step_without_anything_to_enter_is_not_drawn_as_done(desk: Desk, window: MainWindow) -> None:
    view = window.workspace.page.view
    view.show_steps([StepView("a", "Không có gì", 0, 0, "không có mục nào"), StepView("b", "Đủ", 2, 2, "xong")])
    nothing, full = (view.progress.itemAtPosition(line, 1).widget() for line in range(2))
    assert nothing.grab().toImage() != full.grab().toImage()
    assert [view.progress.itemAtPosition(line, 2).widget().text() for line in range(2)] == ["–", "2/2"]


def test_a_form_with_indicators_shows_them_instead(window: MainWindow) -> None:
    assert window.workspace.page.view.sections.isHidden()
    assert not window.workspace.page.view.of_indicators.isHidden()


def test_the_tasks_that_fall_due_next_are_told_soonest_first(window: MainWindow) -> None:
    snapshot = window.desk.snapshot
    far, none = sections.next_dates(snapshot, date(2020, 1, 1)), sections.next_dates(snapshot, date(2100, 1, 1))
    assert none == ""
    days = [date(*map(int, reversed(part.split("/")))) for part in sections_days(far)]
    assert days == sorted(days)
    assert len(days) <= sections.MOST_DATES


def sections_days(text: str) -> list[str]:
    """The days in brackets."""
    return [part.partition(")")[0] for part in text.split("(") if part.partition(")")[0].count("/") == 2]
