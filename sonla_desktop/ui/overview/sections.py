"""What Tổng quan shows of a form that has no indicators, without Qt: each section, how full it is, what is lacking."""

from __future__ import annotations

from datetime import date

from sonla_desktop.domain.form_definition import FormSection, ScreenStep, SectionKind
from sonla_desktop.domain.form_values import cell_path, figure_path, table_rows
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.task import due_date
from sonla_desktop.ui.form_screen.table_rows import place_in
from sonla_desktop.ui.places import MONTHLY_UPDATE, Place, place_of_field
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.outcomes import TaskOutcome, task_items
from sonla_desktop.usecases.update_flow import Gap, StepState, section_states

HEADINGS = ("Mục của báo cáo", "Ở bước", "Đã nhập", "Còn lại", "Chỗ cần nhập trước")
MOST_DATES = 3
"""Tasks of which the deadline is told."""
_UNITS = {
    SectionKind.FIGURES: "số liệu",
    SectionKind.TABLE: "dòng",
    SectionKind.TASKS: "nhiệm vụ",
    SectionKind.EXPLANATIONS: "giải trình",
}
_OVER = (TaskOutcome.DONE, TaskOutcome.DONE_WITHOUT_DEADLINE, TaskOutcome.DONE_LATE, TaskOutcome.NOT_ARISING)


def is_shown(snapshot: Snapshot) -> bool:
    """Only where there are no indicators to be shown in its place."""
    return not snapshot.month.assignment.indicators


def section_rows(snapshot: Snapshot) -> list[RowView]:
    """A row for each section that is entered; its key is the place to go to."""
    states = section_states(snapshot.month, snapshot.findings)
    return [_row(snapshot, *of_section) for of_section in states]


def _row(snapshot: Snapshot, step: ScreenStep, section: FormSection, state: StepState) -> RowView:
    step_name = f"{snapshot.month.duty.form.steps.index(step) + 1}. {step.title}"
    left, gap = state.total - state.done, state.next_gap
    done = ("xong", "good") if state.total and _is_asked(snapshot, section) else ("không bắt buộc", "muted")
    word, tone = (f"còn {left}", "warning") if left else done
    lacking = _name_of(snapshot, section, gap) if gap is not None else ""
    return RowView(
        _place(snapshot, step, section, gap),
        (
            CellView(section.title, tip=section.title, strong=bool(left)),
            CellView(step_name, tip=step_name),
            CellView(_entered(snapshot, section, state)),
            CellView(word, tone=tone),
            CellView(lacking, tip=lacking),
        ),
    )


def _is_asked(snapshot: Snapshot, section: FormSection) -> bool:
    """False for a table of which every cell may stay empty: its rows count as done before anything is typed."""
    if section.kind is not SectionKind.TABLE:
        return True
    return any(column.required and not column.given for column in snapshot.month.duty.form.table(section.table).columns)


def _entered(snapshot: Snapshot, section: FormSection, state: StepState) -> str:
    """How much is written, whether it is asked for or not."""
    report, form = snapshot.month.report, snapshot.month.duty.form
    match section.kind:
        case SectionKind.NARRATIVE:
            return "đã viết" if report.narrative.get(section.id, "").strip() else "chưa viết"
        case SectionKind.TABLE:
            rows = table_rows(report, form.table(section.table), snapshot.month.duty.plan)
            return f"{sum(row.is_entered for row in rows)}/{len(rows)} dòng" if rows else "chưa có dòng"
        case SectionKind.FIGURES if not state.total:
            return "tự tính"
    return f"{state.done}/{state.total} {_UNITS.get(section.kind, 'mục')}" if state.total else "không có"


def _name_of(snapshot: Snapshot, section: FormSection, gap: Gap) -> str:
    """What is to be filled there, in the words of the screen."""
    where, path = gap
    plan, assignment = snapshot.month.duty.plan, snapshot.month.assignment
    match section.kind:
        case SectionKind.FIGURES:
            return next((figure.name for figure in plan.figures() if figure_path(figure.id) == path), "")
        case SectionKind.TABLE:
            return _cell_name(snapshot, section, path)
        case SectionKind.NARRATIVE:
            return "Phần viết"
    return next((task.name for task in assignment.tasks if task.code == where), "")


def _cell_name(snapshot: Snapshot, section: FormSection, path: str) -> str:
    table = snapshot.month.duty.form.table(section.table)
    key, name = place_in(path, table)
    label = next((" ".join(column.label.split()) for column in table.columns if column.name == name), "")
    rows = table_rows(snapshot.month.report, table, snapshot.month.duty.plan)
    cells = next((row.cells for row in rows if row.key == key), {})
    named = [column.name for column in table.columns if column.given and column.name != table.group_by]
    given = [str(cells.get(column) or "") for column in named]
    return ": ".join(filter(None, (label, max(given, key=len, default="")))) or table.title


def _place(snapshot: Snapshot, step: ScreenStep, section: FormSection, gap: Gap | None) -> Place:
    month = snapshot.month
    if gap is not None:
        return place_of_field(*gap, month.duty.form, month.assignment)
    first = ""
    match section.kind:
        case SectionKind.NARRATIVE:
            first = f"narrative.{section.id}"
        case SectionKind.TABLE:
            rows = table_rows(month.report, month.duty.form.table(section.table), month.duty.plan)
            names = [column.name for column in month.duty.form.table(section.table).columns if not column.given]
            first = cell_path(section.table, rows[0].key, names[0]) if rows and names else f"tables.{section.table}"
        case SectionKind.FIGURES:
            groups = [group for group in month.duty.plan.figure_groups if group.id in section.figure_groups]
            first = figure_path(groups[0].figures[0].id) if groups else ""
    return Place(MONTHLY_UPDATE, step.id, field=first)


def next_dates(snapshot: Snapshot, today: date) -> str:
    """The tasks that fall due next, soonest first; nothing where none does."""
    items = task_items(snapshot.report, snapshot.month.assignment)
    waiting = [(item, due_date(item.task, item.update)) for item in items if item.outcome not in _OVER]
    coming = sorted((due, item.row, item.task.name) for item, due in waiting if due is not None and due >= today)
    told = [f"{name} ({date_label(due)})" for due, _, name in coming[:MOST_DATES]]
    return "Nhiệm vụ sắp đến hạn: " + "; ".join(told) + "." if told else ""
