"""Thiết lập: what the agency prints about itself, who signs, who works; saved as it is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import START, Place
from sonla_desktop.ui.settings import state
from sonla_desktop.ui.settings.view import SettingsView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.form import focus_field, mark_unsaved
from sonla_desktop.ui.widgets.parts import column


class SettingsPage(Page):
    """Each field is one key path of the settings file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = SettingsView()
        self.setLayout(column(self.view))
        for path, field in self.view.fields.items():
            field.changed.connect(partial(self._edit, path))
        self.view.other_store.clicked.connect(self._other_store)
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        settings = self.desk.settings()
        for path, field in self.view.fields.items():
            if not state.same_lines(settings, path, field.value()):
                field.set_value(state.text_of(settings, path))
            field.setReadOnly(self.desk.store is None or self.desk.store.read_only)
        self.view.preview.setText(state.preview(settings))
        if self.desk.store is not None:
            self.view.folder.setText(str(self.desk.store.folder))

    def arrive(self, place: Place) -> None:
        """Goes to a field."""
        if place.field:
            focus_field(dict(self.view.fields), place.field)

    def _edit(self, path: str, text: str) -> None:
        settings = state.edited(self.desk.settings(), path, text)
        self.desk.put_settings(settings)
        self.view.preview.setText(state.preview(settings))

    def _other_store(self) -> None:
        self.desk.drafts.flush()
        self.go.emit(Place(START))

    @Slot(object, object)
    def _mark_refused(self, key: DraftKey, _error: object) -> None:
        if key.kind is Kind.SETTINGS:
            mark_unsaved(dict(self.view.fields), True)

    @Slot(object)
    def _mark_saved(self, key: DraftKey) -> None:
        if key.kind is Kind.SETTINGS:
            mark_unsaved(dict(self.view.fields), False)
