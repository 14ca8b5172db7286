"""The main window: paints first, then builds its world; opens a store; keeps everything saved; closes safely."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QStackedWidget, QWidget

from sonla_desktop.ui import messages
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.jobs import JobRunner, Lane
from sonla_desktop.ui.places import CHECKING, MONTHLY_UPDATE, Place
from sonla_desktop.ui.save_news import SaveNews
from sonla_desktop.ui.shell import PROGRAM_NAME
from sonla_desktop.ui.shell.first_window import cover, place_window
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.ui.shell.pages import load_pages
from sonla_desktop.ui.shell.state import window_title
from sonla_desktop.ui.shell.status_line import StatusLine
from sonla_desktop.ui.shell.undoing import Undoing
from sonla_desktop.ui.shell.workspace import Workspace
from sonla_desktop.ui.snapshot import Opened, Snapshot, open_store
from sonla_desktop.ui.widgets.inputs import commit_composition
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress

MINUTE_MS = 60_000
_BUG_HEADING = "Lỗi chương trình"


class MainWindow(QMainWindow):
    """One window for one store. ``ready`` comes when a page can be used."""

    ready = Signal()
    _painted_once = Signal()

    def __init__(
        self, build_world: Callable[[], World], store: Path | None, default_store: Path, memory: WindowMemory
    ) -> None:
        super().__init__()
        self._build_world, self._default_store, self._memory = build_world, default_store, memory
        self._wanted = store or memory.last_store or default_store
        self._painted = self._closing = False
        self.runner = JobRunner(self)
        self.desk = Desk(self.runner, self)
        self.status = StatusLine()
        self.start: QWidget | None = None
        self.workspace: Workspace | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(cover())
        self.setCentralWidget(self._stack)
        self.setStatusBar(self.status)
        self.setWindowTitle(PROGRAM_NAME)
        self._connect()
        self.undoing = Undoing(self, self.desk, self.status)
        self.undoing.arrive.connect(self.go_to)
        place_window(self, memory)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells once that the window is on screen; only then does the slow part begin."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._painted_once.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Saves when the officer turns to another program."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.save_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves first; closes when the store has everything or the officer says so."""
        self.save_now()
        self._memory.geometry = self.saveGeometry()
        if not self.runner.idle and not self._closing:
            self._closing = True
            self.runner.cancel()
            event.ignore()
        elif self.desk.drafts.unsaved and not self._agrees_to_lose():
            self._closing = False
            event.ignore()
        else:
            self._shut_down()
            event.accept()

    @Slot()
    def tell_of_bug(self, text: str = messages.BUG_TEXT) -> None:
        """One line about a bug; a bug that comes with every key is told once."""
        told = [box for box in self.findChildren(QMessageBox) if box.isVisible() and box.windowTitle() == _BUG_HEADING]
        if not told:
            messages.tell(self, text, _BUG_HEADING)

    def go_to(self, place: Place) -> None:
        """Shows a page, or the first screen."""
        if self.workspace is not None:
            self.workspace.go_to(place)

    def show_start(self) -> None:
        """Shows the first screen: another agency, another store, the sample."""
        from sonla_desktop.ui.start.page import StartPage  # late: most runs never see it

        if self.start is not None:
            self._stack.removeWidget(self.start)
            self.start.deleteLater()
        self.status.forget_month()
        self.start = StartPage(self.desk, self._default_store)
        self.start.store_opened.connect(self._take)
        self.start.back_requested.connect(self.desk.reload)
        self._stack.addWidget(self.start)
        self._stack.setCurrentWidget(self.start)
        self.setWindowTitle(PROGRAM_NAME)
        self.ready.emit()

    def _connect(self) -> None:
        self._painted_once.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self.desk.loaded.connect(self._show_month)
        self.desk.stayed.connect(self._tell_of_unsaved)
        self.desk.drafts.news.connect(self._show_saving)
        self.runner.progressed.connect(self.status.show_progress)
        self.runner.progress_ended.connect(self.status.hide_progress)
        self.runner.refused.connect(self._tell_refusal)
        self.runner.broke.connect(self.tell_of_bug)
        self.runner.became_idle.connect(self._close_if_waiting, Qt.ConnectionType.QueuedConnection)
        self.status.cancel_requested.connect(self.runner.cancel)
        self.status.retry_requested.connect(self.desk.drafts.flush)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)
        QShortcut(QKeySequence(Qt.Key.Key_F5), self).activated.connect(self._check)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._find)
        self._minute = QTimer(self, interval=MINUTE_MS)
        self._minute.timeout.connect(self._show_time)

    @Slot()
    def _begin(self) -> None:
        work = partial(_world, self._build_world)
        self.runner.run(work, self._take_world, lane=Lane.FREE, label="Đang mở chương trình")

    def _take_world(self, world: World) -> None:
        self.desk.world = world
        self.runner.run(load_pages, _nothing, lane=Lane.FREE, quiet=True)
        self.runner.run(
            partial(open_store, world, self._wanted, form=self._memory.last_form),
            self._take,
            self._not_opened,
            label="Đang mở sổ báo cáo",
        )

    def _not_opened(self, refusal: UserError) -> None:
        self.show_start()
        if refusal.code == "store-locked":
            self._offer_to_read(messages.text_of(refusal, self.desk.world))
        elif refusal.code != "store-absent":
            self._tell_refusal(refusal)

    def _offer_to_read(self, text: str) -> None:
        """Somebody has the store open: it can still be looked at."""
        box = messages.ask(self, text, "Sổ báo cáo đang mở ở chỗ khác", accept="Mở để xem", reject="Để sau")
        box.accepted.connect(self._open_to_read)
        box.open()

    @Slot()
    def _open_to_read(self) -> None:
        if self.desk.world is not None:
            work = partial(open_store, self.desk.world, self._wanted, read_only=True)
            self.runner.run(work, self._take, label="Đang mở sổ báo cáo để xem")

    def _take(self, opened: Opened) -> None:
        self._memory.last_store = opened.store.folder
        if self.workspace is None:
            self.workspace = Workspace(self.desk)
            self.workspace.go_elsewhere.connect(self.show_start)
            self._stack.addWidget(self.workspace)
        self.workspace.forget_pages()
        self.desk.take(opened)
        self._minute.start()

    @Slot(object)
    def _show_month(self, snapshot: Snapshot) -> None:
        store, world = self.desk.store, self.desk.world
        if self.workspace is None or store is None or world is None:
            return
        first = self._stack.currentWidget() is not self.workspace
        self._memory.last_form = snapshot.month.key.form
        self.workspace.show_month(snapshot, world.clock.now(), store.is_sample)
        self.status.show_month(snapshot)
        self.setWindowTitle(window_title(store.agency, snapshot.month.key.period.short_label, store.is_sample))
        self._stack.setCurrentWidget(self.workspace)
        if first:
            self.ready.emit()

    @Slot()
    def _tell_of_unsaved(self) -> None:
        """The choice above goes back to the month that stays."""
        if self.desk.snapshot is not None:
            self._show_month(self.desk.snapshot)
        count = self.desk.drafts.unsaved_count
        messages.tell(self, f"Còn {count} mục chưa lưu được nên chưa chuyển báo cáo. Bấm Lưu lại rồi chuyển.")

    @Slot()
    def _show_time(self) -> None:
        if self.workspace is not None and self.desk.snapshot is not None and self.desk.world is not None:
            self.workspace.title_line.show_time(self.desk.snapshot, self.desk.world.clock.now())

    @Slot(object)
    def _show_saving(self, news: SaveNews) -> None:
        reason = "" if news.error is None else messages.text_of(news.error, self.desk.world)
        self.status.show_saving(news, reason)

    @Slot(object)
    def _tell_refusal(self, refusal: UserError) -> None:
        messages.tell(self, messages.text_of(refusal, self.desk.world))

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.undoing.typing.follow(new)
        if self.desk.drafts.timer.isActive():
            self.desk.drafts.flush()

    @Slot()
    def save_now(self) -> None:
        """Has everything that was typed saved at once."""
        commit_composition()
        self.desk.drafts.flush()

    @Slot()
    def _check(self) -> None:
        self.save_now()
        self.desk.reload(rehash=True)
        self.go_to(Place(MONTHLY_UPDATE, CHECKING))

    @Slot()
    def _find(self) -> None:
        page = self.workspace.page if self.workspace is not None else None
        if self._stack.currentWidget() is self.workspace and page is not None:
            page.find()
        elif self.start is not None:
            self.start.find()

    @Slot()
    def _close_if_waiting(self) -> None:
        if self._closing and self.runner.idle:
            self.close()

    def _agrees_to_lose(self) -> bool:
        count = self.desk.drafts.unsaved_count
        text = f"Còn {count} mục chưa lưu được vào sổ báo cáo. Đóng bây giờ thì mất các mục đó."
        box = messages.ask(self, text, "Chưa lưu được", accept="Vẫn đóng", reject="Ở lại để lưu")
        box.exec()
        return box.buttonRole(box.clickedButton()) is QMessageBox.ButtonRole.AcceptRole

    def _shut_down(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._on_focus_changed)
        self._minute.stop()
        if self.desk.store is not None:
            self.runner.run(partial(_close, self.desk.store), _nothing, quiet=True)
            self.desk.store = None
        self.runner.shut_down()


def _world(build: Callable[[], World], progress: Progress) -> World:
    world = build()
    world.catalogue.messages()  # read now, so that the window's thread never waits for it
    return world


def _close(store: Store, progress: Progress) -> None:
    store.close()


def _nothing(_value: object) -> None:
    """After the store was closed nobody is left to tell."""
