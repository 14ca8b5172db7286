"""Figures of a reading as the document prints them; what cannot be computed is never printed as 0%."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.numbers import format_number, format_percent, format_ratio, half_up
from sonla_desktop.domain.period import document_date_label
from sonla_desktop.domain.reading import IndicatorReading, RecognitionAnswer, SourceReading, ratio_without_cases
from sonla_desktop.usecases.compose_document.wording import Words, clause, counted, sentence
from sonla_desktop.usecases.outcomes import IndicatorItem

_POINT_DECIMALS: Final = 2


def number_or(value: Decimal | int | None, blank: str) -> str:
    """A figure in Vietnamese format, or what stands for none."""
    return blank if value is None else format_number(value)


def figure(words: Words, reading: IndicatorReading, value: Decimal | None) -> str:
    """A figure of a reading; states without figures show a dash, whatever was typed before the state was chosen."""
    return number_or(value if reading.has_figures else None, words.phrase("blank"))


def ratio_of(words: Words, numerator: Decimal | None, denominator: Decimal | None) -> str:
    """a/b in percent with two decimals; a ratio over nothing is said to be none."""
    if numerator is None or denominator is None:
        return words.phrase("blank")
    return format_ratio(numerator, denominator) if denominator else words.phrase("no_ratio")


def ratio(words: Words, reading: IndicatorReading) -> str:
    """The ratio of a reading."""
    if not reading.has_figures:
        return words.phrase("blank")
    return ratio_of(words, reading.numerator, reading.denominator)


def achieved(words: Words, item: IndicatorItem) -> str:
    """The ratio, or for an indicator that counts, the number."""
    if item.indicator.is_count:
        return figure(words, item.reading, item.reading.value)
    return ratio(words, item.reading)


def with_unit(value: Decimal, unit: Unit) -> str:
    """A measured value: percentages with two decimals, counts as they are."""
    return format_percent(value) if unit is Unit.PERCENT else format_number(value)


def difference(words: Words, reported: IndicatorReading, source: SourceReading) -> str:
    """How a source differs from what is reported: in a, in b, and in percentage points."""
    if None in (source.numerator, source.denominator, reported.numerator, reported.denominator):
        return words.phrase("blank")
    a = (source.numerator or Decimal(0)) - (reported.numerator or Decimal(0))
    b = (source.denominator or Decimal(0)) - (reported.denominator or Decimal(0))
    if not a and not b:
        return words.phrase("same")
    text = words.phrase("difference", a=_signed(a), b=_signed(b))
    points = _points(reported, source)
    return text if points is None else f"{text}\n{words.phrase('difference_points', points=_signed(points))}"


def _points(reported: IndicatorReading, source: SourceReading) -> Decimal | None:
    ours = reported.exact_ratio()
    if ours is None or source.numerator is None or not source.denominator:
        return None
    theirs = Fraction(source.numerator) / Fraction(source.denominator) * 100
    exact = theirs - ours
    return half_up(Decimal(exact.numerator) / Decimal(exact.denominator), _POINT_DECIMALS)


def _signed(value: Decimal) -> str:
    return f"+{format_number(value)}" if value > 0 else format_number(value)


def occurred(item: IndicatorItem) -> tuple[RecognitionAnswer, ...]:
    """The answers by which the result is not recognised, in the order of the questions."""
    answers = (item.reading.answer(question) for question in item.indicator.recognition)
    return tuple(answer for answer in answers if answer is not None and answer.occurred)


def non_recognition(words: Words, item: IndicatorItem) -> str:
    """That the result is not recognised, by which condition, in how many cases, and the ratio without them (KH II.4).

    That ratio is for information: it never decides whether the target is met.
    """
    lines = [words.phrase("unrecognised"), *(occurred_text(words, answer) for answer in occurred(item))]
    return "\n".join(filter(None, (*lines, without_cases(words, item))))


def without_cases(words: Words, item: IndicatorItem) -> str:
    """ "Tỷ lệ không tính các trường hợp này: 79,76% (tham khảo)"; empty where it cannot be told."""
    exact = ratio_without_cases(item.reading)
    if exact is None:
        return ""
    return words.phrase("ratio_without", ratio=format_ratio(Decimal(exact.numerator), Decimal(exact.denominator) * 100))


def occurred_text(words: Words, answer: RecognitionAnswer) -> str:
    """The condition that occurred, with the number of cases where it is counted in cases."""
    text = words.label("recognition", answer.question.value)
    return f"{text}: {words.phrase('cases', count=counted(answer.cases))}" if answer.cases else text


def recognition(words: Words, item: IndicatorItem) -> str:
    """Every condition of non-recognition with its answer, a line each, in the order of the plan's reading."""
    order = {question: place for place, question in enumerate(item.indicator.recognition)}
    answers = sorted(item.reading.recognition, key=lambda answer: order.get(answer.question, len(order)))
    return "\n".join(_answer(words, answer) for answer in answers)


def _answer(words: Words, answer: RecognitionAnswer) -> str:
    said = words.label("answer", {True: "yes", False: "no", None: "none"}[answer.occurred])
    if answer.occurred and answer.cases:
        said = f"{said}, {words.phrase('cases', count=counted(answer.cases))}"
    if answer.question is RecognitionQuestion.SATISFACTION_SAMPLE and answer.sample is not None:
        population = number_or(answer.population, words.phrase("blank"))
        said = f"{said}; {words.phrase('sample', sample=format_number(answer.sample), population=population)}"
    text = f"{words.label('recognition', answer.question.value)}: {said}."
    return f"{text} {sentence(answer.note)}".rstrip()


def field_check(words: Words, item: IndicatorItem) -> str:
    """The field check with its date and result."""
    check = item.reading.field_check
    if check is None:
        return words.phrase("blank")
    parts = (document_date_label(check.date) if check.date else "", clause(check.result))
    return ": ".join(filter(None, parts))
