"""Copies what was built at closing to a folder or a stick, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sonla_desktop.domain.submission import SendLedgerEntry
from sonla_desktop.domain.text import nfc
from sonla_desktop.usecases.attach_evidence import file_sha256
from sonla_desktop.usecases.build_archive import ArchiveOrder, document_of, order_for
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import ArchivedFile, FrozenVersion, Store, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.read_month import closed_version, read_month

Copy = Callable[[Path, Path], str]
"""Copies a file whole or not at all and returns the SHA-256 of what was written."""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was handed out."""

    path: Path
    kind: str
    sha256: str
    size: int


def export_report(
    world: World,
    store: Store,
    period: str,
    target: Path,
    form_id: str = "",
    progress: Progress | None = None,
    *,
    separate_appendices: bool = False,
    version: int | None = None,
) -> tuple[ExportedFile, ...]:
    """Copies package and document of a closed version into ``target``: of the newest one, or of ``version``.

    Each file is noted in the send ledger, unless the store is open for reading only.

    ``separate_appendices``: the document is drawn again from the closed version with each appendix in a file of its
    own, as the organisation signs them one by one (NĐ 30/2020 Phụ lục I, Mục II.8.b).

    Raises InputRefused ``not-closed`` when nothing was closed yet, ``version-unknown``, WorldRefused when disk or
    stick refuse; folders that were made and are still empty then go away again.
    """
    watch = progress or Silent()
    month = read_month(world, store, period, form_id)
    with store.begin() as work:
        closed = closed_version(work, month, version)
        order = order_for(world, store, work, month, closed)
    files = [file for file in closed.files if not (separate_appendices and file.kind == "document")]
    exported = []
    with _folder_in_use(target):
        world.files.make_folder(target)
        for position, file in enumerate(files):
            watch.step(f"Đang chép {file.name}", position, len(files))
            exported.append(_copied(world.files.copy_whole, file, target / file.name))
        if separate_appendices:
            exported += _apart(world, order, target)
    if not store.read_only:
        _note(world, store, closed, target, exported)
    return tuple(exported)


def _note(world: World, store: Store, closed: FrozenVersion, target: Path, exported: list[ExportedFile]) -> None:
    """Writes into the send ledger what went where: by the name of the folder or stick alone, not by its whole path."""
    folder = target.resolve()
    place, now = folder.name or folder.anchor, world.clock.now()
    with store.begin() as work:
        officer = work.settings().officer
        entries = [
            SendLedgerEntry(nfc(file.path.name), file.kind, file.sha256, nfc(place), now, officer) for file in exported
        ]
        work.record_handed_out(closed.report.key, closed.report.version, entries)
        work.commit()


@contextmanager
def _folder_in_use(folder: Path) -> Iterator[None]:
    """Takes the folders away that were not there before and hold nothing, when what fills them fails."""
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        yield
    except BaseException:
        for path in new:
            with suppress(OSError):
                path.rmdir()
        raise


def _apart(world: World, order: ArchiveOrder, target: Path) -> list[ExportedFile]:
    places = world.documents.write_apart(document_of(order), target / f"{order.name}.docx")
    return [ExportedFile(place, "document", file_sha256(place), place.stat().st_size) for place in places]


def _copied(copy: Copy, file: ArchivedFile, target: Path) -> ExportedFile:
    if not file.path.is_file():
        raise WorldRefused("archive-damaged", file=file.name)
    sha256 = copy(file.path, target)
    if sha256 != file.sha256:
        target.unlink(missing_ok=True)
        raise WorldRefused("archive-damaged", file=file.name)
    return ExportedFile(target, file.kind, sha256, file.size)
