"""Ctrl+Z and Ctrl+Y: first what is typed and not saved, then the officer's saved steps by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow

from sonla_desktop.domain.changes import REASONS
from sonla_desktop.domain.report import Report
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.places import CHECKING, DATA_WINDOW, MONTHLY_UPDATE, OVERVIEW, Place, place_of_field
from sonla_desktop.ui.shell.own_typing import REDO_KEYS, UNDO_KEYS, OwnTyping
from sonla_desktop.ui.shell.status_line import StatusLine
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.inputs import commit_composition
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month
from sonla_desktop.usecases.undo_edit import REDONE, UNDONE, EditName, redo, undo

Step = Callable[[World, Store, Month], tuple[EditName, Report, Changes]]


class Undoing(QObject):
    """Undo and redo of one window. ``arrive`` carries the place of what was undone or redone."""

    arrive = Signal(object)

    def __init__(self, window: QMainWindow, desk: Desk, status: StatusLine) -> None:
        super().__init__(window)
        self._desk, self._status = desk, status
        self._done: tuple[str, EditName] | None = None
        self.typing = OwnTyping(window, desk.drafts)
        for keys, act in ((UNDO_KEYS, self.undo), (REDO_KEYS, self.redo)):
            for key in keys:
                QShortcut(QKeySequence(key), window).activated.connect(act)
        status.undo.clicked.connect(self.undo)
        status.redo.clicked.connect(self.redo)
        desk.loaded.connect(self._show)

    @Slot()
    def undo(self) -> None:
        """Takes back what is typed and not saved; else the last saved step."""
        commit_composition()
        if not self.typing.take_back():
            self._begin(UNDONE, undo)

    @Slot()
    def redo(self) -> None:
        """Does again what was taken back last."""
        commit_composition()
        if not self.typing.give_again():
            self._begin(REDONE, redo)

    def _begin(self, word: str, step: Step) -> None:
        shown, unsaved = self._desk.snapshot, self._desk.drafts.unsaved
        if shown is None or not self._desk.editable:
            return
        if not unsaved and (shown.edits.undo if step is undo else shown.edits.redo) is None:
            self._status.say(f"{word}: không còn việc nào trong kỳ này")
            return
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a cell that is being typed into hands over its text
        self._desk.drafts.flush()
        self._desk.runner.run(_after_saving, partial(self._go_on, word, step), quiet=True)

    def _go_on(self, word: str, step: Step, _nothing: None) -> None:
        desk = self._desk
        if desk.drafts.unsaved:
            count = desk.drafts.unsaved_count
            self._status.say(f"{word}: còn {count} mục chưa lưu được, bấm Lưu lại rồi thử lại")
        elif desk.world is not None and desk.store is not None and desk.snapshot is not None:
            work = partial(_turned, step, desk.world, desk.store, desk.snapshot.month)
            desk.runner.run(work, partial(self._take, word), label=f"{word} việc đã ghi")

    def _take(self, word: str, result: tuple[EditName, Changes]) -> None:
        self._done = word, result[0]

    @Slot(object)
    def _show(self, snapshot: Snapshot) -> None:
        """The month was read again: the steps have other names, and what was undone is shown."""
        self._status.show_steps(snapshot.edits, self._desk.editable)
        if self._done is not None:
            word, name = self._done
            self._done = None
            place = place_of_step(name, snapshot.month)
            if place is not None:
                self.arrive.emit(place)
            self._status.say(f"Đã {word.lower()}: {name.text}")


def place_of_step(name: EditName, month: Month) -> Place | None:
    """Where the first field of a step is; None for one that is about the whole month."""
    first, *rest = name.field.split(".")
    if not name.where:
        return None
    if first == REASONS:
        return Place(MONTHLY_UPDATE, CHECKING, name.where, ".".join(rest[1:]))
    if first == DATA_WINDOW:
        return Place(OVERVIEW, field=DATA_WINDOW)
    return place_of_field(name.where, name.field, month.duty.form, month.assignment)


def _after_saving(progress: Progress) -> None:
    """Comes to its turn when everything that was typed before is in the store or was refused."""


def _turned(step: Step, world: World, store: Store, month: Month, progress: Progress) -> tuple[EditName, Changes]:
    name, _, changes = step(world, store, month)
    return name, changes
