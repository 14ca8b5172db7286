"""The dialog in which the officer records the document that moves or sets the deadline of the report on the desk."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.overview.deadline_state import Typed, heading, lacking, notice_of, recorded, stated, typed_of
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.date_reading import read_date
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import LineInput, ProseInput, commit_composition
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month
from sonla_desktop.usecases.set_deadline import set_deadline

WIDTH = 560


class DeadlineDialog(QDialog):
    """Closes itself once the store has what was typed; what is refused stays to be corrected."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._month = desk, snapshot.month
        notice = snapshot.month.deadline_notice
        self.setWindowTitle("Hạn gửi báo cáo theo văn bản")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.day, self.time = DateInput("Ngày của hạn gửi"), LineInput("Giờ của hạn gửi", "17:00", limit=8)
        self.document = LineInput("Số, ký hiệu văn bản", "1680/UBND-KGVX", limit=100)
        self.document_date = DateInput("Ngày của văn bản")
        self.note = ProseInput("Lý do, ghi chú")
        self.wrong = label(tone="error", wrap=True)
        self.wrong.hide()
        self.record = button("Ghi", role="primary", name="Ghi hạn gửi")
        self.take_back = button("Bỏ văn bản này", name="Bỏ văn bản về hạn gửi")
        self.cancel = button("Hủy")
        self.take_back.setVisible(notice is not None)
        self._show(typed_of(notice))
        self._lay_out(snapshot, notice)
        self.record.clicked.connect(self._record)
        self.take_back.clicked.connect(self._take_back)
        self.cancel.clicked.connect(self.reject)

    def typed(self) -> Typed:
        """The inputs as they stand."""
        return Typed(
            read_date(self.day.line.text()).day,
            self.time.value(),
            self.document.value(),
            read_date(self.document_date.line.text()).day,
            self.note.value(),
        )

    def _show(self, typed: Typed) -> None:
        self.day.set_value(typed.day)
        self.time.set_value(typed.time)
        self.document.set_value(typed.document)
        self.document_date.set_value(typed.document_date)
        self.note.set_value(typed.note)

    def _lay_out(self, snapshot: Snapshot, notice: DeadlineNotice | None) -> None:
        form = Form()
        form.add("day", "Hạn gửi, ngày", self.day)
        form.add("time", "Giờ", self.time)
        form.add("document", "Số, ký hiệu văn bản", self.document)
        form.add("document_date", "Ngày của văn bản", self.document_date)
        form.add("note", "Lý do, ghi chú", self.note)
        who = label(recorded(notice), role="small")
        who.setVisible(bool(who.text()))
        lines = (label(heading(snapshot), role="heading", wrap=True), label(stated(snapshot), role="muted", wrap=True))
        buttons = row(self.take_back, None, self.cancel, self.record)
        self.setLayout(column(*lines, form, who, self.wrong, buttons, gap=10, margins=14))

    def _record(self) -> None:
        commit_composition()
        typed = self.typed()
        if text := lacking(typed) or read_date(self.document_date.line.text()).hint:
            self._say(text)
        else:
            self._put(notice_of(typed))

    def _take_back(self) -> None:
        self._put(None)

    def _put(self, notice: DeadlineNotice | None) -> None:
        if self._desk.world is None or self._desk.store is None:
            return
        self.record.setEnabled(False)
        work = partial(_written, self._desk.world, self._desk.store, self._month, notice)
        self._desk.runner.run(work, self._done, self._refused, on_broken=self._again, label="Lưu hạn gửi")

    def _done(self, _changes: Changes) -> None:
        self.accept()

    def _refused(self, error: UserError) -> None:
        self._again()
        self._say(text_of(error, self._desk.world))

    def _again(self) -> None:
        self.record.setEnabled(True)

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()


def _written(world: World, store: Store, month: Month, notice: DeadlineNotice | None, progress: Progress) -> Changes:
    """Runs on the store's lane."""
    return set_deadline(world, store, month, notice)
