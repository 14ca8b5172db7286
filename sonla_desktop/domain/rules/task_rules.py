"""Rules about tasks: their state, percentage, dates, deadlines and explanations (KH V.1, Phụ lục II–X)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.rules.context import CheckContext, TaskCheck
from sonla_desktop.domain.rules.rule import At, at, task_rule
from sonla_desktop.domain.rules.wording import measure, threshold, unexplained
from sonla_desktop.domain.task import (
    IssuedDocument,
    Task,
    TaskStatus,
    TaskUpdate,
    Timeliness,
    due_date,
    falls_short,
    timeliness,
)

_EXPECTED_PERCENT: Final = {TaskStatus.COMPLETED: 100, TaskStatus.NOT_STARTED: 0}
_NEEDS_PERCENT: Final = (TaskStatus.COMPLETED, TaskStatus.IN_PROGRESS)


@task_rule("NV-001", Severity.ERROR, source="KH V.1")
def tasks_are_updated(check: TaskCheck) -> Iterator[At]:
    """Every task the agency leads has a state in this period."""
    if check.update is None or check.update.status is None:
        yield at("status")


@task_rule("NV-002", Severity.ERROR, source="KH Phụ lục II–X")
def completed_tasks_show_when_and_what(check: TaskCheck) -> Iterator[At]:
    """A completed task has its date, and a document or a described result."""
    update = check.update
    if update is None or update.status is not TaskStatus.COMPLETED:
        return
    if update.completed_on is None:
        yield at("completed_on", variant="date")
    if not update.result.strip() and not any(_is_named(document) for document in update.documents):
        yield at("result", variant="result")


def _is_named(document: IssuedDocument) -> bool:
    """False for a row of the document list that was added and left empty."""
    return bool(document.symbol.strip() or document.subject.strip() or document.evidence)


@task_rule("NV-003", Severity.ERROR)
def percent_agrees_with_the_state(check: TaskCheck) -> Iterator[At]:
    """0–100; 100 when completed, 0 when not started; entered where work is under way or done."""
    update = check.update
    if update is None:
        return
    percent, status = update.percent, update.status
    expected = _EXPECTED_PERCENT.get(status) if status else None
    if percent is None:
        if status in _NEEDS_PERCENT:
            yield at("percent", variant="not-entered")
    elif not 0 <= percent <= 100:
        yield at("percent", variant="range", seen=percent)
    elif status and expected is not None and percent != expected:
        yield at("percent", variant=status.value.replace("_", "-"), seen=percent)


@task_rule("NV-004", Severity.ERROR, source="KH V.1", silenced_by=("NV-001", "NV-005", "NV-009"))
def late_or_unmet_tasks_are_explained(check: TaskCheck) -> Iterator[At]:
    """Late on the last day of the data window, or measured below the threshold of the product."""
    update = check.update
    if update is None or update.status is TaskStatus.NOT_ARISING:
        return
    place = _unexplained_lateness(check.task, update, check.context.report.data_window.end)
    if place is None and falls_short(check.task, update):
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
    if task.product_target is None or update.measured is None:
        return None
    seen = measure(update.measured.value, update.measured.unit)
    return unexplained(update.explanation, "below", seen=seen, target=threshold(task.product_target))


@task_rule("NV-005", Severity.ERROR)
def completion_dates_are_possible(check: TaskCheck) -> Iterator[At]:
    """Neither in the future, nor after the data window, nor before the plan (``regime.not_before``)."""
    update = check.update
    if update is None:
        return
    dates = [("completed_on", update.completed_on)]
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
    """A deadline that stands elsewhere has its date or the mark "chưa phát sinh", and never both."""
    update = check.update
    if update is None or not check.task.deadline.is_entered_by_agency:
        return
    due = update.deadline.due if update.deadline else None
    not_arisen = update.deadline is not None and update.deadline.not_arisen
    if due is not None and not_arisen:
        yield at("deadline", variant="both", due=due)
    elif due is None and not not_arisen:
        yield at("deadline", variant="neither")
    elif not_arisen and update.status is TaskStatus.COMPLETED:
        yield at("deadline", variant="completed")
