"""The officer's desk: the open store, the chosen month as one unchanging snapshot, and the drafts over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import Acknowledgement, Cell, Report
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.task import TaskUpdate
from sonla_desktop.ui.drafts import DraftKey, Drafts, Kind
from sonla_desktop.ui.jobs import JobRunner
from sonla_desktop.ui.snapshot import Opened, Snapshot, read_snapshot
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import DEFAULT_FORM


class Desk(QObject):
    """What all pages share. Lives on the window's thread; the store itself is touched only by jobs."""

    opened = Signal()
    loaded = Signal(object)
    stayed = Signal()
    """Another report was asked for, but something typed in this one is not saved."""

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runner = runner
        self.drafts = Drafts(runner, self)
        self.world: World | None = None
        self.store: Store | None = None
        self.period: ReportingPeriod | None = None
        self.form = DEFAULT_FORM
        self.snapshot: Snapshot | None = None
        self._evidence: dict[str, EvidenceState] = {}
        self._reload_queued = False
        runner.changed.connect(self._on_changed)

    @property
    def editable(self) -> bool:
        """Whether the month can be typed into: open, and in a store opened for writing."""
        shown = self.snapshot
        return shown is not None and not shown.month.closed and self.store is not None and not self.store.read_only

    def take(self, opened: Opened) -> None:
        """Puts an opened store on the desk and loads its month."""
        if self.store is not None and self.store is not opened.store:
            self.drafts.flush()
            self.runner.run(partial(_closed, self.store), _nothing_to_say, quiet=True)
        self.store, self.period, self.snapshot = opened.store, opened.period, None
        self.form = opened.form
        self._evidence = {}
        self.opened.emit()
        self.reload()

    def choose_period(self, period: ReportingPeriod) -> None:
        """Turns to another month, after saving what is typed in this one."""
        self.choose_duty(self.form, period)

    def choose_form(self, form: str) -> None:
        """Turns to another report, at the period that is due."""
        if form != self.form:
            self.choose_duty(form, None)

    def choose_duty(self, form: str, period: ReportingPeriod | None) -> None:
        """Turns to another report and period (None: the one that is due), after saving what is typed in this one."""
        if (form, period) != (self.form, self.period):
            _end_typing()
            self.drafts.flush()
            self.form, self.period = form, period
            self.reload()

    def reload(self, *, rehash: bool = False) -> None:
        """Reads the month again; ``rehash`` also looks at every evidence file again (F5)."""
        if self.world is None or self.store is None:
            return
        known = {} if rehash else dict(self._evidence)
        self.runner.run(
            partial(read_snapshot, self.world, self.store, self.period, known, form=self.form),
            self._on_loaded,
            self._not_loaded,
            label="Đang đọc số liệu của kỳ",
        )

    def take_evidence(self, states: Mapping[str, EvidenceState]) -> None:
        """Takes what a fresh look at evidence files found; where that is news, the findings follow."""
        if any(self._evidence.get(sha256, state) is not state for sha256, state in states.items()):
            self._evidence.update(states)
            self.reload()

    def task(self, code: str) -> TaskUpdate:
        """The newest update of this task: as typed, else as stored, else an empty one."""
        draft = self.drafts.get(DraftKey(Kind.TASK, code))
        return draft or (self._report().task(code) or TaskUpdate(code))

    def reading(self, code: str) -> IndicatorReading:
        """The newest reading of this indicator."""
        draft = self.drafts.get(DraftKey(Kind.READING, code))
        return draft or (self._report().reading(code) or IndicatorReading(code))

    def narrative(self, section: str) -> str:
        """The newest prose of this section."""
        draft = self.drafts.get(DraftKey(Kind.NARRATIVE, section))
        return self._report().narrative.get(section, "") if draft is None else draft

    def figure(self, figure_id: str) -> Decimal | None:
        """The newest value of this figure; None where it is not entered."""
        key = DraftKey(Kind.FIGURE, figure_id)
        return self.drafts.get(key) if self.drafts.holds(key) else self._report().figures.get(figure_id)

    def table(self, table_id: str) -> tuple[Mapping[str, Cell], ...]:
        """The newest rows of this table."""
        draft = self.drafts.get(DraftKey(Kind.TABLE, table_id))
        return tuple(self._report().tables.get(table_id, ())) if draft is None else draft

    def settings(self) -> AgencySettings:
        """The newest settings."""
        draft = self.drafts.get(DraftKey(Kind.SETTINGS))
        return draft or (self.snapshot.month.settings if self.snapshot else AgencySettings())

    def put_task(self, update: TaskUpdate) -> None:
        """Takes a task as typed."""
        self.drafts.put(DraftKey(Kind.TASK, update.code), update)

    def put_reading(self, reading: IndicatorReading) -> None:
        """Takes a reading as typed."""
        self.drafts.put(DraftKey(Kind.READING, reading.code), reading)

    def put_readings(self, readings: Sequence[IndicatorReading]) -> None:
        """Takes readings that came in one act; they are saved in one commit."""
        self.drafts.put_together({DraftKey(Kind.READING, reading.code): reading for reading in readings})

    def put_narrative(self, section: str, text: str) -> None:
        """Takes prose as typed."""
        self.drafts.put(DraftKey(Kind.NARRATIVE, section), text)

    def put_figure(self, figure_id: str, value: Decimal | None) -> None:
        """Takes a figure as typed; None empties it."""
        self.drafts.put(DraftKey(Kind.FIGURE, figure_id), value)

    def put_figures(self, values: Mapping[str, Decimal | None]) -> None:
        """Takes figures that came in one act, by id; they are saved in one commit."""
        self.drafts.put_together({DraftKey(Kind.FIGURE, name): value for name, value in values.items()})

    def put_table(self, table_id: str, rows: tuple[Mapping[str, Cell], ...]) -> None:
        """Takes all rows of a table as typed."""
        self.drafts.put(DraftKey(Kind.TABLE, table_id), rows)

    def put_settings(self, settings: AgencySettings) -> None:
        """Takes settings as typed."""
        self.drafts.put(DraftKey(Kind.SETTINGS), settings)

    def put_reason(self, finding: StatedFinding, reason: str) -> None:
        """Takes the reason with which a warning passes."""
        self.drafts.put(_reason_key(finding), Acknowledgement(*finding.finding.key, reason))

    def reason(self, finding: StatedFinding) -> str:
        """The newest reason of this warning."""
        draft = self.drafts.get(_reason_key(finding))
        return finding.reason if draft is None else draft.reason

    def reason_is_refused(self, finding: StatedFinding) -> bool:
        """Whether the store did not take the newest reason of this warning."""
        return self.drafts.is_refused(_reason_key(finding))

    def put_explanation(self, where: str, explanation: Explanation) -> None:
        """Takes the four texts of a task or an indicator."""
        if self.snapshot is not None and any(task.code == where for task in self.snapshot.month.assignment.tasks):
            self.put_task(replace(self.task(where), explanation=explanation))
        else:
            self.put_reading(replace(self.reading(where), explanation=explanation))

    def _report(self) -> Report:
        if self.snapshot is None:
            raise RuntimeError("no month is loaded")
        return self.snapshot.report

    def _on_loaded(self, snapshot: Snapshot) -> None:
        self._reload_queued = False
        key = snapshot.month.key
        if key.form != self.form or self.period not in (None, key.period) or self.world is None or self.store is None:
            return
        if self.snapshot is not None and self.snapshot.month.key != key and self.drafts.refused_count:
            self._stay()
            self.stayed.emit()
            return
        self.snapshot, self.period = snapshot, key.period
        self._evidence = dict(snapshot.evidence)
        self.drafts.bind(self.world, self.store, snapshot.month)
        self.loaded.emit(snapshot)

    def _not_loaded(self, refusal: UserError) -> None:
        self._stay()
        self.runner.refused.emit(refusal)

    def _stay(self) -> None:
        """The month that was on the desk stays there."""
        if self.snapshot is not None:
            self.form, self.period = self.snapshot.month.key.form, self.snapshot.month.key.period

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes != Changes() and self.store is not None:
            self.reload()


def _reason_key(finding: StatedFinding) -> DraftKey:
    return DraftKey(Kind.REASON, "|".join(finding.finding.key))


def _end_typing() -> None:
    """A cell that is being typed into hands over its text when it loses the cursor."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()


def _closed(store: Store, progress: Progress) -> None:
    store.close()


def _nothing_to_say(_value: None) -> None:
    """The other store is already on the desk."""
