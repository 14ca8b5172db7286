"""Rules about the sources of a high-risk indicator, what arose and what was processed, field checks (KH II.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.period import DataWindow, months_before
from sonla_desktop.domain.rules.context import IndicatorCheck
from sonla_desktop.domain.rules.entered import (
    Figures,
    figure_fields,
    given,
    may_have_figures,
    reported_figures,
    source_figures,
    written,
)
from sonla_desktop.domain.rules.rule import At, at, indicator_rule
from sonla_desktop.domain.text import fold

_OF_A_SOURCE: Final = ("numerator", "denominator")


@indicator_rule("DC-001", Severity.WARNING, source="KH II.3")
def high_risk_figures_have_enough_sources(check: IndicatorCheck) -> Iterator[At]:
    """Counts sources that can be compared: with a name and their figures; the same system twice is one source."""
    indicator, reading = check.indicator, check.reading
    if not indicator.high_risk or reading is None or not reading.has_figures:
        return
    names = {fold(source.name) for source in reading.sources if source_figures(indicator, source)} - {""}
    if len(names) < indicator.min_sources:
        yield at("sources", seen=len(names), least=indicator.min_sources)


@indicator_rule(
    "DC-002",
    Severity.WARNING,
    source="KH II.3",
    silenced_by=("CT-001", "CT-002", "CT-003", "CT-004", "CT-005", "CT-006", "CT-012"),
)
def the_sources_of_high_risk_figures_agree(check: IndicatorCheck) -> Iterator[At]:
    """Each source is held against the first one with figures, and the entered figures against all of them.

    Where the indicator is not high-risk, the entered figures are held against the only source there is.
    A source's own note does not explain a difference away: that is what the reason of the warning is for.
    """
    indicator = check.indicator
    found = compared_sources(check)
    if not found:
        return
    first, expected = next(iter(found.items()))
    for position, seen in found.items():
        if seen != expected:
            path = f"sources.{position}.{_first_difference(_OF_A_SOURCE, seen, expected)}"
            yield at(path, variant="differs", source=position + 1, seen=written(seen),
                     first=first + 1, expected=written(expected))  # fmt: skip
    entered = reported_figures(indicator, check.reading)
    if entered is not None and entered not in found.values():
        path = _first_difference(figure_fields(indicator), entered, expected)
        variant = "entered" if indicator.high_risk else "only"
        yield at(path, variant=variant, seen=written(entered), first=first + 1, expected=written(expected))


def compared_sources(check: IndicatorCheck) -> dict[int, Figures]:
    """Figures by position of the sources that can be compared.

    Several sources of an indicator that is not high-risk may be parts of one figure: there, only a single one can.
    """
    indicator, reading = check.indicator, check.reading
    if reading is None or not reading.has_figures:
        return {}
    if not indicator.high_risk and sum(bool(given(source, *_OF_A_SOURCE)) for source in reading.sources) > 1:
        return {}
    found = ((position, source_figures(indicator, source)) for position, source in enumerate(reading.sources))
    return {position: figures for position, figures in found if figures is not None}


def _first_difference(fields: tuple[str, ...], seen: Figures, expected: Figures) -> str:
    pairs = zip(fields, seen, expected, strict=False)
    return next((name for name, one, other in pairs if one != other), fields[0])


@indicator_rule("DC-003", Severity.ERROR, source="KH II.3", silenced_by=("CT-002", "CT-012"))
def what_arose_is_processed_or_pending(check: IndicatorCheck) -> Iterator[At]:
    """Not more is processed or pending than arose; and together they are what arose, where all three are given."""
    flow = check.reading.flow if check.reading else None
    if flow is None or not may_have_figures(check.reading) or flow.arisen is None:
        return
    if flow.processed is not None and flow.processed > flow.arisen:
        yield at("flow.processed", variant="more", seen=flow.processed, most=flow.arisen)
    elif flow.pending is None:
        return
    elif flow.processed is None:
        if flow.pending > flow.arisen:
            yield at("flow.pending", variant="more-pending", seen=flow.pending, most=flow.arisen)
    elif flow.arisen != flow.processed + flow.pending:
        yield at(
            "flow.arisen",
            variant="sum",
            seen=flow.arisen,
            expected=flow.processed + flow.pending,
            processed=flow.processed,
            pending=flow.pending,
        )


@indicator_rule("DC-004", Severity.NOTICE, source="KH II.3", needs=("history", "parameters"))
def high_risk_figures_are_checked_on_the_spot(check: IndicatorCheck) -> Iterator[At]:
    """A field check, in this report or an earlier one, dated within the last months of the data window.

    A day after the data window counts for the next report only.
    """
    reading = check.reading
    if not check.indicator.high_risk or reading is None or not reading.has_figures:
        return
    window = _months_up_to(check.context.report.data_window.end, check.context.parameters.field_check_months)
    checks = (item.field_check.date for item in (reading, *check.earlier) if item.field_check)
    last = max((day for day in checks if day is not None and day <= window.end), default=None)
    if last is None:
        yield at("field_check.date", variant="never", since=window.start, end=window.end)
    elif last < window.start:
        yield at("field_check.date", variant="before", since=window.start, end=window.end, last=last)


def _months_up_to(end: dt.date, months: int) -> DataWindow:
    """As many months with this last day: three months up to 10 November start on 11 August."""
    return DataWindow(months_before(end, months) + dt.timedelta(days=1), end)
