"""The line above every page: whose month it is, when it is due, and the choice of another month."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.ui.shell.state import deadline_tone, title_text
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import label, row, set_tone
from sonla_desktop.usecases.plan_periods import periods_of

NAME_LETTERS = 14
"""Of a form's name at least so many are seen; the list and the tip have all."""


class TitleLine(QWidget):
    """``period_chosen`` carries a ReportingPeriod, ``form_chosen`` the id of a form."""

    period_chosen = Signal(object)
    form_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("titleLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(role="title", wrap=True)
        self.sample_mark = label("MẪU", role="badge", tone="warning")
        self.sample_mark.setToolTip("Sổ báo cáo mẫu để tập làm; mọi tệp xuất ra đều mang dấu MẪU.")
        self.sample_mark.hide()
        self.periods = QComboBox()
        self.periods.setAccessibleName("Kỳ báo cáo")
        self.periods.setToolTip("Chọn kỳ báo cáo khác")
        self.forms = QComboBox()
        self.forms.setAccessibleName("Biểu báo cáo")
        self.forms.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.forms.setMinimumContentsLength(NAME_LETTERS)
        caption, of_form = label("&Kỳ", role="muted"), label("Biể&u", role="muted")
        caption.setBuddy(self.periods)
        of_form.setBuddy(self.forms)
        layout = row(self.sample_mark, self.title, of_form, self.forms, caption, self.periods)
        layout.setStretch(1, 2)
        layout.setStretch(3, 1)
        layout.setContentsMargins(14, 7, 14, 7)
        self.setLayout(layout)
        self._choices: list[ReportingPeriod] = []
        self._form_ids: list[str] = []
        self.periods.activated.connect(self._tell)
        self.forms.activated.connect(self._tell_form)

    def show_month(self, snapshot: Snapshot, now: datetime, sample: bool) -> None:
        """Fills title and choice."""
        self.sample_mark.setVisible(sample)
        self.title.setToolTip(f"Hạn gửi: {snapshot.month.submission_deadline.label}")
        self.show_time(snapshot, now)
        with QSignalBlocker(self.periods):
            self._choices = periods_of(snapshot.month.duty.plan, snapshot.closed_periods | snapshot.open_periods)
            self.periods.clear()
            self.periods.addItems([_choice(period, snapshot) for period in self._choices])
            self.periods.setCurrentIndex(self._choices.index(snapshot.month.key.period))
        self._show_forms(snapshot)

    def show_time(self, snapshot: Snapshot, now: datetime) -> None:
        """Says anew how long until the deadline."""
        self.title.setText(title_text(snapshot.month, now))
        set_tone(self.title, deadline_tone(snapshot.month, now))

    def _show_forms(self, snapshot: Snapshot) -> None:
        names = dict(sorted(snapshot.forms, key=lambda form: form[1]))
        with QSignalBlocker(self.forms):
            self._form_ids = list(names)
            self.forms.clear()
            self.forms.addItems(list(names.values()))
            self.forms.setCurrentIndex(self._form_ids.index(snapshot.month.key.form))
        self.forms.setToolTip(names[snapshot.month.key.form])
        widest = max(self.forms.fontMetrics().horizontalAdvance(name) for name in names.values())
        self.forms.view().setMinimumWidth(widest + 40)
        self.forms.setMaximumWidth(widest + 40)

    def _tell_form(self, number: int) -> None:
        self.form_chosen.emit(self._form_ids[number])
        self.forms.setFocus()  # turning to another report ends all typing; the next arrow key is for this list again

    def _tell(self, number: int) -> None:
        self.period_chosen.emit(self._choices[number])
        self.periods.setFocus()


def _choice(period: ReportingPeriod, snapshot: Snapshot) -> str:
    closed = " (đã chốt)" if period in snapshot.closed_periods else ""
    return f"{period.short_label}{closed}"
