"""One transaction on the store, as the use cases see it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import audit, audit_pages, evidence, ledger, mapping
from sonla_desktop.adapters.store.audit import Act, AuditChain, json_text
from sonla_desktop.adapters.store.deadlines import Deadlines
from sonla_desktop.adapters.store.edits import Edits
from sonla_desktop.adapters.store.frozen import frozen_text, frozen_version, seal
from sonla_desktop.adapters.store.layout import archive_folder
from sonla_desktop.adapters.store.refusals import damaged, reading_rows
from sonla_desktop.adapters.store.reports import Reports
from sonla_desktop.adapters.store.rows import (
    CLOSED,
    AgencyRow,
    EvidenceRow,
    PackageArchiveRow,
    ReportRow,
    SettingsRow,
)
from sonla_desktop.adapters.store.settings_json import changed_settings, settings_as_json, settings_from_json
from sonla_desktop.adapters.store.submissions import Submissions
from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.changes import FieldChange, changed_fields, reason_path
from sonla_desktop.domain.edits import Edit, EditEnds, EditKind
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.month_json import acknowledgement_as_json
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.submission import SendLedgerEntry, Submission
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.deadline_ports import VersionMark
from sonla_desktop.usecases.evidence_ports import EvidenceUse, ShelvedFile
from sonla_desktop.usecases.history_ports import AuditQuery, ChainState, VersionLine
from sonla_desktop.usecases.ports import AuditEntry, EvidenceFile, FrozenVersion, Stamp


@dataclass(frozen=True, slots=True)
class StoreIdentity:
    """What a transaction must know of its store: where it lies, its random id, and whose it is."""

    folder: Path
    identity: str
    agency: AgencyRow


class SqliteUnitOfWork:
    """Implements :class:`~sonla_desktop.usecases.ports.UnitOfWork`; every method may raise WorldRefused."""

    def __init__(self, session: Session, store: StoreIdentity) -> None:
        self._session = session
        self._store = store
        self._reports = Reports(session, store.agency)
        self._deadlines = Deadlines(session, store.agency)
        self._submissions = Submissions(session, store.agency)
        self._chain = AuditChain(session, store.identity)
        self._edits = Edits(session)

    def commit(self) -> None:
        """Makes it durable: on return it is on the disk."""
        self._session.commit()

    def settings(self) -> AgencySettings:
        """Settings in force."""
        row = self._settings_row()
        if row is None:
            raise damaged()
        with reading_rows():
            return settings_from_json(json.loads(row.body))

    def save_settings(self, settings: AgencySettings, stamp: Stamp) -> None:
        """Replaces the settings; each changed field is a link of the audit chain."""
        row = self._settings_row()
        new = settings_as_json(settings)
        changes = changed_settings(json.loads(row.body) if row else {}, new)
        if not changes:
            return
        if row is None:
            row = SettingsRow(agency_id=self._store.agency.id)
            self._session.add(row)
        row.body, row.saved_at, row.saved_by = json_text(new), stamp.at.isoformat(), stamp.officer
        self._chain.add(Act(audit.CONFIGURE, stamp), changes)

    def deadline_notices(self) -> Mapping[ReportKey, DeadlineNotice]:
        """What documents say of deadlines, by report."""
        return self._deadlines.all()

    def version_marks(self) -> Mapping[ReportKey, Sequence[VersionMark]]:
        """Every version of every report, oldest first, by number and moment of closing."""
        return self._deadlines.version_marks()

    def kept_since(self) -> datetime:
        """When the store was created."""
        return self._deadlines.kept_since()

    def save_deadline(self, key: ReportKey, notice: DeadlineNotice | None, stamp: Stamp) -> bool:
        """Puts a notice in place of the stored one (None: takes it back), as a link of the audit chain.

        Returns whether that changed anything.
        """
        change = self._deadlines.write(key, notice, stamp)
        if change is not None:
            self._chain.add(Act(audit.SET_DEADLINE, stamp, mapping.key_label(key)), [change])
        return change is not None

    def open_report(self, key: ReportKey) -> Report | None:
        """The open version of this report, if there is one."""
        row = self._reports.open(key)
        return None if row is None else self._reports.read(row)

    def newest_report(self, key: ReportKey) -> Report | None:
        """The newest version, open or closed."""
        row = self._reports.newest(key)
        return None if row is None else self._reports.read(row)

    def save_report(
        self,
        report: Report,
        stamp: Stamp,
        *,
        form_version: int | None = None,
        plan: str | None = None,
        plan_version: int | None = None,
        kind: EditKind = EditKind.TYPED,
    ) -> tuple[FieldChange, ...]:
        """Writes the open version: only items that differ, each changed field a link of the audit chain.

        The first save after a closing opens the next version, and tells what differs from the closed one.

        Raises:
            ValueError: the report is another agency's, or its version is neither the open one nor the next.
        """
        row, changes = self._write(report, stamp, kind)
        origin = {"form_version": form_version, "plan": plan, "plan_version": plan_version}
        for name, value in origin.items():
            if value is not None:
                setattr(row, name, value)
        seal(row, report)
        self._session.flush()
        return changes

    def edit_ends(self, key: ReportKey) -> EditEnds:
        """The steps beside the place where the officer stands."""
        row = self._reports.open(key)
        return EditEnds() if row is None else self._edits.ends(row)

    def save_step(self, report: Report, edit: Edit, stamp: Stamp, *, undone: bool) -> tuple[FieldChange, ...]:
        """Writes the report with this step undone or redone, audited as an edit; raises as save_report."""
        row, changes = self._write(report, stamp)
        self._edits.mark(row, edit.number, undone=undone)
        seal(row, report)
        self._session.flush()
        return changes

    def freeze(self, frozen: FrozenVersion, stamp: Stamp) -> None:
        """Closes the open version with a row hash over everything that was frozen; raises as save_report."""
        row, _ = self._write(frozen.report, stamp)
        self._edits.forget(row)
        for file in frozen.files:
            archived = PackageArchiveRow(
                report_id=row.id, name=file.name, kind=file.kind, sha256=file.sha256, size=file.size
            )
            self._session.add(archived)
        self._session.flush()  # once the report is closed, its tables refuse new rows
        row.state = CLOSED
        row.frozen = frozen_text(frozen)
        row.closed_at, row.closed_by = frozen.closed_at.isoformat(), frozen.closed_by
        row.program_version, row.rule_set = frozen.program_version, frozen.rule_set
        row.chain_head = frozen.chain_head
        seal(row)
        self._session.flush()
        closing = FieldChange(REPORT, "row_hash", None, row.row_hash)
        self._chain.add(Act(audit.CLOSE, stamp, mapping.report_label(frozen.report)), [closing])

    def open_replacement(self, report: Report, stamp: Stamp) -> None:
        """Opens a version that replaces the newest, closed one; raises ValueError when that is another."""
        closed = self._reports.newest(report.key)
        if closed is None or closed.state != CLOSED or report.supersedes is None:
            raise ValueError(f"nothing to replace by version {report.version} of {mapping.report_label(report)}")
        row = self._row_to_write(closed, report, Act(audit.AMEND, stamp, mapping.report_label(report)))
        row.form_version, row.plan, row.plan_version = closed.form_version, closed.plan, closed.plan_version
        self._reports.write(row, report, stamp.part)
        seal(row, report)
        self._session.flush()

    def withdraw_replacement(self, key: ReportKey, stamp: Stamp) -> None:
        """Takes the open version away again; raises ValueError when none is open or it replaces none."""
        row = self._reports.open(key)
        if row is None or row.supersedes_version is None:
            raise ValueError(f"no open replacement of {mapping.key_label(key)}")
        label = f"{mapping.key_label(key)}/v{row.version}"
        taken_back = FieldChange(REPORT, "version", row.version, row.supersedes_version)
        self._edits.forget(row)
        self._reports.remove(row)
        self._chain.add(Act(audit.WITHDRAW, stamp, label), [taken_back])

    def history(self, key: ReportKey, limit: int = 12) -> tuple[Report, ...]:
        """The reports of the periods before, newest version each, oldest first."""
        before = _periods_before(key, limit)
        rows = self._reports.newest_of(before)
        return tuple(self._reports.read(rows[earlier]) for earlier in before if earlier in rows)

    def uses_of_evidence(self, key: ReportKey, hashes: Collection[str]) -> Mapping[str, str]:
        """Files that an earlier period of this form names, with the label of the last such period."""
        with reading_rows():
            found = [
                (ReportingPeriod.parse(period), sha256)
                for sha256, period in self._reports.uses_elsewhere(key, sorted(hashes))
            ]
        earlier = [(period, sha256) for period, sha256 in found if _is_earlier(period, key.period)]
        return {sha256: period.short_label for period, sha256 in sorted(earlier)}

    def submission(self, key: ReportKey, version: int) -> Submission | None:
        """What was recorded of this closed version after it was handed in."""
        return self._submissions.read(key, version)

    def record_submission(self, key: ReportKey, submission: Submission, stamp: Stamp) -> bool:
        """Puts a submission in place of the stored one; raises ValueError for a version that is not closed."""
        if submission.version not in {row.version for row in self._reports.closed(key)}:
            raise ValueError(f"version {submission.version} of {mapping.key_label(key)} is not closed")
        stamped = replace(submission, recorded_at=stamp.at, recorded_by=stamp.officer)
        changes = self._submissions.write(key, stamped)
        self._chain.add(Act(audit.RECORD, stamp, f"{mapping.key_label(key)}/v{submission.version}"), changes)
        return bool(changes)

    def handed_out(self, key: ReportKey, version: int) -> tuple[SendLedgerEntry, ...]:
        """Files of this version that left, oldest first."""
        return ledger.noted(self._chain, f"{mapping.key_label(key)}/v{version}")

    def record_handed_out(self, key: ReportKey, version: int, entries: Sequence[SendLedgerEntry]) -> None:
        """Notes files of this version that left, each as a link of the audit chain."""
        ledger.note(self._chain, f"{mapping.key_label(key)}/v{version}", entries)

    def versions(self, key: ReportKey) -> Sequence[FrozenVersion]:
        """Closed versions, oldest first; raises WorldRefused ``store-damaged`` when a row hash does not fit."""
        return tuple(
            frozen_version(row, archive_folder(self._store.folder, key, row.version))
            for row in self._reports.closed(key)
        )

    def reports(self) -> Sequence[tuple[ReportKey, int, bool]]:
        """Every report in the store as (key, newest version, is it closed), by period."""
        newest = {key: (version, closed) for key, version, closed in self._reports.states()}
        in_order = sorted(newest, key=lambda key: (key.period, key.form, key.part or ""))
        return tuple((key, *newest[key]) for key in in_order)

    def audit(self, limit: int = 100) -> Sequence[AuditEntry]:
        """The newest links of the audit chain, newest first."""
        return self._chain.newest(limit)

    def chain_head(self) -> str:
        """Hash of the newest audit link."""
        return self._chain.head()

    def audit_page(self, wanted: AuditQuery, before: int | None, limit: int) -> Sequence[AuditEntry]:
        """The newest links that are wanted, newest first."""
        return audit_pages.page_of(self._session, wanted, before, limit)

    def audit_officers(self) -> Sequence[str]:
        """Everybody who ever changed something."""
        return audit_pages.officers(self._session)

    def chain_state(self) -> ChainState:
        """Length and head of the chain."""
        return ChainState(self._chain.length(), self._chain.head())

    def verify_chain_part(self, first: int, count: int) -> int:
        """Checks some links of the chain; raises WorldRefused ``chain-broken`` as :meth:`verify_chain`."""
        return self._chain.verify_part(first, count)

    def version_lines(self) -> Sequence[VersionLine]:
        """Every version of every report, newest period first."""
        return audit_pages.version_lines(self._session, self._store.agency)

    def verify_chain(self, newest: int | None = None) -> None:
        """Checks the whole audit chain, or its newest links.

        Raises:
            WorldRefused: ``chain-broken`` with the number (``seq``) of the first link that does not fit.
        """
        self._chain.verify(newest)

    def check_headers(self) -> None:
        """Checks that every report is where it would be looked for; raises WorldRefused ``store-damaged``."""
        self._reports.check_headers()

    def register_evidence(self, files: Iterable[EvidenceFile], stamp: Stamp) -> None:
        """Notes names and sizes of files that were taken in; a file known already keeps its first name."""
        for file in files:
            if self._session.get(EvidenceRow, file.sha256) is None:
                self._register(file, stamp)

    def shelved_files(self) -> Sequence[ShelvedFile]:
        """Every file that was taken in, newest first."""
        return evidence.shelved_files(self._session)

    def evidence_uses(self) -> Sequence[EvidenceUse]:
        """Every place of every version that names a file."""
        return evidence.evidence_uses(self._session, self._store.agency)

    def _settings_row(self) -> SettingsRow | None:
        return self._session.get(SettingsRow, self._store.agency.id)

    def _register(self, file: EvidenceFile, stamp: Stamp) -> None:
        row = EvidenceRow(
            sha256=file.sha256,
            original_name=file.original_name,
            size=file.size,
            added_at=file.added_at.isoformat(),
            added_by=stamp.officer,
        )
        self._session.add(row)
        change = FieldChange(file.sha256, "original_name", None, file.original_name)
        self._chain.add(Act(audit.TAKE_IN, stamp), [change])

    def _write(
        self, report: Report, stamp: Stamp, kind: EditKind | None = None
    ) -> tuple[ReportRow, tuple[FieldChange, ...]]:
        """``kind`` None: no step of its own to undo."""
        if report.agency_code != self._store.agency.code:
            raise ValueError(f"a report of agency {report.agency_code}")
        newest = self._reports.newest(report.key)
        before = None if newest is None else self._reports.read(newest)
        label = mapping.report_label(report)
        row = self._row_to_write(newest, report, Act(audit.OPEN_VERSION, stamp, label))
        changes = (*changed_fields(before, report), *_confirmed_reasons(before, report))
        if before != report:
            self._reports.write(row, report, stamp.part)
        if kind is not None:
            self._edits.note(row, before or _emptied(report), report, stamp, kind)
        self._chain.add(Act(audit.EDIT, stamp, label), (*_changed_header(row is newest, before, report), *changes))
        return row, changes

    def _row_to_write(self, newest: ReportRow | None, report: Report, act: Act) -> ReportRow:
        if newest is not None and newest.state != CLOSED and newest.version == report.version:
            return newest
        if newest is not None and (newest.state != CLOSED or report.version != newest.version + 1):
            raise ValueError(f"version {report.version} of {act.report} cannot be written after {newest.version}")
        opened = FieldChange(REPORT, "version", newest.version if newest else None, report.version)
        self._chain.add(act, [opened])
        return self._reports.add(report)


def _is_earlier(period: ReportingPeriod, than: ReportingPeriod) -> bool:
    """Of the same kind: the extract of a month serves its quarter, too."""
    return period.kind is than.kind and period < than


def _periods_before(key: ReportKey, limit: int) -> list[ReportKey]:
    """The keys of the periods before, oldest first."""
    keys: list[ReportKey] = []
    period = key.period.previous()
    while period is not None and len(keys) < limit:
        keys.append(replace(key, period=period))
        period = period.previous()
    return keys[::-1]


def _emptied(report: Report) -> Report:
    """The same report before anything was entered; its days are what it began with."""
    return replace(report, indicators=(), tasks=(), figures={}, tables={}, narrative={}, acknowledged=())


def _confirmed_reasons(before: Report | None, report: Report) -> Iterator[FieldChange]:
    """Reasons that now stand for other values than before, though in the same words."""
    known = {} if before is None else {item.key: item for item in before.acknowledged}
    for item in report.acknowledged:
        old = known.get(item.key, item)
        if old.reason == item.reason and old.basis != item.basis:
            yield FieldChange(item.where, f"{reason_path(acknowledgement_as_json(item))}.basis", old.basis, item.basis)


def _changed_header(is_known: bool, before: Report | None, report: Report) -> tuple[FieldChange, ...]:
    if before is None or not is_known:
        return ()
    old, new = mapping.report_columns(before), mapping.report_columns(report)
    return tuple(FieldChange(REPORT, name, old[name], new[name]) for name in new if old[name] != new[name])
