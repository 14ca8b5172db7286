"""Periods, the days their figures cover, and when they are due."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.domain.period import (
    DataWindow,
    DeadlineRule,
    PeriodKind,
    Regime,
    ReportingPeriod,
    WindowRule,
    date_label,
    document_date_label,
    nd09_window_rule,
    previous_working_day,
    remaining_label,
    weekday_label,
    with_document_dates,
    working_days_between,
)

PLAN_WINDOW = WindowRule(start_day=11, start_month_offset=-1, end_day=10, end_month_offset=0)
PLAN_DEADLINE = DeadlineRule(day=12, month_offset=0, time=dt.time(17, 0))
ONE_DAY = dt.timedelta(days=1)
at = dt.datetime.fromisoformat

numbered = {
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
    PeriodKind.ON_REQUEST: 99,
}
kinds = st.sampled_from(PeriodKind)
any_period = kinds.flatmap(
    lambda kind: st.builds(
        ReportingPeriod, st.integers(2000, 2100), st.just(kind), st.integers(1, numbered[kind])
    )
)
inner_period = any_period.filter(lambda p: 2001 <= p.year <= 2099 and p.kind is not PeriodKind.ON_REQUEST)
months = st.builds(ReportingPeriod, st.integers(2001, 2099), st.just(PeriodKind.MONTH), st.integers(1, 12))


@pytest.mark.parametrize(
    ("code", "kind", "number", "label", "short"),
    [
        ("2026-11", PeriodKind.MONTH, 11, "tháng 11/2026", "11/2026"),
        ("2026-01", PeriodKind.MONTH, 1, "tháng 01/2026", "01/2026"),
        ("2026-02", PeriodKind.MONTH, 2, "tháng 02/2026", "02/2026"),
        ("2026-03", PeriodKind.MONTH, 3, "tháng 3/2026", "03/2026"),
        ("2026-Q1", PeriodKind.QUARTER, 1, "quý I/2026", "Quý I/2026"),
        ("2026-Q3", PeriodKind.QUARTER, 3, "quý III/2026", "Quý III/2026"),
        ("2026-Q4", PeriodKind.QUARTER, 4, "quý IV/2026", "Quý IV/2026"),
        ("2026-H1", PeriodKind.HALF_YEAR, 1, "6 tháng đầu năm 2026", "6T đầu 2026"),
        ("2026-H2", PeriodKind.HALF_YEAR, 2, "6 tháng cuối năm 2026", "6T cuối 2026"),
        ("2026", PeriodKind.YEAR, 1, "năm 2026", "2026"),
        ("2026-X1", PeriodKind.ON_REQUEST, 1, "đợt 1 năm 2026", "Đợt 1/2026"),
        ("2026-X12", PeriodKind.ON_REQUEST, 12, "đợt 12 năm 2026", "Đợt 12/2026"),
    ],
)
def test_codes_and_names(code: str, kind: PeriodKind, number: int, label: str, short: str) -> None:
    period = ReportingPeriod.parse(code)
    assert period == ReportingPeriod(2026, kind, number)
    assert (str(period), period.label, period.short_label) == (code, label, short)


@given(any_period)
def test_a_code_reads_back(period: ReportingPeriod) -> None:
    assert ReportingPeriod.parse(str(period)) == period


BAD_CODES = [
    *("", " 2026-11", "2026-11\n", "２０２６-11", "tháng 11", "26-11", "2026/11", "11/2026", "2026-11-10"),
    *("2026-13", "2026-00", "2026-1", "2026-Q5", "2026-Q0", "2026-q3", "2026-H3"),
    *("2026-X0", "2026-X", "2026-X01", "2026-X100"),
]


@pytest.mark.parametrize("code", BAD_CODES)
def test_an_unknown_code_is_refused_with_what_to_write(code: str) -> None:
    with pytest.raises(ValueError, match="Ghi như 2026-11, 2026-Q3, 2026-H1, 2026 hoặc 2026-X1"):
        ReportingPeriod.parse(code)


@pytest.mark.parametrize("code", ["1999-12", "2101-01", "0000", "9999-Q1"])
def test_a_year_out_of_range_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="nằm ngoài khoảng 2000–2100"):
        ReportingPeriod.parse(code)


@pytest.mark.parametrize(
    ("kind", "number"),
    [(PeriodKind.MONTH, 13), (PeriodKind.MONTH, 0), (PeriodKind.YEAR, 2), (PeriodKind.QUARTER, 5)],
)
def test_a_period_that_does_not_exist_cannot_be_made(kind: PeriodKind, number: int) -> None:
    with pytest.raises(ValueError, match="Không có kỳ báo cáo"):
        ReportingPeriod(2026, kind, number)


@pytest.mark.parametrize(
    ("code", "previous", "following", "last_year"),
    [
        ("2026-11", "2026-10", "2026-12", "2025-11"),
        ("2026-01", "2025-12", "2026-02", "2025-01"),
        ("2026-12", "2026-11", "2027-01", "2025-12"),
        ("2026-Q1", "2025-Q4", "2026-Q2", "2025-Q1"),
        ("2026-H2", "2026-H1", "2027-H1", "2025-H2"),
        ("2026", "2025", "2027", "2025"),
        ("2026-X2", "2026-X1", "2026-X3", None),
        ("2026-X1", None, "2026-X2", None),
        ("2000-01", None, "2000-02", None),
        ("2000", None, "2001", None),
    ],
)
def test_neighbours(code: str, previous: str | None, following: str, last_year: str | None) -> None:
    period = ReportingPeriod.parse(code)
    assert period.previous() == (previous and ReportingPeriod.parse(previous))
    assert period.next() == ReportingPeriod.parse(following)
    assert period.same_last_year() == (last_year and ReportingPeriod.parse(last_year))


@pytest.mark.parametrize("code", ["2100-12", "2100", "2026-X99"])
def test_there_is_nothing_after_the_last_period(code: str) -> None:
    with pytest.raises(ValueError, match=r"nằm ngoài khoảng|Không có kỳ báo cáo"):
        ReportingPeriod.parse(code).next()


@given(inner_period)
def test_previous_undoes_next_and_order_follows_time(period: ReportingPeriod) -> None:
    assert period.next().previous() == period
    assert period < period.next()


@pytest.mark.parametrize(
    ("code", "first"),
    [("2026-01", True), ("2026-02", False), ("2026-Q1", True), ("2026-H2", False), ("2026", True)],
)
def test_the_first_period_of_a_year(code: str, first: bool) -> None:
    assert ReportingPeriod.parse(code).is_first_of_year is first


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2026-11", dt.date(2026, 10, 11), dt.date(2026, 11, 10)),
        ("2026-01", dt.date(2025, 12, 11), dt.date(2026, 1, 10)),
        ("2026-03", dt.date(2026, 2, 11), dt.date(2026, 3, 10)),
    ],
)
def test_the_window_of_the_2026_plan(code: str, start: dt.date, end: dt.date) -> None:
    assert PLAN_WINDOW.window_of(ReportingPeriod.parse(code)) == DataWindow(start, end)


def test_a_window_says_its_days_and_knows_them() -> None:
    window = PLAN_WINDOW.window_of(ReportingPeriod.parse("2026-11"))
    assert window.label == "11/10/2026 đến 10/11/2026"
    assert dt.date(2026, 10, 11) in window
    assert dt.date(2026, 11, 10) in window
    assert dt.date(2026, 10, 10) not in window
    assert dt.date(2026, 11, 11) not in window


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="11/11/2026 đến 10/11/2026 bị ngược"):
        DataWindow(dt.date(2026, 11, 11), dt.date(2026, 11, 10))


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2026-11", "2026-10-15", "2026-11-14"),
        ("2026-01", "2025-12-15", "2026-01-14"),
        ("2026-Q1", "2025-12-15", "2026-03-14"),
        ("2026-Q3", "2026-06-15", "2026-09-14"),
        ("2026-H1", "2025-12-15", "2026-06-14"),
        ("2026-H2", "2026-06-15", "2026-12-14"),
        ("2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_the_default_windows_of_the_reporting_decree(code: str, start: str, end: str) -> None:
    period = ReportingPeriod.parse(code)
    rule = nd09_window_rule(period.kind)
    expected = DataWindow(dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    assert rule.window_of(period) == expected
    assert rule.stated_by == "decree"
    assert "NĐ 09/2019/NĐ-CP Điều 12" in rule.why


def test_a_report_on_request_has_no_default_window() -> None:
    with pytest.raises(ValueError, match="do cơ quan yêu cầu quy định"):
        nd09_window_rule(PeriodKind.ON_REQUEST)


def test_a_window_on_request_is_counted_from_its_year() -> None:
    rule = WindowRule(1, 0, 31, -6)
    window = rule.window_of(ReportingPeriod.parse("2026-X1"))
    assert window == DataWindow(dt.date(2026, 1, 1), dt.date(2026, 6, 30))


@given(months, st.integers(2, 28))
def test_successive_months_leave_no_day_out_and_count_none_twice(
    month: ReportingPeriod, start_day: int
) -> None:
    rule = WindowRule(start_day, -1, start_day - 1, 0)
    assert rule.window_of(month.next()).start == rule.window_of(month).end + ONE_DAY


@given(inner_period)
def test_the_decree_s_windows_leave_no_day_out_and_count_none_twice(period: ReportingPeriod) -> None:
    rule = nd09_window_rule(period.kind)
    assert rule.window_of(period.next()).start == rule.window_of(period).end + ONE_DAY


@given(st.dates(dt.date(2001, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_in_the_window_of_exactly_one_month(day: dt.date) -> None:
    here = ReportingPeriod(day.year, PeriodKind.MONTH, day.month)
    around = [here.previous(), here, here.next()]
    assert sum(day in PLAN_WINDOW.window_of(month) for month in around if month) == 1


def test_calendar_months_end_on_their_last_day() -> None:
    rule = WindowRule(1, 0, 31, 0)
    ends = [
        rule.window_of(ReportingPeriod.parse(code)).end
        for code in ("2026-02", "2028-02", "2026-04", "2026-12")
    ]
    assert ends == [dt.date(2026, 2, 28), dt.date(2028, 2, 29), dt.date(2026, 4, 30), dt.date(2026, 12, 31)]


@pytest.mark.parametrize("day", [0, 32, -1])
def test_a_day_that_no_month_has_is_refused(day: int) -> None:
    with pytest.raises(ValueError, match="không có trong tháng"):
        WindowRule(day, -1, 10, 0)
    with pytest.raises(ValueError, match="không có trong tháng"):
        WindowRule(11, -1, day, 0)
    with pytest.raises(ValueError, match="không có trong tháng"):
        DeadlineRule(day, 0, dt.time(17))


def test_the_deadline_of_the_2026_plan() -> None:
    assert PLAN_DEADLINE.deadline_of(ReportingPeriod.parse("2026-11")) == at("2026-11-12T17:00")


@pytest.mark.parametrize(
    ("code", "offset", "deadline"),
    [
        ("2026-12", 1, at("2027-01-12T17:00")),
        ("2026-Q3", 0, at("2026-09-12T17:00")),
        ("2026-H1", 0, at("2026-06-12T17:00")),
        ("2026", 0, at("2026-12-12T17:00")),
    ],
)
def test_a_deadline_counts_from_the_last_month(code: str, offset: int, deadline: dt.datetime) -> None:
    rule = DeadlineRule(12, offset, dt.time(17, 0))
    assert rule.deadline_of(ReportingPeriod.parse(code)) == deadline


@pytest.mark.parametrize(
    ("clock", "exclusive", "inclusive"),
    [("16:59:59", False, False), ("17:00:00", True, False), ("17:00:01", True, True)],
)
def test_before_seventeen_hours_means_before(clock: str, exclusive: bool, inclusive: bool) -> None:
    november = ReportingPeriod.parse("2026-11")
    now = at(f"2026-11-12T{clock}")
    assert PLAN_DEADLINE.is_past(november, now) is exclusive
    assert DeadlineRule(12, 0, dt.time(17, 0), inclusive=True).is_past(november, now) is inclusive


def test_a_regime_needs_no_earliest_date() -> None:
    regime = Regime(PeriodKind.MONTH, PLAN_WINDOW, PLAN_DEADLINE)
    assert (regime.not_before, regime.nature_note) == (None, "")


@dataclass
class ClosedOn:
    days: Collection[dt.date]

    def day_off_reason(self, day: dt.date) -> str | None:
        return "Nghỉ" if day in self.days else None


def november(*days: int) -> list[dt.date]:
    return [dt.date(2026, 11, day) for day in days]


def test_the_working_day_before_skips_days_off() -> None:
    weekend = ClosedOn(november(14, 15))
    assert previous_working_day(weekend, dt.date(2026, 11, 16)) == dt.date(2026, 11, 13)
    assert previous_working_day(weekend, dt.date(2026, 11, 15)) == dt.date(2026, 11, 13)
    assert previous_working_day(weekend, dt.date(2026, 11, 13)) == dt.date(2026, 11, 12)


def test_a_calendar_without_working_days_is_reported() -> None:
    always_closed = ClosedOn([dt.date(2026, 11, 16) - n * ONE_DAY for n in range(400)])
    with pytest.raises(ValueError, match="trước 16/11/2026"):
        previous_working_day(always_closed, dt.date(2026, 11, 16))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [(10, 12, 1), (10, 11, 0), (10, 10, 0), (12, 10, 0), (13, 16, 0), (12, 17, 2), (10, 17, 4)],
)
def test_working_days_strictly_between(start: int, end: int, days: int) -> None:
    weekend = ClosedOn(november(14, 15))
    assert working_days_between(weekend, dt.date(2026, 11, start), dt.date(2026, 11, end)) == days


@pytest.mark.parametrize(
    ("now", "label"),
    [
        ("2026-11-09T13:00", "còn 3 ngày 4 giờ"),
        ("2026-11-14T18:00", "quá hạn 2 ngày 1 giờ"),
        ("2026-11-09T17:00", "còn 3 ngày"),
        ("2026-11-09T16:30", "còn 3 ngày"),
        ("2026-11-12T12:40", "còn 4 giờ 20 phút"),
        ("2026-11-12T15:00", "còn 2 giờ"),
        ("2026-11-12T16:59", "còn 1 phút"),
        ("2026-11-12T16:59:30", "vừa đến hạn"),
        ("2026-11-12T17:00", "vừa đến hạn"),
        ("2026-11-12T17:00:59", "vừa đến hạn"),
        ("2026-11-12T17:45", "quá hạn 45 phút"),
        ("2026-11-13T17:00", "quá hạn 1 ngày"),
    ],
)
def test_how_long_until_the_deadline(now: str, label: str) -> None:
    assert remaining_label(at(now), at("2026-11-12T17:00")) == label


def test_days_of_the_week() -> None:
    week = [weekday_label(dt.date(2026, 11, day)) for day in range(9, 16)]
    assert week == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]


def test_a_day_is_printed_with_two_figures() -> None:
    assert date_label(dt.date(2026, 3, 5)) == "05/03/2026"


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2026-06-05", "05/6/2026"),
        ("2026-01-12", "12/01/2026"),
        ("2026-02-05", "05/02/2026"),
        ("2026-03-31", "31/3/2026"),
        ("2026-10-09", "09/10/2026"),
        ("2026-11-12", "12/11/2026"),
    ],
)
def test_documents_write_a_zero_only_before_days_below_ten_and_months_one_and_two(day: str, label: str) -> None:
    printed = dt.date.fromisoformat(day)
    assert document_date_label(printed) == label
    assert with_document_dates(f"Hạn 17:00 {date_label(printed)}.") == f"Hạn 17:00 {label}."


@pytest.mark.parametrize(
    ("code", "label"),
    [("2026-02", "02/2026"), ("2026-06", "6/2026"), ("2026-11", "11/2026"), ("2026-Q3", "Quý III/2026")],
)
def test_documents_name_a_month_the_same_way(code: str, label: str) -> None:
    assert ReportingPeriod.parse(code).document_short_label == label
