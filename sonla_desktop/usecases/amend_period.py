"""Báo cáo thay thế: opens a new version over a closed one, takes it back, and tells what it replaces."""

from __future__ import annotations

from dataclasses import replace

from sonla_desktop.domain.changes import FieldChange, replaced_fields
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.replacement import LaterReport, Replacement
from sonla_desktop.domain.report import Acknowledgement, Report, Supersedes, in_plan_order
from sonla_desktop.domain.text import has_forbidden_control, has_substance, nfc
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.compared_versions import later_reports
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.form_parts import without_calculations
from sonla_desktop.usecases.ports import FrozenVersion, Stamp, Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import Month, month_in

PACKAGE = "package"


def amend_period(world: World, store: Store, period: str, form_id: str, reason: str) -> tuple[Month, Changes]:
    """Opens the next version of a closed month as a copy of it; the closed one stays as it is.

    Reasons of warnings go along with what they were written for, by whom and when.

    Raises:
        InputRefused: ``amend-reason`` for a reason without substance, ``amend-not-closed`` when nothing was closed yet,
            ``amend-open`` when a replacement is open already.
    """
    words = nfc("".join(c for c in reason if not has_forbidden_control(c)).strip())
    if not has_substance(words):
        raise InputRefused("amend-reason")
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        _require_closed(month)
        frozen = work.versions(month.key)[-1]
        stamp = Stamp(world.clock.now(), month.settings.officer, words)
        work.open_replacement(in_plan_order(_copy(frozen, month.duty.form, words), month.assignment), stamp)
        opened = month_in(world, store, work, period, form_id)
        work.commit()
    return opened, Changes(frozenset({month.key}))


def later_periods(store: Store, month: Month) -> tuple[LaterReport, ...]:
    """The closed reports of later periods that rest on the version which this open one replaces."""
    stated = month.report.supersedes
    if stated is None:
        return ()
    with store.begin() as work:
        return later_reports(work.version_marks(), month.key, stated.version)


def withdraw_amendment(world: World, store: Store, period: str, form_id: str = "") -> tuple[Month, Changes]:
    """Takes back a replacement that was opened by mistake: the closed version is the newest again.

    Raises:
        InputRefused: ``withdraw-none`` when none is open, ``withdraw-changed`` when something was changed in it.
    """
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        named = month.key.period.short_label
        if month.closed or month.report.supersedes is None:
            raise InputRefused("withdraw-none", period=named)
        changes = _changes(replaced_version(work, month), _whole(month))
        if changes:
            old, version = month.report.supersedes.version, month.report.version
            raise InputRefused("withdraw-changed", period=named, version=version, old=old, count=len(changes))
        work.withdraw_replacement(month.key, Stamp(world.clock.now(), month.settings.officer))
        left = month_in(world, store, work, period, form_id)
        work.commit()
    return left, Changes(frozenset({month.key}))


def require_changed(work: UnitOfWork, month: Month) -> None:
    """Raises InputRefused ``amend-nothing-changed`` for a replacement that says what the replaced version says."""
    stated = month.report.supersedes
    if stated is not None and not _changes(replaced_version(work, month), _whole(month)):
        named = month.key.period.short_label
        raise InputRefused("amend-nothing-changed", period=named, version=month.report.version, old=stated.version)


def replacement_of(work: UnitOfWork, month: Month) -> Replacement | None:
    """What the open version says of the one it replaces, as it stands now; None: it replaces none."""
    stated = month.report.supersedes
    if stated is None:
        return None
    old = replaced_version(work, month)
    submission = work.submission(month.key, stated.version)
    return Replacement(
        stated,
        stated.reason,
        _changes(old, _whole(month)),
        later_reports(work.version_marks(), month.key, stated.version),
        number="" if submission is None else submission.number,
        date=None if submission is None else submission.date,
    )


def replaced_version(work: UnitOfWork, month: Month) -> FrozenVersion:
    """The closed version that the open one replaces; raises KeyError when the store does not hold it."""
    stated = month.report.supersedes
    for frozen in work.versions(month.key):
        if stated is not None and frozen.report.version == stated.version:
            return frozen
    raise KeyError(f"no closed version {stated}")


def _require_closed(month: Month) -> None:
    if month.closed:
        return
    period = month.key.period.short_label
    if month.report.supersedes is None:
        raise InputRefused("amend-not-closed", period=period)
    raise InputRefused("amend-open", period=period, version=month.report.version)


def _whole(month: Month) -> Report:
    return completed(month.report, month.assignment, month.duty.form)


def _copy(frozen: FrozenVersion, form: FormDefinition, reason: str) -> Report:
    report = frozen.report
    package = next(file.sha256 for file in frozen.files if file.kind == PACKAGE)
    # What the form computes is never stored beside what it is computed from.
    figures = {key: value for key, value in report.figures.items() if key not in form.calculations}
    tables = dict(report.tables)
    for table in form.tables:
        if table.id in tables:
            tables[table.id] = tuple(without_calculations(table, tables[table.id]))
    return replace(
        report,
        version=report.version + 1,
        supersedes=Supersedes(report.version, package, reason),
        figures=figures,
        tables=tables,
        acknowledged=tuple(_with_origin(item, frozen) for item in report.acknowledged),
    )


def _with_origin(item: Acknowledgement, frozen: FrozenVersion) -> Acknowledgement:
    """A reason of a version that an older program closed: the findings it was closed with tell the rest."""
    if item.basis:
        return item
    for stated in frozen.findings:
        if stated.finding.key == item.key and stated.reason == item.reason:
            return replace(item, basis=stated.finding.basis, by=stated.by, at=stated.at)
    return item


def _changes(old: FrozenVersion, new: Report) -> tuple[FieldChange, ...]:
    return replaced_fields(old.report, new)
