"""Writing a file whole or not at all: power cut, full disk or virus scanner leave the old file as it was.

A plain ``open(path, "wb")`` on a full disk leaves a truncated file where the old one stood.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.files.refusals import SHARING_WINERRORS, refusing
from sonla_desktop.usecases.errors import WorldRefused

_WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts while Windows says that somebody else has the file: about 2.5 s in all."""

_BLOCK: Final = 1 << 20


def write_whole(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Writes a file through ``write``, which gets a seekable binary stream.

    Until the whole content is safely on the disk it stands under a temporary name in the same folder. After a
    failure the target is what it was before (or, where only the folder could not be flushed, whole and new)
    and the temporary file is gone.

    Raises:
        WorldRefused: ``disk-full``, ``access-denied``, ``file-in-use``, ``disk-error`` …, naming the file.
    """
    with unfinished_file(target) as temporary:
        _fill(temporary, target, write)


def write_bytes(target: Path, data: bytes) -> None:
    """Writes these bytes; raises as :func:`write_whole`."""

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    write_whole(target, write)


def copy_whole(source: Path, target: Path) -> str:
    """Copies a file and returns the SHA-256 of what was copied; raises as :func:`write_whole`."""
    digest = sha256()

    def write(stream: BinaryIO) -> None:
        for block in read_blocks(source):
            digest.update(block)
            stream.write(block)

    write_whole(target, write)
    return digest.hexdigest()


def read_blocks(source: Path) -> Iterator[bytes]:
    """The content of a file in blocks of at most 1 MiB; raises WorldRefused naming the file."""
    with refusing(source):
        stream = source.open("rb")
    with stream:
        while block := _read_block(stream, source):
            yield block


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, lower-case hex; raises WorldRefused naming the file."""
    digest = sha256()
    for block in read_blocks(path):
        digest.update(block)
    return digest.hexdigest()


@contextmanager
def unfinished_file(target: Path) -> Iterator[Path]:
    """Yields a free temporary name beside the target; what stands there at the end becomes the target.

    If the block fails, what stands there is removed. Raises as :func:`write_whole`.
    """
    temporary = target.with_name(primitives.unfinished_name())
    try:
        yield temporary
        with refusing(target):
            replace_patiently(temporary, target)
    except BaseException:
        remove_if_there(temporary)
        raise
    with refusing(target):
        primitives.disk.fsync_folder(target.parent)


def replace_patiently(source: Path, target: Path) -> None:
    """Renames over the target; waits while Windows says that somebody else (a virus scanner) has the file.

    Raises OSError, the last one, when about 2.5 s were not enough.
    """
    for seconds in _WAITS:
        try:
            primitives.disk.replace(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in SHARING_WINERRORS:
                raise
            primitives.disk.wait(seconds)
        else:
            return
    primitives.disk.replace(source, target)


def remove_if_there(path: Path) -> None:
    """Removes a file of our own making; a second failure must not hide the first, so it is not reported."""
    with suppress(OSError):
        primitives.disk.unlink(path)


def make_folder(folder: Path) -> None:
    """Makes a folder and its parents, if they are not there, and waits until their names are on the disk.

    Raises:
        WorldRefused: as for a file.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with refusing(folder):
        primitives.disk.make_folder(folder)
        primitives.disk.fsync_folder(folder.parent)


def remove_unfinished(folder: Path) -> None:
    """Removes what killed programs left half-written in a folder in which nobody else is writing now."""
    with suppress(OSError):
        for path in folder.iterdir():
            if primitives.is_unfinished(path.name):
                remove_if_there(path)


class SafeFiles:
    """Implements :class:`~sonla_desktop.usecases.ports.Files`."""

    def copy_whole(self, source: Path, target: Path) -> str:
        """See :func:`copy_whole`."""
        return copy_whole(source, target)

    def write_bytes(self, target: Path, data: bytes) -> None:
        """See :func:`write_bytes`."""
        write_bytes(target, data)

    def make_folder(self, folder: Path) -> None:
        """See :func:`make_folder`."""
        make_folder(folder)


class _RawFile(io.FileIO):
    """The temporary file: its writes go through the replaceable disk, and it knows how long it must be."""

    def __init__(self, path: Path) -> None:
        super().__init__(primitives.disk.open(path), "r+")
        self.length = 0

    def write(self, data: Any) -> int | None:
        written = primitives.disk.write(super().write, data)
        self.length = max(self.length, self.tell())
        return written


def _fill(temporary: Path, target: Path, write: Callable[[BinaryIO], None]) -> None:
    with refusing(target):
        raw = _RawFile(temporary)
        stream = io.BufferedRandom(raw, _BLOCK)
        try:
            write(stream)
            stream.flush()
            primitives.disk.fsync(raw.fileno())
            length = raw.length
        finally:
            # Closing flushes again, which fails again after a failure; the first error is the one to report.
            with suppress(OSError, ValueError):
                stream.close()
        if primitives.disk.size(temporary) != length:
            raise WorldRefused("disk-error", file=target.name)


def _read_block(stream: io.BufferedReader, source: Path) -> bytes:
    with refusing(source):
        return stream.read(_BLOCK)
