"""The screen of a section of prose."""

from __future__ import annotations

from PySide6.QtCore import Slot

from sonla_desktop.domain.form_definition import FormSection
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.form_screen.prose_editor import ProseEditor
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.findings_list import FindingsList
from sonla_desktop.ui.widgets.inputs import mark
from sonla_desktop.ui.widgets.parts import column, label
from sonla_desktop.usecases.figure_links import links_of


class ProsePage(Page):
    """One text, saved whole."""

    def __init__(self, desk: Desk, section: FormSection) -> None:
        super().__init__(desk)
        self.section = section
        self.hint = label(section.hint, role="muted", wrap=True)
        self.editor, self.findings = ProseEditor(section.title), FindingsList()
        self.title = label(section.title, role="heading", wrap=True)
        layout = column(self.title, self.hint, self.findings, self.editor, gap=6)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.hint.setVisible(bool(section.hint))
        self._key = DraftKey(Kind.NARRATIVE, section.id)
        self.editor.text.setMaximumHeight(16_777_215)
        self.editor.changed.connect(self._put)
        desk.drafts.failed.connect(self._mark)
        desk.drafts.saved.connect(self._mark)

    def show_month(self, snapshot: Snapshot) -> None:
        """Shows the newest text, with the figures of the month."""
        path = f"narrative.{self.section.id}"
        self.findings.show_findings([item for item in snapshot.findings if item.finding.field == path])
        text = self.desk.narrative(self.section.id)
        self.editor.show_prose(text, links_of(snapshot.month), self.section.outline, editable=self.desk.editable)
        self._mark(self._key)

    def hide_title(self) -> None:
        """The title is said above."""
        self.title.hide()

    def owns(self, place: Place) -> bool:
        """This section's text."""
        return place.field == f"narrative.{self.section.id}"

    def arrive(self, place: Place) -> None:
        """Puts the cursor into the text."""
        if place.field:
            self.editor.text.setFocus()

    def _put(self, text: str) -> None:
        self.desk.put_narrative(self.section.id, text)

    @Slot(object)
    @Slot(object, object)
    def _mark(self, key: DraftKey, _error: object = None) -> None:
        if key == self._key:
            mark(self.editor.text, "unsaved", self.desk.drafts.is_refused(key))
