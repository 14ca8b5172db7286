"""Rows of a form's table on screen: given beforehand or added by the officer, and what a change does. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sonla_desktop.domain.document import Align
from sonla_desktop.domain.form_definition import FieldType, FormField, FormTable
from sonla_desktop.domain.form_values import (
    ROW,
    TableRow,
    broken_columns,
    cell_path,
    is_asked,
    rows_of,
)
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.plan_texts import is_unsure, row_remarks
from sonla_desktop.domain.report import Cell
from sonla_desktop.ui.form_screen.figure_rows import findings_by_path
from sonla_desktop.ui.form_screen.state import (
    YES_NO,
    CellField,
    GridCell,
    GridColumn,
    GridRow,
    Said,
    read_cell,
    said_of,
    value_cell,
)
from sonla_desktop.ui.plan_texts import UNSURE, tip
from sonla_desktop.ui.rows import CellView
from sonla_desktop.ui.snapshot import Snapshot

Row = Mapping[str, Cell]
Rows = tuple[Row, ...]
_LEAST: Final = {
    FieldType.TEXT: 12,
    FieldType.LONG_TEXT: 17,
    FieldType.WHOLE: 10,
    FieldType.NUMBER: 12,
    FieldType.PERCENT: 9,
    FieldType.DATE: 15,
    FieldType.CHOICE: 15,
    FieldType.YES_NO: 9,
}
_SHARING: Final = (FieldType.TEXT, FieldType.LONG_TEXT)
_NOT_ASKED: Final = CellView("–", tone="muted")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the cells of a table depend on beside their own values."""

    unreadable: Mapping[str, str]
    findings: Mapping[str, Said]
    editable: bool
    remarks: Mapping[str, tuple[str, ...]]
    """What the source says of rows that are given beforehand, by row key."""


def shown_columns(table: FormTable) -> list[FormField]:
    """Columns of the grid; the one that heads groups stands in the headings instead."""
    return [column for column in table.columns if column.name != table.group_by]


def columns(table: FormTable, plan: Plan) -> list[GridColumn]:
    """Headings and widths."""
    numbered = [GridColumn("TT", 4)] if table.numbering else []
    return numbered + [_column(table, column, plan) for column in shown_columns(table)]


def _column(table: FormTable, column: FormField, plan: Plan) -> GridColumn:
    """A column of short words given beforehand takes no more room than they need."""
    least, heading = _least(table, column), _heading(column)
    if column.given and table.listing:
        texts = [row.get(column.name, "") for row in plan.listing(table.listing).rows]
        needed = max(len(text) for text in [*texts, *heading.split()]) + 3
        if needed <= least:
            return GridColumn(heading, needed)
    return GridColumn(heading, least, column.width if column.type in _SHARING else 0)


def _least(table: FormTable, column: FormField) -> int:
    """A long text to which the form gives little room leaves it to the others."""
    widest = max(other.width for other in table.columns)
    is_minor = column.type is FieldType.LONG_TEXT and 2 * column.width < widest
    return _LEAST[FieldType.TEXT] if is_minor else _LEAST[column.type]


def _heading(column: FormField) -> str:
    unit = f" ({column.unit})" if column.unit and column.unit not in column.label else ""
    own = f"{column.label}{unit}{' *' if column.required and not column.given else ''}"
    return f"{column.heading_over}\n{own}" if column.heading_over else own


def rows(
    table: FormTable, snapshot: Snapshot, stored: Rows, unreadable: Mapping[str, str], *, editable: bool
) -> list[GridRow]:
    """Every row as the grid shows it, under the headings of its groups."""
    found = {path: said_of(item) for path, item in findings_by_path(snapshot).items()}
    around = Circumstances(unreadable, found, editable, _remarks(table, snapshot))
    plan, shown, group = snapshot.month.duty.plan, list[GridRow](), ""
    for number, row in enumerate(rows_of(stored, table, plan), 1):
        heading = str(row.cells.get(table.group_by) or "") if table.group_by else ""
        if heading and heading != group:
            group = heading
            shown.append(GridRow(f"group:{row.key}", (GridCell(CellView(heading)),), heading=True))
        shown.append(_row(table, row, number, around))
    return shown


def _remarks(table: FormTable, snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    duty = snapshot.month.duty
    listed = duty.plan.listing(table.listing).rows if table.listing else ()
    return {row[ROW]: row_remarks(row, duty.form) for row in listed}


def _row(table: FormTable, row: TableRow, number: int, around: Circumstances) -> GridRow:
    cells = [GridCell(CellView(str(number), right=True))] if table.numbering else []
    broken = {column.name for column in broken_columns(table, row.cells)}
    named = _spoken(table, row, number)
    cells += [_cell(table, column, row, named, column.name in broken, around) for column in shown_columns(table)]
    return GridRow(row.key, tuple(cells))


def _cell(
    table: FormTable, column: FormField, row: TableRow, named: str, broken: bool, around: Circumstances
) -> GridCell:
    path, value = cell_path(table.id, row.key, column.name), row.cells.get(column.name)
    if column.given:
        text = str(value or "")
        unsure = is_unsure(text)
        hint = "\n".join(filter(None, (text, *([UNSURE] if unsure else []), tip(around.remarks.get(row.key, ())))))
        icon = "notice" if unsure else ""
        return GridCell(CellView(text, icon=icon, right=column.align is Align.RIGHT, tip=hint), path=path)
    if column.calculation is None and not is_asked(table, column, row.cells):
        return GridCell(_NOT_ASKED, path=path)
    can_be_typed = around.editable and not column.read_only and column.calculation is None
    choices = YES_NO if column.type is FieldType.YES_NO else column.choices
    name = f"{' '.join(column.label.split())}, {named}"
    field = CellField(path, column.type, name, choices, _hint(column)) if can_be_typed else None
    said = around.findings.get(path) or (("error", column.constraint_message) if broken else ("", ""))
    return value_cell(
        field,
        path,
        column.type,
        value,
        unreadable=around.unreadable,
        choices=choices,
        decimals=column.decimals,
        said=said,
    )


def _hint(column: FormField) -> str:
    if column.type is FieldType.DATE:
        return " ".join(filter(None, (column.hint, "Gõ ngày/tháng/năm hoặc bấm Alt+↓ để mở lịch.")))
    return column.hint or (f"Đơn vị tính: {column.unit}." if column.unit else "")


def _spoken(table: FormTable, row: TableRow, number: int) -> str:
    """What tells this row from the others to somebody who cannot see it."""
    given = [str(row.cells.get(column.name) or "") for column in shown_columns(table) if column.given]
    return max(given, key=len, default="") or f"dòng {number}"


def place_in(path: str, table: FormTable) -> tuple[str, str]:
    """Row key and column of a cell's path; empty where the path names the table only. Row keys may hold dots."""
    inside = path.removeprefix(f"tables.{table.id}").removeprefix(".")
    columns_named = [column.name for column in table.columns if inside.endswith(f".{column.name}")]
    if not columns_named:
        return inside, ""
    return inside[: -len(columns_named[0]) - 1], columns_named[0]


def with_value(table: FormTable, plan: Plan, stored: Rows, key: str, column: str, value: Cell) -> Rows:
    """The stored rows with one cell changed: listed rows in the order of the listing, then the added ones."""
    return with_values(table, plan, stored, {key: {column: value}})


def with_values(table: FormTable, plan: Plan, stored: Rows, values: Mapping[str, Row]) -> Rows:
    """The stored rows with cells changed, by row key: the listed rows in their order, then the added ones."""
    entered = {str(row[ROW]): row for row in stored if ROW in row}
    listed = [given[ROW] for given in plan.listing(table.listing).rows] if table.listing else []
    added = [{**row, **values.get(f"+{n}", {})} for n, row in enumerate(added_rows(stored), 1)]
    for key in values.keys() & set(listed):
        entered[key] = {**entered.get(key, {}), ROW: key, **values[key]}
    return (*(entered[name] for name in listed if name in entered), *added)


def new_row(table: FormTable) -> Row:
    """A row to be added, with what the form says it begins with."""
    return {
        column.name: _beginning(column)
        for column in table.columns
        if column.default and not column.given and column.calculation is None
    }


def _beginning(column: FormField) -> Cell:
    return read_cell(CellField("", column.type, ""), column.default).value


def added_rows(stored: Rows) -> list[Row]:
    """The rows that the officer added."""
    return [row for row in stored if ROW not in row]


def with_added(stored: Rows, added: Sequence[Row]) -> Rows:
    """The rows of the listing as they are, and other added rows."""
    return (*(row for row in stored if ROW in row), *added)


def renumbered(texts: Mapping[str, str], table: FormTable, numbers: Mapping[int, int]) -> dict[str, str]:
    """Texts that are no value yet, after added rows moved: a row whose number is not in ``numbers`` is gone."""
    start = f"tables.{table.id}.+"
    moved = {path: text for path, text in texts.items() if not path.startswith(start)}
    for path, text in texts.items():
        number, _, column = path.removeprefix(start).partition(".")
        if path.startswith(start) and int(number) in numbers:
            moved[f"{start}{numbers[int(number)]}.{column}"] = text
    return moved
