"""A few figures in rows and columns, to be compared while typing beside them: read, not typed into."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.parts import label, polish, rule, set_tone


class FigureGrid(QWidget):
    """Labels under headings; what it says is also its description for a screen reader."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._headings: list[QLabel] = []
        self._cells: list[list[QLabel]] = []
        self._line: QFrame | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, headings: Sequence[str], rows: Sequence[RowView]) -> None:
        """Shows these cells; labels are made again only when there are more or fewer of them."""
        if (len(headings), len(rows)) != (len(self._headings), len(self._cells)):
            self._rebuild(len(headings), len(rows))
        for shown, text in zip(self._headings, headings, strict=True):
            shown.setText(text)
        for labels, row in zip(self._cells, rows, strict=True):
            for shown, cell in zip(labels, row.cells, strict=True):
                _say(shown, cell)
        self.setAccessibleDescription(self.text())

    def text(self) -> str:
        """Headings and rows, one line each."""
        lines = [self._headings, *self._cells]
        return "\n".join(" · ".join(shown.text() or "–" for shown in line) for line in lines)

    def _rebuild(self, columns: int, rows: int) -> None:
        while self._grid.count():
            old = self._grid.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self._headings = [self._put(0, column, label(role="small", wrap=column == 0)) for column in range(columns)]
        self._line = rule()
        self._grid.addWidget(self._line, 1, 0, 1, columns)
        self._cells = [
            [self._put(line + 2, column, label(wrap=column == 0)) for column in range(columns)] for line in range(rows)
        ]

    def _put(self, line: int, column: int, shown: QLabel) -> QLabel:
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        shown.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, line, column)
        return shown


def _say(shown: QLabel, cell: CellView) -> None:
    shown.setText(cell.text)
    shown.setToolTip(cell.tip)
    set_tone(shown, cell.tone)
    role = "strong" if cell.strong else ""
    if shown.property("role") != role:
        shown.setProperty("role", role)
        polish(shown)
