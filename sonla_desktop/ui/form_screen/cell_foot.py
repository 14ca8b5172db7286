"""The line under a grid: what the program reads in the cell, what to choose from, what is found about the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.ui.form_screen.state import CellReading
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.parts import button, column, label, row, set_tone

LONGEST_NAME = 140


class CellFoot(QWidget):
    """``chosen`` carries the text of the reading that the officer picked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = label(role="small", wrap=True)
        self.said = label(wrap=True)
        self.findings = FindingsList()
        self._choices: list[QPushButton] = []
        self._choice_row = row(gap=4)
        line = row(self.said, self._choice_row, gap=8)
        line.setStretch(0, 1)
        self.setLayout(column(self.name, line, self.findings, gap=3))
        self.said.setMinimumHeight(self.said.fontMetrics().height() + 4)

    def show_reading(self, name: str, reading: CellReading, hint: str = "") -> None:
        """Says what was read, or the hint of an empty cell."""
        self.name.setText(name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…")
        self.name.setToolTip(name)
        self.said.setText(reading.said or hint)
        set_tone(self.said, reading.doubt)
        for old in self._choices:
            self._choice_row.removeWidget(old)
            old.deleteLater()
        self._choices = []
        for text in reading.choices:
            choice = button(text, name=f"Chọn {text}")
            choice.setProperty("choice", text)
            choice.clicked.connect(self._choose)
            self._choice_row.addWidget(choice)
            self._choices.append(choice)

    def show_findings(self, findings: Sequence[StatedFinding]) -> None:
        """Says what is found about the row."""
        self.findings.show_findings(findings)

    def _choose(self) -> None:
        self.chosen.emit(self.sender().property("choice"))
