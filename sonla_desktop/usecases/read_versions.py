"""Every version of every report: when and by whom, in time or late, why it was replaced, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonla_desktop.domain.changes import FieldChange, replaced_fields
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.submission_deadline import SubmissionDeadline
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.history_ports import VersionLine
from sonla_desktop.usecases.history_words import HistoryWords
from sonla_desktop.usecases.ports import Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import plan_of_form


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version with the short name of its form and its deadline; ``late`` is None where nothing can be judged."""

    line: VersionLine
    name: str
    deadline: SubmissionDeadline | None
    late: bool | None


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field that differs between two versions, in words."""

    item: str
    field: str
    old: str
    new: str


def read_versions(world: World, store: Store) -> tuple[VersionView, ...]:
    """Every version, newest period first, newest version first."""
    words = HistoryWords(world.catalogue, store.agency)
    with store.begin() as work:
        lines, notices = work.version_lines(), work.deadline_notices()
    deadlines: dict[ReportKey, SubmissionDeadline | None] = {}
    for key in {line.key for line in lines}:
        known = words.form(key.form)[1] is not None
        plan = plan_of_form(world.catalogue, key.form) if known else None
        deadlines[key] = plan.submission_deadline(key.period, notices.get(key)) if plan else None
    return tuple(_view(line, words.form(line.key.form)[0], deadlines[line.key]) for line in lines)


def compare_versions(world: World, store: Store, key: ReportKey, version: int) -> tuple[ChangedField, ...]:
    """What differs between a version and the one before, as the version itself says where it was noted at closing.

    Raises InputRefused ``version-unknown`` when either is not there any more.
    """
    words = HistoryWords(world.catalogue, store.agency).form(key.form)[1]
    with store.begin() as work:
        changes = _changes(work, key, version)
    return tuple(_in_words(change, words) for change in changes)


def _changes(work: UnitOfWork, key: ReportKey, version: int) -> Sequence[FieldChange]:
    closed = {frozen.report.version: frozen for frozen in work.versions(key)}
    frozen = closed.get(version)
    if frozen is not None and frozen.replacement is not None:
        return frozen.replacement.changes
    report: Report | None = frozen.report if frozen is not None else work.open_report(key)
    if report is None or report.version != version or version - 1 not in closed:
        known = ", ".join(map(str, closed))
        raise InputRefused("version-unknown", period=key.period.short_label, version=version, known=known)
    return replaced_fields(closed[version - 1].report, report)


def _view(line: VersionLine, name: str, deadline: SubmissionDeadline | None) -> VersionView:
    """A replacement is handed in when a fault is found, so only the first version is judged by the deadline."""
    judged = deadline is not None and deadline.due is not None and line.closed_at is not None and line.version == 1
    late = deadline.is_past(line.closed_at) if judged and deadline and line.closed_at else None
    return VersionView(line, name, deadline, late)


def _in_words(change: FieldChange, words: FieldWords | None) -> ChangedField:
    if words is None:
        return ChangedField(change.where, change.field, str(change.old), str(change.new))
    values = (words.value(change.field, value) for value in (change.old, change.new))
    return ChangedField(words.item(change.where), words.field(change.field), *values)
