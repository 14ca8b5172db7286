"""Lịch sử: every change of the store and every version of its reports, and whether the log of them is whole."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.history import state
from sonla_desktop.ui.history.changes_panel import ChangesPanel
from sonla_desktop.ui.history.presence import Presence
from sonla_desktop.ui.history.state import Checked
from sonla_desktop.ui.history.versions_panel import VersionsPanel
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, column, label, row, set_tone
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.history_ports import ChainState
from sonla_desktop.usecases.history_words import HistoryLine
from sonla_desktop.usecases.ports import Store
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_history import HistoryChoices, check_part

_NOWHERE = "Dòng này không thuộc mục nào của báo cáo, chỉ xem ở đây."
_GONE = "Mục này không còn trong báo cáo, nên chỉ xem được dòng nhật ký."


class HistoryPage(Page):
    """Two lists, one on screen at a time; the chain is checked when the page is first gone to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._presence = Presence()
        self.changes, self.versions = ChangesPanel(desk, self._presence), VersionsPanel(desk, self._presence)
        self.stack, self.tabs = QStackedWidget(), QTabBar()
        self.tabs.setAccessibleName("Phần của Lịch sử")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title, panel in (("Thay đổi", self.changes), ("Phiên bản", self.versions)):
            self.tabs.addTab(title)
            self.stack.addWidget(panel)
        self.chain = label()
        self.check = button("Kiểm tra &nhật ký", icon_name="check", name="Kiểm tra toàn bộ nhật ký")
        self.stop = button("Hủy", name="Hủy kiểm tra nhật ký")
        self.stop.hide()
        head = row(label("Lịch sử", role="title"), self.tabs, None, self.chain, self.check, self.stop, gap=12)
        layout = column(head, self.stack, margins=14)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._state: ChainState | None = None
        self._checked: Checked | None = None
        self._waiting: HistoryLine | None = None
        self._connect()

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the list on screen; the other one follows when it is gone to."""
        self._panel.show_report(snapshot.month.key)

    def leave(self) -> None:
        """The check of the chain ends with the part that is under way."""
        self._presence.here = False

    def find(self) -> None:
        """Ctrl+F."""
        self._panel.find()

    @property
    def _panel(self) -> ChangesPanel | VersionsPanel:
        return self.versions if self.tabs.currentIndex() else self.changes

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.changes.wanted.connect(self._go_to_item)
        self.changes.choices_read.connect(self._take_choices)
        self.check.clicked.connect(self._check)
        self.stop.clicked.connect(self._stop)
        self.desk.loaded.connect(self._go_on)

    @Slot(int)
    def _turn(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        if self._shown is not None:
            self.show_month(self._shown)

    @Slot(object)
    def _take_choices(self, choices: HistoryChoices) -> None:
        """Links that were added since the check follow the newest one that was checked; they are not doubted."""
        self._state = choices.chain
        if self._checked is None:
            self._check()
        else:
            self._show_chain()

    @Slot()
    def _check(self) -> None:
        self._checked = Checked(0, self._state.length if self._state else 0)
        self.check.hide()
        self.stop.show()
        self._check_from(1)

    def _check_from(self, first: int) -> None:
        if self.desk.store is not None:
            work = partial(_part_checked, self.desk.store, first)
            done, refused = self._presence.only(self._take_part), self._presence.only(self._take_refusal)
            self.desk.runner.run(work, done, refused, on_broken=self._break_off, quiet=True)

    def _take_part(self, part: tuple[int, ChainState]) -> None:
        """Each part is a job of its own, so that what is typed is saved in between."""
        if self._checked is None or self._checked.stopped:
            return
        done, self._state = part
        self._checked = Checked(done, self._state.length)
        if done < self._state.length:
            self._check_from(done)
        else:
            self._end_check()
        self._show_chain()

    def _take_refusal(self, refusal: UserError) -> None:
        if refusal.code != "chain-broken":
            self._stop()
            self.desk.runner.refused.emit(refusal)
            return
        self._checked = Checked(broken=int(str(refusal.parameters["seq"])))
        self._end_check()
        self._show_chain()

    def _break_off(self) -> None:
        if self._presence.here:
            self._stop()

    @Slot()
    def _stop(self) -> None:
        self._checked = Checked(stopped=True)
        self._end_check()
        self._show_chain()

    def _end_check(self) -> None:
        had_focus = self.stop.hasFocus()
        self.stop.hide()
        self.check.show()
        if had_focus:
            self.check.setFocus()

    def _show_chain(self) -> None:
        if self._state is not None:
            text, tone = state.chain_text(self._state, self._checked)
            self.chain.setText(text)
            set_tone(self.chain, tone)

    @Slot(object)
    def _go_to_item(self, line: HistoryLine) -> None:
        if self._shown is None or not state.has_place(line):
            self.changes.say(_NOWHERE)
        elif line.key is not None and replace(line.key, part=None) != replace(self._shown.month.key, part=None):
            self._waiting = line
            self.desk.choose_duty(line.key.form, line.key.period)
        else:
            self._open(line, self._shown)

    @Slot(object)
    def _go_on(self, snapshot: Snapshot) -> None:
        """The report of the item is on the desk now."""
        line, self._waiting = self._waiting, None
        if line is not None and line.key is not None and line.key.period == snapshot.month.key.period:
            self._open(line, snapshot)

    def _open(self, line: HistoryLine, snapshot: Snapshot) -> None:
        place = state.place_for(line, snapshot.month)
        if place is None:
            self.changes.say(_GONE)
        else:
            self.go.emit(place)


def _part_checked(store: Store, first: int, progress: Progress) -> tuple[int, ChainState]:
    return check_part(store, first)
