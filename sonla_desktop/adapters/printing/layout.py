"""Lays a document out: the sections one after the other, with page numbers, footnotes, check code and watermark."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from sonla_desktop.adapters.printing.breaking import FilledPage, filled
from sonla_desktop.adapters.printing.front import head_strips, signature_strip
from sonla_desktop.adapters.printing.letters import drawn
from sonla_desktop.adapters.printing.marks import FillMark, LineMark, Mark, PageDrawing, PictureMark, WatermarkMark
from sonla_desktop.adapters.printing.paragraphs import Typesetter
from sonla_desktop.adapters.printing.strips import Strip, closed_up, height_of, kept_together, moved, stacked
from sonla_desktop.adapters.printing.tables import table_strips
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import (
    Block,
    Document,
    Orientation,
    Paragraph,
    Picture,
    Role,
    Section,
    Table,
    footnote_mark,
)
from sonla_desktop.domain.document_rules import Element

_NOTE_LINE: Final = 144.0
"""Length in points of the line above footnotes."""
_NOTE_GAP: Final = 6.0
"""Room in points between the text and the line above footnotes, and below that line."""
_QR_BORDER: Final = 2
"""Light modules around a QR code, within its edge."""


def laid_out(document: Document, setter: Typesetter) -> tuple[PageDrawing, ...]:
    """All pages of a document, the main section first; raises ValueError for a table with an uneven row."""
    pages = list(_SectionLayout(document, document.main, setter, main=True).pages())
    for section in document.appendices:
        start = 0 if setter.rules.page_number.appendix_restarts else len(pages)
        pages += _SectionLayout(document, section, setter, main=False, start=start).pages()
    return tuple(pages)


class _SectionLayout:
    """Lays one section out on its own paper."""

    def __init__(self, document: Document, section: Section, setter: Typesetter, *, main: bool, start: int = 0) -> None:
        self._document, self._section, self._setter = document, section, setter
        self._main, self._start = main, start
        page = setter.rules.page
        paper = points(page.width), points(page.height)
        self._width, self._height = paper if section.orientation is Orientation.PORTRAIT else paper[::-1]
        self._left, self._top = points(page.left.size), points(page.top.size)
        self._measure = self._width - self._left - points(page.right.size)
        self._room = self._height - self._top - points(page.bottom.size)

    def pages(self) -> Iterator[PageDrawing]:
        """The pages of the section in their order."""
        strips = self._main_text() if self._main else self._blocks()
        for place, page in enumerate(filled(closed_up(strips), self._room, self._note_height), 1):
            number = self._start + place
            marks = (*self._watermark(), *self._text(page), *self._number(place, number), *self._footer(place))
            yield PageDrawing(self._width, self._height, number, marks)

    def _main_text(self) -> list[Strip]:
        kept = self._setter.rules.signature.lines_kept
        head = head_strips(self._document.heading, self._setter, self._measure)
        signature = signature_strip(self._document.signature, self._setter, self._measure)
        return [*head, *kept_together(self._blocks(), kept), signature]

    def _blocks(self) -> list[Strip]:
        """All blocks; a note belongs to the table above it and never stands on a page alone."""
        strips: list[Strip] = []
        for block in self._section.blocks:
            if isinstance(block, Paragraph) and block.role is Role.NOTE:
                strips = kept_together(strips, 1)
            strips += self._block(block)
        return strips

    def _block(self, block: Block) -> list[Strip]:
        if isinstance(block, Table):
            return table_strips(block, self._setter, self._measure, self._room)
        if isinstance(block, Paragraph):
            return self._setter.paragraphs(Element(block.role), [block.text], self._measure)
        return [self._picture(block)]

    def _picture(self, picture: Picture) -> Strip:
        """In the middle, smaller than asked for where the page is."""
        across, down = png_size(picture.png)
        width = min(points(picture.width), self._measure, self._room * across / down)
        height = width * down / across
        mark = PictureMark((self._measure - width) / 2, 0.0, width, height, picture.png)
        return Strip(height, (mark,), after=self._setter.rules.table.gap_after)

    def _text(self, page: FilledPage) -> tuple[Mark, ...]:
        marks = moved(page.marks, self._left, self._top)
        notes = self._notes(page.notes)
        if not notes:
            return marks
        foot = self._top + self._room - self._note_height(page.notes) + _NOTE_GAP
        line = LineMark(self._left, foot, self._left + _NOTE_LINE, foot, 0.5)
        return (*marks, line, *stacked(notes, self._left, foot + _NOTE_GAP))

    def _note_height(self, numbers: Sequence[int]) -> float:
        notes = self._notes(numbers)
        return height_of(notes) + 2 * _NOTE_GAP if notes else 0.0

    def _notes(self, numbers: Sequence[int]) -> list[Strip]:
        """Each once, however often it is called."""
        known = [number for number in dict.fromkeys(numbers) if number <= len(self._document.footnotes)]
        texts = [f"{drawn(footnote_mark(number))} {self._document.footnotes[number - 1]}" for number in known]
        return self._setter.paragraphs(Element.FOOTNOTE, texts, self._measure)

    def _number(self, place: int, number: int) -> tuple[Mark, ...]:
        """The page number in the middle of the upper margin; first pages show none."""
        rule = self._setter.rules.page_number
        if place == 1 and not (rule.first_page if self._main else rule.appendix_first_page):
            return ()
        strips = self._setter.paragraph(Element.PAGE_NUMBER, str(number), self._measure)
        return stacked(strips, self._left, points(self._setter.rules.page.header_distance))

    def _footer(self, place: int) -> tuple[Mark, ...]:
        """The check code, on page 1 of the main text with its QR code; a sample says so here too."""
        rules, code = self._setter.rules, self._document.check_code
        label = f"{rules.check_code.label} {code}" if code else ""
        text = " · ".join(filter(None, (label, self._document.watermark)))
        if not text:
            return ()
        foot = self._height - points(rules.page.footer_distance)
        edge = points(rules.check_code.qr_edge) if code and self._main and place == 1 else 0.0
        picture = moved(qr_marks(code, edge), self._left, foot - edge) if edge else ()
        strips = self._setter.paragraph(Element.CHECK_CODE, text, self._measure)
        indent = edge + self._setter.width(Element.CHECK_CODE, "  ") if edge else 0.0
        return (*picture, *stacked(strips, self._left + indent, foot - height_of(strips)))

    def _watermark(self) -> tuple[Mark, ...]:
        if not self._document.watermark:
            return ()
        rule = self._setter.rules.watermark
        middle = (self._left + self._measure / 2, self._top + self._room / 2)
        size = points(rule.width), points(rule.height)
        return (WatermarkMark(self._document.watermark, middle, *size, rule.colour, rule.turn),)


def qr_marks(text: str, edge: float) -> tuple[Mark, ...]:
    """The dark parts of the QR code of a text, ``edge`` points long."""
    import segno  # late: most runs of the program print nothing

    # Outside ASCII the encodings of QR readers differ.
    rows = segno.make(text.replace("…", "..."), error="m", micro=False).matrix
    size = edge / (len(rows) + 2 * _QR_BORDER)
    marks: list[Mark] = []
    for down, row in enumerate(rows, _QR_BORDER):
        start = 0
        for end in range(1, len(row) + 1):
            if end == len(row) or row[end] != row[start]:
                if row[start]:
                    marks.append(FillMark((start + _QR_BORDER) * size, down * size, (end - start) * size, size))
                start = end
    return tuple(marks)


def png_size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header of the picture."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height
