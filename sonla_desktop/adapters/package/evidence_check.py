"""Evidence in a package: the index against the files, and what that says of the hashes that the report names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.evidence_files import NAME_DIGITS
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.opened_zip import Seen
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.sheet import Sheet


def check_index(index: Sheet, seen: Mapping[str, Seen]) -> Iterator[Fault]:
    """Every file is in the index and is what the index says; every file of the index is there."""
    rows = index.by_key()
    for name, row in rows.items():
        path = layout.EVIDENCE + name
        file = seen.get(path)
        if file is None:
            yield Fault(path, Kind.EVIDENCE, "package-evidence-absent")
        elif file.sha256 != row["packed_sha256"] or str(file.size) != row["bytes"]:
            yield Fault(path, Kind.EVIDENCE, "package-evidence-differs")
        elif name[:NAME_DIGITS] != row["packed_sha256"][:NAME_DIGITS]:
            yield Fault(path, Kind.EVIDENCE, "package-evidence-name")
    listed = {layout.EVIDENCE_INDEX, *(layout.EVIDENCE + name for name in rows)}
    for path in sorted(seen):
        if path.startswith(layout.EVIDENCE) and path not in listed:
            yield Fault(path, Kind.EVIDENCE, "package-evidence-unlisted")


def evidence_states(report: Report, index: Sheet, seen: Mapping[str, Seen]) -> dict[str, EvidenceState]:
    """State of each original that the report names, as far as its packed file shows it."""
    rows = {row["original_sha256"]: row for row in index.by_key().values()}
    return {sha256: _state(rows.get(sha256), seen) for sha256 in sorted(_named(report))}


def _state(row: Mapping[str, str] | None, seen: Mapping[str, Seen]) -> EvidenceState:
    file = seen.get(layout.EVIDENCE + row["file"]) if row else None
    if row is None or file is None:
        return EvidenceState.ABSENT
    return EvidenceState.PRESENT if file.sha256 == row["packed_sha256"] else EvidenceState.ALTERED


def _named(report: Report) -> set[str]:
    sources = {sha256 for item in report.indicators for source in item.sources for sha256 in source.evidence}
    return sources | {item.evidence for task in report.tasks for item in task.documents if item.evidence}
