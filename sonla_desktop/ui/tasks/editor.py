"""The editor of one task: every part of its update, in the order an officer thinks of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from sonla_desktop.domain.indicator import Unit
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.task import EnteredDeadline, Task, TaskUpdate
from sonla_desktop.ui import labels
from sonla_desktop.ui.number_input import NumberInput
from sonla_desktop.ui.tasks import state
from sonla_desktop.ui.tasks.documents import DocumentsEditor
from sonla_desktop.ui.widgets.date_input import DateInput
from sonla_desktop.ui.widgets.explanation_input import ExplanationInput
from sonla_desktop.ui.widgets.form import Form
from sonla_desktop.ui.widgets.inputs import ChoiceInput, ProseInput
from sonla_desktop.ui.widgets.item_editor import ItemEditor
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.ports import EvidenceFile


class TaskEditor(ItemEditor):
    """Built for one task (tasks differ in their deadlines and thresholds); ``changed`` carries the update as typed."""

    changed = Signal(object)

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task, self._update = task, TaskUpdate(task.code)
        self.form = Form(label_width=110)
        self.status = ChoiceInput("Trạng thái", labels.STATUSES)
        self.percent = NumberInput("Tiến độ, phần trăm")
        self.result = ProseInput("Kết quả thực hiện", "Đã làm được gì, sản phẩm gì, số lượng bao nhiêu", lines=3)
        self.completed_on = DateInput("Ngày hoàn thành")
        self.documents = DocumentsEditor()
        self.explanation = ExplanationInput()
        self.explanation.hide()
        self.explain = button("Ghi nguyên nhân, giải pháp…", role="link")
        self.proposal = ProseInput("Kiến nghị", "Kiến nghị riêng về nhiệm vụ này, nếu có", lines=1)
        self.phases: dict[int, DateInput] = {}
        self.measured: NumberInput | None = None
        self.due, self.not_arisen = DateInput("Thời hạn"), QCheckBox()
        self.basis = ProseInput("Căn cứ thời hạn", lines=1)
        self._lay_out()
        self._connect()

    def show_update(
        self,
        update: TaskUpdate,
        *,
        must_explain: bool,
        files: Mapping[str, EvidenceFile],
        states: Mapping[str, EvidenceState],
    ) -> None:
        """Shows an update without telling of it."""
        self._update = update
        self.status.set_value(update.status)
        self.percent.set_value(update.percent)
        self.result.set_value(update.result)
        self.completed_on.set_value(update.completed_on)
        self.proposal.set_value(update.proposal)
        self.documents.show_documents(update.documents, files, states)
        self.explanation.set_value(update.explanation)
        explained = must_explain or update.explanation is not None or self.explanation.isVisibleTo(self)
        self.explanation.setVisible(explained)
        self.explain.setVisible(not explained)
        if self.measured is not None:
            self.measured.set_value(update.measured.value if update.measured else None)
        for number, field in self.phases.items():
            field.set_value(next((p.completed_on for p in update.phases if p.number == number), None))
        self._show_deadline(update.deadline or EnteredDeadline())
        self.order_tabs()

    def _show_deadline(self, entered: EnteredDeadline) -> None:
        if self._task.deadline.is_entered_by_agency:
            self.due.set_value(entered.due)
            self.basis.set_value(entered.basis)
            self.not_arisen.setChecked(entered.not_arisen)

    def _lay_out(self) -> None:
        form = self.form
        form.add("status", "Trạng thái", self.status)
        form.add("percent", "Tiến độ (%)", self.percent)
        self.watch("percent", self.percent)
        if self._task.deadline.is_entered_by_agency:
            self._add_deadline()
        for phase in self._task.deadline.phases:
            self._add_phase(phase.number, phase.label)
        form.add("completed_on", "Ngày hoàn thành", self.completed_on)
        self.watch("completed_on", self.completed_on)
        form.add("result", "Kết quả", self.result)
        if self._task.product_target is not None:
            self._add_measured()
        form.add("documents", "Văn bản\nđã ban hành", self.documents)
        form.add_wide(row(self.explain, None))
        form.add_wide(self.explanation)
        form.add("proposal", "Kiến nghị", self.proposal)
        self.setLayout(column(form, None))
        self._gather_fields()

    def _add_deadline(self) -> None:
        self.not_arisen.setText("Chưa phát sinh")
        self.not_arisen.setAccessibleName("Thời hạn chưa phát sinh")
        self.basis.setPlaceholderText("Văn bản hoặc sự kiện làm phát sinh thời hạn")
        holder = QWidget()
        holder.setLayout(row(self.due, self.not_arisen, None))
        holder.setFocusProxy(self.due)
        self.form.add("deadline.not_arisen", "Thời hạn", holder)
        self.form.fields["deadline.not_arisen"] = self.not_arisen
        self.watch("deadline.due", self.due)
        self.form.add("deadline.basis", "Căn cứ thời hạn", self.basis)

    def _add_phase(self, number: int, text: str) -> None:
        field = DateInput(f"Ngày xong {text}")
        caption = label(text, wrap=True)
        holder = QWidget()
        holder.setLayout(row(field, caption, gap=8))
        holder.layout().setStretch(1, 1)
        holder.setFocusProxy(field)
        self.phases[number] = field
        path = f"phases.{number - 1}.completed_on"
        self.form.add(path, f"Đợt {number} xong", holder)
        self.watch(path, field)

    def _add_measured(self) -> None:
        target = self._task.product_target
        percent = target is not None and target.unit is Unit.PERCENT
        self.measured = NumberInput("Kết quả đo được", whole=not percent, percent=percent)
        unit = " (%)" if percent else ""
        self.form.add("measured.value", f"Đo được{unit}", self.measured)
        self.watch("measured.value", self.measured)

    def _connect(self) -> None:
        for name, field in (
            ("status", self.status),
            ("result", self.result),
            ("completed_on", self.completed_on),
            ("explanation", self.explanation),
            ("proposal", self.proposal),
        ):
            field.changed.connect(partial(self._edit, name))
        self.percent.changed.connect(self._edit_percent)
        self.documents.changed.connect(self._edit_document)
        self.documents.rebuilt.connect(self._gather_fields)
        self.explain.clicked.connect(self._start_explaining)
        self.due.changed.connect(partial(self._edit_deadline, "due"))
        self.basis.changed.connect(partial(self._edit_deadline, "basis"))
        self.not_arisen.clicked.connect(self._edit_not_arisen)
        if self.measured is not None:
            self.measured.changed.connect(self._edit_measured)
        for number, phase in self.phases.items():
            phase.changed.connect(partial(self._edit_phase, number))

    def _gather_fields(self) -> None:
        kept = {path: field for path, field in self.fields.items() if not path.startswith("documents.")}
        own = {path: field for path, field in self.form.fields.items() if path not in kept}
        self.fields = {**kept, **own, **self.documents.fields(), **self.explanation.fields}

    def _tell(self, update: TaskUpdate) -> None:
        self._update = update
        self.changed.emit(update)

    def _edit(self, name: str, value: Any) -> None:
        self._tell(state.edited(self._update, name, value))

    def _edit_percent(self, value: Any) -> None:
        self._tell(state.with_percent(self._update, value))

    def _edit_measured(self, value: Any) -> None:
        self._tell(state.with_measured(self._task, self._update, value))

    def _edit_deadline(self, name: str, value: Any) -> None:
        self._tell(state.with_deadline(self._update, name, value))

    def _edit_not_arisen(self) -> None:
        self._edit_deadline("not_arisen", self.not_arisen.isChecked())

    def _edit_phase(self, number: int, value: Any) -> None:
        self._tell(state.with_phase(self._update, number, value))

    def _edit_document(self, position: int, document: Any) -> None:
        self._tell(state.with_document(self._update, position, document))

    def _start_explaining(self) -> None:
        self.explanation.show()
        self.explain.hide()
        self.focus_field("explanation.subjective")
