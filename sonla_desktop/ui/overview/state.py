"""What Tổng quan shows, worked out without Qt: the deadline, how complete the month is, and what to do next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Indicator, Unit
from sonla_desktop.domain.period import date_label, remaining_label, weekday_label
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.submission_deadline import NO_DEADLINE
from sonla_desktop.ui import labels
from sonla_desktop.ui.overview.window_state import shown
from sonla_desktop.ui.places import CLOSING, MONTHLY_UPDATE, REPORT_EXPORT, SETTINGS, Place, place_of
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.outcomes import (
    IndicatorItem,
    IndicatorOutcome,
    TaskItem,
    TaskOutcome,
    indicator_items,
    task_items,
)
from sonla_desktop.usecases.update_flow import StepState

MOST_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The banner at the top: two lines and how urgent they are."""

    headline: str
    detail: str
    tone: str


@dataclass(frozen=True, slots=True)
class StepView:
    """Progress of one step in words and numbers."""

    id: str
    title: str
    done: int
    total: int
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do next and where."""

    text: str
    place: Place


def deadline(snapshot: Snapshot, now: datetime) -> DeadlineView:
    """What is due and by when."""
    month = snapshot.month
    deadline, period = month.submission_deadline, month.key.period.label
    window = shown(snapshot)
    if month.closed:
        closed_at = snapshot.versions[-1].closed_at if snapshot.versions else None
        at = f" lúc {closed_at:%H:%M} {date_label(closed_at.date())}" if closed_at else ""
        return DeadlineView(f"Đã chốt số liệu {period}{at}", f"Hạn {deadline.label} · {window}", "good")
    due = deadline.due
    if due is None:
        return DeadlineView(f"Báo cáo {period}: {NO_DEADLINE}", f"{month.duty.form.title} · {window}", "")
    when = f"{due:%H:%M} {weekday_label(due.date())}, {date_label(due.date())}"
    headline = f"Báo cáo {period}: hạn gửi trước {when} – {remaining_label(now, due)}"
    moved = [f"Hạn {deadline.label}"] if deadline.notice else []
    tone = "error" if deadline.is_past(now) else ("warning" if (due - now).days < 3 else "")
    return DeadlineView(headline, " · ".join([month.duty.form.title, *moved, window]), tone)


def notice_wording(snapshot: Snapshot) -> str:
    """What the button says with which a document about the deadline is recorded."""
    deadline = snapshot.month.submission_deadline
    if deadline.notice is not None:
        return "Sửa văn bản về hạn gửi…"
    return "Ghi hạn gửi…" if deadline.stated is None else "Ghi gia hạn…"


def steps(snapshot: Snapshot) -> list[StepView]:
    """How far each step with entries is."""
    return [
        StepView(step.id, step.title, step.done, step.total, _step_text(step))
        for step in snapshot.flow.steps
        if step.id not in ("check", "close", "export")
    ]


def _step_text(step: StepState) -> str:
    if not step.total:
        return "không có mục nào"
    return "xong" if step.done >= step.total else f"còn {step.total - step.done} mục"


def finding_counts(snapshot: Snapshot) -> list[tuple[str, str, int]]:
    """(word, tone, count) of each severity."""
    counts = Counter(item.finding.severity for item in snapshot.findings)
    tones = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
    return [(labels.SEVERITIES[severity], tones[severity], counts[severity]) for severity in Severity]


def unanswered_warnings(snapshot: Snapshot) -> int:
    """Warnings that still need a reason."""
    return sum(item.blocks and item.finding.severity is Severity.WARNING for item in snapshot.findings)


def actions(snapshot: Snapshot) -> list[Action]:
    """The next things to do, the first one first."""
    if snapshot.month.closed:
        return [Action("Xuất gói gửi và văn bản", Place(REPORT_EXPORT))]
    found: list[Action] = []
    if not snapshot.month.settings.signatory.name.strip():
        found.append(Action("Ghi họ tên người ký", Place(SETTINGS, field="signatory.name")))
    for step in snapshot.flow.steps:
        if step.gaps and step.id not in ("close", "export"):
            where, path = step.gaps[0]
            found.append(Action(_action_text(step), _gap_place(snapshot, step.id, where, path)))
    if snapshot.flow.step(CLOSING).enterable:
        found.append(Action("Chốt số liệu của kỳ", Place(MONTHLY_UPDATE, CLOSING)))
    return found[:MOST_ACTIONS]


def _action_text(step: StepState) -> str:
    if step.id == "check":
        return f"Xem {len(step.gaps)} phát hiện cần xử lý"
    return f"{step.title}: còn {step.total - step.done} mục chưa xong"


def _gap_place(snapshot: Snapshot, step: str, where: str, path: str) -> Place:
    for item in snapshot.findings:
        if (item.finding.where, item.finding.field) == (where, path):
            return place_of(item.finding, snapshot.month.duty.form, snapshot.month.assignment)
    return Place(MONTHLY_UPDATE, step, where, path)


INDICATOR_HEADINGS = ("TT", "Chỉ tiêu", "Kết quả", "Mục tiêu", "So với mục tiêu", "Kỳ trước", "Năm 2025", "Đánh giá")


def indicator_rows(snapshot: Snapshot) -> list[RowView]:
    """Indicators against their targets."""
    previous = snapshot.month.previous
    return [
        _indicator_row(item, previous.reading(item.indicator.code) if previous else None)
        for item in indicator_items(snapshot.report, snapshot.month.assignment)
    ]


def _indicator_row(item: IndicatorItem, before: IndicatorReading | None) -> RowView:
    indicator = item.indicator
    word, tone = labels.OUTCOMES[item.outcome]
    return RowView(
        indicator.code,
        (
            CellView(str(indicator.number), right=True),
            CellView(indicator.name, tip=indicator.name),
            CellView(labels.figure(indicator, item.reading), right=True, strong=True),
            CellView(labels.target(indicator.target), right=True),
            CellView(bar=_bar(indicator, item.reading, tone)),
            CellView(labels.figure(indicator, before), right=True),
            CellView(labels.result_2025(indicator), right=True),
            CellView(word, tone=tone, icon=labels.TONE_ICONS.get(tone, "")),
        ),
    )


def unrecognised(snapshot: Snapshot) -> str:
    """Results that are not recognised (KH II.4), each with its plain ratio and the one without the cases."""
    told = [
        f"chỉ tiêu {item.indicator.number}: "
        + ", ".join(filter(None, (labels.figure(item.indicator, item.reading), labels.without_cases(item.reading))))
        for item in indicator_items(snapshot.report, snapshot.month.assignment)
        if item.outcome is IndicatorOutcome.UNRECOGNISED
    ]
    word, _ = labels.OUTCOMES[IndicatorOutcome.UNRECOGNISED]
    return f"{word} – {'; '.join(told)}" if told else ""


def _bar(indicator: Indicator, reading: IndicatorReading, tone: str) -> tuple[float, float, str] | None:
    value = Fraction(reading.value) if indicator.is_count and reading.value is not None else reading.exact_ratio()
    if value is None or not reading.has_figures:
        return None
    wanted = Fraction(indicator.target.value)
    whole = Fraction(100) if indicator.unit is Unit.PERCENT else max(value, wanted, Fraction(1))
    return float(min(max(value / whole, Fraction(0)), Fraction(1))), float(min(wanted / whole, Fraction(1))), tone


def task_counts(snapshot: Snapshot) -> list[tuple[str, str, int]]:
    """(word, tone, count) of what came of the tasks."""
    items: tuple[TaskItem, ...] = task_items(snapshot.report, snapshot.month.assignment)
    counts = Counter(item.outcome for item in items)
    shown = (
        (TaskOutcome.DONE, "good"),
        (TaskOutcome.DONE_WITHOUT_DEADLINE, "good"),
        (TaskOutcome.DONE_LATE, "warning"),
        (TaskOutcome.IN_PROGRESS, ""),
        (TaskOutcome.OVERDUE, "error"),
        (TaskOutcome.NOT_STARTED, ""),
        (TaskOutcome.NOT_ARISING, ""),
        (TaskOutcome.UNFINISHED, "warning"),
    )
    return [(labels.TASK_OUTCOMES[outcome], tone, counts[outcome]) for outcome, tone in shown if counts[outcome]]
