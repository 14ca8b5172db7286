"""Layout of the step Chốt: one card that says what stands in the way, or what will be frozen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from sonla_desktop.ui.versions import CHANGE_HEADINGS
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled
from sonla_desktop.ui.widgets.wrapped_table import WrappedTable


class ClosingView(QWidget):
    """A narrow card: lines are short enough to read."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = label(role="title", wrap=True)
        self.explanation = label(role="muted", wrap=True)
        self.late = label(tone="warning", wrap=True)
        self.obstacles: QVBoxLayout = column(gap=6)
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(16)
        self.lines.setVerticalSpacing(6)
        self.lines.setColumnStretch(1, 1)
        self.close_month = button("Chốt &số liệu", role="primary")
        self.export = button("&Xuất gói gửi và văn bản", role="primary")
        self.preview = button("X&em trước bản in", icon_name="print")
        self.amend = button("Lập báo cáo th&ay thế…")
        self.withdraw = button("Bỏ báo cáo th&ay thế", name="Bỏ báo cáo thay thế đang sửa")
        self.wrong = label(tone="error", wrap=True)
        self.changes_heading = label(role="strong", wrap=True)
        self.changes = WrappedTable(CHANGE_HEADINGS, "Các chỗ đã sửa so với bản bị thay thế", {0: 18, 2: 24, 3: 24}, 1)
        inner = card(
            self.heading,
            self.explanation,
            self.late,
            self.obstacles,
            self.lines,
            self.changes_heading,
            self.changes,
            self.wrong,
            row(self.close_month, self.export, self.preview, None, self.amend, self.withdraw),
            gap=12,
            margins=18,
        )
        inner.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 110)
        holder = QWidget()
        holder.setLayout(column(inner, None))
        self.setLayout(column(scrolled(holder, "Chốt số liệu")))

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Replaces the summary."""
        while self.lines.count():
            old = self.lines.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        for number, (word, value) in enumerate(lines):
            self.lines.addWidget(label(word, role="muted"), number, 0, Qt.AlignmentFlag.AlignTop)
            self.lines.addWidget(label(value, wrap=True), number, 1)
