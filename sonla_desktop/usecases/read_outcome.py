"""What came of a closed version, for screens, the due board, documents and the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission import RECEIPT_SCHEMA, Outcome, Receipt, Submission
from sonla_desktop.usecases.ports import Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import closed_version, month_in


def outcome_of(work: UnitOfWork, key: ReportKey, version: int) -> Outcome:
    """What is known of this closed version; nothing recorded gives an empty submission."""
    return Outcome(work.submission(key, version) or Submission(version), work.handed_out(key, version))


def read_outcome(world: World, store: Store, period: str, form_id: str = "", version: int | None = None) -> Outcome:
    """The same of one version (None: the newest closed); raises as :func:`closed_version`."""
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        return outcome_of(work, month.key, closed_version(work, month, version).report.version)


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """The same for programs."""
    stated, receipt = outcome.submission, outcome.submission.receipt
    return {
        "version": stated.version,
        "state": outcome.state.value,
        "number": stated.number,
        "date": stated.date.isoformat() if stated.date else None,
        "signed_pdf": stated.signed_pdf,
        "reference": stated.reference,
        "receipt": None if receipt is None else _receipt_as_json(receipt),
        "handed_out": [asdict(entry) | {"at": entry.at.isoformat()} for entry in outcome.handed_out],
    }


def _receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    return asdict(receipt) | {"schema": RECEIPT_SCHEMA, "at": receipt.at.isoformat()}


def outcome_lines(outcome: Outcome) -> tuple[str, ...]:
    """The same for people: the state first, then only what there is."""
    stated = outcome.submission
    lines = [f"Kết quả gửi phiên bản {stated.version}: {outcome.label}."]
    if stated.number:
        day = f", ngày {date_label(stated.date)}" if stated.date else ""
        lines.append(f"Văn bản số {stated.number}{day}.")
    if stated.signed_pdf:
        lines.append(f"Bản ký: có, SHA-256 {stated.signed_pdf}.")
    if stated.reference:
        lines.append(f"Số tiếp nhận tự ghi: {stated.reference}.")
    if stated.receipt:
        lines += _receipt_lines(stated.receipt)
    if outcome.handed_out:
        last = outcome.handed_out[-1]
        lines.append(f"Xuất lần cuối: {last.at:%H:%M} {date_label(last.at.date())}, vào {last.place}.")
    return tuple(lines)


def _receipt_lines(receipt: Receipt) -> list[str]:
    lines = [f"Phiếu tiếp nhận: {receipt.receiver}, {receipt.at:%H:%M} {date_label(receipt.at.date())}."]
    for finding in receipt.findings:
        said = ": ".join(filter(None, (finding["code"], finding.get("message", ""))))
        lines.append(f"- {said}")
    if receipt.unread:
        lines.append("Phiếu có mục của bản mới hơn, chưa đọc: " + ", ".join(receipt.unread) + ".")
    return lines
