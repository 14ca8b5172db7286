"""Lịch báo cáo over a real store: what is due, whether it was in time and whether it is locked are three facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey, Supersedes
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.due_board import DueLine, DueState, LockState, Timeliness, due_board, plans_ending
from sonla_desktop.usecases.ports import FrozenVersion, Stamp, Store, World

CREATED = "2026-09-20T08:00"
PLAN, NOTIFICATION, REQUEST, OTHERS = "kh-2026", "tb-319", "khac-phuc-han-che", "cong-tac-thang"


class Office:
    """A store of a commune that is kept since 20/9/2026, and short words for what the tests do with it."""

    def __init__(self, world: World, store: Store) -> None:
        self.world, self.store = world, store

    def board(self, now: str, until: date | None = None) -> tuple[DueLine, ...]:
        world = replace(self.world, clock=FixedClock(datetime.fromisoformat(now)))
        return due_board(world, self.store, until)

    def line(self, now: str, period: str = "2026-10", form: str = PLAN) -> DueLine:
        (found,) = [line for line in self.board(now) if (line.form, str(line.period)) == (form, period)]
        return found

    def enter(self, period: str = "2026-10", form: str = PLAN, window: DataWindow | None = None) -> Report:
        parsed = ReportingPeriod.parse(period)
        days = window or DataWindow(date(2026, 9, 11), date(2026, 10, 10))
        report = Report("04123", "UBND xã Chiềng Mung", form, parsed, days)
        with self.store.begin() as work:
            work.save_report(report, Stamp(datetime.fromisoformat(CREATED), "Hoa"))
            work.commit()
        return report

    def close(self, report: Report, at: str) -> None:
        moment = datetime.fromisoformat(at)
        with self.store.begin() as work:
            head = work.chain_head()
            frozen = FrozenVersion(report, AgencySettings(), (), moment, "Hoa", "0", "2026.1", head)
            work.freeze(frozen, Stamp(moment, "Hoa"))
            work.commit()

    def replace(self, report: Report) -> Report:
        changed = replace(report, version=report.version + 1, supersedes=Supersedes(report.version, "0" * 64, "Nhầm."))
        with self.store.begin() as work:
            work.open_replacement(changed, Stamp(datetime(2026, 11, 1, 8), "Hoa", "Nhầm."))
            work.commit()
        return changed

    def extend(self, due: str, period: str = "2026-10", form: str = PLAN) -> None:
        notice = DeadlineNotice(datetime.fromisoformat(due), "1680/UBND-KGVX", date(2026, 10, 9))
        with self.store.begin() as work:
            key = ReportKey(form, ReportingPeriod.parse(period))
            work.save_deadline(key, notice, Stamp(datetime(2026, 10, 9, 8), "Hoa"))
            work.commit()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    world = replace(build_world(), clock=FixedClock(datetime.fromisoformat(CREATED)))
    create_store(world, tmp_path / "kho", "04123")
    opened = world.stores.open(tmp_path / "kho")
    yield Office(world, opened)
    opened.close()


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-09-10T08:00", DueState.NOT_YET),
        ("2026-09-11T00:00", DueState.OPEN),
        ("2026-10-09T17:00", DueState.OPEN),
        ("2026-10-09T17:01", DueState.SOON),
        ("2026-10-12T16:59", DueState.SOON),
        ("2026-10-12T17:00", DueState.PAST),
    ],
)
def test_what_is_due_depends_on_the_day_alone(office: Office, now: str, expected: DueState) -> None:
    line = office.line(now)
    assert line.due_state is expected
    assert line.is_overdue == (expected is DueState.PAST)
    assert (line.window.end, line.complete_from) == (date(2026, 10, 10), date(2026, 10, 11))
    office.close(office.enter(), "2026-10-11T08:00")
    closed = office.line(now)
    assert closed.due_state is expected
    assert not closed.is_overdue


@pytest.mark.parametrize(
    ("extended", "closed_at", "expected"),
    [
        (None, "2026-10-12T16:59", Timeliness.IN_TIME),
        (None, "2026-10-12T17:00", Timeliness.LATE),
        ("2026-10-20T17:00", "2026-10-12T17:00", Timeliness.IN_TIME),
        ("2026-10-20T17:00", "2026-10-20T17:00", Timeliness.IN_TIME),
        ("2026-10-20T17:00", "2026-10-20T17:01", Timeliness.LATE),
    ],
)
def test_in_time_is_judged_by_the_deadline_in_force(
    office: Office, extended: str | None, closed_at: str, expected: Timeliness
) -> None:
    assert office.line("2026-10-15T08:00").timeliness is Timeliness.WAITING
    report = office.enter()
    if extended:
        office.extend(extended)
    office.close(report, closed_at)
    line = office.line("2026-11-01T08:00")
    assert (line.timeliness, line.lock, line.version) == (expected, LockState.CLOSED, 1)
    assert line.deadline.stated == datetime(2026, 10, 12, 17)
    assert line.deadline.is_extended == (extended is not None)


def test_an_extension_takes_an_overdue_report_off_the_top(office: Office) -> None:
    assert office.board("2026-10-13T08:00")[0].is_overdue
    office.extend("2026-10-20T17:00")
    assert office.line("2026-10-13T08:00").due_state is DueState.OPEN
    assert office.line("2026-10-20T17:01").is_overdue


def test_a_replacement_is_open_again_and_stays_judged_by_the_first_version(office: Office) -> None:
    report = office.enter()
    assert office.line("2026-10-11T08:00").lock is LockState.OPEN
    office.close(report, "2026-10-12T08:00")
    second = office.replace(report)
    line = office.line("2026-11-02T08:00")
    assert (line.lock, line.version, line.timeliness) == (LockState.REPLACING, 1, Timeliness.IN_TIME)
    assert line.is_pending
    assert not line.is_overdue
    office.close(second, "2026-11-03T08:00")
    line = office.line("2026-11-04T08:00")
    assert (line.lock, line.version, line.timeliness) == (LockState.CLOSED, 2, Timeliness.IN_TIME)
    assert line.closed_at == datetime(2026, 10, 12, 8)


@pytest.mark.parametrize(
    ("form", "period", "due", "working_day"),
    [
        (PLAN, "2026-10", date(2026, 10, 12), None),
        (PLAN, "2026-12", date(2026, 12, 12), date(2026, 12, 11)),  # a Saturday
        (NOTIFICATION, "2026-09", date(2026, 10, 4), date(2026, 10, 2)),  # a Sunday
    ],
)
def test_a_deadline_on_a_day_off_names_the_working_day(
    office: Office, form: str, period: str, due: date, working_day: date | None
) -> None:
    line = office.line("2026-09-21T08:00", period, form)
    assert line.deadline.due is not None
    assert line.deadline.due.date() == due
    assert (line.day_off.working_day if line.day_off else None) == working_day


def test_a_deadline_in_the_days_of_tet_counts_soon_to_the_last_working_day(office: Office) -> None:
    office.extend("2027-02-08T17:00")
    line = office.line("2027-02-02T08:00")
    assert line.day_off is not None
    assert "Tết" in line.day_off.reason
    assert line.day_off.working_day < date(2027, 2, 5)
    assert line.due_state is DueState.SOON


def test_what_was_due_before_the_store_was_kept_is_not_judged(office: Office) -> None:
    earlier, gap = office.line("2026-11-20T08:00", "2026-09"), office.line("2026-11-20T08:00", "2026-10")
    assert (earlier.timeliness, earlier.is_overdue, earlier.is_pending) == (Timeliness.EARLIER, False, False)
    assert gap.is_overdue
    office.enter("2026-08", window=DataWindow(date(2026, 7, 11), date(2026, 8, 10)))
    assert office.line("2026-11-20T08:00", "2026-09").is_overdue  # a gap after a month that is in the store


def test_overdue_comes_first_then_what_is_next_then_what_is_done(office: Office) -> None:
    office.close(office.enter("2026-09", window=DataWindow(date(2026, 8, 11), date(2026, 9, 10))), "2026-09-21T08:00")
    board = office.board("2026-11-13T08:00")
    ranks = [0 if line.is_overdue else 1 if line.is_pending else 2 for line in board]
    assert ranks == sorted(ranks)
    overdue = [line.deadline.due for line in board if line.is_overdue]
    coming = [line.deadline.due for line in board if line.is_pending and not line.is_overdue]
    done = [line.deadline.due for line in board if not line.is_pending]
    assert len(overdue) == 4
    assert overdue == sorted(overdue)
    assert coming == sorted(coming)
    assert done == sorted(done, reverse=True)


def test_the_year_ahead_goes_as_far_as_the_plans_do(office: Office) -> None:
    now = "2026-12-20T08:00"
    ahead = [line for line in office.board(now) if line.due_state is not DueState.PAST]
    assert [(line.form, line.deadline.due) for line in ahead] == [(NOTIFICATION, datetime(2027, 1, 4, 23, 59))]
    world = replace(office.world, clock=FixedClock(datetime.fromisoformat(now)))
    ends = {end.form: (str(end.last), end.missing) for end in plans_ending(world, office.store.agency)}
    assert ends == {PLAN: ("2026-12", 2027), NOTIFICATION: ("2026-12", 2027)}
    assert plans_ending(world, office.store.agency, until=date(2026, 12, 1)) == ()
    assert {line.form for line in office.board("2026-11-01T08:00", until=date(2026, 11, 5))} == {PLAN, NOTIFICATION}
    assert str(office.board("2027-12-20T08:00", until=date(2027, 12, 31))[0].period) == "2026-12"


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("04123", {PLAN, NOTIFICATION}),
        ("so-khcn", {PLAN, NOTIFICATION, "cchc"}),
        ("van-phong-ubnd", {PLAN, NOTIFICATION, OTHERS}),
    ],
)
def test_an_agency_is_reminded_of_its_own_duties_only(tmp_path: Path, code: str, forms: set[str]) -> None:
    world = replace(build_world(), clock=FixedClock(datetime(2025, 11, 20, 8)))
    create_store(world, tmp_path / "kho", code)
    store = world.stores.open(tmp_path / "kho")
    assert {line.form for line in due_board(world, store)} == forms
    store.close()


def test_a_duty_of_others_stands_there_once_a_report_is_begun(office: Office) -> None:
    assert OTHERS not in {line.form for line in office.board("2026-11-01T08:00")}
    office.enter("2026-10", OTHERS)
    lines = [line for line in office.board("2026-11-01T08:00") if line.form == OTHERS]
    assert [str(line.period) for line in lines] == ["2026-10"]


def test_a_request_stands_there_once_it_is_begun_or_has_a_deadline(office: Office) -> None:
    def requests(now: str) -> list[tuple[str, DueState, bool]]:
        return [(str(x.period), x.due_state, x.is_overdue) for x in office.board(now) if x.form == REQUEST]

    assert requests("2026-11-01T08:00") == []
    office.enter("2026-X2", REQUEST)
    assert requests("2027-11-01T08:00") == [("2026-X2", DueState.UNSET, False)]
    office.extend("2026-11-20T17:00", "2026-X3", REQUEST)
    assert requests("2026-11-01T08:00") == [("2026-X3", DueState.OPEN, False), ("2026-X2", DueState.UNSET, False)]
    assert requests("2028-11-21T08:00") == [("2026-X3", DueState.PAST, True), ("2026-X2", DueState.UNSET, False)]


def test_a_window_that_the_officer_set_is_the_one_shown(office: Office) -> None:
    office.enter(window=DataWindow(date(2026, 9, 11), date(2026, 10, 5)))
    assert office.line("2026-10-01T08:00").complete_from == date(2026, 10, 6)


def test_however_many_reports_there_are_the_board_takes_few_queries(
    office: Office, request: pytest.FixtureRequest
) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    request.addfinalizer(_stop_noting(note))
    counts = []
    for month in ("2026-09", "2026-10", "2026-11"):
        office.close(office.enter(month), "2026-12-01T08:00")
        asked.clear()
        office.board("2026-12-02T08:00")
        counts.append(len([statement for statement in asked if statement.lstrip().upper().startswith("SELECT")]))
    assert len(set(counts)) == 1
    assert counts[0] <= 5


def _stop_noting(note: Callable[..., None]) -> Callable[[], None]:
    return lambda: event.remove(Engine, "before_cursor_execute", note)
