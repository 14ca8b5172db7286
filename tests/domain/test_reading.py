"""The ratio without the cases that are not recognised: exact, for information, and never of nothing."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import (
    FigureState,
    IndicatorReading,
    RecognitionAnswer,
    cases_counted,
    ratio_without_cases,
)

Q = RecognitionQuestion
READING = IndicatorReading("x", FigureState.REPORTED, Decimal(812), Decimal(1003))


def with_cases(*cases: tuple[bool | None, int | None]) -> IndicatorReading:
    answers = tuple(RecognitionAnswer(question, *case) for question, case in zip(Q, cases, strict=False))
    return replace(READING, recognition=answers)


@pytest.mark.parametrize(
    ("reading", "left"),
    [
        (with_cases((True, 4)), Fraction(80800, 1003)),
        (with_cases((True, 4), (True, 3)), Fraction(80500, 1003)),
        (with_cases((True, 4), (False, 3), (None, 2), (True, None)), Fraction(80800, 1003)),
        (with_cases((True, 812)), Fraction(0)),
        (with_cases((True, 813)), None),
        (with_cases((True, 0)), None),
        (with_cases((False, 4)), None),
        (READING, None),
        (replace(with_cases((True, 4)), denominator=Decimal(0)), None),
        (replace(with_cases((True, 4)), numerator=None), None),
        (replace(with_cases((True, 4)), state=FigureState.MISSING), None),
    ],
)
def test_the_cases_that_occurred_are_taken_from_the_numerator(reading: IndicatorReading, left: Fraction | None) -> None:
    assert ratio_without_cases(reading) == left


def test_only_conditions_that_occurred_have_cases() -> None:
    assert cases_counted(with_cases((True, 4), (False, 3), (True, None), (True, 2))) == 6
