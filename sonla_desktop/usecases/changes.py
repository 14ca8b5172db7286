"""What a use case changed, so that each page refreshes only if it concerns it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sonla_desktop.domain.report import ReportKey


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: reports, settings, evidence, packages. Empty: nothing."""

    reports: frozenset[ReportKey] = field(default_factory=frozenset)
    items: frozenset[str] = field(default_factory=frozenset)
    settings: bool = False
    evidence: bool = False
    packages: bool = False
