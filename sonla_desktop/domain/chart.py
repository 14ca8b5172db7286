"""Charts of a report as pure data; whoever draws them decides on lines and greys, not on what is compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TargetBar:
    """One indicator: its label, what was achieved and what is wanted, in the unit of the chart."""

    label: str
    value: Decimal
    target: Decimal


@dataclass(frozen=True, slots=True)
class TargetChart:
    """What was achieved beside the targets; ``unit`` is written at the axis ("%")."""

    bars: tuple[TargetBar, ...]
    unit: str
    value_name: str
    target_name: str


@dataclass(frozen=True, slots=True)
class TrendLine:
    """A figure over the periods of the chart; None where there is none."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Figures over periods, oldest first."""

    periods: tuple[str, ...]
    lines: tuple[TrendLine, ...]
    unit: str


Chart = TargetChart | TrendChart
