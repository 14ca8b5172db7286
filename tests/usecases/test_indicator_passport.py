"""Hồ sơ chỉ tiêu over a store on disk: what the plan prints, why it is read so, and the course of the figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.indicator import Nature
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState, IndicatorReading, RecognitionAnswer
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.usecases.indicator_passport import MOST_PERIODS, IndicatorPassport, read_passport
from tests.helpers import months, stores

NOVEMBER = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with stores.opened(stores.new_store(tmp_path / "so")) as opened:
        yield opened


def passport(store: SqliteStore, code: str = months.DOCUMENTS, key: ReportKey = NOVEMBER) -> IndicatorPassport:
    return read_passport(build_world("2026-11-09T10:00"), store, key, code)


def month(period: str, *readings: IndicatorReading) -> Report:
    parsed = ReportingPeriod.parse(period)
    return replace(
        months.report(), period=parsed, data_window=months.plan().regime.window.window_of(parsed), indicators=readings
    )


def documents(numerator: int, denominator: int, **changes: object) -> IndicatorReading:
    figures = (Decimal(numerator), Decimal(denominator))
    return replace(IndicatorReading(months.DOCUMENTS, FigureState.REPORTED, *figures), **changes)


def test_it_says_what_the_plan_prints_and_why_we_read_it_so(store: SqliteStore) -> None:
    found = passport(store)
    indicator = found.indicator
    assert indicator.number == 1
    assert indicator.target.text == "≥70%"
    assert "đạt trên 70%" in found.appendix_title.lower()
    assert any("đạt trên 70%" in note for note in indicator.notes)
    assert indicator.nature is Nature.FLOW_YTD
    assert indicator.why.nature.startswith("Kế hoạch không nói")
    assert "Mục II.4" in indicator.why.recognition
    assert found.history == ()


def test_each_indicator_of_the_plan_has_one(store: SqliteStore) -> None:
    plan = build_world("2026-11-09T10:00").catalogue.plan("kh-2026")
    titles = {passport(store, indicator.code).appendix_title for indicator in plan.indicators}
    assert len(titles) == len(plan.indicators)
    assert "" not in titles


def test_an_indicator_of_others_says_so(store: SqliteStore) -> None:
    assert passport(store, months.PROVINCIAL).out_of_scope == (
        "Kế hoạch giao chỉ tiêu này cho toàn tỉnh, không giao riêng cho cơ quan, đơn vị."
    )
    assert passport(store).out_of_scope == ""


def test_an_indicator_that_the_plan_does_not_have(store: SqliteStore) -> None:
    with pytest.raises(KeyError, match="khong-co"):
        passport(store, "khong-co")


def test_the_course_is_that_of_the_newest_versions_oldest_first(store: SqliteStore) -> None:
    answers = tuple(RecognitionAnswer(question, False, 0) for question in months.plan().indicators[0].recognition)
    occurred = (replace(answers[0], occurred=True, cases=3), *answers[1:])
    for report in (
        month("2026-09", documents(60, 100)),
        month("2025-11", documents(99, 100)),
        month("2026-10", documents(70, 100, recognition=answers)),
        month("2026-11", documents(75, 100, recognition=occurred)),
        month("2026-12", documents(80, 100)),
        replace(month("2026-08", documents(1, 2)), part="phong-van-hoa"),
    ):
        stores.save(store, report)
    found = passport(store).history
    assert [(str(past.period), past.met, past.recognised) for past in found] == [
        ("2025-11", None, None),
        ("2026-09", False, None),
        ("2026-10", True, True),
        ("2026-11", True, False),
    ]
    assert {(past.version, past.closed) for past in found} == {(1, False)}


def test_a_period_in_which_the_indicator_was_not_touched_is_left_out(store: SqliteStore) -> None:
    stores.save(store, month("2026-10", IndicatorReading(months.PROCEDURES, FigureState.MISSING)))
    assert passport(store).history == ()
    assert [past.met for past in passport(store, months.PROCEDURES).history] == [None]


def test_a_long_course_is_cut_at_its_old_end(store: SqliteStore) -> None:
    for year in (2024, 2025, 2026):
        for number in range(1, 13):
            stores.save(store, month(f"{year}-{number:02d}", documents(1, 2)))
    found = passport(store, key=replace(NOVEMBER, period=ReportingPeriod.parse("2026-12"))).history
    assert len(found) == MOST_PERIODS
    assert (str(found[0].period), str(found[-1].period)) == ("2025-01", "2026-12")
