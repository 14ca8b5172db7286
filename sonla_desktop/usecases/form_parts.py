"""Which prose, figures and tables a form asks for: anything else in a month file would be kept and never printed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.expression import Value
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, FormField, FormTable, SectionKind
from sonla_desktop.domain.form_values import ROW, calculated, cell_value, figures_of, is_cell_of, rows_of
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.read_month import Duty

_NOTHING: Final = "không có"
_LONGEST_SHOWN: Final = 40
_WANTED: Final[Mapping[FieldType, str]] = {
    FieldType.TEXT: "chữ",
    FieldType.LONG_TEXT: "chữ",
    FieldType.WHOLE: "số nguyên",
    FieldType.NUMBER: "số nguyên, hoặc số thập phân trong ngoặc kép",
    FieldType.PERCENT: "số nguyên, hoặc số thập phân trong ngoặc kép",
    FieldType.DATE: "ngày như 2026-11-10",
    FieldType.YES_NO: "true hoặc false",
}


@dataclass(frozen=True, slots=True)
class OtherCalculation:
    """A computed figure or cell of which a file says something else; the program keeps its own."""

    place: str
    """``figures.HS4P`` or ``tables.han-che[0].ratio``, as the file names it."""
    given: str
    computed: str
    """As printed; empty when what it is computed from is not there yet."""


def narrative_ids(form: FormDefinition) -> tuple[str, ...]:
    """Keys of the prose that is entered on this form."""
    return tuple(section.id for section in form.sections if section.kind is SectionKind.NARRATIVE)


def refuse_unknown_parts(report: Report, duty: Duty) -> None:
    """Raises InputRefused for prose, figures, tables, rows or cells that the form does not have.

    Codes ``month-unknown-part`` and ``month-table-*``, with the place in the file.
    """
    _refuse_unknown("narrative", report.narrative, narrative_ids(duty.form))
    _refuse_unknown("figures", report.figures, [figure.id for figure in figures_of(duty.form, duty.plan)])
    _refuse_unknown("tables", report.tables, [table.id for table in duty.form.tables])
    for table_id, rows in report.tables.items():
        refuse_wrong_rows(duty.form.table(table_id), rows, duty.plan)


def refuse_wrong_rows(table: FormTable, rows: Sequence[Mapping[str, Cell]], plan: Plan) -> None:
    """Raises InputRefused ``month-table-*`` for the first row or cell that the table does not have."""
    listed = [row[ROW] for row in plan.listing(table.listing).rows] if table.listing else []
    seen: set[Cell] = set()
    for position, row in enumerate(rows):
        place = f"tables.{table.id}[{position}]"
        _refuse_wrong_key(place, table, row, listed)
        if ROW in row and row[ROW] in seen:
            raise InputRefused("month-table-row-twice", place=place, row=row[ROW])
        seen.add(row.get(ROW))
        for name, cell in row.items():
            if name != ROW:
                _refuse_wrong_cell(place, table, name, cell)


def other_calculations(given: Report, report: Report, duty: Duty) -> Iterator[OtherCalculation]:
    """Every computed figure and cell of a file that is not what the program computes from ``report``."""
    figures = calculated(report, duty.form, duty.plan)
    for figure, seen in given.figures.items():
        own = figures.get(figure)
        if figure in duty.form.calculations and seen != own:
            yield OtherCalculation(f"figures.{figure}", format_number(seen), "" if own is None else format_number(own))
    for table_id, rows in given.tables.items():
        yield from _other_cells(duty.form.table(table_id), rows, duty.plan)


def without_calculations(table: FormTable, rows: Sequence[Mapping[str, Cell]]) -> list[dict[str, Cell]]:
    """The rows without their computed cells, which are never stored beside what they are computed from."""
    computed = _computed_columns(table)
    return [{name: cell for name, cell in row.items() if name not in computed} for row in rows]


def _computed_columns(table: FormTable) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if column.calculation is not None)


def _other_cells(table: FormTable, rows: Sequence[Mapping[str, Cell]], plan: Plan) -> Iterator[OtherCalculation]:
    entered = without_calculations(table, rows)
    added = [position for position, row in enumerate(rows) if ROW not in row]
    keys = {position: f"+{number}" for number, position in enumerate(added, 1)}
    whole = {row.key: row.cells for row in rows_of(entered, table, plan)}
    for position, row in enumerate(rows):
        own = whole[keys.get(position, str(row.get(ROW)))]
        for column in table.columns:
            seen, expected = (cell_value(column, cells.get(column.name)) for cells in (row, own))
            if column.calculation is not None and seen is not None and seen != expected:
                place = f"tables.{table.id}[{position}].{column.name}"
                yield OtherCalculation(place, _as_printed(seen), _as_printed(expected))


def _as_printed(value: Value) -> str:
    if isinstance(value, Decimal):
        return format_number(value)
    return "" if value is None else _shown(str(value))


def _refuse_wrong_key(place: str, table: FormTable, row: Mapping[str, Cell], listed: list[str]) -> None:
    key = row.get(ROW)
    if ROW not in row:
        if not table.open_rows:
            raise InputRefused("month-table-row-missing", place=place, known=_some(listed))
    elif key not in listed:
        raise InputRefused("month-table-row-unknown", place=place, row=_shown(key), known=_near(str(key), listed))


def _refuse_wrong_cell(place: str, table: FormTable, name: str, cell: Cell) -> None:
    entered = [column.name for column in table.columns if not column.given]
    if name not in entered:
        beforehand = name in {column.name for column in table.columns}
        code = "month-table-given" if beforehand else "month-table-column"
        raise InputRefused(code, place=place, column=name, known=_near(name, entered))
    column = table.column(name)
    if not is_cell_of(column, cell):
        raise InputRefused("month-table-cell", place=f"{place}.{name}", seen=_shown(cell), wanted=_wanted(column))


def _wanted(column: FormField) -> str:
    return _WANTED.get(column.type) or ", ".join(choice.value for choice in column.choices)


def _refuse_unknown(part: str, given: Iterable[str], known: Collection[str]) -> None:
    for key in given:
        if key not in known:
            raise InputRefused("month-unknown-part", part=part, key=_shown(key), known=_near(key, known))


def _near(name: str, known: Collection[str]) -> str:
    return ", ".join(difflib.get_close_matches(name, known, n=1)) or _some(known)


def _some(known: Collection[str]) -> str:
    few = list(known)[:6]
    return ", ".join(few) + (", …" if len(known) > len(few) else "") or _NOTHING


def _shown(value: Cell) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
