"""Layout of the step Chỉ tiêu: the table on top, the chosen indicator below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.form_screen.state import GridRow
from sonla_desktop.ui.indicators.figure_list import FigureList
from sonla_desktop.ui.indicators.state import shown_columns
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row
from sonla_desktop.ui.widgets.trend import TrendView

NARROW_IN_DIGITS = 140


class IndicatorsView(QWidget):
    """The editor itself is put into ``place_for_editor`` by the page, one for each indicator."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.search = LineInput("Tìm chỉ tiêu", "Tìm chỉ tiêu, không cần dấu")
        self.figures = FigureList(desk)
        self.indicators, self.model = self.figures.grid, self.figures.grid.grid_model
        self.name = label(role="strong", wrap=True)
        self.risk = label("Nguy cơ sai lệch cao", role="badge", tone="warning")
        self.trend = TrendView("Diễn biến của chỉ tiêu", small=True)
        self.passport = button("Hồ &sơ chỉ tiêu (F8)", icon_name="document")
        self.passport.setToolTip("Định nghĩa, công thức, nguồn, mục tiêu, cách hiểu và diễn biến của chỉ tiêu")
        self.findings = FindingsList()
        self.place_for_editor: QVBoxLayout = column()
        self._lay_out()

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Fills the table, with the columns that have something to say and room for it."""
        self.indicators.show_rows(rows)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps room for the names."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        is_narrow = self.width() < NARROW_IN_DIGITS * self.fontMetrics().horizontalAdvance("0")
        for number, shown in shown_columns(self.model.grid, is_narrow=is_narrow).items():
            self.indicators.setColumnHidden(number, not shown)
        self.indicators.fit()

    def _lay_out(self) -> None:
        upper = QWidget()
        upper.setLayout(column(self.search, self.figures, gap=6))
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
