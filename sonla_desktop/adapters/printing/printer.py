"""The port to paper: pages of a document, and its PDF. Qt is loaded with the first document, not at the start."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from sonla_desktop.adapters.files import safe_write
from sonla_desktop.adapters.printing.marks import PageDrawing
from sonla_desktop.adapters.printing.units import millimetres
from sonla_desktop.domain.document import Document
from sonla_desktop.domain.document_rules import DocumentRules

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication, QPainter

_POINTS_PER_MM: Final = 72 / 25.4


class LaidOutPages:
    """Pages of a document as plain data: made on one thread, they may be drawn on another."""

    def __init__(self, drawings: tuple[PageDrawing, ...], family: str) -> None:
        self.drawings = drawings
        self._family = family

    def __len__(self) -> int:
        return len(self.drawings)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of page ``page`` (from 0), in millimetres."""
        drawing = self.drawings[page]
        return millimetres(drawing.width), millimetres(drawing.height)

    def number(self, page: int) -> int:
        """The page's number within its section."""
        return self.drawings[page].number

    def paint(self, page: int, painter: object, scale: float) -> None:
        """Draws page ``page`` at the origin of a QPainter, ``scale`` of its units a millimetre."""
        from sonla_desktop.adapters.printing.painting import paint_page

        paint_page(self.drawings[page], cast("QPainter", painter), scale / _POINTS_PER_MM, self._family)


class QtDocumentPrinter:
    """Lays documents out by one version of the document rules."""

    def __init__(self, rules: Callable[[], DocumentRules]) -> None:
        """``rules`` is asked with the first document."""
        self._read_rules = rules

    @cached_property
    def _rules(self) -> DocumentRules:
        return self._read_rules()

    def paginate(self, document: Document) -> LaidOutPages:
        """Lays the document out; raises ValueError for a table with an uneven row."""
        from sonla_desktop.adapters.printing.layout import laid_out
        from sonla_desktop.adapters.printing.letters import Letters
        from sonla_desktop.adapters.printing.paragraphs import Typesetter

        self._need_application()
        family = self._rules.font.name
        return LaidOutPages(laid_out(document, Typesetter(self._rules, Letters(family))), family)

    def page_count(self, document: Document) -> int:
        """Number of pages that the document takes."""
        return len(self.paginate(document))

    def write_pdf(self, document: Document, target: Path) -> None:
        """Writes the document as PDF with its fonts, whole or not at all; raises WorldRefused."""
        from sonla_desktop.adapters.printing.pdf import pdf_bytes

        safe_write.write_bytes(target, pdf_bytes(self.paginate(document), document.properties))

    def _need_application(self) -> None:
        """Fonts need an application of Qt; where no window is open there is none yet, and no screen is needed."""
        from PySide6.QtGui import QGuiApplication

        if QGuiApplication.instance() is None:
            self._application: QGuiApplication = QGuiApplication(["sonla-desktop", "-platform", "offscreen"])
