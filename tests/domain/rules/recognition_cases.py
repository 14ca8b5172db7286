"""CN-001…003: questions left open, conditions that occurred, samples too small, and their correct neighbours."""

from decimal import Decimal

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import FigureState, RecognitionAnswer
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    DOCUMENTS,
    PRODUCTS,
    SATISFACTION,
    Change,
    context_with,
    planned,
    reading,
    together,
)

Q = RecognitionQuestion
ASKED = f"{SATISFACTION} recognition.satisfaction_sample"


def answered(**occurred: bool | None) -> tuple[RecognitionAnswer, ...]:
    return tuple(RecognitionAnswer(Q(name), value, 0) for name, value in occurred.items())


def cases(**counted: int | None) -> Change:
    """Conditions that occurred at the first indicator so many times; the others did not."""
    answers = tuple(
        RecognitionAnswer(question, question.value in counted, counted.get(question.value, 0))
        for question in (Q.REENTERED, Q.PAPER_PARALLEL, Q.UNUSED_SIGNATURES)
    )
    return reading(DOCUMENTS, recognition=answers)


def numbered(code: str, question: RecognitionQuestion, occurred: bool | None, **numbers: int) -> Change:
    """This answer with these numbers; the other questions stay as they are answered."""

    def change(context: CheckContext) -> CheckContext:
        found = context.report.reading(code)
        assert found is not None
        answer = RecognitionAnswer(question, occurred, **numbers)
        others = tuple(item for item in found.recognition if item.question is not question)
        return reading(code, recognition=(answer, *others))(context)

    return change


def sample(size: int | None, population: int | None, *, occurred: bool = False) -> Change:
    answer = RecognitionAnswer(Q.SATISFACTION_SAMPLE, occurred, 0, population=population, sample=size)
    return reading(SATISFACTION, recognition=(answer,))


CASES = [
    fires("no question answered", reading(SATISFACTION, recognition=()),
          f"CN-001 {SATISFACTION} recognition.satisfaction_sample error"),
    fires("an answer left open", reading(SATISFACTION, recognition=answered(satisfaction_sample=None)),
          f"CN-001 {SATISFACTION} recognition.satisfaction_sample error"),
    fires("three questions not answered", reading(DOCUMENTS, recognition=()),
          f"CN-001 {DOCUMENTS} recognition.reentered error",
          f"CN-001 {DOCUMENTS} recognition.paper_parallel error",
          f"CN-001 {DOCUMENTS} recognition.unused_signatures error"),
    fires("only another question answered", reading(SATISFACTION, recognition=answered(reentered=False)),
          f"CN-001 {SATISFACTION} recognition.satisfaction_sample error"),

    fires("sample or procedure not as it should be",
          reading(SATISFACTION, recognition=answered(satisfaction_sample=True)), f"CN-002 {ASKED} warning"),
    fires("one condition with its cases", cases(reentered=4), f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    fires("two conditions with their cases", cases(paper_parallel=4, unused_signatures=3),
          f"CN-002 {DOCUMENTS} recognition.paper_parallel warning",
          f"CN-002 {DOCUMENTS} recognition.unused_signatures warning"),
    fires("a condition without its number of cases", cases(reentered=None),
          f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    fires("a condition with 0 cases", cases(unused_signatures=0),
          f"CN-002 {DOCUMENTS} recognition.unused_signatures warning"),
    fires("as many cases as a", cases(reentered=812), f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    fires("more cases than a", cases(reentered=813), f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    fires("a condition of a count", together(
        planned(PRODUCTS, recognition=(Q.REENTERED,)),
        reading(PRODUCTS, recognition=(RecognitionAnswer(Q.REENTERED, True, 2),))),
          f"CN-002 {PRODUCTS} recognition.reentered warning"),
    fires("a condition occurred that nobody asks of it", together(
        planned(DOCUMENTS, recognition=(Q.PAPER_PARALLEL,)), cases(reentered=4)),
          f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    silent("a condition did not occur that nobody asks of it", together(
        planned(DOCUMENTS, recognition=(Q.PAPER_PARALLEL,)), cases())),
    silent("không to what nobody asks of it, beside a number", together(
        planned(DOCUMENTS, recognition=()), numbered(DOCUMENTS, Q.REENTERED, False, cases=4))),
    fires("không with cases", numbered(DOCUMENTS, Q.REENTERED, False, cases=4),
          f"CN-001 {DOCUMENTS} recognition.reentered.cases error"),
    fires("không with one case of a wrong sample",
          numbered(SATISFACTION, Q.SATISFACTION_SAMPLE, False, cases=1, population=412, sample=226),
          f"CN-001 {ASKED}.cases error"),
    fires("no answer with cases", numbered(DOCUMENTS, Q.REENTERED, None, cases=4),
          f"CN-001 {DOCUMENTS} recognition.reentered error"),
    fires("a negative number of cases", cases(reentered=-4), f"CN-001 {DOCUMENTS} recognition.reentered.cases error"),
    fires("không with a negative number of cases", numbered(DOCUMENTS, Q.REENTERED, False, cases=-4),
          f"CN-001 {DOCUMENTS} recognition.reentered.cases error"),
    fires("a negative sample", sample(-226, 412), f"CN-001 {ASKED}.sample error"),
    fires("a negative whole", sample(226, -412), f"CN-001 {ASKED}.population error"),
    silent("numbers where nothing arose", together(context_with(previous=None), reading(
        DOCUMENTS, state=FigureState.NOT_ARISING, numerator=None, denominator=None, flow=None, sources=(),
        note="Không có.", recognition=(RecognitionAnswer(Q.REENTERED, False, 4),)))),
    fires("a condition occurred, and the figures are wrong", together(
        cases(reentered=4), reading(DOCUMENTS, numerator=1004)), f"CT-003 {DOCUMENTS} numerator error"),

    fires("one fewer asked than needed", sample(199, 412), f"CN-003 {ASKED} warning"),
    silent("as many asked as needed", sample(200, 412)),
    silent("everybody of a few asked", sample(3, 3)),
    fires("all but one of a few asked", sample(2, 3), f"CN-003 {ASKED} warning"),
    fires("more asked than there are", sample(413, 412), f"CN-003 {ASKED} error"),
    silent("fewer asked, where the margin is wider", together(
        sample(79, 412), context_with(parameters=CheckParameters(sample_margin=Decimal(10))))),
    fires("nobody knows how many there are", sample(226, None), f"CN-003 {ASKED} notice"),
    fires("the whole is 0", sample(226, 0), f"CN-003 {ASKED} notice"),
    fires("nobody knows how many were asked", sample(None, 412), f"CN-003 {ASKED} notice"),
    fires("too few asked, and b not entered", together(sample(199, 412), reading(SATISFACTION, denominator=None)),
          f"CT-001 {SATISFACTION} denominator error"),
    fires("too few asked, and figures that are bằng không", together(
        sample(199, 412), reading(SATISFACTION, state=FigureState.ZERO)), f"CT-012 {SATISFACTION} numerator error"),
    silent("too few asked where nobody asks", together(planned(SATISFACTION, recognition=()), sample(199, 412))),
    silent("too few asked where nothing arose", together(context_with(previous=None), sample(199, 412), reading(
        SATISFACTION, state=FigureState.NOT_ARISING, numerator=None, denominator=None, sources=(), note="Không có."))),
    fires("few asked, and said so", sample(10, 412, occurred=True), f"CN-002 {ASKED} warning"),
]  # fmt: skip
