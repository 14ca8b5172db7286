"""Layout of the step Nhiệm vụ: the table on the left, the chosen task on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSplitter, QTableView, QVBoxLayout, QWidget

from sonla_desktop.ui.plan_texts import COMMAND, UNSURE
from sonla_desktop.ui.tasks.state import HEADINGS
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled, table
from sonla_desktop.ui.widgets.rows_model import RowsModel


class TasksView(QWidget):
    """The editor itself is put into ``place_for_editor`` by the page, one for each kind of task."""

    def __init__(self) -> None:
        super().__init__()
        self.search = LineInput("Tìm nhiệm vụ", "Tìm nhiệm vụ, không cần dấu")
        self.only_open = QCheckBox("Chỉ mục chưa &xong")
        self.only_open.setAccessibleName("Chỉ hiện nhiệm vụ chưa xong")
        self.model = RowsModel(HEADINGS, self)
        self.tasks: QTableView = table(
            self.model, "Bảng nhiệm vụ", {0: 9, 2: 15, 3: 19}, stretch=1
        )
        self.name = label(role="strong", wrap=True)
        self.facts = label(role="small", wrap=True)
        self.unsure = label(UNSURE, role="badge", tone="warning")
        self.correct = button(COMMAND, role="link")
        self.correct.setToolTip("Ghi lại chữ của nhiệm vụ theo bản giấy")
        self.previous = label(wrap=True)
        self.previous_heading = label(role="strong")
        self.keep = button("&Giữ nguyên", name="Giữ nguyên nội dung kỳ trước")
        self.keep.setToolTip("Lấy lại nội dung kỳ trước và đánh dấu là giữ nguyên")
        self.kept = label("Đã giữ nguyên", role="badge", tone="good")
        self.findings = FindingsList()
        self.place_for_editor: QVBoxLayout = column()
        self._lay_out()

    def span_headings(self) -> None:
        """Lets a heading row run over all columns."""
        self.tasks.clearSpans()
        for number, row_view in enumerate(self.model.rows):
            if row_view.heading:
                self.tasks.setSpan(number, 0, 1, len(HEADINGS))

    def _lay_out(self) -> None:
        left = QWidget()
        left.setLayout(column(row(self.search, self.only_open), self.tasks, gap=6))
        before = card(row(self.previous_heading, None, self.kept, self.keep), self.previous, role="banner", margins=8)
        words = row(self.unsure, self.correct, None, gap=8)
        inner = QWidget()
        inner.setLayout(
            column(self.name, self.facts, words, before, self.findings, self.place_for_editor, None, gap=8, margins=12)
        )
        right = card(scrolled(inner, "Nội dung nhiệm vụ"), margins=0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(10)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(0, 6)
        splitter.setStretchFactor(1, 5)
        splitter.setSizes([660, 520])
        self.setLayout(column(splitter))
