"""Sets tables in strips, one a row: heading rows, rows that head a group, and rows too high for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from sonla_desktop.adapters.printing.marks import LineMark, Mark
from sonla_desktop.adapters.printing.paragraphs import Indent, Typesetter
from sonla_desktop.adapters.printing.strips import Strip, height_of, moved, stacked
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import Align, Table, TableColumn, TableRow
from sonla_desktop.domain.document_layout import fitted_widths
from sonla_desktop.domain.document_rules import Element, Justification

_ALIGNS: Final = {
    Align.LEFT: Justification.LEFT,
    Align.CENTER: Justification.CENTER,
    Align.RIGHT: Justification.RIGHT,
}
_SYLLABLE: Final = 8
"""Longest Vietnamese syllable with a sign after it: prose is not broken inside one, symbols and addresses may be."""
_SAMPLE: Final = 100
"""Rows whose prose is looked at; more would only cost time."""
_HEAD_AT_MOST: Final = 0.5
"""A heading higher than this share of a page is not repeated: little room would be left for rows."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Text of a cell with its edges; ``middle``: centred between top and bottom."""

    left: float
    right: float
    strips: list[Strip]
    middle: bool = False


def table_strips(table: Table, setter: Typesetter, measure: float, page: float) -> list[Strip]:
    """The rows of a table ``measure`` points wide on pages with ``page`` points of room.

    Raises:
        ValueError: a row has more or fewer cells than the table has columns.
    """
    _check_rows(table)
    drawer = _TableDrawer(table, setter, measure)
    head = drawer.heading()
    repeated = (head,) if head.height <= page * _HEAD_AT_MOST else ()
    strips = [head]
    for row in table.rows:
        strips += (replace(strip, head=repeated) for strip in drawer.row(row, page - height_of(repeated)))
    strips[-1] = replace(strips[-1], after=setter.rules.table.gap_after)
    return strips


class _TableDrawer:
    def __init__(self, table: Table, setter: Typesetter, measure: float) -> None:
        self._table, self._setter = table, setter
        self._side = points(setter.rules.table.margin_side)
        self._top = points(setter.rules.table.margin_top)
        self._weight = setter.rules.table.border
        widths = column_widths(table, setter, measure)
        self._edges = [0.0, *accumulate(widths)]

    def heading(self) -> Strip:
        """The heading, of one row or two, in a strip that stays with the first row."""
        if not self._table.has_two_heading_rows:
            cells = [self._heading_cell(place, 1, column.heading) for place, column in enumerate(self._table.columns)]
            return replace(self._row(cells), keep=True)
        return self._two_heading_rows()

    def _two_heading_rows(self) -> Strip:
        columns, spans = self._table.columns, self._table.heading_spans()
        over = [self._heading_cell(span.first, span.count, span.text) for span in spans if span.over]
        under = [self._heading_cell(place, 1, one.heading) for place, one in enumerate(columns) if one.over]
        single = [self._heading_cell(span.first, 1, span.text) for span in spans if not span.over]
        upper, lower = self._height(over), self._height(under)
        lower = max(lower, self._height(single) - upper)
        marks = [mark for cell in over for mark in self._boxed(cell, 0, upper)]
        marks += [mark for cell in under for mark in self._boxed(cell, upper, lower)]
        marks += [mark for cell in single for mark in self._boxed(cell, 0, upper + lower)]
        return Strip(upper + lower, tuple(marks), keep=True)

    def row(self, row: TableRow, room: float) -> list[Strip]:
        """One strip; of a row higher than ``room`` one strip a line."""
        if row.group:
            text = self._texts(Element.TABLE_GROUP, row.cells[0], self._edges[-1], Indent())
            return [replace(self._row([_Cell(0.0, self._edges[-1], text)]), keep=True)]
        cells = [self._cell(place, text, row.bold) for place, text in enumerate(row.cells)]
        whole = self._row(cells)
        return [whole] if whole.height <= room else self._line_by_line(cells)

    def _cell(self, place: int, text: str, bold: bool) -> _Cell:
        left, right = self._edges[place], self._edges[place + 1]
        indent = Indent(align=_ALIGNS[self._table.columns[place].align], bold=bold)
        return _Cell(left, right, self._texts(Element.TABLE_CELL, text, right - left, indent))

    def _heading_cell(self, first: int, count: int, text: str) -> _Cell:
        left, right = self._edges[first], self._edges[first + count]
        return _Cell(left, right, self._texts(Element.TABLE_HEADING, text, right - left, Indent()), middle=True)

    def _texts(self, element: Element, text: str, width: float, indent: Indent) -> list[Strip]:
        return self._setter.paragraphs(element, [text], width - 2 * self._side, indent)

    def _row(self, cells: Sequence[_Cell]) -> Strip:
        height = self._height(cells)
        marks = [mark for cell in cells for mark in self._boxed(cell, 0.0, height)]
        return Strip(height, tuple(marks), notes=_notes(cells))

    def _height(self, cells: Sequence[_Cell]) -> float:
        return max((height_of(cell.strips) for cell in cells), default=0.0) + 2 * self._top

    def _boxed(self, cell: _Cell, top: float, height: float) -> list[Mark]:
        """A cell with its four borders."""
        spare = height - 2 * self._top - height_of(cell.strips)
        down = top + self._top + (spare / 2 if cell.middle else 0.0)
        bottom = top + height
        return [
            *stacked(cell.strips, cell.left + self._side, down),
            *self._sides(cell, top, bottom),
            self._across(cell.left, cell.right, top),
            self._across(cell.left, cell.right, bottom),
        ]

    def _sides(self, cell: _Cell, top: float, bottom: float) -> list[Mark]:
        return [LineMark(x, top, x, bottom, self._weight) for x in (cell.left, cell.right)]

    def _across(self, left: float, right: float, y: float) -> LineMark:
        return LineMark(left, y, right, y, self._weight)

    def _line_by_line(self, cells: Sequence[_Cell]) -> list[Strip]:
        """The row as strips that pages may end between; whatever page ends in it closes its frame."""
        count = max(len(cell.strips) for cell in cells)
        right = self._edges[-1]
        strips = []
        for number in range(count):
            parts = [_Cell(cell.left, cell.right, cell.strips[number : number + 1]) for cell in cells]
            down = self._top if number == 0 else 0.0
            height = max(height_of(part.strips) for part in parts) + down + (self._top if number == count - 1 else 0.0)
            marks = [mark for part in parts for mark in self._piece(part, down, height)]
            if number == 0:
                marks.append(self._across(0.0, right, 0.0))
            closing = (self._across(0.0, right, height),)
            marks += closing if number == count - 1 else ()
            strips.append(Strip(height, tuple(marks), closing=closing, notes=_notes(parts)))
        return strips

    def _piece(self, part: _Cell, down: float, height: float) -> list[Mark]:
        return [*moved(stacked(part.strips), part.left + self._side, down), *self._sides(part, 0.0, height)]


def _check_rows(table: Table) -> None:
    columns = len(table.columns)
    for row in table.rows:
        if not row.group and len(row.cells) != columns:
            raise ValueError(f"a row of {len(row.cells)} cells in a table of {columns} columns: {row.cells[:2]}")


def column_widths(table: Table, setter: Typesetter, measure: float) -> list[float]:
    """Widths by the form's shares; no heading and no figure is broken inside a word where the room allows it."""
    borders = 2 * points(setter.rules.table.margin_side) + 2 * setter.rules.table.border
    least = [_least_width(table, place, column, setter) + borders for place, column in enumerate(table.columns)]
    return fitted_widths([column.width for column in table.columns], least, measure)


def _least_width(table: Table, place: int, column: TableColumn, setter: Typesetter) -> float:
    heading = setter.letters.face(setter.look(Element.TABLE_HEADING))
    cell = setter.letters.face(setter.look(Element.TABLE_CELL, bold=any(row.bold for row in table.rows)))
    prose = column.align is Align.LEFT
    rows = table.rows[:_SAMPLE] if prose else table.rows
    words = {word for row in rows if not row.group for word in row.cells[place].split()}
    counted = (word for word in words if not prose or len(word) <= _SYLLABLE)
    widths = [*map(heading.word, column.heading.split()), *map(cell.word, counted)]
    return max(widths, default=0.0)


def _notes(cells: Sequence[_Cell]) -> tuple[int, ...]:
    return tuple(number for cell in cells for strip in cell.strips for number in strip.notes)
