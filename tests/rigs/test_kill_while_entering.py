"""`kill -9` at random moments while months are entered: nothing acknowledged is lost, nothing is left half-done."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.read_month import read_month
from tests.helpers.repository import ROOT

EXAMPLE = ROOT / "tests" / "fixtures" / "04123-2026-10"
FILES_IN_TURN = 40
SHORT, LONG = 6, 100


def numbered_months(folder: Path, first: int) -> list[Path]:
    """Month files that say their number in two places far apart, so that half a month would be seen."""
    month = json.loads((EXAMPLE / "month.json").read_text(encoding="utf-8"))
    paths = []
    for number in range(first, first + FILES_IN_TURN):
        month["indicators"][0]["numerator"] = number
        month["tasks"][-1]["result"] = f"Lần ghi {number}"
        paths.append(folder / f"{number}.json")
        paths[-1].write_text(json.dumps(month, ensure_ascii=False), encoding="utf-8")
    return paths


def killed_while_entering(store: Path, files: list[Path], heard: int, delay: float) -> int:
    """Starts a child, kills it ``delay`` seconds after its ``heard``-th word; how many files it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.rigs.enter_child", str(store), *map(str, files)],
        stdout=subprocess.PIPE, cwd=ROOT, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    acknowledged = [child.stdout.readline() for _ in range(heard)]
    time.sleep(delay)
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += child.stdout.read().split()
    child.stdout.close()
    child.wait()
    return len(acknowledged)


def stored(folder: Path) -> Report:
    world = build_world("2026-10-11")
    store = world.stores.open(folder)
    try:
        return read_month(world, store, "2026-10").report
    finally:
        store.close()


def kill_many_times(tmp_path: Path, times: int) -> None:
    store = tmp_path / "kho"
    create_store(build_world("2026-10-11"), store, "04123")
    chance = random.Random(20261011)
    last = -1
    for _ in range(times):
        files = numbered_months(tmp_path, last + 1)
        acknowledged = killed_while_entering(store, files, chance.randint(0, 3), chance.uniform(0, 0.1))
        report = stored(store)
        number = int(report.indicators[0].numerator) if report.indicators else last
        # What was acknowledged is there; one more may be, whose word did not get out in time.
        assert last + acknowledged <= number <= last + acknowledged + 1
        if report.tasks:
            assert report.tasks[-1].result == f"Lần ghi {number}"
        last = number
    with sqlite3.connect(store / "so-bao-cao.sqlite3") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert last > 0


def test_kills_while_entering_lose_nothing_acknowledged(tmp_path: Path) -> None:
    kill_many_times(tmp_path, SHORT)


@pytest.mark.rig
def test_a_hundred_kills_while_entering_lose_nothing_acknowledged(tmp_path: Path) -> None:
    kill_many_times(tmp_path, LONG)
