"""Chốt số liệu: freezes a numbered version of a month and builds and archives what will be handed in."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.rules.registry import RULE_SET
from sonla_desktop.usecases.amend_period import replacement_of, require_changed
from sonla_desktop.usecases.build_archive import ArchiveOrder, build_archive, order_for
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.check_report import check_month, evidence_states
from sonla_desktop.usecases.errors import InputRefused, NotAllowedYet
from sonla_desktop.usecases.ports import ArchivedFile, FrozenVersion, Stamp, Store, UnitOfWork, World
from sonla_desktop.usecases.progress import Progress, Silent
from sonla_desktop.usecases.read_month import Month, month_in

_WRONG, _UNWRITTEN = "lỗi Sai", "Cảnh báo chưa ghi lý do"
_THIN, _FOR_OTHERS = "lý do chưa đủ rõ", "lý do cho số liệu cũ"
_WHY: Final = (_WRONG, _UNWRITTEN, _THIN, _FOR_OTHERS)


def close_period(
    world: World, store: Store, period: str, form_id: str = "", progress: Progress | None = None
) -> tuple[FrozenVersion, Changes]:
    """Closes the month; raises NotAllowedYet while a Sai stands or a Cảnh báo has no reason, InputRefused
    ``period-closed``, or ``amend-nothing-changed`` for a replacement that says the same as what it replaces.

    Data, settings, program version and chain head are frozen; package and document are built from them and
    archived before the version counts as closed, so that a closed version always has both.
    """
    watch = progress or Silent()
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        if month.closed:
            raise InputRefused("period-closed", period=month.key.period.short_label, version=month.report.version)
        require_changed(work, month)
        watch.step("Đang kiểm tra số liệu")
        findings = check_month(world, month, evidence_states(store.shelf, month.report))
        _refuse_while_blocked(findings)
        frozen = frozen_now(world, work, month, findings)
        order = order_for(world, store, work, month, frozen)
        folder = store.archive_dir(month.key, frozen.report.version)
        files = _archived(world, store, order, folder, watch)
        closed = replace(frozen, files=files)
        work.freeze(closed, Stamp(frozen.closed_at, frozen.closed_by))
        work.commit()
    return closed, Changes(frozenset({month.key}), packages=True)


def _refuse_while_blocked(findings: tuple[StatedFinding, ...]) -> None:
    counts = Counter(_blocked_by(item) for item in findings if item.blocks)
    if counts:
        raise NotAllowedYet("close-blocked", left=", ".join(f"{counts[why]} {why}" for why in _WHY if counts[why]))


def _blocked_by(item: StatedFinding) -> str:
    if item.finding.severity is Severity.ERROR:
        return _WRONG
    if not item.lapsed:
        return _UNWRITTEN
    return _THIN if item.has_thin_reason else _FOR_OTHERS


def later_closing(store: Store, frozen: FrozenVersion) -> datetime | None:
    """The last moment at which anything in the store was closed, where that is after this closing; else None.

    Time does not run back: the clock of the PC is wrong, or was when the other one was closed.
    """
    with store.begin() as work:
        marks = [mark for versions in work.version_marks().values() for mark in versions]
    moments = [mark.closed_at for mark in marks if mark.closed_at is not None and mark.closed_at > frozen.closed_at]
    return max(moments, default=None)


def frozen_now(
    world: World, work: UnitOfWork, month: Month, findings: tuple[StatedFinding, ...]
) -> FrozenVersion:
    """The month as a version: everything that it is judged and printed with, as it stands now."""
    now, officer = world.clock.now(), month.settings.officer
    return FrozenVersion(
        report=completed(month.report, month.assignment, month.duty.form),
        settings=month.settings,
        findings=findings,
        closed_at=now,
        closed_by=officer,
        program_version=world.program_version,
        rule_set=RULE_SET,
        chain_head=work.chain_head(),
        deadline_notice=month.deadline_notice,
        replacement=replacement_of(work, month),
        previous_version=None if month.previous is None else month.previous.version,
    )


def _archived(
    world: World, store: Store, order: ArchiveOrder, folder: Path, watch: Progress
) -> tuple[ArchivedFile, ...]:
    building = folder.with_name(folder.name + ".dang-lap")
    for leftover in (building, folder):
        # A version that is not closed has no archive: what lies here comes from a closing that was cut off.
        shutil.rmtree(leftover, ignore_errors=True)
    building.mkdir(parents=True)
    try:
        files = build_archive(world, store, order, building, watch)
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return tuple(replace(file, path=folder / file.name) for file in files)
