"""Giá trị chỉ tiêu: one indicator's reading in one period, with its sources and recognition answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import Indicator, RecognitionQuestion


class FigureState(StrEnum):
    """The five states a figure can be in; stored and printed distinctly, never confused."""

    REPORTED = "reported"
    ZERO = "zero"
    NOT_ARISING = "not_arising"
    MISSING = "missing"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def has_figures(self) -> bool:
        """True when numerator, denominator or value belong to the state."""
        return self in (FigureState.REPORTED, FigureState.ZERO)


class SourceKind(StrEnum):
    """Where a source's figures were read from."""

    EXTRACT = "extract"
    REGISTER = "register"
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Flow:
    """Arisen, processed and pending counts of a high-risk indicator (KH II.3)."""

    arisen: Decimal | None = None
    processed: Decimal | None = None
    pending: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """The same figures as one source gives them; ``printed_ratio`` is the percentage the source itself prints."""

    name: str = ""
    kind: SourceKind = SourceKind.OTHER
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    taken_on: date | None = None
    evidence: tuple[str, ...] = ()
    """SHA-256 of the original files, lower-case hex."""
    printed_ratio: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecognitionAnswer:
    """Answer to one non-recognition question; ``occurred`` None: not answered (rule CN-001)."""

    question: RecognitionQuestion
    occurred: bool | None = None
    cases: int | None = None
    note: str = ""
    population: int | None = None
    sample: int | None = None


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """Kiểm tra thực địa of a high-risk indicator."""

    date: date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """One reading. Figures are None in the states that have none; ``state`` None: not chosen yet (CT-001)."""

    code: str
    state: FigureState | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    flow: Flow | None = None
    sources: tuple[SourceReading, ...] = ()
    recognition: tuple[RecognitionAnswer, ...] = ()
    field_check: FieldCheck | None = None
    explanation: Explanation | None = None
    note: str = ""

    @property
    def has_figures(self) -> bool:
        """True when the state is one that carries figures."""
        return self.state is not None and self.state.has_figures

    def exact_ratio(self) -> Fraction | None:
        """a/b in percent, exact; None without figures or with b = 0 (which is never 0% nor 100%)."""
        if not self.has_figures or self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator) / Fraction(self.denominator) * 100

    def answer(self, question: RecognitionQuestion) -> RecognitionAnswer | None:
        """The answer given to this question, if any."""
        return next((answer for answer in self.recognition if answer.question is question), None)


def cases_counted(reading: IndicatorReading) -> int:
    """k: the cases of all conditions of KH II.4 that occurred, as far as their number was given."""
    return sum(max(answer.cases or 0, 0) for answer in reading.recognition if answer.occurred)


def ratio_without_cases(reading: IndicatorReading) -> Fraction | None:
    """(a-k)/b in percent, exact: for information beside the plain ratio, it never decides whether a target is met.

    None without a ratio, without a counted case, and where the cases are more than a (files of one procedure may be).
    """
    cases = cases_counted(reading)
    if reading.exact_ratio() is None or reading.numerator is None or not 0 < cases <= reading.numerator:
        return None
    return Fraction(reading.numerator - cases) / Fraction(reading.denominator or 1) * 100


def is_met(indicator: Indicator, reading: IndicatorReading) -> bool | None:
    """Whether the target is met, on exact figures; None when there is nothing to compare."""
    if indicator.is_count:
        return indicator.target.is_met_by(reading.value) if reading.has_figures and reading.value is not None else None
    ratio = reading.exact_ratio()
    return None if ratio is None else indicator.target.is_met_by(ratio)


def is_recognised(indicator: Indicator, reading: IndicatorReading) -> bool | None:
    """False when a condition of KH II.4 occurred; None when nothing is reported or a question is unanswered.

    A condition counts that the agency says has occurred, whether or not the plan asks it of this indicator.
    """
    if not reading.has_figures:
        return None
    if any(answer.occurred for answer in reading.recognition):
        return False
    answers = [reading.answer(question) for question in indicator.recognition]
    return None if any(answer is None or answer.occurred is None for answer in answers) else True
