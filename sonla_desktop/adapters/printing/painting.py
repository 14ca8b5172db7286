"""Draws the marks of a page with a painter of Qt: on the screen, on a printer or into a PDF."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen

from sonla_desktop.adapters.printing.letters import UNITS, family_for, font_of
from sonla_desktop.adapters.printing.marks import (
    FillMark,
    LineMark,
    Look,
    Mark,
    PageDrawing,
    PictureMark,
    TextMark,
    WatermarkMark,
)

_WATERMARK_SIZE = 72.0


def paint_page(page: PageDrawing, painter: QPainter, scale: float, family: str) -> None:
    """Draws a page at the painter's origin; ``scale`` is its units a point."""
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    # Fonts come in whole pixels, UNITS a point; so does everything else.
    painter.scale(scale / UNITS, scale / UNITS)
    for mark in page.marks:
        _paint(mark, painter, family_for(family))
    painter.restore()


@singledispatch
def _paint(mark: Mark, painter: QPainter, family: str) -> None:
    raise TypeError(f"no way to draw {mark!r}")


@_paint.register
def _text(mark: TextMark, painter: QPainter, family: str) -> None:
    font = font_of(mark.look, family)
    font.setWordSpacing(mark.spread * UNITS)
    painter.setFont(font)
    painter.setPen(QColor(f"#{mark.look.colour}"))
    painter.drawText(QPointF(mark.x * UNITS, mark.baseline * UNITS), mark.text)


@_paint.register
def _line(mark: LineMark, painter: QPainter, family: str) -> None:
    painter.setPen(QPen(QColor("black"), mark.weight * UNITS))
    painter.drawLine(QLineF(mark.x * UNITS, mark.y * UNITS, mark.x_end * UNITS, mark.y_end * UNITS))


@_paint.register
def _fill(mark: FillMark, painter: QPainter, family: str) -> None:
    painter.fillRect(_box(mark), QColor("black"))


@_paint.register
def _picture(mark: PictureMark, painter: QPainter, family: str) -> None:
    """Made smaller first where the page is small: a painter that takes a few of many pixels loses thin lines."""
    image = QImage.fromData(mark.png)
    pixels = painter.deviceTransform().mapRect(_box(mark)).size().toSize()
    if 0 < pixels.width() < image.width():
        image = image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(_box(mark), image)


@_paint.register
def _watermark(mark: WatermarkMark, painter: QPainter, family: str) -> None:
    path = QPainterPath()
    path.addText(QPointF(0, 0), font_of(Look(_WATERMARK_SIZE), family), mark.text)
    bounds = path.boundingRect()
    ratio = min(mark.width * UNITS / bounds.width(), mark.height * UNITS / bounds.height())
    painter.save()
    painter.translate(mark.middle[0] * UNITS, mark.middle[1] * UNITS)
    painter.rotate(mark.turn)
    painter.scale(ratio, ratio)
    painter.translate(-bounds.center())
    painter.fillPath(path, QBrush(QColor(f"#{mark.colour}")))
    painter.restore()


def _box(mark: FillMark | PictureMark) -> QRectF:
    return QRectF(mark.x * UNITS, mark.y * UNITS, mark.width * UNITS, mark.height * UNITS)
