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
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything recorded of one closed version after it left; each later record adds to it or corrects it."""

    version: int
    number: str = ""
    """Official number of the signed document ("45/BC-UBND" or "45"); empty: not recorded yet."""
    date: date | None = None
    signed_pdf: str | None = None
    """SHA-256 of the signed copy on the evidence shelf."""
    receipt: Receipt | None = field(default=None)
    recorded_at: datetime | None = None
    recorded_by: str = ""
