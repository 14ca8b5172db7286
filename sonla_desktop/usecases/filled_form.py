"""A filled form as a month file: each filled row becomes an item; what the form does not ask stays as stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.entry_form import EntryValue, FilledForm, FilledRow
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FieldType, FormTable
from sonla_desktop.domain.form_values import ROW, cell_value
from sonla_desktop.domain.indicator import Indicator, RecognitionQuestion
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceReading,
)
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.task import (
    EnteredDeadline,
    IssuedDocument,
    Measured,
    PhaseCompletion,
    Task,
    TaskStatus,
    TaskUpdate,
)
from sonla_desktop.usecases.blank_form_items import DOCUMENTS, EXPLANATION_NAMES, SOURCES
from sonla_desktop.usecases.ports import MonthFile
from sonla_desktop.usecases.read_month import Month

_TABLE_PART: Final = "tables."
_GIVEN: Final = frozenset({"indicators", "tasks", "figures", "tables", "narrative"})


class _Cells:
    """The filled cells of a row, by type."""

    def __init__(self, values: Mapping[str, EntryValue]) -> None:
        self._values = values

    def has_any(self, names: Iterable[str]) -> bool:
        return any(name in self._values for name in names)

    def text(self, name: str) -> str:
        return str(self._values.get(name, ""))

    def number(self, name: str) -> Decimal | None:
        value = self._values.get(name)
        return value if isinstance(value, Decimal) else None

    def whole(self, name: str) -> int | None:
        value = self.number(name)
        return None if value is None else int(value)

    def day(self, name: str) -> date | None:
        value = self._values.get(name)
        return value if isinstance(value, date) else None

    def flag(self, name: str) -> bool | None:
        return self._values[name] == "true" if name in self._values else None


def month_file_of(month: Month, filled: FilledForm) -> MonthFile:
    """The month file that says what the form says; rows that were left empty are not in it."""
    stored, plan = month.report, month.duty.plan
    tables = {table.id: filled[part] for table in month.duty.form.tables if filled.get(part := _TABLE_PART + table.id)}
    report = Report(
        stored.agency_code,
        stored.agency_name,
        stored.form,
        stored.period,
        stored.data_window,
        stored.version,
        indicators=tuple(
            _reading(plan.indicator(row.key), stored.reading(row.key), _Cells(row.values))
            for row in filled.get("indicators", ())
        ),
        tasks=tuple(
            _update(plan.task(row.key), stored.task(row.key), _Cells(row.values)) for row in filled.get("tasks", ())
        ),
        figures=dict(_figures(filled.get("figures", ()), stored.figures)),
        tables={
            name: _table_rows(month.duty.form.table(name), stored.tables.get(name, ()), rows)
            for name, rows in tables.items()
        },
        narrative={row.key: _Cells(row.values).text("text") for row in filled.get("narrative", ())},
    )
    key = month.key
    return MonthFile(stored.agency_code, key.form, str(key.period), stored.version, report, _GIVEN)


def _figures(rows: Iterable[FilledRow], stored: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """An equal figure keeps the digits it was stored with: a workbook makes 12,5 of 12,50."""
    for row in rows:
        value = _Cells(row.values).number("value")
        if value is not None:
            yield row.key, stored[row.key] if stored.get(row.key) == value else value


def _reading(indicator: Indicator, stored: IndicatorReading | None, cells: _Cells) -> IndicatorReading:
    base = stored or IndicatorReading(indicator.code)
    figures = ("numerator", "denominator", "value")
    state = FigureState(cells.text("state")) if cells.text("state") else None
    if state is None and cells.has_any(figures):
        state = FigureState.REPORTED
    reading = replace(
        base,
        state=state,
        numerator=cells.number("numerator"),
        denominator=cells.number("denominator"),
        value=cells.number("value"),
        flow=_flow(cells) if indicator.high_risk else base.flow,
        sources=_sources(base, cells),
        recognition=_answers(indicator, base, cells),
        field_check=_field_check(cells) if indicator.high_risk else base.field_check,
        explanation=_explanation(cells),
        note=cells.text("note"),
    )
    return base if reading == base else reading


def _flow(cells: _Cells) -> Flow | None:
    names = ("arisen", "processed", "pending")
    return Flow(*(cells.number(name) for name in names)) if cells.has_any(names) else None


def _field_check(cells: _Cells) -> FieldCheck | None:
    if not cells.has_any(("check_date", "check_result")):
        return None
    return FieldCheck(cells.day("check_date"), cells.text("check_result"))


def _explanation(cells: _Cells) -> Explanation | None:
    return Explanation(*map(cells.text, EXPLANATION_NAMES)) if cells.has_any(EXPLANATION_NAMES) else None


def _sources(base: IndicatorReading, cells: _Cells) -> tuple[SourceReading, ...]:
    """The sources of the form with the evidence that the store has of them; without any, those of the store."""
    known = {source.name: source for source in base.sources}
    found = []
    for number in range(1, SOURCES + 1):
        names = [f"source_{number}_{part}" for part in ("name", "numerator", "denominator")]
        if cells.has_any(names):
            name = cells.text(names[0])
            source = known.get(name) or SourceReading(name)
            found.append(replace(source, numerator=cells.number(names[1]), denominator=cells.number(names[2])))
    return (*found, *base.sources[SOURCES:]) if found else base.sources


def _answers(indicator: Indicator, base: IndicatorReading, cells: _Cells) -> tuple[RecognitionAnswer, ...]:
    answers = []
    for question in sorted(indicator.recognition):
        own = (f"{question}_occurred", f"{question}_cases", f"{question}_note")
        is_survey = question is RecognitionQuestion.SATISFACTION_SAMPLE
        if cells.has_any((*own, "population", "sample") if is_survey else own):
            answer = RecognitionAnswer(question, cells.flag(own[0]), cells.whole(own[1]), cells.text(own[2]))
            if is_survey:
                answer = replace(answer, population=cells.whole("population"), sample=cells.whole("sample"))
            answers.append(answer)
    return tuple(answers) or base.recognition


def _update(task: Task, stored: TaskUpdate | None, cells: _Cells) -> TaskUpdate:
    base = stored or TaskUpdate(task.code)
    update = replace(
        base,
        status=TaskStatus(cells.text("status")) if cells.text("status") else None,
        percent=cells.whole("percent"),
        result=cells.text("result"),
        measured=_measured(task, cells) if task.product_target else base.measured,
        documents=_documents(base, cells),
        completed_on=cells.day("completed_on"),
        deadline=_deadline(cells) if task.deadline.is_entered_by_agency else base.deadline,
        phases=_phases(task, cells),
        explanation=_explanation(cells),
        proposal=cells.text("proposal"),
    )
    return base if update == base else replace(update, kept=False)


def _measured(task: Task, cells: _Cells) -> Measured | None:
    value = cells.number("measured_value")
    return None if value is None or task.product_target is None else Measured(value, task.product_target.unit)


def _documents(base: TaskUpdate, cells: _Cells) -> tuple[IssuedDocument, ...]:
    """The documents of the form with the evidence that the store has of them; without any, those of the store."""
    evidence = {document.symbol: document.evidence for document in base.documents}
    found = []
    for number in range(1, DOCUMENTS + 1):
        kind, symbol, day, subject = (f"document_{number}_{part}" for part in ("type", "symbol", "date", "subject"))
        if cells.has_any((kind, symbol, day, subject)):
            known = evidence.get(cells.text(symbol))
            texts = cells.text(kind), cells.text(symbol), cells.day(day), cells.text(subject)
            found.append(IssuedDocument(*texts, known))
    return (*found, *base.documents[DOCUMENTS:]) if found else base.documents


def _deadline(cells: _Cells) -> EnteredDeadline | None:
    if not cells.has_any(("due", "basis", "not_arisen")):
        return None
    return EnteredDeadline(cells.day("due"), cells.text("basis"), cells.flag("not_arisen") or False)


def _phases(task: Task, cells: _Cells) -> tuple[PhaseCompletion, ...]:
    days = ((phase.number, cells.day(f"phase_{phase.number}")) for phase in task.deadline.phases)
    return tuple(PhaseCompletion(number, day) for number, day in days if day is not None)


def _table_rows(
    table: FormTable, stored: Iterable[Mapping[str, Cell]], filled: Iterable[FilledRow]
) -> tuple[Mapping[str, Cell], ...]:
    """The stored rows with each filled one in its place; rows that were added replace those added before."""
    rows = {str(row[ROW]): row for row in stored if ROW in row}
    added_before = [row for row in stored if ROW not in row]
    added: list[Mapping[str, Cell]] = []
    for row in filled:
        if row.key.startswith("+"):
            before = added_before[len(added)] if len(added) < len(added_before) else {}
            added.append(_table_row(table, before, row))
        else:
            rows[row.key] = {ROW: row.key, **_table_row(table, rows.get(row.key, {}), row)}
    return (*rows.values(), *(added or added_before))


def _table_row(table: FormTable, before: Mapping[str, Cell], row: FilledRow) -> dict[str, Cell]:
    untouched = {name: before[name] for name in row.untouched if name in before}
    return {**untouched, **{name: _cell(table, name, value, before.get(name)) for name, value in row.values.items()}}


def _cell(table: FormTable, name: str, value: EntryValue, before: Cell) -> Cell:
    if isinstance(value, Decimal):
        if before is not None and cell_value(table.column(name), before) == value:
            return before
        return int(value) if value == value.to_integral_value() else format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return value == "true" if table.column(name).type is FieldType.YES_NO else value
