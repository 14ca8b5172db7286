"""What a report holds for a form's figures and tables: rows with the cells given beforehand, and what is computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.expression import Value, evaluate
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, FormField, FormTable
from sonla_desktop.domain.limits import Beyond
from sonla_desktop.domain.plan import Assignment, Plan
from sonla_desktop.domain.report import Cell, Report, with_defaults

ROW: Final = "row"
"""Key of a stored row that says which row of the listing it belongs to; open rows have none."""

_LONGEST_LABEL: Final = 12
_PLAIN_NUMBER: Final = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")
_NUMERIC: Final = (FieldType.WHOLE, FieldType.NUMBER, FieldType.PERCENT)

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table as it is shown: given, entered and computed cells by column name.

    ``key`` is the listing's row key, or ``+1``, ``+2`` … for rows that the officer added. ``is_entered``: at least one
    cell is the officer's.
    """

    key: str
    cells: Row
    is_entered: bool

    @property
    def is_added(self) -> bool:
        """True for a row that the officer added."""
        return self.key.startswith("+")


def added_key(number: int) -> str:
    """Key of the row that the officer added as the first, second … of its table."""
    return f"+{number}"


def row_keys(stored: Sequence[Row]) -> tuple[str, ...]:
    """Keys of stored rows: that of the listing's row, or the place among those that the officer added."""
    keys, added = [], 0
    for row in stored:
        added += ROW not in row
        keys.append(str(row[ROW]) if ROW in row else added_key(added))
    return tuple(keys)


def row_label(table: FormTable, row: TableRow, number: int) -> str:
    """The number of a row as the officer sees it: counted over all rows of the table, or the one that is given in it.

    ``number`` is the place of the row in the table, from 1.
    """
    shown = next((column for column in table.columns if column.name != table.group_by), None)
    given = str(row.cells.get(shown.name) or "") if shown and shown.given and not table.numbering else ""
    return given if given and len(given) <= _LONGEST_LABEL else str(number)


def figure_path(figure_id: str) -> str:
    """Key path of a figure in the month file."""
    return f"figures.{figure_id}"


def cell_path(table_id: str, row_key: str, column: str) -> str:
    """Key path of a cell, with the row's key: ``tables.han-che.I.1.status``, ``tables.thang-sau.+1.task``."""
    return f"tables.{table_id}.{row_key}.{column}"


def figure_groups_of(form: FormDefinition, plan: Plan) -> tuple[FigureGroup, ...]:
    """The groups of figures that the form asks for, in the order of its sections."""
    groups = {group.id: group for group in plan.figure_groups}
    return tuple(groups[name] for section in form.sections for name in section.figure_groups)


def figures_of(form: FormDefinition, plan: Plan) -> tuple[FigureDefinition, ...]:
    """The figures that the form asks for, in the order of its sections."""
    return tuple(figure for group in figure_groups_of(form, plan) for figure in group.figures)


def required_figures(form: FormDefinition, plan: Plan) -> tuple[FigureDefinition, ...]:
    """The figures that must be entered: neither computed nor declared optional."""
    optional = {name for section in form.sections for name in section.optional_figures}
    free = optional.union(form.calculations)
    return tuple(figure for figure in figures_of(form, plan) if figure.id not in free)


def calculated(report: Report, form: FormDefinition, plan: Plan) -> dict[str, Decimal]:
    """The form's computed figures, as far as what they are computed from is entered."""
    values: dict[str, Value] = {key: value for key, value in report.figures.items() if key not in form.calculations}
    tables = table_values(report, form, plan)
    found: dict[str, Decimal] = {}
    for figure, expression in form.calculations.items():
        value = evaluate(expression, values, tables)
        if isinstance(value, Decimal):
            values[figure] = found[figure] = value
    return found


def completed(report: Report, assignment: Assignment, form: FormDefinition) -> Report:
    """The report with everything that needs no officer: entries out of scope, and computed figures."""
    entered = {key: value for key, value in report.figures.items() if key not in form.calculations}
    figures = {**entered, **calculated(report, form, assignment.plan)}
    return replace(with_defaults(report, assignment), figures=figures)


def table_rows(report: Report, table: FormTable, plan: Plan) -> tuple[TableRow, ...]:
    """The rows of a table: first those of its listing, then those that the officer added."""
    return rows_of(report.tables.get(table.id, ()), table, plan)


def rows_of(stored: Sequence[Row], table: FormTable, plan: Plan) -> tuple[TableRow, ...]:
    """As :func:`table_rows`, for rows that are not in a report yet."""
    entered = {row[ROW]: row for row in stored if ROW in row}
    added = [row for row in stored if ROW not in row]
    listed = plan.listing(table.listing).rows if table.listing else ()
    return (
        *(_listed_row(table, given, entered.get(given[ROW], {})) for given in listed),
        *(TableRow(added_key(n), _with_calculations(table, row), bool(row)) for n, row in enumerate(added, 1)),
    )


def table_values(report: Report, form: FormDefinition, plan: Plan) -> dict[str, tuple[Mapping[str, Value], ...]]:
    """All tables of the form as expressions see them."""
    return {
        table.id: tuple(row_values(table, row.cells) for row in table_rows(report, table, plan))
        for table in form.tables
    }


def row_values(table: FormTable, cells: Row) -> dict[str, Value]:
    """The cells of a row as expressions see them: numbers and dates instead of their texts."""
    return {column.name: cell_value(column, cells.get(column.name)) for column in table.columns}


def cell_value(column: FormField, cell: Cell) -> Value:
    """A stored cell as a value; what is not of the column's type is missing."""
    if cell is None or cell == "" or not is_cell_of(column, cell):
        return None
    if column.type in _NUMERIC:
        return Decimal(cell)
    return date.fromisoformat(str(cell)) if column.type is FieldType.DATE else cell


def is_cell_of(column: FormField, cell: Cell) -> bool:
    """Whether a cell is of the type of its column; an empty one is of any."""
    if cell is None or cell == "":
        return True
    match column.type:
        case FieldType.YES_NO:
            return isinstance(cell, bool)
        case FieldType.WHOLE:
            return isinstance(cell, int) and not isinstance(cell, bool)
        case FieldType.NUMBER | FieldType.PERCENT:
            return not isinstance(cell, bool) and bool(_PLAIN_NUMBER.fullmatch(str(cell)))
        case FieldType.DATE:
            return isinstance(cell, str) and _is_day(cell)
        case FieldType.CHOICE:
            return cell in {choice.value for choice in column.choices}
    return isinstance(cell, str)


def is_asked(table: FormTable, column: FormField, cells: Row) -> bool:
    """Whether the officer is asked for this cell: neither given nor computed, and relevant in its row."""
    if column.given or column.calculation is not None:
        return False
    return column.relevant is None or evaluate(column.relevant, row_values(table, cells)) is True


def missing_columns(table: FormTable, cells: Row) -> tuple[FormField, ...]:
    """The required columns of a row that are asked for and not filled in."""
    return tuple(
        column
        for column in table.columns
        if column.required and is_asked(table, column, cells) and _is_blank(cells.get(column.name))
    )


def beyond_limits(table: FormTable, cells: Row) -> Iterator[tuple[FormField, Decimal, Beyond]]:
    """The columns of a row whose cell is beyond a limit, each with its value and that limit."""
    for column in table.columns:
        value = cell_value(column, cells.get(column.name)) if column.limits else None
        if column.limits and isinstance(value, Decimal) and (beyond := column.limits.beyond(value)):
            yield column, value, beyond


def broken_columns(table: FormTable, cells: Row) -> Iterator[FormField]:
    """The columns of a row whose entered cell does not fulfil the constraint.

    A constraint that speaks of a cell beyond its hard limit is left out: that cell is put right first.
    """
    values = row_values(table, cells)
    wrong = {column.name for column, _, beyond in beyond_limits(table, cells) if beyond.is_hard}
    for column in table.columns:
        if column.constraint is None or values[column.name] is None or not wrong.isdisjoint(column.constraint.names):
            continue
        if evaluate(column.constraint, values) is False:
            yield column


def without_blanks(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows without empty cells, and without rows that say nothing."""
    filled = ({key: cell for key, cell in row.items() if not _is_blank(cell)} for row in rows)
    return tuple(row for row in filled if row.keys() - {ROW})


def _listed_row(table: FormTable, given: Mapping[str, str], entered: Row) -> TableRow:
    beforehand = {column.name: given.get(column.name, "") for column in table.columns if column.given}
    own = {key: cell for key, cell in entered.items() if key != ROW}
    cells = {**_proposed(table, given), **own, **beforehand}
    return TableRow(given[ROW], _with_calculations(table, cells), bool(own))


def _proposed(table: FormTable, given: Mapping[str, str]) -> dict[str, Cell]:
    """Words of the source that the officer may correct: cells of the listing in columns that are entered."""
    return {column.name: given[column.name] for column in table.columns if not column.given and column.name in given}


def _with_calculations(table: FormTable, cells: Row) -> Row:
    computed = dict(cells)
    for column in table.columns:
        if column.calculation is not None:
            computed[column.name] = _as_cell(evaluate(column.calculation, row_values(table, computed)))
    return computed


def _as_cell(value: Value) -> Cell:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-11-10") and bool(date.fromisoformat(text))
    except ValueError:
        return False
