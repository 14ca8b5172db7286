"""Records what the officer enters: a whole month file, or one item of the guided update. All or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TypeVar

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.edits import EditKind
from sonla_desktop.domain.form_definition import FormTable
from sonla_desktop.domain.form_values import figures_of, without_blanks
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import Acknowledgement, Cell, Report, in_plan_order
from sonla_desktop.domain.task import Task, TaskUpdate
from sonla_desktop.usecases.attach_evidence import files_named, hashes_named_by, taken_in
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.form_parts import (
    OtherCalculation,
    other_calculations,
    refuse_unknown_parts,
    refuse_wrong_rows,
    without_calculations,
)
from sonla_desktop.usecases.pass_warning import (
    refuse_empty_words,
    tied,
    untied,
    with_reason,
    with_reasons_of_file,
    without_foreign_reasons,
)
from sonla_desktop.usecases.ports import MonthFile, Stamp, Store, UnitOfWork, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.read_month import Duty, Month, month_in, plan_of_form, read_month


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


Item = TypeVar("Item", bound=_Coded)
Value = TypeVar("Value")
Rows = tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was taken in: numbers of items in the file, of fields that changed, and of evidence files."""

    indicators: int
    tasks: int
    changed: tuple[FieldChange, ...]
    evidence_files: int
    figures: int = 0
    table_rows: int = 0
    differing: tuple[OtherCalculation, ...] = ()
    """Computed figures and cells of which the file says something else; they were not taken in."""
    foreign_reasons: tuple[Acknowledgement, ...] = ()
    """Reasons of the file that belong to no rule of this program; they were not taken in."""


def record_month_file(
    world: World,
    store: Store,
    period: str,
    source: Path,
    form_id: str = "",
    evidence_dir: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Recorded, Changes]:
    """Merges a month file into the store, item by item; nothing is written when any part of it is refused."""
    watch = progress or Silent()
    watch.step("Đang đọc tệp số liệu")
    month_file = world.month_files.read_month(source, lambda form: plan_of_form(world.catalogue, form))
    return take_in(world, store, period, month_file, evidence_dir, watch, form_id)


def take_in(
    world: World,
    store: Store,
    period: str,
    month_file: MonthFile,
    evidence_dir: Path | None,
    watch: Progress,
    form_id: str = "",
) -> tuple[Recorded, Changes]:
    """Merges what a file from outside says into the store; nothing is written when any part of it is refused."""
    month = read_month(world, store, period, form_id or month_file.form)
    _refuse_what_does_not_belong(month_file, month, store)
    month_file, foreign = without_foreign_reasons(month_file, month.duty.form)
    hashes = hashes_named_by(month_file.report)
    files = files_named(evidence_dir, hashes, watch) if evidence_dir else []
    now = world.clock.now()
    with taken_in(store.shelf, files, now) as taken, store.begin() as work:
        current = month_in(world, store, work, period, month_file.form)
        _refuse_closed(current)
        stamp = Stamp(now, current.settings.officer, part=month_file.report.part)
        report = merged(current.report, month_file, current.duty)
        report = tied(world, store, current, report, untied(report), stamp)
        differing = tuple(other_calculations(month_file.report, report, current.duty))
        changed = save_report(work, current, report, stamp, EditKind.FILE)
        work.register_evidence(taken, stamp)
        work.commit()
    recorded = _recorded(month_file.report, changed, len(taken), differing)
    return replace(recorded, foreign_reasons=foreign), _changes(current, changed, evidence=bool(taken))


def _recorded(
    given: Report, changed: tuple[FieldChange, ...], evidence_files: int, differing: tuple[OtherCalculation, ...]
) -> Recorded:
    figures, rows = len(given.figures), sum(map(len, given.tables.values()))
    return Recorded(len(given.indicators), len(given.tasks), changed, evidence_files, figures, rows, differing)


def record_reading(world: World, store: Store, month: Month, reading: IndicatorReading) -> tuple[Report, Changes]:
    """Records one indicator reading (autosave of the guided update)."""
    return record_readings(world, store, month, (reading,))


def record_readings(
    world: World, store: Store, month: Month, readings: Sequence[IndicatorReading]
) -> tuple[Report, Changes]:
    """Records indicator readings that were entered in one act: all of them or none."""
    return _record(
        world,
        store,
        month,
        lambda report: replace(report, indicators=_replaced(report.indicators, *readings)),
        _kind_of(len(readings)),
    )


def record_task(world: World, store: Store, month: Month, update: TaskUpdate) -> tuple[Report, Changes]:
    """Records one task update (autosave of the guided update)."""
    return _record(world, store, month, lambda report: replace(report, tasks=_replaced(report.tasks, update)))


def record_narrative(world: World, store: Store, month: Month, section: str, text: str) -> tuple[Report, Changes]:
    """Records the prose of one section of the form."""
    return _record(
        world,
        store,
        month,
        lambda report: replace(report, narrative={**report.narrative, section: text}),
    )


def record_figures(
    world: World, store: Store, month: Month, values: Mapping[str, Decimal | None]
) -> tuple[Report, Changes]:
    """Records figures that were entered in one act, all of them or none; None takes one back.

    Raises:
        KeyError: one of them is not entered on the form.
    """
    form = month.duty.form
    entered = {figure.id for figure in figures_of(form, month.duty.plan)} - form.calculations.keys()
    for figure_id in values:
        if figure_id not in entered:
            raise KeyError(figure_id)

    def change(report: Report) -> Report:
        merged_values = {**report.figures, **values}
        return replace(report, figures={key: value for key, value in merged_values.items() if value is not None})

    return _record(world, store, month, change, _kind_of(len(values)))


def record_table(
    world: World, store: Store, month: Month, table_id: str, rows: Sequence[Mapping[str, Cell]]
) -> tuple[Report, Changes]:
    """Records all rows of a table in place of the stored ones; empty cells and rows without content are left out.

    Raises:
        InputRefused: ``month-table-*`` for a row or cell that the table does not have.
        KeyError: no such table.
    """
    refuse_wrong_rows(month.duty.form.table(table_id), rows, month.duty.plan)
    return _record(
        world,
        store,
        month,
        lambda report: replace(report, tables=_with_table(report, month.duty.form.table(table_id), rows)),
    )


def acknowledge(world: World, store: Store, month: Month, item: Acknowledgement) -> tuple[Report, Changes]:
    """Records the reason with which a warning passes as it stands now; an empty reason takes it back.

    A reason for a warning that does not stand is kept, but covers nothing.

    Raises:
        InputRefused: ``reason-too-short`` for one without substance.
    """
    refuse_empty_words(item)
    fresh = replace(item, basis="", by="", at=None)
    with store.begin() as work:
        current = month_in(world, store, work, month.key.period, month.key.form)
        _refuse_closed(current)
        stamp = Stamp(world.clock.now(), current.settings.officer)
        report = replace(current.report, acknowledged=with_reason(current.report.acknowledged, fresh))
        report = tied(world, store, current, in_plan_order(report, current.assignment), {item.key}, stamp)
        changed = save_report(work, current, report, stamp)
        work.commit()
    return report, _changes(current, changed)


def merged(report: Report, month_file: MonthFile, duty: Duty) -> Report:
    """The stored report with each item of the file in place of the stored one; the rest stays as it is."""
    given = month_file.report
    result = replace(
        report,
        indicators=_replaced(report.indicators, *given.indicators),
        tasks=_replaced(report.tasks, *given.tasks),
        figures=_overlaid(report.figures, _entered_figures(given, duty)),
        tables=_with_tables(report, given.tables, duty),
        narrative=_overlaid(report.narrative, given.narrative),
        acknowledged=with_reasons_of_file(report.acknowledged, given.acknowledged),
    )
    return in_plan_order(result, duty.assignment)


def save_report(
    work: UnitOfWork, month: Month, report: Report, stamp: Stamp, kind: EditKind = EditKind.TYPED
) -> tuple[FieldChange, ...]:
    """Saves the open version with a note of the form and plan versions that it was made on: one step to undo."""
    form, plan = month.duty.form, month.duty.plan
    return work.save_report(
        report, stamp, form_version=form.version, plan=plan.id, plan_version=plan.version, kind=kind
    )


def _kind_of(items: int) -> EditKind:
    """Only a range that is pasted or filled touches several items in one act."""
    return EditKind.PASTED if items > 1 else EditKind.TYPED


def _record(
    world: World,
    store: Store,
    month: Month,
    change: Callable[[Report], Report],
    kind: EditKind = EditKind.TYPED,
) -> tuple[Report, Changes]:
    with store.begin() as work:
        current = month_in(world, store, work, month.key.period, month.key.form)
        _refuse_closed(current)
        report = in_plan_order(change(current.report), current.assignment)
        changed = save_report(work, current, report, Stamp(world.clock.now(), current.settings.officer), kind)
        work.commit()
    return report, _changes(current, changed)


def _changes(month: Month, changed: tuple[FieldChange, ...], *, evidence: bool = False) -> Changes:
    if not changed and not evidence:
        return Changes()
    return Changes(frozenset({month.key}), frozenset(change.where for change in changed), evidence=evidence)


def _refuse_closed(month: Month) -> None:
    if month.closed:
        raise InputRefused("period-closed", period=month.key.period.short_label, version=month.report.version)


def _refuse_what_does_not_belong(month_file: MonthFile, month: Month, store: Store) -> None:
    if month_file.agency_code != store.agency.code:
        raise InputRefused("month-other-agency", agency_code=month_file.agency_code, agency=store.agency.name)
    if month_file.period != str(month.key.period):
        raise InputRefused("month-other-period", found=month_file.period, wanted=str(month.key.period))
    if month_file.form != month.key.form:
        raise InputRefused("month-other-form", found=month_file.form, wanted=month.key.form)
    _refuse_closed(month)
    _refuse_version(month_file, month)
    if "data_window" in month_file.given and month_file.report.data_window != month.report.data_window:
        raise InputRefused(
            "month-other-window", found=month_file.report.data_window.label, wanted=month.report.data_window.label
        )
    _refuse_foreign_tasks(month_file, month)
    refuse_unknown_parts(month_file.report, month.duty)


def _refuse_version(month_file: MonthFile, month: Month) -> None:
    if month_file.version > month.report.version:
        raise InputRefused("month-other-version", found=month_file.version, wanted=month.report.version)
    given, own = month_file.report.supersedes, month.report.supersedes
    named = own and (own.version, own.package_sha256)  # why it is replaced does not stand in the file
    if given is not None and (given.version, given.package_sha256) != named:
        raise InputRefused("month-other-supersedes")


def _refuse_foreign_tasks(month_file: MonthFile, month: Month) -> None:
    own = {task.code for task in month.assignment.tasks}
    for position, update in enumerate(month_file.report.tasks):
        if update.code not in own:
            raise InputRefused(
                "month-foreign-task", place=f"tasks[{position}]", task=update.code, agency=month.assignment.agency.name
            )
        _refuse_unknown_phases(position, month.assignment.plan.task(update.code), update)


def _refuse_unknown_phases(position: int, task: Task, update: TaskUpdate) -> None:
    known = {phase.number for phase in task.deadline.phases}
    for place, phase in enumerate(update.phases):
        if phase.number not in known:
            raise InputRefused(
                "month-unknown-phase", place=f"tasks[{position}].phases[{place}]", phase=phase.number, task=task.code
            )


def _replaced(stored: tuple[Item, ...], *given: Item) -> tuple[Item, ...]:
    items = {item.code: item for item in stored}
    items.update((item.code, item) for item in given)
    return tuple(items.values())


def _entered_figures(given: Report, duty: Duty) -> dict[str, Decimal]:
    """Without the computed ones: they are worked out from what is stored, never stored beside it."""
    return {key: value for key, value in given.figures.items() if key not in duty.form.calculations}


def _with_tables(report: Report, given: Mapping[str, Rows], duty: Duty) -> Mapping[str, Rows]:
    for table_id, rows in given.items():
        report = replace(report, tables=_with_table(report, duty.form.table(table_id), rows))
    return report.tables


def _with_table(report: Report, table: FormTable, rows: Sequence[Mapping[str, Cell]]) -> dict[str, Rows]:
    tables = {key: kept for key, kept in report.tables.items() if key != table.id}
    filled = without_blanks(without_calculations(table, rows))
    return {**tables, table.id: filled} if filled else tables


def _overlaid(stored: Mapping[str, Value], given: Mapping[str, Value]) -> dict[str, Value]:
    return {**stored, **given}
