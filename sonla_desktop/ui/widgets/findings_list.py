"""The findings about one item, in the same words as on the page Kiểm tra."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QWidget

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.ui.icons import pixmap
from sonla_desktop.ui.labels import SEVERITIES
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.reasons import TONES, message_text
from sonla_desktop.ui.widgets.parts import column, label, row


class FindingsList(QWidget):
    """One line for each finding: picture, word, text."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=3)
        self.setLayout(self._lines)
        self.hide()

    def show_findings(self, findings: Sequence[StatedFinding]) -> None:
        """Replaces the lines; nothing found shows nothing."""
        while self._lines.count():
            self._lines.takeAt(0).widget().deleteLater()
        for item in findings:
            self._lines.addWidget(_line(item))
        self.setVisible(bool(findings))


def _line(item: StatedFinding) -> QWidget:
    tone = TONES[item.finding.severity]
    picture = QLabel()
    picture.setPixmap(pixmap(tone, getattr(colours(), tone)))
    picture.setFixedWidth(18)
    text = label(f"{SEVERITIES[item.finding.severity]}: {message_text(item)}", tone=tone, wrap=True)
    text.setToolTip(item.reason)
    line = QWidget()
    line.setLayout(row(picture, text, gap=4))
    line.layout().setStretch(1, 1)
    return line
