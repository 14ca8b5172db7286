"""Layout of the changes: filters above, the list, everything of the chosen change below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLabel, QSizePolicy, QTableView, QWidget

from sonla_desktop.ui.history.state import HEADINGS
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel

WIDTHS = {0: 16, 1: 14, 2: 21, 3: 14, 5: 15, 6: 20, 7: 16}
ABOUT_COLUMN = 4
NARROW = {7: 1100, 3: 1000}
"""Columns that are left out of a list which is narrower than so many pixels."""
_DETAIL_LINES = 4


class ChangesView(QWidget):
    """Only layout; the panel fills it. A narrow window leaves out columns whose texts the details below have."""

    def __init__(self) -> None:
        super().__init__()
        self.report = _choice("Lọc theo báo cáo", 24)
        self.action = _choice("Lọc theo việc", 14)
        self.officer = _choice("Lọc theo người làm", 12)
        self.search = LineInput("Tìm trong lịch sử", "Mục, giá trị hoặc lý do, gõ không dấu cũng được")
        self.since, self.until = DateInput("Từ ngày"), DateInput("Đến ngày")
        self.clear = button("Bỏ lọc")
        self.model = RowsModel(HEADINGS, self)
        self.list: QTableView = table(self.model, "Các thay đổi, mới nhất trước", WIDTHS, stretch=ABOUT_COLUMN)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setToolTip("Bấm đúp hoặc Enter để tới mục này")
        self.empty = label(role="muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.details = label(wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.setMinimumHeight(_DETAIL_LINES * self.details.fontMetrics().lineSpacing())
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.count, self.said = label(role="muted"), label(role="muted")
        self.more = button("X&em thêm", role="link", name="Xem thêm dòng cũ hơn")
        self.go_there = button("&Mở mục này", role="primary")
        self.copy = button("S&ao chép", icon_name="document", name="Sao chép các dòng đã chọn")
        self.export = button("&Xuất bảng tính…", icon_name="export", name="Xuất các dòng theo bộ lọc ra bảng tính")
        self.about = card(self.details)
        self._lay_out()

    def _lay_out(self) -> None:
        first = row(
            _caption("Báo cáo", self.report), self.report, _caption("&Việc", self.action), self.action,
            _caption("N&gười", self.officer), self.officer,
        )  # fmt: skip
        first.setStretch(1, 3)
        second = row(
            _caption("Tìm", self.search), self.search, _caption("Từ", self.since), self.since,
            _caption("đến", self.until), self.until, self.clear,
        )  # fmt: skip
        second.setStretch(1, 1)
        foot = row(self.count, self.more, self.said, None, self.copy, self.export, self.go_there)
        layout = column(first, second, self.empty, self.list, self.about, foot)
        layout.setStretch(3, 1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a narrow list has no room for is in the details."""
        super().resizeEvent(event)
        for number, width in NARROW.items():
            self.list.setColumnHidden(number, self.width() < width)

    def tell_empty(self, text: str) -> None:
        """Shows the list, or a text in its place."""
        self.empty.setText(text)
        self.empty.setVisible(bool(text))
        self.list.setVisible(not text)
        self.about.setVisible(not text)
        for control in (self.copy, self.export, self.go_there):
            control.setEnabled(not text)


def _choice(name: str, letters: int) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    return box


def _caption(text: str, field: QWidget) -> QLabel:
    made = label(text, role="muted")
    made.setBuddy(field)
    return made
