"""Lịch báo cáo on screen: what presses is on Tổng quan, the year in a dialog, and every row leads to its report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.ui.overview import board
from sonla_desktop.ui.overview.board_dialog import BoardDialog
from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.compared_versions import StaleComparison
from sonla_desktop.usecases.due_board import StaleReport
from sonla_desktop.usecases.ports import World
from tests.helpers import months
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.fakes import MemoryStore, full_store
from tests.ui.small_form import SMALL
from tests.ui.words import strange_words, texts_of

DECEMBER = ReportingPeriod.parse("2026-12")


@pytest.fixture
def late_world(world: World) -> World:
    """13 November: the deadline of November passed the day before."""
    return replace(world, clock=FixedClock(datetime(2026, 11, 13, 8)))


@pytest.fixture
def open_year(qtbot: QtBot, window: MainWindow) -> Callable[[], BoardDialog]:
    """Opens the dialog from Tổng quan, as the officer does."""

    def open_it() -> BoardDialog:
        window.go_to(Place(OVERVIEW))
        settle(qtbot, window)
        qtbot.mouseClick(window.workspace.page.view.board.whole_year, Qt.MouseButton.LeftButton)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BoardDialog)
        return dialog

    return open_it


def test_the_year_goes_from_overdue_over_what_is_to_come_to_what_is_done(
    open_year: Callable[[], BoardDialog],
) -> None:
    dialog = open_year()
    headings = [shown.cells[0].text.partition(" (")[0] for shown in dialog.model.rows if shown.heading]
    assert headings == ["Phải gửi", "Đã chốt, đã qua"]
    assert "Kế hoạch năm 2027 chưa có trong chương trình" in dialog.ends.text()
    assert "Đến hạn: đang trong kỳ, còn 3 ngày" in dialog.details.text()
    assert "Khóa: đang mở" in dialog.details.text()
    assert [word for text in texts_of(dialog) for word in strange_words(text)] == []


def test_enter_on_a_row_goes_to_its_form_and_period(
    qtbot: QtBot, window: MainWindow, open_year: Callable[[], BoardDialog]
) -> None:
    dialog = open_year()
    number = dialog.model.row_of(("kh-2026", DECEMBER))
    assert number is not None
    dialog.table.setCurrentIndex(dialog.model.index(number, 0))
    assert "ngày nghỉ: gửi chậm nhất Thứ Sáu, 11/12/2026" in dialog.details.text()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.snapshot.month.key.period == DECEMBER, timeout=WAIT_MS)
    assert QApplication.activeModalWidget() is None


def test_one_form_alone_can_be_shown_and_is_copied_as_it_stands(open_year: Callable[[], BoardDialog]) -> None:
    dialog = open_year()
    dialog.forms.setCurrentIndex(dialog.forms.findData(SMALL))
    assert {shown.key[0] for shown in dialog.model.rows if not shown.heading} == {SMALL}
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == list(board.HEADINGS)
    assert any("\tBiểu mẫu nhỏ\t11/2026\t" in line for line in lines)


def test_overdue_is_on_top_in_words_and_leads_there(
    qtbot: QtBot, late_world: World, world: World, store: MemoryStore, open_window: Callable[[], MainWindow]
) -> None:
    object.__setattr__(world, "clock", late_world.clock)
    window = open_window()
    shown = window.workspace.page.view.board
    assert shown.model.rows[0].cells[5].text == "quá hạn 15 giờ"
    assert "quá hạn" in shown.summary.text()
    window.go_to(Place(MONTHLY_UPDATE, CLOSING))
    settle(qtbot, window)
    page = window.workspace.page.steps[CLOSING]
    assert page.view.late.text() == (
        "Đã quá hạn gửi 17:00 12/11/2026 (quá hạn 15 giờ). Vẫn chốt được; việc chốt muộn được ghi lại cùng báo cáo."
    )
    assert page.view.close_month.isEnabled()


def test_a_closed_month_says_how_it_can_be_changed(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.choose_period(ReportingPeriod.parse("2026-10"))
    settle(qtbot, window)
    window.go_to(Place(MONTHLY_UPDATE))
    settle(qtbot, window)
    assert "chỉ xem, không sửa được" in window.workspace.page.view.closed.text()
    assert "báo cáo thay thế" in window.workspace.page.view.closed.text()
    assert not window.desk.editable


def test_reports_built_on_replaced_figures_are_named(window: MainWindow) -> None:
    stale = StaleReport(
        StaleComparison(ReportKey("kh-2026", ReportingPeriod.parse("2026-11")), 1, ReportingPeriod.parse("2026-10"), 2),
        "Kế hoạch",
    )
    shown = window.workspace.page.view.board
    assert shown.stale.isHidden()
    shown.show_month(replace(window.desk.snapshot, stale=(stale,)))
    assert shown.stale.text().startswith("Kế hoạch, kỳ 11/2026 lập trên số liệu kỳ 10/2026 đã được thay thế")
    assert not shown.stale.isHidden()


def test_an_extended_deadline_names_its_document(
    world: World, folder: Path, open_window: Callable[[], MainWindow]
) -> None:
    notice = DeadlineNotice(datetime(2026, 11, 20, 17), "1680/UBND-KGVX")
    full_store(world, folder, notices={months.report().key: notice})
    window = open_window()
    (line,) = [x for x in window.desk.snapshot.board if (x.form, x.period) == ("kh-2026", months.report().period)]
    told = board.details(line, window.desk.snapshot.now)
    assert "17:00 Thứ Sáu, 20/11/2026 theo 1680/UBND-KGVX (hạn theo kế hoạch: 17:00 Thứ Năm, 12/11/2026)" in told
