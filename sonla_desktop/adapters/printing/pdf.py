"""Pages as PDF: every page on its own paper, fonts embedded, properties of the document set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from sonla_desktop.domain.document import DocumentProperties

if TYPE_CHECKING:
    from sonla_desktop.adapters.printing.printer import LaidOutPages

_RESOLUTION: Final = 1200
_MM_PER_INCH: Final = 25.4
_LETTER_TABLE: Final = re.compile(rb"beginbfrange\n.*?endbfrange", re.DOTALL)
_TABULATOR: Final = re.compile(rb"((?:^<\w{4}> <\w{4}> |^<\w{4}> <\w{4}> \[(?:<\w{4}> )*?))<0009>", re.MULTILINE)
""" "<first glyph> <last glyph>" and then the letter of one, or in brackets those of all."""


def pdf_bytes(pages: LaidOutPages, properties: DocumentProperties) -> bytes:
    """The PDF of these pages in memory."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(properties.title)
    writer.setAuthor(properties.author)
    writer.setCreator("Sơn La Desktop")
    writer.setPageLayout(page_layout(*pages.size(0)))
    painter = QPainter(writer)
    for page in range(len(pages)):
        if page:
            writer.setPageLayout(page_layout(*pages.size(page)))
            writer.newPage()
        pages.paint(page, painter, _RESOLUTION / _MM_PER_INCH)
    painter.end()
    return with_spaces(bytes(buffer.data().data()))


def with_spaces(pdf: bytes) -> bytes:
    """The PDF with spaces that are spaces to whoever searches or copies its text.

    Many fonts draw space and tabulator alike, and Qt then calls both the tabulator. Its tables of letters are neither
    compressed nor change their length by this.
    """
    return _LETTER_TABLE.sub(lambda table: _TABULATOR.sub(rb"\1<0020>", table[0]), pdf)


def page_layout(width: float, height: float) -> QPageLayout:
    """Paper of a size in millimetres without margins: those are part of the page."""
    turned = width > height
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Millimeter)
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(size, orientation, QMarginsF())
