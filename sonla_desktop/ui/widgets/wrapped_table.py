"""A table inside a page that scrolls: as high as its rows up to a limit, texts wrapped, rows read one by one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from sonla_desktop.ui.rows import RowView
from sonla_desktop.ui.widgets.parts import dress_read_only
from sonla_desktop.ui.widgets.rows_model import RowsModel
from sonla_desktop.ui.widgets.wrapping import WrappingDelegate

MOST_PIXELS = 260


class WrappedTable(QTableView):
    """Hidden as long as there are no rows."""

    def __init__(self, headings: Sequence[str], name: str, widths: dict[int, int], stretch: int) -> None:
        super().__init__()
        self.rows_model = RowsModel(headings, self)
        dress_read_only(self, self.rows_model, name, widths, stretch)
        self.setWordWrap(True)
        self.setItemDelegate(WrappingDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.hide()

    def show_rows(self, rows: Sequence[RowView]) -> None:
        """Replaces the rows; the current one stays where they are the same, else it is the first."""
        self.rows_model.show(rows)
        self.setVisible(bool(rows))
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows_model.index(0, 0))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the texts elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        heights = sum(self.rowHeight(number) for number in range(self.rows_model.rowCount()))
        whole = self.horizontalHeader().sizeHint().height() + heights + 2 * self.frameWidth()
        self.setFixedHeight(min(whole, MOST_PIXELS))
