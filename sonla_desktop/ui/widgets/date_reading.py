"""Dates as officers type them: read day first, without guessing a century or swapping day and month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_SPELLINGS = (
    re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})[/.\- ](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})"),
)
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class DateReading:
    """The day, or a hint why the text is none; both empty for an empty text."""

    day: date | None = None
    hint: str = ""


def read_date(text: str) -> DateReading:
    """Reads 5/11/2026, 05-11-2026, 05.11.2026 or 05112026."""
    plain = text.strip()
    if not plain:
        return DateReading()
    found = next((match for spelling in _SPELLINGS if (match := spelling.fullmatch(plain))), None)
    if found is None:
        return DateReading(hint="Ghi ngày như 05/11/2026, năm đủ bốn chữ số.")
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return DateReading(hint=f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}. Kiểm tra lại năm.")
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        return DateReading(hint=f"Không có ngày {day}/{month}/{year}. Kiểm tra lại ngày và tháng.")
