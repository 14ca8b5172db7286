"""The step Chỉ tiêu: choose an indicator, enter a and b, see the ratio at once, name the sources."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.indicators import beside, state
from sonla_desktop.ui.indicators.editor import IndicatorEditor
from sonla_desktop.ui.indicators.passport import open_passport, read_course
from sonla_desktop.ui.indicators.passport_state import live_trend
from sonla_desktop.ui.indicators.view import IndicatorsView
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place, step_of
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE
from sonla_desktop.usecases.attach_evidence import attach_file
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.indicator_passport import IndicatorPassport
from sonla_desktop.usecases.outcomes import indicator_items
from sonla_desktop.usecases.ports import EvidenceFile, Store, World
from sonla_desktop.usecases.progress import Progress


class IndicatorsPage(Page):
    """One editor at a time, for the indicator chosen in the table."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view = IndicatorsView(desk)
        self.setLayout(column(self.view))
        self.editor: IndicatorEditor | None = None
        self._month: ReportKey | None = None
        self._indicator: Indicator | None = None
        self._courses: dict[str, IndicatorPassport] = {}
        self.view.search.changed.connect(self._show_rows)
        self.view.indicators.selectionModel().currentRowChanged.connect(self._choose_row)
        self.view.indicators.activated.connect(self._edit_chosen)
        self.view.figures.entered.connect(self._show_typed)
        self.view.passport.clicked.connect(self._open_passport)
        QShortcut(QKeySequence(Qt.Key.Key_F8), self).activated.connect(self._open_passport)
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills table and editor; another month gets an editor of its own."""
        if snapshot.month.key != self._month:
            self._month, self._indicator, self._courses = snapshot.month.key, None, {}
        _, _, previous, last_year = beside.earlier_headings(snapshot)
        self.view.model.rename(state.PREVIOUS, previous)
        self.view.model.rename(state.LAST_YEAR, last_year)
        self._show_rows()
        indicators = snapshot.month.assignment.indicators
        if self._indicator is None or self._indicator not in indicators:
            gap = snapshot.flow.step(step_of(snapshot.month.duty.form, SectionKind.INDICATORS)).next_gap
            self._choose(gap[0] if gap else indicators[0].code)
        else:
            self._show_indicator()

    def arrive(self, place: Place) -> None:
        """Goes to an indicator and its field."""
        if place.where:
            if self.view.model.row_of(place.where) is None:
                self.view.search.set_value("")
                self._show_rows()
            self._choose(place.where)
            if self.editor is not None and place.field:
                self.editor.focus_field(place.field)

    def owns(self, place: Place) -> bool:
        """What an indicator says, but for why it is unmet."""
        indicators = self._shown.month.assignment.indicators if self._shown is not None else ()
        return any(item.code == place.where for item in indicators) and not place.field.startswith("explanation")

    def find(self) -> None:
        """Ctrl+F."""
        self.view.search.setFocus()
        self.view.search.selectAll()

    @Slot()
    def _show_rows(self, *_typed: object) -> None:
        if self._shown is None:
            return
        self.view.show_rows(self.view.figures.rows(self._shown, self.view.search.value()))
        if self._indicator is not None:
            self.view.figures.choose(self._indicator.code)

    def _choose(self, code: str) -> None:
        if self.view.figures.choose(code):
            self._take(code)

    @Slot(str, str)
    def _show_typed(self, code: str, part: str) -> None:
        """What was entered in the list is shown in the editor too."""
        self._show_indicator()
        if self.editor is not None and self._indicator is not None and self._indicator.code == code:
            self.editor.show_unreadable({part: ""} if part and getattr(self.desk.reading(code), part) is None else {})
            self.editor.show_unreadable(self._unreadable())
        self._show_rows()

    @Slot(QModelIndex, QModelIndex)
    def _choose_row(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._take(index.data(KEY_ROLE))

    def _take(self, code: str) -> None:
        listed = self._shown.month.assignment.indicators if self._shown is not None else ()
        chosen = next((item for item in listed if item.code == code), None)
        if chosen is not None and chosen is not self._indicator:
            self.desk.drafts.flush()
            self._indicator = chosen
            self._build_editor(chosen)
            self._read_course(chosen.code)
            self._show_indicator()

    @Slot(QModelIndex)
    def _edit_chosen(self, _index: QModelIndex) -> None:
        if self.editor is not None:
            self.editor.focus_field("value" if "value" in self.editor.fields else "numerator")

    @Slot()
    def _open_passport(self) -> None:
        if self._indicator is not None:
            open_passport(self.desk, self._indicator.code, self)

    def _build_editor(self, indicator: Indicator) -> None:
        if self.editor is not None:
            self.view.place_for_editor.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = IndicatorEditor(indicator)
        self.editor.changed.connect(self._put)
        self.editor.doubted.connect(self._doubt)
        self.editor.settled.connect(self._settle)
        self.editor.sources.attach_requested.connect(self._attach)
        self.view.place_for_editor.addWidget(self.editor)
        self.editor.show()

    def _show_indicator(self) -> None:
        if self._indicator is None or self._shown is None or self.editor is None:
            return
        indicator = self._indicator
        self.view.name.setText(f"{indicator.number}. {indicator.name}")
        self.view.name.setToolTip("\n".join(indicator.notes))
        self.view.risk.setVisible(indicator.high_risk)
        self.view.risk.setToolTip(indicator.why.high_risk)
        self.view.findings.show_findings([f for f in self._shown.findings if f.finding.where == indicator.code])
        items = indicator_items(self._shown.report, self._shown.month.assignment)
        must = any(item.must_explain for item in items if item.indicator.code == indicator.code)
        self.editor.show_reading(self.desk.reading(indicator.code), self._shown, must_explain=must)
        self._show_trend()
        self.editor.show_unreadable(self._unreadable())
        self.editor.setEnabled(self.desk.editable)
        self.editor.mark_unsaved(self.desk.drafts.is_refused(self._key()))

    def _read_course(self, code: str) -> None:
        """Has the earlier periods of an indicator read once while the month is shown."""
        desk = self.desk
        if code not in self._courses and desk.world is not None and desk.store is not None and self._month is not None:
            work = partial(read_course, desk.world, desk.store, self._month, code)
            desk.runner.run(work, partial(self._take_course, self._month), quiet=True)

    def _take_course(self, month: ReportKey, passport: IndicatorPassport) -> None:
        if month == self._month:
            self._courses[passport.indicator.code] = passport
            self._show_trend()

    def _show_trend(self) -> None:
        course = self._courses.get(self._indicator.code) if self._indicator is not None else None
        shown = False
        if course is not None and self._month is not None and self._indicator is not None:
            reading = self.desk.reading(self._indicator.code)
            periods, line, hollow = live_trend(course, self._month.period, reading)
            unit = "" if self._indicator.is_count else "%"
            self.view.trend.show_trend(periods, line, self._indicator.target.value, unit, hollow)
            shown = sum(value is not None for value in line.values) > 1
        self.view.trend.setVisible(shown)

    def _key(self) -> DraftKey:
        return DraftKey(Kind.READING, self._indicator.code if self._indicator else "")

    def _unreadable(self) -> dict[str, str]:
        return {path: text for (key, path), text in self.desk.drafts.unreadable.items() if key == self._key()}

    def _put(self, reading: IndicatorReading) -> None:
        self.desk.put_reading(reading)
        self._show_indicator()
        self._show_rows()

    def _doubt(self, path: str, text: str) -> None:
        self.desk.drafts.unreadable[(self._key(), path)] = text

    def _settle(self, path: str) -> None:
        self.desk.drafts.unreadable.pop((self._key(), path), None)

    def _attach(self, position: int) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Đính kèm bản trích xuất")
        if chosen and self.desk.world is not None and self.desk.store is not None and self._indicator is not None:
            work = partial(_attached, self.desk.world, self.desk.store, Path(chosen))
            done = partial(self._attached, self._indicator.code, position)
            self.desk.runner.run(work, done, label="Đang lấy tệp vào sổ")

    def _attached(self, code: str, position: int, result: tuple[EvidenceFile, Changes]) -> None:
        reading = self.desk.reading(code)
        if position < len(reading.sources):
            source = state.with_evidence(reading.sources[position], result[0].sha256)
            self.desk.put_reading(state.with_source(reading, position, source))
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
