"""Nhập từ tệp: a filled form or a month file goes into the month on the desk, whole or not at all."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.file_choice import FileChoice, FolderChoice
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import commit_composition
from sonla_desktop.ui.widgets.parts import button, column, grow, label, row, set_tone
from sonla_desktop.usecases.blank_form import FORM_SUFFIX
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.record_form import record_file
from sonla_desktop.usecases.record_values import Recorded
from sonla_desktop.usecases.recorded_words import recorded_lines

WIDTH = 640
MONTH_FILE_SUFFIX = ".json"


class ImportDialog(QDialog):
    """Stays open with what was taken in, or with the one line that says why nothing was."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._key, self._gone = desk, snapshot.month.key, False
        self.setWindowTitle("Nhập từ tệp")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        heading = f"Nhập số liệu {self._key.period.label} từ tệp"
        self.heading = label(heading, role="heading", wrap=True)
        self.hint = label(
            "Chọn biểu Excel đã điền hoặc tệp số liệu của kỳ. Mục có trong tệp thay cho mục trong sổ, mục khác giữ "
            "nguyên. Sai một chỗ thì không ghi chỗ nào.",
            role="muted",
            wrap=True,
        )
        self.file = FileChoice("Tệp số liệu", "Biểu Excel, tệp số liệu", FORM_SUFFIX, MONTH_FILE_SUFFIX)
        self.folder = FolderChoice("Thư mục minh chứng")
        self.said = label(wrap=True)
        self.said.hide()
        self.differing = QPlainTextEdit(readOnly=True)
        self.differing.setAccessibleName("Chỗ tệp ghi khác số chương trình tính")
        self.differing.setTabChangesFocus(True)
        self.differing.setFixedHeight(6 * self.fontMetrics().height())
        self.differing.hide()
        self.take_in, self.close_it = button("&Nhập", role="primary", name="Nhập từ tệp này"), button("Đón&g")
        self.take_in.setDefault(True)
        self._lay_out()
        self.take_in.clicked.connect(self._take_in)
        self.close_it.clicked.connect(self.reject)
        self.file.choose.setFocus()

    def done(self, result: int) -> None:
        """What is still running is stopped; what was already written shows on the page."""
        self._gone = True
        if not self.take_in.isEnabled():
            self._desk.runner.cancel()
        super().done(result)

    def _lay_out(self) -> None:
        form = Form(label_width=150)
        form.add("file", "&Tệp số liệu", self.file)
        form.add("folder", "Thư mục &minh chứng", self.folder)
        buttons = row(None, self.close_it, self.take_in)
        parts = (self.heading, self.hint, form, self.said, self.differing, buttons)
        self.setLayout(column(*parts, gap=10, margins=14))

    def _take_in(self) -> None:
        self.differing.hide()
        if self.file.path is None:
            self._say("Chưa chọn tệp số liệu.", "error")
            self.file.choose.setFocus()
            return
        commit_composition()
        self._desk.drafts.flush()
        self.take_in.setEnabled(False)
        self._say("Đang nhập…")
        self._desk.runner.run(_after_saving, self._go_on, quiet=True)

    def _go_on(self, _nothing: None) -> None:
        """What was typed before is saved or refused: what is refused would hide what the file says."""
        desk = self._desk
        if self._gone or self.file.path is None or desk.world is None or desk.store is None:
            return
        if desk.drafts.unsaved:
            self._stop(f"Còn {desk.drafts.unsaved_count} mục chưa lưu được. Bấm Lưu lại rồi nhập tệp.")
            return
        work = partial(_recorded, desk.world, desk.store, self._key, self.file.path, self.folder.path)
        desk.runner.run(work, self._done, self._refused, on_broken=self._broken, label="Đang nhập từ tệp")

    def _done(self, result: tuple[Recorded, Changes]) -> None:
        if self._gone:
            return
        self.take_in.setEnabled(True)
        counts, *differing = recorded_lines(result[0])
        self._say(f"{counts}\nBấm Ctrl+Z để lấy lại cả lần nhập này." if result[0].changed else counts, "good")
        self.differing.setPlainText("\n".join(differing))
        self.differing.setVisible(bool(differing))
        grow(self)
        self.file.take(None)
        self.close_it.setFocus()

    def _refused(self, error: UserError) -> None:
        if not self._gone:
            self._stop(text_of(error, self._desk.world))

    def _broken(self) -> None:
        if not self._gone:
            self._stop("Chưa nhập được tệp này; số liệu vẫn như trước.")

    def _stop(self, text: str) -> None:
        self.take_in.setEnabled(True)
        self._say(text, "error")
        self.file.choose.setFocus()

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        set_tone(self.said, tone)
        self.said.show()
        grow(self)


def _after_saving(progress: Progress) -> None:
    """Comes to its turn when everything that was typed before is in the store or was refused."""


def _recorded(
    world: World, store: Store, key: ReportKey, source: Path, evidence: Path | None, progress: Progress
) -> tuple[Recorded, Changes]:
    """Runs on the store's lane."""
    return record_file(world, store, str(key.period), source, key.form, evidence, progress)
