"""Sổ gửi: where the files of a closed version went, kept as links of the audit chain and read back from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sonla_desktop.adapters.store import audit
from sonla_desktop.adapters.store.audit import Act, AuditChain
from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.submission import SendLedgerEntry
from sonla_desktop.usecases.ports import AuditEntry, Stamp


def note(chain: AuditChain, version: str, entries: Iterable[SendLedgerEntry]) -> None:
    """Adds one link for each file; ``version`` is how the chain names the version it belongs to."""
    for entry in entries:
        sent = {"sha256": entry.sha256, "place": entry.place}
        act = Act(audit.EXPORT, Stamp(entry.at, entry.officer), version)
        chain.add(act, [FieldChange(entry.name, entry.kind, None, sent)])


def noted(chain: AuditChain, version: str) -> tuple[SendLedgerEntry, ...]:
    """Every file of this version that was handed out, oldest first."""
    with reading_rows():
        return tuple(map(ledger_entry, chain.of(audit.EXPORT, version)))


def ledger_entry(link: AuditEntry) -> SendLedgerEntry:
    """The file that a link tells of."""
    sent = json.loads(link.new)
    return SendLedgerEntry(link.where, link.field, sent["sha256"], sent["place"], link.at, link.officer)
