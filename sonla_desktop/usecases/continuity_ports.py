"""What a transaction on the store can do with other periods, replacements and receipts; a part of ``UnitOfWork``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.submission import SendLedgerEntry, Submission

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import Stamp


class KeepsContinuity(Protocol):
    """Reports of other periods, versions that replace others, and what came back after a version was handed in."""

    def history(self, key: ReportKey, limit: int = 12) -> tuple[Report, ...]:
        """The reports of the ``limit`` periods before, newest version each, oldest first; empty periods left out."""

    def uses_of_evidence(self, key: ReportKey, hashes: Collection[str]) -> Mapping[str, str]:
        """Of these files those that an earlier period of this form names in its newest version, with its label.

        Later periods do not count: the file is told where it was used again, and amending an earlier month stays quiet.
        Nor do those of another kind: the extract of a month serves its quarter. Of several the last one is named.
        """

    def open_replacement(self, report: Report, stamp: Stamp) -> None:
        """Opens a version that replaces the newest one, which is closed; ``report.supersedes`` says which and why.

        Audited as ``amend`` with the reason. Raises ValueError when the newest version is open or not the one before.
        """

    def withdraw_replacement(self, key: ReportKey, stamp: Stamp) -> None:
        """Takes the open version away, so that the closed one before it is the newest again (audited as ``withdraw``).

        Raises ValueError when no version is open, or the open one replaces none.
        """

    def submission(self, key: ReportKey, version: int) -> Submission | None:
        """What was recorded of this closed version after it was handed in."""

    def record_submission(self, key: ReportKey, submission: Submission, stamp: Stamp) -> bool:
        """Puts a submission in place of the stored one (audited as ``record``); who and when come from the stamp.

        Says whether anything changed. Raises ValueError for a version that is not closed.
        """

    def handed_out(self, key: ReportKey, version: int) -> tuple[SendLedgerEntry, ...]:
        """Files of this closed version that left the program, oldest first: the send ledger."""

    def record_handed_out(self, key: ReportKey, version: int, entries: Sequence[SendLedgerEntry]) -> None:
        """Notes files that left, each audited as ``export``."""
