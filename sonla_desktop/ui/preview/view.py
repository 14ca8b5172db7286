"""Layout of the preview: pages on the left, the page in the middle, what can be done with it above."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QListView, QScrollArea, QSpinBox, QWidget

from sonla_desktop.ui.preview.sheet import SMALL_WIDTH, PageList, PageSheet
from sonla_desktop.ui.preview.state import ZOOMS
from sonla_desktop.ui.widgets.parts import button, column, label, row

FIT_PAGE, FIT_WIDTH = "Vừa cả trang", "Vừa bề ngang"


class PreviewView(QWidget):
    """Every control has a name and a key of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label("Đang dàn trang…", role="title", wrap=True)
        self.summary = label(role="muted")
        self.back = button("T&rang trước")
        self.forward = button("Trang sa&u")
        self.number = QSpinBox()
        self.number.setAccessibleName("Số trang đang xem")
        self.number.setMinimum(1)
        self.of_total = label(role="muted")
        self.smaller = button("Thu &nhỏ")
        self.larger = button("P&hóng to")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Cỡ hiển thị")
        self.zoom.addItems([FIT_PAGE, FIT_WIDTH, *(f"{step}%" for step in ZOOMS)])
        self.range = QLineEdit()
        self.range.setAccessibleName("Các trang in")
        self.range.setPlaceholderText("tất cả")
        self.range.setToolTip("Gõ số trang như 1-3, 5; để trống để in tất cả")
        self.range.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 16)
        self.print = button("&In…", role="primary", icon_name="print")
        self.save = button("&Lưu PDF…", icon_name="export")
        self.close_it = button("Đón&g")
        self.trouble = label(wrap=True, tone="error")
        self.trouble.hide()
        self.pages = PageList(self)
        self.list = _page_list(self.pages)
        self.sheet = PageSheet()
        self.area = QScrollArea()
        self.area.setObjectName("preview")
        self.area.setWidget(self.sheet)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setAccessibleName("Trang đang xem")
        self.area.setFrameShape(QFrame.Shape.StyledPanel)
        self._arrange()

    def _arrange(self) -> None:
        page_word, range_word = label("Tr&ang", role="muted"), label("&Các trang in", role="muted")
        page_word.setBuddy(self.number)
        range_word.setBuddy(self.range)
        top = row(self.heading, self.summary)
        top.setStretch(0, 1)
        seeing = row(self.back, self.forward, page_word, self.number, self.of_total, None)
        for widget in (self.smaller, self.zoom, self.larger):
            seeing.addWidget(widget)
        doing = row(range_word, self.range, self.print, self.save, None, self.close_it)
        middle = row(self.list, self.area)
        middle.setStretch(1, 1)
        layout = column(top, seeing, doing, self.trouble, middle, gap=8, margins=12)
        layout.setStretch(4, 1)
        self.setLayout(layout)

    def enable(self, ready: bool) -> None:
        """What needs pages waits for them."""
        for widget in (self.back, self.forward, self.number, self.smaller, self.larger, self.zoom, self.range):
            widget.setEnabled(ready)
        for widget in (self.print, self.save, self.list):
            widget.setEnabled(ready)

    def show_trouble(self, text: str) -> None:
        """A line above the page; an empty text takes it away."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))


def _page_list(model: PageList) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setAccessibleName("Danh sách trang")
    view.setViewMode(QListView.ViewMode.IconMode)
    view.setFlow(QListView.Flow.TopToBottom)
    view.setWrapping(False)
    view.setMovement(QListView.Movement.Static)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    longer = round(SMALL_WIDTH * 297 / 210)
    view.setIconSize(QSize(longer, longer))
    view.setSpacing(6)
    view.setFixedWidth(longer + 48)
    return view
