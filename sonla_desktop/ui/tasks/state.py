"""The step Nhiệm vụ, worked out without Qt: rows of the table, last month's words, and edits of an update."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.plan_texts import task_texts, unsure_fields
from sonla_desktop.domain.task import (
    DeadlineKind,
    EnteredDeadline,
    IssuedDocument,
    Measured,
    PhaseCompletion,
    Task,
    TaskStatus,
    TaskUpdate,
    Timeliness,
    due_date,
    timeliness,
)
from sonla_desktop.domain.text import matches
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot

HEADINGS = ("TT", "Nhiệm vụ", "Thời hạn", "Trạng thái")
STATUS_TONES = {TaskStatus.COMPLETED: "good", TaskStatus.NOT_STARTED: "muted", None: "warning"}
TIMELINESS_TONES = {
    Timeliness.OVERDUE: "error",
    Timeliness.DONE_LATE: "error",
    Timeliness.DUE_SOON: "warning",
}
"""Tone and picture of a deadline that needs attention; the words are in the cell's tip and in the editor."""
_TIP_WIDTH = 90
_WITHOUT_DATE = {DeadlineKind.RECURRING: "Thường xuyên", DeadlineKind.UNDATED: "Không ghi ngày"}


def rows(
    snapshot: Snapshot, update_of: Callable[[str], TaskUpdate], query: str = "", *, only_open: bool = False
) -> list[RowView]:
    """Rows of the agency's tasks under the appendices they stand in."""
    troubled = trouble(snapshot)
    shown: list[RowView] = []
    for task in snapshot.month.assignment.tasks:
        update = update_of(task.code)
        if not matches(query, task.name, task.product, f"{task.appendix}.{task.number}"):
            continue
        if only_open and update.status is not None and task.code not in troubled:
            continue
        heading = _heading(snapshot.month.duty.plan, task)
        if not any(row.key == heading.key for row in shown):
            shown.append(heading)
        shown.append(_row(snapshot, task, update, troubled.get(task.code)))
    return shown


def trouble(snapshot: Snapshot) -> dict[str, Severity]:
    """The worst severity that holds up closing, by item."""
    found: dict[str, Severity] = {}
    for item in snapshot.findings:
        if item.blocks and found.get(item.finding.where) is not Severity.ERROR:
            found[item.finding.where] = item.finding.severity
    return found


def _heading(plan: Plan, task: Task) -> RowView:
    number = next((item.indicator for item in plan.appendices if item.number == task.appendix), None)
    served = next((item for item in plan.indicators if item.number == number), None)
    titles = {item.number: item.title for item in plan.appendices}
    text = f"Phụ lục {task.appendix} – chỉ tiêu {number}: {served.name}" if served else _group_title(task, titles)
    return RowView(f"phu-luc-{task.appendix}", (CellView(text, tip=text),), heading=True)


def _group_title(task: Task, titles: dict[str, str]) -> str:
    title = titles.get(task.appendix, "")
    return f"{task.appendix}. {title}" if title else f"Phụ lục {task.appendix}"


def _row(snapshot: Snapshot, task: Task, update: TaskUpdate, worst: Severity | None) -> RowView:
    in_time = timeliness(task, update, snapshot.month.report.data_window.end)
    status = labels.STATUSES[update.status] if update.status else "Chưa cập nhật"
    if update.status is TaskStatus.IN_PROGRESS and update.percent is not None:
        status = f"{status} {update.percent}%"
    mark = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(worst, "") if worst else ""
    picture = mark or ("done" if update.status is not None else "todo")
    return RowView(
        task.code,
        (
            CellView(f"{task.appendix}.{task.number}", tone=mark or "muted", icon=picture),
            CellView(task.name, tip=task.name, icon="notice" if unsure_fields(task_texts(task)) else ""),
            CellView(
                deadline_short(task, update),
                tone=TIMELINESS_TONES.get(in_time, ""),
                icon=TIMELINESS_TONES.get(in_time, ""),
                tip=f"{labels.TIMELINESS[in_time]}. Kế hoạch: {task.deadline.text}",
            ),
            CellView(status, tone=STATUS_TONES.get(update.status, "")),
        ),
    )


def deadline_short(task: Task, update: TaskUpdate | None) -> str:
    """The date that counts, or the plan's word where there is none."""
    due = due_date(task, update)
    if due is not None:
        return labels.day(due)
    return _WITHOUT_DATE.get(task.deadline.kind, "Theo sự kiện")


def facts(task: Task, in_time: Timeliness) -> str:
    """What the plan says of the task, in one paragraph."""
    parts = [f"Sản phẩm: {task.product}"] if task.product else []
    parts.append(f"Thời hạn: {task.deadline.text} ({labels.TIMELINESS[in_time].lower()})")
    if task.product_target is not None:
        parts.append(f"Ngưỡng: {labels.target(task.product_target)}")
    if task.lead:
        parts.append(f"Chủ trì: {task.lead}")
    if task.coordinating:
        parts.append(f"Phối hợp: {task.coordinating}")
    return " · ".join(part.rstrip(". ") for part in parts)


def remarks(task: Task) -> str:
    """What the officer should know of the task: doubts of its source and our notes, in lines that fit a tip."""
    return "\n".join(textwrap.fill(note, _TIP_WIDTH) for note in task.notes)


def previous_text(previous: TaskUpdate | None) -> str:
    """Last month's entry in a few words."""
    if previous is None or previous.status is None:
        return "Kỳ trước chưa có nội dung."
    percent = "" if previous.percent is None else f", {previous.percent}%"
    documents = ", ".join(document.symbol for document in previous.documents if document.symbol)
    text = f"{labels.STATUSES[previous.status]}{percent}."
    if previous.result:
        text += f" {previous.result}"
    return f"{text} Văn bản: {documents}." if documents else text


def kept(previous: TaskUpdate) -> TaskUpdate:
    """Last month's entry taken over deliberately, and marked so."""
    return replace(previous, kept=True)


def edited(update: TaskUpdate, field: str, value: Any) -> TaskUpdate:
    """The update with one field as typed; what was typed anew is no longer "giữ nguyên"."""
    changed = replace(update, kept=False, **{field: value})
    if field == "status":
        return replace(changed, percent=_percent_of(value, update.percent))
    return changed


def _percent_of(status: TaskStatus | None, before: int | None) -> int | None:
    """Completed is 100 and not started is 0 by their meaning; any other percent is for the officer to say."""
    if status is TaskStatus.COMPLETED:
        return 100
    if status is TaskStatus.NOT_STARTED:
        return 0
    return None if before in (0, 100) or status is TaskStatus.NOT_ARISING else before


def with_percent(update: TaskUpdate, value: Decimal | None) -> TaskUpdate:
    """The percent as typed."""
    return edited(update, "percent", None if value is None else int(value))


def with_measured(task: Task, update: TaskUpdate, value: Decimal | None) -> TaskUpdate:
    """What was measured, in the unit of the product's threshold."""
    if value is None or task.product_target is None:
        return edited(update, "measured", None)
    return edited(update, "measured", Measured(value, task.product_target.unit))


def with_deadline(update: TaskUpdate, field: str, value: date | str | bool | None) -> TaskUpdate:
    """A part of an event or reference deadline; an empty one is none."""
    changed = replace(update.deadline or EnteredDeadline(), **{field: value})
    return edited(update, "deadline", None if changed == EnteredDeadline() else changed)


def with_phase(update: TaskUpdate, number: int, completed_on: date | None) -> TaskUpdate:
    """When a phase was completed; None takes it back."""
    others = [phase for phase in update.phases if phase.number != number]
    added = [PhaseCompletion(number, completed_on)] if completed_on is not None else []
    return edited(update, "phases", tuple(sorted([*others, *added], key=lambda phase: phase.number)))


def with_document(update: TaskUpdate, position: int, document: IssuedDocument | None) -> TaskUpdate:
    """A document as typed; None takes it off the list."""
    documents = list(update.documents)
    documents[position : position + 1] = [] if document is None else [document]
    return edited(update, "documents", tuple(documents))


def with_evidence(document: IssuedDocument, sha256: str) -> IssuedDocument:
    """The document with a file attached."""
    return replace(document, evidence=sha256)
