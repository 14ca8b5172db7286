"""Tổng quan: what is due, how complete it is, what is wrong, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.overview import state, window_state
from sonla_desktop.ui.overview.board_dialog import BoardDialog
from sonla_desktop.ui.overview.deadline_dialog import DeadlineDialog
from sonla_desktop.ui.overview.view import OverviewView
from sonla_desktop.ui.overview.window_dialog import DataWindowDialog
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import CHECKING, DATA_WINDOW, MONTHLY_UPDATE, START, Place, step_of
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.elided_button import ElidedButton
from sonla_desktop.ui.widgets.parts import column, set_tone
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE


class OverviewPage(Page):
    """Everything on it is a way to the place it speaks of."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = OverviewView()
        self.setLayout(column(self.view))
        self._buttons: list[QPushButton] = []
        self.view.check.clicked.connect(self._open_checking)
        self.view.indicators.activated.connect(self._open_indicator)
        self.view.sections.go.connect(self.go)
        self.view.board.chosen.connect(self._choose_duty)
        self.view.board.whole_year.clicked.connect(self._open_board)
        self.view.notice.clicked.connect(self._open_notice)
        self.view.window_button.clicked.connect(self._open_window)
        self.view.charts.clicked.connect(self._open_charts)
        QShortcut(QKeySequence(Qt.Key.Key_F9), self).activated.connect(self._open_charts)
        self.view.sample.practise.clicked.connect(self._practise)
        self.view.sample.leave.clicked.connect(self._leave_sample)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        now = snapshot.now
        self.view.sample.setVisible(self.desk.store is not None and self.desk.store.is_sample)
        banner = state.deadline(snapshot, now)
        self.view.headline.setText(banner.headline)
        self.view.detail.setText(banner.detail)
        set_tone(self.view.banner, banner.tone)
        set_tone(self.view.headline, banner.tone)
        words = state.notice_wording(snapshot)
        self.view.notice.setText(words)
        self.view.notice.setAccessibleName(words)
        self.view.notice.setVisible(self.desk.editable)
        command = window_state.command(snapshot)
        self.view.window_button.setText(command)
        self.view.window_button.setAccessibleName(command)
        self.view.window_button.setVisible(self.desk.editable and window_state.may_change(snapshot))
        self.view.percent.setText(f"{snapshot.flow.percent}%")
        self.view.show_steps(state.steps(snapshot))
        self.view.show_counts(state.finding_counts(snapshot))
        waiting = state.unanswered_warnings(snapshot)
        self.view.unanswered.setText(
            f"{waiting} cảnh báo còn chờ ghi lý do." if waiting else "Không cảnh báo nào chờ ghi lý do."
        )
        self._show_actions(state.actions(snapshot))
        self.view.tasks.setText(
            "Nhiệm vụ: " + " · ".join(f"{count} {word.lower()}" for word, _, count in state.task_counts(snapshot))
        )
        self.view.tasks.setVisible(bool(snapshot.month.assignment.tasks))
        self.view.model.show(state.indicator_rows(snapshot))
        unrecognised = state.unrecognised(snapshot)
        self.view.unrecognised.setText(unrecognised)
        self.view.unrecognised.setVisible(bool(unrecognised))
        self.view.of_indicators.setVisible(bool(self.view.model.rows))
        self.view.charts.setVisible(self.desk.world is not None and self.desk.world.charts is not None)
        self.view.sections.show_month(snapshot)
        self.view.board.show_month(snapshot)

    def arrive(self, place: Place) -> None:
        """Goes to the command that a finding about the data window calls for."""
        if place.field == DATA_WINDOW:
            self.view.window_button.setFocus()

    def _show_actions(self, actions: list[state.Action]) -> None:
        for old in self._buttons:
            self.view.action_list.removeWidget(old)
            old.deleteLater()
        self._buttons = []
        for number, action in enumerate(actions):
            made = ElidedButton("" if number else "primary")
            made.say(action.text)
            made.setProperty("place", action.place)
            made.clicked.connect(self._act)
            self.view.action_list.addWidget(made)
            self._buttons.append(made)

    def _act(self) -> None:
        self.go.emit(self.sender().property("place"))

    def _open_notice(self) -> None:
        if self._shown is not None:
            DeadlineDialog(self.desk, self._shown, self).open()

    def _open_window(self) -> None:
        if self._shown is not None:
            DataWindowDialog(self.desk, self._shown, self).open()

    def _practise(self) -> None:
        if self._shown is not None:
            self.go.emit(Place(MONTHLY_UPDATE, self._shown.flow.steps[0].id))

    def _leave_sample(self) -> None:
        self.go.emit(Place(START))

    def _open_charts(self) -> None:
        if self._shown is not None and self._shown.month.assignment.indicators and self.view.charts.isVisible():
            from sonla_desktop.ui.overview.charts_window import ChartsWindow  # late: most starts never see a chart

            ChartsWindow(self.desk, self._shown, self).open()

    def _open_checking(self) -> None:
        self.go.emit(Place(MONTHLY_UPDATE, CHECKING))

    def _choose_duty(self, duty: tuple[str, ReportingPeriod]) -> None:
        self.desk.choose_duty(*duty)

    def _open_board(self) -> None:
        if self._shown is not None:
            dialog = BoardDialog(self._shown, self)
            dialog.chosen.connect(self._choose_duty)
            dialog.open()

    def _open_indicator(self, index: QModelIndex) -> None:
        if self._shown is not None:
            step = step_of(self._shown.month.duty.form, SectionKind.INDICATORS)
            self.go.emit(Place(MONTHLY_UPDATE, step, index.data(KEY_ROLE)))
