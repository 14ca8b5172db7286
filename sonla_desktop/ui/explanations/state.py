"""The step Thuyết minh, worked out without Qt: what has to be explained, and the prose of the form's sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FormSection, SectionKind
from sonla_desktop.domain.report import Report
from sonla_desktop.ui import labels
from sonla_desktop.ui.places import step_of
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.outcomes import IndicatorItem, IndicatorOutcome, TaskItem, indicator_items, task_items

HEADINGS = ("Mục", "Nội dung", "Vì sao", "Còn thiếu")
NARRATIVE = "narrative."


@dataclass(frozen=True, slots=True)
class Subject:
    """An indicator or a task that is explained: code, short number, name, why it is asked for."""

    code: str
    number: str
    name: str
    why: str


def subjects(snapshot: Snapshot) -> list[Subject]:
    """Everything unmet or late, and whatever else carries an explanation."""
    report, assignment = snapshot.report, snapshot.month.assignment
    indicators = [
        Subject(item.indicator.code, f"CT {item.indicator.number}", item.indicator.name, _indicator_reason(item))
        for item in indicator_items(report, assignment)
        if item.must_explain or item.reading.explanation is not None
    ]
    tasks = [
        Subject(item.task.code, f"{item.task.appendix}.{item.task.number}", item.task.name, _task_reason(item))
        for item in task_items(report, assignment)
        if item.must_explain or item.update.explanation is not None
    ]
    return indicators + tasks


def _indicator_reason(item: IndicatorItem) -> str:
    figure = labels.figure(item.indicator, item.reading)
    if figure == labels.EMPTY:
        return labels.OUTCOMES[item.outcome][0]
    said = f"{figure}, mục tiêu {labels.target(item.indicator.target)}"
    unrecognised = item.outcome is IndicatorOutcome.UNRECOGNISED
    return f"{said}, {labels.OUTCOMES[item.outcome][0].lower()}" if unrecognised else said


def _task_reason(item: TaskItem) -> str:
    return "Dưới ngưỡng" if item.short and not item.timeliness.is_late else labels.TIMELINESS[item.timeliness]


def sections(snapshot: Snapshot) -> list[FormSection]:
    """Sections of the form whose prose is written on this step."""
    form = snapshot.month.duty.form
    step = next(step for step in form.steps if step.id == step_of(form, SectionKind.EXPLANATIONS))
    listed = [form.section(name) for name in step.sections]
    return [section for section in listed if section.kind is SectionKind.NARRATIVE]


def rows(
    snapshot: Snapshot, explanation_of: Callable[[str], Explanation | None], prose_of: Callable[[str], str]
) -> list[RowView]:
    """Items to explain, then the form's own sections."""
    listed = subjects(snapshot)
    shown = [RowView("items", (CellView("Chỉ tiêu, nhiệm vụ chưa đạt hoặc chậm"),), heading=True)]
    shown += [_subject_row(subject, explanation_of(subject.code)) for subject in listed]
    if not listed:
        none = CellView("Không có mục nào phải giải trình", tone="muted")
        shown.append(RowView("none", (CellView(), none), heading=False))
    shown.append(RowView("sections", (CellView("Các phần viết của báo cáo"),), heading=True))
    return shown + [_section_row(section, prose_of(section.id)) for section in sections(snapshot)]


def _subject_row(subject: Subject, explanation: Explanation | None) -> RowView:
    missing = (explanation or Explanation()).missing_parts()
    said = f"{len(missing)} phần" if missing else "đã đủ"
    return RowView(
        subject.code,
        (
            CellView(subject.number, icon="error" if missing else "done", tone="error" if missing else "muted"),
            CellView(subject.name, tip=subject.name),
            CellView(subject.why),
            CellView(said, tone="error" if missing else "good"),
        ),
    )


def _section_row(section: FormSection, text: str) -> RowView:
    written = bool(text.strip())
    return RowView(
        NARRATIVE + section.id,
        (
            CellView(icon="done" if written else "todo", tone="muted"),
            CellView(section.title, tip=section.hint),
            CellView(""),
            CellView("đã ghi" if written else "để trống", tone="good" if written else "muted"),
        ),
    )


def previous_text(previous: Report | None, code: str) -> str:
    """Last month's explanation of the same item, as a reminder."""
    item = (previous.reading(code) or previous.task(code)) if previous else None
    explanation = item.explanation if item else None
    if explanation is None:
        return "Kỳ trước không có giải trình cho mục này."
    parts = (f"{word}: {getattr(explanation, part)}" for part, word in labels.EXPLANATION_PARTS.items())
    return "\n".join(parts)
