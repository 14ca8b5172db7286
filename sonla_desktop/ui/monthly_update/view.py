"""Layout of the guided pass: the steps on top, the step's own page below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QWidget

from sonla_desktop.ui.icons import icon
from sonla_desktop.ui.look import colours
from sonla_desktop.ui.monthly_update.state import StepButton
from sonla_desktop.ui.widgets.elided_button import ElidedButton
from sonla_desktop.ui.widgets.parts import button, card, column, label, row

_TONES = {"done": "good", "error": "error", "todo": "muted"}

WIDEST_SHARE = 145
"""A step with a long name takes no more of the bar than this, so that the short ones stay readable."""


class MonthlyUpdateView(QWidget):
    """``step_chosen`` carries the id of the step that was pressed."""

    step_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.steps: dict[str, ElidedButton] = {}
        self._group = QButtonGroup(self)
        self._bar = row(gap=4)
        self.back = button("T&rước", name="Bước trước")
        self.ahead = button("Tiế&p theo", name="Bước tiếp theo")
        self.files = button("&Qua tệp", name="Nhập qua tệp: lập biểu Excel trống, nhập từ tệp")
        self.closed = label(wrap=True)
        self.closed_banner = card(self.closed, role="banner", margins=6)
        self.closed_banner.setProperty("tone", "good")
        self.closed_banner.hide()
        self.stack = QStackedWidget()
        top = row(self._bar, self.back, self.ahead, self.files, gap=8)
        top.setStretch(0, 1)
        layout = column(top, self.closed_banner, self.stack, gap=8, margins=12)
        layout.setContentsMargins(14, 6, 14, 10)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._group.buttonClicked.connect(self._tell)

    def show_steps(self, steps: list[StepButton]) -> None:
        """Names the steps and says how far each one is."""
        for step in steps:
            if step.id not in self.steps:
                self._add(step.id)
            made = self.steps[step.id]
            made.say(step.text)
            made.setAccessibleName(step.spoken)
            made.setIcon(icon(step.icon, getattr(colours(), _TONES[step.icon])))
            self._bar.setStretchFactor(made, min(made.wanted_width(), WIDEST_SHARE))

    def _add(self, step: str) -> None:
        made = ElidedButton("step")
        made.setCheckable(True)
        made.setIconSize(QSize(16, 16))
        made.setProperty("step", step)
        before = list(self.steps.values())[-1:]
        self.steps[step] = made
        self._group.addButton(made)
        self._bar.addWidget(made, 1)
        if before:
            self.setTabOrder(before[0], made)
        self.setTabOrder(made, self.back)  # as it is read: the steps, then the way back and ahead
        self.setTabOrder(self.back, self.ahead)
        self.setTabOrder(self.ahead, self.files)

    def _tell(self, pressed: QPushButton) -> None:
        self.step_chosen.emit(pressed.property("step"))
