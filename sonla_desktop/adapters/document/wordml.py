"""The few pieces of WordprocessingML that everything else is made of, as text: parsing or building trees is slower."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from sonla_desktop.adapters.document.units import eighths, emu_of_mm
from sonla_desktop.domain.document import with_footnote_marks
from sonla_desktop.domain.document_rules import Element

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES: Final = (
    f'xmlns:w="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w10="urn:schemas-microsoft-com:office:word"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
GAP_STYLE: Final = "SLgap"
FOOTNOTE_MARK_STYLE: Final = "FootnoteReference"

_REPLACED: Final = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\N{REPLACEMENT CHARACTER}"
) | {ord("\t"): " ", ord("\r"): " ", ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_SPECIAL: Final = re.compile("[\x00-\x09\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Text for an XML element; what XML cannot hold becomes a visible replacement character."""
    # Looking first is several times faster: nearly no cell of a table holds such a letter.
    return text.translate(_REPLACED) if _SPECIAL.search(text) else text


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr(escaped(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))


def style_id(element: Element) -> str:
    """Identifier of the paragraph style of an element."""
    return f"SL{element.value.replace('_', '')}"


def run(text: str) -> str:
    """A run that looks as its paragraph's style says; blanks are kept."""
    return f'<w:r><w:t xml:space="preserve">{inline(text)}</w:t></w:r>' if text else ""


def inline(text: str) -> str:
    """Escaped text inside a run, where the marks of footnotes interrupt the run."""
    return with_footnote_marks(escaped(text), _footnote_call)


def _footnote_call(number: int) -> str:
    return (
        f'</w:t></w:r><w:r><w:rPr><w:rStyle w:val="{FOOTNOTE_MARK_STYLE}"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r><w:r><w:t xml:space="preserve">'
    )


def inline_picture(relation: str, width: float, height: float, name: str, description: str, number: int = 1) -> str:
    """A run with a picture in the line, sizes in millimetres, with the text that describes it."""
    across, down = emu_of_mm(width), emu_of_mm(height)
    named, described = attribute(name), attribute(description)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name={named} descr={described}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name={named} descr={described}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


@dataclass(frozen=True, slots=True)
class ParagraphForm:
    """What a single paragraph sets beyond its style, in twips; None leaves the style's own."""

    keep_with_next: bool = False
    keep_lines: bool = False
    border: str = ""
    before: int | None = None
    after: int | None = None
    exact_line: int | None = None
    left: int | None = None
    right: int | None = None
    hanging: int | None = None
    centred: bool = False
    section: str = ""

    def xml(self, style: str) -> str:
        """The paragraph properties, in the order that the schema demands."""
        pieces = (
            f'<w:pStyle w:val="{style}"/>',
            "<w:keepNext/>" if self.keep_with_next else "",
            "<w:keepLines/>" if self.keep_lines else "",
            self.border,
            self._spacing(),
            self._indent(),
            '<w:jc w:val="center"/>' if self.centred else "",
            self.section,
        )
        return f"<w:pPr>{''.join(pieces)}</w:pPr>"

    def _spacing(self) -> str:
        values = {"before": self.before, "after": self.after, "line": self.exact_line}
        rule = ' w:lineRule="exact"' if self.exact_line is not None else ""
        return _element("spacing", values, rule)

    def _indent(self) -> str:
        first = 0 if self.left is not None and self.hanging is None else None
        values = {"left": self.left, "right": self.right, "hanging": self.hanging, "firstLine": first}
        return _element("ind", values)


PLAIN: Final = ParagraphForm()


def paragraph(element: Element, text: str, form: ParagraphForm = PLAIN) -> str:
    """A paragraph of an element."""
    return f"<w:p>{form.xml(style_id(element))}{run(text)}</w:p>"


def gap(form: ParagraphForm = PLAIN) -> str:
    """A paragraph of almost no height: between two tables, after the last one, and to carry a line or a section."""
    return f"<w:p>{form.xml(GAP_STYLE)}</w:p>"


def solid_line(length: float, measure: int, weight: float, space: int) -> str:
    """A centred solid line ``length`` points long on a measure of ``measure`` twips, ``space`` twips below the text.

    It is the upper border of a paragraph without text: it needs no drawing, and prints alike everywhere.
    """
    indent = max(0, round((measure - length * 20) / 2))
    border = f'<w:pBdr><w:top w:val="single" w:sz="{eighths(weight)}" w:space="0" w:color="auto"/></w:pBdr>'
    return gap(ParagraphForm(border=border, before=space, left=indent, right=indent))


def borderless_table(widths: tuple[int, ...], rows: str) -> str:
    """A table without borders and cell margins, as wide as its columns; rows as XML."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="SLframe"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def row(widths: tuple[int, ...], cells: tuple[str, ...]) -> str:
    """A row that does not break across pages; every cell is the XML of its paragraphs."""
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{drawn}</w:tr>"


def _element(name: str, values: dict[str, int | None], more: str = "") -> str:
    attributes = "".join(f' w:{key}="{value}"' for key, value in values.items() if value is not None)
    return f"<w:{name}{attributes}{more}/>" if attributes else ""
