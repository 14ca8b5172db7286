"""The versions of Lịch sử: what was closed when and what came of it; seen, handed out and compared again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QTableView, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.history import state, versions_state
from sonla_desktop.ui.history.compare_dialog import CompareDialog
from sonla_desktop.ui.history.presence import Presence
from sonla_desktop.ui.history.versions_state import HEADINGS
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.export_report import export_report
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_versions import ChangedField, VersionView, compare_versions, read_versions

WIDTHS = {0: 12, 2: 4, 3: 11, 4: 19, 5: 12, 6: 7, 7: 20, 8: 27}
NAME_COLUMN = 1
_DETAIL_LINES = 6
NARROW = {6: 1050, 3: 1050}
"""Columns that are left out of a list which is narrower than so many pixels; the details have their texts."""


class VersionsPanel(QWidget):
    """One list over all reports."""

    def __init__(self, desk: Desk, presence: Presence) -> None:
        super().__init__()
        self._desk, self._only = desk, presence.only
        self._views: dict[versions_state.VersionKey, VersionView] = {}
        self._key: ReportKey | None = None
        self.model = RowsModel(HEADINGS, self)
        self.list: QTableView = table(self.model, "Các phiên bản của mọi báo cáo", WIDTHS, stretch=NAME_COLUMN)
        self.list.setToolTip("Bấm đúp hoặc Enter để xem bản in")
        self.empty = label(versions_state.EMPTY, role="muted", wrap=True)
        self.details, self.said = label(wrap=True), label(role="muted")
        self.details.setMinimumHeight(_DETAIL_LINES * self.details.fontMetrics().lineSpacing())
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.see = button("&Xem bản in", role="primary", name="Xem bản in của phiên bản")
        self.export = button("X&uất lại…", icon_name="export", name="Xuất lại tệp của phiên bản")
        self.compare = button("So sánh với bản t&rước", icon_name="document")
        self.about = card(self.details)
        layout = column(self.empty, self.list, self.about, row(self.said, None, self.compare, self.export, self.see))
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.list.selectionModel().currentRowChanged.connect(self._tell)
        self.list.activated.connect(self._see)
        self.see.clicked.connect(self._see)
        self.export.clicked.connect(self._export)
        self.compare.clicked.connect(self._compare)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self.list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._copy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What a narrow list has no room for is in the details."""
        super().resizeEvent(event)
        for number, width in NARROW.items():
            self.list.setColumnHidden(number, self.width() < width)

    @property
    def chosen(self) -> VersionView | None:
        """The version of the current row."""
        return self._views.get(self.list.currentIndex().data(KEY_ROLE))

    def show_report(self, key: ReportKey) -> None:
        """Reads all versions again."""
        self._key = key
        if self._desk.world is not None and self._desk.store is not None:
            work = partial(_versions, self._desk.world, self._desk.store)
            self._desk.runner.run(work, self._only(self._show), label="Đang đọc các phiên bản")

    def find(self) -> None:
        """Ctrl+F: the list itself."""
        self.list.setFocus()

    def _show(self, views: tuple[VersionView, ...]) -> None:
        before = self.list.currentIndex().data(KEY_ROLE)
        self._views = {versions_state.key_of(view): view for view in views}
        self.model.show(versions_state.rows(views))
        for part in (self.list, self.about):
            part.setVisible(bool(views))
        self.empty.setVisible(not views)
        here = next((place for place in self._views if place[0] == self._key), None)
        number = self.model.row_of(before if before in self._views else here)
        self.list.setCurrentIndex(self.model.index(number or 0, 0))
        self._tell()

    @Slot(QModelIndex)
    def _tell(self, _index: object = None) -> None:
        view = self.chosen
        self.details.setText("" if view is None else versions_state.details(view))
        closed = view is not None and view.line.closed_at is not None
        self.see.setEnabled(closed)
        self.export.setEnabled(closed)
        self.compare.setEnabled(view is not None and view.line.version > 1)

    def _see(self, _index: object = None) -> None:
        view = self.chosen
        if view is not None and view.line.closed_at is not None:
            from sonla_desktop.ui.preview.window import open_preview  # late: Qt's printing loads with the first preview

            open_preview(self._desk, self, view.line.version, view.line.key)

    def _export(self) -> None:
        world, store, view = self._desk.world, self._desk.store, self.chosen
        if world is None or store is None or view is None:
            return
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = QStandardPaths.writableLocation(places) or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "Chọn nơi nhận tệp", start)
        if chosen:
            work = partial(_exported, world, store, view, Path(chosen))
            done = self._only(partial(self._tell_exported, Path(chosen).name))
            self._desk.runner.run(work, done, label="Đang chép tệp")

    def _tell_exported(self, folder: str, exported: tuple[int, Changes]) -> None:
        self.said.setText(f"Đã xuất {exported[0]} tệp vào {folder}, đúng từng byte với bản đã chốt.")

    def _compare(self) -> None:
        world, store, view = self._desk.world, self._desk.store, self.chosen
        if world is not None and store is not None and view is not None:
            work = partial(_compared, world, store, view)
            done = self._only(partial(self._show_compared, view))
            self._desk.runner.run(work, done, label="Đang so sánh hai phiên bản")

    def _show_compared(self, view: VersionView, changes: tuple[ChangedField, ...]) -> None:
        CompareDialog(view, changes, self).open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(state.as_text(self.model.rows, HEADINGS))
        self.said.setText("Đã sao chép danh sách phiên bản.")


def _versions(world: World, store: Store, progress: Progress) -> tuple[VersionView, ...]:
    return read_versions(world, store)


def _compared(world: World, store: Store, view: VersionView, progress: Progress) -> tuple[ChangedField, ...]:
    return compare_versions(world, store, view.line.key, view.line.version)


def _exported(
    world: World, store: Store, view: VersionView, target: Path, progress: Progress
) -> tuple[int, Changes]:
    key = view.line.key
    files = export_report(world, store, str(key.period), target, key.form, progress, version=view.line.version)
    return len(files), Changes(packages=True)
