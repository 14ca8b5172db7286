"""The item model of a grid: rows worked out beforehand, some of whose cells are typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QColor

from sonla_desktop.ui.form_screen.state import CellField, GridCell, GridRow
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.widgets.rows_model import Index, RowsModel


class GridModel(RowsModel):
    """Adds to the rows which cells can be typed into, and which of them the store refused."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(headings, parent)
        self.grid: list[GridRow] = []
        self.unsaved: set[str] = set()

    def show_grid(self, rows: Sequence[GridRow]) -> None:
        """Takes new rows; an open editor stays where the rows are the same."""
        self.grid = list(rows)
        self.show([row.view for row in rows])

    def mark_unsaved(self, paths: set[str]) -> None:
        """Colours the cells whose newest value the store refused."""
        self.unsaved = paths
        if self.grid:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.grid) - 1, self.columnCount() - 1))

    def cell(self, index: Index) -> GridCell:
        """The cell at this place."""
        row = self.grid[index.row()]
        return row.cells[index.column()] if index.column() < len(row.cells) else GridCell()

    def field(self, index: Index) -> CellField | None:
        """What is typed at this place, or None."""
        return self.cell(index).field if index.isValid() else None

    def place_of(self, path: str) -> QModelIndex:
        """The cell of this path, else the first that can be typed into in what the path names; invalid for none."""
        cells = [(row, column, cell) for row, line in enumerate(self.grid) for column, cell in enumerate(line.cells)]
        for row, column, cell in cells:
            if cell.path == path:
                return self.index(row, column)
        for row, column, cell in cells:
            if cell.field is not None and cell.path.startswith(f"{path}."):
                return self.index(row, column)
        return QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that are typed into can be edited."""
        flags = super().flags(index)
        return flags if self.field(index) is None else flags | Qt.ItemFlag.ItemIsEditable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings may run over two lines."""
        found = super().headerData(section, orientation, role)
        wraps = role == Qt.ItemDataRole.TextAlignmentRole and found is not None
        return found | int(Qt.TextFlag.TextWordWrap) if wraps else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells that are only read stand on a darker ground."""
        if role == Qt.ItemDataRole.EditRole:
            return self.cell(index).edit
        if role == Qt.ItemDataRole.BackgroundRole and not self.rows[index.row()].heading:
            cell = self.cell(index)
            if cell.path in self.unsaved and cell.field is not None:
                return QColor(colours().unsaved)
            return QColor(colours().base if cell.field is not None else colours().window)
        return super().data(index, role)
