"""Layout of the first screen."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget

from sonla_desktop.ui.start.state import HEADINGS
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, rule, scrolled, table
from sonla_desktop.ui.widgets.rows_model import RowsModel


class StartView(QWidget):
    """Left: choose the agency. Right: the officer, where the store lies, and the two other ways in."""

    def __init__(self) -> None:
        super().__init__()
        self.search = LineInput("Tìm cơ quan", "Gõ tên, không cần dấu: chieng mung")
        self.model = RowsModel(HEADINGS, self)
        self.agencies: QTableView = table(self.model, "Danh sách cơ quan", {0: 14, 2: 18}, stretch=1)
        self.count = label(role="small")
        self.officer = LineInput("Họ tên cán bộ báo cáo", "Ví dụ: Lò Thị Mai", limit=100)
        self.folder = label(role="muted", wrap=True)
        self.change_folder = button("Chọn nơi &khác…", icon_name="folder")
        self.lacking = label(role="muted", wrap=True)
        self.create = button("Tạo &sổ báo cáo", role="primary")
        self.open_other = button("&Mở sổ đã có…", icon_name="folder")
        self.open_sample = button("Mở tháng mẫ&u để tập làm", icon_name="sample")
        self.back = button("&Quay lại sổ đang mở")
        self._lay_out()

    def _lay_out(self) -> None:
        search_caption = label("&Tìm cơ quan", role="strong")
        search_caption.setBuddy(self.search)
        left = card(row(search_caption, self.search), self.agencies, self.count, gap=8, margins=14)
        officer_caption = label("&Họ tên cán bộ báo cáo", role="strong")
        officer_caption.setBuddy(self.officer)
        right = card(
            officer_caption,
            self.officer,
            label("Nơi để số liệu", role="strong"),
            self.folder,
            row(self.change_folder, None),
            self.lacking,
            row(self.create, None),
            rule(),
            label("Đã có số liệu trên máy này?", role="strong"),
            row(self.open_other, None),
            label("Muốn xem thử trước? Tháng mẫu có sẵn số liệu của một xã, mọi bản in đều mang dấu MẪU.", wrap=True),
            row(self.open_sample, None),
            None,
            gap=8,
            margins=14,
        )
        side = scrolled(right, "Cán bộ, nơi để số liệu và tháng mẫu")
        side.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 46)
        heading = label("Bắt đầu: cơ quan nào báo cáo trên máy này?", role="title")
        intro = label(
            "Chọn cơ quan một lần; chương trình lấy đúng nhiệm vụ và chỉ tiêu mà kế hoạch giao cho cơ quan đó.",
            role="muted",
            wrap=True,
        )
        top = row(heading, None, self.back)
        self.setLayout(column(top, intro, row(left, side, gap=14), gap=8, margins=20))
