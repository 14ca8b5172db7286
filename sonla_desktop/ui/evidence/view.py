"""Layout of Minh chứng: what is lacking on top, the files, and below them everything of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QTableView, QWidget

from sonla_desktop.ui.evidence.state import HEADINGS, MISSING_HEADINGS, SCOPES, USE_HEADINGS
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel

WIDTHS = {1: 8, 2: 27, 3: 21, 4: 24, 5: 15, 6: 22}
NARROW = {3: 1150, 2: 960}
"""Columns that are left out of a list which is narrower than so many pixels: the details below have them."""
MOST_FINDINGS = 3
_USE_ROWS = 3


class EvidenceView(QWidget):
    """Only layout; the page fills it."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = QComboBox()
        self.scope.setAccessibleName("Xem tệp nào")
        self.scope.addItems(SCOPES)
        self.search = LineInput("Tìm tệp minh chứng", "Tên tệp, chỉ tiêu, nhiệm vụ; gõ không dấu cũng được")
        self.check = button("Kiể&m tra lại tệp", icon_name="check", name="Kiểm tra lại từng tệp còn nguyên hay không")
        self.add = button("Thêm tệ&p…", role="primary", name="Thêm tệp minh chứng")
        self.complete = label(role="strong", wrap=True)
        self.missing_model = RowsModel(MISSING_HEADINGS, self)
        self.missing: QTableView = table(self.missing_model, "Tệp còn thiếu hoặc cần xem lại", {0: 13}, stretch=1)
        self.missing.horizontalHeader().hide()
        self.missing.setToolTip("Bấm đúp hoặc Enter để tới chỗ cần đính kèm")
        self.model = RowsModel(HEADINGS, self)
        self.files: QTableView = table(self.model, "Tệp minh chứng", WIDTHS, stretch=0)
        self.files.setToolTip("Bấm đúp hoặc Enter để tới số liệu dùng tệp này")
        self.empty = label(role="muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.details, self.hash = label(wrap=True), label(role="small", wrap=True)
        for text in (self.details, self.hash):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.uses_model = RowsModel(USE_HEADINGS, self)
        self.uses: QTableView = table(self.uses_model, "Số liệu và nhiệm vụ dùng tệp này", {1: 36}, stretch=0)
        self.uses.setToolTip("Bấm đúp hoặc Enter để tới chỗ này")
        self.count, self.said = label(role="muted"), label(role="muted", wrap=True)
        self.copy_hash = button("Sa&o chép mã", icon_name="document", name="Sao chép mã băm của tệp")
        self.save = button("Lưu bản &sao…", icon_name="export", name="Lưu bản sao của tệp ra nơi khác")
        self.open = button("Mở bả&n sao", icon_name="folder", name="Mở một bản sao chỉ đọc của tệp")
        self.attach = button("&Gắn vào…", icon_name="attach", name="Gắn tệp vào nguồn hoặc văn bản")
        self.detach = button("Gỡ &ra", icon_name="remove", name="Gỡ tệp khỏi nơi đã chọn trong bảng")
        self._lay_out()

    def tell_empty(self, text: str) -> None:
        """Shows the list, or a text in its place."""
        self.empty.setText(text)
        self.empty.setVisible(bool(text))
        for part in (self.files, self.about):
            part.setVisible(not text)

    def fit_findings(self) -> None:
        """As high as what is lacking, at most three lines; nothing lacking takes no room."""
        lines = min(self.missing_model.rowCount(), MOST_FINDINGS)
        self.missing.setVisible(lines > 0)
        self.missing.setFixedHeight(lines * self.missing.verticalHeader().defaultSectionSize() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a narrow list has no room for is in the details."""
        super().resizeEvent(event)
        for number, width in NARROW.items():
            self.files.setColumnHidden(number, self.width() < width)

    def _lay_out(self) -> None:
        caption = label("&Xem", role="muted")
        caption.setBuddy(self.scope)
        head = row(label("Minh chứng", role="title"), caption, self.scope, self.search, self.check, self.add)
        head.setStretch(3, 1)
        line = self.uses.verticalHeader().defaultSectionSize()
        self.uses.setFixedHeight(_USE_ROWS * line + self.uses.horizontalHeader().sizeHint().height() + 4)
        self.files.setMinimumHeight(3 * line)
        facts = QWidget()
        facts.setLayout(column(self.details, self.hash, None, gap=4))
        beside = row(facts, self.uses, gap=12)
        beside.setStretch(0, 2)
        beside.setStretch(1, 3)
        self.about = card(beside)
        foot = row(self.count, self.said, self.copy_hash, self.save, self.open, self.attach, self.detach)
        foot.setStretch(1, 1)
        layout = column(head, self.complete, self.missing, self.empty, self.files, self.about, foot, margins=14)
        layout.setStretch(3, 1)
        layout.setStretch(4, 1)
        self.setLayout(layout)
