"""When one report has to be in: as the plan states it, and as a document that the officer entered moves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sonla_desktop.domain.period import date_label

NO_DEADLINE: Final = "chưa có hạn"
"""Said of a report whose deadline nobody has set yet."""


@dataclass(frozen=True, slots=True)
class DeadlineNotice:
    """A deadline set or moved by a document: new moment (local time), the document's symbol and date, why.

    ``by`` and ``at`` say who entered it and when; the store fills them in.
    """

    due: datetime
    document: str
    document_date: date | None = None
    note: str = ""
    by: str = ""
    at: datetime | None = None


    @property
    def source(self) -> str:
        """The document with its date: "1680/UBND-KGVX ngày 10/11/2026"."""
        day = f" ngày {date_label(self.document_date)}" if self.document_date else ""
        return self.document + day


def moment_label(moment: datetime) -> str:
    """Print a moment the way deadlines are shown: "17:00 12/11/2026"."""
    return f"{moment:%H:%M} {date_label(moment.date())}"


@dataclass(frozen=True, slots=True)
class SubmissionDeadline:
    """The deadline of one report: ``stated`` by the plan (None: by nobody yet), and the notice that moves it.

    ``inclusive`` belongs to the stated moment, as in DeadlineRule; a report sent at the very moment of a notice is
    in time, since an extension runs to the end of what it grants.
    """

    stated: datetime | None
    inclusive: bool = False
    notice: DeadlineNotice | None = None

    @property
    def due(self) -> datetime | None:
        """The moment in force; None as long as nobody has set one."""
        return self.notice.due if self.notice else self.stated

    @property
    def is_extended(self) -> bool:
        """Whether a document moves a deadline that the plan states."""
        return self.notice is not None and self.stated is not None

    @property
    def label(self) -> str:
        """The deadline in words: "17:00 12/11/2026, lùi đến 17:00 20/11/2026 theo 1680/UBND-KGVX ngày 10/11/2026"."""
        stated = moment_label(self.stated) if self.stated else ""
        if self.notice is None:
            return stated or NO_DEADLINE
        moved = f"{moment_label(self.notice.due)} theo {self.notice.source}"
        return f"{stated}, lùi đến {moved}" if stated else moved

    def is_past(self, now: datetime) -> bool:
        """Say whether a report sent `now` would be late; never, while there is no deadline."""
        due, inclusive = self.due, self.inclusive or self.notice is not None
        return due is not None and (now > due if inclusive else now >= due)


def notice_as_json(notice: DeadlineNotice) -> dict[str, Any]:
    """The notice as plain JSON values."""
    return {
        "due": notice.due.isoformat(),
        "document": notice.document,
        "document_date": notice.document_date.isoformat() if notice.document_date else None,
        "note": notice.note,
        "by": notice.by,
        "at": notice.at.isoformat() if notice.at else None,
    }


def notice_from_json(value: Mapping[str, Any]) -> DeadlineNotice:
    """The reverse of :func:`notice_as_json`; raises KeyError, TypeError or ValueError."""
    return DeadlineNotice(
        due=datetime.fromisoformat(value["due"]),
        document=value["document"],
        document_date=date.fromisoformat(value["document_date"]) if value["document_date"] else None,
        note=value["note"],
        by=value["by"],
        at=datetime.fromisoformat(value["at"]) if value["at"] else None,
    )
