"""The page Kiểm tra: all findings at once; Enter or a double click goes to the exact cell; warnings get reasons."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import QTextCursor

from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.ui.checking import state
from sonla_desktop.ui.checking.view import CheckingView
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.messages import text_of
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import CHECKING, Place, place_of
from sonla_desktop.ui.reasons import lapsed_text, written_text
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.inputs import mark
from sonla_desktop.ui.widgets.parts import column, set_tone
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.pass_warning import refuse_empty_words


class CheckingPage(Page):
    """Reasons are typed on the page itself and saved like everything else."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = CheckingView()
        self.setLayout(column(self.view))
        self._key: tuple[str, str, str] | None = None
        self.view.search.changed.connect(self._show_rows)
        self.view.again.clicked.connect(self._check_again)
        self.view.findings.selectionModel().currentRowChanged.connect(self._choose_row)
        self.view.findings.activated.connect(self._go_to_chosen)
        self.view.go.clicked.connect(self._go_to_chosen)
        self.view.reason.changed.connect(self._put_reason)
        self.view.use_again.clicked.connect(self._use_again)
        desk.drafts.failed.connect(self._show_refusal)
        desk.drafts.saved.connect(self._show_refusal)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the page."""
        text, tone = state.summary(snapshot.findings, closed=snapshot.month.closed)
        self.view.summary.setText(text)
        set_tone(self.view.summary, tone)
        self._show_rows()
        if self._chosen() is None:
            self._key = None
            first = next((item for item in snapshot.findings if item.blocks), None)
            first = first or (snapshot.findings[0] if snapshot.findings else None)
            self._choose(first.finding.key if first else None)
        self._show_chosen()

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    def arrive(self, place: Place) -> None:
        """Goes to the first finding of an item."""
        if self._shown is not None and place.where:
            found = [item.finding.key for item in self._shown.findings if item.finding.where == place.where]
            self._choose(found[0] if found else None)
        self.view.findings.setFocus()

    @Slot()
    def _show_rows(self, *_typed: object) -> None:
        if self._shown is not None:
            month = self._shown.month
            shown = state.rows(self._shown.findings, month.assignment, self.view.search.value(), month.duty.form)
            self.view.model.show(shown)
            self.view.fit_rows()
            self._choose(self._key)

    def _choose(self, key: tuple[str, str, str] | None) -> None:
        number = self.view.model.row_of(key)
        if key is not None and number is not None:
            self.view.findings.selectRow(number)

    def _chosen(self) -> StatedFinding | None:
        findings = self._shown.findings if self._shown else ()
        return next((item for item in findings if item.finding.key == self._key), None)

    @Slot(QModelIndex, QModelIndex)
    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self.view.model.rows[index.row()].heading:
            key = index.data(KEY_ROLE)
            if key != self._key:
                self.desk.drafts.flush()
                self._key = key
                self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.view.detail.setVisible(chosen is not None)
        if chosen is None or self._shown is None:
            return
        self.view.message.setText(f"{chosen.finding.code}. {chosen.message}")
        place = self._place(self._shown, chosen)
        self.view.go.setVisible(place.step != CHECKING)
        warning = chosen.finding.severity is Severity.WARNING and chosen.finding.blocking
        for part in (self.view.reason, self.view.reason_caption):
            part.setVisible(warning)
        self.view.reason.set_value(self.desk.reason(chosen))
        self.view.reason.setReadOnly(not self.desk.editable)
        for line, text in ((self.view.lapsed, lapsed_text(chosen)), (self.view.written, written_text(chosen))):
            line.setText(text)
            line.setVisible(warning and bool(text))
        self.view.use_again.setVisible(bool(warning and chosen.lapsed and self.desk.editable))
        self._show_refusal()

    def _put_reason(self, text: str) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.desk.put_reason(chosen, text)
            if self.view.wrong.isVisible():
                self._say_refusal(chosen)

    @Slot()
    def _use_again(self) -> None:
        """Written for other figures: taken over only by this command, and then as if it were typed now."""
        chosen = self._chosen()
        if chosen is not None:
            self.view.reason.setPlainText(chosen.lapsed)
            self.view.reason.moveCursor(QTextCursor.MoveOperation.End)
            self.view.reason.setFocus()

    def _show_refusal(self, *_news: object) -> None:
        """What the store did not take is said at the field, where it still stands as it was typed."""
        chosen = self._chosen()
        refused = chosen is not None and self.desk.reason_is_refused(chosen)
        mark(self.view.reason, "unsaved", refused)
        self.view.wrong.hide()
        if chosen is not None and refused:
            self._say_refusal(chosen)

    def _say_refusal(self, chosen: StatedFinding) -> None:
        text = ""
        try:
            refuse_empty_words(Acknowledgement(*chosen.finding.key, self.desk.reason(chosen)))
        except InputRefused as refusal:
            text = text_of(refusal, self.desk.world)
        self.view.wrong.setText(text)
        self.view.wrong.setVisible(bool(text))

    def _check_again(self) -> None:
        self.desk.drafts.flush()
        self.desk.reload(rehash=True)

    @Slot()
    def _go_to_chosen(self, *_index: object) -> None:
        chosen = self._chosen()
        if chosen is not None and self._shown is not None:
            self.go.emit(self._place(self._shown, chosen))

    @staticmethod
    def _place(shown: Snapshot, chosen: StatedFinding) -> Place:
        return place_of(chosen.finding, shown.month.duty.form, shown.month.assignment)
