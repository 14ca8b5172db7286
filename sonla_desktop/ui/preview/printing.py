"""Prints pages one at a turn of the window's loop, so that it never stands still and can be stopped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from sonla_desktop.usecases.document_ports import PrintedPages

_MM_PER_INCH = 25.4


def make_printer(title: str, pages: PrintedPages) -> QPrinter:
    """The printer of this computer, set up for a document."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("Sơn La Desktop")
    printer.setFullPage(True)
    printer.setPageLayout(paper(*pages.size(0)))
    return printer


def paper(width: float, height: float) -> QPageLayout:
    """Paper of a size in millimetres, upright or lying; the margins are part of our pages."""
    size = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Millimeter)
    turned = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    layout = QPageLayout(size, turned, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def pages_asked_for(printer: QPrinter, chosen: Sequence[int]) -> list[int]:
    """Pages (from 0) to print: those of ``chosen`` that the print dialog asks for too, where it names any."""
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(chosen)
    ranges = printer.pageRanges()
    asked = [page for page in chosen if ranges.contains(page + 1)]
    return asked or list(chosen)


class PrintRun(QObject):
    """One job: ``chosen`` pages, each on its own paper, as often as the printer itself does not repeat them."""

    page_done = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, printer: QPrinter, pages: PrintedPages, chosen: Sequence[int], parent: QObject) -> None:
        super().__init__(parent)
        self._printer, self._pages = printer, pages
        self._waiting = self._in_order(list(chosen))
        self._total = len(self._waiting)
        self._painter = QPainter()
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next)

    def start(self) -> None:
        """Begins; ``ended`` says whether the printer took everything."""
        self._printer.setPageLayout(paper(*self._pages.size(self._waiting[0])))
        if self._painter.begin(self._printer):
            self._turn.start()
        else:
            self.ended.emit(False)

    def stop(self) -> None:
        """Stops; what the printer has taken by then may still come out."""
        self._turn.stop()
        self._printer.abort()
        self._painter.end()
        self.ended.emit(False)

    @Slot()
    def _next(self) -> None:
        page = self._waiting.pop(0)
        done = self._total - len(self._waiting)
        if done > 1 and not self._turned_to(page):
            self.stop()
            return
        self._pages.paint(page, self._painter, self._printer.resolution() / _MM_PER_INCH)
        self.page_done.emit(done, self._total)
        if not self._waiting:
            self._turn.stop()
            self.ended.emit(self._painter.end())

    def _turned_to(self, page: int) -> bool:
        self._printer.setPageLayout(paper(*self._pages.size(page)))
        return self._printer.newPage()

    def _in_order(self, chosen: list[int]) -> list[int]:
        if self._printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
            chosen.reverse()
        copies = 1 if self._printer.supportsMultipleCopies() else self._printer.copyCount()
        if self._printer.collateCopies():
            return chosen * copies
        return [page for page in chosen for _ in range(copies)]
