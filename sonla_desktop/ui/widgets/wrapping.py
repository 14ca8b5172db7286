"""Cells whose texts run over several lines, with the height that really takes (the look's padding included)."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

PADDING = 10


class WrappingDelegate(QStyledItemDelegate):
    """For a table whose ``resizeRowsToContents`` must leave no word out."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The text wrapped at the column's width."""
        if self._view.columnSpan(index.row(), index.column()) > 1:
            return QSize(0, option.fontMetrics.height() + PADDING + 2)
        width = self._view.columnWidth(index.column()) - 2 * PADDING
        room = QRect(0, 0, max(width, 40), 10_000)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        needed = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
        return QSize(width, max(needed.height(), option.fontMetrics.height()) + PADDING + 2)
