"""Vietnam's days off: weekends, public holidays with Tết, and days swapped by announcement.

The holiday package cannot know swaps before they are announced, so a local file has the last word.
"""

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sonla_desktop.adapters.calendar.local_days import read_local_days
from sonla_desktop.domain.period import weekday_label

if TYPE_CHECKING:
    from holidays import HolidayBase

_SATURDAY = 5


class VietnamCalendar:
    """A working calendar for offices that work Monday to Friday.

    Raises:
        ValueError: the local file is wrong; the message names the file and the key.
        OSError: the local file cannot be read.
    """

    def __init__(self, local_days_file: Path) -> None:
        self._local = read_local_days(local_days_file)

    def day_off_reason(self, day: dt.date) -> str | None:
        """Return why nobody works on `day`, or None on a working day.

        The local file decides first, then public holidays and announced swaps, then the weekend.
        """
        if day in self._local.working_days:
            return None
        if reason := self._local.days_off.get(day) or self._holiday_name(day):
            return reason
        works_on_weekend = day in self._public_holidays.weekend_workdays
        return weekday_label(day) if day.weekday() >= _SATURDAY and not works_on_weekend else None

    def _holiday_name(self, day: dt.date) -> str | None:
        name = self._public_holidays.get(day)
        if name and "Tết" in name and "Dương lịch" not in name:
            return "Tết Nguyên đán"  # the package names each of its days; the officer needs only which Tết
        return name

    @cached_property
    def _public_holidays(self) -> "HolidayBase":
        # Imported at the first question: the package is not needed to open the window.
        from holidays import country_holidays

        return country_holidays("VN", language="vi")
