"""Writes a document as DOCX: the same document gives the same bytes, and a disk that refuses leaves no half file."""

from __future__ import annotations

import io
import struct
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sonla_desktop.adapters.document.footnotes import footnotes_xml
from sonla_desktop.adapters.document.head import HeadDrawer
from sonla_desktop.adapters.document.pages import (
    PageParts,
    footer_xml,
    header_xml,
    page_size,
    section_properties,
)
from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.document.signature import signature_block
from sonla_desktop.adapters.document.styles import styles_xml
from sonla_desktop.adapters.document.text_blocks import BlockDrawer
from sonla_desktop.adapters.document.typeface import Typeface, read_typeface
from sonla_desktop.adapters.document.units import twips_of_mm
from sonla_desktop.adapters.document.wordml import DECLARATION, NAMESPACES, ParagraphForm, gap, inline_picture
from sonla_desktop.adapters.files import safe_write, stable_zip
from sonla_desktop.domain.document import Document, Paragraph, Picture, Section
from sonla_desktop.domain.document_rules import DocumentRules

if TYPE_CHECKING:
    from sonla_desktop.adapters.document.office_file import OfficeFile


_PNG_SIZE = slice(16, 24)
"""Where a PNG tells its width and height."""


class DocxWriter:
    """Draws documents by one version of the document rules."""

    def __init__(self, folder: Path) -> None:
        """``folder`` holds the document rules; they are read when the first document is drawn, not at the start."""
        self._folder = folder

    @classmethod
    def from_folder(cls, folder: Path) -> DocxWriter:
        """The writer for the rules in a folder."""
        return cls(folder)

    @cached_property
    def rules(self) -> DocumentRules:
        """The document rules; raises RulesFault or OSError when they cannot be read."""
        return read_document_rules(self._folder)

    @cached_property
    def typeface(self) -> Typeface:
        """Widths of letters; raises as ``rules``."""
        return read_typeface(self._folder)

    def write(self, document: Document, target: Path) -> None:
        """Writes the DOCX, whole or not at all; equal documents give equal bytes.

        Raises:
            WorldRefused: the disk refuses; the file that stood there is as it was.
        """
        _write(self._entries(document), target)

    def write_apart(self, document: Document, target: Path) -> tuple[Path, ...]:
        """Writes the main text to ``target`` and each appendix to a file of its own beside it, and names them all.

        An appendix file keeps the top right of its first page free: the organisation signs each file there
        (NĐ 30/2020 Phụ lục I, Mục II.8.b). Raises as :meth:`write`.
        """
        self.write(replace(document, appendices=()), target)
        places = [target]
        for number, section in enumerate(document.appendices, 1):
            places.append(target.with_name(f"{target.stem}_phu-luc-{number}{target.suffix}"))
            _write(self._entries(_alone(document, section), apart=True), places[-1])
        return tuple(places)

    def as_bytes(self, document: Document) -> bytes:
        """The DOCX in memory."""
        packed = io.BytesIO()
        stable_zip.write_zip(packed, self._entries(document))
        return packed.getvalue()

    def _entries(self, document: Document, *, apart: bool = False) -> list[stable_zip.Entry]:
        """The parts of the file; ``apart``: the document is an appendix alone, without head and signature."""
        # python-docx takes a tenth of a second to load, which the start of the program must not wait for.
        from sonla_desktop.adapters.document.office_file import OfficeFile

        office = OfficeFile()
        main, appendix = self._page_parts(office, document)
        gallery = _Gallery(office)
        if apart:
            body = self._appendix_alone(document.main, appendix, gallery)
        else:
            body = self._body(document, main, appendix, gallery)
        footnotes = footnotes_xml(document.footnotes, body)
        if footnotes:
            office.add_footnotes(footnotes)
            # LibreOffice sets an empty line above a table that begins a document with footnotes, unless this is there.
            body = gap() + body
        office.add_supporting_parts(styles_xml(self.rules), self.rules.font, footnotes=bool(footnotes))
        xml = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        office.set_properties(document.properties, self.rules.font.language)
        return [(name, content, not stable_zip.is_compressed(name)) for name, content in office.parts(xml)]

    def _body(self, document: Document, main: PageParts, appendix: PageParts, gallery: _Gallery) -> str:
        """Every section carries its properties in its last paragraph, except the last one, whose are the body's."""
        restarts = self.rules.page_number.appendix_restarts
        drawn = [self._main_text(document, gallery)]
        drawn += [self._section(section, gallery) for section in document.appendices]
        ends = [section_properties(self.rules, document.main.orientation, main, restarts=True)]
        ends += [
            section_properties(self.rules, section.orientation, appendix, restarts=restarts)
            for section in document.appendices
        ]
        inner = (text + gap(ParagraphForm(section=end)) for text, end in zip(drawn[:-1], ends[:-1], strict=True))
        return "".join(inner) + drawn[-1] + gap() + ends[-1]

    def _appendix_alone(self, section: Section, parts: PageParts, gallery: _Gallery) -> str:
        room = gap(ParagraphForm(before=twips_of_mm(self.rules.appendix_file.signature_room)))
        end = section_properties(self.rules, section.orientation, parts, restarts=True)
        return room + self._section(section, gallery) + gap() + end

    def _main_text(self, document: Document, gallery: _Gallery) -> str:
        size = page_size(self.rules, document.main.orientation)
        head = HeadDrawer(self.rules, self.typeface, size.measure).head(document.heading)
        kept = self.rules.signature.lines_kept
        text = self._block_drawer(document.main, gallery).blocks(document.main.blocks, kept)
        return head + text + signature_block(document.signature, self.rules, size.measure)

    def _section(self, section: Section, gallery: _Gallery) -> str:
        return self._block_drawer(section, gallery).blocks(section.blocks)

    def _block_drawer(self, section: Section, gallery: _Gallery) -> BlockDrawer:
        size = page_size(self.rules, section.orientation)
        return BlockDrawer(self.rules, self.typeface, size.measure, size.text_height, gallery.hang)

    def _page_parts(self, office: OfficeFile, document: Document) -> tuple[PageParts, PageParts]:
        """Headers and footers of the main text and of the appendices: page 1 shows no number and bears the QR code."""
        numbers, mark = self.rules.page_number, document.watermark
        plain = office.add_header("header1", header_xml(self.rules, mark, numbered=False, shape_id=1))
        numbered = office.add_header("header2", header_xml(self.rules, mark, numbered=True, shape_id=2))
        footer = office.add_footer("footer1", footer_xml(self.rules, document.check_code, mark))
        first_footer = self._footer_with_code(office, document) if document.check_code else footer
        main = PageParts(numbered if numbers.first_page else plain, numbered, first_footer, footer)
        appendix = PageParts(numbered if numbers.appendix_first_page else plain, numbered, footer, footer)
        return main, appendix

    def _footer_with_code(self, office: OfficeFile, document: Document) -> str:
        rule = self.rules.check_code
        picture = inline_picture("rId1", rule.qr_edge, rule.qr_edge, "Mã QR", rule.qr_description)
        xml = footer_xml(self.rules, document.check_code, document.watermark, picture)
        return office.add_footer("footer2", xml, _qr_png(document.check_code))


class _Gallery:
    """The pictures of one file, each added once it is drawn."""

    def __init__(self, office: OfficeFile) -> None:
        self._office = office
        self._count = 0

    def hang(self, picture: Picture) -> str:
        """Adds the picture and returns the run that shows it; its height follows from its width."""
        self._count += 1
        across, down = struct.unpack(">II", picture.png[_PNG_SIZE])
        relation = self._office.add_picture(self._count, picture.png)
        name, number = f"Hình {self._count}", self._count + 1  # number 1 is the QR code
        return inline_picture(
            relation, picture.width, picture.width * down / across, name, picture.description, number
        )


def _write(entries: list[stable_zip.Entry], target: Path) -> None:
    safe_write.write_whole(target, lambda stream: stable_zip.write_zip(stream, entries))


def _alone(document: Document, section: Section) -> Document:
    """An appendix as a document whose title is the appendix's own."""
    name = " ".join(block.text for block in section.blocks[:2] if isinstance(block, Paragraph))
    properties = replace(document.properties, title=name or document.properties.title)
    return replace(document, properties=properties, main=section, appendices=())


def _qr_png(text: str) -> bytes:
    import segno  # late for the same reason

    image = io.BytesIO()
    # Outside ASCII the encodings of QR readers differ.
    segno.make(text.replace("…", "..."), error="m", micro=False).save(image, kind="png", scale=8, border=2)
    return image.getvalue()
