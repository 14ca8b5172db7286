"""What came back after versions were handed in, inside one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from sonla_desktop.adapters.store.audit import json_text
from sonla_desktop.adapters.store.refusals import reading_rows
from sonla_desktop.adapters.store.rows import AgencyRow, SubmissionRow
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import Receipt, ReceiptState, Submission


class Submissions:
    """The submissions of one agency, at most one for each closed version."""

    def __init__(self, session: Session, agency: AgencyRow) -> None:
        self._session = session
        self._agency = agency

    def read(self, key: ReportKey, version: int) -> Submission | None:
        """What was recorded of a version; raises WorldRefused ``store-damaged`` for a row that is not ours."""
        row = self._session.get(SubmissionRow, self._place(key, version))
        if row is None:
            return None
        with reading_rows():
            return submission_from_json(json.loads(row.body))

    def write(self, key: ReportKey, submission: Submission) -> tuple[FieldChange, ...]:
        """Puts a submission in place of the stored one; tells what changed, nothing when only the stamp differs."""
        place = self._place(key, submission.version)
        row = self._session.get(SubmissionRow, place)
        before: dict[str, Any] = {} if row is None else json.loads(row.body)
        after = submission_as_json(submission)
        names = [name for name in after if name not in ("version", "recorded_at", "recorded_by")]
        changes = tuple(
            FieldChange(REPORT, f"submission.{name}", before.get(name), after[name])
            for name in names
            if before.get(name) != after[name] and (before or after[name])
        )
        if not changes:
            return ()
        if row is None:
            columns = dict(zip(("agency_id", "form", "period", "part", "version"), place, strict=True))
            row = SubmissionRow(**columns)
            self._session.add(row)
        row.body = json_text(after)
        self._session.flush()
        return changes

    def _place(self, key: ReportKey, version: int) -> tuple[int, str, str, str, int]:
        return (self._agency.id, key.form, str(key.period), key.part or "", version)


def submission_as_json(submission: Submission) -> dict[str, Any]:
    """Everything of a submission."""
    receipt = submission.receipt
    return {
        "version": submission.version,
        "number": submission.number,
        "date": _iso(submission.date),
        "signed_pdf": submission.signed_pdf,
        "receipt": None if receipt is None else _receipt_as_json(receipt),
        "recorded_at": _iso(submission.recorded_at),
        "recorded_by": submission.recorded_by,
        "reference": submission.reference,
    }


def submission_from_json(value: Mapping[str, Any]) -> Submission:
    """The reverse of :func:`submission_as_json`; raises KeyError, TypeError or ValueError."""
    receipt, day, at = value["receipt"], value["date"], value["recorded_at"]
    return Submission(
        version=value["version"],
        number=value["number"],
        date=None if day is None else date.fromisoformat(day),
        signed_pdf=value["signed_pdf"],
        receipt=None if receipt is None else _receipt_from_json(receipt),
        recorded_at=None if at is None else datetime.fromisoformat(at),
        recorded_by=value["recorded_by"],
        reference=value["reference"],
    )


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    return {
        "package_sha256": receipt.package_sha256,
        "agency": receipt.agency,
        "form": receipt.form,
        "period": receipt.period,
        "version": receipt.version,
        "state": receipt.state.value,
        "receiver": receipt.receiver,
        "at": receipt.at.isoformat(),
        "findings": [dict(item) for item in receipt.findings],
        "volumes": [dict(item) for item in receipt.volumes],
        "unread": list(receipt.unread),
    }


def _receipt_from_json(value: Mapping[str, Any]) -> Receipt:
    return Receipt(
        package_sha256=value["package_sha256"],
        agency=value["agency"],
        form=value["form"],
        period=value["period"],
        version=value["version"],
        state=ReceiptState(value["state"]),
        receiver=value["receiver"],
        at=datetime.fromisoformat(value["at"]),
        findings=tuple(value["findings"]),
        volumes=tuple(value["volumes"]),
        unread=tuple(value["unread"]),
    )
