"""The one way of doing work off the window's thread: queued, cancellable, its outcome delivered back in one slot."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count
from threading import Event
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import Cancelled, UserError
from sonla_desktop.usecases.progress import Progress

T = TypeVar("T")
Work = Callable[[Progress], T]
PATIENCE_MS = 500
"""Work that takes longer than this shows its progress."""

logger = logging.getLogger(__name__)


class Lane(Enum):
    """Everything that touches the store goes one at a time through its own lane."""

    STORE = auto()
    FREE = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is."""

    job: int
    label: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: with a value, refused by the world, broken by a bug, or (all None) cancelled."""

    job: int
    finished: bool = False
    value: Any = None
    refusal: UserError | None = None
    bug: Exception | None = None


class _Watch:
    """The progress port as a worker sees it."""

    def __init__(self, job: int, report: Callable[[object], None]) -> None:
        self._job, self._report = job, report
        self.cancelled = Event()

    def step(self, label: str, done: int = 0, total: int = 0) -> None:
        """Tells the window, unless the officer pressed Hủy."""
        if self.cancelled.is_set():
            raise Cancelled
        self._report(Step(self._job, label, done, total))


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    on_done: Callable[[T], None]
    on_refused: Callable[[UserError], None] | None
    on_broken: Callable[[], None] | None
    watch: _Watch
    label: str
    quiet: bool
    step: Step = field(default_factory=lambda: Step(0, "", 0, 0))


def changes_of(value: object) -> Changes:
    """The changes that came with a use case's result: the result itself or the last of its parts."""
    last = value[-1] if isinstance(value, tuple) and value else value
    return last if isinstance(last, Changes) else Changes()


class JobRunner(QObject):
    """Runs work in one of two lanes and calls back on the thread it lives in.

    ``changed`` tells every page what a use case changed. ``progressed`` comes only for work that lasts.
    """

    changed = Signal(object)
    progressed = Signal(object)
    progress_ended = Signal()
    refused = Signal(object)
    broke = Signal()
    became_idle = Signal()
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, f"sonla-{lane.name.lower()}") for lane in Lane}
        self._jobs: dict[int, _Job[Any]] = {}
        self._futures: dict[int, Future[None]] = {}
        self._numbers = count(1)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_progress)
        self._showing = False
        self._reported.connect(self._receive)

    @property
    def idle(self) -> bool:
        """True when nothing is queued or running."""
        return not self._jobs

    def run(
        self,
        work: Work[T],
        on_done: Callable[[T], None],
        on_refused: Callable[[UserError], None] | None = None,
        *,
        on_broken: Callable[[], None] | None = None,
        lane: Lane = Lane.STORE,
        label: str = "",
        quiet: bool = False,
    ) -> int:
        """Queues work; exactly one of the callbacks follows, or none when it is cancelled.

        A bug is logged and told by ``broke``; ``on_broken`` is for whoever must know that the work was not done.
        ``quiet`` work never shows progress and cannot be cancelled by the officer (autosave).
        """
        number = next(self._numbers)
        watch = _Watch(number, self._reported.emit)
        self._jobs[number] = _Job(work, on_done, on_refused, on_broken, watch, label, quiet)
        if not quiet and not self._patience.isActive():
            self._patience.start()
        self._futures[number] = self._lanes[lane].submit(self._perform, number, self._jobs[number])
        return number

    def cancel(self) -> None:
        """Cancels everything that shows progress; what has not started yet never starts."""
        for number, job in list(self._jobs.items()):
            if not job.quiet:
                job.watch.cancelled.set()
                if self._futures[number].cancel():
                    self._reported.emit(Outcome(number))
        self._end_progress()

    def shut_down(self) -> None:
        """Waits for what is running and takes no more; call it after the last job was queued."""
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    def _perform(self, number: int, job: _Job[Any]) -> None:
        """Runs on a worker thread; the only thing that leaves it is one report."""
        try:
            if job.watch.cancelled.is_set():
                raise Cancelled
            outcome = Outcome(number, finished=True, value=job.work(job.watch))
        except Cancelled:
            outcome = Outcome(number)
        except UserError as refusal:
            outcome = Outcome(number, refusal=refusal)
        except Exception as bug:  # the window must live on: the bug is logged and told in one line
            outcome = Outcome(number, bug=bug)
        self._reported.emit(outcome)

    @Slot(object)
    def _receive(self, report: Step | Outcome) -> None:
        job = self._jobs.get(report.job)
        if job is None:
            return
        if isinstance(report, Step):
            job.step = report
            if self._showing and not job.quiet:
                self.progressed.emit(report)
            return
        del self._jobs[report.job], self._futures[report.job]
        if not any(not other.quiet for other in self._jobs.values()):
            self._end_progress()
        try:
            self._deliver(job, report)
        finally:
            if not self._jobs:
                self.became_idle.emit()

    def _deliver(self, job: _Job[Any], outcome: Outcome) -> None:
        if outcome.finished:
            job.on_done(outcome.value)
            changes = changes_of(outcome.value)
            if changes != Changes():
                self.changed.emit(changes)
        elif outcome.refusal is not None:
            (job.on_refused or self.refused.emit)(outcome.refusal)
        elif outcome.bug is not None:
            logger.error("Việc “%s” dừng vì lỗi chương trình", job.label, exc_info=outcome.bug)
            if job.on_broken is not None:
                job.on_broken()
            self.broke.emit()

    @Slot()
    def _show_progress(self) -> None:
        waiting = [(number, job) for number, job in self._jobs.items() if not job.quiet]
        if waiting:
            number, job = waiting[0]
            self._showing = True
            self.progressed.emit(job.step if job.step.job else Step(number, job.label or "Đang làm", 0, 0))

    def _end_progress(self) -> None:
        self._patience.stop()
        if self._showing:
            self._showing = False
            self.progress_ended.emit()
