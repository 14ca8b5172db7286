"""The line above every page: whose month it is, when it is due, and the choice of another month."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.ui.shell.state import deadline_tone, title_text
from sonla_desktop.ui.snapshot import Snapshot, periods_of
from sonla_desktop.ui.widgets.parts import label, row, set_tone


class TitleLine(QWidget):
    """``period_chosen`` carries a ReportingPeriod."""

    period_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("titleLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(role="title")
        self.sample_mark = label("MẪU", role="badge", tone="warning")
        self.sample_mark.setToolTip("Sổ báo cáo mẫu để tập làm; mọi tệp xuất ra đều mang dấu MẪU.")
        self.sample_mark.hide()
        self.periods = QComboBox()
        self.periods.setAccessibleName("Kỳ báo cáo")
        self.periods.setToolTip("Chọn kỳ báo cáo khác")
        caption = label("&Kỳ", role="muted")
        caption.setBuddy(self.periods)
        layout = row(self.sample_mark, self.title, None, caption, self.periods)
        layout.setContentsMargins(14, 7, 14, 7)
        self.setLayout(layout)
        self._choices: list[ReportingPeriod] = []
        self.periods.activated.connect(self._tell)

    def show_month(self, snapshot: Snapshot, now: datetime, sample: bool) -> None:
        """Fills title and choice."""
        self.sample_mark.setVisible(sample)
        self.show_time(snapshot, now)
        with QSignalBlocker(self.periods):
            self._choices = periods_of(snapshot.month.duty.plan)
            self.periods.clear()
            self.periods.addItems([_choice(period, snapshot) for period in self._choices])
            self.periods.setCurrentIndex(self._choices.index(snapshot.month.key.period))

    def show_time(self, snapshot: Snapshot, now: datetime) -> None:
        """Says anew how long until the deadline."""
        self.title.setText(title_text(snapshot.month, now))
        set_tone(self.title, deadline_tone(snapshot.month, now))

    def _tell(self, number: int) -> None:
        self.period_chosen.emit(self._choices[number])


def _choice(period: ReportingPeriod, snapshot: Snapshot) -> str:
    closed = " (đã chốt)" if period in snapshot.closed_periods else ""
    return f"{period.short_label}{closed}"
