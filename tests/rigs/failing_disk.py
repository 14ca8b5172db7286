"""A disk on which one chosen call fails, for tests that try every call in turn."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sonla_desktop.adapters.files import primitives

Failure = Callable[[], OSError]

FAILURES: dict[str, Failure] = {
    "disk-full": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "disk-error": lambda: OSError(errno.EIO, "Input/output error"),
    "access-denied": lambda: OSError(errno.EACCES, "Permission denied"),
    "file-in-use": lambda: windows_error(32),
}
"""Refusal code that each kind of failure must become."""


def windows_error(number: int) -> PermissionError:
    """The error with which Windows says that somebody else has the file."""
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = number
    return error


class FailingDisk(primitives.Disk):
    """Counts the calls and raises from the one numbered ``fail_at`` (from 1) until ``failures`` calls failed.

    Removing and waiting do not fail: they are the clearing up after a failure.
    """

    def __init__(self, fail_at: int = 0, error: Failure = FAILURES["disk-error"], failures: int = 1) -> None:
        self.fail_at, self.error, self.failures = fail_at, error, failures
        self.calls: list[str] = []
        self.waited = 0.0

    def _count(self, call: str) -> None:
        self.calls.append(call)
        if self.fail_at and self.fail_at <= len(self.calls) < self.fail_at + self.failures:
            raise self.error()

    def open(self, path: Path) -> int:
        self._count("open")
        return super().open(path)

    def write(self, write: primitives.RawWrite, data: bytes | memoryview) -> int | None:
        self._count("write")
        return super().write(write, data)

    def fsync(self, descriptor: int) -> None:
        self._count("fsync")

    def fsync_folder(self, folder: Path) -> None:
        self._count("fsync_folder")

    def replace(self, source: Path, target: Path) -> None:
        self._count("replace")
        super().replace(source, target)

    def make_folder(self, path: Path) -> None:
        self._count("make_folder")
        super().make_folder(path)

    def size(self, path: Path) -> int:
        self._count("size")
        return super().size(path)

    def wait(self, seconds: float) -> None:
        self.waited += seconds


@contextmanager
def disk_in_use(disk: primitives.Disk) -> Iterator[None]:
    """Puts another disk in the place of the real one."""
    before, primitives.disk = primitives.disk, disk
    try:
        yield
    finally:
        primitives.disk = before


def calls_of(act: Callable[[], object]) -> list[str]:
    """The calls that an act makes when nothing fails."""
    disk = FailingDisk()
    with disk_in_use(disk):
        act()
    return disk.calls
