"""Limits that the rules judge by and that the plan leaves open: defaults of ours, which the officer may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

_PERCENT = Decimal(100)
_LEAST: Final = Decimal("0.01")
RANGES: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "jump_points": (_LEAST, _PERCENT),
    "jump_factor": (_LEAST, Decimal(1_000_000)),
    "stock_percent": (_LEAST, _PERCENT),
    "slow_days": (Decimal(1), Decimal(366)),
    "slow_percent": (Decimal(1), _PERCENT),
    "field_check_months": (Decimal(1), Decimal(12)),
    "sample_deviate": (_LEAST, Decimal(10)),
    "sample_margin": (_LEAST, Decimal(99)),
}
"""Least and most that an agency may set of each limit, both allowed; beyond them a check judges nothing."""


@dataclass(frozen=True, slots=True)
class CheckParameters:
    """Limits of the checks. None of them stands in the plan; ``jump`` and ``stock`` limits are for CT-007 and CT-009.

    Raises:
        ValueError: a limit is not positive, or a percentage reaches 100.
    """

    jump_points: Decimal = Decimal(20)
    """A ratio that moves this many percentage points against the period before is asked about (CT-007)."""
    jump_factor: Decimal = Decimal(10)
    """A figure that grows or shrinks this many times against the period before is asked about (CT-007)."""
    stock_percent: Decimal = Decimal(10)
    """The denominator of a stock may change by this many percent without a question (CT-009)."""
    slow_days: int = 30
    """A task due within this many days … (NV-008)"""
    slow_percent: int = 50
    """… and below this percentage is told of (NV-008)."""
    field_check_months: int = 3
    """A field check counts for this many months up to the end of the data window (DC-004)."""
    sample_deviate: Decimal = Decimal("1.96")
    """Normal deviate of the confidence wanted of a satisfaction sample: 1,96 is 95% (CN-003)."""
    sample_margin: Decimal = Decimal(5)
    """Margin of error of a satisfaction sample, in percentage points (CN-003)."""

    def __post_init__(self) -> None:
        limits = (self.jump_points, self.jump_factor, self.stock_percent, self.sample_deviate, self.sample_margin)
        if min(limits) <= 0 or min(self.slow_days, self.slow_percent, self.field_check_months) <= 0:
            raise ValueError("Giới hạn kiểm tra phải lớn hơn 0.")
        if self.sample_margin >= _PERCENT or self.slow_percent > _PERCENT:
            raise ValueError("Giới hạn kiểm tra tính bằng phần trăm phải dưới 100.")

    def sample_needed(self, population: int) -> int:
        """Smallest sample of a finite population: n = N·n₀ / (N + n₀ − 1), n₀ = z²·0,25/e², rounded up.

        With 95% and ±5% n₀ is 384,16: of 412 people 200 are asked.
        """
        if population <= 0:
            return 0
        unlimited = self.sample_deviate**2 / 4 / (self.sample_margin / _PERCENT) ** 2
        needed = population * unlimited / (population + unlimited - 1)
        return min(population, int(needed.to_integral_value(ROUND_CEILING)))


def chosen_parameters(parameters: CheckParameters) -> dict[str, int | str]:
    """Those that differ from ours, as JSON: what is not there follows a better default of a later program."""
    usual = CheckParameters()
    chosen = {item.name: getattr(parameters, item.name) for item in fields(CheckParameters)}
    return {
        name: format(value, "f") if isinstance(value, Decimal) else value
        for name, value in chosen.items()
        if value != getattr(usual, name)
    }


def parameters_of(chosen: Mapping[str, int | str]) -> CheckParameters:
    """The reverse of :func:`chosen_parameters`; raises TypeError, ValueError or ArithmeticError."""
    values: dict[str, Any] = {
        name: Decimal(value) if isinstance(value, str) else value for name, value in chosen.items()
    }
    return CheckParameters(**values)
