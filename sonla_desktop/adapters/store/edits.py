"""The officer's steps of each open version, kept so that they can be undone after the program was closed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store.audit import json_text
from sonla_desktop.adapters.store.refusals import damaged, reading_rows
from sonla_desktop.adapters.store.rows import EditRow, ReportRow
from sonla_desktop.domain.edits import Edit, EditEnds, EditKind, edit_between, goes_on, joined
from sonla_desktop.domain.month_json import canonical_bytes
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.ports import Stamp

MOST: Final = 1_000
"""Steps kept of one version; older ones stay in the audit chain only."""
_HASHED: Final = ("report_id", "number", "at", "officer", "kind", "fields", "old", "new", "undone")


class Edits:
    """The steps inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ends(self, report: ReportRow) -> EditEnds:
        """The last step that stands and the first that was undone; raises WorldRefused ``store-damaged``."""
        last, undone = self._last(report), self._undone(report)
        return EditEnds(None if last is None else _edit(last), _edit(undone[0]) if undone else None)

    def note(self, report: ReportRow, before: Report, after: Report, stamp: Stamp, kind: EditKind) -> None:
        """Notes what the officer did; from now on nothing can be redone."""
        edit = edit_between(before, after, stamp.at, stamp.officer, kind)
        if edit is None:
            return
        undone = self._undone(report)
        for row in undone:
            self._session.delete(row)
        self._session.flush()
        last = self._last(report)
        standing = None if last is None else _edit(last)
        if last is not None and standing is not None and not undone and goes_on(standing, edit):
            self._extend(last, joined(standing, edit, before, after))
        else:
            self._keep(report, replace(edit, number=1 if standing is None else standing.number + 1))

    def mark(self, report: ReportRow, number: int, *, undone: bool) -> None:
        """Notes that a step was undone or redone; raises ValueError for one that there is not."""
        row = self._session.get(EditRow, (report.id, number))
        if row is None:
            raise ValueError(f"no edit {number}")
        row.undone = undone
        row.row_hash = _row_hash(row)
        self._session.flush()

    def forget(self, report: ReportRow) -> None:
        """Takes away all steps of a version that is closed or withdrawn."""
        self._session.execute(delete(EditRow).where(EditRow.report_id == report.id))

    def _extend(self, row: EditRow, whole: Edit | None) -> None:
        """Typing that came back to where it began is no step."""
        if whole is None:
            self._session.delete(row)
        else:
            for name, value in _columns(whole).items():
                setattr(row, name, value)
            row.row_hash = _row_hash(row)
        self._session.flush()

    def _keep(self, report: ReportRow, edit: Edit) -> None:
        row = EditRow(report_id=report.id, number=edit.number, undone=False, **_columns(edit))
        row.row_hash = _row_hash(row)
        self._session.add(row)
        if edit.number > MOST:
            beyond = (EditRow.report_id == report.id, EditRow.number <= edit.number - MOST)
            self._session.execute(delete(EditRow).where(*beyond))
        self._session.flush()

    def _last(self, report: ReportRow) -> EditRow | None:
        standing = select(EditRow).where(EditRow.report_id == report.id, EditRow.undone.is_(False))
        return self._session.scalars(standing.order_by(EditRow.number.desc()).limit(1)).first()

    def _undone(self, report: ReportRow) -> Sequence[EditRow]:
        undone = select(EditRow).where(EditRow.report_id == report.id, EditRow.undone.is_(True))
        return self._session.scalars(undone.order_by(EditRow.number)).all()


def _columns(edit: Edit) -> dict[str, Any]:
    return {
        "at": edit.at.isoformat(),
        "officer": edit.officer,
        "kind": edit.kind.value,
        "fields": json_text([list(field) for field in edit.fields]),
        "old": json_text(edit.old),
        "new": json_text(edit.new),
    }


def _row_hash(row: EditRow) -> str:
    return sha256(canonical_bytes([getattr(row, name) for name in _HASHED])).hexdigest()


def _edit(row: EditRow) -> Edit:
    with reading_rows():
        if _row_hash(row) != row.row_hash:
            raise damaged()
        fields = tuple((where, path) for where, path in json.loads(row.fields))
        old, new = json.loads(row.old), json.loads(row.new)
        return Edit(datetime.fromisoformat(row.at), row.officer, EditKind(row.kind), fields, old, new, row.number)
