"""Layout of the step Chỉ tiêu: the table on top, the chosen indicator below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTableView, QVBoxLayout, QWidget

from sonla_desktop.ui.indicators.state import HEADINGS, shown_columns
from sonla_desktop.ui.rows import RowView
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel
from sonla_desktop.ui.widgets.trend import TrendView

NARROW_IN_DIGITS = 140


class IndicatorsView(QWidget):
    """The editor itself is put into ``place_for_editor`` by the page, one for each indicator."""

    def __init__(self) -> None:
        super().__init__()
        self.search = LineInput("Tìm chỉ tiêu", "Tìm chỉ tiêu, không cần dấu")
        self.model = RowsModel(HEADINGS, self)
        self.indicators: QTableView = table(
            self.model,
            "Bảng chỉ tiêu",
            {0: 6, 2: 7, 3: 7, 4: 8, 5: 8, 6: 8, 7: 11, 8: 12, 9: 11, 10: 25},
            stretch=1,
        )
        self.name = label(role="strong", wrap=True)
        self.risk = label("Nguy cơ sai lệch cao", role="badge", tone="warning")
        self.trend = TrendView("Diễn biến của chỉ tiêu", small=True)
        self.passport = button("Hồ &sơ chỉ tiêu (F8)", icon_name="document")
        self.passport.setToolTip("Định nghĩa, công thức, nguồn, mục tiêu, cách hiểu và diễn biến của chỉ tiêu")
        self.findings = FindingsList()
        self.place_for_editor: QVBoxLayout = column()
        self._lay_out()

    def show_rows(self, rows: Sequence[RowView]) -> None:
        """Fills the table, with the columns that have something to say and room for it."""
        self.model.show(rows)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps room for the names."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        is_narrow = self.width() < NARROW_IN_DIGITS * self.fontMetrics().horizontalAdvance("0")
        for number, shown in shown_columns(self.model.rows, is_narrow=is_narrow).items():
            self.indicators.setColumnHidden(number, not shown)

    def _lay_out(self) -> None:
        upper = QWidget()
        upper.setLayout(column(self.search, self.indicators, gap=6))
        upper.setMinimumHeight(110)
        heading = row(self.name, self.trend, self.risk, self.passport, gap=10)
        heading.setStretch(0, 1)
        lower = card(heading, self.findings, self.place_for_editor, gap=5, margins=10)
        lower.layout().setStretch(2, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(8)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(upper)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setSizes([220, 365])
        self.setLayout(column(splitter))
