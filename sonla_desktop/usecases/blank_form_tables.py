"""The sheets of figures, tables and prose of a form that is filled in elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.entry_form import PREVIOUS, YES_NO, EntryColumn, EntryKind, EntryRow, EntrySheet
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.form_definition import FieldType, FormField, FormTable, SectionKind
from sonla_desktop.domain.form_values import ROW, TableRow, calculated, figure_groups_of, rows_of
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import Cell
from sonla_desktop.usecases.form_parts import narrative_ids
from sonla_desktop.usecases.read_month import Month

OPEN_ROWS: Final = 40
"""Rows that the officer may add on the sheet of a table with open rows."""

_LONGEST_TITLE: Final = 31
_KINDS: Final = {
    FieldType.TEXT: EntryKind.TEXT,
    FieldType.LONG_TEXT: EntryKind.LONG_TEXT,
    FieldType.WHOLE: EntryKind.WHOLE,
    FieldType.NUMBER: EntryKind.NUMBER,
    FieldType.PERCENT: EntryKind.PERCENT,
    FieldType.DATE: EntryKind.DATE,
    FieldType.CHOICE: EntryKind.CHOICE,
    FieldType.YES_NO: EntryKind.CHOICE,
}


def figure_sheet(month: Month) -> EntrySheet:
    """The figures under their headings; a computed one stands there closed."""
    columns = (
        EntryColumn("code", "Mã", width=10),
        EntryColumn("name", "Số liệu", width=64),
        EntryColumn("unit", "Đơn vị tính", width=14),
        EntryColumn(PREVIOUS, "Kỳ trước", width=18),
        EntryColumn("value", "Giá trị", EntryKind.NUMBER, 20),
    )
    return EntrySheet("figures", "SoLieu", "SỐ LIỆU", columns, tuple(_figure_rows(month)))


def table_sheets(month: Month) -> Iterator[EntrySheet]:
    """One sheet for each table of the form."""
    for number, table in enumerate(month.duty.form.tables, 1):
        title = f"Bang{number}-{table.id}"[:_LONGEST_TITLE]
        columns = (
            EntryColumn(ROW, "Dòng", width=8),
            *(_table_column(column) for column in table.columns),
            *((EntryColumn(PREVIOUS, "Kỳ trước", width=40),) if table.listing else ()),
        )
        yield EntrySheet(f"tables.{table.id}", title, table.title, columns, tuple(_table_rows(month, table)))


def narrative_sheet(month: Month) -> EntrySheet:
    """The prose of the form, one row for each section."""
    columns = (
        EntryColumn("code", "Mã mục", width=14),
        EntryColumn("name", "Mục", width=34),
        EntryColumn("hint", "Hướng dẫn", width=34),
        EntryColumn(PREVIOUS, "Kỳ trước", width=50),
        EntryColumn("text", "Nội dung", EntryKind.LONG_TEXT, 80),
    )
    sections = {section.id: section for section in month.duty.form.sections if section.kind is SectionKind.NARRATIVE}
    before = month.previous.narrative if month.previous else {}
    rows = tuple(
        EntryRow(
            name,
            {
                "code": name,
                "name": sections[name].title,
                "hint": sections[name].hint,
                PREVIOUS: before.get(name, ""),
            },
            frozenset({"text"}),
        )
        for name in narrative_ids(month.duty.form)
    )
    return EntrySheet("narrative", "ThuyetMinh", "THUYẾT MINH", columns, rows)


def _figure_rows(month: Month) -> Iterator[EntryRow]:
    form, plan = month.duty.form, month.duty.plan
    before = {**month.previous.figures, **calculated(month.previous, form, plan)} if month.previous else {}
    for group in figure_groups_of(form, plan):
        yield EntryRow("", {"name": group.title})
        for figure in group.figures:
            yield _figure_row(figure, before.get(figure.id), computed=figure.id in form.calculations)


def _figure_row(figure: FigureDefinition, before: Decimal | None, *, computed: bool) -> EntryRow:
    cells = {
        "code": figure.id,
        "name": "   " * figure.level + figure.name,
        "unit": f"{figure.unit} (tự tính)" if computed else figure.unit,
        PREVIOUS: "" if before is None else format_number(before),
    }
    return EntryRow(figure.id, cells, frozenset() if computed else frozenset({"value"}), {"value": _kind(figure)})


def _kind(figure: FigureDefinition) -> EntryKind:
    if figure.is_percent:
        return EntryKind.PERCENT
    return EntryKind.NUMBER if figure.decimals else EntryKind.WHOLE


def _table_column(column: FormField) -> EntryColumn:
    kind = _KINDS[column.type]
    label = " ".join(column.label.split())
    heading = f"{column.heading_over}: {label}" if column.heading_over else label
    width = 44 if kind is EntryKind.LONG_TEXT else 22 if kind in (EntryKind.TEXT, EntryKind.CHOICE) else 14
    choices = YES_NO if column.type is FieldType.YES_NO else column.choices
    return EntryColumn(column.name, heading, kind, width, column.hint, choices)


def _table_rows(month: Month, table: FormTable) -> Iterator[EntryRow]:
    plan = month.duty.plan
    before = month.previous.tables.get(table.id, ()) if month.previous else ()
    entered = {str(row[ROW]): row for row in before if ROW in row}
    names = frozenset(column.name for column in table.columns if not column.given and column.calculation is None)
    for row in rows_of((), table, plan):
        previous = "; ".join(_previous_cells(table, entered.get(row.key, {})))
        yield EntryRow(row.key, {ROW: row.key, **_beforehand(table, row), PREVIOUS: previous}, names)
    if table.open_rows:
        for number in range(1, OPEN_ROWS + 1):
            yield EntryRow(f"+{number}", {ROW: f"+{number}"}, names)


def _beforehand(table: FormTable, row: TableRow) -> dict[str, str]:
    """Cells that are given, and words that the source proposes; nothing that is computed."""
    columns = (column for column in table.columns if column.calculation is None)
    return {column.name: _shown(column, row.cells[column.name]) for column in columns if row.cells.get(column.name)}


def _previous_cells(table: FormTable, cells: Mapping[str, Cell]) -> Iterator[str]:
    for column in table.columns:
        if cells.get(column.name) is not None:
            yield f"{' '.join(column.label.split())}: {_shown(column, cells[column.name])}"


def _shown(column: FormField, cell: Cell) -> str:
    if column.type in (FieldType.CHOICE, FieldType.YES_NO):
        choices = YES_NO if column.type is FieldType.YES_NO else column.choices
        value = str(cell).lower() if isinstance(cell, bool) else str(cell)
        return {choice.value: choice.label for choice in choices}.get(value, value)
    if column.type is FieldType.DATE:
        return date_label(date.fromisoformat(str(cell)))
    return format_number(cell) if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)
