"""A program killed at any moment loses nothing that it had acknowledged, and never leaves a broken store."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.layout import DATABASE, JOURNAL
from tests.helpers.repository import ROOT
from tests.helpers.stores import month, new_store, opened

MOST_SAVES = 3


class Savers:
    """The parent of the processes that are killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._orders, self._answers = process.stdin, process.stdout

    def killed_in_a_save(self, folder: Path, saves: int, share: float) -> int:
        """Kills a process after some saves, that share of a save's duration into the next one.

        Returns the last number it acknowledged.
        """
        print(folder, file=self._orders, flush=True)
        pid = int(self._answer().split()[1])
        assert self._answer() == "open"
        began = time.monotonic()
        acknowledged = [int(self._answer()) for _ in range(saves)]
        time.sleep(share * (time.monotonic() - began) / saves)
        os.kill(pid, signal.SIGKILL)
        while (answer := self._answer()) != "ended":
            acknowledged.append(int(answer))
        return acknowledged[-1]

    def _answer(self) -> str:
        return self._answers.readline().rstrip("\n")


@contextmanager
def savers() -> Iterator[Savers]:
    command = [sys.executable, "-m", "tests.rigs.saver"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Savers(process)


def whole_month(folder: Path) -> int:
    """Reads the store first without and then with leave to write; returns the number of the month it holds."""
    found = []
    for read_only in (True, False):
        with opened(folder, read_only=read_only) as store, store.begin() as work:
            report = work.newest_report(month().key)
            number = int(report.figures["tong"]) if report else 0
            assert report in (None, month(number)), "rows of two saves are mixed"
            work.verify_chain()
            found.append(number)
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert found[0] == found[1]
    return found[0]


def kill(folder: Path, times: int) -> int:
    """Kills that many saves at random moments; returns in how many a half-done commit had to be undone."""
    chance = random.Random(times)
    half_done = 0
    with savers() as parent:
        for _ in range(times):
            safe = parent.killed_in_a_save(folder, chance.randint(1, MOST_SAVES), chance.uniform(0, 1.2))
            journal = folder / JOURNAL
            half_done += journal.exists() and journal.stat().st_size > 0
            assert whole_month(folder) in (safe, safe + 1), "an acknowledged save is lost"
    return half_done


def test_what_was_acknowledged_survives_being_killed(tmp_path: Path) -> None:
    kill(new_store(tmp_path / "so"), 25)


@pytest.mark.rig
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    half_done = sum(kill(new_store(tmp_path / str(number)), 100) for number in range(10))
    assert half_done > 50, "the kills never hit the middle of a commit"
