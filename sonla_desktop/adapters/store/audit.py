"""The audit chain: every edit is a link that carries the hash of the one before, so that no link can be
changed, left out or put in without the rest ceasing to fit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.adapters.store.rows import CLOSED, AuditRow, ReportRow
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.month_json import canonical_bytes
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import AuditEntry, Stamp

CREATE: Final = "create"
CONFIGURE: Final = "configure"
OPEN_VERSION: Final = "open"
EDIT: Final = "edit"
CLOSE: Final = "close"
TAKE_IN: Final = "take_in"
SET_DEADLINE: Final = "set_deadline"
AMEND: Final = "amend"
WITHDRAW: Final = "withdraw"
RECORD: Final = "record"
EXPORT: Final = "export"

_CHUNK: Final = 2_000
_HASHED: Final = (
    *("seq", "at", "officer", "part", "action", "report", "item", "field"),
    *("old", "new", "reason", "previous_hash"),
)
"""Named one by one, so that a column added later does not change the hash of older links."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, by whom and when, and to which report (empty: to none)."""

    action: str
    stamp: Stamp
    report: str = ""


def genesis(identity: str) -> str:
    """What the first link follows: bound to the store, so that links of another store do not fit."""
    return sha256(canonical_bytes({"store": identity})).hexdigest()


def link_hash(values: Mapping[str, Any]) -> str:
    """Hash of a link over all its columns, the hash of the previous link among them."""
    return sha256(canonical_bytes({name: values[name] for name in _HASHED})).hexdigest()


class AuditChain:
    """The chain inside one transaction."""

    def __init__(self, session: Session, identity: str) -> None:
        self._session = session
        self._genesis = genesis(identity)
        self._newest: tuple[int, str] | None = None

    def head(self) -> str:
        """Hash of the newest link."""
        return self._end()[1]

    def add(self, act: Act, changes: Iterable[FieldChange]) -> None:
        """Adds one link for each change."""
        for change in changes:
            self._session.add(self._link(act, change))
        self._session.flush()

    def newest(self, limit: int) -> tuple[AuditEntry, ...]:
        """The newest links, newest first."""
        rows = self._session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(limit))
        with reading_rows():
            return tuple(audit_entry(row) for row in rows)

    def of(self, action: str, report: str) -> tuple[AuditEntry, ...]:
        """The links of one kind of action on one version, oldest first."""
        wanted = select(AuditRow).where(AuditRow.action == action, AuditRow.report == report).order_by(AuditRow.seq)
        with reading_rows():
            return tuple(map(audit_entry, self._session.scalars(wanted)))

    def verify(self, newest: int | None = None) -> None:
        """Checks every link (or the newest ones), and that closed reports and the chain know each other.

        Raises:
            WorldRefused: ``chain-broken`` with the number of the first link that does not fit.
        """
        end = self._end()[0]
        first = 1 if newest is None else max(1, end - newest + 1)
        self._verify_links(first, end)
        if newest is None:
            self._verify_closed_reports()

    def verify_part(self, first: int, count: int) -> int:
        """Checks ``count`` links from ``first`` on, with the last one what :meth:`verify` checks besides the links.

        Each part but the first begins with the last link of the one before. Returns the last link checked; raises as
        :meth:`verify`.
        """
        end = self._end()[0]
        last = min(end, first + count - 1)
        self._verify_links(first, last)
        if last == end:
            self._verify_closed_reports()
        return last

    def length(self) -> int:
        """Number of the newest link; 0 for none."""
        return self._end()[0]

    def _end(self) -> tuple[int, str]:
        if self._newest is None:
            statement = select(AuditRow.seq, AuditRow.hash).order_by(AuditRow.seq.desc()).limit(1)
            row = self._session.execute(statement).first()
            self._newest = (0, self._genesis) if row is None else (row.seq, row.hash)
        return self._newest

    def _link(self, act: Act, change: FieldChange) -> AuditRow:
        seq, previous = self._end()
        values: dict[str, Any] = {
            "seq": seq + 1,
            "at": act.stamp.at.isoformat(),
            "officer": act.stamp.officer,
            "part": act.stamp.part,
            "action": act.action,
            "report": act.report,
            "item": change.where,
            "field": change.field,
            "old": json_text(change.old),
            "new": json_text(change.new),
            "reason": act.stamp.reason,
            "previous_hash": previous,
        }
        values["hash"] = link_hash(values)
        self._newest = (seq + 1, values["hash"])
        return AuditRow(**values)

    def _verify_links(self, first: int, end: int) -> None:
        columns = AuditRow.__table__.columns
        expected, previous = first, self._genesis if first == 1 else None
        statement = select(*columns).where(columns.seq.between(first, end)).order_by(columns.seq)
        for row in self._session.execute(statement.execution_options(yield_per=_CHUNK)).mappings():
            follows = row["seq"] == expected and previous in (None, row["previous_hash"])
            if not follows or not _is_intact(dict(row)):
                raise WorldRefused("chain-broken", seq=expected)
            expected, previous = expected + 1, row["hash"]
        if expected != end + 1:
            raise WorldRefused("chain-broken", seq=expected)

    def _verify_closed_reports(self) -> None:
        """A closed report whose closing was cut off the chain, or a closing whose report is gone, is found here."""
        closings = select(AuditRow.seq, AuditRow.new).where(AuditRow.action == CLOSE).order_by(AuditRow.seq)
        recorded = {json.loads(row.new): row.seq for row in self._session.execute(closings)}
        kept = set(self._session.scalars(select(ReportRow.row_hash).where(ReportRow.state == CLOSED)))
        for row_hash, seq in recorded.items():
            if row_hash not in kept:
                raise WorldRefused("chain-broken", seq=seq)
        if kept - recorded.keys():
            raise WorldRefused("chain-broken", seq=self._end()[0] + 1)


def _is_intact(row: Mapping[str, Any]) -> bool:
    try:
        return bool(link_hash(row) == row["hash"])
    except TypeError:  # bytes where a text was
        return False


def json_text(value: Any) -> str:
    """A value as canonical JSON in one line; None is ``null``."""
    return canonical_bytes(value).decode("utf-8").rstrip("\n")


def audit_entry(row: AuditRow) -> AuditEntry:
    """A link as the use cases see it; raises ValueError for one that is not ours."""
    return AuditEntry(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        officer=row.officer,
        action=row.action,
        where=row.item,
        field=row.field,
        old=row.old,
        new=row.new,
        reason=row.reason,
        previous_hash=row.previous_hash,
        hash=row.hash,
        report=row.report,
    )
