"""Puts files into sources and documents of the report on the desk, and takes them off, as drafts like typed text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sonla_desktop.ui.desk import Desk
from sonla_desktop.usecases.attach_evidence import attach_file
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.evidence_ports import EvidenceUse
from sonla_desktop.usecases.ports import EvidenceFile, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_evidence import (
    EvidenceTarget,
    position_of,
    reading_with,
    reading_without,
    task_with,
)
from sonla_desktop.usecases.read_month import Month


def attached_files(
    world: World, store: Store, sources: Sequence[Path], progress: Progress
) -> tuple[tuple[EvidenceFile, ...], Changes]:
    """Runs on the store's lane: takes files in one after the other."""
    files = []
    for position, source in enumerate(sources):
        progress.step("Đang lấy tệp vào sổ", position, len(sources))
        files.append(attach_file(world, store, source))
    return tuple(files), Changes(evidence=True)


def put_into(desk: Desk, month: Month, target: EvidenceTarget, hashes: Sequence[str]) -> None:
    """Attaches files: all to one source, each to a document of its own."""
    if target.kind == "sources":
        indicator = next(item for item in month.assignment.indicators if item.code == target.item)
        reading = desk.reading(target.item)
        for sha256 in hashes:
            reading = reading_with(reading, indicator, target.position, sha256)
        desk.put_reading(reading)
    else:
        update = desk.task(target.item)
        position = target.position
        for sha256 in hashes:
            update = task_with(update, position, sha256)
            position = len(update.documents)
        desk.put_task(update)
    desk.drafts.flush()


def take_off(desk: Desk, use: EvidenceUse) -> None:
    """Takes a file off the place that names it; the file stays on the shelf."""
    if use.field.startswith("sources"):
        desk.put_reading(reading_without(desk.reading(use.item), position_of(use), use.sha256))
    else:
        desk.put_task(task_with(desk.task(use.item), position_of(use), None))
    desk.drafts.flush()
