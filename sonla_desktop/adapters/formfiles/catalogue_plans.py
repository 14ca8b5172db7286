"""Loads the catalogue of a duty: the source's own words from one file, our readings from another, cross-checked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sonla_desktop.adapters.formfiles.catalogue_models import (
    CatalogueFile,
    CatalogueReadings,
    DeadlineEntry,
    FigureGroupEntry,
    ListingEntry,
    PhaseEntry,
    RegimeReading,
    TaskEntry,
    TaskGroupEntry,
    WindowEntry,
)
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.shipped import fault, read_shipped
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup, Listing
from sonla_desktop.domain.indicator import Target
from sonla_desktop.domain.period import DeadlineRule, Regime, ReportingPeriod, WindowRule
from sonla_desktop.domain.plan import Appendix, Plan
from sonla_desktop.domain.task import Deadline, Phase, Task


def read_catalogue(folder: Path, plan_id: str) -> Plan:
    """Reads ``<plan_id>.toml`` and ``<plan_id>.readings.toml`` into a plan without indicators.

    Task groups become its appendices. Remarks of the copyist stand before our own notes, on tasks and on the whole.

    Raises:
        ValueError: a fault in one of the files or between them, naming file, place and the nearest known key.
    """
    path, readings_path = folder / f"{plan_id}.toml", folder / f"{plan_id}.readings.toml"
    file, readings = read_shipped(path, CatalogueFile), read_shipped(readings_path, CatalogueReadings)
    for at, named in ((path, file.plan.id), (readings_path, readings.plan)):
        if named != plan_id:
            raise fault(at, "plan", f'"{named}" không khớp tên tệp.')
    _require_whole(path, file)
    _require_known_tasks(readings_path, file, readings)
    return _plan(file, readings)


def _plan(file: CatalogueFile, readings: CatalogueReadings) -> Plan:
    notes = {entry.code: tuple(entry.notes) for entry in readings.task}
    main, *others = map(_regime, readings.regime)
    return Plan(
        id=file.plan.id,
        version=readings.version,
        year=readings.report_year.year if readings.report_year else file.plan.year,
        title=file.plan.title,
        indicators=(),
        appendices=tuple(Appendix(group.id, _heading(group), 0) for group in file.task_group),
        tasks=tuple(_task(group, entry, notes.get(entry.id, ())) for group in file.task_group for entry in group.task),
        duties=(),
        regime=main,
        addressees=tuple(readings.addressees.names),
        addressees_stated=" ".join(readings.addressees.why.split()),
        out_of_scope_note=readings.out_of_scope.note,
        reporters=tuple(readings.reporters.codes) if readings.reporters else (),
        reporters_stated=readings.reporters.why if readings.reporters else "",
        notes=(*file.plan.notes, *readings.notes),
        other_regimes=tuple(others),
        figure_groups=tuple(map(_figure_group, file.figure_group)),
        listings=tuple(map(_listing, file.listing)),
    )


def _heading(group: TaskGroupEntry) -> str:
    return f"{group.field}: {group.title}" if group.field else group.title


def _task(group: TaskGroupEntry, entry: TaskEntry, notes: tuple[str, ...]) -> Task:
    target = entry.product_target
    return Task(
        code=entry.id,
        number=entry.number,
        appendix=group.id,
        name=entry.name,
        description=entry.description,
        lead=entry.lead,
        lead_scope=tuple(entry.lead_scope),
        lead_named=tuple(entry.lead_named),
        coordinating=entry.coordinating,
        coordinating_scope=tuple(entry.coordinating_scope),
        coordinating_named=tuple(entry.coordinating_named),
        deadline=_deadline(entry.deadline_text, entry.deadline),
        product=entry.product,
        product_parts=tuple(entry.product_parts),
        product_target=Target(target.operator, target.value, target.unit, target.text) if target else None,
        notes=(*entry.notes, *notes),
    )


def _deadline(text: str, entry: DeadlineEntry) -> Deadline:
    phases = tuple(_phase(number, phase) for number, phase in enumerate(entry.phases or (), start=1))
    return Deadline(entry.kind, text, entry.due, phases, entry.trigger or "", entry.refers_to or "")


def _phase(number: int, entry: PhaseEntry) -> Phase:
    return Phase(number, entry.label, entry.kind, entry.due, entry.trigger or "")


def _figure_group(entry: FigureGroupEntry) -> FigureGroup:
    figures = tuple(
        FigureDefinition(item.id, item.name, item.unit, item.decimals, item.level, item.note) for item in entry.figure
    )
    return FigureGroup(entry.id, entry.title, figures, _window(entry.window) if entry.window else None, entry.note)


def _listing(entry: ListingEntry) -> Listing:
    return Listing(entry.id, entry.title, tuple(entry.row), entry.note)


def _window(entry: WindowEntry) -> WindowRule:
    days = (entry.start_day, entry.start_month_offset, entry.end_day, entry.end_month_offset)
    return WindowRule(*days, stated_by="plan")


def _regime(reading: RegimeReading) -> Regime:
    window, due = reading.data_window, reading.deadline
    return Regime(
        period_kind=reading.period,
        window=replace(
            _window(window),
            why=window.why,
            stated_by=window.stated_by,
            periods=tuple(map(ReportingPeriod.parse, window.periods)),
        ),
        deadline=DeadlineRule(
            due.day,
            due.month_offset,
            due.time,
            inclusive=due.inclusive,
            why=due.why,
            stated_by=due.stated_by,
            periods=tuple(map(ReportingPeriod.parse, due.periods)),
        ),
        not_before=reading.not_before.date if reading.not_before else None,
        nature_note=reading.nature_note,
    )


def _require_whole(path: Path, file: CatalogueFile) -> None:
    """Numbers rise within a group (a source may skip some), ids follow from them, figures are named once."""
    for group in file.task_group:
        place, before = f"task_group ({group.id}), task", 0
        for task in group.task:
            expected = f"{file.plan.id}-{group.id}-{task.number}"
            if task.id != expected:
                raise fault(path, place, f'mã "{task.id}" phải là "{expected}".')
            if task.number <= before:
                raise fault(path, place, f"số thứ tự {task.number} phải lớn hơn {before}.")
            before = task.number
    figures = Counter(figure.id for group in file.figure_group for figure in group.figure)
    for figure_id, times in figures.items():
        if times > 1:
            raise fault(path, "figure_group", f'"{figure_id}" có hai lần.')


def _require_known_tasks(path: Path, file: CatalogueFile, readings: CatalogueReadings) -> None:
    known = [task.id for group in file.task_group for task in group.task]
    _require_known(path, (entry.code for entry in readings.task), known)


def _require_known(path: Path, codes: Iterable[str], known: list[str]) -> None:
    for code in codes:
        if code not in known:
            near = f' Gần nhất là "{nearest(code, known)}".' if known else ""
            raise fault(path, "task", f'danh mục không có "{code}".{near}')
