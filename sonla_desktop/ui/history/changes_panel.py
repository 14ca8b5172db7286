"""The changes of Lịch sử: reads them page by page for the filters, leads to the item, hands the list on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, QStandardPaths, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.history import state
from sonla_desktop.ui.history.changes_view import ChangesView
from sonla_desktop.ui.history.presence import Presence
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.history_words import ACTIONS, HistoryLine
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_history import (
    PAGE_LENGTH,
    HistoryChoices,
    HistoryFilter,
    HistoryPage,
    export_history,
    history_choices,
    read_history,
)

TYPING_MS = 300
"""A search begins so long after the last key."""


class ChangesPanel(QWidget):
    """``wanted`` carries the change whose item is asked for; ``choices_read`` what there is to choose from."""

    wanted = Signal(object)
    choices_read = Signal(object)

    def __init__(self, desk: Desk, presence: Presence) -> None:
        super().__init__()
        self._desk, self._only = desk, presence.only
        self.view = ChangesView()
        self.setLayout(column(self.view))
        self._key: ReportKey | None = None
        self._lines: dict[int, HistoryLine] = {}
        self._more: int | None = None
        self._asked = 0
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        _fill(self.view.action, state.ALL_ACTIONS, {words: action for action, words in ACTIONS.items()})
        self._connect()

    def show_report(self, key: ReportKey) -> None:
        """Reads again; another report on the desk is the one that is filtered for."""
        chosen = key if key != self._key else self.view.report.currentData()
        self._key = key
        self._read_choices(chosen)

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    @property
    def filter(self) -> HistoryFilter:
        """What the officer asks for."""
        view = self.view
        return HistoryFilter(
            view.report.currentData(), view.action.currentData() or "", view.search.value(),
            view.officer.currentData() or "", self._since, self._until,
        )  # fmt: skip

    def _connect(self) -> None:
        view = self.view
        self._since = self._until = None
        for choice in (view.report, view.action, view.officer):
            choice.activated.connect(self._read)
        view.search.changed.connect(self._wait_for_more)
        self._typing.timeout.connect(self._read)
        view.since.changed.connect(self._take_since)
        view.until.changed.connect(self._take_until)
        view.clear.clicked.connect(self._clear)
        view.more.clicked.connect(self._read_more)
        view.list.activated.connect(self._open)
        view.list.selectionModel().currentRowChanged.connect(self._tell)
        view.go_there.clicked.connect(self._open_chosen)
        view.copy.clicked.connect(self._copy)
        view.export.clicked.connect(self._export)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, view.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._copy)

    def _read_choices(self, chosen: ReportKey | None) -> None:
        if self._desk.world is not None and self._desk.store is not None:
            work = partial(_choices, self._desk.world, self._desk.store)
            self._desk.runner.run(work, self._only(partial(self._show_choices, chosen)), label="Đang đọc nhật ký")

    def _show_choices(self, chosen: ReportKey | None, choices: HistoryChoices) -> None:
        reports = dict(state.report_choices(choices.reports))
        if self._key is not None and self._key not in reports.values() and self._desk.snapshot is not None:
            name = self._desk.snapshot.month.duty.form.short_title
            reports = dict(state.report_choices([(self._key, name)])) | reports
        _fill(self.view.report, state.ALL_REPORTS, reports, chosen)
        officer = self.view.officer.currentData()
        _fill(self.view.officer, state.ALL_OFFICERS, {name: name for name in choices.officers}, officer)
        self.choices_read.emit(choices)
        self._read(keep=True)

    @Slot()
    def _read(self, *_chosen: object, keep: bool = False) -> None:
        """Reads the first page; what had been read beyond it is read again where only the store has changed."""
        self._typing.stop()
        self.view.said.clear()
        limit = max(PAGE_LENGTH, len(self._lines)) if keep else PAGE_LENGTH
        self._ask(None, limit, {}, keep=keep)

    def _read_more(self) -> None:
        self._ask(self._more, PAGE_LENGTH, self._lines)

    def _ask(
        self, before: int | None, limit: int, known: Mapping[int, HistoryLine], *, keep: bool = False
    ) -> None:
        chosen = self.view.list.currentIndex().data(KEY_ROLE)
        if self._desk.world is None or self._desk.store is None:
            return
        self._asked += 1
        work = partial(_page, self._desk.world, self._desk.store, self.filter, before, limit)
        done = partial(self._show, self._asked, known, chosen if keep else None)
        self._desk.runner.run(work, self._only(done), label="Đang đọc nhật ký")

    def _show(
        self, asked: int, known: Mapping[int, HistoryLine], chosen: int | None, page: HistoryPage
    ) -> None:
        """The chosen row stays chosen where only the store has changed; what is asked for anew begins at its top."""
        if asked != self._asked:
            return
        self._lines = {**known, **{line.seq: line for line in page.lines}}
        self._more = page.more
        view = self.view
        view.model.show(state.rows(list(self._lines.values())))
        view.count.setText(state.count_text(len(self._lines), page.more is not None))
        view.more.setVisible(page.more is not None)
        filtered = self.filter != HistoryFilter(view.report.currentData())
        view.tell_empty("" if self._lines else state.empty_text(filtered))
        number = len(known) if known else (view.model.row_of(chosen) or 0)
        if self._lines:
            view.list.setCurrentIndex(view.model.index(min(number, len(self._lines) - 1), 0))
            self._tell(view.list.currentIndex())

    @Slot(str)
    def _wait_for_more(self, _text: str) -> None:
        self._typing.start()

    def _take_since(self, day: object) -> None:
        self._since = day
        self._read()

    def _take_until(self, day: object) -> None:
        self._until = day
        self._read()

    def _clear(self) -> None:
        self.view.search.set_value("")
        self._since = self._until = None
        for day in (self.view.since, self.view.until):
            day.set_text("")
        for choice in (self.view.action, self.view.officer):
            choice.setCurrentIndex(0)
        self._read()

    @Slot(QModelIndex)
    def _tell(self, index: QModelIndex) -> None:
        line = self._lines.get(index.data(KEY_ROLE))
        self.view.details.setText("" if line is None else state.details(line))
        self.view.go_there.setEnabled(line is not None and state.has_place(line))

    def _open(self, index: QModelIndex) -> None:
        line = self._lines.get(index.data(KEY_ROLE))
        if line is not None:
            self.wanted.emit(line)

    def _open_chosen(self) -> None:
        self._open(self.view.list.currentIndex())

    def say(self, text: str) -> None:
        """One line beside the buttons."""
        self.view.said.setText(text)

    def _copy(self) -> None:
        numbers = sorted(index.row() for index in self.view.list.selectionModel().selectedRows())
        QGuiApplication.clipboard().setText(
            state.as_text([self.view.model.rows[number] for number in numbers], state.HEADINGS)
        )
        self.say(f"Đã sao chép {len(numbers)} dòng.")

    def _export(self) -> None:
        world, store = self._desk.world, self._desk.store
        if world is None or store is None:
            return
        places = QStandardPaths.StandardLocation.DocumentsLocation
        folder = Path(QStandardPaths.writableLocation(places) or str(Path.home()))
        wanted = self.filter
        name = state.file_name(wanted.report, f"{world.clock.now():%Y-%m-%d}")
        chosen, _ = QFileDialog.getSaveFileName(self, "Xuất lịch sử", str(folder / name), "Bảng tính (*.xlsx)")
        if chosen:
            target = Path(chosen) if chosen.lower().endswith(".xlsx") else Path(f"{chosen}.xlsx")
            work = partial(_exported, world, store, wanted, target)
            done = self._only(partial(self._tell_exported, target.name))
            self._desk.runner.run(work, done, label="Đang xuất lịch sử")

    def _tell_exported(self, name: str, count: int) -> None:
        self.say(state.exported_text(name, count))


def _fill(box: QComboBox, everything: str, choices: Mapping[str, object], chosen: object = None) -> None:
    """Offers these after the choice of everything; what was chosen stays chosen."""
    with QSignalBlocker(box):
        box.clear()
        box.addItem(everything, None)
        for text, value in choices.items():
            box.addItem(text, value)
        values = [None, *choices.values()]
        box.setCurrentIndex(values.index(chosen) if chosen in values else 0)


def _choices(world: World, store: Store, progress: Progress) -> HistoryChoices:
    return history_choices(world, store)


def _page(
    world: World, store: Store, wanted: HistoryFilter, before: int | None, limit: int, progress: Progress
) -> HistoryPage:
    return read_history(world, store, wanted, before, limit)


def _exported(world: World, store: Store, wanted: HistoryFilter, target: Path, progress: Progress) -> int:
    return export_history(world, store, wanted, target, progress)
