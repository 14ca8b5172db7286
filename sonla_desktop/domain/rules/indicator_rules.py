"""Rules about an indicator's own figures, its state and its explanation (KH III, V.1, Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.numbers import format_number, percent_decimal, read_printed_percent
from sonla_desktop.domain.reading import FigureState, IndicatorReading, SourceReading, is_met
from sonla_desktop.domain.rules.context import IndicatorCheck
from sonla_desktop.domain.rules.entered import applies, figure_fields, given, may_have_figures, printed_percent
from sonla_desktop.domain.rules.rule import At, at, indicator_rule
from sonla_desktop.domain.rules.wording import FIGURE_NAMES, FLOW_NAMES, measure, threshold, unexplained
from sonla_desktop.domain.text import says_something

_PRINTED_DECIMALS: Final = 2
_MOST_DECIMALS: Final = 12  # no system prints more; longer texts are read as no percentage at all
_WITHOUT_FIGURES: Final = {
    FigureState.NOT_ARISING: "not-arising",
    FigureState.MISSING: "missing",
    FigureState.OUT_OF_SCOPE: "out-of-scope",
}


@indicator_rule("CT-001", Severity.ERROR, source="KH III")
def figures_are_entered(check: IndicatorCheck) -> Iterator[At]:
    """Either the figures stand there or a state says why not; only the first missing figure is named."""
    reading = check.reading
    if reading is None:
        if applies(check):
            yield at("state", variant="nothing")
        return
    if not may_have_figures(reading):
        return
    missing = next((name for name in figure_fields(check.indicator) if getattr(reading, name) is None), None)
    if missing:
        yield at(missing, variant="figure", figure=FIGURE_NAMES[missing])
    elif reading.state is None:
        yield at("state", variant="state")


@indicator_rule("CT-002", Severity.ERROR)
def figures_are_whole_and_not_negative(check: IndicatorCheck) -> Iterator[At]:
    """All figures of this plan count things: documents, procedures, people, products."""
    if check.reading is None or not may_have_figures(check.reading):
        return
    for name, value in given(check.reading, "numerator", "denominator", "value"):
        if not _is_count(value):
            yield at(name, variant="own", figure=FIGURE_NAMES[name], seen=value)
    for name, value in given(check.reading.flow, *FLOW_NAMES):
        if not _is_count(value):
            yield at(f"flow.{name}", variant="own", figure=FLOW_NAMES[name], seen=value)
    for position, source in enumerate(check.reading.sources):
        for name, value in given(source, "numerator", "denominator"):
            if not _is_count(value):
                path = f"sources.{position}.{name}"
                yield at(path, variant="source", source=position + 1, figure=FIGURE_NAMES[name], seen=value)


def _is_count(value: Decimal) -> bool:
    return value >= 0 and value == value.to_integral_value()


@indicator_rule("CT-003", Severity.ERROR, source="KH Phụ lục I", silenced_by=("CT-001", "CT-002", "CT-004"))
def a_part_is_not_more_than_the_whole(check: IndicatorCheck) -> Iterator[At]:
    """Only where the plan's reading says that a is a part of b: indicator 3 may exceed 100%."""
    reading = check.reading
    if not check.indicator.proportion or reading is None or not may_have_figures(reading):
        return
    a, b = reading.numerator, reading.denominator
    if a is not None and b is not None and a > b:
        yield at("numerator", seen=a, most=b)


@indicator_rule("CT-004", Severity.ERROR, silenced_by=("CT-001", "CT-002"))
def the_denominator_is_not_zero(check: IndicatorCheck) -> Iterator[At]:
    """A ratio over nothing is neither 0% nor 100%; 0 of 0 means that nothing arose."""
    reading = check.reading
    if reading is None or check.indicator.is_count or not may_have_figures(reading):
        return
    if reading.denominator is None or reading.denominator != 0:
        return
    if reading.numerator:
        yield at("denominator", variant="denominator", numerator=reading.numerator)
    else:
        yield at("state", variant="both-zero")


@indicator_rule("CT-005", Severity.ERROR, silenced_by=("CT-002",))
def printed_ratios_follow_from_the_figures(check: IndicatorCheck) -> Iterator[At]:
    """A source's own percentage, at the decimals it prints, is its a/b rounded half-up."""
    reading = check.reading
    if reading is None or not may_have_figures(reading):
        return
    for position, source in enumerate(reading.sources):
        if place := _printed_ratio_differs(position, source):
            yield place


def _printed_ratio_differs(position: int, source: SourceReading) -> At | None:
    printed = (source.printed_ratio or "").strip()
    if not printed or source.numerator is None or not source.denominator:
        return None
    path, number = f"sources.{position}.printed_ratio", position + 1
    read = read_printed_percent(printed)
    if read is None or read[1] > _MOST_DECIMALS:
        return at(path, variant="unreadable", source=number, seen=printed[:20])
    value, decimals = read
    expected = percent_decimal(source.numerator, source.denominator, decimals)
    if value == expected:
        return None
    return at(path, variant="differs", source=number, seen=value, expected=expected)


@indicator_rule(
    "CT-010",
    Severity.NOTICE,
    source="KH Phụ lục I",
    silenced_by=("CT-001", "CT-002", "CT-003", "CT-004", "CT-006", "CT-012"),
)
def a_met_target_is_not_below_last_years_result(check: IndicatorCheck) -> Iterator[At]:
    """The targets of indicators 2 and 8 are below what 2025 reached, so that a met target may be a step back.

    Compared at the decimals that the plan prints the result with: no more of it is known.
    """
    indicator, reading = check.indicator, check.reading
    result = indicator.result_2025
    if result is None or reading is None or not applies(check) or is_met(indicator, reading) is not True:
        return
    seen = _comparable(indicator, reading, result)
    if seen is not None and seen < result:
        path, unit = figure_fields(indicator)[0], indicator.unit
        yield at(path, seen=measure(seen, unit), target=threshold(indicator.target), result=measure(result, unit))


def _comparable(indicator: Indicator, reading: IndicatorReading, result: Decimal) -> Decimal | None:
    """The count itself, or the ratio with as many decimals as the result has."""
    if indicator.is_count:
        return reading.value
    ratio = reading.exact_ratio()
    return None if ratio is None else printed_percent(ratio, len(f"{result:f}".partition(".")[2]))


@indicator_rule("CT-011", Severity.WARNING, source="KH V.1", silenced_by=("CT-006",))
def an_assigned_indicator_is_reported(check: IndicatorCheck) -> Iterator[At]:
    """An indicator given to this agency should have figures; where it has none, the note says why.

    Nothing having arisen is an answer in itself: it needs its note, but no warning.
    """
    reading = check.reading
    if reading is None or reading.state not in _WITHOUT_FIGURES or not applies(check):
        return
    not_arising = reading.state is FigureState.NOT_ARISING
    if not not_arising:
        yield at("state", variant=_WITHOUT_FIGURES[reading.state])
    if not says_something(reading.note):
        yield at("note", severity=Severity.ERROR, variant="not-arising" if not_arising else "note")


@indicator_rule("CT-012", Severity.ERROR, silenced_by=("CT-001", "CT-002"))
def figures_agree_with_the_state(check: IndicatorCheck) -> Iterator[At]:
    """A state without figures has none anywhere, "bằng không" has 0, and a figure is of the indicator's own kind.

    A state chosen by mistake is one slip, however many figures stand under it: it is told at the first of them.
    """
    reading = check.reading
    if reading is None or reading.state is None:
        return
    if reading.state in _WITHOUT_FIGURES:
        if left := list(_all_figures(reading)):
            yield at(left[0][0], variant=_WITHOUT_FIGURES[reading.state], figures=_first_of(left))
        return
    own = figure_fields(check.indicator)
    if reading.state is FigureState.ZERO and (value := getattr(reading, own[0])):
        yield at(own[0], variant="zero", figure=FIGURE_NAMES[own[0]], seen=value)
    wanted = " và ".join(FIGURE_NAMES[name] for name in own)
    for name, value in given(reading, *(name for name in FIGURE_NAMES if name not in own)):
        yield at(name, variant="foreign", figure=FIGURE_NAMES[name], seen=value, wanted=wanted)


def _first_of(figures: Sequence[tuple[str, str, Decimal]]) -> str:
    """What stands first, and how many more there are: "tử số là 812, còn 8 số khác"."""
    _, name, value = figures[0]
    more = f", còn {len(figures) - 1} số khác" if len(figures) > 1 else ""
    return f"{name} là {format_number(value)}{more}"


def _all_figures(reading: IndicatorReading) -> Iterator[tuple[str, str, Decimal]]:
    """Key path, Vietnamese name and value of each figure: the reading's own, its sources', and what arose."""
    for name, value in given(reading, *FIGURE_NAMES):
        yield name, FIGURE_NAMES[name], value
    for position, source in enumerate(reading.sources):
        for name, value in given(source, "numerator", "denominator"):
            yield f"sources.{position}.{name}", f"{FIGURE_NAMES[name]} của nguồn {position + 1}", value
    for name, value in given(reading.flow, *FLOW_NAMES):
        yield f"flow.{name}", FLOW_NAMES[name], value


@indicator_rule(
    "TM-001",
    Severity.ERROR,
    source="KH V.1",
    silenced_by=("CT-001", "CT-002", "CT-003", "CT-004", "CT-006", "CT-012"),
)
def unmet_indicators_are_explained(check: IndicatorCheck) -> Iterator[At]:
    """Decided on the exact ratio; the text says so where the rounded one would look met."""
    reading = check.reading
    if reading is None or not applies(check):
        return
    if reading.state is FigureState.MISSING:
        place = unexplained(reading.explanation, "missing")
    elif is_met(check.indicator, reading) is False:
        place = _unmet(check.indicator, reading)
    else:
        place = None
    if place:
        yield place


def _unmet(indicator: Indicator, reading: IndicatorReading) -> At | None:
    target = indicator.target
    if indicator.is_count or reading.numerator is None or not reading.denominator:
        return unexplained(reading.explanation, "count", seen=reading.value or Decimal(0), target=threshold(target))
    ratio = percent_decimal(reading.numerator, reading.denominator, _PRINTED_DECIMALS)
    variant = "rounded" if target.is_met_by(ratio) else "ratio"
    return unexplained(reading.explanation, variant, ratio=ratio, target=threshold(target))
