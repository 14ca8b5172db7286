"""One month of one agency, read out of the store as a single immutable value from which everything is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.reading import FigureState, IndicatorReading
from sonla_desktop.domain.task import TaskUpdate

SCHEMA: Final = "sonla-report/1.0"

Cell = str | int | bool | None


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Names a report inside one agency's store: form, period, and the part (room) of the agency, if any."""

    form: str
    period: ReportingPeriod
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Supersedes:
    """The version a replacement report takes the place of, with the SHA-256 of its package."""

    version: int
    package_sha256: str
    reason: str = ""
    """Why it is replaced; not part of the month file, printed in the document and in ``thay-the.json``."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """The written reason with which a warning passes.

    ``basis`` is :attr:`Finding.basis` of the finding it was written for: when the values behind the finding change,
    the reason no longer covers it. Empty: the finding has not stood since the reason was taken in. ``by`` and ``at``
    tell who wrote it and when; like the basis they are kept by the store and not part of the month file.
    """

    code: str
    where: str
    field: str
    reason: str
    basis: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Code, where, field: as :attr:`Finding.key`."""
        return (self.code, self.where, self.field)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole month: header, indicator readings, task updates, figures, tables, prose, acknowledgements.

    An open report has an entry only for what was touched; a frozen one has exactly one for every indicator and task.
    """

    agency_code: str
    agency_name: str
    form: str
    period: ReportingPeriod
    data_window: DataWindow
    version: int = 1
    supersedes: Supersedes | None = None
    indicators: tuple[IndicatorReading, ...] = ()
    tasks: tuple[TaskUpdate, ...] = ()
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    tables: Mapping[str, tuple[Mapping[str, Cell], ...]] = field(default_factory=dict)
    narrative: Mapping[str, str] = field(default_factory=dict)
    part: str | None = None
    acknowledged: tuple[Acknowledgement, ...] = ()

    @property
    def key(self) -> ReportKey:
        """Form, period and part."""
        return ReportKey(self.form, self.period, self.part)

    def reading(self, code: str) -> IndicatorReading | None:
        """The reading of this indicator, or None when it was not touched."""
        return next((item for item in self.indicators if item.code == code), None)

    def task(self, code: str) -> TaskUpdate | None:
        """The update of this task, or None when it was not touched."""
        return next((item for item in self.tasks if item.code == code), None)

    def acknowledgement(self, code: str, where: str, field_path: str) -> Acknowledgement | None:
        """The reason written for this finding, whatever the values it was written for; None: there is none."""
        wanted = (code, where, field_path)
        return next((item for item in self.acknowledged if item.key == wanted), None)


def with_defaults(report: Report, assignment: Assignment) -> Report:
    """Adds the entry that needs no officer: an indicator which the plan does not give to this agency."""
    given = {reading.code for reading in report.indicators}
    added = [
        IndicatorReading(indicator.code, FigureState.OUT_OF_SCOPE, note=assignment.plan.out_of_scope_note)
        for indicator in assignment.indicators
        if indicator.code not in given and not assignment.applies(indicator)
    ]
    return in_plan_order(replace(report, indicators=(*report.indicators, *added)), assignment)


def in_plan_order(report: Report, assignment: Assignment) -> Report:
    """The same report with its items in the order of the plan, so that equal content is equal text."""
    indicator_order = {indicator.code: n for n, indicator in enumerate(assignment.plan.indicators)}
    task_order = {task.code: n for n, task in enumerate(assignment.plan.tasks)}
    return replace(
        report,
        indicators=tuple(sorted(report.indicators, key=lambda item: indicator_order[item.code])),
        tasks=tuple(sorted(report.tasks, key=lambda item: task_order[item.code])),
        acknowledged=tuple(sorted(report.acknowledged, key=lambda item: (item.code, item.where, item.field))),
    )
