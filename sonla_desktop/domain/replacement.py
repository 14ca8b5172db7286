"""Báo cáo thay thế: what a later version of a report says about the one it takes the place of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Supersedes


@dataclass(frozen=True, slots=True)
class LaterReport:
    """A later period whose closed report was compared with figures that have changed since."""

    period: ReportingPeriod
    version: int


def out_of_line(later: Sequence[LaterReport], period: ReportingPeriod) -> Iterator[LaterReport]:
    """Those that do not follow on this period one after the other, or lie in another year, which has another plan."""
    before = period
    for item in later:
        if item.period.previous() != before or item.period.year != period.year:
            yield item
        before = item.period


@dataclass(frozen=True, slots=True)
class Replacement:
    """The superseded version with its package, the reason, every changed field, and the later reports built on it.

    ``number`` and ``date`` are those of the superseded document as far as they had been recorded when this version
    was closed ("45/BC-UBND"); they are frozen with it, so that its document never changes.
    """

    supersedes: Supersedes
    reason: str
    changes: tuple[FieldChange, ...] = ()
    later: tuple[LaterReport, ...] = ()
    number: str = ""
    date: date | None = None


def reason_line(reason: str) -> str:
    """Why a report is replaced, as a line of the text that lies beside it in the package."""
    return f"Lý do thay thế: {' '.join(reason.split())}"


def replacement_as_json(replacement: Replacement) -> dict[str, Any]:
    """``thay-the.json``; ``later`` and ``document`` are there only where there is something to say."""
    stated = replacement.supersedes
    value: dict[str, Any] = {
        "supersedes": {"version": stated.version, "package_sha256": stated.package_sha256},
        "reason": replacement.reason,
        "changes": [
            {"where": change.where, "field": change.field, "old": change.old, "new": change.new}
            for change in replacement.changes
        ],
    }
    if replacement.later:
        value["later"] = [{"period": str(item.period), "version": item.version} for item in replacement.later]
    if replacement.number:
        day = replacement.date.isoformat() if replacement.date else None
        value["document"] = {"number": replacement.number, "date": day}
    return value


def replacement_from_json(value: Mapping[str, Any]) -> Replacement:
    """The reverse of :func:`replacement_as_json`; raises KeyError, TypeError or ValueError."""
    stated, document = value["supersedes"], value.get("document")
    day = document["date"] if document else None
    return Replacement(
        Supersedes(stated["version"], stated["package_sha256"], value["reason"]),
        value["reason"],
        tuple(FieldChange(item["where"], item["field"], item["old"], item["new"]) for item in value["changes"]),
        tuple(LaterReport(ReportingPeriod.parse(item["period"]), item["version"]) for item in value.get("later", ())),
        document["number"] if document else "",
        date.fromisoformat(day) if day else None,
    )
