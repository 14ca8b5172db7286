"""Who has the store open for writing: one process at a time, named with the time since when.

The operating system holds the lock and lets go of it when the process ends, however it ends; the file only says
whose it is. A lock file that a power cut left behind is therefore never in the way. The Windows branch has not
been run on a Windows machine.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.store.layout import LOCK
from sonla_desktop.usecases.errors import WorldRefused

_NOBODY_KNOWN: Final = "Người khác"
_NO_MACHINE_KNOWN: Final = "chưa rõ tên"
_READINGS, _SECONDS_BETWEEN = 10, 0.05
"""Whoever has just taken the lock needs a moment to write down who he is."""
_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_BEYOND_THE_TEXT: Final = 1 << 30
"""Windows lets nobody read a locked byte, so the byte that is locked is none of the text."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What the lock file says."""

    officer: str
    machine: str
    pid: int
    since: str
    boot: str


class StoreLock:
    """The lock, from :meth:`take` until :meth:`release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, folder: Path, officer: str, now: datetime) -> StoreLock:
        """Takes the lock of a store.

        Raises:
            WorldRefused: ``store-locked`` with ``who`` and ``since``, or ``store-denied`` where nothing may be written.
        """
        path = folder / LOCK
        descriptor = _locked_file(path, now)
        lock = cls(path, descriptor)
        try:
            with refusing(path):
                _write_holder(descriptor, _this_process(officer, now))
        except BaseException:
            lock.release()
            raise
        return lock

    def release(self) -> None:
        """Removes the file and lets go; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        if sys.platform != "win32":
            # Removed while still held: nobody can take it between and then lose it.
            with suppress(OSError):
                self._path.unlink()
        os.close(descriptor)
        if sys.platform == "win32":
            # An open file cannot be removed there, and one that somebody else has opened since stays.
            with suppress(OSError):
                self._path.unlink()


def _locked_file(path: Path, now: datetime) -> int:
    """Opens and locks the file; again if its last holder removed it in between."""
    while True:
        try:
            descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
        except OSError as error:
            raise WorldRefused("store-denied", file=path.name) from error
        try:
            if not _lock(descriptor):
                raise _refusal(path, now)
            if _is_still_there(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, _BEYOND_THE_TEXT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _this_process(officer: str, now: datetime) -> Holder:
    boot = ""
    with suppress(OSError):
        boot = _BOOT_ID.read_text(encoding="ascii").strip()
    return Holder(officer or _login(), platform.node(), os.getpid(), now.isoformat(timespec="seconds"), boot)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _write_holder(descriptor: int, holder: Holder) -> None:
    text = json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8")
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, text)


def _refusal(path: Path, now: datetime) -> WorldRefused:
    holder = _patiently_read(path)
    who = str(holder.get("officer") or "") or _NOBODY_KNOWN
    since = _time_of_day(str(holder.get("since") or ""), now)
    machine = str(holder.get("machine") or "") or _NO_MACHINE_KNOWN
    return WorldRefused("store-locked", who=who, since=since, machine=machine)


def _patiently_read(path: Path) -> dict[str, Any]:
    """What the file says, read again for half a second while it does not name a machine yet."""
    for _ in range(_READINGS):
        holder = _read_holder(path)
        if holder.get("machine"):
            return holder
        primitives.disk.wait(_SECONDS_BETWEEN)
    return _read_holder(path)


def _read_holder(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def _time_of_day(since: str, now: datetime) -> str:
    """``8:15``, with the date when it was not today; the present moment for a lock that does not say."""
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        at = now
    clock = f"{at.hour}:{at.minute:02d}"
    return clock if at.date() == now.date() else f"{clock} {at:%d/%m/%Y}"
