"""Pages of a section: paper, margins, numbers in the header, check code in the footer, the mark of a sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sonla_desktop.adapters.document.units import points, twips_of_mm
from sonla_desktop.adapters.document.wordml import (
    DECLARATION,
    NAMESPACES,
    ParagraphForm,
    attribute,
    escaped,
    run,
    style_id,
)
from sonla_desktop.domain.document import Orientation
from sonla_desktop.domain.document_rules import DocumentRules, Element

_NUMBER_FIELD: Final = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(frozen=True, slots=True)
class PageSize:
    """Paper and the room for text on it, in twips."""

    width: int
    height: int
    measure: int
    text_height: int


@dataclass(frozen=True, slots=True)
class PageParts:
    """Relationship ids of the headers and footers that a section shows on its first page and on the others."""

    first_header: str
    header: str
    first_footer: str
    footer: str


def page_size(rules: DocumentRules, orientation: Orientation) -> PageSize:
    """The page of an orientation; the margins stay on their sides, as the decree names them."""
    page = rules.page
    paper = (page.width, page.height) if orientation is Orientation.PORTRAIT else (page.height, page.width)
    width, height = (twips_of_mm(edge) for edge in paper)
    sides = twips_of_mm(page.left.size) + twips_of_mm(page.right.size)
    ends = twips_of_mm(page.top.size) + twips_of_mm(page.bottom.size)
    return PageSize(width, height, width - sides, height - ends)


def section_properties(rules: DocumentRules, orientation: Orientation, parts: PageParts, *, restarts: bool) -> str:
    """The properties of a section; ``restarts``: its pages are counted from 1."""
    size, page = page_size(rules, orientation), rules.page
    turned = ' w:orient="landscape"' if orientation is Orientation.LANDSCAPE else ""
    number = '<w:pgNumType w:start="1"/>' if restarts else ""
    margins = {
        "top": page.top.size,
        "right": page.right.size,
        "bottom": page.bottom.size,
        "left": page.left.size,
        "header": page.header_distance,
        "footer": page.footer_distance,
    }
    edges = " ".join(f'w:{name}="{twips_of_mm(length)}"' for name, length in margins.items())
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{parts.header}"/>'
        f'<w:headerReference w:type="first" r:id="{parts.first_header}"/>'
        f'<w:footerReference w:type="default" r:id="{parts.footer}"/>'
        f'<w:footerReference w:type="first" r:id="{parts.first_footer}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{size.width}" w:h="{size.height}"{turned}/><w:pgMar {edges} w:gutter="0"/>{number}'
        '<w:cols w:space="708"/><w:titlePg/></w:sectPr>'
    )


def header_xml(rules: DocumentRules, watermark: str, *, numbered: bool, shape_id: int) -> str:
    """A header with the page number or without, and with the mark of a sample if there is one."""
    style = ParagraphForm().xml(style_id(Element.PAGE_NUMBER))
    number = _NUMBER_FIELD if numbered else ""
    mark = _watermark(rules, watermark, shape_id) if watermark else ""
    return f"{DECLARATION}<w:hdr {NAMESPACES}><w:p>{style}{mark}{number}</w:p></w:hdr>"


def footer_xml(rules: DocumentRules, check_code: str, watermark: str, picture: str = "") -> str:
    """A footer whose last line holds the check code, and before it the picture of the code if there is one.

    A sample says so here too: the mark across the page is a drawing, which text search does not find.
    """
    style = ParagraphForm().xml(style_id(Element.CHECK_CODE))
    code = f"{rules.check_code.label} {check_code}" if check_code else ""
    text = run(" · ".join(filter(None, (code, watermark))))
    separator = run("  ") if picture else ""
    return f"{DECLARATION}<w:ftr {NAMESPACES}><w:p>{style}{picture}{separator}{text}</w:p></w:ftr>"


def _watermark(rules: DocumentRules, text: str, shape_id: int) -> str:
    """Text art behind the text, in the form that Word itself writes and that LibreOffice reads."""
    mark = rules.watermark
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{points(mark.width):.1f}pt;"
        f"height:{points(mark.height):.1f}pt;rotation:{mark.turn:g};z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    letters = f"font-family:&quot;{escaped(rules.font.name)}&quot;;font-size:1pt"
    return (
        '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
        '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
        'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="SLWatermark{shape_id}" o:spid="_x0000_s{2048 + shape_id}" type="#_x0000_t136" '
        f'alt={attribute(text)} style="{style}" o:allowincell="f" fillcolor="#{mark.colour}" stroked="f">'
        f'<v:textpath style="{letters}" string={attribute(text)}/></v:shape></w:pict></w:r>'
    )
