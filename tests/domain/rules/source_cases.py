"""DC-001…004: sources that lack or differ, files that do not add up, no field check, and their correct neighbours."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.reading import FieldCheck, FigureState, Flow, SourceKind, SourceReading
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    DOCUMENTS,
    EXTRACT,
    PRODUCTS,
    SATISFACTION,
    TRAINING,
    Change,
    context_with,
    planned,
    reading,
    source,
    together,
)

FIGURES = (Decimal(812), Decimal(1003))
SYSTEM = SourceReading("Hệ thống QLVB", SourceKind.EXTRACT, *FIGURES, evidence=(EXTRACT,))
REGISTER = SourceReading("Sổ văn bản đi", SourceKind.REGISTER, *FIGURES)
SIX, SEVEN = (replace(REGISTER, numerator=Decimal(number), denominator=None) for number in (6, 7))
OTHER_SIX = replace(SIX, name="Hệ thống QLVB")
NO_SOURCE = {"state": FigureState.NOT_ARISING, "numerator": None, "denominator": None, "flow": None, "sources": (),
             "recognition": ()}  # fmt: skip
COUNT_AT_RISK = together(
    planned(PRODUCTS, high_risk=True, min_sources=2), reading(PRODUCTS, field_check=FieldCheck(date(2026, 11, 10)))
)


def flow(arisen: int | None, processed: int | None, pending: int | None = None) -> Change:
    figures = (None if figure is None else Decimal(figure) for figure in (arisen, processed, pending))
    return reading(DOCUMENTS, flow=Flow(*figures))


def checked(day: date | None) -> Change:
    return reading(DOCUMENTS, field_check=FieldCheck(day, "Khớp sổ."))


def checked_earlier(*days: date) -> Change:
    """Reports of earlier periods with these field checks, and none in this one."""

    def change(context: CheckContext) -> CheckContext:
        before = context.previous
        assert before is not None
        found = before.reading(DOCUMENTS)
        assert found is not None
        history = tuple(
            replace(before, indicators=(replace(found, field_check=FieldCheck(day)),)) for day in days
        )
        return reading(DOCUMENTS, field_check=None)(replace(context, history=history))

    return change


NOT_CHECKED = f"DC-004 {DOCUMENTS} field_check.date notice"

ENOUGH = [
    fires("one source", reading(DOCUMENTS, sources=(SYSTEM,)), f"DC-001 {DOCUMENTS} sources warning"),
    fires("the same source twice", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, name="HỆ THỐNG  qlvb"))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without a name", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, name=" "))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without a", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, numerator=None))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source without b", reading(DOCUMENTS, sources=(SYSTEM, replace(REGISTER, denominator=None))),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("a source of a count without its number", together(COUNT_AT_RISK, reading(
        PRODUCTS, sources=(OTHER_SIX, replace(SIX, numerator=None)))), f"DC-001 {PRODUCTS} sources warning"),
    silent("two sources of a count, which has no denominator", together(COUNT_AT_RISK, reading(
        PRODUCTS, sources=(OTHER_SIX, SIX)))),
    silent("two sources", reading(DOCUMENTS, sources=(SYSTEM, REGISTER))),
    silent("nothing arose, no source", together(
        context_with(previous=None), reading(DOCUMENTS, note="Không có.", **NO_SOURCE))),
]  # fmt: skip
AGREE = [
    fires("the second source has another a", source(DOCUMENTS, 1, numerator=811),
          f"DC-002 {DOCUMENTS} sources.1.numerator warning"),
    fires("the second source has another b, and says why", source(DOCUMENTS, 1, denominator=1004, note="Chưa khóa sổ."),
          f"DC-002 {DOCUMENTS} sources.1.denominator warning"),
    fires("two of three sources differ from the first", reading(
        DOCUMENTS, sources=(SYSTEM, replace(REGISTER, numerator=Decimal(9)), replace(REGISTER, numerator=Decimal(8)))),
          f"DC-002 {DOCUMENTS} sources.1.numerator warning", f"DC-002 {DOCUMENTS} sources.2.numerator warning"),
    silent("a third source without figures", reading(DOCUMENTS, sources=(SYSTEM, REGISTER, SourceReading("Báo cáo")))),
    fires("the first source with figures is the second", reading(
        DOCUMENTS, sources=(SourceReading("Báo cáo"), SYSTEM, replace(REGISTER, numerator=Decimal(9)))),
          f"DC-002 {DOCUMENTS} sources.2.numerator warning"),
    fires("entered a in no source", reading(DOCUMENTS, numerator=821), f"DC-002 {DOCUMENTS} numerator warning"),
    fires("entered b in no source", reading(DOCUMENTS, denominator=1030), f"DC-002 {DOCUMENTS} denominator warning"),
    fires("entered as the second source has it", together(
        reading(DOCUMENTS, numerator=821), source(DOCUMENTS, 1, numerator=821)),
          f"DC-002 {DOCUMENTS} sources.1.numerator warning"),
    fires("a count in no source", together(COUNT_AT_RISK, reading(PRODUCTS, value=5, sources=(OTHER_SIX, SIX))),
          f"DC-002 {PRODUCTS} value warning"),
    fires("two sources of a count differ", together(COUNT_AT_RISK, reading(PRODUCTS, sources=(OTHER_SIX, SEVEN))),
          f"DC-002 {PRODUCTS} sources.1.numerator warning"),
    fires("the only source of an indicator that is not high-risk", source(
        SATISFACTION, 0, numerator=223, printed_ratio=None), f"DC-002 {SATISFACTION} numerator warning"),
    fires("only b differs from the only source", source(SATISFACTION, 0, denominator=227, printed_ratio=None),
          f"DC-002 {SATISFACTION} denominator warning"),
    fires("a count that differs from its only source", reading(PRODUCTS, sources=(SEVEN,)),
          f"DC-002 {PRODUCTS} value warning"),
    fires("the only source with figures, beside one without", reading(PRODUCTS, sources=(
        SourceReading("Báo cáo"), SEVEN)), f"DC-002 {PRODUCTS} value warning"),
    silent("a count as its only source has it", reading(PRODUCTS, sources=(SIX,))),
    silent("two parts of a figure that is not high-risk", reading(PRODUCTS, sources=(
        replace(SIX, numerator=Decimal(4)), replace(OTHER_SIX, numerator=Decimal(2))))),
    silent("one part with its whole figures, another with half of them", reading(
        TRAINING, sources=(replace(REGISTER, numerator=Decimal(60), denominator=Decimal(60)),
                           replace(SYSTEM, numerator=Decimal(2), denominator=None)))),
    silent("the only source gives half of the figures", reading(
        TRAINING, sources=(replace(REGISTER, numerator=Decimal(60), denominator=None),))),
    fires("a differing source whose printed ratio tells the figure wrong", source(DOCUMENTS, 0, numerator=821),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
]  # fmt: skip
FLOW = [
    fires("more processed than arose", flow(1003, 1004), f"DC-003 {DOCUMENTS} flow.processed error"),
    silent("as many processed as arose", flow(1003, 1003)),
    fires("more processed than arose, with what is pending", flow(1003, 1004, 13),
          f"DC-003 {DOCUMENTS} flow.processed error"),
    fires("one neither processed nor pending", flow(1003, 990, 12), f"DC-003 {DOCUMENTS} flow.arisen error"),
    silent("nobody says what is pending", flow(1003, 990)),
    silent("nobody says what arose", flow(None, 990, 12)),
    silent("nobody says what was processed", flow(1003, None, 12)),
    silent("as many pending as arose", flow(1003, None, 1003)),
    fires("more pending than arose", flow(1003, None, 1004), f"DC-003 {DOCUMENTS} flow.pending error"),
    fires("more processed and pending than arose", flow(1003, 990, 14), f"DC-003 {DOCUMENTS} flow.arisen error"),
    fires("more pending than arose, with what was processed", flow(1003, 0, 1004),
          f"DC-003 {DOCUMENTS} flow.arisen error"),
    fires("more processed than arose in a state without figures", together(
        reading(DOCUMENTS, note="Không có.", **NO_SOURCE), flow(1, 2)),
          f"CT-012 {DOCUMENTS} flow.arisen error"),
]  # fmt: skip
ON_THE_SPOT = [
    fires("never checked", reading(DOCUMENTS, field_check=None), NOT_CHECKED),
    fires("checked, but no date", checked(None), NOT_CHECKED),
    silent("checked on the first day of the three months", checked(date(2026, 8, 11))),
    fires("checked the day before", checked(date(2026, 8, 10)), NOT_CHECKED),
    silent("checked on the last day of the data window", checked(date(2026, 11, 10))),
    fires("checked after the data window", checked(date(2026, 11, 11)), NOT_CHECKED),
    silent("checked in an earlier period", checked_earlier(date(2026, 7, 1), date(2026, 8, 27))),
    fires("checked in a period too long ago", checked_earlier(date(2026, 6, 30), date(2026, 7, 1)), NOT_CHECKED),
    fires("checked two months ago, where one counts", together(
        context_with(parameters=CheckParameters(field_check_months=1)), checked(date(2026, 10, 9))), NOT_CHECKED),
    silent("never checked, and nothing arose", together(
        context_with(previous=None), reading(DOCUMENTS, field_check=None, note="Không có.", **NO_SOURCE))),
    silent("not high-risk and never checked", reading(SATISFACTION, note="Chưa kiểm tra.")),
]  # fmt: skip
CASES = [*ENOUGH, *AGREE, *FLOW, *ON_THE_SPOT]
