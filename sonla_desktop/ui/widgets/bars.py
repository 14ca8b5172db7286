"""Small bars drawn by Qt: how complete a step is, and where a figure stands against its target."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from sonla_desktop.ui.look import colours

BAR_ROLE = Qt.ItemDataRole.UserRole + 1
"""(share reached 0–1, share of the target 0–1, tone of what came of it) or None."""


class ProgressLine(QWidget):
    """A thin bar; the words beside it say the same, so colour is never alone."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._share, self._complete = name, 0.0, False
        self.setFixedHeight(8)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_share(self, done: int, total: int) -> None:
        """Draws ``done`` of ``total``; nothing to do counts as complete."""
        self._share = done / total if total else 1.0
        self._complete = done >= total
        self.setAccessibleName(f"{self._name}: {done}/{total}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws track and bar."""
        chosen = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, 0, self.width(), self.height())
        painter.setBrush(QColor(chosen.hover))
        painter.drawRoundedRect(whole, 4, 4)
        if self._share:
            painter.setBrush(QColor(chosen.good if self._complete else chosen.accent))
            painter.drawRoundedRect(QRectF(0, 0, max(8.0, self.width() * self._share), self.height()), 4, 4)
        painter.end()


class TargetBarDelegate(QStyledItemDelegate):
    """Draws the figure as a bar and the target as a tick on it."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the cell's background, then the bar."""
        super().paint(painter, option, index)
        shares = index.data(BAR_ROLE)
        if shares is None:
            return
        reached, wanted, tone = shares
        chosen = colours()
        area = QRectF(option.rect).adjusted(8, 0, -8, 0)
        bar = QRectF(area.x(), area.center().y() - 4, area.width(), 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(chosen.hover))
        painter.drawRoundedRect(bar, 4, 4)
        painter.setBrush(QColor(getattr(chosen, tone or "accent")))
        painter.drawRoundedRect(QRectF(bar.x(), bar.y(), max(4.0, bar.width() * reached), bar.height()), 4, 4)
        painter.setBrush(QColor(chosen.text))
        painter.drawRect(QRectF(bar.x() + bar.width() * wanted - 1, bar.y() - 4, 2, bar.height() + 8))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Wide enough to compare bars."""
        return QSize(160, super().sizeHint(option, index).height())
