"""The evidence shelf as a whole, inside one transaction: what was taken in, and which versions name it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import mapping
from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.adapters.store.rows import AgencyRow, EvidenceRow, EvidenceUseRow, ReportRow
from sonla_desktop.usecases.evidence_ports import EvidenceUse, ShelvedFile
from sonla_desktop.usecases.ports import EvidenceFile


def shelved_files(session: Session) -> Sequence[ShelvedFile]:
    """Every file that was taken in, newest first; raises WorldRefused ``store-damaged`` for a row that is not ours."""
    rows = session.scalars(select(EvidenceRow).order_by(EvidenceRow.added_at.desc(), EvidenceRow.original_name))
    with reading_rows():
        return tuple(ShelvedFile(_file(row), row.added_by) for row in rows)


def evidence_file(session: Session, sha256: str) -> EvidenceFile | None:
    """What was noted of a file; None when it was never registered."""
    row = session.scalars(select(EvidenceRow).where(EvidenceRow.sha256 == sha256)).first()
    if row is None:
        return None
    with reading_rows():
        return _file(row)


def evidence_uses(session: Session, agency: AgencyRow) -> Sequence[EvidenceUse]:
    """Every place of every version of this agency's reports that names a file, in the order of the versions."""
    columns = (ReportRow.form, ReportRow.period, ReportRow.part, ReportRow.version)
    places = (EvidenceUseRow.sha256, EvidenceUseRow.item, EvidenceUseRow.field)
    statement = (
        select(*columns, *places)
        .join(EvidenceUseRow, ReportRow.id == EvidenceUseRow.report_id)
        .where(ReportRow.agency_id == agency.id)
        .order_by(ReportRow.version, EvidenceUseRow.item, EvidenceUseRow.field)
    )
    with reading_rows():
        return tuple(
            EvidenceUse(sha256, mapping.report_key(form, period, part), version, item, field)
            for form, period, part, version, sha256, item, field in session.execute(statement)
        )


def _file(row: EvidenceRow) -> EvidenceFile:
    return EvidenceFile(row.sha256, row.original_name, row.size, datetime.fromisoformat(row.added_at))
