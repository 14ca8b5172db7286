"""What an indicator of a plan is: its formula, target, sources, and our readings of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Unit(StrEnum):
    """Đơn vị tính of an indicator or of a target."""

    PERCENT = "percent"
    COUNT = "count"


class Nature(StrEnum):
    """How a figure relates to time (a reading of ours where the plan is silent)."""

    FLOW_YTD = "flow_ytd"
    """Cumulative since the start of the reporting year; restarts in period 01."""
    STOCK = "stock"
    """State at the end of the data window."""
    FLOW_MONTH = "flow_month"


class RecognitionQuestion(StrEnum):
    """The four conditions under which a result is not recognised (KH II.4)."""

    REENTERED = "reentered"
    PAPER_PARALLEL = "paper_parallel"
    UNUSED_SIGNATURES = "unused_signatures"
    SATISFACTION_SAMPLE = "satisfaction_sample"


class Operator(StrEnum):
    """How a target is compared: ``≥``, strictly above, or exactly."""

    AT_LEAST = ">="
    ABOVE = ">"
    EXACTLY = "="


@dataclass(frozen=True, slots=True)
class Target:
    """Mục tiêu: operator, value and the exact phrase printed in the plan."""

    operator: Operator
    value: Decimal
    unit: Unit
    text: str

    def is_met_by(self, value: Fraction | Decimal) -> bool:
        """Decided on the exact value, never on a rounded one: 4.202/6.003 prints 70,00% and is below 70%."""
        exact, wanted = Fraction(value), Fraction(self.value)
        if self.operator is Operator.AT_LEAST:
            return exact >= wanted
        return exact > wanted if self.operator is Operator.ABOVE else exact == wanted


@dataclass(frozen=True, slots=True)
class ReadingReasons:
    """Why we read the plan as we do where it is silent, one reason for each kind of reading; shown to the officer."""

    nature: str = ""
    proportion: str = ""
    high_risk: str = ""
    min_sources: str = ""
    extract_required: str = ""
    recognition: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: the plan's own words first, then our readings (``stated_by: reading`` in the plan data)."""

    number: int
    code: str
    name: str
    unit: Unit
    target: Target
    numerator: str
    """What a counts; for a count indicator, what is counted."""
    denominator: str
    formula: str
    source_system: str
    aggregating_agency: str
    appendix: str
    remark: str
    section_text: str
    result_2025: Decimal | None = None
    result_2025_text: str = ""
    notes: tuple[str, ...] = ()
    nature: Nature = Nature.STOCK
    proportion: bool = False
    """True when a is a part of b, so that a > b is impossible (rule CT-003)."""
    high_risk: bool = False
    min_sources: int = 1
    extract_required: bool = False
    recognition: tuple[RecognitionQuestion, ...] = ()
    applies_to: tuple[str, ...] = ()
    """Agency codes; empty: every agency."""
    why: ReadingReasons = ReadingReasons()

    @property
    def is_count(self) -> bool:
        """True when the figure is one whole number, without numerator and denominator."""
        return self.unit is Unit.COUNT
