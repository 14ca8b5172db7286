"""What a disk may hold after the power went: writes and flushes of a traced process, replayed up to any moment.

What was flushed is there. Of what was written after the last flush of its file, each write is lost, torn at a
512-byte boundary, or there. Names (files created, renamed, removed) are taken as ordered and durable.
"""

import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.repository import ROOT

SECTOR = 512
LOST, TORN = 0.4, 0.2

_CALLS = "openat,write,pwrite64,lseek,ftruncate,fsync,fdatasync,close,unlink,rename"
_TEXT = r'"((?:\\x[0-9a-f]{2})*)"'
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (\d+)$")
_ARGUMENTS = {
    "openat": re.compile(rf"AT_FDCWD, {_TEXT}, (\S+?)(?:, \d+)?"),
    "write": re.compile(rf"(\d+), {_TEXT}, \d+"),
    "pwrite64": re.compile(rf"(\d+), {_TEXT}, \d+, (\d+)"),
    "lseek": re.compile(r"(\d+), .*"),
    "ftruncate": re.compile(r"(\d+), (\d+)"),
    "fsync": re.compile(r"(\d+)"),
    "fdatasync": re.compile(r"(\d+)"),
    "close": re.compile(r"(\d+)"),
    "unlink": re.compile(_TEXT),
    "rename": re.compile(rf"{_TEXT}, {_TEXT}"),
}


@dataclass
class File:
    """A file as it is on the disk for sure, and what was done to it since."""

    flushed: bytes = b""
    pending: list[tuple[int, bytes] | int] = field(default_factory=list)
    """Writes (place, data) and truncations (length)."""

    def flush(self) -> None:
        content = bytearray(self.flushed)
        for change in self.pending:
            _apply(content, change)
        self.flushed, self.pending = bytes(content), []

    def after_power_cut(self, chance: random.Random) -> bytes:
        """One of the contents that the file may have."""
        content = bytearray(self.flushed)
        for change in self.pending:
            fate = chance.random()
            if fate < LOST:
                continue
            if fate < LOST + TORN and not isinstance(change, int):
                place, data = change
                change = (place, data[: chance.randrange(0, len(data) // SECTOR + 1) * SECTOR])
            _apply(content, change)
        return bytes(content)


def _apply(content: bytearray, change: tuple[int, bytes] | int) -> None:
    if isinstance(change, int):
        del content[change:]
        content.extend(bytes(change - len(content)))
        return
    place, data = change
    content.extend(bytes(max(0, place - len(content))))
    content[place : place + len(data)] = data


class TracedDisk:
    """Follows the calls of a trace, call by call."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.files = {path: File(path.read_bytes()) for path in folder.rglob("*") if path.is_file()}
        self.acknowledged: list[str] = []
        self._open: dict[int, tuple[Path, int]] = {}

    def follow(self, line: str) -> bool:
        """Takes one line of the trace in; says whether it changed anything."""
        found = _LINE.fullmatch(line)
        call = found and _ARGUMENTS.get(found[1])
        arguments = call and call.fullmatch(found[2])
        if not found or not arguments:
            return False
        return bool(getattr(self, f"_{found[1]}")(arguments, int(found[3])))

    def _openat(self, arguments: re.Match[str], descriptor: int) -> bool:
        path = _path(arguments[1])
        if not path.is_relative_to(self.root) or "O_DIRECTORY" in arguments[2]:
            return False
        if "O_CREAT" in arguments[2]:
            self.files.setdefault(path, File())
        if path in self.files:
            self._open[descriptor] = (path, 0)
        return True

    def _write(self, arguments: re.Match[str], count: int) -> bool:
        descriptor, data = int(arguments[1]), _bytes(arguments[2])[:count]
        if descriptor == 1:
            self.acknowledged.append(data.decode("ascii").strip())
            return True
        if descriptor not in self._open:
            return False
        path, place = self._open[descriptor]
        self.files[path].pending.append((place, data))
        self._open[descriptor] = (path, place + count)
        return True

    def _pwrite64(self, arguments: re.Match[str], count: int) -> bool:
        path, _ = self._open[int(arguments[1])]
        self.files[path].pending.append((int(arguments[3]), _bytes(arguments[2])[:count]))
        return True

    def _lseek(self, arguments: re.Match[str], place: int) -> bool:
        descriptor = int(arguments[1])
        if descriptor in self._open:
            self._open[descriptor] = (self._open[descriptor][0], place)
        return False

    def _ftruncate(self, arguments: re.Match[str], _: int) -> bool:
        path, _place = self._open[int(arguments[1])]
        self.files[path].pending.append(int(arguments[2]))
        return True

    def _fsync(self, arguments: re.Match[str], _: int) -> bool:
        descriptor = int(arguments[1])
        if descriptor in self._open:
            self.files[self._open[descriptor][0]].flush()
        return True

    _fdatasync = _fsync

    def _close(self, arguments: re.Match[str], _: int) -> bool:
        self._open.pop(int(arguments[1]), None)
        return False

    def _unlink(self, arguments: re.Match[str], _: int) -> bool:
        return self.files.pop(_path(arguments[1]), None) is not None

    def _rename(self, arguments: re.Match[str], _: int) -> bool:
        file = self.files.pop(_path(arguments[1]), None)
        if file is not None:
            self.files[_path(arguments[2])] = file
        return file is not None


def trace(folder: Path, saves: int, manner: str, output: Path) -> list[str]:
    """Runs the worker under strace and returns what it did, call by call."""
    worker = [sys.executable, "-m", "tests.rigs.power_worker", str(folder), str(saves), manner]
    strace = ["strace", "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", "-o", str(output)]
    done = subprocess.run([*strace, *worker], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return output.read_text(encoding="ascii").splitlines()


def power_cuts(folder: Path, states: int, into: Path, lines: list[str]) -> Iterator[list[str]]:
    """Writes, one after the other, what the disk may hold after a power cut into a folder.

    ``folder`` is as it was before the trace began, under the path that stands in the trace. The cuts are spread
    evenly over the calls that change it. Yields what had been acknowledged by then.
    """
    first_pass, disk = TracedDisk(folder), TracedDisk(folder)
    calls = sum([first_pass.follow(line) for line in lines])
    chance = random.Random(states)
    due = 0.0
    for line in lines:
        if disk.follow(line):
            due += states / calls
        while due >= 1:
            due -= 1
            _lay_out(disk, into, chance)
            yield list(disk.acknowledged)


def _lay_out(disk: TracedDisk, into: Path, chance: random.Random) -> None:
    for path in sorted(into.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for path, file in disk.files.items():
        target = into / path.relative_to(disk.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.after_power_cut(chance))


def _path(text: str) -> Path:
    return Path(_bytes(text).decode("utf-8"))


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
