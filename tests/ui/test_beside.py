"""What stands beside a figure while it is typed: earlier periods, the other source, what arose, the sample needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState, Flow, IndicatorReading, RecognitionAnswer, SourceReading
from sonla_desktop.domain.report import Report
from sonla_desktop.ui import labels
from sonla_desktop.ui.indicators import beside, state
from sonla_desktop.ui.rows import RowView
from sonla_desktop.ui.snapshot import Snapshot, read_snapshot
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.progress import Silent
from tests.helpers import months
from tests.ui.fakes import full_store

INDICATORS = {item.code: item for item in months.plan().indicators}
DOCUMENTS, PRODUCTS = INDICATORS[months.DOCUMENTS], INDICATORS[months.PRODUCTS]


def texts(rows: list[RowView]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in rows]


def year_ago(*readings: IndicatorReading) -> Report:
    return replace(months.report(), period=ReportingPeriod.parse("2025-11"), indicators=readings)


@pytest.fixture
def snapshot(world: World, folder: Path) -> Callable[..., Snapshot]:
    """November with October before it, and the reports of other months given."""

    def read(*others: Report) -> Snapshot:
        reports = {report.key: report for report in (months.report(), *others)}
        return read_snapshot(world, full_store(world, folder, reports=reports), months.report().period, {}, Silent())

    return read


def test_the_last_month_and_the_month_a_year_ago_stand_beside_the_figures(
    snapshot: Callable[..., Snapshot],
) -> None:
    last_year = IndicatorReading(months.DOCUMENTS, FigureState.REPORTED, Decimal(4), Decimal(5))
    month = snapshot(year_ago(last_year))
    assert beside.earlier_headings(month) == ("", "Kỳ này", "Kỳ 10/2026", "Kỳ 11/2025")
    assert texts(beside.earlier_rows(DOCUMENTS, months.report().reading(months.DOCUMENTS), month)) == [
        ["a", "812", "776", "4"],
        ["b", "1.003", "975", "5"],
        ["Tỷ lệ", "80,96%", "79,59%", "80,00%"],
        ["Thay đổi", "", "+1,37 điểm %", "+0,96 điểm %"],
    ]


def test_a_count_changes_by_so_many(snapshot: Callable[..., Snapshot]) -> None:
    month = snapshot(year_ago(IndicatorReading(months.PRODUCTS, FigureState.NOT_ARISING)))
    rows = beside.earlier_rows(PRODUCTS, months.report().reading(months.PRODUCTS), month)
    assert texts(rows) == [["Số lượng", "6", "5", "–"], ["Thay đổi", "", "+1", "–"]]
    assert rows[0].cells[3].tip == "Không phát sinh"


def test_where_there_was_no_report_nothing_is_compared(snapshot: Callable[..., Snapshot]) -> None:
    rows = beside.earlier_rows(DOCUMENTS, months.report().reading(months.DOCUMENTS), snapshot())
    assert [row.cells[3].text for row in rows] == ["–"] * 4
    assert rows[0].cells[3].tip == beside.NO_REPORT


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [((7, 8), (3, 4), "+12,50 điểm %"), ((1, 2), (3, 6), "không đổi"), ((1, 3), (1, 2), "-16,67 điểm %")],
)
def test_a_ratio_changes_by_points_of_what_is_printed(
    now: tuple[int, int], before: tuple[int, int], said: str
) -> None:
    made = [IndicatorReading("x", FigureState.REPORTED, *map(Decimal, pair)) for pair in (now, before)]
    assert beside.change(DOCUMENTS, *made) == said
    assert beside.change(DOCUMENTS, made[0], IndicatorReading("x", FigureState.MISSING)) == "–"
    assert beside.change(DOCUMENTS, made[0], None) == "–"


def with_sources(*pairs: tuple[int | None, int | None]) -> IndicatorReading:
    sources = [
        SourceReading(f"Sổ {number}", numerator=_figure(a), denominator=_figure(b))
        for number, (a, b) in enumerate(pairs, 1)
    ]
    return replace(months.report().reading(months.DOCUMENTS), sources=tuple(sources))


def _figure(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def test_two_sources_are_set_side_by_side_with_their_difference() -> None:
    assert beside.source_headings(DOCUMENTS) == ("Đối chiếu", "a", "b", "Tỷ lệ")
    assert texts(beside.source_rows(DOCUMENTS, with_sources((812, 1003), (809, 1003)))) == [
        ["Báo cáo", "812", "1.003", "80,96%"],
        ["1. Sổ 1", "812", "1.003", "80,96%"],
        ["2. Sổ 2", "809", "1.003", "80,66%"],
        ["Chênh lệch", "3", "0", "0,30 điểm %"],
    ]


@pytest.mark.parametrize(
    ("pairs", "said", "tone"),
    [
        ([(812, 1003), (812, 1003)], "Các nguồn khớp nhau và khớp số báo cáo.", "good"),
        ([(811, 1003), (811, 1003)], "Các nguồn khớp nhau nhưng khác số báo cáo.", "warning"),
        (
            [(812, 1003), (809, 1005)],
            "Nguồn 2 so với nguồn 1: a ít hơn 3, b nhiều hơn 2, tỷ lệ thấp hơn 0,46 điểm %. Số báo cáo theo nguồn 1.",
            "warning",
        ),
        (
            [(800, 1003), (None, 5), (801, 1003)],
            "Nguồn 3 so với nguồn 1: a nhiều hơn 1, b bằng nhau, tỷ lệ cao hơn 0,10 điểm %. Số báo cáo khác mọi nguồn.",
            "warning",
        ),
        ([(812, 1003)], "Cần ít nhất 2 nguồn có đủ số liệu để đối chiếu.", "warning"),
        ([], "Cần ít nhất 2 nguồn có đủ số liệu để đối chiếu.", "warning"),
    ],
)
def test_whether_the_sources_agree_is_said(pairs: list[tuple[int | None, int | None]], said: str, tone: str) -> None:
    assert beside.sources_said(DOCUMENTS, with_sources(*pairs)) == (said, tone)


def test_one_source_is_enough_where_the_plan_asks_for_one() -> None:
    assert beside.sources_said(PRODUCTS, replace(with_sources((6, None)), value=Decimal(6))) == ("", "")


def test_sources_of_a_count_differ_by_so_many() -> None:
    reading = replace(with_sources((6, None), (5, None)), value=Decimal(6))
    assert texts(beside.source_rows(PRODUCTS, reading))[-1] == ["Chênh lệch", "1"]
    assert beside.sources_said(PRODUCTS, reading)[0] == "Nguồn 2 so với nguồn 1: ít hơn 1. Số báo cáo theo nguồn 1."


@pytest.mark.parametrize(
    ("figures", "said", "tone"),
    [
        ((1003, 990, 13), "1.003 − 990 − 13 = 0: khớp.", "good"),
        ((1003, 990, 10), "1.003 − 990 − 10 = 3: chưa khớp.", "error"),
        ((1003, 990, 15), "1.003 − 990 − 15 = -2: chưa khớp.", "error"),
        ((1003, 1010, None), "Số đã xử lý nhiều hơn số phát sinh 7.", "error"),
        ((1003, 990, None), "Phát sinh trừ đã xử lý còn 13.", ""),
        ((1003, None, 13), "", ""),
    ],
)
def test_what_arose_is_what_was_processed_and_what_is_pending(
    figures: tuple[int | None, ...], said: str, tone: str
) -> None:
    assert beside.flow_said(Flow(*map(_figure, figures))) == (said, tone)
    assert beside.flow_said(None) == ("", "")


@pytest.mark.parametrize(
    ("population", "sample", "said", "tone"),
    [
        (412, 226, "Cần ít nhất 200 phiếu (độ tin cậy 95%, sai số ±5%): đủ.", "good"),
        (412, 199, "Cần ít nhất 200 phiếu (độ tin cậy 95%, sai số ±5%): còn thiếu 1.", "warning"),
        (412, None, "Cần ít nhất 200 phiếu (độ tin cậy 95%, sai số ±5%).", ""),
        (None, 226, "Ghi tổng số lượt để biết số phiếu cần có.", ""),
    ],
)
def test_the_sample_that_is_needed_is_said(population: int | None, sample: int | None, said: str, tone: str) -> None:
    answer = RecognitionAnswer(RecognitionQuestion.SATISFACTION_SAMPLE, population=population, sample=sample)
    assert beside.sample_said(answer, CheckParameters()) == (said, tone)


def test_the_sample_follows_the_parameters() -> None:
    answer = RecognitionAnswer(RecognitionQuestion.SATISFACTION_SAMPLE, population=412, sample=226)
    stricter = CheckParameters(sample_deviate=Decimal("2.576"), sample_margin=Decimal("2.5"))
    assert "(độ tin cậy 99%, sai số ±2,5%): còn thiếu" in beside.sample_said(answer, stricter)[0]


def unrecognised(cases: int | None) -> IndicatorReading:
    reading = months.report().reading(months.DOCUMENTS)
    first, *others = reading.recognition
    return replace(reading, recognition=(replace(first, occurred=True, cases=cases), *others))


@pytest.mark.parametrize(
    ("cases", "detail", "without"),
    [
        (12, "Mục tiêu ≥70% · trừ 12 trường hợp còn 79,76% (chỉ để tham khảo)", "79,76%"),
        (1500, "Mục tiêu ≥70% · 1.500 trường hợp", ""),
        (None, "Mục tiêu ≥70%", ""),
    ],
)
def test_what_is_not_recognised_is_told_beside_the_plain_ratio(cases: int | None, detail: str, without: str) -> None:
    shown = state.result(DOCUMENTS, unrecognised(cases))
    assert (shown.figure, shown.verdict, shown.tone) == ("80,96%", "Không được công nhận", "warning")
    assert shown.detail == detail
    assert labels.ratio_without(unrecognised(cases)) == without


def test_the_list_shows_last_month_last_year_and_the_ratio_without_the_cases(
    snapshot: Callable[..., Snapshot],
) -> None:
    last_year = IndicatorReading(months.DOCUMENTS, FigureState.REPORTED, Decimal(4), Decimal(5))
    month = snapshot(year_ago(last_year))
    rows = state.rows(month, lambda code: unrecognised(12) if code == months.DOCUMENTS else month.report.reading(code))
    cells = [cell.view.text for cell in rows[0].cells]
    assert cells[2:] == [
        "812", "1.003", "80,96%", "79,76%", "≥70%", "79,59%", "+1,37 điểm %", "80,00%", "Không được công nhận"
    ]  # fmt: skip
    assert rows[0].cells[-1].view.tip == "Không được công nhận: trừ 12 trường hợp còn 79,76% (chỉ để tham khảo)"
    assert state.shown_columns(rows, is_narrow=False) == {5: True, 8: True, 9: True}
    assert state.shown_columns(rows[1:], is_narrow=True) == {5: False, 8: False, 9: False}
