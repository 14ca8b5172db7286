"""A table model over rows that a page's state already worked out: the model only hands out their cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.bars import BAR_ROLE

Index = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole


class RowsModel(QAbstractTableModel):
    """Read-only rows under fixed headings."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self.rows: list[RowView] = []

    def show(self, rows: Sequence[RowView]) -> None:
        """Takes new rows; when only texts changed, selection and scrolling stay."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if same and rows:
            self.rows = list(rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self._headings) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._headings) - 1)

    def row_of(self, key: Any) -> int | None:
        """The number of the row that stands for this, or None."""
        return next((number for number, row in enumerate(self.rows) if row.key == key and not row.heading), None)

    def rename(self, column: int, heading: str) -> None:
        """Changes the heading of a column."""
        self._headings[column] = heading
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def rowCount(self, parent: Index | None = None) -> int:
        """Rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings, aligned like what stands under them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(any(row.cells[section].right for row in self.rows if section < len(row.cells)))
        return self._headings[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is there to be read only."""
        if self.rows[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One aspect of one cell."""
        row = self.rows[index.row()]
        cell = row.cells[index.column()] if index.column() < len(row.cells) else CellView()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return cell.text
            case Qt.ItemDataRole.ToolTipRole:
                return cell.tip or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(cell.right)
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(getattr(colours(), cell.tone)) if cell.tone else None
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(colours().hover) if row.heading else None
            case Qt.ItemDataRole.DecorationRole:
                return icon(cell.icon, getattr(colours(), cell.tone or "muted")) if cell.icon else None
            case Qt.ItemDataRole.FontRole:
                return _strong() if cell.strong or row.heading else None
        return {KEY_ROLE: row.key, BAR_ROLE: cell.bar}.get(role)


def _alignment(right: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _strong() -> QFont:
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
