"""Takes evidence files onto the shelf, so that a figure can name them by hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import EvidenceFile, EvidenceShelf, Stamp, Store, World
from sonla_desktop.usecases.progress import Progress

BLOCK = 1 << 20


def attach_file(world: World, store: Store, source: Path) -> EvidenceFile:
    """Takes one file in and notes its name; raises InputRefused when it cannot be read."""
    if not source.is_file():
        raise InputRefused("file-absent", file=source.name)
    now = world.clock.now()
    with taken_in(store.shelf, [source], now) as files, store.begin() as work:
        work.register_evidence(files, Stamp(now, work.settings().officer))
        work.commit()
    return files[0]


@contextmanager
def taken_in(shelf: EvidenceShelf, sources: list[Path], now: datetime) -> Iterator[list[EvidenceFile]]:
    """Copies files onto the shelf; what was new is taken away again when the act they belong to fails."""
    new: list[str] = []
    files: list[EvidenceFile] = []
    try:
        for source in sources:
            known = set(new) | {file.sha256 for file in files}
            sha256 = file_sha256(source)
            if sha256 not in known and not shelf.holds(sha256):
                new.append(sha256)
            files.append(shelf.take_in(source, now))
        yield files
    except BaseException:
        for sha256 in new:
            shelf.forget(sha256)
        raise


def files_named(folder: Path, hashes: frozenset[str], progress: Progress) -> list[Path]:
    """Files under the folder whose SHA-256 is one of ``hashes``, one for each hash, in a stable order."""
    if not folder.is_dir():
        raise InputRefused("folder-absent", folder=folder.name)
    found: dict[str, Path] = {}
    candidates = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    for position, path in enumerate(candidates):
        progress.step("Đang đọc tệp minh chứng", position, len(candidates))
        found.setdefault(file_sha256(path), path)
    return [path for sha256, path in sorted(found.items()) if sha256 in hashes]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read block by block."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def hashes_named_by(report: Report) -> frozenset[str]:
    """Every evidence hash that the report names."""
    sources = (source for reading in report.indicators for source in reading.sources)
    documents = (document for task in report.tasks for document in task.documents)
    named = {sha256 for source in sources for sha256 in source.evidence}
    return frozenset(named | {document.evidence for document in documents if document.evidence})
