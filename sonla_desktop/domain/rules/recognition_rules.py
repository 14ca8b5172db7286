"""Rules about the conditions under which a result is not recognised (KH II.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import IndicatorReading, RecognitionAnswer, cases_counted, ratio_without_cases
from sonla_desktop.domain.rules.context import IndicatorCheck
from sonla_desktop.domain.rules.entered import Figures, printed_percent, reported_figures, written
from sonla_desktop.domain.rules.rule import At, at, indicator_rule
from sonla_desktop.domain.rules.wording import CONDITION_NAMES, SIZE_NAMES

_WRONG_FIGURES: Final = ("CT-001", "CT-002", "CT-003", "CT-004", "CT-012")


@indicator_rule("CN-001", Severity.ERROR, source="KH II.4")
def recognition_questions_are_answered(check: IndicatorCheck) -> Iterator[At]:
    """Each condition of non-recognition that concerns the indicator is answered yes or no, as its numbers say.

    "Không" with a number of cases is no answer; neither is a number below 0.
    """
    reading = check.reading
    if reading is None or not reading.has_figures:
        return
    for question in check.indicator.recognition:
        answer = reading.answer(question)
        if answer is None or answer.occurred is None:
            yield at(f"recognition.{question.value}", variant=question.value.replace("_", "-"))
        else:
            yield from _contradicted(answer)


def _contradicted(answer: RecognitionAnswer) -> Iterator[At]:
    path = f"recognition.{answer.question.value}"
    below = _below_zero(answer)
    for name, seen in below:
        yield at(f"{path}.{name}", variant="negative", figure=SIZE_NAMES[name], seen=seen)
    if not below and answer.occurred is False and answer.cases:
        yield at(f"{path}.cases", variant="cases", condition=CONDITION_NAMES[answer.question], cases=answer.cases)


def _below_zero(answer: RecognitionAnswer) -> list[tuple[str, int]]:
    sizes = ((name, getattr(answer, name)) for name in SIZE_NAMES)
    return [(name, size) for name, size in sizes if size is not None and size < 0]


@indicator_rule("CN-002", Severity.WARNING, source="KH II.4", silenced_by=_WRONG_FIGURES)
def an_unrecognised_result_is_reported_as_such(check: IndicatorCheck) -> Iterator[At]:
    """Each condition that occurred, with its cases and the ratio without the cases of all conditions.

    Without a number of cases the warning asks for it; a hard stop would only invite an invented one. More cases
    than the numerator are no mistake for certain (files of one procedure may be many), so no ratio is told then.
    A sample that is too small or wrongly taken spoils the whole measurement and has no cases. What the agency says
    has occurred counts though the plan does not ask it of this indicator.
    """
    reading = check.reading
    figures = reported_figures(check.indicator, reading)
    if reading is None or figures is None:
        return
    for question in dict.fromkeys((*check.indicator.recognition, *(item.question for item in reading.recognition))):
        answer = reading.answer(question)
        if answer is not None and answer.occurred and not _below_zero(answer):
            yield _unrecognised(reading, answer, figures)


def _unrecognised(reading: IndicatorReading, answer: RecognitionAnswer, figures: Figures) -> At:
    path, seen = f"recognition.{answer.question.value}", written(figures)
    if answer.question is RecognitionQuestion.SATISFACTION_SAMPLE:
        return at(path, variant="sample", figures=seen)
    condition, cases = CONDITION_NAMES[answer.question], answer.cases
    if not cases:
        return at(path, variant="uncounted", condition=condition, figures=seen)
    if len(figures) == 1:
        return at(path, variant="count", condition=condition, cases=cases, figures=seen)
    ratio = ratio_without_cases(reading)
    if ratio is None:
        total, numerator = cases_counted(reading), figures[0]
        return at(path, variant="more", condition=condition, cases=cases, total=total, numerator=numerator)
    without = printed_percent(ratio)
    return at(path, variant="counted", condition=condition, cases=cases, ratio=without, figures=seen)


@indicator_rule(
    "CN-003", Severity.WARNING, source="KH II.4", needs=("parameters",), silenced_by=("CT-001", "CT-012")
)
def the_satisfaction_sample_is_large_enough(check: IndicatorCheck) -> Iterator[At]:
    """The sample suffices for its population; more asked than there are is wrong, and an unknown size is told.

    Silent where the sample is already reported as too small: the result is not recognised then (CN-002).
    """
    question, reading = RecognitionQuestion.SATISFACTION_SAMPLE, check.reading
    if question not in check.indicator.recognition or reading is None or not reading.has_figures:
        return
    answer = reading.answer(question)
    if answer is None or answer.occurred is not False or _below_zero(answer):
        return
    if place := _sample_size(check, answer):
        yield place


def _sample_size(check: IndicatorCheck, answer: RecognitionAnswer) -> At | None:
    path = f"recognition.{answer.question.value}"
    if not answer.population or answer.sample is None:
        return at(path, variant="unknown", severity=Severity.NOTICE)
    if answer.sample > answer.population:
        seen, most = answer.sample, answer.population
        return at(path, variant="more", severity=Severity.ERROR, seen=seen, most=most)
    needed = check.context.parameters.sample_needed(answer.population)
    if answer.sample >= needed:
        return None
    return at(path, variant="small", seen=answer.sample, population=answer.population, needed=needed)
