"""Evidence files by hash beside the database: a file that is named is either that file or noticed as altered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.files.safe_write import (
    copy_whole,
    file_sha256,
    make_folder,
    remove_if_there,
    remove_unfinished,
    replace_patiently,
)
from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.text import nfc
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import EvidenceFile

_SHA256: Final = re.compile("[0-9a-f]{64}")

Registered = Callable[[str], EvidenceFile | None]
"""What the database has noted of a hash."""


class FileShelf:
    """Implements :class:`~sonla_desktop.usecases.ports.EvidenceShelf`."""

    def __init__(self, root: Path, registered: Registered, *, read_only: bool) -> None:
        self._root = root
        self._registered = registered
        self._read_only = read_only
        if not read_only:
            remove_unfinished(root)

    def take_in(self, source: Path, at: datetime) -> EvidenceFile:
        """Copies a file in; a file already there is replaced by the same content, which heals an altered one.

        Raises:
            WorldRefused: the disk refuses, whatever it refused named as the source file; or the store is open for
                reading only (``store-denied``).
        """
        if self._read_only:
            raise WorldRefused("store-denied", file=DATABASE)
        with _told_as(source):
            sha256, size = self._taken_in(source)
        return EvidenceFile(sha256, nfc(source.name), size, at)

    def forget(self, sha256: str) -> None:
        """Removes a file that was taken in by an act which then failed; one that is registered stays."""
        if self._registered(sha256) is None:
            path = self.path(sha256)
            remove_if_there(path)
            with suppress(OSError):
                path.parent.rmdir()

    def holds(self, sha256: str) -> bool:
        """Whether the file is on the shelf."""
        return _SHA256.fullmatch(sha256) is not None and self.path(sha256).is_file()

    def state(self, sha256: str) -> EvidenceState:
        """Re-hashes the file: present, absent or altered."""
        if not self.holds(sha256):
            return EvidenceState.ABSENT
        return EvidenceState.PRESENT if file_sha256(self.path(sha256)) == sha256 else EvidenceState.ALTERED

    def file(self, sha256: str) -> EvidenceFile | None:
        """What is known of the file."""
        return self._registered(sha256)

    def path(self, sha256: str) -> Path:
        """Where the file lies, or would lie. Raises ValueError for what is not a SHA-256 (it may be a path)."""
        if _SHA256.fullmatch(sha256) is None:
            raise ValueError(f"not a SHA-256: {sha256[:80]!r}")
        return self._root / sha256[:2] / sha256

    def _taken_in(self, source: Path) -> tuple[str, int]:
        make_folder(self._root)
        temporary = self._root / primitives.unfinished_name()
        try:
            sha256 = copy_whole(source, temporary)
            return sha256, self._put(temporary, self.path(sha256), source)
        except BaseException:
            remove_if_there(temporary)
            raise

    def _put(self, temporary: Path, final: Path, source: Path) -> int:
        make_folder(final.parent)
        was_there = final.exists()
        try:
            with refusing(source):
                size = primitives.disk.size(temporary)
                replace_patiently(temporary, final)
                primitives.disk.fsync_folder(final.parent)
        except WorldRefused:
            if not was_there:
                remove_if_there(final)
            raise
        return size


@contextmanager
def _told_as(source: Path) -> Iterator[None]:
    """Names the officer's own file in a refusal: names inside the shelf, temporary ones above all, tell nobody."""
    try:
        yield
    except WorldRefused as refused:
        raise WorldRefused(refused.code, **{**refused.parameters, "file": nfc(source.name)}) from refused
