"""Which closed reports were compared with figures of the period before that have been replaced since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.replacement import LaterReport
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.usecases.deadline_ports import VersionMark
from sonla_desktop.usecases.ports import Store

Marks = Mapping[ReportKey, Sequence[VersionMark]]


@dataclass(frozen=True, slots=True)
class StaleComparison:
    """A closed report and the period before, of which another version counts now than the one it was compared with."""

    key: ReportKey
    version: int
    previous: ReportingPeriod
    newest: int
    """Version of the period before that counts now."""


def later_reports(marks: Marks, key: ReportKey, superseded: int) -> tuple[LaterReport, ...]:
    """The closed reports of the periods after, without a gap, that were built on this version or an earlier one.

    The first was compared with it, the second with the first, and so on.
    """
    after = {other.period.previous(): other for other in marks if replace(other, period=key.period) == key}
    later: list[LaterReport] = []
    following = after.get(key.period)
    while following is not None:
        mark = _newest_closed(marks, following)
        if mark is None or (not later and (mark.compared_with or 0) > superseded):
            break
        later.append(LaterReport(following.period, mark.version))
        following = after.get(following.period)
    return tuple(later)


def stale_comparisons(marks: Marks) -> tuple[StaleComparison, ...]:
    """Closed reports whose period before was replaced after they had been compared with it, by form and period."""
    found = []
    for key in sorted(marks, key=lambda key: (key.form, key.period, key.part or "")):
        mark, before = _newest_closed(marks, key), key.period.previous()
        newest = None if before is None else _newest_closed(marks, replace(key, period=before))
        if mark is not None and before is not None and newest is not None and _is_stale(mark, newest):
            found.append(StaleComparison(key, mark.version, before, newest.version))
    return tuple(found)


def replaced_since(store: Store, key: ReportKey) -> StaleComparison | None:
    """What the newest closed version of this report was compared with and is replaced by now; None: it still counts."""
    with store.begin() as work:
        found = stale_comparisons(work.version_marks())
    return next((item for item in found if item.key == key), None)


def _newest_closed(marks: Marks, key: ReportKey) -> VersionMark | None:
    return next((mark for mark in reversed(marks.get(key, ())) if mark.closed_at is not None), None)


def _is_stale(mark: VersionMark, newest: VersionMark) -> bool:
    """A first version replaces nothing, whenever it was closed."""
    if newest.version == 1 or newest.closed_at is None or mark.closed_at is None:
        return False
    if mark.compared_with is not None and mark.compared_with != newest.version:
        return newest.version > mark.compared_with
    # Compared with a replacement that was still open, or closed by a program that did not note with what.
    return newest.closed_at > mark.closed_at
