"""The styles part: one named style for each element, so that Word's own tools work on the report."""

from __future__ import annotations

from typing import Final

from sonla_desktop.adapters.document.units import eighths, half_points, twips, twips_of_mm
from sonla_desktop.adapters.document.wordml import (
    DECLARATION,
    FOOTNOTE_MARK_STYLE,
    GAP_STYLE,
    MAIN,
    attribute,
    style_id,
)
from sonla_desktop.domain.document_rules import DocumentRules, Element, ElementRule, TableRule

CELL_CENTRED: Final = "SLtablecellcentred"
CELL_RIGHT: Final = "SLtablecellright"

_WORDS_OWN: Final = ("heading ", "footnote ")
"""How the names of styles begin that Word has itself."""
_FOOTNOTE_MARK: Final = (
    f'<w:style w:type="character" w:styleId="{FOOTNOTE_MARK_STYLE}"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)

_BASICS: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
    "<w:semiHidden/></w:style>"
)


def styles_xml(rules: DocumentRules) -> str:
    """The whole part."""
    elements = "".join(_element_style(element, rules.elements[element]) for element in rules.elements)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{MAIN}">{_defaults(rules)}{_BASICS}{elements}{_cell_styles()}{_gap_style()}'
        f"{_FOOTNOTE_MARK}{_table_styles(rules.table)}</w:styles>"
    )


def _defaults(rules: DocumentRules) -> str:
    font, size = attribute(rules.font.name), half_points(rules.elements[Element.BODY].size)
    language = attribute(rules.font.language)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii={font} w:hAnsi={font} w:eastAsia={font} w:cs={font}/>"
        f'<w:color w:val="{rules.font.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"<w:lang w:val={language} w:eastAsia={language} w:bidi={language}/></w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _element_style(element: Element, look: ElementRule) -> str:
    # Word knows its own styles by name, and takes a style marked as custom for another one of the same name.
    custom = "" if look.style.startswith(_WORDS_OWN) else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(element)}"><w:name w:val={attribute(look.style)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{_paragraph_look(look)}</w:pPr>'
        f"<w:rPr>{_letter_look(look)}</w:rPr></w:style>"
    )


def _paragraph_look(look: ElementRule) -> str:
    line = round(look.line_spacing * 240)
    first = f'<w:ind w:firstLine="{twips_of_mm(look.first_line)}"/>' if look.first_line else ""
    level = "" if look.outline_level is None else f'<w:outlineLvl w:val="{look.outline_level}"/>'
    return (
        f"{'<w:keepNext/>' if look.keep_with_next else ''}"
        f'<w:spacing w:before="{twips(look.space_before)}" w:after="{twips(look.space_after)}" w:line="{line}" '
        f'w:lineRule="auto"/>{first}<w:jc w:val="{look.align}"/>{level}'
    )


def _letter_look(look: ElementRule) -> str:
    size = half_points(look.size)
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    italic = "<w:i/><w:iCs/>" if look.italic else ""
    colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
    return f'{bold}{italic}{colour}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _cell_styles() -> str:
    """Cells differ from the plain one by alignment only."""
    base = style_id(Element.TABLE_CELL)
    return "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val={attribute(name)}/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr><w:jc w:val="{align}"/></w:pPr></w:style>'
        for identifier, name, align in (
            (CELL_CENTRED, "SL Bảng, ô giữa", "center"),
            (CELL_RIGHT, "SL Bảng, ô số", "right"),
        )
    )


def _gap_style() -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{GAP_STYLE}"><w:name w:val="SL Khoảng trống"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
    )


def _table_styles(table: TableRule) -> str:
    side, top = twips_of_mm(table.margin_side), twips_of_mm(table.margin_top)
    grid = "".join(
        f'<w:{edge} w:val="single" w:sz="{eighths(table.border)}" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return _table_style("SLgrid", "SL Bảng kẻ ô", f"<w:tblBorders>{grid}</w:tblBorders>", top, side) + _table_style(
        "SLframe", "SL Khung không kẻ", "", 0, 0
    )


def _table_style(identifier: str, name: str, borders: str, top: int, side: int) -> str:
    margins = "".join(
        f'<w:{edge} w:w="{width}" w:type="dxa"/>'
        for edge, width in (("top", top), ("left", side), ("bottom", top), ("right", side))
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val={attribute(name)}/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
    )
