"""Documents that set or move the deadlines of one agency's reports, inside one transaction."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import mapping
from sonla_desktop.adapters.store.audit import json_text
from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.adapters.store.rows import AgencyRow, DeadlineNoticeRow, ReportRow, StoreRow
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice, notice_as_json, notice_from_json
from sonla_desktop.usecases.deadline_ports import VersionMark
from sonla_desktop.usecases.ports import Stamp


class Deadlines:
    """The notices of one agency, at most one for each report."""

    def __init__(self, session: Session, agency: AgencyRow) -> None:
        self._session = session
        self._agency = agency

    def all(self) -> dict[ReportKey, DeadlineNotice]:
        """Every notice by its report; raises WorldRefused ``store-damaged`` for rows that are not ours."""
        own = select(DeadlineNoticeRow).where(DeadlineNoticeRow.agency_id == self._agency.id)
        with reading_rows():
            return {
                mapping.report_key(row.form, row.period, row.part): notice_from_json(json.loads(row.body))
                for row in self._session.scalars(own)
            }

    def version_marks(self) -> dict[ReportKey, list[VersionMark]]:
        """Every version by its report, oldest first; raises WorldRefused ``store-damaged`` for rows not ours."""
        compared_with = func.json_extract(ReportRow.frozen, "$.previous_version")
        place = (ReportRow.form, ReportRow.period, ReportRow.part, ReportRow.version)
        columns = (*place, ReportRow.closed_at, compared_with, ReportRow.data_from, ReportRow.data_to)
        own = select(*columns).where(ReportRow.agency_id == self._agency.id).order_by(ReportRow.version)
        marks: dict[ReportKey, list[VersionMark]] = {}
        with reading_rows():
            for form, period, part, version, closed_at, previous, start, end in self._session.execute(own):
                closed = None if closed_at is None else datetime.fromisoformat(closed_at)
                window = DataWindow(date.fromisoformat(start), date.fromisoformat(end))
                mark = VersionMark(version, closed, previous, window)
                marks.setdefault(mapping.report_key(form, period, part), []).append(mark)
        return marks

    def kept_since(self) -> datetime:
        """When the store was created; raises WorldRefused ``store-damaged``."""
        with reading_rows():
            return datetime.fromisoformat(self._session.scalars(select(StoreRow.created_at)).one())

    def write(self, key: ReportKey, notice: DeadlineNotice | None, stamp: Stamp) -> FieldChange | None:
        """Puts a notice in place of the stored one, or takes it back; tells what changed, None for nothing."""
        place = (self._agency.id, key.form, str(key.period), key.part or "")
        row = self._session.get(DeadlineNoticeRow, place)
        before = None if row is None else json.loads(row.body)
        after = None if notice is None else notice_as_json(replace(notice, by=stamp.officer, at=stamp.at))
        if _without_stamp(before) == _without_stamp(after):
            return None
        if row is not None and after is None:
            self._session.delete(row)
        elif row is not None:
            row.body = json_text(after)
        else:
            names = dict(zip(("agency_id", "form", "period", "part"), place, strict=True))
            self._session.add(DeadlineNoticeRow(**names, body=json_text(after)))
        self._session.flush()
        return FieldChange(REPORT, "deadline", before, after)


def _without_stamp(value: dict[str, object] | None) -> dict[str, object] | None:
    return None if value is None else {name: item for name, item in value.items() if name not in ("by", "at")}
