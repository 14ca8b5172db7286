"""A year of an agency's indicators as they should be: nothing to correct or to explain in any month."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest

from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.findings import Finding, Severity
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FieldCheck, Flow, IndicatorReading
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.rules.registry import run_rules
from tests.helpers.months import DOCUMENTS, SATISFACTION, clean_context, plan, report

PERIODS = ["2025-12", *(f"2026-{month:02}" for month in range(1, 13))]


def month(period: ReportingPeriod) -> Report:
    """Cumulative figures that grow from the first month of each year; a field check every second month."""
    window = plan().regime.window.window_of(period)
    checked = FieldCheck(window.start, "Khớp sổ.") if period.number % 2 else None
    clean = report()
    documents, satisfaction = clean.reading(DOCUMENTS), clean.reading(SATISFACTION)
    assert documents is not None
    assert satisfaction is not None
    a, b = Decimal(68 * period.number), Decimal(84 * period.number)
    people = 50 * period.number
    answers = tuple(replace(item, population=people, sample=people) for item in satisfaction.recognition)
    year = {
        DOCUMENTS: replace(_as_of(documents, period, a, b), field_check=checked, flow=Flow(b, b - 5, Decimal(5))),
        SATISFACTION: replace(_as_of(satisfaction, period, b - 1, b), recognition=answers),
    }
    readings = tuple(year.get(item.code, item) for item in clean.indicators)
    return replace(clean, period=period, data_window=window, indicators=readings, tasks=())


def _as_of(reading: IndicatorReading, period: ReportingPeriod, a: Decimal, b: Decimal) -> IndicatorReading:
    """These figures in the reading and its sources, whose file was taken on the last day of the period."""
    taken = plan().regime.window.window_of(period).end
    sources = tuple(
        replace(
            source,
            numerator=a,
            denominator=b,
            printed_ratio=None,
            taken_on=taken,
            evidence=tuple(sha256(f"{name} {period}".encode()).hexdigest() for name in source.evidence),
        )
        for source in reading.sources
    )
    return replace(reading, numerator=a, denominator=b, sources=sources)


def checked_after(before: list[Report], now: Report) -> CheckContext:
    """The month on the day after its data window, with all that the months before hold against it."""
    day = now.data_window.end + timedelta(days=1)
    files = {sha: item for item in now.indicators for source in item.sources for sha in source.evidence}
    used = {
        sha: str(earlier.period)
        for earlier in before for item in earlier.indicators for source in item.sources for sha in source.evidence
    }  # fmt: skip
    context = clean_context(
        report=now,
        previous=before[-1] if before else None,
        history=tuple(before),
        used_elsewhere=used,
        now=datetime.combine(day, time(9)),
        evidence=dict.fromkeys(files, EvidenceState.PRESENT),
        counts=tuple(_counted(sha, item) for sha, item in files.items()),
    )
    return replace(context, assignment=replace(context.assignment, tasks=()))


def _counted(sha: str, item: IndicatorReading) -> SavedCount:
    return SavedCount(item.code, sha, int(item.numerator or 0), int(item.denominator or 0), rows_read=2000)


def to_settle(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{item.code} {item.where}" for item in findings if item.severity is not Severity.NOTICE]


@pytest.fixture(scope="module")
def year() -> list[Report]:
    return [month(ReportingPeriod.parse(period)) for period in PERIODS]


@pytest.mark.parametrize("position", range(1, len(PERIODS)), ids=PERIODS[1:])
def test_no_month_of_a_clean_year_has_anything_to_settle(year: list[Report], position: int) -> None:
    assert to_settle(run_rules(checked_after(year[:position], year[position]))) == []


def test_a_month_sent_again_as_the_next_one_is_noticed(year: list[Report]) -> None:
    copied = replace(year[6], period=year[7].period, data_window=year[7].data_window)
    found = to_settle(run_rules(checked_after(year[:7], copied)))
    assert found == [f"{code} {where}" for where in (DOCUMENTS, SATISFACTION) for code in ("CT-008", "MC-005")]
    assert to_settle(run_rules(checked_after(year[:7], year[7]))) == []
