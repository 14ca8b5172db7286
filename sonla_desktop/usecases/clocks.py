"""Clocks: the PC's own, and one that stands still for reproducible runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from sonla_desktop.usecases.errors import InputRefused


class SystemClock:
    """The PC's local time, whole seconds."""

    def now(self) -> datetime:
        """Local time without zone."""
        return datetime.now().astimezone().replace(microsecond=0, tzinfo=None)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Always the same moment (``--today``, ``SONLA_TODAY``, the sample month)."""

    moment: datetime

    def now(self) -> datetime:
        """The moment given."""
        return self.moment


def read_moment(text: str) -> datetime:
    """Reads ``2026-11-12`` (start of the day) or ``2026-11-12T16:59``; raises InputRefused ``today-unreadable``."""
    try:
        if len(text) <= len("2026-11-12"):
            return datetime.combine(date.fromisoformat(text), time())
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    except ValueError as error:
        raise InputRefused("today-unreadable", text=text) from error
