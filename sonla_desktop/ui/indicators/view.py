"""Layout of the step Chỉ tiêu: the table on top, the chosen indicator below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTableView, QVBoxLayout, QWidget

from sonla_desktop.ui.indicators.state import HEADINGS
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel


class IndicatorsView(QWidget):
    """The editor itself is put into ``place_for_editor`` by the page, one for each indicator."""

    def __init__(self) -> None:
        super().__init__()
        self.search = LineInput("Tìm chỉ tiêu", "Tìm chỉ tiêu, không cần dấu")
        self.model = RowsModel(HEADINGS, self)
        self.indicators: QTableView = table(
            self.model, "Bảng chỉ tiêu", {0: 7, 2: 8, 3: 8, 4: 15, 5: 9, 6: 12, 7: 18}, stretch=1
        )
        self.name = label(role="strong", wrap=True)
        self.previous = label(role="muted", wrap=True)
        self.findings = FindingsList()
        self.place_for_editor: QVBoxLayout = column()
        self._lay_out()

    def _lay_out(self) -> None:
        upper = QWidget()
        upper.setLayout(column(row(self.search, self.previous, gap=12), self.indicators, gap=6))
        upper.layout().itemAt(0).layout().setStretch(0, 1)
        upper.layout().itemAt(0).layout().setStretch(1, 2)
        upper.setMinimumHeight(110)
        lower = card(self.name, self.findings, self.place_for_editor, gap=5, margins=10)
        lower.layout().setStretch(2, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([255, 330])
        self.setLayout(column(splitter))
