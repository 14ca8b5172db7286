"""How each indicator and task stands in a month: one judgement for the document, the guided update and the overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.reading import FigureState, IndicatorReading, is_met, is_recognised
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import Task, TaskStatus, TaskUpdate, Timeliness, falls_short, timeliness


class IndicatorOutcome(StrEnum):
    """What came of an indicator; each indicator has exactly one, so that counts of them add up."""

    MET = "met"
    UNMET = "unmet"
    UNRECOGNISED = "unrecognised"
    """A condition of KH II.4 occurred, whatever the ratio says."""
    NOT_ARISING = "not_arising"
    MISSING = "missing"
    OUT_OF_SCOPE = "out_of_scope"
    UNFINISHED = "unfinished"
    """Not entered yet, or not so far that a result could be told."""


class TaskOutcome(StrEnum):
    """What came of a task; each task has exactly one, so that counts of them add up."""

    DONE = "done"
    DONE_WITHOUT_DEADLINE = "done_without_deadline"
    DONE_LATE = "done_late"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    NOT_ARISING = "not_arising"
    UNFINISHED = "unfinished"
    """Not entered yet."""


_WITHOUT_FIGURES: Final[Mapping[FigureState, IndicatorOutcome]] = {
    FigureState.MISSING: IndicatorOutcome.MISSING,
    FigureState.OUT_OF_SCOPE: IndicatorOutcome.OUT_OF_SCOPE,
}
_DONE: Final[Mapping[Timeliness, TaskOutcome]] = {
    Timeliness.DONE_ON_TIME: TaskOutcome.DONE,
    Timeliness.DONE_LATE: TaskOutcome.DONE_LATE,
    Timeliness.NO_DEADLINE: TaskOutcome.DONE_WITHOUT_DEADLINE,
}


@dataclass(frozen=True, slots=True)
class IndicatorItem:
    """An indicator of the agency, what was entered for it, what came of it, and whether the plan asks why (KH V.1)."""

    indicator: Indicator
    reading: IndicatorReading
    outcome: IndicatorOutcome
    must_explain: bool

    @property
    def explanation(self) -> Explanation:
        """What was written, empty texts where nothing was."""
        return self.reading.explanation or Explanation()


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A task the agency leads, its place in the list (from 1), what was entered, what came of it.

    ``short``: what was measured misses the threshold of the product.
    """

    row: int
    task: Task
    update: TaskUpdate
    outcome: TaskOutcome
    timeliness: Timeliness
    short: bool

    @property
    def must_explain(self) -> bool:
        """Late or unmet: the plan asks for causes and remedies (KH V.1), once the task has a state."""
        if self.outcome is TaskOutcome.UNFINISHED:
            return False
        return self.timeliness.is_late or self.short

    @property
    def explanation(self) -> Explanation:
        """What was written, empty texts where nothing was."""
        return self.update.explanation or Explanation()


def indicator_items(report: Report, assignment: Assignment) -> tuple[IndicatorItem, ...]:
    """Every indicator of the agency in the order of the plan."""
    return tuple(_indicator_item(report, assignment, indicator) for indicator in assignment.indicators)


def task_items(report: Report, assignment: Assignment) -> tuple[TaskItem, ...]:
    """Every task the agency leads in the order of the plan."""
    as_of = report.data_window.end
    return tuple(
        _task_item(row, task, report.task(task.code) or TaskUpdate(task.code), as_of)
        for row, task in enumerate(assignment.tasks, 1)
    )


def _indicator_item(report: Report, assignment: Assignment, indicator: Indicator) -> IndicatorItem:
    reading = report.reading(indicator.code) or IndicatorReading(indicator.code)
    outcome = indicator_outcome(indicator, reading, applies=assignment.applies(indicator))
    asked = outcome in (IndicatorOutcome.MISSING, IndicatorOutcome.UNMET) or (
        outcome is IndicatorOutcome.UNRECOGNISED and is_met(indicator, reading) is False
    )
    return IndicatorItem(indicator, reading, outcome, asked)


def indicator_outcome(
    indicator: Indicator, reading: IndicatorReading, *, applies: bool = True
) -> IndicatorOutcome:
    """What came of the indicator, on exact figures.

    ``applies`` False: the plan's reading keeps the indicator to other agencies, so that figures which were entered
    all the same are printed and not judged: out of scope, whatever they say.
    """
    if reading.state is FigureState.NOT_ARISING:
        return IndicatorOutcome.NOT_ARISING
    if not applies and reading.state is not None:
        return IndicatorOutcome.OUT_OF_SCOPE
    if reading.state is not None and reading.state in _WITHOUT_FIGURES:
        return _WITHOUT_FIGURES[reading.state]
    met = is_met(indicator, reading)
    if met is None:
        return IndicatorOutcome.UNFINISHED
    if is_recognised(indicator, reading) is False:
        return IndicatorOutcome.UNRECOGNISED
    return IndicatorOutcome.MET if met else IndicatorOutcome.UNMET


def _task_item(row: int, task: Task, update: TaskUpdate, as_of: date) -> TaskItem:
    in_time = timeliness(task, update, as_of)
    outcome = _task_outcome(update, in_time)
    # Nothing measured counts for a task that has not arisen; a date that the plan prints passes all the same.
    short = outcome is not TaskOutcome.NOT_ARISING and falls_short(task, update)
    return TaskItem(row, task, update, outcome, in_time, short)


def _task_outcome(update: TaskUpdate, in_time: Timeliness) -> TaskOutcome:
    match update.status:
        case None:
            return TaskOutcome.UNFINISHED
        case TaskStatus.NOT_ARISING:
            return TaskOutcome.NOT_ARISING
        case TaskStatus.COMPLETED:
            return _DONE[in_time]
    if in_time is Timeliness.OVERDUE:
        return TaskOutcome.OVERDUE
    return TaskOutcome.NOT_STARTED if update.status is TaskStatus.NOT_STARTED else TaskOutcome.IN_PROGRESS
