"""What a transaction on the store can do with deadlines; a part of the port ``UnitOfWork``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import Stamp


@dataclass(frozen=True, slots=True)
class VersionMark:
    """One version of a report by its number alone; ``closed_at`` is local time, None while it is open.

    ``compared_with`` is the version of the period before that a closed one was compared with, None for none.
    """

    version: int
    closed_at: datetime | None
    compared_with: int | None = None
    window: DataWindow | None = None
    """The days its figures cover; None: not told, so those of the plan."""


class KeepsDeadlines(Protocol):
    """Documents that set or move deadlines, at most one for each report, and what was closed when."""

    def version_marks(self) -> Mapping[ReportKey, Sequence[VersionMark]]:
        """Every version of every report, oldest first, without reading what is in them."""

    def kept_since(self) -> datetime:
        """When the store was created, local time."""

    def deadline_notices(self) -> Mapping[ReportKey, DeadlineNotice]:
        """What documents say of deadlines, by report."""

    def save_deadline(self, key: ReportKey, notice: DeadlineNotice | None, stamp: Stamp) -> bool:
        """Puts a notice in place of the stored one (None: takes it back; audited). Says whether anything changed."""
