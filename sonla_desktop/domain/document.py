"""The document model: what a report says on paper, as pure data. DOCX, print and plain text are drawn from it alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_MARK: Final = re.compile("\ufdd0([0-9]{1,4})\ufdd1")


def footnote_mark(number: int) -> str:
    """What stands in a text where footnote ``number`` (from 1) is called: between two code points that no text has."""
    return f"\ufdd0{number}\ufdd1"


def with_footnote_marks(text: str, drawn: Callable[[int], str]) -> str:
    """The text with each mark as a renderer draws it, from its number."""
    return _MARK.sub(lambda mark: drawn(int(mark[1])), text)


def without_footnote_marks(text: str) -> str:
    """The words alone."""
    return _MARK.sub("", text)


class Role(StrEnum):
    """What a paragraph is; size, weight and spacing of each role stand in the document rules (NĐ 30/2020 Phụ lục I)."""

    BODY = "body"
    HEADING_ROMAN = "heading_roman"
    HEADING_ARABIC = "heading_arabic"
    LIST_ITEM = "list_item"
    APPENDIX_NUMBER = "appendix_number"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_REFERENCE = "appendix_reference"
    TABLE_CAPTION = "table_caption"
    NOTE = "note"


class Align(StrEnum):
    """Horizontal alignment of a table cell."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Orientation(StrEnum):
    """Orientation of the pages of a section."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a role."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: heading, width as a share of the table (all shares are scaled to the page), alignment.

    ``over``: the heading above this column and its neighbours with the same one; it makes the head two rows high.
    """

    heading: str
    width: float
    align: Align = Align.LEFT
    over: str = ""


@dataclass(frozen=True, slots=True)
class HeadingSpan:
    """A cell of the upper row of a table's head: ``count`` columns from ``first`` on, one column of both rows without
    a heading over it."""

    text: str
    first: int
    count: int
    over: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``group`` True: a single merged cell (the first text) that heads the rows after it."""

    cells: tuple[str, ...]
    group: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row that is repeated on each page; ``description`` is its alternative text."""

    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    description: str = ""

    @property
    def has_two_heading_rows(self) -> bool:
        """True when a heading stands over other headings."""
        return any(column.over for column in self.columns)

    def heading_spans(self) -> tuple[HeadingSpan, ...]:
        """The cells of the upper row of the head: headings over several columns, and those of single columns."""
        spans: list[HeadingSpan] = []
        for place, column in enumerate(self.columns):
            last = spans[-1] if spans else None
            if column.over and last and last.over and last.text == column.over:
                spans[-1] = HeadingSpan(last.text, last.first, last.count + 1, over=True)
            else:
                spans.append(HeadingSpan(column.over or column.heading, place, 1, over=bool(column.over)))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG, drawn ``width`` millimetres wide; ``description`` is its alternative text."""

    png: bytes
    description: str
    width: float


Block = Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one orientation with page numbers of their own; the first one holds heading and signature."""

    blocks: tuple[Block, ...]
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of the document, page 1: agencies, number with room for it, place and date, type, subject, Kính gửi.

    ``number_line`` and ``date_line`` come with their blanks ("Số:        /BC-UBND"): the document system fills them.
    """

    superior: tuple[str, ...]
    agency: tuple[str, ...]
    number_line: str
    date_line: str
    type_name: str
    subject: str
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Nơi nhận on the left; authority and title lines, room for the signature, and the name on the right."""

    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    title: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class DocumentProperties:
    """Document properties: title, author (the agency), subject; ``created`` is an ISO date-time."""

    title: str
    author: str
    subject: str
    created: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document: head, main section, signature block at the end of it, appendix sections.

    ``check_code`` (first 8 and last 8 hex digits of the report's SHA-256) is printed in the last footer line.
    ``watermark`` marks a sample ("MẪU"); empty for a real report. ``footnotes`` are in the order of their numbers;
    texts of paragraphs and cells call them by :func:`footnote_mark`.
    """

    properties: DocumentProperties
    heading: Heading
    main: Section
    signature: SignatureBlock
    appendices: tuple[Section, ...] = ()
    check_code: str = ""
    watermark: str = ""
    footnotes: tuple[str, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text of the document in reading order: what any renderer must show."""
        head = self.heading
        yield from (*head.superior, *head.agency, head.number_line, head.date_line, head.type_name, head.subject)
        yield from head.addressees
        yield from _texts_of(self.main)
        yield from self.signature.recipients
        yield from (*self.signature.authority, *self.signature.title, self.signature.name)
        for section in self.appendices:
            yield from _texts_of(section)
        yield from self.footnotes
        yield from filter(None, (self.check_code, self.watermark))


def _texts_of(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield without_footnote_marks(block.text)
        elif isinstance(block, Table):
            yield from map(without_footnote_marks, _table_texts(block))


def _table_texts(table: Table) -> Iterator[str]:
    if table.has_two_heading_rows:
        yield from (span.text for span in table.heading_spans() if span.over)
    yield from (column.heading for column in table.columns)
    for row in table.rows:
        yield from (row.cells[:1] if row.group else row.cells)
