"""The dialog in which the officer sets the data window of the report on the desk, where it is our reading."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sonla_desktop.domain.period import DataWindow
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.overview import window_state as state
from sonla_desktop.ui.overview.deadline_state import heading
from sonla_desktop.ui.overview.window_state import TypedWindow
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
from sonla_desktop.usecases.set_data_window import set_data_window

WIDTH = 560


class DataWindowDialog(QDialog):
    """Closes itself once the store has what was typed; what is refused stays to be corrected."""

    def __init__(self, desk: Desk, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._snapshot = desk, snapshot
        self.setWindowTitle("Khoảng chốt số liệu")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.start, self.end = DateInput("Số liệu từ ngày"), DateInput("Số liệu đến hết ngày")
        self.why = ProseInput("Lý do của khoảng chốt số liệu")
        self.document = LineInput("Số, ký hiệu văn bản", "1680/UBND-KGVX", limit=100)
        self.told, self.wrong = label(tone="warning", wrap=True), label(tone="error", wrap=True)
        self.told.hide()
        self.wrong.hide()
        self.record = button("Ghi", role="primary", name="Ghi khoảng chốt số liệu")
        self.go_back = button("Về cách hiểu của chương trình", name="Về khoảng chốt số liệu theo cách hiểu")
        self.cancel = button("Hủy")
        self.go_back.setVisible(state.is_own(snapshot))
        self._show(state.typed_of(snapshot))
        self._lay_out(snapshot)
        self.start.changed.connect(self._remark)
        self.end.changed.connect(self._remark)
        self.record.clicked.connect(self._record)
        self.go_back.clicked.connect(self._go_back)
        self.cancel.clicked.connect(self.reject)
        self._remark()

    def typed(self) -> TypedWindow:
        """The inputs as they stand."""
        start, end = (read_date(field.line.text()).day for field in (self.start, self.end))
        return TypedWindow(start, end, self.why.value(), self.document.value())

    def _show(self, typed: TypedWindow) -> None:
        self.start.set_value(typed.start)
        self.end.set_value(typed.end)
        self.why.set_value(typed.why)
        self.document.set_value(typed.document)

    def _lay_out(self, snapshot: Snapshot) -> None:
        form = Form()
        form.add("from", "Số liệu từ ngày", self.start)
        form.add("to", "Đến hết ngày", self.end)
        form.add("why", "Lý do", self.why)
        form.add("document", "Theo văn bản (nếu có)", self.document)
        lines = (
            label(heading(snapshot), role="heading", wrap=True),
            label(state.understood(snapshot), role="muted", wrap=True),
        )
        buttons = row(self.go_back, None, self.cancel, self.record)
        self.setLayout(column(*lines, form, self.told, self.wrong, buttons, gap=10, margins=14))

    def _remark(self) -> None:
        if self._desk.world is None:
            return
        text = state.remarks(self._desk.world, self._snapshot, self.typed())
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _record(self) -> None:
        commit_composition()
        typed = self.typed()
        if text := state.lacking(typed):
            self._say(text)
        else:
            self._put(state.window_of(typed), typed)

    def _go_back(self) -> None:
        self._put(None, self.typed())

    def _put(self, window: DataWindow | None, typed: TypedWindow) -> None:
        if self._desk.world is None or self._desk.store is None:
            return
        self.record.setEnabled(False)
        work = partial(_written, self._desk.world, self._desk.store, self._snapshot.month, window, typed)
        self._desk.runner.run(work, self._done, self._refused, on_broken=self._again, label="Lưu khoảng chốt số liệu")

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


def _written(
    world: World, store: Store, month: Month, window: DataWindow | None, typed: TypedWindow, progress: Progress
) -> Changes:
    """Runs on the store's lane."""
    if window is None:
        return set_data_window(world, store, month, None)
    return set_data_window(world, store, month, window, typed.why, typed.document)
