"""The form in which the officer records what came back: official number and date, the signed copy, the receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import Submission
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.report_export.outcome_state import (
    DAY,
    NUMBER,
    RECEIPT,
    REFERENCE,
    SIGNED,
    field_of,
    known_text,
)
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.date_reading import read_date
from sonla_desktop.ui.widgets.file_choice import FileChoice
from sonla_desktop.ui.widgets.form import Form, focus_field
from sonla_desktop.ui.widgets.inputs import LineInput, commit_composition
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.record_outcome import record_outcome

WIDTH = 620
PDF, JSON = ".pdf", ".json"


@dataclass(frozen=True, slots=True)
class _Given:
    number: str
    day: date | None
    signed: Path | None
    receipt: Path | None
    reference: str


class OutcomeDialog(QDialog):
    """Closes itself once the store has what was given; what is refused stays to be corrected."""

    def __init__(self, desk: Desk, snapshot: Snapshot, version: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._key, self._version = desk, snapshot.month.key, version
        known = snapshot.outcomes[version]
        self.setWindowTitle("Ghi kết quả gửi")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self.heading = label(f"Kết quả gửi bản {version}, {self._key.period.label}", role="heading", wrap=True)
        self.known = label(known_text(known), role="small", wrap=True)
        self.known.setVisible(bool(self.known.text()))
        example = f"45 hoặc 45/{snapshot.month.settings.symbol}"
        self.number, self.day = LineInput("Số văn bản", example, limit=60), DateInput("Ngày văn bản")
        self.signed = FileChoice("Bản ký", "Bản PDF", PDF)
        self.receipt = FileChoice("Phiếu tiếp nhận", "Phiếu tiếp nhận", JSON)
        self.reference = LineInput("Số tiếp nhận tự ghi", "Khi nơi nhận không gửi phiếu; cần có bản ký", limit=200)
        self.wrong = label(tone="error", wrap=True)
        self.wrong.hide()
        self.record, self.cancel = button("&Ghi", role="primary", name="Ghi kết quả gửi"), button("&Hủy")
        self.record.setDefault(True)
        self._show(known.submission)
        self._lay_out()
        self.record.clicked.connect(self._record)
        self.cancel.clicked.connect(self.reject)
        self.number.setFocus()

    def take(self, paths: Sequence[Path]) -> None:
        """Files that were dropped onto the page, each where its kind belongs."""
        for path in paths:
            choice = self.signed if path.suffix.lower() == PDF else self.receipt
            choice.take(path)

    def _show(self, known: Submission) -> None:
        self.number.set_value(known.number)
        self.day.set_value(known.date)
        self.reference.set_value(known.reference)

    def _lay_out(self) -> None:
        self.form = Form(label_width=130)
        self.form.add(NUMBER, "&Số văn bản", self.number)
        self.form.add(DAY, "&Ngày văn bản", self.day)
        self.form.add(SIGNED, "&Bản ký", self.signed)
        self.form.add(RECEIPT, "&Phiếu tiếp nhận", self.receipt)
        self.form.add(REFERENCE, "Số &tiếp nhận tự ghi", self.reference)
        buttons = row(None, self.cancel, self.record)
        self.setLayout(column(self.heading, self.known, self.form, self.wrong, buttons, gap=10, margins=14))

    def _record(self) -> None:
        commit_composition()
        day = read_date(self.day.line.text())
        if day.hint:
            self._say(day.hint, DAY)
        elif self._desk.world is not None and self._desk.store is not None:
            self.record.setEnabled(False)
            given = _Given(self.number.value(), day.day, self.signed.path, self.receipt.path, self.reference.value())
            work = partial(_recorded, self._desk.world, self._desk.store, self._key, self._version, given)
            said = "Đang ghi kết quả gửi"
            self._desk.runner.run(work, self._done, self._refused, on_broken=self._again, label=said)

    def _done(self, _result: tuple[Submission, Changes]) -> None:
        self.accept()

    def _refused(self, error: UserError) -> None:
        self._again()
        self._say(text_of(error, self._desk.world), field_of(error.code))

    def _again(self) -> None:
        self.record.setEnabled(True)

    def _say(self, text: str, field: str) -> None:
        self.wrong.setText(text)
        self.wrong.show()
        focus_field(self.form.fields, field)


def _recorded(
    world: World, store: Store, key: ReportKey, version: int, given: _Given, progress: Progress
) -> tuple[Submission, Changes]:
    """Runs on the store's lane."""
    return record_outcome(
        world,
        store,
        str(key.period),
        key.form,
        version=version,
        number=given.number,
        date=given.day,
        signed_pdf=given.signed,
        receipt=given.receipt,
        reference=given.reference,
    )
