"""The dialog in which the officer corrects words of the plan from the paper, beside those of the source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.plan_texts import WordedItem, Wording, with_wordings
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import ProseInput, commit_composition
from sonla_desktop.ui.widgets.parts import button, card, column, label, row, scrolled
from sonla_desktop.usecases.read_month import Duty

WIDTH, HEIGHT = 760, 560
FEW, LOW = 3, 400
"""So many wordings need no more than so much height."""
ABOUT = "Ghi theo bản giấy. Báo cáo và màn hình dùng chữ đã sửa; ngày tính hạn và gói số liệu không đổi."


class PlanTextsDialog(QDialog):
    """One input for each wording; the settings are saved like any other draft, so a refusal is told where all are."""

    def __init__(self, desk: Desk, item: WordedItem, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._item = desk, item
        self.setWindowTitle("Sửa chữ của kế hoạch")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.inputs: dict[str, ProseInput] = {}
        self.back: dict[str, QPushButton] = {}
        self.record = button("Ghi", role="primary", name="Ghi chữ đã sửa")
        self.cancel = button("Hủy")
        self._lay_out()
        self.resize(WIDTH, HEIGHT if len(item.wordings) > FEW else LOW)
        self.record.clicked.connect(self._record)
        self.cancel.clicked.connect(self.reject)
        self._first().setFocus()

    def typed(self) -> dict[str, str]:
        """The inputs as they stand, by key of the wording."""
        return {key: field.value() for key, field in self.inputs.items()}

    def _lay_out(self) -> None:
        form = Form(label_width=110)
        for wording in self._item.wordings:
            form.add(wording.key, wording.name, self._holder(wording))
        told = label("\n".join(self._item.remarks), wrap=True)
        remarks = card(label("Lời của bản nguồn", role="strong"), told, role="banner")
        remarks.setVisible(bool(self._item.remarks))
        inner = QWidget()
        inner.setLayout(column(remarks, form, None, gap=8))
        heads = label(self._item.title, role="heading", wrap=True), label(ABOUT, role="muted", wrap=True)
        area = scrolled(inner, "Chữ của kế hoạch")
        layout = column(*heads, area, row(None, self.cancel, self.record), gap=10, margins=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _holder(self, wording: Wording) -> QWidget:
        """What the source says, the input, and the way back."""
        lower = wording.name.lower()
        field = ProseInput(f"Chữ đã sửa: {lower}", "Ghi theo bản giấy", lines=2 if len(wording.source) > 60 else 1)
        field.set_value(wording.current)
        back = button("Lấy lại theo nguồn", role="link", name=f"Lấy lại theo nguồn: {lower}")
        if wording.current == wording.source:
            back.hide()
        field.changed.connect(partial(_offer, back, wording.source))
        back.clicked.connect(partial(self._take_back, wording))
        said = label(f"Nguồn: {wording.source or 'để trống'}", role="small", wrap=True)
        said.setAccessibleName(f"Chữ của nguồn: {lower}")
        said.setProperty("tone", "warning" if wording.is_unsure else "")
        top = row(said, back, gap=8)
        top.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(column(top, field, gap=3))
        self.inputs[wording.key], self.back[wording.key] = field, back
        return holder

    def _first(self) -> ProseInput:
        """The first wording that is unsure, else the first of all."""
        unsure = [wording.key for wording in self._item.wordings if wording.is_unsure]
        return self.inputs[unsure[0] if unsure else self._item.wordings[0].key]

    def _take_back(self, wording: Wording) -> None:
        field = self.inputs[wording.key]
        field.set_value(wording.source)
        field.setFocus()
        self.back[wording.key].hide()

    def _record(self) -> None:
        commit_composition()
        before = self._desk.settings()
        settings = with_wordings(before, self._item, self.typed())
        if settings.plan_texts != before.plan_texts:
            self._desk.put_settings(settings)
            self._desk.drafts.flush()
        self.accept()


def _offer(back: QPushButton, source: str, text: str) -> None:
    back.setVisible(text != source)


def correct_words(desk: Desk, item_of: Callable[[Duty, AgencySettings], WordedItem], parent: QWidget) -> None:
    """Opens the dialog for an item of the month on the desk, where it can be typed into."""
    if desk.snapshot is not None and desk.editable:
        PlanTextsDialog(desk, item_of(desk.snapshot.month.duty, desk.settings()), parent).open()
