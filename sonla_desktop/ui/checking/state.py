"""The page Kiểm tra, worked out without Qt: every finding at once, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.findings import REPORT, Severity, StatedFinding
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.text import matches
from sonla_desktop.ui.labels import SEVERITIES
from sonla_desktop.ui.reasons import TONES
from sonla_desktop.ui.rows import CellView, RowView

HEADINGS = ("Mã", "Ở đâu", "Nội dung", "Lý do")
MEANINGS = {
    Severity.ERROR: "phải sửa trước khi chốt",
    Severity.WARNING: "xem và sửa; nơi chưa có lý do cho số liệu này thì phải sửa hoặc ghi lý do",
    Severity.NOTICE: "để biết",
}


def rows(
    findings: Sequence[StatedFinding], assignment: Assignment, query: str = "", form: FormDefinition | None = None
) -> list[RowView]:
    """Findings grouped Sai, Cảnh báo, Lưu ý; a group that is empty is left out."""
    shown: list[RowView] = []
    for severity in Severity:
        of_severity = [item for item in findings if item.finding.severity is severity]
        group = [item for item in of_severity if _is_found(item, assignment, query, form)]
        if group:
            heading = f"{SEVERITIES[severity]} ({len(group)}) – {MEANINGS[severity]}"
            tone = TONES[severity]
            shown.append(RowView(severity.value, (CellView(heading, tone=tone, icon=tone),), heading=True))
            shown += [_row(item, assignment, form) for item in group]
    return shown


def _is_found(item: StatedFinding, assignment: Assignment, query: str, form: FormDefinition | None) -> bool:
    return matches(query, item.message, item.finding.code, where_text(item, assignment, form))


def _row(item: StatedFinding, assignment: Assignment, form: FormDefinition | None) -> RowView:
    return RowView(
        item.finding.key,
        (
            CellView(item.finding.code, tone=TONES[item.finding.severity]),
            CellView(where_text(item, assignment, form)),
            CellView(item.message),
            CellView(reason_text(item), tone="" if item.reason or not item.blocks else "warning"),
        ),
    )


def where_text(item: StatedFinding, assignment: Assignment, form: FormDefinition | None = None) -> str:
    """The item a finding is about, in short."""
    where = item.finding.where
    part = _part_text(item.finding.field, assignment, form) if form is not None else ""
    if part:
        return part
    if where == REPORT:
        return "Báo cáo"
    number = next((indicator.number for indicator in assignment.indicators if indicator.code == where), None)
    if number is not None:
        return f"Chỉ tiêu {number}"
    task = next((task for task in assignment.tasks if task.code == where), None)
    return f"Nhiệm vụ {task.appendix}.{task.number}" if task else where


def _part_text(path: str, assignment: Assignment, form: FormDefinition) -> str:
    """A figure, a table or a section of prose by its own name; empty for anything else."""
    part, _, rest = path.partition(".")
    name = rest.partition(".")[0]
    match part:
        case "figures":
            named = {figure.id: figure.name for figure in assignment.plan.figures()}
        case "tables":
            named = {table.id: table.title for table in form.tables}
        case "narrative":
            named = {section.id: section.title for section in form.sections}
        case _:
            named = {}
    return named.get(name, "")


def reason_text(item: StatedFinding) -> str:
    """The written reason, or what is expected."""
    if item.finding.severity is not Severity.WARNING:
        return ""
    if item.lapsed:
        return "Lý do cũ ghi cho số liệu khác"
    return item.reason or ("Chưa ghi lý do" if item.finding.blocking else "")


def summary(findings: Sequence[StatedFinding], *, closed: bool) -> tuple[str, str]:
    """One line over the table, with its tone."""
    if closed:
        return "Các phát hiện khi chốt số liệu.", ""
    errors = sum(item.finding.severity is Severity.ERROR for item in findings)
    waiting = sum(item.blocks and item.finding.severity is Severity.WARNING for item in findings)
    if errors or waiting:
        parts = [f"{errors} chỗ sai phải sửa"] if errors else []
        parts += [f"{waiting} cảnh báo chờ ghi lý do"] if waiting else []
        return "Còn " + " và ".join(parts) + " trước khi chốt.", "error" if errors else "warning"
    return "Không còn gì ngăn việc chốt số liệu.", "good"
