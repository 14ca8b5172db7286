"""One writer at a time, who is named; a lock that nobody holds any more is never in the way."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from sonla_desktop.adapters.files.primitives import Disk
from sonla_desktop.adapters.store.layout import LOCK
from sonla_desktop.adapters.store.lock import StoreLock
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.error_text import error_text, faults_of_line
from tests.helpers.repository import ROOT
from tests.helpers.stores import NOW, fingerprint, month, open_store, opened, save
from tests.rigs.failing_disk import FailingDisk, disk_in_use

HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from sonla_desktop.adapters.store.stores import SqliteStores
now = datetime.fromisoformat(sys.argv[2])
store = SqliteStores(lambda: now).open(Path(sys.argv[1]), officer="Cầm Văn Sơn")
print("open", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def another_program(folder: Path, since: str = "2026-11-11T08:15:00") -> Iterator[subprocess.Popen[str]]:
    """A process that has the store open for writing."""
    command = [sys.executable, "-c", HOLDER, str(folder), since]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def refusal(folder: Path) -> WorldRefused:
    with pytest.raises(WorldRefused) as refused:
        open_store(folder)
    assert refused.value.code == "store-locked"
    assert faults_of_line(refused.value) == []
    return refused.value


def test_a_second_writer_is_told_who_has_it_since_when(folder: Path) -> None:
    with another_program(folder):
        before = fingerprint(folder)
        refused = refusal(folder)
        assert refused.parameters["who"] == "Cầm Văn Sơn"
        assert refused.parameters["since"] == "8:15"
        assert error_text(refused).startswith("Cầm Văn Sơn đang mở sổ báo cáo từ 8:15")
        assert fingerprint(folder) == before


def test_a_lock_of_another_day_says_the_day(folder: Path) -> None:
    with another_program(folder, "2026-11-09T17:05:00"):
        assert refusal(folder).parameters["since"] == "17:05 09/11/2026"


def test_reading_needs_no_lock_and_sees_what_was_committed(folder: Path) -> None:
    with opened(folder) as store:
        save(store, month(4))
    with another_program(folder), opened(folder, read_only=True) as store, store.begin() as work:
        assert work.newest_report(month().key) == month(4)


def test_a_killed_program_leaves_no_lock_in_the_way(folder: Path) -> None:
    with another_program(folder) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (folder / LOCK).exists()
    with opened(folder) as store:
        save(store, month())
    assert not (folder / LOCK).exists()


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b"\xff\xfe", b'{"pid": 1, "officer": "Hoa"}'])
def test_a_lock_file_that_a_power_cut_left_is_taken_over(folder: Path, left: bytes) -> None:
    (folder / LOCK).write_bytes(left)
    with opened(folder):
        assert json.loads((folder / LOCK).read_text(encoding="utf-8"))["pid"] == os.getpid()


def test_the_same_program_is_refused_a_second_time_and_served_after_closing(folder: Path) -> None:
    store = open_store(folder)
    assert refusal(folder).parameters["who"] == "Lò Thị Hoa"
    store.close()
    store.close()
    with opened(folder):
        pass


@pytest.mark.parametrize("text", ["", "{}", '{"officer": "", "since": "hôm qua"}'])
def test_a_holder_who_does_not_say_who_he_is_is_somebody_else(folder: Path, text: str) -> None:
    with opened(folder):
        (folder / LOCK).write_text(text, encoding="utf-8")
        refused = refusal(folder)
    assert (refused.parameters["who"], refused.parameters["since"]) == ("Người khác", "8:15")


class WritingDisk(Disk):
    """While the refused one waits, the holder gets round to writing down who he is."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text, self.waits = path, text, 0

    def wait(self, seconds: float) -> None:
        self.waits += 1
        if self.waits == 3:
            self.path.write_text(self.text, encoding="utf-8")


@pytest.mark.parametrize("early", ["", "{", '{"officer": "Cầm Văn Sơn"}'])
def test_a_holder_who_is_still_writing_his_name_is_waited_for(folder: Path, early: str) -> None:
    lock = folder / LOCK
    with opened(folder):
        whole = json.loads(lock.read_text(encoding="utf-8")) | {"officer": "Cầm Văn Sơn", "machine": "may-vp"}
        lock.write_text(early, encoding="utf-8")
        with disk_in_use(WritingDisk(lock, json.dumps(whole))):
            refused = refusal(folder)
    assert (refused.parameters["who"], refused.parameters["machine"]) == ("Cầm Văn Sơn", "may-vp")


@pytest.mark.parametrize("text", ["", "{", '{"officer": "Cầm Văn Sơn", "machine": ""}'])
def test_a_machine_without_a_name_leaves_no_gap_in_the_message(folder: Path, text: str) -> None:
    with opened(folder), disk_in_use(FailingDisk()):
        (folder / LOCK).write_text(text, encoding="utf-8")
        assert "trên máy chưa rõ tên." in error_text(refusal(folder))


def test_the_lock_comes_and_goes_without_a_trace(folder: Path) -> None:
    before = fingerprint(folder)
    lock = StoreLock.take(folder, "", NOW)
    holder = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    assert set(holder) == {"officer", "machine", "pid", "since", "boot"}
    lock.release()
    assert fingerprint(folder) == before


def test_a_lock_that_was_removed_under_its_holder_is_not_taken_for_held(folder: Path) -> None:
    first = StoreLock.take(folder, "", NOW)
    (folder / LOCK).unlink()
    second = StoreLock.take(folder, "", NOW + timedelta(minutes=1))
    second.release()
    first.release()
    assert not (folder / LOCK).exists()


def test_of_many_that_ask_at_once_only_one_has_it(folder: Path) -> None:
    holders, most = 0, 0
    counting = threading.Lock()

    def ask() -> None:
        nonlocal holders, most
        turns = 0
        while turns < 15:
            try:
                lock = StoreLock.take(folder, "", NOW)
            except WorldRefused:
                continue
            with counting:
                holders += 1
                most = max(most, holders)
            with counting:
                holders -= 1
            lock.release()
            turns += 1

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert not (folder / LOCK).exists()
