"""The part of Tổng quan with the sections of a form: a table whose rows lead to what is still to be entered."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QTableView, QWidget

from sonla_desktop.ui.overview import sections
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column, label, table
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel

LEAST_ROWS, MOST_ROWS = 3, 12


class SectionsView(QWidget):
    """``go`` carries the place of the row that was double-clicked or entered."""

    go = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(sections.HEADINGS, self)
        self.table: QTableView = table(self.model, "Các mục của báo cáo", {1: 17, 2: 13, 3: 14, 4: 29}, stretch=0)
        self.table.setToolTip("Bấm đúp hoặc Enter để tới chỗ cần nhập")
        self.dates = label(role="muted", wrap=True)
        self.setLayout(column(label("Các mục của báo cáo", role="heading"), self.table, self.dates, gap=6))
        self.layout().setStretch(1, 1)
        self.table.activated.connect(self._tell)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the part, or hides it where indicators take its place."""
        shown = sections.is_shown(snapshot)
        self.setVisible(shown)
        if not shown:
            return
        self.model.show(sections.section_rows(snapshot))
        dates = sections.next_dates(snapshot, snapshot.now.date())
        self.dates.setText(dates)
        self.dates.setVisible(bool(dates))
        lines = min(max(self.model.rowCount(), LEAST_ROWS), MOST_ROWS)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(lines * height + self.table.horizontalHeader().sizeHint().height() + 4)

    def _tell(self, index: QModelIndex) -> None:
        self.go.emit(index.data(KEY_ROLE))
