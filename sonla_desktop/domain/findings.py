"""Findings: what a rule has to say about the officer's figures, without its Vietnamese text (see the catalogue)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Final

from sonla_desktop.domain.text import has_substance

FindingParameter = str | int | Decimal | date | datetime


_BASIS_LENGTH: Final = 16


class Severity(StrEnum):
    """Sai blocks closing, Cảnh báo passes with a written reason, Lưu ý informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


REPORT: str = "report"
"""``where`` of a finding about the report as a whole."""


FORM_TEXT: str = "form_text"
"""Parameter with the text of a finding whose words come from the form and not from the message catalogue."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: stable code, severity, the item it is about and the month file's key path inside that item."""

    code: str
    severity: Severity
    where: str
    field: str
    parameters: Mapping[str, FindingParameter] = dataclasses.field(default_factory=dict, compare=False)
    blocking: bool = True
    """False for a warning that is recorded and printed but never holds up closing (late submission, BC-002)."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What an acknowledgement names: code, where, field."""
        return (self.code, self.where, self.field)

    @property
    def basis(self) -> str:
        """Digest of the values the finding speaks of; a reason covers the finding only as long as it stays the same.

        The Vietnamese text is no part of it, so that a better wording does not undo a reason.
        """
        values = sorted((name, _plain(value)) for name, value in self.parameters.items())
        return sha256(repr((self.severity.value, values)).encode()).hexdigest()[:_BASIS_LENGTH]


def _plain(value: FindingParameter) -> str:
    """Equal figures give equal texts: 5, 5.0 and 5E+0 are one figure."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value.is_finite() else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class StatedFinding:
    """A finding with its Vietnamese text and, for a warning, the reason with which it passes.

    ``lapsed`` is a reason that covers the finding not or no longer: thin, or written for other values.
    """

    finding: Finding
    message: str
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    lapsed: str = ""

    @property
    def blocks(self) -> bool:
        """True while it keeps the period from being closed."""
        if self.finding.severity is Severity.ERROR:
            return True
        needs_reason = self.finding.severity is Severity.WARNING and self.finding.blocking
        return needs_reason and not self.reason.strip()

    @property
    def has_thin_reason(self) -> bool:
        """True when a reason was written that says too little to cover anything."""
        return bool(self.lapsed) and not has_substance(self.lapsed)
