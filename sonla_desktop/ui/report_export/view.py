"""Layout of Báo cáo và xuất."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget

from sonla_desktop.ui.report_export.state import HEADINGS
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel


class ReportExportView(QWidget):
    """Versions on top, the folder and the button below."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="title", wrap=True)
        self.to_closing = button("Tới bước Chốt", role="primary")
        self.model = RowsModel(HEADINGS, self)
        self.versions: QTableView = table(self.model, "Các phiên bản đã chốt", {0: 11, 2: 26, 3: 11, 4: 20}, stretch=1)
        self.folder = label(wrap=True)
        self.choose = button("Chọn thư &mục…", icon_name="folder")
        self.export = button("&Xuất ra thư mục", role="primary")
        self.preview = button("X&em trước và in", icon_name="print", name="Xem trước và in báo cáo")
        self.result = label(wrap=True, tone="good")
        self.open_folder = button("Mở thư m&ục vừa xuất", icon_name="folder")
        self.result_box = card(self.result, row(self.open_folder, None), role="banner")
        self.result_box.setProperty("tone", "good")
        self.result_box.hide()
        target = card(
            row(label("Xuất ra thư mục hoặc USB", role="heading"), None),
            row(self.folder, self.choose, gap=12),
            row(self.export, self.preview, None),
            self.result_box,
            gap=10,
            margins=14,
        )
        target.layout().itemAt(1).layout().setStretch(0, 1)
        self.target = target
        top = row(self.heading, self.to_closing)
        top.setStretch(0, 1)
        self.empty = label(
            "Chốt số liệu của kỳ trước; khi chốt, chương trình lập gói gửi hệ thống của tỉnh và văn bản để in, ký. "
            "Xong bước đó, trang này xuất các tệp ra thư mục hoặc USB.",
            role="muted",
            wrap=True,
        )
        layout = column(top, self.empty, self.versions, target, None, gap=10, margins=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def span_headings(self) -> None:
        """Lets a heading row run over all columns."""
        self.versions.clearSpans()
        for number, row_view in enumerate(self.model.rows):
            if row_view.heading:
                self.versions.setSpan(number, 0, 1, len(HEADINGS))
