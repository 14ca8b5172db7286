"""What a transaction on the store can tell of everything that was ever changed; a part of the port ``UnitOfWork``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import Outcome

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which links of the audit chain are wanted; a part that is left empty asks for nothing.

    ``words`` must all occur, letter marks and case aside, in the old value, the new value or the reason; a link of one
    of ``items`` needs none of them. ``since`` and ``until`` are days of the officer's clock, both included.
    """

    report: str = ""
    """``<form>/<period>``: all versions and parts of this report, and what was recorded of it."""
    actions: tuple[str, ...] = ()
    officer: str = ""
    items: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ChainState:
    """How long the audit chain is, and the hash of its newest link."""

    length: int
    head: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a report without what is in it; times are local, None where they do not apply.

    ``changed`` counts the fields that differ from the version it replaces; None for a version that replaces none or
    was closed by a program that did not note them.
    """

    key: ReportKey
    version: int
    closed_at: datetime | None = None
    closed_by: str = ""
    reason: str = ""
    changed: int | None = None
    package_sha256: str = ""
    opened_at: datetime | None = None
    opened_by: str = ""
    outcome: Outcome | None = None


class KeepsHistory(Protocol):
    """The audit chain page by page, and all versions at a glance."""

    def audit_page(self, wanted: AuditQuery, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """The newest links that are wanted, newest first; ``before`` is the last number of the page before."""

    def audit_officers(self) -> Sequence[str]:
        """Everybody who ever changed something, in the order of their names."""

    def chain_state(self) -> ChainState:
        """Length and head of the chain, without looking whether it is whole."""

    def verify_chain_part(self, first: int, count: int) -> int:
        """Checks links from ``first`` on and returns the number of the last one checked; the last part checks all ends.

        Raises WorldRefused ``chain-broken`` with the number (``seq``) of the first link that does not fit.
        """

    def version_lines(self) -> Sequence[VersionLine]:
        """Every version of every report, newest period first, in two queries."""
