"""The step Nhiệm vụ: choose a task, say how it stands; each change goes to the drafts at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.domain.plan_texts import is_unsure_task
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.rules.plan_text_rules import PLAN_TEXTS
from sonla_desktop.domain.task import Task, TaskUpdate
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place, step_of
from sonla_desktop.ui.plan_texts import task_item
from sonla_desktop.ui.plan_texts_dialog import correct_words
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.tasks import state
from sonla_desktop.ui.tasks.editor import TaskEditor
from sonla_desktop.ui.tasks.view import TasksView
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.attach_evidence import attach_file
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.outcomes import task_items
from sonla_desktop.usecases.ports import EvidenceFile, Store, World
from sonla_desktop.usecases.progress import Progress


class TasksPage(Page):
    """One editor at a time, for the task chosen in the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = TasksView()
        self.setLayout(column(self.view))
        self.editor: TaskEditor | None = None
        self._month: ReportKey | None = None
        self._task: Task | None = None
        self.view.search.changed.connect(self._show_rows)
        self.view.only_open.clicked.connect(self._show_rows)
        self.view.tasks.selectionModel().currentRowChanged.connect(self._choose_row)
        self.view.tasks.activated.connect(self._edit_chosen)
        self.view.keep.clicked.connect(self._keep)
        self.view.correct.clicked.connect(self._correct_words)
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills table and editor; another month gets an editor of its own."""
        if snapshot.month.key != self._month:
            self._month, self._task = snapshot.month.key, None
        self._show_rows()
        tasks = snapshot.month.assignment.tasks
        known = next((task for task in tasks if self._task is not None and task.code == self._task.code), None)
        if known is None:
            gap = snapshot.flow.step(step_of(snapshot.month.duty.form, SectionKind.TASKS)).next_gap
            self._choose(gap[0] if gap else tasks[0].code)
        elif known != self._task:
            self._take(known.code)  # its words were corrected
        else:
            self._show_task()

    def arrive(self, place: Place) -> None:
        """Goes to a task and its field."""
        if place.where:
            if self.view.model.row_of(place.where) is None:
                self.view.search.set_value("")
                self.view.only_open.setChecked(False)
                self._show_rows()
            self._choose(place.where)
            if place.field == PLAN_TEXTS:
                self.view.correct.setFocus(Qt.FocusReason.OtherFocusReason)
            elif self.editor is not None and place.field:
                self.editor.focus_field(place.field)

    def owns(self, place: Place) -> bool:
        """What a task says, but for why it is late."""
        tasks = self._shown.month.assignment.tasks if self._shown is not None else ()
        return any(task.code == place.where for task in tasks) and not place.field.startswith("explanation")

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    @Slot()
    def _show_rows(self, *_typed: object) -> None:
        if self._shown is None:
            return
        rows = state.rows(
            self._shown, self.desk.task, self.view.search.value(), only_open=self.view.only_open.isChecked()
        )
        self.view.model.show(rows)
        self.view.span_headings()
        number = self.view.model.row_of(self._task.code) if self._task is not None else None
        if number is not None:
            self.view.tasks.selectRow(number)

    def _choose(self, code: str) -> None:
        number = self.view.model.row_of(code)
        if number is not None:
            self.view.tasks.selectRow(number)
            self.view.tasks.scrollTo(self.view.model.index(number, 0))
            self._take(code)

    @Slot(QModelIndex, QModelIndex)
    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._take(index.data(KEY_ROLE))

    def _take(self, code: str) -> None:
        listed = self._shown.month.assignment.tasks if self._shown is not None else ()
        chosen = next((item for item in listed if item.code == code), None)
        if chosen is not None and chosen != self._task:
            self.desk.drafts.flush()
            self._task = chosen
            self._build_editor(chosen)
            self._show_task()

    @Slot(QModelIndex)
    def _edit_chosen(self, _index: QModelIndex) -> None:
        if self.editor is not None:
            self.editor.focus_field("status")

    def _build_editor(self, task: Task) -> None:
        if self.editor is not None:
            self.view.place_for_editor.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = TaskEditor(task)
        self.editor.changed.connect(self._put)
        self.editor.doubted.connect(self._doubt)
        self.editor.settled.connect(self._settle)
        self.editor.documents.attach_requested.connect(self._attach)
        self.view.place_for_editor.addWidget(self.editor)
        self.editor.show()

    def _show_task(self) -> None:
        if self._task is None or self._shown is None or self.editor is None:
            return
        task, update = self._task, self.desk.task(self._task.code)
        previous = self._previous()
        self.view.name.setText(f"{task.appendix}.{task.number}. {task.name}")
        self.view.name.setToolTip(task.description)
        items = task_items(self._shown.report, self._shown.month.assignment)
        item = next(item for item in items if item.task.code == task.code)
        self.view.facts.setText(state.facts(task, item.timeliness))
        self.view.facts.setToolTip(state.remarks(task))
        self.view.unsure.setVisible(is_unsure_task(task, self._source_of(task)))
        self.view.unsure.setToolTip(state.remarks(task))
        self.view.correct.setEnabled(self.desk.editable)
        period = self._shown.month.key.period.previous()
        self.view.previous_heading.setText(f"Kỳ {period.short_label}" if period else "Kỳ trước")
        self.view.previous.setText(state.previous_text(previous))
        self.view.keep.setVisible(previous is not None and not update.kept)
        self.view.kept.setVisible(update.kept)
        self.view.findings.show_findings([f for f in self._shown.findings if f.finding.where == task.code])
        self.editor.show_update(
            update, must_explain=item.must_explain, files=self._shown.files, states=self._shown.evidence
        )
        self.editor.show_unreadable(self._unreadable())
        self.editor.setEnabled(self.desk.editable)
        self.view.keep.setEnabled(self.desk.editable)
        self.editor.mark_unsaved(self.desk.drafts.is_refused(self._key()))

    def _previous(self) -> TaskUpdate | None:
        before = self._shown.month.previous if self._shown else None
        return before.task(self._task.code) if before and self._task else None

    def _key(self) -> DraftKey:
        return DraftKey(Kind.TASK, self._task.code if self._task else "")

    def _unreadable(self) -> dict[str, str]:
        return {path: text for (key, path), text in self.desk.drafts.unreadable.items() if key == self._key()}

    def _put(self, update: TaskUpdate) -> None:
        self.desk.put_task(update)
        self._show_task()
        self._show_rows()

    def _keep(self) -> None:
        previous = self._previous()
        if previous is not None:
            self._put(state.kept(previous))
            self.desk.drafts.flush()

    def _source_of(self, task: Task) -> Task:
        """The task in the words of the source."""
        return self._shown.month.duty.in_source_words.plan.task(task.code) if self._shown is not None else task

    def _correct_words(self) -> None:
        if self._task is not None:
            code = self._task.code
            correct_words(self.desk, lambda duty, settings: task_item(duty, code, settings), self)

    def _doubt(self, path: str, text: str) -> None:
        self.desk.drafts.unreadable[(self._key(), path)] = text

    def _settle(self, path: str) -> None:
        self.desk.drafts.unreadable.pop((self._key(), path), None)

    def _attach(self, position: int) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Đính kèm văn bản")
        if chosen and self.desk.world is not None and self.desk.store is not None and self._task is not None:
            work = partial(_attached, self.desk.world, self.desk.store, Path(chosen))
            done = partial(self._attached, self._task.code, position)
            self.desk.runner.run(work, done, label="Đang lấy tệp vào sổ")

    def _attached(self, code: str, position: int, result: tuple[EvidenceFile, Changes]) -> None:
        update = self.desk.task(code)
        if position < len(update.documents):
            document = state.with_evidence(update.documents[position], result[0].sha256)
            self.desk.put_task(state.with_document(update, position, document))
            self.desk.drafts.flush()

    @Slot(object, object)
    def _mark_refused(self, key: DraftKey, _error: object) -> None:
        if self.editor is not None and key == self._key():
            self.editor.mark_unsaved(True)

    @Slot(object)
    def _mark_saved(self, key: DraftKey) -> None:
        if self.editor is not None and key == self._key():
            self.editor.mark_unsaved(False)


def _attached(world: World, store: Store, source: Path, progress: Progress) -> tuple[EvidenceFile, Changes]:
    return attach_file(world, store, source), Changes(evidence=True)
