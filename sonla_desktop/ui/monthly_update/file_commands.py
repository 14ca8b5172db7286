"""Entering by file: a blank Excel form to give away, and a filled form or month file to take in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui import messages
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.monthly_update.import_dialog import ImportDialog
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.file_choice import documents_folder
from sonla_desktop.usecases.blank_form import FORM_SUFFIX, write_blank_form
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress

BLANK_KEYS, IMPORT_KEYS = "Ctrl+B", "Ctrl+O"


class FileCommands(QObject):
    """The menu of ``opener``; both commands also by keys as long as ``page`` is on screen."""

    def __init__(self, desk: Desk, page: QWidget, opener: QPushButton) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        menu = QMenu(opener)
        menu.setAccessibleName("Nhập qua tệp")
        self.blank = QAction("&Lập biểu Excel trống…", page)
        self.take_in = QAction("&Nhập từ tệp…", page)
        for action, keys, act in (
            (self.blank, BLANK_KEYS, self._ask_where),
            (self.take_in, IMPORT_KEYS, self._open_import),
        ):
            action.setShortcut(keys)
            action.triggered.connect(act)
            menu.addAction(action)
            page.addAction(action)
        opener.setMenu(menu)
        opener.setToolTip(f"Lập biểu Excel trống ({BLANK_KEYS}), nhập từ tệp ({IMPORT_KEYS})")

    def show_month(self, snapshot: Snapshot) -> None:
        """A closed month asks nothing more; a store that is only read takes nothing in."""
        self.blank.setEnabled(not snapshot.month.closed)
        self.take_in.setEnabled(self._desk.editable)

    @Slot()
    def _ask_where(self) -> None:
        snapshot = self._desk.snapshot
        if snapshot is None or self._desk.world is None or self._desk.store is None:
            return
        key = snapshot.month.key
        name = str(documents_folder() / f"bieu-nhap-{key.form}-{key.period}{FORM_SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, "Lập biểu Excel trống", name, f"Biểu Excel (*{FORM_SUFFIX})"
        )
        if chosen:
            target = Path(chosen if chosen.lower().endswith(FORM_SUFFIX) else f"{chosen}{FORM_SUFFIX}")
            work = partial(_written, self._desk.world, self._desk.store, key, target)
            self._desk.runner.run(work, partial(self._tell_written, target), label="Đang lập biểu Excel")

    def _tell_written(self, target: Path, sheets: int) -> None:
        text = (
            f"Đã lập biểu trống {target.name}, {sheets} trang để nhập, trong thư mục {target.parent}.\n"
            f"Điền xong, chọn Nhập từ tệp ({IMPORT_KEYS}) để đưa vào sổ báo cáo."
        )
        messages.inform(self._page, text, "Đã lập biểu Excel")

    @Slot()
    def _open_import(self) -> None:
        if self._desk.snapshot is not None:
            ImportDialog(self._desk, self._desk.snapshot, self._page).open()


def _written(world: World, store: Store, key: ReportKey, target: Path, progress: Progress) -> int:
    """Runs on the store's lane; how many sheets there are to fill in."""
    return len(write_blank_form(world, store, str(key.period), key.form, target).sheets)
