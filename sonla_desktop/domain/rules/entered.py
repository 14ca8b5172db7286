"""What was entered for an indicator, as several modules of rules look at it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_number, percent_decimal
from sonla_desktop.domain.reading import Flow, IndicatorReading, SourceReading
from sonla_desktop.domain.rules.context import IndicatorCheck

_PRINTED_DECIMALS: Final = 2

Figures = tuple[Decimal, ...]
"""Tử số and mẫu số, or the one number of a count."""


def applies(check: IndicatorCheck) -> bool:
    """True when the plan gives the indicator to this agency."""
    return check.context.assignment.applies(check.indicator)


def figure_fields(indicator: Indicator) -> tuple[str, ...]:
    """The fields that hold the figures of such an indicator."""
    return ("value",) if indicator.is_count else ("numerator", "denominator")


def may_have_figures(reading: IndicatorReading | None) -> bool:
    """True unless the state says there are none; figures typed before a state is chosen are judged too."""
    return reading is not None and (reading.state is None or reading.has_figures)


def given(item: IndicatorReading | SourceReading | Flow | None, *fields: str) -> list[tuple[str, Decimal]]:
    """Name and value of those of the fields that hold a figure."""
    return [(name, value) for name in fields if (value := getattr(item, name, None)) is not None]


def reported_figures(indicator: Indicator, reading: IndicatorReading | None) -> Figures | None:
    """All figures of a reading that reports them; None while one is lacking, and in a state without figures."""
    if reading is None or not reading.has_figures:
        return None
    return _all_given(reading, figure_fields(indicator))


def source_figures(indicator: Indicator, source: SourceReading) -> Figures | None:
    """The same figures as a source gives them, the number of a count as its numerator; None while one is lacking."""
    return _all_given(source, ("numerator",) if indicator.is_count else ("numerator", "denominator"))


def _all_given(item: IndicatorReading | SourceReading, fields: tuple[str, ...]) -> Figures | None:
    values = tuple(value for _, value in given(item, *fields))
    return values if len(values) == len(fields) else None


def printed_percent(percent: Fraction, decimals: int = _PRINTED_DECIMALS) -> Decimal:
    """A value in percent, or in percentage points, as texts print it: rounded half-up once."""
    return percent_decimal(Decimal(percent.numerator), Decimal(percent.denominator * 100), decimals)


def written(figures: Figures) -> str:
    """Figures as a text names them: "812/1.003", "5"."""
    return "/".join(format_number(figure) for figure in figures)
