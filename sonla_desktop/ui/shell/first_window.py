"""What is on screen while the window's own modules load: the same place, the same size, the program's name."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from sonla_desktop.ui.shell import PROGRAM_NAME
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.ui.widgets.parts import column, label

FIRST_SIZE = (1180, 690)


class FirstWindow(QMainWindow):
    """Imports next to nothing. ``painted`` comes once, when it is on screen."""

    painted = Signal()

    def __init__(self, memory: WindowMemory) -> None:
        super().__init__()
        self._painted = False
        self.setWindowTitle(PROGRAM_NAME)
        self.setCentralWidget(cover())
        place_window(self, memory)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that something is on screen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()


def cover() -> QWidget:
    """The program's name, and that it is being opened."""
    shown = QWidget()
    shown.setLayout(column(None, label(PROGRAM_NAME, role="title"), label("Đang mở…", role="muted"), None, margins=40))
    return shown


def place_window(window: QMainWindow, memory: WindowMemory) -> None:
    """Where and as large as it was left; at the first run as large as the screen allows."""
    geometry = memory.geometry
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        room = QGuiApplication.primaryScreen().availableSize()
        window.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))
