"""Data tables as XML text: thousands of rows in a fraction of the time that python-docx's cell() would take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sonla_desktop.adapters.document.columns import column_widths
from sonla_desktop.adapters.document.styles import CELL_CENTRED, CELL_RIGHT
from sonla_desktop.adapters.document.typeface import Typeface
from sonla_desktop.adapters.document.units import points, twips
from sonla_desktop.adapters.document.wordml import ParagraphForm, attribute, gap, inline, run, style_id
from sonla_desktop.domain.document import Align, Table, TableColumn, TableRow
from sonla_desktop.domain.document_rules import DocumentRules, Element

_STYLES: Final = {
    Align.LEFT: style_id(Element.TABLE_CELL),
    Align.CENTER: CELL_CENTRED,
    Align.RIGHT: CELL_RIGHT,
}
_CELL_END: Final = "</w:t></w:r></w:p></w:tc>"
_NEXT_LINE: Final = "</w:t></w:r></w:p>"
_ROW: Final = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_LONG_ROW: Final = "<w:tr>"
_MERGE_STARTS: Final = '<w:vMerge w:val="restart"/>'
_MERGE_GOES_ON: Final = "<w:vMerge/>"
_LETTER: Final = 0.45
"""Width of an average letter as a share of its size, on the safe side for Vietnamese prose."""
_LINE: Final = 1.15
"""Height of a line as a share of the size of its letters."""


@dataclass(frozen=True, slots=True)
class _HeadingCell:
    """A cell of the head: how many columns it takes, and whether it is merged with the one below or above it."""

    text: str
    columns: int
    merge: str

    def xml(self, width: int) -> str:
        span = f'<w:gridSpan w:val="{self.columns}"/>' if self.columns > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{self.merge}<w:vAlign w:val="center"/></w:tcPr>'
            f"{_paragraphs(self.text, style_id(Element.TABLE_HEADING))}</w:tc>"
        )


class TableDrawer:
    """Draws the tables of one section, whose text is ``measure`` twips wide and ``page`` twips high."""

    def __init__(self, rules: DocumentRules, typeface: Typeface, measure: int, page: int) -> None:
        self._rules = rules
        self._typeface = typeface
        self._measure = measure
        self._page = page

    def table(self, table: Table, keep_last_rows: int = 0) -> str:
        """The table, cut in several where it is long: layout of one long table takes more than linear time.

        Each part repeats the heading row; a paragraph of almost no height lies between the parts.
        ``keep_last_rows``: how many rows at the end stay on the page of what follows the table.

        Raises:
            ValueError: a row has more or fewer cells than the table has columns.
        """
        _check_rows(table)
        widths = column_widths(table, self._rules, self._typeface, self._measure)
        drawn = _DrawnTable(self._rules, table, widths, self._page)
        parts = list(_parts(table.rows, self._rules.table.rows_at_most))
        kept = [0] * (len(parts) - 1) + [keep_last_rows]
        return gap().join(drawn.part(part, keep) for part, keep in zip(parts, kept, strict=True))

    def gap_after(self, kept: bool) -> str:
        """The room between a table and what follows it, ``kept`` on one page with that."""
        return gap(ParagraphForm(keep_with_next=kept, before=twips(self._rules.table.gap_after)))


class _DrawnTable:
    """What all parts of a table have in common: frame, heading row, openings of the cells."""

    def __init__(self, rules: DocumentRules, table: Table, widths: list[int], page: int) -> None:
        self._table = table
        self._rules = rules
        self._widths = widths
        self._openings = [
            self._opening(column, width) for column, width in zip(table.columns, self._widths, strict=True)
        ]
        self._bold = [opening.replace("<w:r>", "<w:r><w:rPr><w:b/><w:bCs/></w:rPr>") for opening in self._openings]
        self._limits = [self._letters_at_most(width, page) for width in self._widths]
        self._frame = self._frame_xml() + self._heading()

    def part(self, rows: Sequence[TableRow], keep_last: int) -> str:
        start = len(rows) - keep_last
        drawn = [self._row(row) if index < start else _kept_row(self._row(row)) for index, row in enumerate(rows)]
        return f"{self._frame}{''.join(drawn)}</w:tbl>"

    def _row(self, row: TableRow) -> str:
        if row.group:
            return self._group_row(row.cells[0])
        openings = self._bold if row.bold else self._openings
        pieces = [_ROW if self._is_short(row.cells) else _LONG_ROW]
        for opening, text in zip(openings, row.cells, strict=True):
            pieces.append(opening)
            pieces.append(_lines(text, opening))
            pieces.append(_CELL_END)
        pieces.append("</w:tr>")
        return "".join(pieces)

    def _group_row(self, text: str) -> str:
        width, columns = sum(self._widths), len(self._widths)
        return (
            f'{_ROW}<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{columns}"/></w:tcPr>'
            f"{_paragraphs(text, style_id(Element.TABLE_GROUP))}</w:tc></w:tr>"
        )

    def _is_short(self, cells: Sequence[str]) -> bool:
        """Whether the row is sure to take less than the share of a page above which it may break."""
        return all(len(text) <= limit for text, limit in zip(cells, self._limits, strict=True))

    def _letters_at_most(self, width: int, page: int) -> int:
        size = self._rules.elements[Element.TABLE_CELL].size
        inner = width / 20 - 2 * points(self._rules.table.margin_side)
        per_line = max(1, int(inner / (size * _LETTER)))
        lines = int(page / 20 * self._rules.table.unbroken_row / (size * _LINE))
        return per_line * lines

    def _opening(self, column: TableColumn, width: int) -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
            f'<w:pStyle w:val="{_STYLES[column.align]}"/></w:pPr><w:r><w:t xml:space="preserve">'
        )

    def _frame_xml(self) -> str:
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        text = attribute(self._table.description)
        described = f"<w:tblCaption w:val={text}/><w:tblDescription w:val={text}/>" if self._table.description else ""
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="SLgrid"/><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/>{described}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        )

    def _heading(self) -> str:
        """The heading rows; where a heading stands over others, single columns take both rows."""
        columns = self._table.columns
        lower = [_HeadingCell(column.heading, 1, "") for column in columns]
        if not self._table.has_two_heading_rows:
            return self._heading_row(lower)
        upper = [
            _HeadingCell(span.text, span.count, "" if span.over else _MERGE_STARTS)
            for span in self._table.heading_spans()
        ]
        under = [
            cell if column.over else _HeadingCell("", 1, _MERGE_GOES_ON)
            for column, cell in zip(columns, lower, strict=True)
        ]
        return self._heading_row(upper) + self._heading_row(under)

    def _heading_row(self, cells: Sequence[_HeadingCell]) -> str:
        drawn, first = [], 0
        for cell in cells:
            width = sum(self._widths[first : first + cell.columns])
            drawn.append(cell.xml(width))
            first += cell.columns
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(drawn)}</w:tr>"


def _check_rows(table: Table) -> None:
    columns = len(table.columns)
    for row in table.rows:
        if not row.group and len(row.cells) != columns:
            raise ValueError(f"a row of {len(row.cells)} cells in a table of {columns} columns: {row.cells[:2]}")


def _kept_row(drawn: str) -> str:
    """The row with every paragraph kept with the next one, which keeps the rows together."""
    return drawn.replace("</w:pPr>", "<w:keepNext/></w:pPr>")


def _parts(rows: tuple[TableRow, ...], limit: int) -> Iterator[tuple[TableRow, ...]]:
    """Parts of at most ``limit`` rows, cut before a group's heading where one stands in the last third of the part."""
    start = 0
    while len(rows) - start > limit:
        end = start + limit
        ends = range(end, end - limit // 3, -1)
        end = next((place for place in ends if rows[place].group), end)
        yield rows[start:end]
        start = end
    yield rows[start:]


def _lines(text: str, opening: str) -> str:
    """Escaped text of a cell; each further line is a paragraph of its own that looks like the first."""
    if "\n" not in text:
        return inline(text)
    again = f"{_NEXT_LINE}{opening[opening.index('<w:p>') :]}"
    return again.join(inline(line) for line in text.split("\n"))


def _paragraphs(text: str, style: str) -> str:
    return "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run(line)}</w:p>' for line in text.split("\n"))
