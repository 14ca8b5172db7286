"""What the decree on document form demands, as one versioned set of numbers, for the writer and for the linter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Element(StrEnum):
    """Every kind of text a document is made of. Those of ``document.Role`` bear the same names."""

    SUPERIOR = "superior"
    AGENCY = "agency"
    NATIONAL_NAME = "national_name"
    MOTTO = "motto"
    NUMBER = "number"
    DATE = "date"
    TYPE_NAME = "type_name"
    SUBJECT = "subject"
    ADDRESSEE = "addressee"
    BODY = "body"
    HEADING_ROMAN = "heading_roman"
    HEADING_ARABIC = "heading_arabic"
    LIST_ITEM = "list_item"
    AUTHORITY = "authority"
    SIGNATORY_TITLE = "signatory_title"
    SIGNATORY_NAME = "signatory_name"
    RECIPIENTS_LABEL = "recipients_label"
    RECIPIENT = "recipient"
    APPENDIX_NUMBER = "appendix_number"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_REFERENCE = "appendix_reference"
    TABLE_CAPTION = "table_caption"
    TABLE_HEADING = "table_heading"
    TABLE_GROUP = "table_group"
    TABLE_CELL = "table_cell"
    NOTE = "note"
    FOOTNOTE = "footnote"
    PAGE_NUMBER = "page_number"
    CHECK_CODE = "check_code"


class Justification(StrEnum):
    """How the lines of a paragraph are set between its indents."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class ElementRule:
    """How one element looks. Sizes and spaces are in points, indents in millimetres, line spacing in lines.

    ``sizes`` is the range that the decree allows, ``size`` what we draw; ``caps`` demands upper case letters.
    ``outline_level`` (0 is the highest) puts the element into the reader's navigation pane.
    """

    style: str
    clause: str
    size: float
    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: Justification = Justification.LEFT
    first_line: float = 0.0
    space_before: float = 0.0
    space_after: float = 0.0
    line_spacing: float = 1.0
    line_spacings: tuple[float, float] | None = None
    keep_with_next: bool = False
    outline_level: int | None = None
    colour: str = ""


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """One margin: what we draw and the range the decree allows, in millimetres."""

    size: float
    sizes: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PageRule:
    """Paper (portrait) and margins in millimetres; distances of header and footer from the edge of the paper."""

    clause: str
    width: float
    height: float
    top: EdgeRule
    bottom: EdgeRule
    left: EdgeRule
    right: EdgeRule
    header_distance: float
    footer_distance: float


@dataclass(frozen=True, slots=True)
class FontRule:
    """Typeface, colour (RRGGBB) and language of all text."""

    clause: str
    name: str
    colour: str
    language: str


@dataclass(frozen=True, slots=True)
class PageNumberRule:
    """Page numbers stand in the header; which first pages show theirs, and whether each appendix counts from 1."""

    clause: str
    first_page: bool
    appendix_first_page: bool
    appendix_restarts: bool


@dataclass(frozen=True, slots=True)
class RuleLineRule:
    """A solid line under a text: its length as a share of the text's, weight and gap above it in points."""

    clause: str
    share: float
    shares: tuple[float, float]
    weight: float
    gap: float


@dataclass(frozen=True, slots=True)
class HeadRule:
    """Fixed texts of the head, the share of the text width that the agency's column takes, and gaps in points."""

    clause: str
    national_name: str
    motto: str
    agency_column: float
    gap_after_title: float
    gap_after_addressees: float


@dataclass(frozen=True, slots=True)
class ListingRule:
    """A list such as Kính gửi or Nơi nhận: label, mark before each item, sign after it and after the last one."""

    clause: str
    label: str
    bullet: str
    separator: str
    end: str


@dataclass(frozen=True, slots=True)
class SignatureRule:
    """Room for the signature in millimetres (``room_least``: what is needed at the least), width of the left column
    as a share, and how many lines of text must stand on the same page."""

    clause: str
    room: float
    room_least: float
    recipients_column: float
    lines_kept: int


@dataclass(frozen=True, slots=True)
class TableRule:
    """Tables: cell margins in millimetres, border weight and gap after the table in points, the number of rows after
    which a long table is cut, and the share of a page above which a row may break."""

    clause: str
    margin_side: float
    margin_top: float
    border: float
    gap_after: float
    rows_at_most: int
    unbroken_row: float


@dataclass(frozen=True, slots=True)
class AppendixFileRule:
    """An appendix in a file of its own: room in millimetres above its number on page 1, at whose right the digital
    signature of the organisation is set."""

    clause: str
    signature_room: float


@dataclass(frozen=True, slots=True)
class CheckCodeRule:
    """The check code in the footer: label before it, edge of its QR code in millimetres, text that describes the QR."""

    clause: str
    label: str
    qr_edge: float
    qr_description: str


@dataclass(frozen=True, slots=True)
class WatermarkRule:
    """The mark across the pages of a sample: box in millimetres, colour (RRGGBB), turn in degrees clockwise."""

    clause: str
    width: float
    height: float
    colour: str
    turn: float


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """One version of the rules. ``valid_from`` is the day the decree came into force."""

    id: str
    version: str
    decree: str
    valid_from: date
    page: PageRule
    font: FontRule
    page_number: PageNumberRule
    lines: Mapping[Element, RuleLineRule]
    head: HeadRule
    addressees: ListingRule
    recipients: ListingRule
    signature: SignatureRule
    table: TableRule
    appendix_file: AppendixFileRule
    check_code: CheckCodeRule
    watermark: WatermarkRule
    elements: Mapping[Element, ElementRule]

    def element(self, name: str) -> ElementRule:
        """The rule of an element or of a paragraph's role; raises KeyError when the rules lack it."""
        return self.elements[Element(name)]
