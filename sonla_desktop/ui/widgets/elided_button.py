"""A button whose text is cut with three dots where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

LEAST_WIDTH = 70
FRAME = 34
"""What picture and frame take of the width."""


class ElidedButton(QPushButton):
    """Says all of its words in the tip, and to a screen reader unless it was given another name."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._said = ""
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Takes the text, of one line or more."""
        self._said = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def wanted_width(self) -> int:
        """Room in which nothing has to be cut."""
        return max(self._metrics().horizontalAdvance(line) for line in self._said.split("\n")) + FRAME

    def minimumSizeHint(self) -> QSize:
        """Room for the picture and a few letters."""
        return QSize(LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer words fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self._metrics(), self.width() - FRAME
        lines = (metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in self._said.split("\n"))
        fitting = "\n".join(lines)
        if fitting != self.text():
            self.setText(fitting)

    def _metrics(self) -> QFontMetrics:
        """Of the bold letters that the chosen one has."""
        font = self.font()
        font.setWeight(QFont.Weight.DemiBold)
        return QFontMetrics(font)
