"""The window's own line icons, drawn in the colour asked for; the files say ``currentColor``."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QFile, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sonla_desktop.ui.look import colours

_SIZES = (16, 20, 32)


def icon(name: str, colour: str = "") -> QIcon:
    """The icon of this name in a colour of the look (its muted text colour unless told)."""
    return _icon(name, colour or colours().muted, colour or colours().accent)


@lru_cache(maxsize=128)
def _icon(name: str, colour: str, chosen: str) -> QIcon:
    source = _read(name)
    result = QIcon()
    for tint, state in ((colour, QIcon.State.Off), (chosen, QIcon.State.On)):
        for size in _SIZES:
            result.addPixmap(_drawn(source, tint, size), QIcon.Mode.Normal, state)
    return result


def pixmap(name: str, colour: str, size: int = 16) -> QPixmap:
    """One picture of the icon, for labels."""
    return _drawn(_read(name), colour, size)


def forget_icons() -> None:
    """Lets go of all pictures, before Qt ends."""
    _icon.cache_clear()


def _read(name: str) -> bytes:
    file = QFile(f"icons:{name}.svg")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(f"Bản cài đặt thiếu hình {name}.svg.")
    return bytes(file.readAll().data())


def _drawn(source: bytes, colour: str, size: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", colour.encode())))
    picture = QPixmap(QSize(size, size) * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture
