"""Layout of Báo cáo và xuất."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from sonla_desktop.ui.report_export.state import HEADINGS
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, rule, scrolled
from sonla_desktop.ui.widgets.wrapped_table import WrappedTable


class ReportExportView(QWidget):
    """Versions on top; below them all there is of the chosen one, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="title", wrap=True)
        self.to_closing = button("Tới bước Chốt", role="primary")
        self.verify = button("Kiểm tra gói…", name="Kiểm tra gói nhận được hoặc đã xuất")
        self.verify.setToolTip("Xem gói có nguyên vẹn không (F7)")
        self.amend = button("Lập báo cáo th&ay thế…")
        widths = {0: 5, 1: 18, 2: 20, 3: 15, 4: 20}
        self.versions = WrappedTable(HEADINGS, "Các phiên bản đã chốt", widths, stretch=5)
        self.chosen, self.details = label(role="heading", wrap=True), label(wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.record = button("&Ghi kết quả gửi…", icon_name="check")
        self.drop_hint = label("Kéo bản ký hoặc phiếu tiếp nhận thả vào trang này cũng được.", role="muted", wrap=True)
        self.folder = label(wrap=True)
        self.choose = button("Chọn thư &mục…", icon_name="folder")
        self.apart = QCheckBox("Mỗi phụ lục một tệp riê&ng")
        self.apart.setToolTip("Văn bản lập lại từ bản đã chốt, để ký từng phụ lục; gói gửi giữ nguyên")
        self.export = button("&Xuất ra thư mục", role="primary")
        self.preview = button("X&em trước và in", icon_name="print", name="Xem trước và in báo cáo")
        self.result = label(wrap=True, tone="good")
        self.open_folder = button("Mở thư mục &vừa xuất", icon_name="folder")
        self.result_box = card(self.result, row(self.open_folder, None), role="banner")
        self.result_box.setProperty("tone", "good")
        self.result_box.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        place = row(label("Xuất vào"), self.folder, self.choose, gap=12)
        place.setStretch(1, 1)
        recording = row(self.record, self.drop_hint, gap=12)
        recording.setStretch(1, 1)
        doing = row(self.export, self.apart, self.preview, None, gap=12)
        parts = (self.chosen, self.details, recording, rule(), place, doing, self.result_box)
        self.target = card(*parts, gap=10, margins=14)
        self.empty = label(
            "Chốt số liệu của kỳ trước; khi chốt, chương trình lập gói gửi hệ thống của tỉnh và văn bản để in, ký. "
            "Xong bước đó, trang này xuất các tệp ra thư mục hoặc USB.",
            role="muted",
            wrap=True,
        )
        top = row(self.heading, self.verify, self.amend, self.to_closing)
        top.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(column(top, self.empty, self.versions, self.target, None, gap=10, margins=14))
        self.setLayout(column(scrolled(holder, "Báo cáo và xuất")))
