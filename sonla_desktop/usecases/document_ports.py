"""What the use cases need of whoever draws documents and forms; ``ports`` has the rest and the world of them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sonla_desktop.domain.chart import Chart
from sonla_desktop.domain.document import Document
from sonla_desktop.domain.entry_form import EntryForm, FilledForm, FormIdentity
from sonla_desktop.domain.sheet import Sheet


class DocumentWriter(Protocol):
    """Draws a document."""

    def write(self, document: Document, target: Path) -> None:
        """Writes a DOCX, whole or not at all; equal documents give equal bytes."""


    def write_apart(self, document: Document, target: Path) -> tuple[Path, ...]:
        """As ``write``, with each appendix in a file of its own beside the target; names all files."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """How a chart is drawn: ``format`` ``png`` or ``svg``, millimetres, dots an inch, on light or on dark ground.

    ``height`` 0: as high as the chart needs.
    """

    format: str = "png"
    width: float = 160.0
    height: float = 0.0
    dpi: float = 200.0
    dark: bool = False


class ChartDrawer(Protocol):
    """Draws charts as pictures, on any thread."""

    @property
    def width(self) -> float:
        """Width of the pictures in millimetres."""

    def draw(self, chart: Chart) -> bytes:
        """The chart as PNG for a document; equal charts give equal bytes."""

    def picture(self, chart: Chart, look: ChartLook) -> bytes:
        """The chart in this look; equal charts and looks give equal bytes."""


class PrintedPages(Protocol):
    """A document laid out on pages, counted from 0; made on one thread, they may be drawn on another."""

    def __len__(self) -> int:
        """How many there are."""

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of the paper in millimetres."""

    def number(self, page: int) -> int:
        """Its number within its section: each appendix counts from 1."""

    def paint(self, page: int, painter: object, scale: float) -> None:
        """Draws it at the origin of a painter of the window's toolkit, ``scale`` of its units a millimetre."""


class DocumentPrinter(Protocol):
    """Lays documents out for the preview, the printer and PDF."""

    def paginate(self, document: Document) -> PrintedPages:
        """The pages of a document."""

    def page_count(self, document: Document) -> int:
        """How many pages it takes."""

    def write_pdf(self, document: Document, target: Path) -> None:
        """Writes a PDF with its fonts, whole or not at all; raises WorldRefused."""


class WorkbookWriter(Protocol):
    """Writes the province sheet."""

    def write(self, heading: Sequence[tuple[str, str]], sheets: Sequence[Sheet], target: Path) -> None:
        """Writes ``bieu-nhap.xlsx`` (sheet ThongTin from ``heading``, then one per sheet), deterministic."""


class WorkbookForms(Protocol):
    """Forms that are filled in elsewhere, as workbooks."""

    def write(self, form: EntryForm, target: Path) -> None:
        """Writes the form, whole or not at all; equal forms give equal bytes."""

    def is_workbook(self, path: Path) -> bool:
        """Whether the file's content is that of a workbook, whatever its name."""

    def read(self, path: Path, asked: Callable[[FormIdentity], EntryForm]) -> FilledForm:
        """The filled rows of a form; ``asked`` gives the form of an identity, or refuses it.

        Raises InputRefused ``file-*`` or ``entry-*`` with sheet and cell of the first fault.
        """
