"""Rules about tasks: their state, percentage, dates, deadlines and explanations (KH V.1, Phụ lục II–X)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.rules.context import CheckContext, TaskCheck
from sonla_desktop.domain.rules.rule import At, at, task_rule
from sonla_desktop.domain.rules.wording import POSSIBLE_MEASURES, measure, threshold, unexplained
from sonla_desktop.domain.task import (
    DeadlineKind,
    EnteredDeadline,
    IssuedDocument,
    Task,
    TaskStatus,
    TaskUpdate,
    Timeliness,
    due_date,
    falls_short,
    timeliness,
)
from sonla_desktop.domain.text import says_something

_EXPECTED_PERCENT: Final = {TaskStatus.COMPLETED: 100, TaskStatus.NOT_STARTED: 0, TaskStatus.NOT_ARISING: 0}
_NEEDS_PERCENT: Final = (TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS)


@task_rule("NV-001", Severity.ERROR, source="KH V.1")
def tasks_are_updated(check: TaskCheck) -> Iterator[At]:
    """Every task the agency leads has a state in this period."""
    if check.update is None or check.update.status is None:
        yield at("status")


@task_rule("NV-002", Severity.ERROR, source="KH Phụ lục II–X")
def completed_tasks_show_when_and_what(check: TaskCheck) -> Iterator[At]:
    """A completed task has its date, and a document or a described result; a recurring one that does not arise, why."""
    update = check.update
    if update is None:
        return
    completed = update.status is TaskStatus.COMPLETED
    if completed and update.completed_on is None:
        yield at("completed_on", variant="date")
    if says_something(update.result):
        return
    if completed and not any(_is_named(document) for document in update.documents):
        yield at("result", variant="result")
    elif update.status is TaskStatus.NOT_ARISING and check.task.deadline.kind is DeadlineKind.RECURRING:
        yield at("result", variant="not-arising")


def _is_named(document: IssuedDocument) -> bool:
    """False for a row of the document list that was added and left empty."""
    return bool(document.symbol.strip() or document.subject.strip() or document.evidence)


@task_rule("NV-003", Severity.ERROR)
def percent_agrees_with_the_state(check: TaskCheck) -> Iterator[At]:
    """0–100; 100 when completed, 0 when not started or not arising; entered where work is under way or done.

    What does not arise is not measured either, and nothing measures less than 0 or more than 100%.
    """
    update = check.update
    if update is None:
        return
    if place := _wrong_percent(update.percent, update.status):
        yield place
    if update.measured is None:
        return
    seen = measure(update.measured.value, update.measured.unit)
    if update.status is TaskStatus.NOT_ARISING:
        yield at("measured", variant="measured", seen=seen)
    elif not update.measured.is_possible:
        yield at("measured", variant="measured-range", seen=seen, wanted=POSSIBLE_MEASURES[update.measured.unit])


def _wrong_percent(percent: int | None, status: TaskStatus | None) -> At | None:
    expected = _EXPECTED_PERCENT.get(status) if status else None
    if percent is None:
        return at("percent", variant="not-entered") if status in _NEEDS_PERCENT else None
    if not 0 <= percent <= 100:
        return at("percent", variant="range", seen=percent)
    if status is None or expected in (None, percent):
        return None
    return at("percent", variant=status.value.replace("_", "-"), seen=percent)


@task_rule("NV-004", Severity.ERROR, source="KH V.1", silenced_by=("NV-001", "NV-005"))
def late_or_unmet_tasks_are_explained(check: TaskCheck) -> Iterator[At]:
    """Late on the last day of the data window, or measured below the threshold of the product.

    A date that the plan prints passes for a task that does not arise, too; a measurement of one, and one that is
    impossible, is left to NV-003.
    """
    update = check.update
    if update is None:
        return
    place = _unexplained_lateness(check.task, update, check.context.report.data_window.end)
    if place is None and update.status is not TaskStatus.NOT_ARISING and falls_short(check.task, update):
        place = _unexplained_shortfall(check.task, update)
    if place:
        yield place


def _unexplained_lateness(task: Task, update: TaskUpdate, as_of: date) -> At | None:
    if update.status is TaskStatus.COMPLETED and update.completed_on is None:
        return None  # NV-002 asks for the date first: without it, late or not cannot be told
    state = timeliness(task, update, as_of)
    if not state.is_late:
        return None
    variant = "done-late" if state is Timeliness.DONE_LATE else "overdue"
    due = due_date(task, update)
    if task.deadline.phases or due is None:
        return unexplained(update.explanation, f"{variant}-phase")
    return unexplained(update.explanation, variant, due=due)


def _unexplained_shortfall(task: Task, update: TaskUpdate) -> At | None:
    if task.product_target is None or update.measured is None or not update.measured.is_possible:
        return None
    seen = measure(update.measured.value, update.measured.unit)
    return unexplained(update.explanation, "below", seen=seen, target=threshold(task.product_target))


@task_rule("NV-005", Severity.ERROR)
def completion_dates_are_possible(check: TaskCheck) -> Iterator[At]:
    """Neither in the future, nor after the data window, nor before the plan (``regime.not_before``).

    Only a completed task has one; the phases of a task that goes on have theirs.
    """
    update = check.update
    if update is None:
        return
    not_completed = update.status not in (None, TaskStatus.COMPLETED)
    if not_completed and update.completed_on is not None:
        yield at("completed_on", variant="not-completed", seen=update.completed_on)
    dates = [("completed_on", None if not_completed else update.completed_on)]
    dates += [(f"phases.{n}.completed_on", phase.completed_on) for n, phase in enumerate(update.phases)]
    for path, day in dates:
        if day and (place := _impossible(check.context, path, day)):
            yield place


def _impossible(context: CheckContext, path: str, day: date) -> At | None:
    today, end = context.now.date(), context.report.data_window.end
    not_before = context.assignment.plan.regime.not_before
    if day > today:
        return at(path, variant="future", seen=day, today=today)
    if day > end:
        return at(path, variant="after-window", seen=day, end=end)
    if not_before and day < not_before:
        return at(path, variant="too-early", seen=day, earliest=not_before)
    return None


@task_rule("NV-009", Severity.ERROR, source="KH", silenced_by=("NV-001",))
def open_deadlines_are_settled(check: TaskCheck) -> Iterator[At]:
    """A deadline that stands elsewhere has its date or the mark "chưa phát sinh", never both, as the state says.

    A deadline that the plan itself states has neither.
    """
    update = check.update
    if update is None:
        return
    if not check.task.deadline.is_entered_by_agency:
        if update.deadline is not None:
            yield at("deadline", variant="printed")
    elif place := _unsettled(update.deadline or EnteredDeadline(), update.status):
        yield place


def _unsettled(entered: EnteredDeadline, status: TaskStatus | None) -> At | None:
    if entered.due is None:
        if not entered.not_arisen:
            return at("deadline", variant="neither")
        return at("deadline", variant="completed") if status is TaskStatus.COMPLETED else None
    if entered.not_arisen:
        return at("deadline", variant="both", due=entered.due)
    return at("deadline", variant="not-arising", due=entered.due) if status is TaskStatus.NOT_ARISING else None
