"""Whether a result is recognised, and the ratio without the cases that are not: exact, and never of nothing."""

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
    is_recognised,
    ratio_without_cases,
)
from tests.helpers.months import DOCUMENTS, PROCEDURES, SATISFACTION, plan

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
        (with_cases((True, -4)), None),
        (with_cases((True, 4), (True, -3)), Fraction(80800, 1003)),
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


@pytest.mark.parametrize(
    ("code", "answers", "recognised"),
    [
        (DOCUMENTS, {Q.REENTERED: False, Q.PAPER_PARALLEL: False, Q.UNUSED_SIGNATURES: False}, True),
        (DOCUMENTS, {Q.REENTERED: False, Q.PAPER_PARALLEL: False}, None),
        (DOCUMENTS, {Q.REENTERED: False, Q.PAPER_PARALLEL: None, Q.UNUSED_SIGNATURES: False}, None),
        (DOCUMENTS, {Q.UNUSED_SIGNATURES: True}, False),
        (SATISFACTION, {Q.SATISFACTION_SAMPLE: False, Q.REENTERED: True}, False),
        (PROCEDURES, {Q.REENTERED: True}, False),
        (PROCEDURES, {Q.REENTERED: False}, True),
        (PROCEDURES, {}, True),
    ],
)
def test_a_condition_that_occurred_counts_whether_or_not_it_is_asked(
    code: str, answers: dict[RecognitionQuestion, bool | None], recognised: bool | None
) -> None:
    indicator = next(item for item in plan().indicators if item.code == code)
    given = tuple(RecognitionAnswer(question, occurred) for question, occurred in answers.items())
    assert is_recognised(indicator, replace(READING, recognition=given)) is recognised
