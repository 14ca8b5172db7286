"""The part of Tổng quan with the reports that press: each row leads to its report, the year is one step away."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView, QWidget

from sonla_desktop.ui.overview import board
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, column, label, row, set_tone, table
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel

WIDTHS = {0: 30, 2: 11, 3: 19, 4: 20, 5: 25}
NAME_COLUMN, WINDOW_COLUMN = 1, 3
LEAST_DIGITS = 140
"""In a view that is narrower than so many digits the name of the report goes before the data window."""
MOST_LINES = 6
"""More lines than these are scrolled."""


def board_table(model: RowsModel, name: str) -> QTableView:
    """A table of reports; the name of the report takes what the other columns leave."""
    view = table(model, name, WIDTHS, stretch=NAME_COLUMN)
    view.setToolTip("Bấm đúp hoặc Enter để chuyển sang báo cáo này")
    return view


class BoardView(QWidget):
    """``chosen`` carries (form, period) of the row that was double-clicked or entered."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.model = RowsModel(board.HEADINGS, self)
        self.table = board_table(self.model, "Các báo cáo phải gửi")
        self.summary = label(role="strong")
        self.whole_year = button("Lịch cả năm…", role="link", icon_name="calendar", name="Lịch báo cáo cả năm")
        self.notes = label(role="muted", wrap=True)
        head = row(label("Lịch báo cáo", role="heading"), self.summary, None, self.whole_year, gap=12)
        self.stale = label(tone="warning", wrap=True)
        self.setLayout(column(head, self.table, self.stale, self.notes, gap=4))
        self.table.activated.connect(self._tell)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the part; the table is as high as its lines, so that what is due is seen at once."""
        lines = board.pressing(snapshot)
        self.model.show(board.rows(lines, snapshot))
        said, tone = board.summary(snapshot.board)
        self.summary.setText(said)
        set_tone(self.summary, tone)
        stale = board.stale_text(snapshot.stale)
        self.stale.setText(stale)
        self.stale.setVisible(bool(stale))
        notes = board.notes(lines)
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))
        height = self.table.verticalHeader().defaultSectionSize()
        shown = min(max(len(lines), 1), MOST_LINES)
        self.table.setFixedHeight(shown * height + self.table.horizontalHeader().sizeHint().height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the tip of the row alone tells the data window."""
        super().resizeEvent(event)
        least = LEAST_DIGITS * self.fontMetrics().horizontalAdvance("0")
        self.table.setColumnHidden(WINDOW_COLUMN, event.size().width() < least)

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(KEY_ROLE))
