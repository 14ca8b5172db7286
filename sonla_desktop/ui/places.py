"""Where in the window something is: a page, a step of the monthly update, an item, a field. Links carry places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sonla_desktop.domain.findings import REPORT, Finding
from sonla_desktop.domain.plan import Assignment

START: Final = "start"
OVERVIEW: Final = "overview"
MONTHLY_UPDATE: Final = "monthly_update"
REPORT_EXPORT: Final = "report_export"
SETTINGS: Final = "settings"

TASKS: Final = "tasks"
INDICATORS: Final = "indicators"
EXPLANATIONS: Final = "explanations"
CHECKING: Final = "check"
CLOSING: Final = "close"
EXPORTING: Final = "export"
STEPS: Final = (TASKS, INDICATORS, EXPLANATIONS, CHECKING, CLOSING, EXPORTING)

_SETTINGS_FIELDS = ("settings", "head", "place", "symbol", "signatory", "addressees", "recipients", "officer", "agency")


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and inside it as much as is known."""

    page: str
    step: str = ""
    where: str = ""
    field: str = ""


def place_of(finding: Finding, assignment: Assignment) -> Place:
    """The exact field that a finding is about."""
    if finding.where == REPORT:
        return _place_in_report(finding.field)
    step = TASKS if any(task.code == finding.where for task in assignment.tasks) else INDICATORS
    if finding.field.split(".")[0] == "explanation":
        step = EXPLANATIONS
    return Place(MONTHLY_UPDATE, step, finding.where, finding.field)


def _place_in_report(path: str) -> Place:
    first, _, rest = path.partition(".")
    if first in _SETTINGS_FIELDS:
        return Place(SETTINGS, field=rest if first == "settings" else path)
    if first == "narrative":
        return Place(MONTHLY_UPDATE, EXPLANATIONS, REPORT, path)
    return Place(MONTHLY_UPDATE, CHECKING, REPORT, path)


def nearest_field(path: str, known: list[str]) -> str | None:
    """The field of a form that shows this key path: itself, its first part on the form, or what it is part of."""
    if path in known:
        return path
    inside = [name for name in known if name.startswith(path + ".")] if path else known
    if inside:
        return inside[0]
    outer, _, _ = path.rpartition(".")
    return nearest_field(outer, known) if outer else None
