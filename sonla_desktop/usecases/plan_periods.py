"""Which periods a plan asks reports for, so that lists, boards and choices all count the same ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import Plan

MOST_REQUESTS: Final = 99
_PER_YEAR: Final = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2, PeriodKind.YEAR: 1}


def periods_of(plan: Plan, known: Iterable[ReportingPeriod] = ()) -> list[ReportingPeriod]:
    """Every period the plan asks for, kind by kind; of those on request the known or dated ones and the next."""
    regimes = (plan.regime, *plan.other_regimes)
    kinds = [regime.period_kind for regime in regimes]
    asked = {period for period in known if period.kind is PeriodKind.ON_REQUEST}
    asked.update(period for regime in regimes for period in regime.deadline.periods)
    requested = max((period.number for period in asked), default=0)
    count = _PER_YEAR | {PeriodKind.ON_REQUEST: min(requested + 1, MOST_REQUESTS)}
    return [ReportingPeriod(plan.year, kind, number) for kind in kinds for number in range(1, count[kind] + 1)]
