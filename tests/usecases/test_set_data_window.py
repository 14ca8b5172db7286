"""The officer sets the data window where it is our reading: audited, refused where stated, asked for on request."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.data_window import window_reason
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.plan import Plan
from sonla_desktop.usecases.blank_form import entry_form, write_blank_form
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import InputRefused, NotAllowedYet
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import Month, read_month
from sonla_desktop.usecases.record_form import record_file
from sonla_desktop.usecases.set_data_window import set_data_window, window_rule_of

WHY, DOCUMENT = "Tỉnh yêu cầu chốt sớm", " 1680/UBND-KGVX "
PLANNED = DataWindow(date(2026, 10, 11), date(2026, 11, 10))
OTHER = DataWindow(date(2026, 10, 15), date(2026, 11, 8))


class Office:
    """A store, and short words for what the tests do with one of its reports."""

    def __init__(self, world: World, store: Store, form: str, period: str) -> None:
        self.world, self.store, self._form, self._period = world, store, form, period

    @property
    def month(self) -> Month:
        return read_month(self.world, self.store, self._period, self._form)

    def put(self, window: DataWindow | None, why: str = WHY, document: str = DOCUMENT) -> Changes:
        return set_data_window(self.world, self.store, self.month, window, why, document)

    def codes(self) -> set[str]:
        return {item.finding.code for item in check_month(self.world, self.month, {})}

    def audited(self) -> list[tuple[str, str, str, str]]:
        with self.store.begin() as work:
            links = work.audit()
        return [(link.field, link.old, link.new, link.reason) for link in links if link.field.startswith("data_")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[tuple[World, Store]]:
    world = replace(build_world(), clock=FixedClock(datetime(2026, 11, 11, 8)))
    create_store(world, tmp_path / "kho", "04123")
    opened = world.stores.open(tmp_path / "kho")
    yield world, opened
    opened.close()


@pytest.fixture
def plan_month(store: tuple[World, Store]) -> Office:
    return Office(*store, "kh-2026", "2026-11")


@pytest.fixture
def second_request(store: tuple[World, Store]) -> Office:
    return Office(*store, "khac-phuc-han-che", "2026-X2")


def test_a_window_of_our_reading_is_changed_with_old_new_and_reason_in_the_chain(plan_month: Office) -> None:
    assert plan_month.month.report.data_window == PLANNED
    assert plan_month.put(OTHER).reports == {plan_month.month.key}
    assert plan_month.month.report.data_window == OTHER
    reason = "Theo 1680/UBND-KGVX: Tỉnh yêu cầu chốt sớm"
    assert window_reason(plan_month.month.report) == reason
    assert sorted(plan_month.audited()) == [
        ("data_from", '"2026-10-11"', '"2026-10-15"', reason),
        ("data_to", '"2026-11-10"', '"2026-11-08"', reason),
    ]


def test_none_goes_back_to_the_reading(plan_month: Office) -> None:
    plan_month.put(OTHER)
    assert plan_month.put(None, "", "").reports == {plan_month.month.key}
    assert plan_month.month.report.data_window == PLANNED
    assert window_reason(plan_month.month.report) == ""
    assert plan_month.put(None, "", "") == Changes()


def test_an_untouched_report_that_stays_as_it_is_is_not_opened(plan_month: Office) -> None:
    assert plan_month.put(None, "", "") == Changes()
    key = plan_month.month.key
    with plan_month.store.begin() as work:
        assert work.newest_report(key) is None


def test_the_same_window_twice_changes_nothing(plan_month: Office) -> None:
    plan_month.put(OTHER)
    assert plan_month.put(OTHER) == Changes()
    assert len(plan_month.audited()) == 2


def test_the_form_to_fill_in_is_about_the_days_that_were_set(plan_month: Office) -> None:
    plan_month.put(OTHER)
    assert ("Kỳ số liệu", "15/10/2026 đến 08/11/2026") in entry_form(plan_month.month).about


def test_a_window_that_does_not_follow_on_the_one_before_is_told(store: tuple[World, Store]) -> None:
    before, month = Office(*store, "kh-2026", "2026-10"), Office(*store, "kh-2026", "2026-11")
    before.put(DataWindow(date(2026, 9, 11), date(2026, 10, 12)))
    assert "BC-007" in month.codes()
    month.put(DataWindow(date(2026, 10, 13), date(2026, 11, 10)))
    assert "BC-007" not in month.codes()


def test_a_report_on_request_cannot_be_closed_before_its_window_is_set(second_request: Office) -> None:
    assert "BC-006" in second_request.codes()
    with pytest.raises(NotAllowedYet):
        close_period(second_request.world, second_request.store, "2026-X2", "khac-phuc-han-che")
    second_request.put(DataWindow(date(2026, 1, 1), date(2026, 6, 30)))
    assert "BC-006" not in second_request.codes()
    second_request.put(None, "", "")
    assert "BC-006" in second_request.codes()


def test_the_days_that_stood_in_can_be_confirmed(second_request: Office) -> None:
    standing_in = second_request.month.report.data_window
    second_request.put(standing_in)
    assert second_request.month.report.data_window == standing_in
    assert "BC-006" not in second_request.codes()


def test_the_request_that_the_readings_know_has_its_window(store: tuple[World, Store]) -> None:
    assert "BC-006" not in Office(*store, "khac-phuc-han-che", "2026-X1").codes()


@pytest.mark.parametrize(
    ("window", "why", "code"),
    [
        (OTHER, "  ", "window-reason"),
        (DataWindow(date(2026, 1, 1), date(2027, 2, 5)), WHY, "window-too-long"),
    ],
)
def test_what_is_no_window_is_refused(plan_month: Office, window: DataWindow, why: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        plan_month.put(window, why)
    assert refused.value.code == code
    assert len(plan_month.world.catalogue.messages().text(code, refused.value.parameters).split()) <= 30
    assert plan_month.month.report.data_window == PLANNED


def test_four_hundred_days_are_a_window(plan_month: Office) -> None:
    whole = DataWindow(date(2026, 1, 1), date(2027, 2, 4))
    plan_month.put(whole)
    assert plan_month.month.report.data_window == whole


@pytest.mark.parametrize(("stated_by", "word"), [("plan", "kế hoạch"), ("decree", "nghị định")])
def test_a_window_that_is_stated_stands(store: tuple[World, Store], stated_by: str, word: str) -> None:
    world, opened = store
    stating = Office(replace(world, catalogue=Stating(world, stated_by)), opened, "kh-2026", "2026-11")
    assert not window_rule_of(stating.month).may_change(stating.month.key.period)
    for window in (OTHER, None):
        with pytest.raises(InputRefused) as refused:
            stating.put(window)
        assert refused.value.code == "window-stated"
        text = world.catalogue.messages().text("window-stated", refused.value.parameters)
        assert word in text
        assert len(text.split()) <= 30


class Stating:
    """The shipped catalogue with a plan that states its data window."""

    def __init__(self, world: World, stated_by: str) -> None:
        self._inner, self._stated_by = world.catalogue, stated_by

    def plan(self, plan_id: str) -> Plan:
        plan = self._inner.plan(plan_id)
        window = replace(plan.regime.window, stated_by=self._stated_by)
        return replace(plan, regime=replace(plan.regime, window=window))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def test_a_form_given_out_for_the_former_days_is_told_and_not_taken(plan_month: Office, tmp_path: Path) -> None:
    world, store = plan_month.world, plan_month.store
    former, now = tmp_path / "cu.xlsx", tmp_path / "moi.xlsx"
    write_blank_form(world, store, "2026-11", "kh-2026", former)
    plan_month.put(OTHER)
    with pytest.raises(InputRefused) as refused:
        record_file(world, store, "2026-11", former, "kh-2026")
    assert refused.value.code == "entry-other-window"
    text = world.catalogue.messages().text("entry-other-window", refused.value.parameters)
    assert "11/10/2026 đến 10/11/2026" in text
    assert len(text.split()) <= 30
    write_blank_form(world, store, "2026-11", "kh-2026", now)
    record_file(world, store, "2026-11", now, "kh-2026")
    assert plan_month.month.report.data_window == OTHER
