"""Kiểm tra gói: packages chosen from the disk or dropped are verified beside the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.jobs import Lane
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.report_export.verify_state import HEADINGS, rows, summary
from sonla_desktop.ui.widgets.file_choice import files_dropped
from sonla_desktop.ui.widgets.parts import button, column, grow, label, row, set_tone
from sonla_desktop.ui.widgets.wrapped_table import WrappedTable
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.verify_package import PACKAGE_SUFFIX, Verification, verify_packages

WIDTH = 760


class VerifyDialog(QDialog):
    """Nothing of it touches the store; the last packages asked for are the ones shown."""

    def __init__(self, desk: Desk, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._folder, self._gone, self._asked = desk, folder, False, 0
        self.setWindowTitle("Kiểm tra gói")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.setAcceptDrops(True)
        self.hint = label(
            "Chọn một hoặc nhiều gói, hay kéo thả vào đây. Gói thay thế được so với gói cũ khi chọn cả hai. "
            "Việc này chỉ đọc, không ghi vào sổ báo cáo.",
            role="muted",
            wrap=True,
        )
        self.choose = button("&Chọn gói…", role="primary", icon_name="folder", name="Chọn gói để kiểm tra")
        self.said = label("Chưa chọn gói.", role="heading", wrap=True)
        self.table = WrappedTable(HEADINGS, "Kết quả kiểm tra gói", {0: 34}, stretch=1)
        self.close_it = button("Đón&g")
        head = row(self.choose, self.said)
        head.setStretch(1, 1)
        foot = row(None, self.close_it)
        self.setLayout(column(self.hint, head, self.table, None, foot, gap=10, margins=14))
        self.choose.clicked.connect(self._choose)
        self.close_it.clicked.connect(self.reject)
        self.choose.setFocus()

    def verify(self, paths: Sequence[Path]) -> None:
        """Has these packages verified."""
        if not paths or self._desk.world is None:
            return
        self._asked += 1
        self.table.show_rows([])
        self._say("Đang kiểm tra…")
        asked = self._asked
        self._desk.runner.run(
            partial(_verified, self._desk.world, list(paths)),
            partial(self._show, asked),
            partial(self._refused, asked),
            on_broken=partial(self._broken, asked),
            lane=Lane.FREE,
            label="Đang kiểm tra gói",
        )

    def done(self, result: int) -> None:
        """What still runs finds nobody."""
        self._gone = True
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Packages may be dropped anywhere."""
        if files_dropped(event.mimeData(), (PACKAGE_SUFFIX,)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Has the dropped ones verified."""
        self.verify(files_dropped(event.mimeData(), (PACKAGE_SUFFIX,)))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, "Chọn gói để kiểm tra", str(self._folder), f"Gói báo cáo (*{PACKAGE_SUFFIX})"
        )
        self.verify([Path(name) for name in chosen])

    def _show(self, asked: int, outcome: Verification) -> None:
        if self._stale(asked):
            return
        self._say(*summary(outcome))
        self.table.show_rows(rows(outcome))
        grow(self)

    def _refused(self, asked: int, error: UserError) -> None:
        if not self._stale(asked):
            self._say(text_of(error, self._desk.world), "error")

    def _broken(self, asked: int) -> None:
        if not self._stale(asked):
            self._say("Chưa kiểm tra được các gói này.", "error")

    def _stale(self, asked: int) -> bool:
        return self._gone or asked != self._asked

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        set_tone(self.said, tone)


def _verified(world: World, paths: list[Path], progress: Progress) -> Verification:
    """Runs beside the store's lane: what is typed is saved meanwhile."""
    return verify_packages(world, paths)
