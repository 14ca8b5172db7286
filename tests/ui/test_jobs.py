"""Work off the window's thread: one outcome each, on the window's thread, and Hủy is heard at once."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.jobs import JobRunner, Lane, Step
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError, WorldRefused
from sonla_desktop.usecases.progress import Progress


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.cancel()
    made.shut_down()


def idle(qtbot: QtBot, runner: JobRunner) -> None:
    qtbot.waitUntil(lambda: runner.idle, timeout=5000)


def test_work_runs_elsewhere_and_its_value_comes_back_to_the_windows_thread(qtbot: QtBot, runner: JobRunner) -> None:
    told: list[tuple[int, int]] = []
    runner.run(lambda progress: get_ident(), lambda worker: told.append((worker, get_ident())))
    idle(qtbot, runner)
    ((worker, teller),) = told
    assert teller == get_ident() != worker


def test_work_on_the_store_is_done_one_at_a_time_in_order(qtbot: QtBot, runner: JobRunner) -> None:
    order: list[int] = []
    threads: set[int] = set()

    def work(number: int, progress: Progress) -> int:
        threads.add(get_ident())
        return number

    for number in range(20):
        runner.run(lambda progress, number=number: work(number, progress), order.append)
    idle(qtbot, runner)
    assert order == list(range(20))
    assert len(threads) == 1


@pytest.mark.parametrize("value", [Changes(settings=True), ("value", Changes(settings=True))])
def test_what_a_use_case_changed_is_broadcast(qtbot: QtBot, runner: JobRunner, value: object) -> None:
    with qtbot.waitSignal(runner.changed) as heard:
        runner.run(lambda progress: value, lambda _value: None)
    assert heard.args == [Changes(settings=True)]


@pytest.mark.parametrize("value", [None, "text", Changes(), (1, Changes()), ()])
def test_where_nothing_changed_nothing_is_broadcast(qtbot: QtBot, runner: JobRunner, value: object) -> None:
    with qtbot.assertNotEmitted(runner.changed):
        runner.run(lambda progress: value, lambda _value: None)
        idle(qtbot, runner)


def _refuse(progress: Progress) -> None:
    raise WorldRefused("disk-full", file="x")


def test_a_refusal_goes_to_its_own_callback(qtbot: QtBot, runner: JobRunner) -> None:
    refused: list[UserError] = []
    with qtbot.assertNotEmitted(runner.refused):
        runner.run(_refuse, lambda _value: pytest.fail("it was refused"), refused.append)
        idle(qtbot, runner)
    assert [error.code for error in refused] == ["disk-full"]


def test_a_refusal_without_callback_is_told_by_the_shell(qtbot: QtBot, runner: JobRunner) -> None:
    with qtbot.waitSignal(runner.refused) as heard:
        runner.run(_refuse, lambda _value: None)
    assert heard.args[0].code == "disk-full"


def test_a_bug_is_logged_and_the_next_job_runs(qtbot: QtBot, runner: JobRunner, logged_warnings: list[str]) -> None:
    after: list[int] = []
    with qtbot.waitSignal(runner.broke):
        runner.run(lambda progress: 1 // 0, lambda _value: pytest.fail("it broke"), label="chia")
    runner.run(lambda progress: 7, after.append)
    idle(qtbot, runner)
    assert after == [7]
    assert logged_warnings == ["Việc “chia” dừng vì lỗi chương trình"]


def test_cancelled_work_tells_nothing_and_what_waits_never_starts(qtbot: QtBot, runner: JobRunner) -> None:
    started, going, done = Event(), Event(), []

    def long(progress: Progress) -> str:
        started.set()
        while True:
            going.wait(0.01)
            progress.step("Đang làm")

    runner.run(long, done.append)
    runner.run(lambda progress: "never", done.append)
    assert started.wait(5)
    runner.cancel()
    idle(qtbot, runner)
    assert done == []


def test_saving_cannot_be_cancelled(qtbot: QtBot, runner: JobRunner) -> None:
    hold, done = Event(), []
    runner.run(lambda progress: hold.wait(5), done.append, quiet=True)
    runner.cancel()
    hold.set()
    idle(qtbot, runner)
    assert done == [True]


def test_short_work_shows_no_progress(qtbot: QtBot, runner: JobRunner) -> None:
    with qtbot.assertNotEmitted(runner.progressed, wait=600):
        runner.run(lambda progress: progress.step("Đang làm", 1, 2), lambda _value: None)


def test_long_work_shows_how_far_it_is_until_it_ends(qtbot: QtBot, runner: JobRunner) -> None:
    stepped, hold = Event(), Event()

    def long(progress: Progress) -> None:
        progress.step("Đang chép", 1, 3)
        stepped.set()
        hold.wait(5)

    with qtbot.waitSignal(runner.progressed, timeout=3000) as heard:
        runner.run(long, lambda _value: None)
        stepped.wait(5)
    step: Step = heard.args[0]
    assert (step.label, step.done, step.total) == ("Đang chép", 1, 3)
    with qtbot.waitSignal(runner.progress_ended):
        hold.set()


def test_the_free_lane_does_not_wait_for_the_store(qtbot: QtBot, runner: JobRunner) -> None:
    hold, done = Event(), []
    runner.run(lambda progress: hold.wait(5), done.append)
    runner.run(lambda progress: "free", done.append, lane=Lane.FREE)
    qtbot.waitUntil(lambda: done == ["free"], timeout=5000)
    hold.set()
    idle(qtbot, runner)
    assert done == ["free", True]
