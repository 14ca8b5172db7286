"""The step Chốt: freezes the month when nothing stands in the way, and says what does when something does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from sonla_desktop.ui.closing import state
from sonla_desktop.ui.closing.view import ClosingView
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import ask, text_of
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import REPORT_EXPORT, Place
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.inputs import commit_composition
from sonla_desktop.ui.widgets.parts import button, column
from sonla_desktop.usecases.amend_period import withdraw_amendment
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import FrozenVersion, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month

WHAT_CLOSING_DOES = (
    "Chốt là đóng băng số liệu của kỳ thành một phiên bản, lập gói gửi và văn bản từ đúng số liệu đó. "
    "Sau khi chốt, số liệu của kỳ chỉ xem được, không sửa được."
)


class ClosingPage(Page):
    """One button, enabled when the month is ready."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ClosingView()
        self.setLayout(column(self.view))
        self._links: list[QPushButton] = []
        self.view.close_month.clicked.connect(self._close_month)
        self.view.preview.clicked.connect(self._preview)
        self.view.export.clicked.connect(self._export)
        self.view.amend.clicked.connect(self._amend)
        self.view.withdraw.clicked.connect(self._ask_to_withdraw)
        desk.drafts.news.connect(self._show_obstacles)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        period, closed = snapshot.month.key.period.label, snapshot.month.closed
        self.view.export.setVisible(closed)
        self.view.close_month.setVisible(not closed)
        self.view.explanation.setVisible(not closed)
        self.view.explanation.setText(WHAT_CLOSING_DOES)
        self._show_replacement(snapshot)
        late = state.late_text(snapshot)
        self.view.late.setText(late)
        self.view.late.setVisible(bool(late))
        if closed:
            self.view.heading.setText(f"Đã chốt số liệu {period}")
            self.view.show_lines(state.closed_summary(snapshot))
        else:
            self.view.show_lines(state.summary(snapshot))
        self._show_obstacles()

    def _show_replacement(self, snapshot: Snapshot) -> None:
        """What the open or the closed version changed of the one it replaces, and the ways into and out of it."""
        heading = state.changes_heading(snapshot)
        self.view.changes_heading.setText(heading)
        self.view.changes_heading.setVisible(bool(heading))
        self.view.changes.show_rows(state.changes(snapshot))
        writable = self.desk.store is not None and not self.desk.store.read_only
        self.view.amend.setVisible(snapshot.month.closed and writable)
        self.view.withdraw.setVisible(snapshot.replacement is not None and writable)
        self.view.wrong.hide()

    @Slot(object)
    def _show_obstacles(self, _news: object = None) -> None:
        if self._shown is None or self._shown.month.closed:
            self._show_links([])
            return
        period = self._shown.month.key.period.label
        drafts = self.desk.drafts
        unreadable = [(key.code, field) for key, field in drafts.unreadable]
        found = state.obstacles(self._shown, unreadable, drafts.refused_count)
        self._show_links(found)
        self.view.close_month.setEnabled(not found and self.desk.editable)
        what = f"số liệu {period}" if self._shown.replacement is None else f"báo cáo thay thế {period}"
        self.view.heading.setText(f"Chưa chốt được {what}" if found else f"Sẵn sàng chốt {what}")

    def _show_links(self, obstacles: list[state.Obstacle]) -> None:
        for old in self._links:
            self.view.obstacles.removeWidget(old)
            old.deleteLater()
        self._links = []
        for obstacle in obstacles:
            link = button(obstacle.text, role="link", icon_name="error")
            link.setProperty("place", obstacle.place)
            link.clicked.connect(self._follow)
            self.view.obstacles.addWidget(link)
            self._links.append(link)

    def _follow(self) -> None:
        self.go.emit(self.sender().property("place"))

    def _close_month(self) -> None:
        commit_composition()
        self.desk.drafts.flush()
        if self._shown is not None and self.desk.world is not None and self.desk.store is not None:
            self.view.close_month.setEnabled(False)
            key = self._shown.month.key
            work = partial(_closed, self.desk.world, self.desk.store, str(key.period), key.form)
            self.desk.runner.run(work, self._done, self._refused, label="Đang chốt số liệu")

    def _done(self, _result: tuple[FrozenVersion | Month, Changes]) -> None:
        """The month is read again, and the page shows what it says now."""

    def _refused(self, error: object) -> None:
        self._show_obstacles()
        self.desk.runner.refused.emit(error)
        self.desk.reload()

    def _amend(self) -> None:
        if self._shown is not None:
            ReplacementDialog(self.desk, self._shown, self).open()

    def _ask_to_withdraw(self) -> None:
        """Asked only where nothing would be lost; otherwise the store says what has to be done first."""
        commit_composition()
        self.desk.drafts.flush()
        if self._shown is None or self._shown.replacement is None:
            return
        if self._shown.replacement.changes:
            self._withdraw()
            return
        old, new = self._shown.replacement.supersedes.version, self._shown.month.report.version
        text = f"Bỏ bản {new} đang sửa? Bản {old} lại là bản mới nhất; việc mở và bỏ vẫn ghi trong nhật ký."
        box = ask(self, text, "Bỏ báo cáo thay thế", accept="Bỏ báo cáo thay thế", reject="Giữ lại để sửa")
        box.accepted.connect(self._withdraw)
        box.open()

    @Slot()
    def _withdraw(self) -> None:
        if self._shown is not None and self.desk.world is not None and self.desk.store is not None:
            key = self._shown.month.key
            work = partial(_withdrawn, self.desk.world, self.desk.store, str(key.period), key.form)
            self.desk.runner.run(work, self._done, self._not_withdrawn, label="Đang bỏ báo cáo thay thế")

    def _not_withdrawn(self, error: UserError) -> None:
        self.view.wrong.setText(text_of(error, self.desk.world))
        self.view.wrong.show()

    def _preview(self) -> None:
        from sonla_desktop.ui.preview.window import open_preview  # late: Qt's printing loads with the first preview

        commit_composition()
        open_preview(self.desk, self)

    def _export(self) -> None:
        self.go.emit(Place(REPORT_EXPORT))


def _closed(
    world: World, store: Store, period: str, form: str, progress: Progress
) -> tuple[FrozenVersion, Changes]:
    return close_period(world, store, period, form, progress)


def _withdrawn(world: World, store: Store, period: str, form: str, progress: Progress) -> tuple[Month, Changes]:
    return withdraw_amendment(world, store, period, form)
