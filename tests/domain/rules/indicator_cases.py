"""CT-001…006, CT-010…012 and TM-001: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from decimal import Decimal

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import FigureState, Flow, IndicatorReading, SourceKind, SourceReading
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    DOCUMENTS,
    EXPLAINED,
    PROCEDURES,
    PRODUCTS,
    PROVINCIAL,
    SATISFACTION,
    TRAINING,
    Change,
    context_with,
    everywhere,
    planned,
    previous_reading,
    reading,
    source,
    together,
    untouched,
)

MISSING, NOT_ARISING = FigureState.MISSING, FigureState.NOT_ARISING
OUT_OF_SCOPE, ZERO = FigureState.OUT_OF_SCOPE, FigureState.ZERO
NAMED = SourceReading("Sổ theo dõi đào tạo")


def without_figures(code: str, state: FigureState | None, note: str = "Xã không có.", **changes: object) -> Change:
    empty = {
        "numerator": None, "denominator": None, "value": None, "flow": None, "sources": (), "recognition": (),
    }  # fmt: skip
    return reading(code, state=state, note=note, **{**empty, **changes})


def in_january(context: CheckContext) -> CheckContext:
    """The same figures in the first period of the year; the data window is left as it is."""
    return replace(context, report=replace(context.report, period=ReportingPeriod.parse("2026-01")))


def previous_without(code: str) -> Change:
    """Last month this indicator was lacking."""
    return previous_reading(code, state=MISSING, numerator=None, denominator=None, value=None)


def earlier(code: str, **figures: tuple[int, ...]) -> Change:
    """Reports of these months stand before this one, each with its figures of the indicator."""

    def change(context: CheckContext) -> CheckContext:
        names = ("value",) if code == PRODUCTS else ("numerator", "denominator")
        before = tuple(
            replace(
                context.report,
                period=ReportingPeriod.parse(label),
                indicators=(
                    IndicatorReading(
                        code, FigureState.REPORTED, **dict(zip(names, map(Decimal, numbers), strict=True))
                    ),
                ),
            )
            for label, numbers in figures.items()
        )
        return replace(context, history=before)

    return change


def part_of(code: str) -> Change:
    """The source of this indicator is one of two, which are parts of its figure."""

    def change(context: CheckContext) -> CheckContext:
        found = context.report.reading(code)
        assert found is not None
        rest = SourceReading("Bộ phận Một cửa", SourceKind.REGISTER, Decimal(1), Decimal(1))
        return reading(code, sources=(*found.sources, rest))(context)

    return change


def explained(**parts: str) -> Explanation:
    return replace(EXPLAINED, **parts)


ENTERED = [
    fires("indicator not touched", untouched(TRAINING), f"CT-001 {TRAINING} state error"),
    silent("not touched, and not this agency's", untouched(PROVINCIAL)),
    fires("no state, no figures", without_figures(TRAINING, None), f"CT-001 {TRAINING} numerator error"),
    fires("a not entered", reading(TRAINING, numerator=None), f"CT-001 {TRAINING} numerator error"),
    fires("b not entered", reading(TRAINING, denominator=None), f"CT-001 {TRAINING} denominator error"),
    fires("count not entered", reading(PRODUCTS, value=None), f"CT-001 {PRODUCTS} value error"),
    fires("figures, but no state", reading(TRAINING, state=None), f"CT-001 {TRAINING} state error"),
    silent("nothing arose", without_figures(TRAINING, NOT_ARISING)),
]
WHOLE = [
    fires("a negative", reading(TRAINING, numerator=-1), f"CT-002 {TRAINING} numerator error"),
    fires("b negative", reading(TRAINING, denominator=-62), f"CT-002 {TRAINING} denominator error"),
    fires("a not whole", reading(TRAINING, numerator="61.5"), f"CT-002 {TRAINING} numerator error"),
    fires("count not whole", reading(PRODUCTS, value="6.5"), f"CT-002 {PRODUCTS} value error"),
    silent("a whole, written with decimals", reading(TRAINING, numerator="62.00")),
    fires("more pending than there can be", reading(DOCUMENTS, flow=Flow(Decimal(9), Decimal(10), Decimal(-1))),
          f"CT-002 {DOCUMENTS} flow.pending error"),
    fires("half a case arisen", reading(DOCUMENTS, flow=Flow(Decimal("9.5"))), f"CT-002 {DOCUMENTS} flow.arisen error"),
    fires(
        "a source's b negative",
        source(DOCUMENTS, 1, denominator=-1),
        f"CT-002 {DOCUMENTS} sources.1.denominator error",
    ),
    fires(
        "a source's a not whole",
        source(DOCUMENTS, 0, numerator="812.5"),
        f"CT-002 {DOCUMENTS} sources.0.numerator error",
    ),
    silent("a source without figures", source(SATISFACTION, 0, numerator=None, denominator=None)),
]  # fmt: skip
PROPORTION = [
    fires("a above b", reading(TRAINING, numerator=63), f"CT-003 {TRAINING} numerator error"),
    silent("a equals b", reading(TRAINING, numerator=60, denominator=60)),
    silent("a above b where a is no part of b", reading(PROCEDURES, numerator=11)),
    fires("a above b before a state is chosen", reading(TRAINING, numerator=63, state=None),
          f"CT-001 {TRAINING} state error"),
]  # fmt: skip
ZERO_DENOMINATOR = [
    fires("b is 0", reading(TRAINING, denominator=0), f"CT-004 {TRAINING} denominator error"),
    fires("both are 0", reading(TRAINING, numerator=0, denominator=0), f"CT-004 {TRAINING} state error"),
    fires("b is 0 under bằng không", reading(TRAINING, state=ZERO, numerator=0, denominator=0),
          f"CT-004 {TRAINING} state error"),
    silent("a is 0", together(reading(TRAINING, state=ZERO, numerator=0, explanation=EXPLAINED),
                              previous_reading(TRAINING, numerator=0))),
]  # fmt: skip
PRINTED = [
    fires("printed ratio differs", source(DOCUMENTS, 0, printed_ratio="80,95"),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
    fires("printed ratio cut, not rounded", source(DOCUMENTS, 0, printed_ratio="80"),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
    fires("printed ratio of the second source", source(DOCUMENTS, 1, printed_ratio="80,9"),
          f"CT-005 {DOCUMENTS} sources.1.printed_ratio error"),
    fires("a half rounded down", source(SATISFACTION, 0, numerator=1, denominator=8, printed_ratio="12"),
          f"CT-005 {SATISFACTION} sources.0.printed_ratio error"),
    silent("a half rounded up", together(
        part_of(SATISFACTION), source(SATISFACTION, 0, numerator=1, denominator=8, printed_ratio="13"))),
    silent("fewer decimals printed", source(DOCUMENTS, 0, printed_ratio="81,0%")),
    silent("more decimals printed", source(DOCUMENTS, 0, printed_ratio="80.957129")),
    fires("printed ratio unreadable", source(DOCUMENTS, 0, printed_ratio="khoảng 81"),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
    fires("printed ratio of absurd length", source(DOCUMENTS, 0, printed_ratio="80," + "9" * 5000),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
    silent("printed ratio left blank", source(DOCUMENTS, 0, printed_ratio=" ")),
    silent("printed ratio without a", source(SATISFACTION, 0, numerator=None, printed_ratio="1")),
    silent("printed ratio of nothing", together(
        part_of(SATISFACTION), source(SATISFACTION, 0, denominator=0, printed_ratio="1"))),
]  # fmt: skip
CUMULATIVE = [
    fires("a shrank", reading(SATISFACTION, numerator=215), f"CT-006 {SATISFACTION} numerator error"),
    fires("a and b shrank", reading(SATISFACTION, numerator=214, denominator=217),
          f"CT-006 {SATISFACTION} numerator error", f"CT-006 {SATISFACTION} denominator error"),
    fires("the count shrank", together(reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=6)),
          f"CT-006 {PRODUCTS} value error"),
    silent("a stood still", everywhere(SATISFACTION, 216, 226)),
    silent("b stood still", everywhere(SATISFACTION, 217, 218)),
    fires("a shrank below the month before last, none in between", together(
        earlier(SATISFACTION, **{"2026-09": (230, 240)}), previous_without(SATISFACTION)),
          f"CT-006 {SATISFACTION} numerator error", f"CT-006 {SATISFACTION} denominator error"),
    fires("a shrank below a month long before, with no report since", together(
        earlier(SATISFACTION, **{"2026-02": (100, 110), "2026-05": (225, 226)}), context_with(previous=None)),
          f"CT-006 {SATISFACTION} numerator error"),
    fires("the count shrank below the month before last", together(
        earlier(PRODUCTS, **{"2026-09": (7,)}), previous_without(PRODUCTS)), f"CT-006 {PRODUCTS} value error"),
    silent("above the newest figure, though below an older one that was corrected since", together(
        earlier(SATISFACTION, **{"2026-08": (230, 240), "2026-09": (200, 210)}), previous_without(SATISFACTION))),
    silent("below a figure of last year, none since", together(
        earlier(SATISFACTION, **{"2025-11": (230, 240)}), context_with(previous=None))),
    silent("below a figure of a later month", together(
        earlier(SATISFACTION, **{"2026-12": (230, 240)}), context_with(previous=None))),
    fires("not arising, after figures of last month", without_figures(PRODUCTS, NOT_ARISING),
          f"CT-006 {PRODUCTS} state error"),
    fires("not arising without a note, after figures of this year", together(
        without_figures(SATISFACTION, NOT_ARISING, ""), earlier(SATISFACTION, **{"2026-03": (9, 10)}),
        previous_without(SATISFACTION)), f"CT-006 {SATISFACTION} state error"),
    silent("not arising, after 0 of last month", together(
        without_figures(PRODUCTS, NOT_ARISING), previous_reading(PRODUCTS, state=ZERO, value=0))),
    silent("not arising, after figures of last year", together(
        without_figures(PRODUCTS, NOT_ARISING), earlier(PRODUCTS, **{"2025-12": (9,)}), context_with(previous=None))),
    silent("a stock not arising, after figures of last month", without_figures(PROCEDURES, NOT_ARISING)),
    silent("a stock shrank", reading(TRAINING, numerator=58, denominator=58)),
    fires("shrank in the first period of the year (and sent late)",
          together(in_january, reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=9)),
          "BC-002 report period warning"),
    silent("shrank, but last month had no figures",
           together(reading(PRODUCTS, value=5), previous_reading(PRODUCTS, state=MISSING, value=None))),
    silent("shrank against a figure that last month's state takes back",
           together(reading(PRODUCTS, value=5), previous_reading(PRODUCTS, state=MISSING, value=9))),
    silent("no report last month", together(reading(PRODUCTS, value=5), context_with(previous=None))),
    silent("last month's figure not entered",
           together(reading(PRODUCTS, value=5), previous_reading(PRODUCTS, value=None))),
]  # fmt: skip
UNREPORTED = [
    fires("missing, with a note and explained", without_figures(TRAINING, MISSING, explanation=EXPLAINED),
          f"CT-011 {TRAINING} state warning"),
    fires("missing, note blank", without_figures(TRAINING, MISSING, " ", explanation=EXPLAINED),
          f"CT-011 {TRAINING} state warning", f"CT-011 {TRAINING} note error"),
    fires("missing, not explained", without_figures(TRAINING, MISSING),
          f"CT-011 {TRAINING} state warning", f"TM-001 {TRAINING} explanation error"),
    fires("out of scope", without_figures(TRAINING, OUT_OF_SCOPE), f"CT-011 {TRAINING} state warning"),
    fires("out of scope, no note", without_figures(TRAINING, OUT_OF_SCOPE, ""),
          f"CT-011 {TRAINING} state warning", f"CT-011 {TRAINING} note error"),
    silent("not arising", without_figures(TRAINING, NOT_ARISING)),
    fires("not arising, no note", without_figures(TRAINING, NOT_ARISING, ""), f"CT-011 {TRAINING} note error"),
    fires("not arising, a dot for a note", without_figures(TRAINING, NOT_ARISING, " . "),
          f"CT-011 {TRAINING} note error"),
    silent("not this agency's and not arising without a note", without_figures(PROVINCIAL, NOT_ARISING, "")),
    silent("not this agency's and out of scope without a note", without_figures(PROVINCIAL, OUT_OF_SCOPE, "")),
    silent("not this agency's and missing", without_figures(PROVINCIAL, MISSING)),
]  # fmt: skip
STATE = [
    fires("not arising with a", without_figures(TRAINING, NOT_ARISING, numerator=3),
          f"CT-012 {TRAINING} numerator error"),
    fires("not arising with a and b", without_figures(TRAINING, NOT_ARISING, numerator=0, denominator=0),
          f"CT-012 {TRAINING} numerator error"),
    fires("missing with b", without_figures(TRAINING, MISSING, denominator=3, explanation=EXPLAINED),
          f"CT-011 {TRAINING} state warning", f"CT-012 {TRAINING} denominator error"),
    fires("out of scope with a count", without_figures(PROVINCIAL, OUT_OF_SCOPE, value=1),
          f"CT-012 {PROVINCIAL} value error"),
    fires("not arising with a figure of a source",
          without_figures(TRAINING, NOT_ARISING, sources=(NAMED, replace(NAMED, numerator=Decimal(0)))),
          f"CT-012 {TRAINING} sources.1.numerator error"),
    fires("missing with the figures of a source",
          without_figures(TRAINING, MISSING, explanation=EXPLAINED,
                          sources=(replace(NAMED, numerator=Decimal(3), denominator=Decimal(4)),)),
          f"CT-011 {TRAINING} state warning",
          f"CT-012 {TRAINING} sources.0.numerator error"),
    silent("not arising with a source without figures", without_figures(TRAINING, NOT_ARISING, sources=(NAMED,))),
    fires("not arising with what arose", without_figures(TRAINING, NOT_ARISING, flow=Flow(Decimal(0))),
          f"CT-012 {TRAINING} flow.arisen error"),
    fires("out of scope with what was processed and is pending",
          without_figures(PROVINCIAL, OUT_OF_SCOPE, flow=Flow(None, Decimal(1), Decimal(2))),
          f"CT-012 {PROVINCIAL} flow.processed error"),
    silent("not arising with an empty flow", without_figures(TRAINING, NOT_ARISING, flow=Flow())),
    fires("a count given for a ratio", reading(TRAINING, value=62), f"CT-012 {TRAINING} value error"),
    fires("a ratio's figures given for a count", reading(PRODUCTS, numerator=6, denominator=6),
          f"CT-012 {PRODUCTS} numerator error", f"CT-012 {PRODUCTS} denominator error"),
    fires("a count given for a ratio that is bằng không", reading(TRAINING, state=ZERO, numerator=0, value=0),
          f"CT-012 {TRAINING} value error"),
    fires("bằng không with a", reading(TRAINING, state=ZERO), f"CT-012 {TRAINING} numerator error"),
    fires("bằng không with a count", reading(PRODUCTS, state=ZERO), f"CT-012 {PRODUCTS} value error"),
    silent("bằng không with a count of 0", together(
        reading(PRODUCTS, state=ZERO, value=0, explanation=EXPLAINED), previous_reading(PRODUCTS, value=0))),
]  # fmt: skip
UNMET = [
    fires("unmet, not explained", reading(TRAINING, numerator=61), f"TM-001 {TRAINING} explanation error"),
    silent("unmet, explained", reading(TRAINING, numerator=61, explanation=EXPLAINED)),
    fires("rounded it looks met", everywhere(DOCUMENTS, 4202, 6003),
          f"TM-001 {DOCUMENTS} explanation error"),
    silent("exactly met", everywhere(DOCUMENTS, 4200, 6000)),
    fires("count below target", together(reading(PRODUCTS, value=4), previous_reading(PRODUCTS, value=4)),
          f"TM-001 {PRODUCTS} explanation error"),
    fires("zero is below target",
          together(reading(TRAINING, state=ZERO, numerator=0), previous_reading(TRAINING, numerator=0)),
          f"TM-001 {TRAINING} explanation error"),
    fires("parts without a word", reading(TRAINING, numerator=61, explanation=explained(remedy="…", next_steps="-")),
          f"TM-001 {TRAINING} explanation.remedy error"),
    silent("a part in figures", reading(TRAINING, numerator=61, explanation=explained(remedy="12/KH-UBND"))),
    fires("one part lacking", reading(TRAINING, numerator=61, explanation=explained(remedy=" ")),
          f"TM-001 {TRAINING} explanation.remedy error"),
    fires("no cause at all", reading(TRAINING, numerator=61, explanation=explained(subjective="không có")),
          f"TM-001 {TRAINING} explanation.subjective error"),
    fires("nothing to be done", reading(TRAINING, numerator=61, explanation=explained(next_steps="Không.")),
          f"TM-001 {TRAINING} explanation.next_steps error"),
    silent("not this agency's and below target", reading(PROVINCIAL, state=FigureState.REPORTED, value=1)),
]  # fmt: skip
STEP_BACK = [
    fires("met, but below last year's result", planned(DOCUMENTS, result_2025=Decimal("80.97")),
          f"CT-010 {DOCUMENTS} numerator notice"),
    silent("met and as last year, at the decimals of the plan", planned(DOCUMENTS, result_2025=Decimal("80.96"))),
    silent("met and above last year", planned(DOCUMENTS, result_2025=Decimal("80.9"))),
    fires("a count met, but below last year's", planned(PRODUCTS, result_2025=Decimal(7)),
          f"CT-010 {PRODUCTS} value notice"),
    fires("below the target and last year's result", together(
        planned(TRAINING, result_2025=Decimal("98.7")), reading(TRAINING, numerator=61)),
          f"TM-001 {TRAINING} explanation error"),
    fires("below last year's, but more than there can be", together(
        planned(DOCUMENTS, result_2025=Decimal(200)), reading(DOCUMENTS, numerator=1004)),
          f"CT-003 {DOCUMENTS} numerator error"),
    silent("not this agency's and below last year", together(
        planned(PROVINCIAL, result_2025=Decimal(9)),
        reading(PROVINCIAL, state=FigureState.REPORTED, value=6))),
]  # fmt: skip
CASES = [
    *ENTERED, *WHOLE, *PROPORTION, *ZERO_DENOMINATOR, *PRINTED, *CUMULATIVE, *UNREPORTED, *STATE, *UNMET, *STEP_BACK,
]  # fmt: skip
