"""Ghi kết quả gửi, worked out without Qt: what is known already, and the input that a refusal is about."""

from __future__ import annotations

from sonla_desktop.domain.submission import Outcome, Submission
from sonla_desktop.usecases.read_outcome import outcome_lines

NUMBER, DAY, SIGNED, RECEIPT, REFERENCE = "number", "day", "signed", "receipt", "reference"
_FIELDS = (
    ("outcome-number", NUMBER),
    ("outcome-date-missing", DAY),
    ("outcome-date", DAY),
    ("outcome-pdf", SIGNED),
    ("outcome-receipt", RECEIPT),
    ("outcome-reference-alone", SIGNED),
    ("outcome-reference", REFERENCE),
    ("receipt-", RECEIPT),
)


def field_of(code: str) -> str:
    """The input that a refusal of this code is about; the first one where it is about none."""
    return next((field for start, field in _FIELDS if code.startswith(start)), NUMBER)


def known_text(outcome: Outcome) -> str:
    """What was recorded before, so that only what is new has to be given; empty for nothing."""
    return "" if outcome.submission == Submission(outcome.submission.version) else "\n".join(outcome_lines(outcome))
