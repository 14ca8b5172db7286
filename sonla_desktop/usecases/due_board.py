"""Lịch báo cáo: every report an agency has to send, a year back and a year ahead, with what is to be known of each.

What is due, whether it was in time and whether it is locked are three facts of their own (NĐ 09/2019 Điều 8, 12).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from typing import Final

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import (
    DataWindow,
    PeriodKind,
    ReportingPeriod,
    WorkingCalendar,
    months_before,
    previous_working_day,
)
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.usecases.compared_versions import StaleComparison, stale_comparisons
from sonla_desktop.usecases.deadline_ports import VersionMark
from sonla_desktop.usecases.plan_periods import periods_of
from sonla_desktop.usecases.ports import Store, UnitOfWork, World

SOON: Final = timedelta(days=3)
"""A report that has to be in within so long is due soon."""
_YEAR: Final = timedelta(days=365)
_FIRST: Final = datetime.combine(date.min, time())
_LAST: Final = datetime.combine(date.max, time())


class DueState(Enum):
    """Đến hạn: where today stands towards the deadline in force, whatever was entered."""

    NOT_YET = auto()
    """The days that the figures cover have not begun."""
    OPEN = auto()
    SOON = auto()
    PAST = auto()
    UNSET = auto()
    """Nobody has set a deadline yet."""


class Timeliness(Enum):
    """Đúng hạn hay muộn: the closing of the first version against the deadline in force."""

    WAITING = auto()
    """Not closed yet."""
    IN_TIME = auto()
    LATE = auto()
    EARLIER = auto()
    """Due before this store was kept, and nothing of it is in here: not judged."""


class LockState(Enum):
    """Khóa: whether figures can be typed in."""

    UNTOUCHED = auto()
    OPEN = auto()
    CLOSED = auto()
    REPLACING = auto()
    """A version is closed, and a replacement of it is open."""


@dataclass(frozen=True, slots=True)
class DayOff:
    """The deadline falls on a day nobody works: why, and the working day to remember instead."""

    reason: str
    working_day: date


@dataclass(frozen=True, slots=True)
class DueLine:
    """One report of one period; ``name`` is the short name of its form, ``version`` the newest closed version.

    ``closed_at`` is when the first version was closed, local time.
    """

    form: str
    name: str
    period: ReportingPeriod
    window: DataWindow | None
    """None: nobody has said yet which days a report on request covers."""
    deadline: SubmissionDeadline
    day_off: DayOff | None
    due_state: DueState
    timeliness: Timeliness
    lock: LockState
    version: int | None = None
    closed_at: datetime | None = None

    @property
    def complete_from(self) -> date | None:
        """The first day on which all figures can be there: the one after the data window."""
        return None if self.window is None else self.window.end + timedelta(days=1)

    @property
    def is_overdue(self) -> bool:
        """Whether its deadline has passed and no version was ever closed."""
        return self.due_state is DueState.PAST and self.timeliness is Timeliness.WAITING

    @property
    def is_pending(self) -> bool:
        """Whether something is still to be done about it."""
        return self.lock is not LockState.CLOSED and self.timeliness is not Timeliness.EARLIER


@dataclass(frozen=True, slots=True)
class PlanEnd:
    """How far the plan of a form goes, where that is less than a year ahead; ``missing`` is the year not known yet."""

    form: str
    name: str
    last: ReportingPeriod
    missing: int


@dataclass(frozen=True, slots=True)
class StaleReport:
    """A closed report built on figures that were replaced since, with the short name of its form."""

    comparison: StaleComparison
    name: str


def due_board(world: World, store: Store, until: date | None = None) -> tuple[DueLine, ...]:
    """Every report with a deadline in the last 12 months or until then (None: a year ahead), in three queries.

    What was begun, or has a deadline by a document, and is not closed stands there however old it is. A duty of
    other agencies stands there only where a report of it was begun; one on request also where a deadline is set.
    Overdue ones come first, then what is to come by deadline, then what is done, the newest first.
    """
    with store.begin() as work:
        return due_board_in(world, store.agency, work, until)


def due_board_in(
    world: World, agency: Agency, work: UnitOfWork, until: date | None = None
) -> tuple[DueLine, ...]:
    """As :func:`due_board`, inside a transaction that is already open."""
    now = world.clock.now()
    known = _Known(work.version_marks(), work.deadline_notices(), work.kept_since())
    span = (months_before(now.date(), 12), until or _year_ahead(world))
    lines = [
        line
        for form_id in world.catalogue.form_ids()
        for line in _lines_of(world, agency, world.catalogue.form(form_id), known, now)
        if _belongs(line, span)
    ]
    return tuple(sorted(lines, key=_urgency))


def stale_reports_in(world: World, work: UnitOfWork) -> tuple[StaleReport, ...]:
    """Closed reports to be replaced too, since the figures of the period before have been replaced after them."""
    known = set(world.catalogue.form_ids())
    return tuple(
        StaleReport(item, world.catalogue.form(item.key.form).short_title)
        for item in stale_comparisons(work.version_marks())
        if item.key.form in known and item.key.part is None
    )


def plans_ending(world: World, agency: Agency, until: date | None = None) -> tuple[PlanEnd, ...]:
    """The agency's duties whose plans, which are of one year, say nothing of the time until then (None: a year)."""
    horizon, found = until or _year_ahead(world), []
    for form_id in world.catalogue.form_ids():
        form = world.catalogue.form(form_id)
        plan = world.catalogue.plan(form.plan)
        if _is_reminded(plan, agency):
            last = max(periods_of(plan), key=lambda period: _due(plan.submission_deadline(period)))
            if _due(plan.submission_deadline(last)).date() < horizon:
                found.append(PlanEnd(form_id, form.short_title, last, plan.year + 1))
    return tuple(found)


def _year_ahead(world: World) -> date:
    return (world.clock.now() + _YEAR).date()


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store tells: the versions of each report, the notices, and since when it is kept."""

    marks: Mapping[ReportKey, Sequence[VersionMark]]
    notices: Mapping[ReportKey, DeadlineNotice]
    since: datetime

    def periods(self, form: str) -> set[ReportingPeriod]:
        """Those of this form of which anything is known."""
        return {key.period for key in (*self.marks, *self.notices) if key.form == form and key.part is None}


def _is_reminded(plan: Plan, agency: Agency) -> bool:
    return plan.is_due_from(agency) and plan.regime.period_kind is not PeriodKind.ON_REQUEST


def _lines_of(
    world: World, agency: Agency, form: FormDefinition, known: _Known, now: datetime
) -> Iterator[DueLine]:
    plan = world.catalogue.plan(form.plan)
    touched = known.periods(form.id)
    asked = set(periods_of(plan, touched)) if _is_reminded(plan, agency) else set()
    deadlines = {
        period: plan.submission_deadline(period, known.notices.get(ReportKey(form.id, period)))
        for period in asked | touched
    }
    begun = min((_due(deadlines[period]) for period in touched), default=_LAST)
    kept_from = min(known.since, begun)
    for period, deadline in deadlines.items():
        line = _line(world.calendar, form, plan, deadline, known.marks.get(ReportKey(form.id, period), ()), period, now)
        is_earlier = period not in touched and _due(deadline) < kept_from
        yield replace(line, timeliness=Timeliness.EARLIER) if is_earlier else line


def _line(
    calendar: WorkingCalendar,
    form: FormDefinition,
    plan: Plan,
    deadline: SubmissionDeadline,
    marks: Sequence[VersionMark],
    period: ReportingPeriod,
    now: datetime,
) -> DueLine:
    rule, day_off = plan.regime_of(period).window, _day_off(calendar, deadline)
    planned = rule.window_of(period) if rule.states(period) else None
    window = (marks[-1].window if marks else None) or planned
    closed = [mark for mark in marks if mark.closed_at is not None]
    return DueLine(
        form.id,
        form.short_title,
        period,
        window,
        deadline,
        day_off,
        _due_state(window, deadline, day_off, now),
        _timeliness(deadline, closed),
        _lock(marks),
        closed[-1].version if closed else None,
        closed[0].closed_at if closed else None,
    )


def _day_off(calendar: WorkingCalendar, deadline: SubmissionDeadline) -> DayOff | None:
    if deadline.due is None:
        return None
    reason = calendar.day_off_reason(deadline.due.date())
    return None if reason is None else DayOff(reason, previous_working_day(calendar, deadline.due.date()))


def _due_state(
    window: DataWindow | None, deadline: SubmissionDeadline, day_off: DayOff | None, now: datetime
) -> DueState:
    """Soon counts to the working day to remember."""
    due = deadline.due
    if due is None:
        return DueState.UNSET
    if deadline.is_past(now):
        return DueState.PAST
    remembered = due if day_off is None else datetime.combine(day_off.working_day, due.time())
    if remembered - now < SOON:
        return DueState.SOON
    is_ahead = window is not None and now.date() < window.start
    return DueState.NOT_YET if is_ahead else DueState.OPEN


def _timeliness(deadline: SubmissionDeadline, closed: Sequence[VersionMark]) -> Timeliness:
    first = closed[0].closed_at if closed else None
    if first is None:
        return Timeliness.WAITING
    return Timeliness.LATE if deadline.is_past(first) else Timeliness.IN_TIME


def _lock(marks: Sequence[VersionMark]) -> LockState:
    if not marks:
        return LockState.UNTOUCHED
    if marks[-1].closed_at is not None:
        return LockState.CLOSED
    return LockState.OPEN if len(marks) == 1 else LockState.REPLACING


def _belongs(line: DueLine, span: tuple[date, date]) -> bool:
    """Within the span; what is begun or has a document and is not closed is never left out."""
    due, is_begun = line.deadline.due, line.lock in (LockState.OPEN, LockState.REPLACING)
    if is_begun or (line.deadline.notice is not None and line.is_pending):
        return True
    return due is not None and span[0] <= due.date() <= span[1]


def _due(deadline: SubmissionDeadline) -> datetime:
    return deadline.due or _LAST


def _urgency(line: DueLine) -> tuple[int, timedelta, str]:
    ahead = _due(line.deadline) - _FIRST
    if not line.is_pending:
        return 2, -ahead, line.name
    return (0 if line.is_overdue else 1), ahead, line.name
