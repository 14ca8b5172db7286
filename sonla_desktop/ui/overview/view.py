"""Layout of Tổng quan."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QTableView, QVBoxLayout, QWidget

from sonla_desktop.ui.labels import EMPTY
from sonla_desktop.ui.overview.board_view import BoardView
from sonla_desktop.ui.overview.sample_guide import SampleGuide
from sonla_desktop.ui.overview.sections_view import SectionsView
from sonla_desktop.ui.overview.state import INDICATOR_HEADINGS, StepView
from sonla_desktop.ui.widgets.bars import ProgressLine, TargetBarDelegate
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled, table
from sonla_desktop.ui.widgets.rows_model import RowsModel

BAR_COLUMN = 4


class OverviewView(QWidget):
    """Deadline on top; progress, checks and next actions side by side; indicators below."""

    def __init__(self) -> None:
        super().__init__()
        self.headline, self.detail = label(role="title", wrap=True), label(role="muted", wrap=True)
        self.notice = button("", role="link", icon_name="calendar")
        said = column(self.headline, self.detail, gap=2)
        self.window_button = button("", role="link", icon_name="calendar")
        line = row(said, column(self.notice, self.window_button, gap=2), gap=12)
        line.setStretch(0, 1)
        self.banner: QFrame = card(line, role="banner", gap=2)
        self.progress = QGridLayout()
        self.progress.setHorizontalSpacing(10)
        self.progress.setVerticalSpacing(8)
        self.progress.setColumnStretch(0, 1)
        self.progress.setColumnStretch(1, 1)
        self.percent = label(role="strong")
        self.counts: list[QLabel] = []
        self.count_row = row(gap=6)
        self.unanswered = label(role="muted", wrap=True)
        self.charts = button("&Xem biểu đồ (F9)", role="link", icon_name="overview")
        self.check = button("Xem các phát hiện (F5)", role="link", icon_name="check")
        self.action_list: QVBoxLayout = column(gap=6)
        self.tasks = label(role="muted", wrap=True)
        self.unrecognised = label(tone="warning", wrap=True)
        self.sample = SampleGuide()
        self.board, self.of_indicators, self.sections = BoardView(), QWidget(), SectionsView()
        self.model = RowsModel(INDICATOR_HEADINGS, self)
        self.indicators: QTableView = table(
            self.model, "Chỉ tiêu so với mục tiêu", {0: 4, 2: 9, 3: 9, 4: 16, 5: 10, 6: 10, 7: 24}, stretch=1
        )
        self.indicators.setItemDelegateForColumn(BAR_COLUMN, TargetBarDelegate(self.indicators))
        self._lay_out()

    def show_steps(self, steps: list[StepView]) -> None:
        """One line for each step: name, bar, count."""
        while self.progress.count():
            self.progress.takeAt(0).widget().deleteLater()
        for line, step in enumerate(steps):
            bar = ProgressLine(step.title)
            bar.show_share(step.done, max(step.total, 1))
            self.progress.addWidget(label(step.title, wrap=True), line, 0)
            self.progress.addWidget(bar, line, 1)
            self.progress.addWidget(label(f"{step.done}/{step.total}" if step.total else EMPTY, role="strong"), line, 2)
            self.progress.addWidget(label(step.text, role="small"), line, 3)

    def show_counts(self, counts: list[tuple[str, str, int]]) -> None:
        """A badge for each severity."""
        if not self.counts:
            self.counts = [label(role="badge", tone=tone) for _, tone, _ in counts]
            for badge in self.counts:
                self.count_row.addWidget(badge)
            self.count_row.addStretch(1)
        for badge, (word, _, number) in zip(self.counts, counts, strict=True):
            badge.setText(f"{word}: {number}")

    def _lay_out(self) -> None:
        progress = card(row(label("Tiến độ nhập", role="heading"), None, self.percent), self.progress, None, gap=10)
        checks = card(
            label("Kiểm tra", role="heading"), self.count_row, self.unanswered, row(self.check, None), None, gap=8
        )
        actions = card(label("Việc tiếp theo", role="heading"), self.action_list, None, gap=8)
        cards = row(progress, checks, actions, gap=12)
        for place, share in enumerate((4, 3, 3)):
            cards.setStretch(place, share)
        heading = row(label("Chỉ tiêu so với mục tiêu", role="heading"), self.charts, self.tasks, gap=12)
        heading.setStretch(2, 1)
        self.tasks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.indicators.setMinimumHeight(4 * self._row_height())
        self.of_indicators.setLayout(column(heading, self.unrecognised, self.indicators, gap=6))
        self.of_indicators.layout().setStretch(2, 1)
        inner = QWidget()
        parts = (self.sample, self.banner, self.board, cards, self.of_indicators, self.sections, None)
        layout = column(*parts, gap=10, margins=14)
        layout.setStretch(layout.indexOf(self.of_indicators), 1000)
        layout.setStretch(layout.indexOf(self.sections), 1000)
        inner.setLayout(layout)
        self.setLayout(column(scrolled(inner, "Tổng quan")))

    def _row_height(self) -> int:
        return self.indicators.verticalHeader().defaultSectionSize()
