"""A range of a grid as it is copied: spreadsheets get the values, the program gets its own words back. No Qt here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.ui.form_screen.paste import copied_text
from sonla_desktop.ui.form_screen.state import NUMBERS, GridCell, GridRow, figure_in, read_cell
from sonla_desktop.ui.number_spelling import spelled
from sonla_desktop.ui.widgets.clip_table import ClipCell

_PRINTED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]+)?%?")
"""A figure as the program prints it; its dots always group thousands."""


def copied(rows: Sequence[GridRow], columns: Sequence[int]) -> list[list[ClipCell]]:
    """The cells of these rows in columns ``columns``; a heading is copied where the range has the first column."""
    lines: list[list[ClipCell]] = []
    for row in rows:
        if row.heading and 0 not in columns:
            continue
        lines.append([_copied(row.cells[column]) if column < len(row.cells) else ClipCell("") for column in columns])
    return lines


def _copied(cell: GridCell) -> ClipCell:
    if cell.field is None:
        return _read_only(cell)
    text, reading = copied_text(cell), read_cell(cell.field, cell.edit)
    if reading.doubt or reading.value is None:
        return ClipCell(text)
    if cell.field.type in NUMBERS:
        return ClipCell(text, figure_in(reading.value), cell.field.type is FieldType.PERCENT)
    if cell.field.type is FieldType.DATE:
        return ClipCell(text, date.fromisoformat(str(reading.value)))
    return ClipCell(text)


def _read_only(cell: GridCell) -> ClipCell:
    """A computed figure, or one of an earlier period, is written so that it is read back as the same."""
    text = cell.view.text.strip()
    if not cell.view.right or _PRINTED.fullmatch(text) is None:
        return ClipCell(text)
    is_percent = text.endswith("%")
    value = Decimal(text.removesuffix("%").replace(".", "").replace(",", "."))
    return ClipCell(spelled(value, whole=False, percent=is_percent), value, is_percent)
