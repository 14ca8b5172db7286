"""Cập nhật tháng: a guided pass whose steps are pages of their own, handed in by the shell."""

from __future__ import annotations

from collections.abc import Callable

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.monthly_update.file_commands import FileCommands
from sonla_desktop.ui.monthly_update.state import entered_flow, neighbour, step_buttons
from sonla_desktop.ui.monthly_update.view import MonthlyUpdateView
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import MONTHLY_UPDATE, Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column


class MonthlyUpdatePage(Page):
    """Stop anywhere, come back to the exact cell: leaving a step saves it, arriving goes to the field asked for."""

    def __init__(self, desk: Desk, build_step: Callable[[str, Desk], Page]) -> None:
        super().__init__(desk)
        self._build_step = build_step
        self.steps: dict[str, Page] = {}
        self.step = ""
        self.view = MonthlyUpdateView()
        self.setLayout(column(self.view))
        self.file_commands = FileCommands(desk, self, self.view.files)
        self.view.step_chosen.connect(self._choose)
        self.view.back.clicked.connect(self._go_back)
        self.view.ahead.clicked.connect(self._go_ahead)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the step bar and the step on screen."""
        closed = snapshot.month.closed
        self.view.show_steps(step_buttons(entered_flow(snapshot.flow, snapshot.month.duty), closed))
        self.view.closed.setText(
            f"Kỳ {snapshot.month.key.period.short_label} đã chốt phiên bản {snapshot.month.report.version}: "
            "chỉ xem, không sửa được. Muốn sửa thì lập báo cáo thay thế."
        )
        self.file_commands.show_month(snapshot)
        reading = self.desk.store is not None and self.desk.store.read_only
        if reading and not closed:
            self.view.closed.setText("Sổ báo cáo đang mở để xem: không sửa được, không chốt được.")
        self.view.closed_banner.setVisible(closed or reading)
        if self.step:
            self.steps[self.step].refresh()

    def arrive(self, place: Place) -> None:
        """Goes to a step and to the field on it."""
        if self.desk.snapshot is not None:
            self._show(place.step or self.step or self.desk.snapshot.flow.current.id)
            self.steps[self.step].arrive(place)

    def find(self) -> None:
        """Ctrl+F on the step on screen."""
        if self.step:
            self.steps[self.step].find()

    def _show(self, step: str) -> None:
        if step != self.step:
            self.desk.drafts.flush()
        if step not in self.steps:
            page = self._build_step(step, self.desk)
            page.go.connect(self.go)
            self.steps[step] = page
            self.view.stack.addWidget(page)
        self.step = step
        page = self.steps[step]
        page.refresh()
        self.view.stack.setCurrentWidget(page)
        self.view.steps[step].setChecked(True)
        self.view.back.setEnabled(neighbour(self._order(), step, -1) is not None)
        self.view.ahead.setEnabled(neighbour(self._order(), step, 1) is not None)

    def _order(self) -> list[str]:
        return list(self.view.steps)

    def _choose(self, step: str) -> None:
        self.go.emit(Place(MONTHLY_UPDATE, step))

    def _go_back(self) -> None:
        self._turn(-1)

    def _go_ahead(self) -> None:
        self._turn(1)

    def _turn(self, ahead: int) -> None:
        wanted = neighbour(self._order(), self.step, ahead)
        if wanted is not None:
            self._choose(wanted)
