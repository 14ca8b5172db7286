"""Layout of Thiết lập: head and addressees, signature and recipients, how it will look, limits of the checks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.settings.limits_card import LimitsCard
from sonla_desktop.ui.settings.state import BY_FORM
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled

HEAD_FIELDS = (
    ("head.superior", "Cơ quan cấp trên", "Mỗi dòng một dòng in; để trống nếu không có", 2),
    ("head.name", "Tên cơ quan", "Mỗi dòng một dòng in", 2),
    ("place", "Địa danh", "Ví dụ: Chiềng Mung", 0),
    ("symbol", "Ký hiệu", "Ví dụ: BC-UBND", 0),
    ("addressees", "Kính gửi (chung)", "Mỗi dòng một nơi; báo cáo ghi riêng dưới đây thì theo phần riêng", 3),
    ("official_code", "Mã định danh", "Ví dụ: H52.x.y; để trống nếu chưa có", 0),
)
SIGN_FIELDS = (
    ("officer", "Cán bộ báo cáo", "Họ tên", 0),
    ("signatory.authority", "Thẩm quyền ký", "Ví dụ: TM. ỦY BAN NHÂN DÂN; cấp phó thêm dòng KT. CHỦ TỊCH", 2),
    ("signatory.title", "Chức vụ", "Ví dụ: CHỦ TỊCH", 1),
    ("signatory.name", "Họ tên người ký", "Không ghi học hàm, học vị", 0),
    ("recipients", "Nơi nhận", "Mỗi dòng một nơi", 4),
)


class AddressedRow(QWidget):
    """Kính gửi of one report: the receivers, where they come from, and the way back to them."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = ProseInput(f"Kính gửi, {name}", "Mỗi dòng một nơi", 2)
        self.source = label(role="muted", wrap=True)
        self.back = button("Lấy lại theo nguồn", name=f"Lấy lại nơi kính gửi theo nguồn, {name}")
        beside = column(self.source, row(self.back, None), None, gap=6)
        inner = row(self.field, gap=12)
        inner.addLayout(beside)
        inner.setStretch(0, 2)
        inner.setStretch(1, 3)
        self.setLayout(column(label(name, role="strong"), inner, gap=4))


class SettingsView(QWidget):
    """Fields by key path in ``fields``, those of single reports included; limits of the checks in ``limits``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.head, self.sign = Form(label_width=110), Form(label_width=110)
        for form, described in ((self.head, HEAD_FIELDS), (self.sign, SIGN_FIELDS)):
            for path, text, hint, lines in described:
                field = ProseInput(text, hint, lines) if lines else LineInput(text, hint, limit=200)
                form.add(path, text, field)
        self.fields = {**self.head.fields, **self.sign.fields}
        self.filing = label(role="muted", wrap=True)
        self.sign.add_wide(self.filing)
        self.addressed: dict[str, AddressedRow] = {}
        self._rows = column(gap=14)
        self.addressed_card = card(label("Kính gửi của từng báo cáo", role="heading"), self._rows, gap=8, margins=14)
        self.limits = LimitsCard(desk)
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
        inner.setLayout(column(columns, self.addressed_card, self.limits, store, None, gap=12, margins=14))
        self.setLayout(column(scrolled(inner, "Thiết lập")))

    def show_forms(self, names: dict[str, str]) -> list[str]:
        """One row for each form, by id and name; rows that stay keep the cursor. Returns the forms that are new."""
        for form in [form for form in self.addressed if form not in names]:
            self.fields.pop(f"{BY_FORM}.{form}")
            self.addressed.pop(form).deleteLater()
        new = [form for form in names if form not in self.addressed]
        for form in new:
            self.addressed[form] = shown = AddressedRow(names[form])
            self._rows.addWidget(shown)
            self.fields[f"{BY_FORM}.{form}"] = shown.field
        self.addressed_card.setVisible(bool(names))
        return new
