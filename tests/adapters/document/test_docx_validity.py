"""The file is valid: elements in the schema's order, ids and styles that exist, no leftover of a template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from docx.document import Document as OpenedDocument
from lxml import etree

from tests.adapters.document.opened import W, found, paragraphs
from tests.helpers.documents import full_document

# Order in which the schema wants the children of an element (those that we write).
ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs vertAlign lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "trPr": "cantSplit tblHeader",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn uiPriority semiHidden qFormat pPr rPr tblPr",
    "settings": (
        "zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator"
    ),
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
}


def xml_parts(parts: dict[str, bytes]) -> Iterator[etree._Element]:
    yield from (etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels")))


def test_children_stand_in_the_order_of_the_schema(parts: dict[str, bytes]) -> None:
    wrong = []
    for root in xml_parts(parts):
        for element in root.iter():
            name = etree.QName(element).localname
            if element.tag.startswith(W) and name in ORDERS:
                order = ORDERS[name].split()
                children = [etree.QName(child).localname for child in element]
                if children != sorted(children, key=order.index):
                    wrong.append((name, children))
    assert wrong == []


def test_every_cell_ends_with_a_paragraph_and_no_two_tables_touch(opened: OpenedDocument) -> None:
    assert all(cell[-1].tag == f"{W}p" for cell in opened.element.body.iter(f"{W}tc"))
    for table in opened.element.body.iter(f"{W}tbl"):
        assert table.getnext().tag == f"{W}p"


def test_ids_are_used_once_and_relations_resolve(parts: dict[str, bytes]) -> None:
    drawings = [one.get("id") for root in xml_parts(parts) for one in root.iter("{*}docPr")]
    shapes = [one.get("id") for root in xml_parts(parts) for one in root.iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len(set(drawings)) == len(drawings) == 1
    assert len(set(shapes)) == len(shapes) == 2
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    known = {one.get("Id") for one in relations}
    used = set(re.findall(rb'r:id="(\w+)"', parts["word/document.xml"]))
    assert {name.decode() for name in used} <= known


def test_every_style_used_exists(parts: dict[str, bytes]) -> None:
    styles = etree.fromstring(parts["word/styles.xml"])
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    used = {
        one.get(f"{W}val") for root in xml_parts(parts) for name in ("pStyle", "tblStyle", "basedOn") for one in
        root.iter(f"{W}{name}")
    }  # fmt: skip
    assert used <= known


def test_every_part_has_a_content_type(parts: dict[str, bytes]) -> None:
    types = etree.fromstring(parts["[Content_Types].xml"])
    overrides = {one.get("PartName") for one in types.iter("{*}Override")}
    defaults = {one.get("Extension") for one in types.iter("{*}Default")}
    for name in parts:
        assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults


def test_headings_are_real_ones(opened: OpenedDocument) -> None:
    levels = [(p.style.name, p.text) for p in paragraphs(opened) if p.style.name.startswith("Heading")]
    assert [name for name, _ in levels] == ["Heading 1", "Heading 2", "Heading 2", "Heading 1"]
    assert found(opened, "Phụ lục I").style.element.pPr.find(f"{W}outlineLvl").get(f"{W}val") == "0"


def test_no_leftover_of_a_template(parts: dict[str, bytes]) -> None:
    assert not [name for name in parts if "theme" in name.casefold() or "customXml" in name or "comments" in name]
    whole = b"".join(parts.values())
    for leftover in (
        b"python-docx",
        b"Calibri",
        b"Cambria",
        b"Light Shading",
        b"en-US",
        b"asciiTheme",
        b"<w:ins ",
        b"<w:del ",
    ):
        assert leftover not in whole


def test_one_typeface_and_one_language(parts: dict[str, bytes]) -> None:
    fonts = [value for root in xml_parts(parts) for one in root.iter(f"{W}rFonts") for value in one.attrib.values()]
    assert set(fonts) == {"Times New Roman"}
    assert len(fonts) == 4
    languages = {value for root in xml_parts(parts) for one in root.iter(f"{W}lang") for value in one.attrib.values()}
    assert languages == {"vi-VN"}


def test_nothing_points_outside_the_file(parts: dict[str, bytes]) -> None:
    assert b'TargetMode="External"' not in b"".join(parts.values())
    assert not [name for name in parts if name.endswith((".bin", ".vbaProject"))]


def test_properties_come_from_the_document(opened: OpenedDocument) -> None:
    core, given = opened.core_properties, full_document().properties
    assert (core.title, core.author, core.subject) == (given.title, given.author, given.subject)
    assert core.last_modified_by == given.author
    assert core.language == "vi-VN"
    # 10:42 in Vietnam
    assert core.created == core.modified == datetime(2026, 11, 12, 3, 42, tzinfo=UTC)
