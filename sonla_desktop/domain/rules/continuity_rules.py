"""Rules that hold an indicator's figures against those of the period before (KH III, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Nature
from sonla_desktop.domain.numbers import ratio_percent
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.rules.context import IndicatorCheck
from sonla_desktop.domain.rules.entered import Figures, figure_fields, given, printed_percent, reported_figures, written
from sonla_desktop.domain.rules.rule import At, at, indicator_rule
from sonla_desktop.domain.rules.wording import FIGURE_NAMES

_WRONG_FIGURES: Final = ("CT-001", "CT-002", "CT-003", "CT-004", "CT-012")
"""Where the figures themselves are wrong, comparing them says nothing more."""


@indicator_rule(
    "CT-006",
    Severity.ERROR,
    source="KH",
    needs=("previous", "history"),
    silenced_by=_WRONG_FIGURES,
)
def cumulative_figures_do_not_shrink(check: IndicatorCheck) -> Iterator[At]:
    """Figures counted from the start of the year only grow; the first period of a year starts again.

    Each is held against the newest earlier figure of the same year, however many periods without one lie between;
    and what arose once this year cannot be said not to have arisen.
    """
    reading = check.reading
    if check.indicator.nature is not Nature.FLOW_YTD or reading is None:
        return
    if reading.state is FigureState.NOT_ARISING:
        if arose := _arose_before(check):
            yield arose
    elif reading.has_figures:
        for name, seen in given(reading, *figure_fields(check.indicator)):
            found = _newest_earlier(check, name)
            if found is not None and seen < found[1]:
                period, least = found
                yield at(name, figure=FIGURE_NAMES[name], seen=seen, least=least, period=period.short_label)


def _newest_earlier(check: IndicatorCheck, name: str) -> tuple[ReportingPeriod, Decimal] | None:
    """The newest earlier figure of this year and its period; None where no report of this year states one."""
    figures = ((period, getattr(item, name)) for period, item in check.this_year if item.has_figures)
    return next(((period, figure) for period, figure in figures if figure is not None), None)


def _arose_before(check: IndicatorCheck) -> At | None:
    """An objection to "không phát sinh" after figures of this year that are not all 0."""
    reported = ((period, reported_figures(check.indicator, item)) for period, item in check.this_year)
    period, figures = next(((period, figures) for period, figures in reported if figures), (None, ()))
    if period is None or not any(figure > 0 for figure in figures):
        return None
    return at("state", variant="not-arising", figures=written(figures), period=period.short_label)


@indicator_rule(
    "CT-007",
    Severity.WARNING,
    source="KH III",
    needs=("previous", "parameters"),
    silenced_by=(*_WRONG_FIGURES, "CT-006"),
)
def figures_do_not_jump(check: IndicatorCheck) -> Iterator[At]:
    """A figure that changed many times over, else a ratio that moved far, against the period before: one finding.

    The changed figure explains the ratio. A stock's denominator that changed is CT-009's to tell, and so is
    the ratio that moved with it. Cumulative figures start again in the first period of a year: only their ratio
    is compared there. 0 has no multiple, so it is taken as 1: from 0 to 9 is not asked about, from 0 to 10 is.
    """
    jumps = [(name, seen, before) for name, seen, before in _pairs(check) if _jumped(check, name, seen, before)]
    if len(jumps) == 1:
        ((name, seen, before),) = jumps
        yield at(name, variant="figure", figure=FIGURE_NAMES[name], seen=seen, before=before)
    elif jumps:
        now, last = tuple(jump[1] for jump in jumps), tuple(jump[2] for jump in jumps)
        yield at("numerator", variant="both", seen=written(now), before=written(last))
    elif place := _moved_ratio(check):
        yield place


@indicator_rule("CT-008", Severity.WARNING, source="KH III", needs=("previous",), silenced_by=_WRONG_FIGURES)
def a_flow_does_not_stand_still(check: IndicatorCheck) -> Iterator[At]:
    """Two counts of what is being done, both the very same as in the period before, look copied.

    A stock may well stand still, and so may a single count such as products brought to market.
    """
    if check.indicator.nature is Nature.STOCK or check.indicator.is_count:
        return
    now, last = _both(check)
    if now is not None and now == last:
        yield at("numerator", numerator=now[0], denominator=now[1])


@indicator_rule(
    "CT-009", Severity.WARNING, source="KH III", needs=("previous", "parameters"), silenced_by=_WRONG_FIGURES
)
def the_whole_of_a_stock_hardly_changes(check: IndicatorCheck) -> Iterator[At]:
    """The denominator of what is there at a given day changes a little from month to month, or the scope changed."""
    if not _stock_changed(check):
        return
    now, last = _both(check)
    if now is not None and last is not None:
        change = ratio_percent(abs(now[1] - last[1]), last[1])
        yield at("denominator", seen=now[1], before=last[1], change=printed_percent(change))


def _both(check: IndicatorCheck) -> tuple[Figures | None, Figures | None]:
    """All figures of this period and of the one before."""
    return reported_figures(check.indicator, check.reading), reported_figures(check.indicator, check.previous)


def _pairs(check: IndicatorCheck) -> list[tuple[str, Decimal, Decimal]]:
    """Field, figure of this period and of the one before, for each figure that both report."""
    reading, previous = check.reading, check.previous
    if reading is None or previous is None or not (reading.has_figures and previous.has_figures):
        return []
    pairs = ((name, getattr(reading, name), getattr(previous, name)) for name in figure_fields(check.indicator))
    return [(name, seen, before) for name, seen, before in pairs if seen is not None and before is not None]


def _jumped(check: IndicatorCheck, name: str, seen: Decimal, before: Decimal) -> bool:
    nature = check.indicator.nature
    if nature is Nature.FLOW_YTD and check.context.report.period.is_first_of_year:
        return False
    if nature is Nature.STOCK and name == "denominator":
        return False
    least, most = sorted(max(figure, Decimal(1)) for figure in (seen, before))
    return most >= least * check.context.parameters.jump_factor


def _moved_ratio(check: IndicatorCheck) -> At | None:
    now, last = _both(check)
    if now is None or last is None or check.reading is None or check.previous is None or _stock_changed(check):
        return None
    ratio, before = check.reading.exact_ratio(), check.previous.exact_ratio()
    if ratio is None or before is None:
        return None
    points = abs(ratio - before)
    if points < Fraction(check.context.parameters.jump_points):
        return None
    return at(
        "numerator",
        variant="ratio",
        ratio=printed_percent(ratio),
        before=printed_percent(before),
        points=printed_percent(points),
        figures=written(now),
        figures_before=written(last),
    )


def _stock_changed(check: IndicatorCheck) -> bool:
    now, last = _both(check)
    if check.indicator.nature is not Nature.STOCK or check.indicator.is_count or now is None or last is None:
        return False
    limit = check.context.parameters.stock_percent
    return last[1] > 0 and abs(now[1] - last[1]) * 100 > last[1] * limit
