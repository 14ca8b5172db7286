"""Hồ sơ chỉ tiêu: what an indicator is, where its target is printed, how we read it, its course over the periods."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan, assign
from sonla_desktop.domain.reading import IndicatorReading, is_met, is_recognised
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.usecases.ports import Store, UnitOfWork, World
from sonla_desktop.usecases.read_month import plan_of_form

MOST_PERIODS: Final = 24
"""Two years of months: as many as can be compared at a glance."""


@dataclass(frozen=True, slots=True)
class PastReading:
    """The indicator in one period, as the newest version of its report has it.

    ``met`` is None where there is nothing to compare, and in the years before the plan, whose targets were others;
    ``recognised`` as :func:`is_recognised`. Both are None for an indicator that the plan keeps to other agencies.
    """

    period: ReportingPeriod
    version: int
    closed: bool
    reading: IndicatorReading
    met: bool | None
    recognised: bool | None


@dataclass(frozen=True, slots=True)
class IndicatorPassport:
    """Everything an officer has to know of an indicator before answering for its figure."""

    indicator: Indicator
    plan_title: str
    appendix_title: str
    """As printed above the tasks of the indicator; it may word the target otherwise. Empty: there is none."""
    out_of_scope: str
    """Why the indicator is not this agency's unless it says otherwise; empty: it is."""
    history: tuple[PastReading, ...]
    """Oldest first, up to the period asked for."""


def read_passport(world: World, store: Store, key: ReportKey, code: str) -> IndicatorPassport:
    """The passport of this indicator as it stands in the period of ``key``, with the periods before it.

    Raises:
        KeyError: the plan of the form has no such indicator.
    """
    plan = plan_of_form(world.catalogue, key.form)
    indicator = plan.indicator(code)
    applies = assign(plan, store.agency).applies(indicator)
    with store.begin() as work:
        history = tuple(_past_readings(work, key, plan, indicator, judged=applies))
    titles = [appendix.title for appendix in plan.appendices if appendix.indicator == indicator.number]
    scope = "" if applies else plan.out_of_scope_note
    return IndicatorPassport(indicator, plan.title, titles[0] if titles else "", scope, history)


def _past_readings(
    work: UnitOfWork, key: ReportKey, plan: Plan, indicator: Indicator, *, judged: bool
) -> Iterable[PastReading]:
    known = {
        item.period: closed
        for item, _, closed in work.reports()
        if (item.form, item.part, item.period.kind) == (key.form, key.part, key.period.kind)
    }
    for period in sorted(period for period in known if period <= key.period)[-MOST_PERIODS:]:
        report = work.newest_report(replace(key, period=period))
        reading = report.reading(indicator.code) if report else None
        if report is not None and reading is not None:
            met = is_met(indicator, reading) if judged and period.year == plan.year else None
            recognised = is_recognised(indicator, reading) if judged else None
            yield PastReading(period, report.version, known[period], reading, met, recognised)
