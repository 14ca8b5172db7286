"""The assigning plan as data: indicators, tasks, deadlines, and which of them are one agency's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup, Listing
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.period import Regime, ReportingPeriod
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.domain.task import Task
from sonla_desktop.domain.text import fold


class Scope(StrEnum):
    """Groups of agencies that a plan names as leading or coordinating."""

    DEPARTMENTS = "so_nganh"
    COMMUNES = "xa_phuong"
    NAMED = "named"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix of the plan: its Roman number, printed title, and the number of the indicator it serves."""

    number: str
    title: str
    indicator: int


@dataclass(frozen=True, slots=True)
class NamedDuty:
    """A responsibility that section IV gives to an agency by name or by group."""

    agency: str
    scope: tuple[Scope, ...]
    named: tuple[str, ...]
    summary: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan year: what is assigned, and how it is reported (regime; ours where the plan is silent)."""

    id: str
    version: int
    year: int
    title: str
    indicators: tuple[Indicator, ...]
    appendices: tuple[Appendix, ...]
    tasks: tuple[Task, ...]
    duties: tuple[NamedDuty, ...]
    regime: Regime
    addressees: tuple[str, ...]
    out_of_scope_note: str
    """What is printed for an indicator that the plan does not give to the agency."""
    notes: tuple[str, ...] = ()
    addressees_stated: str = ""
    """Where it is stated who receives the report, or why we read it so, as a sentence for the officer."""
    reporters: tuple[str, ...] = ()
    """Codes of the agencies that report this duty; empty: every agency."""
    reporters_stated: str = ""
    """Whose duty it is and where that is stated, as a sentence for the officer of another agency."""
    other_regimes: tuple[Regime, ...] = ()
    """Regimes of the other kinds of period that the duty is reported for (quarter beside half-year and year)."""
    figure_groups: tuple[FigureGroup, ...] = ()
    listings: tuple[Listing, ...] = ()

    def regime_of(self, period: ReportingPeriod) -> Regime:
        """The regime of this kind of period; the main one for a kind that the duty is not reported for."""
        return {regime.period_kind: regime for regime in self.other_regimes}.get(period.kind, self.regime)

    def submission_deadline(self, period: ReportingPeriod, notice: DeadlineNotice | None = None) -> SubmissionDeadline:
        """When the report of this period has to be in; ``notice`` is what a document says of it."""
        rule = self.regime_of(period).deadline
        stated = rule.deadline_of(period) if rule.states(period) else None
        return SubmissionDeadline(stated, rule.inclusive, notice)

    def is_due_from(self, agency: Agency) -> bool:
        """Whether the agency is reminded of this duty; any agency may still report on it."""
        return not self.reporters or agency.code in self.reporters

    def figures(self) -> tuple[FigureDefinition, ...]:
        """Every figure of the duty, in the order of its groups."""
        return tuple(figure for group in self.figure_groups for figure in group.figures)

    def listing(self, listing_id: str) -> Listing:
        """The listing of this id; raises KeyError."""
        return {listing.id: listing for listing in self.listings}[listing_id]

    def indicator(self, code: str) -> Indicator:
        """The indicator of this code; raises KeyError."""
        return {item.code: item for item in self.indicators}[code]

    def task(self, code: str) -> Task:
        """The task of this code; raises KeyError."""
        return {item.code: item for item in self.tasks}[code]

    def covers(self, period: ReportingPeriod) -> bool:
        """Whether the period is one of those the plan asks reports for."""
        kinds = {regime.period_kind for regime in (self.regime, *self.other_regimes)}
        return period.kind in kinds and period.year == self.year


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one plan gives to one agency: indicators it reports, tasks it leads, tasks and duties that name it."""

    agency: Agency
    plan: Plan
    indicators: tuple[Indicator, ...]
    tasks: tuple[Task, ...]
    coordinated_tasks: tuple[Task, ...]
    duties: tuple[NamedDuty, ...]

    def applies(self, indicator: Indicator) -> bool:
        """False for an indicator that the plan's reading keeps to other agencies (out of scope by default)."""
        return not indicator.applies_to or self.agency.code in indicator.applies_to


SCOPES_BY_NAME: Final[Mapping[str, Scope]] = {scope.value: scope for scope in Scope}


def assign(plan: Plan, agency: Agency) -> Assignment:
    """Picks out of the plan what is this agency's: of the 37 tasks of 2026 a commune leads 22, a department 29 up."""
    led = tuple(task for task in plan.tasks if _names(agency, task.lead_scope, task.lead_named))
    coordinated = tuple(
        task
        for task in plan.tasks
        if task not in led and _names(agency, task.coordinating_scope, task.coordinating_named)
    )
    duties = tuple(duty for duty in plan.duties if _names(agency, duty.scope, duty.named))
    return Assignment(agency, plan, plan.indicators, led, coordinated, duties)


def with_department_setting(agency: Agency, counts_as_department: bool | None) -> Agency:
    """The agency as the officer's setting reads "các sở, ban, ngành"; None keeps the plan's reading."""
    if counts_as_department is None:
        return agency
    return replace(agency, counts_as_department=counts_as_department)


def _names(agency: Agency, scope: tuple[str, ...], named: tuple[str, ...]) -> bool:
    in_group = (Scope.COMMUNES in scope and agency.kind.is_commune_level) or (
        Scope.DEPARTMENTS in scope and agency.counts_as_department
    )
    return in_group or fold(agency.name) in {fold(name) for name in named}
