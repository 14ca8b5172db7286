"""What a closed version replaces, as a part of its frozen text, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.replacement import LaterReport, Replacement
from sonla_desktop.domain.report import Supersedes


def replacement_as_json(replacement: Replacement) -> dict[str, Any]:
    """Superseded version, reason, changed fields, later reports."""
    supersedes = replacement.supersedes
    return {
        "version": supersedes.version,
        "package_sha256": supersedes.package_sha256,
        "reason": replacement.reason,
        "changes": [
            {"where": change.where, "field": change.field, "old": change.old, "new": change.new}
            for change in replacement.changes
        ],
        "later": [{"period": str(item.period), "version": item.version} for item in replacement.later],
    }


def replacement_from_json(value: Mapping[str, Any]) -> Replacement:
    """The reverse of :func:`replacement_as_json`; raises KeyError, TypeError or ValueError."""
    return Replacement(
        supersedes=Supersedes(value["version"], value["package_sha256"], value["reason"]),
        reason=value["reason"],
        changes=tuple(
            FieldChange(item["where"], item["field"], item["old"], item["new"]) for item in value["changes"]
        ),
        later=tuple(LaterReport(ReportingPeriod.parse(item["period"]), item["version"]) for item in value["later"]),
    )
