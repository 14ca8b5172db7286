"""Autosave: at most a second after the last key, at once on request, and nothing is lost when the store refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.task import TaskUpdate
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import SAVE_AFTER_MS, DraftKey, Kind
from sonla_desktop.ui.jobs import JobRunner
from sonla_desktop.ui.save_news import SaveNews, SaveState
from sonla_desktop.ui.snapshot import Opened
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import World
from tests.helpers import months
from tests.ui.fakes import NOW, MemoryStore

KEY = DraftKey(Kind.TASK, months.BY_MONTH)


@pytest.fixture
def desk(qtbot: QtBot, world: World, store: MemoryStore) -> Iterator[Desk]:
    runner = JobRunner()
    made = Desk(runner)
    made.world = world
    with qtbot.waitSignal(made.loaded):
        made.take(Opened(store, months.report().period))
    yield made
    runner.shut_down()


def typed(desk: Desk, text: str) -> TaskUpdate:
    update = replace(desk.task(months.BY_MONTH), result=text)
    desk.put_task(update)
    return update


def stored(store: MemoryStore) -> str:
    report = store.reports[months.report().key]
    update = report.task(months.BY_MONTH)
    assert update is not None
    return update.result


def idle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: desk.runner.idle, timeout=5000)


def test_what_is_typed_is_saved_within_a_second_of_the_last_key(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    assert SAVE_AFTER_MS < 1000
    typed(desk, "Đã ban hành kế hoạch.")
    assert store.commits == 0
    assert desk.drafts.timer.isActive()
    with qtbot.waitSignal(desk.drafts.saved, timeout=1000):
        pass
    assert stored(store) == "Đã ban hành kế hoạch."


def test_each_key_starts_the_second_anew_and_only_the_last_value_is_written(
    qtbot: QtBot, desk: Desk, store: MemoryStore
) -> None:
    for text in ("M", "Mộ", "Một"):
        typed(desk, text)
    desk.drafts.timer.timeout.emit()
    idle(qtbot, desk)
    assert stored(store) == "Một"
    assert store.commits == 1


def test_flushing_saves_at_once_and_says_when(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    heard: list[SaveNews] = []
    desk.drafts.news.connect(heard.append)
    typed(desk, "Xong")
    desk.drafts.flush()
    assert not desk.drafts.timer.isActive()
    idle(qtbot, desk)
    assert stored(store) == "Xong"
    assert [news.state for news in heard] == [SaveState.SAVING, SaveState.SAVED]
    assert heard[-1].at == NOW
    assert not desk.drafts.unsaved


def test_a_refused_value_stays_and_is_tried_again(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    typed(desk, "Không được mất")
    with qtbot.waitSignal(desk.drafts.failed) as heard:
        desk.drafts.flush()
    assert heard.args[0] == KEY
    idle(qtbot, desk)
    assert desk.drafts.unsaved
    assert desk.drafts.is_refused(KEY)
    assert desk.task(months.BY_MONTH).result == "Không được mất"
    assert stored(store) == ""
    store.refusal = None
    with qtbot.waitSignal(desk.drafts.saved):
        desk.drafts.flush()
    assert stored(store) == "Không được mất"
    assert not desk.drafts.unsaved


def test_a_bug_in_saving_loses_nothing_either(
    qtbot: QtBot, desk: Desk, store: MemoryStore, logged_warnings: list[str]
) -> None:
    store.refusal = ValueError("a bug")
    typed(desk, "Không được mất")
    with qtbot.waitSignal(desk.drafts.failed):
        desk.drafts.flush()
    assert desk.drafts.is_refused(KEY)
    assert logged_warnings == ["Việc “Lưu số liệu” dừng vì lỗi chương trình"]
    store.refusal = None
    with qtbot.waitSignal(desk.drafts.saved):
        desk.drafts.flush()
    assert stored(store) == "Không được mất"


def test_what_is_typed_while_saving_is_kept_and_saved_next(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    typed(desk, "Một")
    desk.drafts.flush()
    typed(desk, "Một hai")
    idle(qtbot, desk)
    assert desk.task(months.BY_MONTH).result == "Một hai"
    qtbot.waitUntil(lambda: stored(store) == "Một hai", timeout=3000)


def test_a_reload_does_not_put_an_older_value_over_what_is_typed(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    typed(desk, "Mới gõ")
    with qtbot.waitSignal(desk.loaded):
        desk.reload()
    assert desk.task(months.BY_MONTH).result == "Mới gõ"


def test_other_drafts_are_saved_with_their_own_use_cases(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    desk.put_reading(replace(desk.reading(months.DOCUMENTS), note="Ghi chú"))
    desk.put_narrative("difficulties", "Đường truyền yếu.")
    desk.put_settings(replace(desk.settings(), officer="Lò Thị Mai"))
    desk.put_explanation(months.BY_QUARTER, months.EXPLAINED)
    desk.drafts.flush()
    idle(qtbot, desk)
    report = store.reports[months.report().key]
    assert report.reading(months.DOCUMENTS).note == "Ghi chú"
    assert report.narrative["difficulties"] == "Đường truyền yếu."
    assert report.task(months.BY_QUARTER).explanation == months.EXPLAINED
    assert store.kept.officer == "Lò Thị Mai"


def test_the_store_is_touched_by_one_thread_only(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    for number in range(5):
        typed(desk, f"Lần {number}")
        desk.drafts.flush()
        desk.reload()
    idle(qtbot, desk)
    assert len(store.threads) == 1


def test_evidence_is_hashed_again_only_when_it_is_asked_for(qtbot: QtBot, desk: Desk, store: MemoryStore) -> None:
    first = list(store.shelf.hashed)
    assert first
    with qtbot.waitSignal(desk.loaded):
        desk.reload()
    assert store.shelf.hashed == first
    with qtbot.waitSignal(desk.loaded):
        desk.reload(rehash=True)
    assert store.shelf.hashed == first * 2
