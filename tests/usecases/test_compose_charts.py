"""Charts in the document: beside the targets, over the last periods, and none where there is nothing to compare."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

import pytest

from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.domain.chart import Chart, TargetChart, TrendChart
from sonla_desktop.domain.document import Document, Picture, Table
from sonla_desktop.domain.form_definition import ChartKind, FormDefinition
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document import compose_document
from sonla_desktop.usecases.compose_document.charts import PERIODS, ChartSource
from tests.helpers import months
from tests.helpers.repository import ROOT


@dataclass
class Sketches:
    """Draws nothing and remembers what it was asked for."""

    width: float = 160.0
    charts: list[Chart] = field(default_factory=list)

    def draw(self, chart: Chart) -> bytes:
        self.charts.append(chart)
        return b"picture"


def form_with(*kinds: ChartKind) -> FormDefinition:
    form = read_form(ROOT / "forms" / "kh-2026.toml")
    sections = tuple(
        replace(section, charts=kinds) if section.id == "indicators" else section for section in form.sections
    )
    return replace(form, sections=sections)


def month(numerator: int, period: str = "2026-11") -> Report:
    change = months.reading(months.DOCUMENTS, numerator=numerator, denominator=1000)
    return replace(change(months.clean_context()).report, period=ReportingPeriod.parse(period))


def composed(sketches: Sketches | None, *kinds: ChartKind, history: tuple[Report, ...] = ()) -> Document:
    source = ChartSource(sketches, history) if sketches else None
    return compose_document(
        month(702), form_with(*kinds), assign(months.plan(), months.agency()), months.settings(), (),
        created=datetime.fromisoformat("2026-11-11T09:00"), check_code="1", charts=source,
    )  # fmt: skip


def pictures(document: Document) -> list[Picture]:
    return [block for block in document.main.blocks if isinstance(block, Picture)]


def test_ratios_stand_beside_their_targets_and_counts_are_left_out() -> None:
    sketches = Sketches()
    picture = pictures(composed(sketches, ChartKind.TARGETS))[0]
    chart = sketches.charts[0]
    assert isinstance(chart, TargetChart)
    bars = {bar.label: (bar.value, bar.target) for bar in chart.bars}
    assert bars["Chỉ tiêu 1"] == (Decimal("70.20"), Decimal(70))
    assert "Chỉ tiêu 10" not in bars
    assert "Chỉ tiêu 1: 70,20%" in picture.description
    assert picture.width == sketches.width


def test_the_trend_runs_over_the_last_twelve_periods_oldest_first() -> None:
    history = tuple(month(400 + 10 * n, f"2025-{n:02d}") for n in range(1, 13))
    sketches = Sketches()
    composed(sketches, ChartKind.TREND, history=history)
    chart = sketches.charts[0]
    assert isinstance(chart, TrendChart)
    assert len(chart.periods) == PERIODS
    assert (chart.periods[0], chart.periods[-1]) == ("02/2025", "11/2026")
    line = next(line for line in chart.lines if line.label == "Chỉ tiêu 1")
    assert (line.values[0], line.values[-1]) == (Decimal("42.00"), Decimal("70.20"))


@pytest.mark.parametrize("kinds", [(), (ChartKind.TREND,)], ids=["not asked for", "one period is no course"])
def test_there_is_no_chart_without_something_to_compare(kinds: tuple[ChartKind, ...]) -> None:
    assert pictures(composed(Sketches(), *kinds)) == []


def test_without_somebody_who_draws_there_is_no_chart() -> None:
    assert pictures(composed(None, ChartKind.TARGETS)) == []


def test_the_note_stays_with_its_table_above_the_chart() -> None:
    blocks = composed(Sketches(), ChartKind.TARGETS).main.blocks
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Table))
    assert "Ghi chú" in blocks[place + 1].text
    assert isinstance(blocks[place + 3], Picture)
