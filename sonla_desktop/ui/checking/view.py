"""Layout of the page Kiểm tra: all findings, and below them the chosen one with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget

from sonla_desktop.ui.checking.state import HEADINGS
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel
from sonla_desktop.ui.widgets.wrapping import WrappingDelegate


class CheckingView(QWidget):
    """The table wraps its texts: a finding is read whole."""

    def __init__(self) -> None:
        super().__init__()
        self.summary = label(role="heading", wrap=True)
        self.search = LineInput("Tìm phát hiện", "Tìm phát hiện, không cần dấu")
        self.search.setMinimumWidth(240)
        self.again = button("Kiểm tra lại (F5)", icon_name="check")
        self.model = RowsModel(HEADINGS, self)
        self.findings: QTableView = table(self.model, "Các phát hiện", {0: 9, 1: 16, 3: 34}, stretch=2)
        self.findings.setWordWrap(True)
        self.findings.setItemDelegate(WrappingDelegate(self.findings))
        self.findings.horizontalHeader().geometriesChanged.connect(self.findings.resizeRowsToContents)
        self.findings.horizontalHeader().sectionResized.connect(self._column_resized)
        self.message = label(wrap=True)
        self.go = button("Tới chỗ cần sửa", role="primary")
        self.reason = ProseInput("Lý do để cảnh báo này đi qua", "Ghi lý do; lý do được in trong báo cáo", lines=2)
        self.reason_caption = label("Lý &do", role="strong")
        self.reason_caption.setBuddy(self.reason)
        self.lapsed = label(tone="warning", wrap=True)
        self.use_again = button("Dù&ng lại lý do này", name="Dùng lại lý do này cho số liệu hiện nay")
        self.use_again.setToolTip("Đưa lý do cũ vào ô Lý do để dùng cho số liệu hiện nay; sửa thêm được")
        self.wrong = label(role="small", tone="error", wrap=True)
        self.written = label(role="small", wrap=True)
        lines = (row(self.message, self.go, gap=12), row(self.lapsed, self.use_again, gap=12))
        typed = row(self.reason_caption, column(self.reason, self.wrong, self.written, gap=2))
        detail = card(*lines, typed, gap=8)
        for line in lines:
            line.setStretch(0, 1)
        self.detail = detail
        top = row(self.summary, self.search, self.again, gap=8)
        top.setStretch(0, 1)
        layout = column(top, self.findings, detail, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _column_resized(self, _column: int, _before: int, _now: int) -> None:
        self.findings.resizeRowsToContents()

    def fit_rows(self) -> None:
        """Group headings run over all columns; rows are as high as their texts."""
        self.findings.clearSpans()
        for number, row_view in enumerate(self.model.rows):
            if row_view.heading:
                self.findings.setSpan(number, 0, 1, len(HEADINGS))
        self.findings.resizeRowsToContents()
