"""Where in the window something is: a page, a step of the monthly update, an item, a field. Links carry places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sonla_desktop.domain.findings import REPORT, Finding
from sonla_desktop.domain.form_definition import FormDefinition, FormSection, SectionKind
from sonla_desktop.domain.plan import Assignment, Plan

START: Final = "start"
OVERVIEW: Final = "overview"
MONTHLY_UPDATE: Final = "monthly_update"
EVIDENCE: Final = "evidence"
REPORT_EXPORT: Final = "report_export"
HISTORY: Final = "history"
SETTINGS: Final = "settings"

TASKS: Final = "tasks"
INDICATORS: Final = "indicators"
EXPLANATIONS: Final = "explanations"
CHECKING: Final = "check"
CLOSING: Final = "close"
EXPORTING: Final = "export"
STEPS: Final = (TASKS, INDICATORS, EXPLANATIONS, CHECKING, CLOSING, EXPORTING)

DATA_WINDOW: Final = "data_window"
"""Key path of the days that the report counts; they are set on Tổng quan."""
_FORM_PARTS = ("figures", "tables", "narrative")
_SETTINGS_FIELDS = (
    *("settings", "head", "place", "symbol", "signatory", "addressees", "addressees_by_form", "recipients"),
    *("officer", "agency"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and inside it as much as is known."""

    page: str
    step: str = ""
    where: str = ""
    field: str = ""


def place_of(finding: Finding, form: FormDefinition, assignment: Assignment) -> Place:
    """The exact field that a finding is about, on the step where the form has it entered."""
    return place_of_field(finding.where, finding.field, form, assignment)


def place_of_field(where: str, field: str, form: FormDefinition, assignment: Assignment) -> Place:
    """A field of an item by its key path, on the step where the form has it entered."""
    first, _, rest = field.partition(".")
    if first in _FORM_PARTS:
        return Place(MONTHLY_UPDATE, _step_of_part(form, assignment.plan, first, rest), where, field)
    if where == REPORT and first in _SETTINGS_FIELDS:
        return Place(SETTINGS, field=rest if first == "settings" else field)
    if where == REPORT and field == DATA_WINDOW:
        return Place(OVERVIEW, field=field)
    if where == REPORT:
        return Place(MONTHLY_UPDATE, CHECKING, REPORT, field)
    kind = SectionKind.TASKS if any(task.code == where for task in assignment.tasks) else SectionKind.INDICATORS
    kind = SectionKind.EXPLANATIONS if first == "explanation" else kind
    return Place(MONTHLY_UPDATE, step_of(form, kind), where, field)


def _step_of_part(form: FormDefinition, plan: Plan, part: str, path: str) -> str:
    name = path.partition(".")[0]
    match part:
        case "narrative":
            return _step_with(form, lambda section: section.kind is SectionKind.NARRATIVE and section.id == name)
        case "tables":
            return _step_with(form, lambda section: section.kind is SectionKind.TABLE and section.table == name)
    groups = {group.id for group in plan.figure_groups if any(figure.id == name for figure in group.figures)}
    return _step_with(form, lambda section: bool(groups.intersection(section.figure_groups)))


def step_of(form: FormDefinition, kind: SectionKind) -> str:
    """The first step on which sections of this kind are entered; Kiểm tra when there is none."""
    return _step_with(form, lambda section: section.kind is kind)


def _step_with(form: FormDefinition, fits: Callable[[FormSection], bool]) -> str:
    """The first step with such a section; Kiểm tra when the form has it entered nowhere."""
    for step in form.steps:
        if any(fits(form.section(section)) for section in step.sections):
            return step.id
    return CHECKING


def nearest_field(path: str, known: list[str]) -> str | None:
    """The field of a form that shows this key path: itself, its first part on the form, or what it is part of."""
    if path in known:
        return path
    inside = [name for name in known if name.startswith(path + ".")] if path else known
    if inside:
        return inside[0]
    outer, _, _ = path.rpartition(".")
    return nearest_field(outer, known) if outer else None
