"""Rules about how a task moves on: against last month, towards its deadline, and what was measured of its product."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.rules.context import TaskCheck
from sonla_desktop.domain.rules.rule import At, at, task_rule
from sonla_desktop.domain.rules.wording import measure, threshold
from sonla_desktop.domain.task import DeadlineKind, Task, TaskStatus, TaskUpdate, due_date

_CLOSED = (TaskStatus.COMPLETED, TaskStatus.NOT_ARISING)


@task_rule("NV-006", Severity.WARNING, needs=("previous",), silenced_by=("NV-001", "NV-003", "NV-005"))
def progress_is_not_lost(check: TaskCheck) -> Iterator[At]:
    """The percentage does not fall below last month's, and what was completed stays completed.

    A task that starts anew may begin again: a recurring one is assessed each month by itself, and one of an event
    whose entered date changed belongs to the next event. A reopened task is told of once, not for its percentage too.
    """
    update, previous = check.update, check.previous
    if update is None or previous is None or _starts_anew(check):
        return
    if previous.status is TaskStatus.COMPLETED and update.status is not TaskStatus.COMPLETED:
        yield at("status", variant="reopened", seen=update.percent or 0)
    elif update.percent is not None and previous.percent is not None and update.percent < previous.percent:
        yield at("percent", variant="fell", seen=update.percent, last=previous.percent)


def _starts_anew(check: TaskCheck) -> bool:
    kind = check.task.deadline.kind
    if kind is DeadlineKind.EVENT:
        return due_date(check.task, check.update) != due_date(check.task, check.previous)
    return kind is DeadlineKind.RECURRING


@task_rule("NV-008", Severity.WARNING, needs=("parameters",), silenced_by=("NV-001", "NV-003", "NV-005", "NV-009"))
def tasks_due_soon_are_well_under_way(check: TaskCheck) -> Iterator[At]:
    """Due within the days of the settings after the data window, and still below their percentage.

    Both limits are ours (:class:`CheckParameters`). What is already late is explained under NV-004 instead.
    """
    update, limits = check.update, check.context.parameters
    due = due_date(check.task, update)
    if update is None or due is None or update.status in _CLOSED or _is_done(check.task, update, due):
        return
    percent, end = update.percent or 0, check.context.report.data_window.end
    if end <= due <= end + timedelta(days=limits.slow_days) and percent < limits.slow_percent:
        yield at("percent", seen=percent, due=due)


def _is_done(task: Task, update: TaskUpdate, due: date) -> bool:
    """Whether the phase of this date is done, while later ones wait for an event that has no date yet."""
    done = {phase.number for phase in update.phases if phase.completed_on is not None}
    return any(phase.due == due and phase.number in done for phase in task.deadline.phases)


@task_rule("NV-011", Severity.WARNING, source="KH Phụ lục II–X", silenced_by=("NV-001",))
def products_with_a_threshold_are_measured(check: TaskCheck) -> Iterator[At]:
    """Every month for a recurring task, on completion for any other; in the unit of the threshold.

    What does not arise has nothing to measure.
    """
    update, target = check.update, check.task.product_target
    if update is None or target is None or update.status is TaskStatus.NOT_ARISING:
        return
    if update.measured is not None:
        if update.measured.is_possible and update.measured.unit is not target.unit:
            seen = measure(update.measured.value, update.measured.unit)
            yield at("measured", variant="unit", seen=seen, target=threshold(target))
    elif update.status is TaskStatus.COMPLETED or check.task.deadline.kind is DeadlineKind.RECURRING:
        yield at("measured", variant="none", target=threshold(target))
