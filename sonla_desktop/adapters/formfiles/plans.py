"""Loads a plan: the plan's own words from one file, our readings of it from another, put together and cross-checked."""

from collections.abc import Iterable
from pathlib import Path

from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.plan_models import (
    AppendixEntry,
    DeadlineEntry,
    DutyEntry,
    IndicatorEntry,
    PhaseEntry,
    PlanFile,
    ReportingEntry,
    TargetEntry,
    TaskEntry,
)
from sonla_desktop.adapters.formfiles.reading_models import (
    IndicatorReadingEntry,
    ReadingsFile,
    RegimeReading,
)
from sonla_desktop.adapters.formfiles.shipped import fault, read_shipped
from sonla_desktop.domain.indicator import Indicator, ReadingReasons, Target
from sonla_desktop.domain.period import DeadlineRule, Regime, WindowRule
from sonla_desktop.domain.plan import Appendix, NamedDuty, Plan
from sonla_desktop.domain.task import Deadline, Phase, Task


def read_plan(folder: Path, plan_id: str) -> Plan:
    """Reads ``<plan_id>.toml`` and ``<plan_id>.readings.toml``.

    The plan's ``notes`` for the officer are our Vietnamese ones from the readings; the notes beside the plan's own
    words are remarks of its copyist and stay in the file.

    Raises:
        ValueError: a fault in one of the files or between them, naming file, place and the nearest known key.
    """
    plan_path, readings_path = folder / f"{plan_id}.toml", folder / f"{plan_id}.readings.toml"
    file, readings = read_shipped(plan_path, PlanFile), read_shipped(readings_path, ReadingsFile)
    for path, named in ((plan_path, file.plan.id), (readings_path, readings.plan)):
        if named != plan_id:
            raise fault(path, "plan", f'"{named}" không khớp tên tệp.')
    _require_whole(plan_path, file)
    _require_matching(readings_path, file, readings)
    return _plan(file, readings)


def _plan(file: PlanFile, readings: ReadingsFile) -> Plan:
    read_as = {entry.code: entry for entry in readings.indicators}
    why = ReadingReasons(**readings.why.model_dump())
    notes = {entry.code: tuple(entry.notes) for entry in readings.tasks}
    return Plan(
        id=file.plan.id,
        version=readings.version,
        year=file.plan.year,
        title=file.plan.title,
        indicators=tuple(_indicator(entry, read_as[entry.code], why) for entry in file.indicators),
        appendices=tuple(Appendix(entry.appendix, entry.title, entry.indicator) for entry in file.appendices),
        tasks=tuple(
            _task(appendix.appendix, entry, notes.get(entry.id, ()))
            for appendix in file.appendices
            for entry in appendix.tasks
        ),
        duties=tuple(map(_duty, file.plan.responsibilities)),
        regime=_regime(file.plan.reporting, readings.regime),
        addressees=tuple(readings.addressees.names),
        addressees_stated=" ".join(readings.addressees.why.split()),
        out_of_scope_note=readings.out_of_scope.note,
        notes=tuple(readings.plan_notes.notes),
    )


def _indicator(entry: IndicatorEntry, reading: IndicatorReadingEntry, why: ReadingReasons) -> Indicator:
    return Indicator(
        number=entry.number,
        code=entry.code,
        name=entry.name,
        unit=entry.unit,
        target=_target(entry.target),
        numerator=entry.numerator or entry.method or "",
        denominator=entry.denominator or "",
        formula=entry.formula or "",
        source_system=entry.source_system,
        aggregating_agency=entry.aggregating_agency,
        appendix=entry.appendix,
        remark=entry.remark,
        section_text=entry.section_iii_1_text,
        result_2025=entry.result_2025,
        result_2025_text=entry.result_2025_text,
        notes=tuple(reading.notes),
        nature=reading.nature,
        proportion=bool(reading.proportion),
        high_risk=reading.high_risk,
        min_sources=reading.min_sources,
        extract_required=reading.extract_required,
        recognition=tuple(reading.recognition),
        applies_to=tuple(reading.applies_to),
        why=why,
    )


def _task(appendix: str, entry: TaskEntry, notes: tuple[str, ...]) -> Task:
    return Task(
        code=entry.id,
        number=entry.number,
        appendix=appendix,
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
        product_target=_target(entry.product_target) if entry.product_target else None,
        notes=notes,
    )


def _target(entry: TargetEntry) -> Target:
    return Target(entry.operator, entry.value, entry.unit, entry.text)


def _deadline(text: str, entry: DeadlineEntry) -> Deadline:
    phases = tuple(_phase(number, phase) for number, phase in enumerate(entry.phases or (), start=1))
    return Deadline(entry.kind, text, entry.due, phases, entry.trigger or "", entry.refers_to or "")


def _phase(number: int, entry: PhaseEntry) -> Phase:
    return Phase(number, entry.label, entry.kind, entry.due, entry.trigger or "")


def _duty(entry: DutyEntry) -> NamedDuty:
    return NamedDuty(entry.agency, tuple(entry.scope), tuple(entry.named), entry.summary, tuple(entry.text))


def _regime(reporting: ReportingEntry, reading: RegimeReading) -> Regime:
    due, window = reading.deadline, reading.data_window
    return Regime(
        period_kind=reading.period,
        window=WindowRule(
            window.start_day,
            window.start_month_offset,
            window.end_day,
            window.end_month_offset,
            why=window.why,
            stated_by=window.stated_by,
        ),
        deadline=DeadlineRule(
            reporting.day,
            due.month_offset,
            reporting.time,
            inclusive=False,  # "Trước 17h00"
            why=due.why,
            stated_by=due.stated_by,
        ),
        not_before=reading.not_before.date,
        nature_note=reading.cumulative.note,
    )


def _require_whole(path: Path, file: PlanFile) -> None:
    """Numbers run from 1, ids follow from them, and indicators and appendices name each other."""
    _require_counted(path, "indicators", (entry.number for entry in file.indicators))
    indicator_of = {entry.number: entry.appendix for entry in file.indicators}
    if {entry.indicator: entry.appendix for entry in file.appendices} != indicator_of:
        raise fault(path, "appendices", "phụ lục và chỉ tiêu không khớp nhau.")
    for appendix in file.appendices:
        _require_tasks_numbered(path, file.plan.id, appendix)


def _require_tasks_numbered(path: Path, plan_id: str, appendix: AppendixEntry) -> None:
    place = f"appendices ({appendix.appendix}), tasks"
    _require_counted(path, place, (task.number for task in appendix.tasks))
    for task in appendix.tasks:
        expected = f"{plan_id}-{appendix.appendix}-{task.number}"
        if task.id != expected:
            raise fault(path, place, f'mã "{task.id}" phải là "{expected}".')


def _require_counted(path: Path, place: str, numbers: Iterable[int]) -> None:
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            raise fault(path, place, f"số thứ tự {number} phải là {expected}.")


def _require_matching(path: Path, file: PlanFile, readings: ReadingsFile) -> None:
    """Every indicator is read, nothing else is, and only a ratio says whether it is a proportion."""
    indicators = {entry.code: entry for entry in file.indicators}
    tasks = [task.id for appendix in file.appendices for task in appendix.tasks]
    _require_known(path, "indicators", (entry.code for entry in readings.indicators), indicators)
    _require_known(path, "tasks", (entry.code for entry in readings.tasks), tasks)
    if missing := indicators.keys() - {entry.code for entry in readings.indicators}:
        raise fault(path, "indicators", f"thiếu {', '.join(sorted(missing))}.")
    for entry in readings.indicators:
        if (entry.proportion is None) != (indicators[entry.code].method is not None):
            raise fault(path, f"indicators ({entry.code})", "proportion chỉ có ở chỉ tiêu tỷ lệ.")


def _require_known(path: Path, place: str, codes: Iterable[str], known: Iterable[str]) -> None:
    known = list(known)
    for code in codes:
        if code not in known:
            raise fault(path, place, f'kế hoạch không có "{code}". Gần nhất là "{nearest(code, known)}".')
