"""A document moves or sets a deadline: late is judged by it, the plan's own stays visible, wrong ones are refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import Month, read_month
from sonla_desktop.usecases.set_deadline import set_deadline

NOTICE = DeadlineNotice(datetime(2026, 11, 20, 17), " 1680/UBND-KGVX ", date(2026, 11, 10), "Mưa lũ")


class Office:
    """A store and a clock, and short words for what the tests do with them."""

    def __init__(self, world: World, store: Store, form: str, period: str) -> None:
        self.world, self.store, self._form, self._period = world, store, form, period

    @property
    def month(self) -> Month:
        return read_month(self.world, self.store, self._period, self._form)

    def put(self, notice: DeadlineNotice | None) -> Changes:
        return set_deadline(self.world, self.store, self.month, notice)

    def codes(self, moment: str) -> set[str]:
        world = replace(self.world, clock=FixedClock(datetime.fromisoformat(moment)))
        return {item.finding.code for item in check_month(world, self.month, {}) if item.finding.code < "BC-004"}


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


def test_late_is_later_than_the_extended_deadline(plan_month: Office) -> None:
    assert "BC-002" in plan_month.codes("2026-11-12T17:00")
    assert plan_month.put(NOTICE).reports == {plan_month.month.key}
    assert "BC-002" not in plan_month.codes("2026-11-20T17:00")
    assert "BC-002" in plan_month.codes("2026-11-20T17:01")
    assert plan_month.put(None).reports == {plan_month.month.key}
    assert "BC-002" in plan_month.codes("2026-11-12T17:00")


def test_the_deadline_of_the_plan_stays_visible(plan_month: Office) -> None:
    plan_month.put(NOTICE)
    deadline = plan_month.month.submission_deadline
    assert deadline.stated == datetime(2026, 11, 12, 17)
    assert deadline.label == "17:00 12/11/2026, lùi đến 17:00 20/11/2026 theo 1680/UBND-KGVX ngày 10/11/2026"
    assert deadline.notice is not None
    assert deadline.notice.at == datetime(2026, 11, 11, 8)


def test_an_extension_to_a_day_off_names_the_working_day(plan_month: Office) -> None:
    assert "BC-003" not in plan_month.codes("2026-11-11T08:00")
    plan_month.put(replace(NOTICE, due=datetime(2026, 11, 21, 17)))
    assert "BC-003" in plan_month.codes("2026-11-11T08:00")


def test_the_same_notice_twice_changes_nothing(plan_month: Office) -> None:
    plan_month.put(NOTICE)
    assert plan_month.put(NOTICE) == Changes()


def test_a_report_on_request_has_no_deadline_before_one_is_entered(second_request: Office) -> None:
    assert second_request.month.deadline is None
    assert second_request.month.submission_deadline.label == "chưa có hạn"
    assert {"BC-002", "BC-003"}.isdisjoint(second_request.codes("2026-12-31T23:00"))
    second_request.put(NOTICE)
    assert second_request.month.submission_deadline.label == (
        "17:00 20/11/2026 theo 1680/UBND-KGVX ngày 10/11/2026"
    )
    assert "BC-002" in second_request.codes("2026-11-21T08:00")


def test_a_deadline_that_the_readings_state_for_one_request_is_that_ones_only(store: tuple[World, Store]) -> None:
    first = Office(*store, "khac-phuc-han-che", "2026-X1")
    assert first.month.deadline == datetime(2026, 1, 15, 17)
    assert "BC-002" in first.codes("2026-01-16T08:00")


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        (replace(NOTICE, document="  "), "deadline-document"),
        (replace(NOTICE, due=datetime(2026, 11, 12, 17)), "deadline-not-later"),
        (replace(NOTICE, document_date=date(2026, 11, 12)), "deadline-document-date"),
    ],
)
def test_what_is_no_extension_is_refused(plan_month: Office, notice: DeadlineNotice, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        plan_month.put(notice)
    assert refused.value.code == code
    text = plan_month.world.catalogue.messages().text(code, refused.value.parameters)
    assert len(text.split()) <= 30
    assert plan_month.month.deadline_notice is None


def test_a_document_need_not_have_a_date(plan_month: Office) -> None:
    plan_month.put(replace(NOTICE, document_date=None))
    assert plan_month.month.submission_deadline.label.endswith("theo 1680/UBND-KGVX")
