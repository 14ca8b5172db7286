"""Autosave: what was typed and is not in the store yet. It is kept here until the store has it, whatever happens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sonla_desktop.ui.jobs import JobRunner
from sonla_desktop.ui.save_news import SaveNews, SaveState
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.configure_agency import configure
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month
from sonla_desktop.usecases.record_values import (
    acknowledge,
    record_figures,
    record_narrative,
    record_readings,
    record_table,
    record_task,
)

SAVE_AFTER_MS = 800
"""After the last key; with the writing itself it stays under one second."""


class Kind(StrEnum):
    """What a draft is of."""

    TASK = "task"
    READING = "reading"
    NARRATIVE = "narrative"
    REASON = "reason"
    SETTINGS = "settings"
    FIGURE = "figure"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class DraftKey:
    """One thing that is saved whole: a task, a reading, a figure, a table, prose, a reason, the settings."""

    kind: Kind
    code: str = ""


class Drafts(QObject):
    """Newest value of everything typed, newer than or equal to the store's.

    ``put`` is called with each change; the store gets it at most a second after the last key, or at once with
    ``flush``. A value the store refused stays here and is tried again with the next flush.
    """

    news = Signal(object)
    failed = Signal(object, object)
    saved = Signal(object)

    def __init__(self, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._items: dict[DraftKey, Any] = {}
        self._waiting: set[DraftKey] = set()
        self._saving: dict[DraftKey, Any] = {}
        self._refused: set[DraftKey] = set()
        self._acts: dict[DraftKey, frozenset[DraftKey]] = {}
        """What was entered in one act with others, and is therefore saved with them or not at all."""
        self.unreadable: dict[tuple[DraftKey, str], str] = {}
        """Texts in number and date fields that are no number or date yet, by draft and field: never thrown away."""
        self._bound: tuple[World, Store, Month] | None = None
        self.timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self.timer.timeout.connect(self.flush)

    def bind(self, world: World, store: Store, month: Month) -> None:
        """Names the month that drafts are saved into; settled drafts of the same month give way to the store's."""
        if self._bound is None or self._bound[2].key != month.key or self._bound[1] is not store:
            self._leave(store)
        self._bound = (world, store, month)
        unsettled = {*self._waiting, *self._saving, *self._refused}
        self._items = {key: item for key, item in self._items.items() if key in unsettled}

    def _leave(self, store: Store) -> None:
        """What still waits goes into the month it was typed in, never into the next one."""
        if self._bound is not None and self._bound[1] is store:
            self.flush()
        for kept in (self._items, self._waiting, self._refused, self._acts, self.unreadable):
            kept.clear()

    def get(self, key: DraftKey) -> Any | None:
        """The draft, or None when the store's value is the newest."""
        return self._items.get(key)

    def holds(self, key: DraftKey) -> bool:
        """Whether there is a draft, be it of an emptied figure."""
        return key in self._items

    def is_refused(self, key: DraftKey) -> bool:
        """Whether the store refused the newest value of this draft."""
        return key in self._refused

    @property
    def unsaved(self) -> bool:
        """True while something typed is not in the store."""
        return bool(self._waiting or self._saving or self._refused)

    @property
    def unsaved_count(self) -> int:
        """How many items are not in the store."""
        return len({*self._waiting, *self._saving, *self._refused})

    @property
    def refused_count(self) -> int:
        """How many items the store refused."""
        return len(self._refused)

    def put(self, key: DraftKey, item: Any) -> None:
        """Keeps a new value and starts the count to saving it."""
        self._items[key] = item
        self._waiting.add(key)
        self.news.emit(SaveNews(SaveState.SAVING))
        self.timer.start()

    def put_together(self, items: Mapping[DraftKey, Any]) -> None:
        """Takes figures, or readings, that came in one act, and saves them in one commit: all of them or none."""
        self.flush()  # what was typed before is an act of its own
        act = frozenset(items)
        for key, item in items.items():
            self._acts[key] = act
            self.put(key, item)
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Saves at once everything that waits, and tries again what was refused."""
        self.timer.stop()
        if self._bound is None:
            return
        left = sorted({*self._waiting, *self._refused}, key=lambda key: (key.kind, key.code))
        while left:
            act = self._acts.get(left[0], frozenset(left[:1]))
            self._save([key for key in left if key in act])
            left = [key for key in left if key not in act]

    def _save(self, keys: list[DraftKey]) -> None:
        world, store, month = self._bound
        items = {key: self._items[key] for key in keys}
        self._waiting.difference_update(keys)
        self._saving.update(items)
        self._runner.run(
            partial(_written, world, store, month, items),
            partial(self._done, items),
            partial(self._not_done, items),
            on_broken=partial(self._not_done, items, None),
            label="Lưu số liệu",
            quiet=True,
        )

    def _done(self, items: Mapping[DraftKey, Any], result: tuple[datetime, Changes]) -> None:
        for key, item in items.items():
            self._no_longer_saving(key, item)
            self._refused.discard(key)
            if key not in self._waiting:
                self._acts.pop(key, None)
        for key in items:
            self.saved.emit(key)
        if not self.unsaved:
            self.news.emit(SaveNews(SaveState.SAVED, at=result[0]))

    def _not_done(self, items: Mapping[DraftKey, Any], error: UserError | None) -> None:
        for key, item in items.items():
            self._no_longer_saving(key, item)
            if key in self._items:
                self._refused.add(key)
        for key in items:
            self.failed.emit(key, error)
        self.news.emit(SaveNews(SaveState.FAILED, error=error))

    def _no_longer_saving(self, key: DraftKey, item: Any) -> None:
        """A newer value of the same thing may be on its way already: then that one is still being saved."""
        if self._saving.get(key) is item:
            del self._saving[key]


def _written(
    world: World, store: Store, month: Month, items: Mapping[DraftKey, Any], progress: Progress
) -> tuple[datetime, Changes]:
    """Runs on the store's lane. Only figures and readings come several at a time, all of one kind."""
    key, item = next(iter(items.items()))
    match key.kind:
        case Kind.TASK:
            _, changes = record_task(world, store, month, item)
        case Kind.READING:
            _, changes = record_readings(world, store, month, tuple(items.values()))
        case Kind.NARRATIVE:
            _, changes = record_narrative(world, store, month, key.code, item)
        case Kind.FIGURE:
            _, changes = record_figures(world, store, month, {each.code: value for each, value in items.items()})
        case Kind.TABLE:
            _, changes = record_table(world, store, month, key.code, item)
        case Kind.REASON:
            _, changes = acknowledge(world, store, month, item)
        case Kind.SETTINGS:
            changes = configure(world, store, item)
    return world.clock.now(), changes
