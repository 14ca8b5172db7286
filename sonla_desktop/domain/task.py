"""Tasks of a plan, what an agency says of them in a month, and whether they are in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import Target, Unit

DUE_SOON_DAYS: Final = 30
"""A task is "sắp đến hạn" this many days ahead; rule NV-008 goes by the officer's own limit (CheckParameters)."""


class DeadlineKind(StrEnum):
    """The ways in which a plan states a deadline."""

    MONTH = "month"
    QUARTER = "quarter"
    PHASED = "phased"
    EVENT = "event"
    REFERENCE = "reference"
    RECURRING = "recurring"
    UNDATED = "undated"
    """A deadline without a day: khẩn trương, theo quy định, or none stated; its words are printed as they stand."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase (đợt) of a phased deadline; ``due`` is None for a phase that an event starts."""

    number: int
    label: str
    kind: DeadlineKind
    due: date | None = None
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Thời hạn as the plan prints it (``text``) and as a date where it has one (last day of the month or quarter)."""

    kind: DeadlineKind
    text: str
    due: date | None = None
    phases: tuple[Phase, ...] = ()
    trigger: str = ""
    refers_to: str = ""

    @property
    def is_entered_by_agency(self) -> bool:
        """True when the date stands elsewhere: the agency enters it or says that nothing has arisen (NV-009)."""
        return self.kind in (DeadlineKind.EVENT, DeadlineKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the plan, in the plan's own words."""

    code: str
    number: int
    appendix: str
    name: str
    description: str
    lead: str
    lead_scope: tuple[str, ...]
    lead_named: tuple[str, ...]
    coordinating: str
    coordinating_scope: tuple[str, ...]
    coordinating_named: tuple[str, ...]
    deadline: Deadline
    product: str
    product_parts: tuple[str, ...] = ()
    product_target: Target | None = None
    notes: tuple[str, ...] = ()


class TaskStatus(StrEnum):
    """State of a task as the officer states it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    NOT_ARISING = "not_arising"


class Timeliness(StrEnum):
    """Whether a task is in time; always derived, never entered."""

    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    NO_DEADLINE = "no_deadline"

    @property
    def is_late(self) -> bool:
        """True when the plan asks for causes and remedies (KH V.1)."""
        return self in (Timeliness.OVERDUE, Timeliness.DONE_LATE)


@dataclass(frozen=True, slots=True)
class IssuedDocument:
    """A document the agency issued for the task: type abbreviation, full symbol, date, subject, evidence hash."""

    type: str = ""
    symbol: str = ""
    date: date | None = None
    subject: str = ""
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class EnteredDeadline:
    """The date of an event or reference deadline, or the mark that it has not arisen (never both)."""

    due: date | None = None
    basis: str = ""
    not_arisen: bool = False


@dataclass(frozen=True, slots=True)
class PhaseCompletion:
    """When the phase of this number was completed."""

    number: int
    completed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured against the threshold of the task's product."""

    value: Decimal
    unit: Unit

    @property
    def is_possible(self) -> bool:
        """False for a share outside 0-100 percent and for a count below 0 (NV-003)."""
        return self.value >= 0 and (self.unit is Unit.COUNT or self.value <= 100)


@dataclass(frozen=True, slots=True)
class TaskUpdate:
    """What the agency says of one task in one period. ``percent`` is a whole number; out of 0–100 is a finding."""

    code: str
    status: TaskStatus | None = None
    percent: int | None = None
    result: str = ""
    measured: Measured | None = None
    documents: tuple[IssuedDocument, ...] = ()
    kept: bool = False
    completed_on: date | None = None
    deadline: EnteredDeadline | None = None
    phases: tuple[PhaseCompletion, ...] = ()
    explanation: Explanation | None = None
    proposal: str = ""


def due_date(task: Task, update: TaskUpdate | None) -> date | None:
    """The date that counts now: printed, entered by the agency, or of the first phase not yet completed.

    None besides: an entered date that is marked "chưa phát sinh" as well counts for nothing (NV-009).
    """
    deadline = task.deadline
    if deadline.is_entered_by_agency:
        entered = update.deadline if update else None
        return entered.due if entered and not entered.not_arisen else None
    if deadline.kind is not DeadlineKind.PHASED:
        return deadline.due
    dated = [phase for phase in deadline.phases if phase.due]
    pending = [phase for phase in dated if _phase_completed_on(phase, update) is None]
    relevant = pending or dated[-1:]
    return relevant[0].due if relevant else None


def timeliness(task: Task, update: TaskUpdate | None, as_of: date) -> Timeliness:
    """Derives whether the task is in time on ``as_of`` (for a report: the last day of its data window).

    A phased task is late when any dated phase is late. Recurring tasks and event or reference deadlines that have not
    arisen have none; a date that the plan itself prints passes whatever the state says.
    """
    if task.deadline.kind is DeadlineKind.PHASED:
        return _phased_timeliness(task, update, as_of)
    status = update.status if update else None
    due = due_date(task, update)
    if due is None or (status is TaskStatus.NOT_ARISING and task.deadline.is_entered_by_agency):
        return Timeliness.NO_DEADLINE
    if status is TaskStatus.COMPLETED:
        completed = (update.completed_on if update else None) or as_of
        return Timeliness.DONE_ON_TIME if completed <= due else Timeliness.DONE_LATE
    return _open_timeliness(due, as_of)


def _open_timeliness(due: date, as_of: date) -> Timeliness:
    if due < as_of:
        return Timeliness.OVERDUE
    return Timeliness.DUE_SOON if due - as_of <= timedelta(days=DUE_SOON_DAYS) else Timeliness.ON_TIME


def _phased_timeliness(task: Task, update: TaskUpdate | None, as_of: date) -> Timeliness:
    late = bool(late_phases(task, update, as_of))
    if update is not None and update.status is TaskStatus.COMPLETED:
        return Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    if late:
        return Timeliness.OVERDUE
    dated = ((phase.due, _phase_completed_on(phase, update)) for phase in task.deadline.phases)
    pending = next((due for due, done in dated if due is not None and done is None), None)
    return _open_timeliness(pending, as_of) if pending else Timeliness.ON_TIME


def late_phases(task: Task, update: TaskUpdate | None, as_of: date) -> tuple[tuple[Phase, date | None], ...]:
    """The phases that are late on ``as_of``, each with the day it was completed; None while it is not."""
    phases = ((phase, _phase_completed_on(phase, update)) for phase in task.deadline.phases)
    return tuple((phase, done) for phase, done in phases if phase.due is not None and (done or as_of) > phase.due)


def _phase_completed_on(phase: Phase, update: TaskUpdate | None) -> date | None:
    """A phase without a date of its own, listed or not, is completed with its task."""
    if update is None:
        return None
    for completion in update.phases:
        if completion.number == phase.number and completion.completed_on is not None:
            return completion.completed_on
    return update.completed_on if update.status is TaskStatus.COMPLETED else None


def falls_short(task: Task, update: TaskUpdate) -> bool:
    """True when what was measured misses the threshold of the task's product (counts as unmet, NV-004).

    A measurement in another unit tells nothing about the threshold (NV-011).
    """
    target, measured = task.product_target, update.measured
    if target is None or measured is None or measured.unit is not target.unit:
        return False
    return not target.is_met_by(measured.value)
