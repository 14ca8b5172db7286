"""Giới hạn kiểm tra on the page Thiết lập: set by keys, refused where nothing could be judged, taken back to ours."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.check_parameters import RANGES, CheckParameters
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.rules.registry import all_rules
from sonla_desktop.ui.places import CLOSING, INDICATORS, MONTHLY_UPDATE, OVERVIEW, SETTINGS, Place
from sonla_desktop.ui.settings.limits import INTRODUCTION, LIMITS
from sonla_desktop.ui.settings.limits_card import LimitRow, LimitsCard
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers import months
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.keys import type_text


@pytest.fixture
def limits(window: MainWindow) -> LimitsCard:
    window.go_to(Place(SETTINGS))
    return window.workspace.page.view.limits


def row_of(limits: LimitsCard, name: str) -> LimitRow:
    return limits.rows[f"check_parameters.{name}"]


def retype(window: MainWindow, name: str, text: str) -> LimitRow:
    """Goes to the field and writes over what is there, by keys."""
    window.go_to(Place(SETTINGS, field=f"check_parameters.{name}"))
    shown = row_of(window.workspace.page.view.limits, name)
    assert QApplication.focusWidget() is shown.field.line
    shown.field.line.selectAll()
    type_text(shown.field.line, text)
    return shown


def save(qtbot: QtBot, window: MainWindow) -> None:
    window.desk.drafts.flush()
    settle(qtbot, window)


def test_every_limit_is_asked_for_and_names_a_rule() -> None:
    assert {limit.name for limit in LIMITS} == {item.name for item in fields(CheckParameters)} == set(RANGES)
    assert {limit.rule for limit in LIMITS} <= {rule.code for rule in all_rules()}
    assert [limit.why_not(limit.usual) for limit in LIMITS] == [""] * len(LIMITS)


def test_each_limit_says_its_unit_its_default_and_what_it_is_for(limits: LimitsCard) -> None:
    texts = [text.text() for text in limits.findChildren(QLabel)]
    assert INTRODUCTION in texts
    assert "số mặc định là của chương trình" in INTRODUCTION
    assert "Tỷ lệ chênh so với kỳ trước từ (điểm %)" in texts
    assert "CT-007. Mặc định 20 điểm %. Tỷ lệ chênh từ mức này thì chương trình hỏi lại." in texts
    assert "CN-003. Mặc định 1,96. Để tính số phiếu khảo sát cần có; 1,96 ứng với độ tin cậy 95%." in texts
    assert row_of(limits, "sample_deviate").field.line.text() == "1,96"
    assert not any(shown.back.isVisible() for shown in limits.rows.values()), "there is no way back from ours"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("jump_points", "12,5", Decimal("12.5")),
        ("jump_factor", "1.000.000", Decimal(1_000_000)),
        ("stock_percent", "15%", Decimal(15)),
        ("slow_days", "14", 14),
        ("slow_percent", "100", 100),
        ("field_check_months", "6", 6),
        ("sample_deviate", "2,58", Decimal("2.58")),
        ("sample_deviate", "2,576", Decimal("2.576")),
        ("sample_margin", "3", Decimal(3)),
    ],
)
def test_a_limit_is_read_the_vietnamese_way_and_kept(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, name: str, typed: str, value: Decimal | int
) -> None:
    shown = retype(window, name, typed)
    save(qtbot, window)
    assert store.kept.check_parameters == replace(CheckParameters(), **{name: value})
    assert type(getattr(store.kept.check_parameters, name)) is type(value)
    assert shown.field.line.text() == typed
    assert shown.back.isVisible()


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("jump_points", "0", "Chỉ kiểm tra được với số từ 0,01 đến 100."),
        ("jump_factor", "-2", "Chỉ kiểm tra được với số từ 0,01 đến 1.000.000."),
        ("sample_margin", "100", "Chỉ kiểm tra được với số từ 0,01 đến 99."),
        ("slow_days", "367", "Chỉ kiểm tra được với số từ 1 đến 366."),
        ("slow_days", "1,5", "Ô này chỉ ghi số nguyên. Bỏ phần lẻ hoặc kiểm tra lại con số."),
        ("jump_points", "nhiều", "Chưa có chữ số. Ghi một con số, ví dụ 1.234,5."),
    ],
)
def test_what_judges_nothing_is_refused_at_the_field_and_stays_as_typed(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, name: str, typed: str, said: str
) -> None:
    shown = retype(window, name, typed)
    assert shown.field.hint.isVisible()
    assert shown.field.hint.text() == said
    assert shown.field.line.property("wrong") == "true"
    shown.field.line.clearFocus()
    save(qtbot, window)
    window.desk.reload()
    settle(qtbot, window)
    window.go_to(Place(OVERVIEW))
    window.go_to(Place(SETTINGS))
    assert shown.field.line.text() == typed
    assert shown.field.hint.text() == said
    assert store.kept.check_parameters == CheckParameters(), "the first digits of it are no limit either"


def test_a_reading_out_of_range_is_not_offered(window: MainWindow) -> None:
    shown = retype(window, "jump_points", "1.003")
    assert [choice.text() for choice in shown.field._choices] == ["1,003"]


def test_a_refused_text_keeps_the_month_open_and_is_led_to(qtbot: QtBot, window: MainWindow) -> None:
    shown = retype(window, "slow_days", "0")
    window.go_to(Place(MONTHLY_UPDATE, CLOSING))
    settle(qtbot, window)
    page = window.workspace.page.steps[CLOSING]
    assert not page.view.close_month.isEnabled()
    (link,) = [button for button in page.findChildren(QPushButton) if "ô ghi số" in button.text()]
    qtbot.keyClick(link, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert QApplication.focusWidget() is shown.field.line
    shown.field.line.selectAll()
    type_text(shown.field.line, "7")
    assert window.desk.drafts.unreadable == {}


@pytest.mark.parametrize("typed", ["45", "0"])
def test_the_way_back_to_the_default_by_keys(qtbot: QtBot, window: MainWindow, store: MemoryStore, typed: str) -> None:
    shown = retype(window, "jump_points", typed)
    save(qtbot, window)
    qtbot.keyClick(shown.field.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is shown.back
    qtbot.keyClick(shown.back, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert store.kept.check_parameters == CheckParameters()
    assert shown.field.line.text() == "20"
    assert not shown.field.hint.isVisible()
    assert not shown.back.isVisible()
    assert QApplication.focusWidget() is shown.field.line
    assert window.desk.drafts.unreadable == {}


def test_an_emptied_field_means_the_default_and_nothing_is_put_under_the_cursor(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    shown = retype(window, "slow_days", "45")
    save(qtbot, window)
    shown.field.line.selectAll()
    qtbot.keyClick(shown.field.line, Qt.Key.Key_Delete)
    save(qtbot, window)
    assert store.kept.check_parameters.slow_days == 30
    assert shown.field.line.text() == ""
    qtbot.keyClick(shown.field.line, Qt.Key.Key_Tab)
    assert shown.field.line.text() == "30"


def test_the_sample_beside_the_indicator_follows_the_settings(qtbot: QtBot, window: MainWindow) -> None:
    retype(window, "sample_margin", "10")
    retype(window, "sample_deviate", "2,576")
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, months.SATISFACTION))
    settle(qtbot, window)
    (question,) = window.workspace.page.steps[INDICATORS].editor.questions.values()
    assert question.sample_said.text() == "Cần ít nhất 119 phiếu (độ tin cậy 99%, sai số ±10%): đủ."


def test_a_closed_month_keeps_the_limits_it_was_closed_with(qtbot: QtBot, window: MainWindow) -> None:
    retype(window, "sample_margin", "10")
    save(qtbot, window)
    assert window.desk.snapshot.check_parameters.sample_margin == 10
    window.desk.choose_period(ReportingPeriod.parse("2026-10"))
    settle(qtbot, window)
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, months.SATISFACTION))
    settle(qtbot, window)
    assert window.desk.snapshot.month.closed
    (question,) = window.workspace.page.steps[INDICATORS].editor.questions.values()
    assert question.sample_said.text() == "Cần ít nhất 200 phiếu (độ tin cậy 95%, sai số ±5%): đủ."
