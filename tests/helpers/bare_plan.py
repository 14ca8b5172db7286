"""A plan that is nothing but codes, for tests that need no more of it."""

from collections.abc import Iterable
from datetime import time
from decimal import Decimal

from sonla_desktop.domain.indicator import Indicator, Operator, Target, Unit
from sonla_desktop.domain.period import DeadlineRule, PeriodKind, Regime, WindowRule
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.task import Deadline, DeadlineKind, Task

REGIME = Regime(PeriodKind.MONTH, WindowRule(11, -1, 10, 0), DeadlineRule(12, 0, time(17)))


def bare_plan(indicators: Iterable[str], tasks: Iterable[str]) -> Plan:
    """A plan of 2026 with indicators and tasks of these codes."""
    return Plan(
        id="kh-2026",
        version=1,
        year=2026,
        title="Kế hoạch",
        indicators=tuple(bare_indicator(number, code) for number, code in enumerate(indicators, 1)),
        appendices=(),
        tasks=tuple(bare_task(number, code) for number, code in enumerate(tasks, 1)),
        duties=(),
        regime=REGIME,
        addressees=(),
        out_of_scope_note="Không giao.",
    )


def bare_indicator(number: int, code: str) -> Indicator:
    return Indicator(
        number=number,
        code=code,
        name=f"Chỉ tiêu {number}",
        unit=Unit.PERCENT,
        target=Target(Operator.AT_LEAST, Decimal(70), Unit.PERCENT, "≥ 70%"),
        numerator="",
        denominator="",
        formula="",
        source_system="",
        aggregating_agency="",
        appendix="",
        remark="",
        section_text="",
    )


def bare_task(number: int, code: str) -> Task:
    return Task(
        code=code,
        number=number,
        appendix="II",
        name=f"Nhiệm vụ {number}",
        description="",
        lead="",
        lead_scope=("xa_phuong",),
        lead_named=(),
        coordinating="",
        coordinating_scope=(),
        coordinating_named=(),
        deadline=Deadline(DeadlineKind.RECURRING, "Thường xuyên"),
        product="",
    )
