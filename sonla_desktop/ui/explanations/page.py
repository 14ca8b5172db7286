"""The step Thuyết minh: why something is unmet or late, and what is done about it; then difficulties and proposals."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey
from sonla_desktop.ui.explanations import state
from sonla_desktop.ui.explanations.state import NARRATIVE
from sonla_desktop.ui.explanations.view import ExplanationsView
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.form import focus_field, mark_unsaved
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.figure_links import links_of

ITEM_FACE, PROSE_FACE = 0, 1


class ExplanationsPage(Page):
    """The chosen row decides what is written on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = ExplanationsView()
        self.setLayout(column(self.view))
        self._key = ""
        self.view.items.selectionModel().currentRowChanged.connect(self._choose_row)
        self.view.items.activated.connect(self._edit_chosen)
        self.view.explanation.changed.connect(self._put_explanation)
        self.view.prose_editor.changed.connect(self._put_prose)
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the list and what is chosen."""
        self._show_rows(snapshot)
        if self.view.model.row_of(self._key) is None:
            self._key = ""
            first = next(row.key for row in self.view.model.rows if not row.heading and row.key != "none")
            self._choose(first)
        else:
            self._show_chosen()

    def arrive(self, place: Place) -> None:
        """Goes to an item and its text."""
        key = place.field if place.where == REPORT else place.where
        if key and self.view.model.row_of(key) is not None:
            self._choose(key)
            if place.where == REPORT:
                self.view.prose.setFocus()
            elif place.field:
                focus_field(dict(self.view.explanation.fields), place.field)

    def owns(self, place: Place) -> bool:
        """Texts of items, and the prose of this step."""
        return place.field.startswith("explanation") or self.view.model.row_of(place.field) is not None

    def _show_rows(self, snapshot: Snapshot) -> None:
        self.view.model.show(state.rows(snapshot, self._explanation_of, self.desk.narrative))
        self.view.span_headings()

    def _explanation_of(self, code: str) -> Explanation | None:
        return self.desk.reading(code).explanation or self.desk.task(code).explanation

    def _choose(self, key: str) -> None:
        number = self.view.model.row_of(key)
        if number is not None:
            self.view.items.selectRow(number)
            self.view.items.scrollTo(self.view.model.index(number, 0))

    @Slot(QModelIndex, QModelIndex)
    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = index.data(KEY_ROLE) if index.isValid() else None
        if key and key != self._key and not self.view.model.rows[index.row()].heading:
            self.desk.drafts.flush()
            self._key = key
            self._show_chosen()

    @Slot(QModelIndex)
    def _edit_chosen(self, _index: QModelIndex) -> None:
        if self._key.startswith(NARRATIVE):
            self.view.prose.setFocus()
        else:
            focus_field(dict(self.view.explanation.fields), "explanation")

    def _show_chosen(self) -> None:
        if self._shown is None:
            return
        if self._key.startswith(NARRATIVE):
            self._show_section(self._key.removeprefix(NARRATIVE))
        else:
            self._show_subject()
        editable = self.desk.editable and self._key != "none"
        self.view.explanation.setEnabled(editable)

    def _show_section(self, section_id: str) -> None:
        section = next(item for item in state.sections(self._shown) if item.id == section_id)
        self.view.faces.setCurrentIndex(PROSE_FACE)
        self.view.name.setText(section.title)
        self.view.why.setText(section.hint)
        self.view.prose.setAccessibleName(section.title)
        self.view.prose_editor.show_prose(
            self.desk.narrative(section_id),
            links_of(self._shown.month),
            section.outline,
            editable=self.desk.editable,
        )
        self.view.findings.show_findings([f for f in self._shown.findings if f.finding.field == self._key])

    def _show_subject(self) -> None:
        self.view.faces.setCurrentIndex(ITEM_FACE)
        subject = next((item for item in state.subjects(self._shown) if item.code == self._key), None)
        self.view.name.setText(f"{subject.number}. {subject.name}" if subject else "")
        self.view.why.setText(subject.why if subject else "Không có mục nào phải giải trình trong kỳ này.")
        self.view.explanation.set_value(self._explanation_of(self._key))
        self.view.previous.setText(state.previous_text(self._shown.month.previous, self._key))
        self.view.findings.show_findings(
            [
                item
                for item in self._shown.findings
                if item.finding.where == self._key and item.finding.field.startswith("explanation")
            ]
        )

    def _put_explanation(self, explanation: Explanation) -> None:
        self.desk.put_explanation(self._key, explanation)
        if self._shown is not None:
            self._show_rows(self._shown)

    def _put_prose(self, text: str) -> None:
        self.desk.put_narrative(self._key.removeprefix(NARRATIVE), text)
        if self._shown is not None:
            self._show_rows(self._shown)

    @Slot(object, object)
    def _mark_refused(self, key: DraftKey, _error: object) -> None:
        self._mark(key, True)

    @Slot(object)
    def _mark_saved(self, key: DraftKey) -> None:
        self._mark(key, False)

    def _mark(self, key: DraftKey, on: bool) -> None:
        if key.code in (self._key, self._key.removeprefix(NARRATIVE)):
            mark_unsaved({**self.view.explanation.fields, "prose": self.view.prose}, on)
