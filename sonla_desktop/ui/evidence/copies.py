"""Copies of shelf files outside the store: nobody ever opens the original, so nobody can change it by accident."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from PySide6.QtCore import QFile, QTemporaryDir

from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_evidence import copy_out


class ReadOnlyCopies:
    """Places for copies that are only looked at; they go when the page goes."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None
        self._numbers = count(1)

    def place(self, name: str) -> Path:
        """A new path that ends in this name: a copy that is still open elsewhere is never written over."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        return Path(self._folder.path()) / str(next(self._numbers)) / name


def copied(
    world: World, store: Store, sha256: str, target: Path, progress: Progress, *, read_only: bool
) -> EvidenceState:
    """Runs on the store's lane; tells whether the copy is the file that was taken in."""
    world.files.make_folder(target.parent)
    found = copy_out(world, store, sha256, target)
    if read_only:
        QFile.setPermissions(str(target), QFile.Permission.ReadOwner | QFile.Permission.ReadUser)
    return found
