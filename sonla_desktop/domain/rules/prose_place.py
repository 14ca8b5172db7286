"""What a finding about a link in a text says: where the text stands, in the officer's words, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import cell_path, row_label, table_rows
from sonla_desktop.domain.links import LinkFault
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.prose import Prose
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.rule import VARIANT
from sonla_desktop.domain.rules.wording import brief, prose_name

_MOST_SHOWN: Final = 2
_WORDS: Final = 4
"""Words of a title or a heading."""


def link_parameters(faults: Sequence[LinkFault]) -> dict[str, str]:
    """Parameters of TM-004 for the links of one text: a misspelled one first, with the right spelling where known."""
    told = next((fault for fault in faults if fault.is_malformed), None) or next((f for f in faults if f.hint), None)
    if told is None:
        return {"links": ", ".join(dict.fromkeys(fault.typed for fault in faults[:_MOST_SHOWN]))}
    if told.hint:
        return {"links": told.typed, "hint": told.hint, VARIANT: "respell"}
    return {"links": told.typed, VARIANT: "malformed"}


def prose_place(report: Report, assignment: Assignment, form: FormDefinition, prose: Prose) -> str:
    """Where a text stands: "mục Đánh giá", "bảng Hạn chế, dòng 2, ô Kết quả", "nhiệm vụ II.3, kết quả"."""
    if prose.where != REPORT:
        return f"{item_name(assignment, prose.where)}, {prose_name(prose.field)}"
    part, name, *_ = prose.field.split(".")
    if part == "narrative":
        title = next((section.title for section in form.sections if section.id == name), name)
        return f"mục {brief(title, _WORDS)}"
    return _cell_place(report, assignment, form, prose)


def item_name(assignment: Assignment, code: str) -> str:
    """An indicator or a task as findings call it: "chỉ tiêu 4", "nhiệm vụ II.3"."""
    for indicator in assignment.plan.indicators:
        if indicator.code == code:
            return f"chỉ tiêu {indicator.number}"
    found = (f"nhiệm vụ {task.appendix}.{task.number}" for task in assignment.plan.tasks if task.code == code)
    return next(found, code)


def _cell_place(report: Report, assignment: Assignment, form: FormDefinition, prose: Prose) -> str:
    for table in form.tables:
        for number, row in enumerate(table_rows(report, table, assignment.plan), 1):
            for column in table.columns:
                if cell_path(table.id, row.key, column.name) == prose.field:
                    label = row_label(table, row, number)
                    return f"bảng {brief(table.title, _WORDS)}, dòng {label}, ô {brief(column.label, _WORDS)}"
    return prose.field
