"""The few calls that change a disk, in one object, so that a test can make any one of them fail."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

RawWrite = Callable[[bytes | memoryview], int | None]

_UNFINISHED: Final = "chua-xong-"


class Disk:
    """The real disk. Every method may raise OSError."""

    def open(self, path: Path) -> int:
        """Creates the file, which must not exist yet, and returns its descriptor."""
        return os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o666)

    def write(self, write: RawWrite, data: bytes | memoryview) -> int | None:
        """Writes data through the raw stream's own ``write``."""
        return write(data)

    def fsync(self, descriptor: int) -> None:
        """Waits until the content of a file is on the disk."""
        os.fsync(descriptor)

    def fsync_folder(self, folder: Path) -> None:
        """Waits until the names in a folder are on the disk; Windows does so by itself and offers no call."""
        if os.name == "nt":
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Gives a file or folder its final name, in one step."""
        os.replace(source, target)

    def unlink(self, path: Path) -> None:
        """Removes a file."""
        os.unlink(path)

    def make_folder(self, path: Path) -> None:
        """Creates a folder, whose parent must exist."""
        os.mkdir(path)

    def size(self, path: Path) -> int:
        """Size in bytes, as the file system sees it."""
        return path.stat().st_size

    def wait(self, seconds: float) -> None:
        """Waits before a repeated attempt."""
        time.sleep(seconds)


disk: Disk = Disk()
"""The disk in use. Read it as ``primitives.disk``, since tests put another one in its place."""


def unfinished_name() -> str:
    """A name that no other process uses, and that tells a finder that the file is not whole."""
    return f"{_UNFINISHED}{os.getpid()}-{secrets.token_hex(4)}.tmp"


def is_unfinished(name: str) -> bool:
    """Whether a file or folder of this name was left by a program that was stopped while writing."""
    return name.startswith(_UNFINISHED) and ".tmp" in name
