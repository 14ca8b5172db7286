"""What stands above Tổng quan of the sample month: how to practise on it, and the way to a store of one's own."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from sonla_desktop.ui.widgets.parts import button, column, label, row

GUIDE = (
    "Đi lần lượt sáu bước của Cập nhật tháng, sửa thử vài số, chốt rồi xuất. "
    "Mọi tệp và trang in đều mang dấu MẪU, không nộp được."
)


class SampleGuide(QFrame):
    """A banner with two commands: begin to practise; leave the sample and make the real store."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "banner")
        self.setProperty("tone", "warning")
        self.practise = button("Bắt đầu tậ&p làm")
        self.leave = button("Bỏ mẫu, lập &sổ thật…")
        said = column(
            label("Đây là sổ MẪU để tập làm", role="heading", tone="warning"), label(GUIDE, wrap=True), gap=2
        )
        line = row(said, self.practise, self.leave, gap=10, margins=8)
        line.setStretch(0, 1)
        self.setLayout(line)
