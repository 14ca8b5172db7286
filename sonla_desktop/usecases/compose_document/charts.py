"""Charts of the indicators: what was achieved beside the targets, and the course of the last twelve periods."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.chart import Chart, TargetBar, TargetChart, TrendChart, TrendLine
from sonla_desktop.domain.document import Block, Paragraph, Picture, Role
from sonla_desktop.domain.form_definition import ChartKind
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_percent, percent_decimal
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document.wording import Words
from sonla_desktop.usecases.document_ports import ChartDrawer
from sonla_desktop.usecases.outcomes import IndicatorItem

PERIODS: Final = 12
_DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class ChartSource:
    """Who draws charts, and the reports of the periods before, oldest first."""

    drawer: ChartDrawer
    history: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class TitledChart:
    """A chart with the title that stands above it and what it says in words, for whoever cannot see it."""

    chart: Chart
    title: str
    described: str


def titled_chart(
    words: Words, kind: ChartKind, report: Report, history: tuple[Report, ...], indicators: list[Indicator]
) -> TitledChart | None:
    """The chart of this kind over all ratios; None where there is nothing to compare."""
    built, title, described = _KINDS[kind]
    chart, details = built(words, report, history, [one for one in indicators if not one.is_count])
    return None if chart is None else TitledChart(chart, words.phrase(title), f"{words.phrase(described)} {details}")


def chart_blocks(
    words: Words, source: ChartSource, kind: ChartKind, report: Report, items: tuple[IndicatorItem, ...]
) -> Iterator[Block]:
    """The picture with its title above it; nothing where there is nothing to compare."""
    titled = titled_chart(words, kind, report, source.history, [item.indicator for item in items])
    if titled is not None:
        yield Paragraph(Role.TABLE_CAPTION, titled.title)
        yield Picture(source.drawer.draw(titled.chart), titled.described, source.drawer.width)


def _targets(
    words: Words, report: Report, _: tuple[Report, ...], indicators: list[Indicator]
) -> tuple[Chart | None, str]:
    bars = []
    for indicator in indicators:
        ratio = _ratio(report, indicator)
        if ratio is not None:
            label = words.phrase("chart_indicator", number=str(indicator.number))
            bars.append(TargetBar(label, ratio, indicator.target.value))
    details = "; ".join(f"{bar.label}: {format_percent(bar.value)}" for bar in bars)
    chart = TargetChart(tuple(bars), "%", words.phrase("chart_value"), words.phrase("chart_target"))
    return (chart if bars else None), f"{details}."


def _trend(
    words: Words, report: Report, history: tuple[Report, ...], indicators: list[Indicator]
) -> tuple[Chart | None, str]:
    reports = (*history, report)[-PERIODS:]
    lines = []
    for indicator in indicators:
        values = tuple(_ratio(one, indicator) for one in reports)
        if len([value for value in values if value is not None]) > 1:
            lines.append(TrendLine(words.phrase("chart_indicator", number=str(indicator.number)), values))
    if not lines:
        return None, ""
    periods = tuple(one.period.document_short_label for one in reports)
    return TrendChart(periods, tuple(lines), "%"), f"{periods[0]} – {periods[-1]}."


def _ratio(report: Report, indicator: Indicator) -> Decimal | None:
    reading = report.reading(indicator.code)
    if reading is None or not reading.has_figures or reading.numerator is None or not reading.denominator:
        return None
    return percent_decimal(reading.numerator, reading.denominator, _DECIMALS)


_Built = Callable[[Words, Report, tuple[Report, ...], list[Indicator]], tuple[Chart | None, str]]
_KINDS: Final[dict[ChartKind, tuple[_Built, str, str]]] = {
    ChartKind.TARGETS: (_targets, "chart_targets", "chart_targets_described"),
    ChartKind.TREND: (_trend, "chart_trend", "chart_trend_described"),
}
