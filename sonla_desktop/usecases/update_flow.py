"""The guided monthly update: its steps, how far each one is, and the exact cell to come back to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.findings import REPORT, Finding, Severity, StatedFinding
from sonla_desktop.domain.form_definition import FormSection, ScreenStep, SectionKind
from sonla_desktop.domain.form_values import cell_path, figure_path, missing_columns, table_rows
from sonla_desktop.domain.report import with_defaults
from sonla_desktop.usecases.outcomes import IndicatorItem, TaskItem, indicator_items, task_items
from sonla_desktop.usecases.read_month import Month

CHECK, CLOSE, EXPORT = "check", "close", "export"
_FIXED: Final = ((CHECK, "Kiểm tra"), (CLOSE, "Chốt"), (EXPORT, "Xuất"))
_EXPLANATION: Final = "explanation"
_INDICATOR_KINDS: Final = (SectionKind.INDICATORS, SectionKind.SOURCES, SectionKind.CHECKS)

Gap = tuple[str, str]
"""An item code (or ``report``) and the key path inside it of the cell that is still to be filled or put right."""


@dataclass(frozen=True, slots=True)
class StepState:
    """One step: entries that are done, findings that hold up closing, cells to come back to in the order of the plan.

    ``enterable``: whether its work can be done now.
    """

    id: str
    title: str
    help: str
    done: int
    total: int
    errors: int
    warnings: int
    enterable: bool
    gaps: tuple[Gap, ...] = ()

    @property
    def is_complete(self) -> bool:
        """True when every entry is done and nothing holds it up."""
        return self.done == self.total and not self.errors and not self.warnings

    @property
    def next_gap(self) -> Gap | None:
        """The first cell to come back to."""
        return self.gaps[0] if self.gaps else None


@dataclass(frozen=True, slots=True)
class UpdateFlow:
    """All steps in order; ``percent`` (0–100) is 100 only when every entry of the month is done."""

    steps: tuple[StepState, ...]
    percent: int

    def step(self, step_id: str) -> StepState:
        """The step of this id; raises KeyError."""
        return {step.id: step for step in self.steps}[step_id]

    @property
    def next_gap(self) -> Gap | None:
        """The first cell to come back to in the whole month."""
        return next((step.next_gap for step in self.steps if step.gaps), None)

    @property
    def current(self) -> StepState:
        """The first step that is not complete and can be worked on; the last one when all are."""
        return next((step for step in self.steps if step.enterable and not step.is_complete), self.steps[-1])


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing to be entered: its place, whether it was touched, and the findings that hold it up."""

    where: str
    first_field: str
    entered: bool
    findings: tuple[StatedFinding, ...]

    @property
    def is_done(self) -> bool:
        return self.entered and not self.findings

    @property
    def gaps(self) -> Iterator[Gap]:
        if not self.entered:
            yield self.where, self.first_field
        for item in self.findings:
            if self.entered or not self._is_at_first_field(item.finding.field):
                yield item.finding.where, item.finding.field

    def _is_at_first_field(self, path: str) -> bool:
        """The finding says the same as the empty cell; only the cell is more exact."""
        return f"{self.first_field}.".startswith(f"{path}.")


def flow_of(month: Month, findings: tuple[StatedFinding, ...]) -> UpdateFlow:
    """Where the officer stands; ``findings`` are those of this month (``check_report``)."""
    blocking = tuple(item for item in findings if item.blocks)
    entries = [(step, tuple(_entries(month, step, blocking))) for step in month.duty.form.steps if step.sections]
    entered = tuple(_entry_step(step, of_step, not month.closed) for step, of_step in entries)
    done, total = sum(step.done for step in entered), sum(step.total for step in entered)
    ready = not blocking and done == total
    fixed = (
        _check_step(month, blocking, [entry for _, of_step in entries for entry in of_step]),
        _closing_step(*_FIXED[1], done=month.closed, enterable=ready and not month.closed),
        _closing_step(*_FIXED[2], done=False, enterable=month.closed),
    )
    return UpdateFlow((*entered, *fixed), 100 * done // total if total else 100)


def section_states(
    month: Month, findings: tuple[StatedFinding, ...]
) -> tuple[tuple[ScreenStep, FormSection, StepState], ...]:
    """How far each section is, counted as its step counts it, in the order in which they are entered."""
    blocking = tuple(item for item in findings if item.blocks)
    states = []
    for step in month.duty.form.steps:
        for section_id in step.sections:
            alone = replace(step, sections=(section_id,))
            state = _entry_step(alone, tuple(_entries(month, alone, blocking)), not month.closed)
            states.append((step, month.duty.form.section(section_id), state))
    return tuple(states)


def _entry_step(step: ScreenStep, entries: tuple[_Entry, ...], enterable: bool) -> StepState:
    findings = [item for entry in entries for item in entry.findings]
    return StepState(
        step.id,
        step.title,
        step.help,
        done=sum(entry.is_done for entry in entries),
        total=len(entries),
        errors=_count(findings, Severity.ERROR),
        warnings=_count(findings, Severity.WARNING),
        enterable=enterable,
        gaps=tuple(gap for entry in entries for gap in entry.gaps),
    )


def _check_step(month: Month, blocking: tuple[StatedFinding, ...], entries: list[_Entry]) -> StepState:
    """Kiểm tra holds what belongs to no other step: findings about the report as a whole."""
    elsewhere = {item.finding.key for entry in entries for item in entry.findings}
    own = [item for item in blocking if item.finding.key not in elsewhere]
    return StepState(
        *_FIXED[0],
        help="",
        done=int(not blocking),
        total=1,
        errors=_count(own, Severity.ERROR),
        warnings=_count(own, Severity.WARNING),
        enterable=not month.closed,
        gaps=tuple((item.finding.where, item.finding.field) for item in own),
    )


def _closing_step(step_id: str, title: str, *, done: bool, enterable: bool) -> StepState:
    return StepState(step_id, title, "", int(done), 1, 0, 0, enterable)


def _count(findings: Iterable[StatedFinding], severity: Severity) -> int:
    return sum(item.finding.severity is severity for item in findings)


def _entries(month: Month, step: ScreenStep, blocking: tuple[StatedFinding, ...]) -> Iterator[_Entry]:
    sections = [month.duty.form.section(section_id) for section_id in step.sections]
    kinds = {section.kind for section in sections}
    report = with_defaults(month.report, month.assignment)
    indicators, tasks = indicator_items(report, month.assignment), task_items(report, month.assignment)
    if SectionKind.TASKS in kinds:
        yield from (_task_entry(item, blocking) for item in tasks)
    if kinds.intersection(_INDICATOR_KINDS):
        yield from (_indicator_entry(item, blocking) for item in indicators)
    if SectionKind.EXPLANATIONS in kinds:
        yield from _explanation_entries(indicators, tasks, blocking)
    for section in sections:
        yield from _section_entries(month, section, blocking)


def _task_entry(item: TaskItem, blocking: tuple[StatedFinding, ...]) -> _Entry:
    code = item.task.code
    return _Entry(code, "status", item.update.status is not None, _findings_of(code, blocking, explaining=False))


def _indicator_entry(item: IndicatorItem, blocking: tuple[StatedFinding, ...]) -> _Entry:
    code = item.indicator.code
    return _Entry(code, "state", item.reading.state is not None, _findings_of(code, blocking, explaining=False))


def _explanation_entries(
    indicators: tuple[IndicatorItem, ...], tasks: tuple[TaskItem, ...], blocking: tuple[StatedFinding, ...]
) -> Iterator[_Entry]:
    """One entry for each item of which the plan asks why; the field is the first part still missing."""
    items: list[tuple[str, IndicatorItem | TaskItem]] = [(item.indicator.code, item) for item in indicators]
    items += [(item.task.code, item) for item in tasks]
    for code, item in items:
        findings = _findings_of(code, blocking, explaining=True)
        if not item.must_explain and not findings:
            continue
        missing = item.explanation.missing_parts()
        part = f"{_EXPLANATION}.{missing[0]}" if missing else _EXPLANATION
        yield _Entry(code, part, not missing, findings)


def _section_entries(month: Month, section: FormSection, blocking: tuple[StatedFinding, ...]) -> Iterator[_Entry]:
    match section.kind:
        case SectionKind.FIGURES:
            yield from _figure_entries(month, section, blocking)
        case SectionKind.TABLE:
            yield from _table_entries(month, section, blocking)
        case SectionKind.NARRATIVE:
            yield from _prose_entries(month, section, blocking)


def _figure_entries(month: Month, section: FormSection, blocking: tuple[StatedFinding, ...]) -> Iterator[_Entry]:
    """One entry for each figure that is asked for; one that may stay empty counts when something is wrong with it."""
    free = {*section.optional_figures, *month.duty.form.calculations}
    groups = {group.id: group for group in month.duty.plan.figure_groups}
    for figure in (figure for name in section.figure_groups for figure in groups[name].figures):
        findings = tuple(item for item in blocking if item.finding.where == figure.id)
        if figure.id not in free or findings:
            entered = figure.id in month.report.figures or figure.id in free
            yield _Entry(figure.id, figure_path(figure.id), entered, findings)


def _table_entries(month: Month, section: FormSection, blocking: tuple[StatedFinding, ...]) -> Iterator[_Entry]:
    """One entry for each row; what is wrong with the table as a whole is an entry of its own."""
    table = month.duty.form.table(section.table)
    rows = table_rows(month.report, table, month.duty.plan)
    of_rows: set[tuple[str, str, str]] = set()
    for row in rows:
        missing = missing_columns(table, row.cells)
        first = cell_path(table.id, row.key, missing[0].name if missing else table.columns[0].name)
        start = cell_path(table.id, row.key, "")
        findings = tuple(item for item in blocking if _is_under(item.finding, start))
        of_rows |= {item.finding.key for item in findings}
        yield _Entry(REPORT, first, not missing, findings)
    whole = f"tables.{table.id}"
    rest = tuple(
        item
        for item in blocking
        if (item.finding.field == whole or _is_under(item.finding, f"{whole}.")) and item.finding.key not in of_rows
    )
    if rest or (section.required and not rows):
        yield _Entry(REPORT, whole, bool(rows), rest)


def _is_under(finding: Finding, start: str) -> bool:
    return finding.where == REPORT and finding.field.startswith(start)


def _prose_entries(month: Month, section: FormSection, blocking: tuple[StatedFinding, ...]) -> Iterator[_Entry]:
    path = f"narrative.{section.id}"
    findings = tuple(item for item in blocking if (item.finding.where, item.finding.field) == (REPORT, path))
    if section.required or findings:
        written = bool(month.report.narrative.get(section.id, "").strip())
        yield _Entry(REPORT, path, written or not section.required, findings)


def _findings_of(code: str, blocking: tuple[StatedFinding, ...], *, explaining: bool) -> tuple[StatedFinding, ...]:
    of_item = (item for item in blocking if item.finding.where == code)
    return tuple(item for item in of_item if _is_explanation(item.finding) is explaining)


def _is_explanation(finding: Finding) -> bool:
    return finding.field.split(".")[0] == _EXPLANATION
