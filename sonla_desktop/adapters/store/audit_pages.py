"""The audit chain page by page and all versions at a glance, as the page Lịch sử reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import mapping
from sonla_desktop.adapters.store.audit import AMEND, EXPORT, OPEN_VERSION, audit_entry
from sonla_desktop.adapters.store.engine import driver_connection
from sonla_desktop.adapters.store.ledger import ledger_entry
from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.adapters.store.rows import AgencyRow, AuditRow, PackageArchiveRow, ReportRow, SubmissionRow
from sonla_desktop.adapters.store.submissions import submission_from_json
from sonla_desktop.domain.submission import Outcome, Submission
from sonla_desktop.domain.text import fold
from sonla_desktop.usecases.history_ports import AuditQuery, VersionLine
from sonla_desktop.usecases.ports import AuditEntry

_FOLDED: Final = "sonla_folded"
_AFTER_SLASH: Final = "0"
"""The character after "/": what begins with ``label/`` lies between ``label/`` and ``label0``."""


def page_of(session: Session, wanted: AuditQuery, before: int | None, limit: int) -> tuple[AuditEntry, ...]:
    """The newest links that are wanted, newest first, from the one before ``before`` on."""
    if wanted.words:
        driver = driver_connection(session.connection())
        driver.create_function(_FOLDED, 1, fold, deterministic=True)
    statement = select(AuditRow).where(*_conditions(wanted)).order_by(AuditRow.seq.desc()).limit(limit)
    if before is not None:
        statement = statement.where(AuditRow.seq < before)
    with reading_rows():
        return tuple(map(audit_entry, session.scalars(statement)))


def officers(session: Session) -> tuple[str, ...]:
    """Everybody who is named in the chain."""
    return tuple(session.scalars(select(AuditRow.officer).distinct().order_by(AuditRow.officer)))


def version_lines(session: Session, agency: AgencyRow) -> tuple[VersionLine, ...]:
    """Every version, newest period first; raises WorldRefused ``store-damaged`` for rows that are not ours."""
    told = select(AuditRow).where(AuditRow.action.in_((OPEN_VERSION, AMEND, EXPORT))).order_by(AuditRow.seq)
    with reading_rows():
        links: dict[str, list[AuditEntry]] = {}
        for link in map(audit_entry, session.scalars(told)):
            links.setdefault(link.report, []).append(link)
        lines = [_line(row, links) for row in session.execute(_versions(agency))]
    return tuple(sorted(lines, key=lambda line: (line.key.period, line.key.form, line.version), reverse=True))


def _versions(agency: AgencyRow) -> Select[Any]:
    report, archive, sent = ReportRow, PackageArchiveRow, SubmissionRow
    package = select(func.max(archive.sha256)).where(archive.report_id == report.id, archive.kind == "package")
    same = (getattr(sent, name) == getattr(report, name) for name in ("agency_id", "form", "period", "part", "version"))
    columns = (report.form, report.period, report.part, report.version, report.closed_at, report.closed_by)
    changed = func.json_array_length(report.frozen, "$.replacement.changes").label("changed")
    return (
        select(*columns, report.supersedes_reason, changed, package.scalar_subquery().label("package"), sent.body)
        .outerjoin(sent, and_(*same))
        .where(report.agency_id == agency.id)
    )


def _line(row: Row[Any], links: Mapping[str, Sequence[AuditEntry]]) -> VersionLine:
    key = mapping.report_key(row.form, row.period, row.part)
    told = links.get(f"{mapping.key_label(key)}/v{row.version}", ())
    opened = next((link for link in reversed(told) if link.action != EXPORT), None)
    submission = Submission(row.version) if row.body is None else submission_from_json(json.loads(row.body))
    return VersionLine(
        key,
        row.version,
        None if row.closed_at is None else datetime.fromisoformat(row.closed_at),
        row.closed_by or "",
        row.supersedes_reason or "",
        row.changed,
        row.package or "",
        None if opened is None else opened.at,
        "" if opened is None else opened.officer,
        Outcome(submission, tuple(ledger_entry(link) for link in told if link.action == EXPORT)),
    )


def _conditions(wanted: AuditQuery) -> Iterator[ColumnElement[bool]]:
    if wanted.report:
        inside = and_(AuditRow.report >= f"{wanted.report}/", AuditRow.report < wanted.report + _AFTER_SLASH)
        yield or_(AuditRow.report == wanted.report, inside)
    if wanted.actions:
        yield AuditRow.action.in_(wanted.actions)
    if wanted.officer:
        yield AuditRow.officer == wanted.officer
    if wanted.since is not None:
        yield AuditRow.at >= wanted.since.isoformat()
    if wanted.until is not None:
        yield AuditRow.at < (wanted.until + timedelta(days=1)).isoformat()
    if wanted.words:
        yield _about(wanted.items, wanted.words)


def _about(items: Sequence[str], words: Sequence[str]) -> ColumnElement[bool]:
    said = func.sonla_folded(AuditRow.old + " " + AuditRow.new + " " + AuditRow.reason)
    in_words = and_(*(said.contains(word, autoescape=True) for word in words))
    return or_(AuditRow.item.in_(items), in_words) if items else in_words
