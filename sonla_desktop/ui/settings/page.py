"""Thiết lập: what the agency prints about itself, who signs, who works; saved as it is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import START, Place
from sonla_desktop.ui.settings import state
from sonla_desktop.ui.settings.view import SettingsView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.form import focus_field, mark_unsaved
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.usecases.addressed_forms import AddressedForm

_STAYING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The cursor leaves a field for a menu or another window, and comes back to it."""


class SettingsPage(Page):
    """Each field is one key path of the settings file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = SettingsView(desk)
        self.setLayout(column(self.view))
        self._forms: dict[str, AddressedForm] = {}
        for path, field in self.view.fields.items():
            field.changed.connect(partial(self._edit, path))
            field.installEventFilter(self)
        self.view.other_store.clicked.connect(self._other_store)
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        settings = self.desk.settings()
        self._show_forms(snapshot)
        for path, field in self.view.fields.items():
            typed = self._typed(settings, path, field.value())
            if self._text(typed, path) != self._text(settings, path):
                field.set_value(self._text(settings, path))
            field.setReadOnly(not self._writable())
        self.view.limits.show_settings(settings)
        self._show_around(settings)
        if self.desk.store is not None:
            self.view.folder.setText(str(self.desk.store.folder))

    def arrive(self, place: Place) -> None:
        """Goes to a field."""
        if place.field:
            focus_field(self._fields(), place.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that is left shows what is stored: without the marks that the document prints itself."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and self.desk.snapshot is not None:
            path = next((path for path, field in self.view.fields.items() if field is watched), "")
            if path and event.reason() not in _STAYING:
                watched.set_value(self._text(self.desk.settings(), path))
        return super().eventFilter(watched, event)

    def _fields(self) -> dict[str, QWidget]:
        return {**self.view.fields, **self.view.limits.fields}

    def _writable(self) -> bool:
        return self.desk.store is not None and not self.desk.store.read_only

    def _show_forms(self, snapshot: Snapshot) -> None:
        self._forms = {form.id: form for form in snapshot.addressed}
        for form in self.view.show_forms({form.id: form.name for form in snapshot.addressed}):
            shown, path = self.view.addressed[form], f"{state.BY_FORM}.{form}"
            shown.field.changed.connect(partial(self._edit, path))
            shown.field.installEventFilter(self)
            shown.back.clicked.connect(partial(self._go_by_source, form))

    def _show_around(self, settings: AgencySettings) -> None:
        """What is said beside the fields."""
        self.view.preview.setText(state.preview(settings))
        hint = state.filing_hint(settings)
        self.view.filing.setText(hint)
        self.view.filing.setVisible(bool(hint))
        for form, shown in self.view.addressed.items():
            shown.source.setText(state.source_of(settings, self._forms[form]))
            shown.back.setVisible(form in settings.addressees_by_form)
            shown.back.setEnabled(self._writable())

    def _form(self, path: str) -> AddressedForm | None:
        group, _, form = path.partition(".")
        return self._forms.get(form) if group == state.BY_FORM else None

    def _text(self, settings: AgencySettings, path: str) -> str:
        form = self._form(path)
        return state.addressees_text(settings, form) if form else state.text_of(settings, path)

    def _typed(self, settings: AgencySettings, path: str, text: str) -> AgencySettings:
        form = self._form(path)
        return state.with_addressees(settings, form, text) if form else state.edited(settings, path, text)

    def _edit(self, path: str, text: str) -> None:
        self._put(self._typed(self.desk.settings(), path, text))

    def _put(self, settings: AgencySettings) -> None:
        self.desk.put_settings(settings)
        self._show_around(settings)

    def _go_by_source(self, form: str) -> None:
        self._put(state.with_addressees(self.desk.settings(), self._forms[form], None))
        field = self.view.addressed[form].field
        field.set_value("\n".join(self._forms[form].usual))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.drafts.flush()

    def _other_store(self) -> None:
        self.desk.drafts.flush()
        self.go.emit(Place(START))

    @Slot(object, object)
    def _mark_refused(self, key: DraftKey, _error: object) -> None:
        if key.kind is Kind.SETTINGS:
            mark_unsaved(self._fields(), True)

    @Slot(object)
    def _mark_saved(self, key: DraftKey) -> None:
        if key.kind is Kind.SETTINGS:
            mark_unsaved(self._fields(), False)
