"""The course of one figure over the periods, drawn by Qt at once; the words beside it say the same."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from sonla_desktop.domain.chart import TrendLine
from sonla_desktop.domain.numbers import format_number, half_up
from sonla_desktop.ui.look import colours

_DOT = 3.5
_TEXT_GAP = 5.0


class TrendView(QWidget):
    """A line with a dot for each period that has a figure, and the target as a dashed line.

    A dot that is hollow stands for a figure that is not recognised. A small one has no words in it: its tip has them.
    """

    def __init__(self, name: str, *, small: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._small = small
        self._periods: tuple[str, ...] = ()
        self._line = TrendLine("", ())
        self._target, self._unit = Decimal(0), ""
        self._hollow: Collection[int] = ()
        if small:
            self.setFixedSize(self.fontMetrics().horizontalAdvance("0") * 15, self.fontMetrics().height() + 10)
        else:
            self.setMinimumHeight(self.fontMetrics().height() * 7)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_trend(
        self, periods: tuple[str, ...], line: TrendLine, target: Decimal, unit: str, hollow: Collection[int] = ()
    ) -> None:
        """Takes the values of the periods, oldest first, and the places of those that are not recognised."""
        self._periods, self._line, self._target, self._unit, self._hollow = periods, line, target, unit, hollow
        pairs = zip(periods, line.values, strict=True)
        said = (f"{period}: {self._said(value)}" for period, value in pairs if value is not None)
        self.setAccessibleDescription(f"{line.label}. Mục tiêu {self._said(target)}. " + "; ".join(said))
        self.setToolTip(self.accessibleDescription().replace(". ", "\n").replace("; ", "\n") if self._small else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for a year of months."""
        return QSize(420, self.fontMetrics().height() * 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws target, line, dots, and the words at both ends."""
        points = self._points()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_target(painter)
        self._draw_line(painter, points)
        if not self._small:
            self._draw_words(painter, points)
        painter.end()

    def _area(self) -> QRectF:
        if self._small:
            return QRectF(self.rect()).adjusted(2 * _DOT, 2 * _DOT, -2 * _DOT, -2 * _DOT)
        metrics = QFontMetricsF(self.font())
        side = metrics.horizontalAdvance("00/0000") / 2 + _TEXT_GAP
        top = metrics.height() + _TEXT_GAP
        return QRectF(self.rect()).adjusted(side, top, -side, -top)

    def _points(self) -> list[tuple[int, QPointF]]:
        """Place of each period that has a figure, with its number."""
        area, count = self._area(), max(len(self._periods) - 1, 1)
        return [
            (number, QPointF(area.left() + area.width() * number / count, self._height_of(value)))
            for number, value in enumerate(self._line.values)
            if value is not None
        ]

    def _height_of(self, value: Decimal) -> float:
        area = self._area()
        values = [float(one) for one in (*self._line.values, self._target) if one is not None]
        low, high = min(values), max(values)
        share = (float(value) - low) / (high - low) if high > low else 0.5
        return area.bottom() - area.height() * share

    def _draw_target(self, painter: QPainter) -> None:
        level = self._height_of(self._target)
        painter.setPen(QPen(QColor(colours().muted), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, level), QPointF(self.width(), level))
        if not self._small:
            words = f"Mục tiêu {self._said(self._target)}"
            self._write(painter, QPointF(0, level), words, Qt.AlignmentFlag.AlignLeft)

    def _draw_line(self, painter: QPainter, points: list[tuple[int, QPointF]]) -> None:
        chosen = colours()
        painter.setPen(QPen(QColor(chosen.accent), 2))
        for run in _runs(points):
            painter.drawPolyline(QPolygonF([place for _, place in run]))
        for number, place in points:
            painter.setBrush(QColor(chosen.base if number in self._hollow else chosen.accent))
            size = _DOT - 1 if self._small else _DOT
            painter.drawEllipse(place, size, size)

    def _draw_words(self, painter: QPainter, points: list[tuple[int, QPointF]]) -> None:
        painter.setPen(QColor(colours().text))
        room = max(1, int(self.width() // QFontMetricsF(self.font()).horizontalAdvance("100,00%  ")))
        for number, place in points[:: -max(1, -(-len(points) // room))]:
            value = self._line.values[number]
            self._write(painter, place, self._said(value or Decimal(0)), Qt.AlignmentFlag.AlignHCenter)
            bottom = QPointF(place.x(), self.height() + _DOT)
            painter.setPen(QColor(colours().muted))
            self._write(painter, bottom, self._periods[number], Qt.AlignmentFlag.AlignHCenter)
            painter.setPen(QColor(colours().text))

    def _write(self, painter: QPainter, place: QPointF, text: str, side: Qt.AlignmentFlag) -> None:
        """Writes above a place."""
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(text)
        left = place.x() if side is Qt.AlignmentFlag.AlignLeft else place.x() - width / 2
        left = min(max(left, 0.0), self.width() - width)
        painter.drawText(QPointF(left, place.y() - _DOT - metrics.descent()), text)

    def _said(self, value: Decimal) -> str:
        shown = half_up(value, 2) if value % 1 else Decimal(int(value))
        return f"{format_number(shown)}{self._unit}"


def _runs(points: list[tuple[int, QPointF]]) -> list[list[tuple[int, QPointF]]]:
    """Points of neighbouring periods; a line never bridges a period without a figure."""
    runs: list[list[tuple[int, QPointF]]] = []
    for point in points:
        if runs and runs[-1][-1][0] == point[0] - 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs
