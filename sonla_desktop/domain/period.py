"""Reporting periods with the data windows and deadlines that a regime attaches to them.

A period is not a calendar range: which days its figures cover and when they are due are data of a plan, so
they are rules applied to a period, never assumptions about the end of a month.
"""

import calendar as gregorian
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

FIRST_YEAR, LAST_YEAR = 2000, 2100
_ROMAN = ("I", "II", "III", "IV")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_PRINTED_DAY = re.compile(r"\b([0-9]{2})/0([3-9])/([0-9]{4})\b")
_LONGEST_BREAK = 60  # days; no real run of days off comes near it


class PeriodKind(StrEnum):
    """The kinds of reports of NĐ 09/2019/NĐ-CP: periodic ones by length, and those made on request."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ON_REQUEST = "on_request"


_PER_YEAR = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
    PeriodKind.ON_REQUEST: 99,
}
_CODES = (
    (PeriodKind.MONTH, re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"), "{year}-{number:02d}"),
    (PeriodKind.QUARTER, re.compile(r"([0-9]{4})-Q([1-4])"), "{year}-Q{number}"),
    (PeriodKind.HALF_YEAR, re.compile(r"([0-9]{4})-H([12])"), "{year}-H{number}"),
    (PeriodKind.YEAR, re.compile(r"([0-9]{4})()"), "{year}"),
    (PeriodKind.ON_REQUEST, re.compile(r"([0-9]{4})-X([1-9][0-9]?)"), "{year}-X{number}"),
)
_CODE_OF = {kind: code for kind, _, code in _CODES}


@dataclass(frozen=True, slots=True, order=True)
class ReportingPeriod:
    """One reporting period (kỳ báo cáo): a year, a kind, and which one of that kind in the year (from 1).

    Periods of one kind sort by time. A period on request (đột xuất, chuyên đề) is numbered within its year.

    Raises:
        ValueError: the year is outside 2000-2100 or the number does not exist for the kind.
    """

    year: int
    kind: PeriodKind
    number: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"Năm {self.year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.")
        if not 1 <= self.number <= _PER_YEAR[self.kind]:
            raise ValueError(f"Không có kỳ báo cáo số {self.number} trong năm {self.year}.")

    @classmethod
    def parse(cls, text: str) -> "ReportingPeriod":
        """Read a period code: 2026-11, 2026-Q3, 2026-H1, 2026 or 2026-X1.

        Raises:
            ValueError: the text is none of these; the message is for the officer.
        """
        for kind, pattern, _ in _CODES:
            if found := pattern.fullmatch(text):
                return cls(int(found[1]), kind, int(found[2] or 1))
        raise ValueError(
            f'Kỳ báo cáo "{text[:20]}" không đúng. Ghi như 2026-11, 2026-Q3, 2026-H1, 2026 hoặc 2026-X1.'
        )

    def __str__(self) -> str:
        return _CODE_OF[self.kind].format(year=self.year, number=self.number)

    @property
    def label(self) -> str:
        """The name in running text: "tháng 11/2026", "quý III/2026", "6 tháng đầu năm 2026".

        Months 1 and 2 carry a leading zero (NĐ 30/2020/NĐ-CP, Phụ lục I).
        """
        match self.kind:
            case PeriodKind.MONTH:
                return f"tháng {month_figure(self.number)}/{self.year}"
            case PeriodKind.QUARTER:
                return f"quý {_ROMAN[self.number - 1]}/{self.year}"
            case PeriodKind.HALF_YEAR:
                return f"6 tháng {self._half} năm {self.year}"
            case PeriodKind.YEAR:
                return f"năm {self.year}"
            case PeriodKind.ON_REQUEST:
                return f"đợt {self.number} năm {self.year}"

    @property
    def short_label(self) -> str:
        """The name in a table heading or a list: "11/2026", "Quý III/2026", "6T đầu 2026"."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.number:02d}/{self.year}"
            case PeriodKind.QUARTER:
                return f"Quý {_ROMAN[self.number - 1]}/{self.year}"
            case PeriodKind.HALF_YEAR:
                return f"6T {self._half} {self.year}"
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.ON_REQUEST:
                return f"Đợt {self.number}/{self.year}"

    @property
    def document_short_label(self) -> str:
        """The short name inside a document: "6/2026", "02/2026"; months as the decree writes them."""
        is_month = self.kind is PeriodKind.MONTH
        return f"{month_figure(self.number)}/{self.year}" if is_month else self.short_label

    @property
    def _half(self) -> str:
        return "đầu" if self.number == 1 else "cuối"

    @property
    def is_first_of_year(self) -> bool:
        """Whether figures counted from the start of the year restart in this period."""
        return self.number == 1

    @property
    def first_month(self) -> int:
        """The first calendar month (1-12) of the period; a period on request spans its year."""
        return self.last_month - self._months + 1

    @property
    def last_month(self) -> int:
        """The last calendar month (1-12) of the period; a period on request spans its year."""
        return 12 if self.kind is PeriodKind.ON_REQUEST else self.number * self._months

    @property
    def _months(self) -> int:
        return 12 if self.kind is PeriodKind.ON_REQUEST else 12 // _PER_YEAR[self.kind]

    def previous(self) -> "ReportingPeriod | None":
        """Return the period before this one of the same kind, or None before the first one there is.

        The first period on request of a year has none: numbering restarts and says nothing about the topic.
        """
        if self.number > 1:
            return ReportingPeriod(self.year, self.kind, self.number - 1)
        if self.kind is PeriodKind.ON_REQUEST or self.year == FIRST_YEAR:
            return None
        return ReportingPeriod(self.year - 1, self.kind, _PER_YEAR[self.kind])

    def same_last_year(self) -> "ReportingPeriod | None":
        """Return the same period one year earlier (cùng kỳ năm trước), or None where there is none."""
        if self.kind is PeriodKind.ON_REQUEST or self.year == FIRST_YEAR:
            return None
        return ReportingPeriod(self.year - 1, self.kind, self.number)

    def next(self) -> "ReportingPeriod":
        """Return the period after this one of the same kind.

        Raises:
            ValueError: this is the last period that can be expressed.
        """
        if self.kind is PeriodKind.ON_REQUEST or self.number < _PER_YEAR[self.kind]:
            return ReportingPeriod(self.year, self.kind, self.number + 1)
        return ReportingPeriod(self.year + 1, self.kind, 1)


def month_figure(month: int) -> str:
    """Write a month (1-12) the way documents do: 01, 02, 3 … 12 (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{month:02d}" if month <= 2 else f"{month}"


def date_label(day: dt.date) -> str:
    """Print a day the way screens, forms to fill in and tables of data do: 05/06/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def document_date_label(day: dt.date) -> str:
    """Print a day the way documents do: 05/6/2026, 12/01/2026; a leading zero only below 10 and in months 1 and 2
    (NĐ 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{day.day:02d}/{month_figure(day.month)}/{day.year:04d}"


def with_document_dates(text: str) -> str:
    """Return a text of the program with its days, printed as by `date_label`, in the style of documents."""
    return _PRINTED_DAY.sub(r"\1/\2/\3", text)


@dataclass(frozen=True, slots=True)
class DataWindow:
    """The days whose facts a report counts (thời gian chốt số liệu), both ends included.

    Raises:
        ValueError: the window ends before it starts.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"Khoảng chốt số liệu {self.label} bị ngược. Kiểm tra lại hai ngày.")

    @property
    def label(self) -> str:
        """The window in words: "11/10/2026 đến 10/11/2026"."""
        return f"{date_label(self.start)} đến {date_label(self.end)}"

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day <= self.end


def _day_of(year: int, month: int, offset: int, day: int) -> dt.date:
    """The given day of the month `offset` months after `month`; a day too many becomes the last one."""
    years, month_index = divmod(month - 1 + offset, 12)
    last = gregorian.monthrange(year + years, month_index + 1)[1]
    return dt.date(year + years, month_index + 1, min(day, last))


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier; a day too many becomes the last one of its month."""
    return _day_of(day.year, day.month, -months, day.day)


@dataclass(frozen=True, slots=True)
class WindowRule:
    """How a regime derives the data window of a period.

    The start counts months from the period's first month, the end from its last month; days are 1-31 and
    are cut to the length of the month. `stated_by` says whether the plan states it ("plan"), a decree
    ("decree") or we read it so ("reading"), and `why` gives the reason to the officer. `periods` are the reports on
    request that it is stated for: whoever asks for the next report sets its own.
    """

    start_day: int
    start_month_offset: int
    end_day: int
    end_month_offset: int
    why: str = ""
    stated_by: str = "reading"
    periods: tuple[ReportingPeriod, ...] = ()

    def __post_init__(self) -> None:
        _require_day(self.start_day)
        _require_day(self.end_day)

    def states(self, period: ReportingPeriod) -> bool:
        """Say whether the rule sets the window of this period, or only stands in until somebody does."""
        return period.kind is not PeriodKind.ON_REQUEST or period in self.periods

    def may_change(self, period: ReportingPeriod) -> bool:
        """Say whether the officer may set another window: what plan and decree state about periodic reports stands."""
        return period.kind is PeriodKind.ON_REQUEST or self.stated_by == "reading"

    def window_of(self, period: ReportingPeriod) -> DataWindow:
        """Return the days that the figures of `period` cover."""
        return DataWindow(
            _day_of(period.year, period.first_month, self.start_month_offset, self.start_day),
            _day_of(period.year, period.last_month, self.end_month_offset, self.end_day),
        )


def _require_day(day: int) -> None:
    if not 1 <= day <= 31:
        raise ValueError(f"Ngày {day} không có trong tháng. Ghi từ 1 đến 31.")


_ND09_CLAUSES = {
    PeriodKind.MONTH: "tháng: từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo",
    PeriodKind.QUARTER: "quý: từ ngày 15 tháng trước kỳ báo cáo đến ngày 14 tháng cuối quý",
    PeriodKind.HALF_YEAR: "6 tháng: từ 15/12 năm trước đến 14/6, hoặc từ 15/6 đến 14/12",
    PeriodKind.YEAR: "năm: từ 15/12 năm trước đến 14/12",
}


def nd09_window_rule(kind: PeriodKind) -> WindowRule:
    """Return the default data window of NĐ 09/2019/NĐ-CP Điều 12 for a kind of periodic report.

    Raises:
        ValueError: the kind is on request, for which whoever asks sets the window.
    """
    if kind is PeriodKind.ON_REQUEST:
        raise ValueError("Báo cáo đột xuất, chuyên đề: thời gian chốt số liệu do cơ quan yêu cầu quy định.")
    why = f"NĐ 09/2019/NĐ-CP Điều 12, báo cáo {_ND09_CLAUSES[kind]}."
    return WindowRule(15, -1, 14, 0, why=why, stated_by="decree")


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """When a report is due (thời hạn gửi): a day and local time, counted from the period's last month.

    `inclusive` False is "Trước 17h00": a report sent at 17:00 sharp is late. `stated_by` as in WindowRule.
    `periods` are those that a deadline on request is stated for: whoever asks for the next report sets its own.
    """

    day: int
    month_offset: int
    time: dt.time
    inclusive: bool = False
    why: str = ""
    stated_by: str = ""
    periods: tuple[ReportingPeriod, ...] = ()

    def __post_init__(self) -> None:
        _require_day(self.day)

    def states(self, period: ReportingPeriod) -> bool:
        """Say whether the rule sets the deadline of this period."""
        return period.kind is not PeriodKind.ON_REQUEST or period in self.periods

    def deadline_of(self, period: ReportingPeriod) -> dt.datetime:
        """Return the moment the report of `period` is due, in local time without a zone."""
        day = _day_of(period.year, period.last_month, self.month_offset, self.day)
        return dt.datetime.combine(day, self.time)

    def is_past(self, period: ReportingPeriod, now: dt.datetime) -> bool:
        """Say whether a report of `period` sent `now` would be late."""
        deadline = self.deadline_of(period)
        return now > deadline if self.inclusive else now >= deadline


@dataclass(frozen=True, slots=True)
class Regime:
    """A reporting regime (chế độ báo cáo): what kind of period, which days it counts, when it is due.

    `not_before` is the earliest plausible completion date under the plan; `nature_note` explains to the
    officer what cumulative figures cover.
    """

    period_kind: PeriodKind
    window: WindowRule
    deadline: DeadlineRule
    not_before: dt.date | None = None
    nature_note: str = ""


class WorkingCalendar(Protocol):
    """Which days the offices are closed."""

    def day_off_reason(self, day: dt.date) -> str | None:
        """Return why nobody works on `day` ("Chủ Nhật", "Tết Nguyên đán"), or None on a working day."""


def previous_working_day(calendar: WorkingCalendar, day: dt.date) -> dt.date:
    """Return the last working day before `day`.

    Raises:
        ValueError: there is none within two months, so the calendar is wrong.
    """
    for back in range(1, _LONGEST_BREAK + 1):
        earlier = day - dt.timedelta(days=back)
        if calendar.day_off_reason(earlier) is None:
            return earlier
    raise ValueError(f"Không có ngày làm việc nào trước {date_label(day)}. Kiểm tra lại danh sách ngày nghỉ.")


def working_days_between(calendar: WorkingCalendar, start: dt.date, end: dt.date) -> int:
    """Count the working days strictly after `start` and strictly before `end`."""
    inner = (start + dt.timedelta(days=n) for n in range(1, (end - start).days))
    return sum(calendar.day_off_reason(day) is None for day in inner)


def remaining_label(now: dt.datetime, deadline: dt.datetime) -> str:
    """Say how long until the deadline, or since: "còn 3 ngày 4 giờ", "quá hạn 2 ngày 1 giờ".

    The two largest units are printed, rounded down; less than a minute either way is "vừa đến hạn".
    """
    minutes = int(abs(deadline - now).total_seconds()) // 60
    if minutes == 0:
        return "vừa đến hạn"
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = ((days, "ngày"), (hours, "giờ")) if days else ((hours, "giờ"), (minutes, "phút"))
    span = " ".join(f"{count} {unit}" for count, unit in parts if count)
    return f"{'còn' if now < deadline else 'quá hạn'} {span}"


def weekday_label(day: dt.date) -> str:
    """Name the day of the week: "Thứ Năm", "Chủ Nhật"."""
    return _WEEKDAYS[day.weekday()]
