"""The document model: what a report says on paper, as pure data. DOCX, print and plain text are drawn from it alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


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
    """One column: heading, width as a share of the table (all shares are scaled to the page), alignment."""

    heading: str
    width: float
    align: Align = Align.LEFT


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


Block = Paragraph | Table


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
    ``watermark`` marks a sample ("MẪU"); empty for a real report.
    """

    properties: DocumentProperties
    heading: Heading
    main: Section
    signature: SignatureBlock
    appendices: tuple[Section, ...] = ()
    check_code: str = ""
    watermark: str = ""

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
        yield from filter(None, (self.check_code, self.watermark))


def _texts_of(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (column.heading for column in block.columns)
            for row in block.rows:
                yield from (row.cells[:1] if row.group else row.cells)
