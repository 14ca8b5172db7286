"""DC-001, CN-001, MC-001 and MC-002: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from decimal import Decimal

from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.reading import FigureState, RecognitionAnswer, SourceKind, SourceReading
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.task import IssuedDocument
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    BY_MONTH,
    DECISION,
    DOCUMENTS,
    EXTRACT,
    PRODUCTS,
    SATISFACTION,
    Change,
    reading,
    source,
    together,
    update,
)

FIGURES = (Decimal(812), Decimal(1003))
SYSTEM = SourceReading("Hệ thống QLVB", SourceKind.EXTRACT, *FIGURES, evidence=(EXTRACT,))
REGISTER = SourceReading("Sổ văn bản đi", SourceKind.REGISTER, *FIGURES)
NO_SOURCE = {"state": FigureState.NOT_ARISING, "numerator": None, "denominator": None, "flow": None, "sources": (),
             "recognition": ()}  # fmt: skip
Q = RecognitionQuestion


def shelf(sha256: str, state: EvidenceState | None) -> Change:
    """The file of this hash in this state; None: the shelf says nothing of it."""

    def change(context: CheckContext) -> CheckContext:
        others = {key: value for key, value in context.evidence.items() if key != sha256}
        return replace(context, evidence=others if state is None else {**others, sha256: state})

    return change


def high_risk(code: str) -> Change:
    """A plan that asks for two sources of this indicator."""

    def change(context: CheckContext) -> CheckContext:
        indicators = tuple(
            replace(item, high_risk=True, min_sources=2) if item.code == code else item
            for item in context.assignment.indicators
        )
        return replace(context, assignment=replace(context.assignment, indicators=indicators))

    return change


def answered(**occurred: bool | None) -> tuple[RecognitionAnswer, ...]:
    return tuple(RecognitionAnswer(Q(name), value, 0) for name, value in occurred.items())


ABSENT, ALTERED = EvidenceState.ABSENT, EvidenceState.ALTERED
CASES = [
    fires("one source", reading(DOCUMENTS, sources=(SYSTEM,)), f"DC-001 {DOCUMENTS} sources warning"),
    fires("the same source twice", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, name="HỆ THỐNG  qlvb"))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without a name", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, name=" "))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without a", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, numerator=None))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without b", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, denominator=None))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source of a count without its number", together(high_risk(PRODUCTS), reading(
        PRODUCTS, sources=(replace(SYSTEM, denominator=None), replace(REGISTER, numerator=None)))),
          f"DC-001 {PRODUCTS} sources warning"),
    silent("two sources of a count, which has no denominator", together(high_risk(PRODUCTS), reading(
        PRODUCTS, sources=(replace(SYSTEM, denominator=None), replace(REGISTER, denominator=None))))),
    silent("two sources", reading(DOCUMENTS, sources=(SYSTEM, REGISTER))),
    silent("nothing arose, no source", reading(DOCUMENTS, note="Không có.", **NO_SOURCE)),

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
    silent("answered yes", reading(SATISFACTION, recognition=answered(satisfaction_sample=True))),

    fires("no extract", reading(SATISFACTION, sources=()), f"MC-001 {SATISFACTION} sources warning"),
    fires("an extract without its file", source(SATISFACTION, 0, evidence=()),
          f"MC-001 {SATISFACTION} sources warning"),
    fires("a file, but of a register", source(SATISFACTION, 0, kind=SourceKind.REGISTER),
          f"MC-001 {SATISFACTION} sources warning"),

    fires("extract gone", shelf(EXTRACT, ABSENT), f"MC-002 {DOCUMENTS} sources.0.evidence.0 error"),
    fires("extract changed", shelf(EXTRACT, ALTERED), f"MC-002 {DOCUMENTS} sources.0.evidence.0 error"),
    fires("extract never taken in", shelf(EXTRACT, None), f"MC-002 {DOCUMENTS} sources.0.evidence.0 error"),
    fires("second file of the second source gone", source(DOCUMENTS, 1, evidence=(EXTRACT, "0" * 64)),
          f"MC-002 {DOCUMENTS} sources.1.evidence.1 error"),
    fires("file of a document gone", shelf(DECISION, ABSENT), f"MC-002 {BY_MONTH} documents.0.evidence error"),
    fires("file of a document changed", shelf(DECISION, ALTERED), f"MC-002 {BY_MONTH} documents.0.evidence error"),
    silent("a document without a file", update(BY_MONTH, documents=(IssuedDocument("KH", "35/KH-UBND"),))),
]  # fmt: skip
