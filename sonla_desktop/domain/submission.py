"""What came back after a version was handed in: official number and date, the signed copy, the receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

RECEIPT_SCHEMA: Final = "sonla-receipt/1"


class ReceiptState(StrEnum):
    """What the aggregating agency did with the package."""

    RECEIVED = "received"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Receipt:
    """Phiếu tiếp nhận: it counts only for the package whose SHA-256 it names."""

    package_sha256: str
    agency: str
    form: str
    period: str
    version: int
    state: ReceiptState
    receiver: str
    at: datetime
    findings: tuple[Mapping[str, Any], ...] = ()
    volumes: tuple[Mapping[str, Any], ...] = ()
    unread: tuple[str, ...] = ()
    """Places of keys that only a newer program knows: this one left them aside."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything recorded of one closed version after it left; each later record adds to it or corrects it."""

    version: int
    number: str = ""
    """Official number of the signed document ("45/BC-UBND"); empty: not recorded yet."""
    date: date | None = None
    signed_pdf: str | None = None
    """SHA-256 of the signed copy on the evidence shelf."""
    receipt: Receipt | None = field(default=None)
    recorded_at: datetime | None = None
    recorded_by: str = ""
    reference: str = ""
    """What the receiver answered with (a number, a mail), typed in; no receipt, so it does not set a state."""


@dataclass(frozen=True, slots=True)
class SendLedgerEntry:
    """One file that was handed out: which, when, by whom, and the name of the folder or stick it went to."""

    name: str
    kind: str
    sha256: str
    place: str
    at: datetime
    officer: str = ""


class SubmissionState(StrEnum):
    """How far a closed version has come."""

    CLOSED = "closed"
    EXPORTED = "exported"
    SENT = "sent"
    RECEIVED = "received"
    RETURNED = "returned"


STATE_LABELS: Final = {
    SubmissionState.CLOSED: "đã chốt, chưa xuất",
    SubmissionState.EXPORTED: "đã xuất, chưa ghi kết quả gửi",
    SubmissionState.SENT: "đã gửi, chưa có phiếu tiếp nhận",
    SubmissionState.RECEIVED: "đã tiếp nhận",
    SubmissionState.RETURNED: "bị trả lại",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a closed version after it was closed: what was recorded, and where its files went."""

    submission: Submission
    handed_out: tuple[SendLedgerEntry, ...] = ()
    """Oldest first."""

    @property
    def state(self) -> SubmissionState:
        """Only a receipt says received or returned; whatever else was recorded says no more than sent."""
        stated = self.submission
        if stated.receipt is not None:
            is_received = stated.receipt.state is ReceiptState.RECEIVED
            return SubmissionState.RECEIVED if is_received else SubmissionState.RETURNED
        if stated.number or stated.signed_pdf or stated.reference:
            return SubmissionState.SENT
        return SubmissionState.EXPORTED if self.handed_out else SubmissionState.CLOSED

    @property
    def label(self) -> str:
        """The state in words."""
        return STATE_LABELS[self.state]
