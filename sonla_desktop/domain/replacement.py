"""Báo cáo thay thế: what a later version of a report says about the one it takes the place of."""

from __future__ import annotations

from dataclasses import dataclass

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Supersedes


@dataclass(frozen=True, slots=True)
class LaterReport:
    """A later period whose closed report was compared with figures that have changed since."""

    period: ReportingPeriod
    version: int


@dataclass(frozen=True, slots=True)
class Replacement:
    """The superseded version with its package, the reason, every changed field, and the later reports built on it."""

    supersedes: Supersedes
    reason: str
    changes: tuple[FieldChange, ...] = ()
    later: tuple[LaterReport, ...] = ()
