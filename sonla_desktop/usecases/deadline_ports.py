"""What a transaction on the store can do with deadlines; a part of the port ``UnitOfWork``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import Stamp


class KeepsDeadlines(Protocol):
    """Documents that set or move deadlines, at most one for each report."""

    def deadline_notices(self) -> Mapping[ReportKey, DeadlineNotice]:
        """What documents say of deadlines, by report."""

    def save_deadline(self, key: ReportKey, notice: DeadlineNotice | None, stamp: Stamp) -> bool:
        """Puts a notice in place of the stored one (None: takes it back; audited). Says whether anything changed."""
