"""One page on the screen, as large as the zoom says, and the small pictures of all pages beside it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from sonla_desktop.ui.preview.state import page_names
from sonla_desktop.usecases.document_ports import PrintedPages

Index = QModelIndex | QPersistentModelIndex
_MM_PER_INCH = 25.4
_EDGE = QColor("#9aa4af")
SMALL_WIDTH = 92
"""Width in pixels of the small picture of an upright page; of a lying one it is the height."""


class PageSheet(QWidget):
    """Draws a page; ``zoom`` in percent of its true size."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: PrintedPages | None = None
        self._page, self._zoom = 0, 100.0
        self._drawn = QPixmap()
        self.setAccessibleName("Trang đang xem")

    @property
    def page(self) -> int:
        """The page on the screen, from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """Percent of the true size."""
        return self._zoom

    def show_pages(self, pages: PrintedPages) -> None:
        """Takes the pages and shows the first one."""
        self._pages = pages
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Shows this page."""
        self._page = page
        self._renew()

    def set_zoom(self, percent: float) -> None:
        """Draws larger or smaller."""
        self._zoom = percent
        self._renew()

    def paper(self) -> tuple[float, float]:
        """Size of the page in pixels at a zoom of 100."""
        if self._pages is None:
            return 1.0, 1.0
        width, height = self._pages.size(self._page)
        return width * self._pixels_per_mm(), height * self._pixels_per_mm()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the page from its picture, which is made once for a page and a zoom."""
        if self._pages is None:
            return
        if self._drawn.isNull():
            self._drawn = picture(self._pages, self._page, self._scale(), self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(_EDGE)
        painter.drawRect(QRectF(0, 0, self.width() - 1, self.height() - 1))

    def _renew(self) -> None:
        self._drawn = QPixmap()
        width, height = self.paper()
        self.setFixedSize(round(width * self._zoom / 100), round(height * self._zoom / 100))
        self.update()

    def _scale(self) -> float:
        return self._pixels_per_mm() * self._zoom / 100

    def _pixels_per_mm(self) -> float:
        return self.logicalDpiX() / _MM_PER_INCH


class PageList(QAbstractListModel):
    """Names and small pictures of all pages; a picture is drawn when it is first seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: PrintedPages | None = None
        self._names: list[str] = []
        self._pictures: dict[int, QPixmap] = {}

    def show_pages(self, pages: PrintedPages) -> None:
        """Takes the pages."""
        self.beginResetModel()
        self._pages, self._names, self._pictures = pages, page_names(pages), {}
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a page."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number under the picture; the whole name as a tip and to a screen reader."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._names[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return self._room(index.row())
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    @property
    def drawn(self) -> int:
        """How many pictures were drawn so far."""
        return len(self._pictures)

    def _room(self, page: int) -> QSize | None:
        """Told without drawing: a list of many pages would else draw them all before it shows the first."""
        if self._pages is None:
            return None
        width, height = self._pages.size(page)
        scale = SMALL_WIDTH / min(width, height)
        return QSize(round(max(width, height) * scale) + 8, round(height * scale) + 34)

    def _picture(self, page: int) -> QPixmap:
        if page not in self._pictures and self._pages is not None:
            scale = SMALL_WIDTH / min(self._pages.size(page))
            self._pictures[page] = picture(self._pages, page, scale, 1.0, framed=True)
        return self._pictures[page]


def picture(pages: PrintedPages, page: int, scale: float, ratio: float, *, framed: bool = False) -> QPixmap:
    """The page drawn with ``scale`` pixels a millimetre on a screen of this pixel ratio."""
    width, height = pages.size(page)
    size = QSize(max(1, round(width * scale)), max(1, round(height * scale)))
    drawn = QPixmap(size * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    pages.paint(page, painter, scale)
    if framed:
        painter.setPen(_EDGE)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
    painter.end()
    return drawn
