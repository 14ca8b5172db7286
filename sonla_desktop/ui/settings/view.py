"""Layout of Thiết lập: head and addressees, signature and recipients, and how it will look."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled

HEAD_FIELDS = (
    ("head.superior", "Cơ quan cấp trên", "Mỗi dòng một dòng in; để trống nếu không có", 2),
    ("head.name", "Tên cơ quan", "Mỗi dòng một dòng in", 2),
    ("place", "Địa danh", "Ví dụ: Chiềng Mung", 0),
    ("symbol", "Ký hiệu", "Ví dụ: BC-UBND", 0),
    ("addressees", "Kính gửi", "Mỗi dòng một nơi", 3),
    ("official_code", "Mã định danh", "Ví dụ: H52.x.y; để trống nếu chưa có", 0),
)
SIGN_FIELDS = (
    ("officer", "Cán bộ báo cáo", "Họ tên", 0),
    ("signatory.authority", "Thẩm quyền ký", "Ví dụ: TM. ỦY BAN NHÂN DÂN; cấp phó thêm dòng KT. CHỦ TỊCH", 2),
    ("signatory.title", "Chức vụ", "Ví dụ: CHỦ TỊCH", 1),
    ("signatory.name", "Họ tên người ký", "Không ghi học hàm, học vị", 0),
    ("recipients", "Nơi nhận", "Mỗi dòng một nơi", 4),
)


class SettingsView(QWidget):
    """Fields by key path in ``fields``."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.sign = Form(label_width=110), Form(label_width=110)
        for form, described in ((self.head, HEAD_FIELDS), (self.sign, SIGN_FIELDS)):
            for path, text, hint, lines in described:
                field = ProseInput(text, hint, lines) if lines else LineInput(text, hint, limit=200)
                form.add(path, text, field)
        self.fields = {**self.head.fields, **self.sign.fields}
        self.preview = label(wrap=True)
        self.folder = label(role="muted", wrap=True)
        self.other_store = button("Mở sổ khác hoặc cơ &quan khác…", icon_name="folder")
        left = card(label("Đầu văn bản", role="heading"), self.head, None, gap=8, margins=14)
        middle = card(label("Người ký và nơi nhận", role="heading"), self.sign, None, gap=8, margins=14)
        right = card(label("Sẽ in như sau", role="heading"), self.preview, None, gap=8, margins=14)
        columns = row(left, middle, right, gap=12)
        for place, share in enumerate((4, 4, 3)):
            columns.setStretch(place, share)
        store = card(label("Sổ báo cáo", role="heading"), row(self.folder, self.other_store, gap=12), margins=14)
        store.layout().itemAt(1).layout().setStretch(0, 1)
        inner = QWidget()
        inner.setLayout(column(columns, store, None, gap=12, margins=14))
        self.setLayout(column(scrolled(inner, "Thiết lập")))
