"""Small slips an officer makes in a whole month; each is caught by one rule, once, where the slip was made."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.reading import FieldCheck, FigureState, Flow, SourceKind
from sonla_desktop.domain.task import Measured, TaskStatus
from tests.domain.rules.case import Case, fires
from tests.domain.rules.evidence_cases import ABSENT, ALTERED, counted, shelf, used
from tests.domain.rules.form_cases import DOING, DONE
from tests.domain.rules.indicator_cases import without_figures
from tests.domain.rules.plan_text_cases import printing, source_says
from tests.domain.rules.recognition_cases import cases, numbered, sample
from tests.domain.rules.report_cases import asked_for, at, extended, reported_by, window_from
from tests.domain.rules.whole_month import IN_DECEMBER, PLANNED, ROWS, the_form
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    BY_REFERENCE,
    DECISION,
    DOCUMENTS,
    EXPLAINED,
    EXTRACT,
    ON_EVENT,
    PHASED,
    PROCEDURES,
    PRODUCTS,
    RECURRING,
    SATISFACTION,
    TRAINING,
    Change,
    everywhere,
    reading,
    settings_with,
    source,
    together,
    untouched,
    update,
)


def cited(**changes: object) -> Change:
    """The document of the quarterly task, which another task cites as well, written otherwise."""
    return update(BY_QUARTER, documents=(replace(PLANNED, **changes),))


def row(number: int, **cells: object) -> Change:
    """One row of next month's tasks."""
    rows = list(ROWS)
    rows[number - 1] = {**rows[number - 1], **cells}
    return the_form(added=tuple(rows))


def first_row(**cells: object) -> Change:
    """The first row of the listing."""
    return the_form(listed=({**DONE, **cells}, DOING))


def altered(figure: str, value: str) -> Change:
    """A figure changed in the finished report, where nothing is computed anew."""
    return lambda context: replace(
        context, report=replace(context.report, figures={**context.report.figures, figure: Decimal(value)})
    )


INDICATORS = [
    fires("an indicator overlooked", untouched(PROCEDURES), f"CT-001 {PROCEDURES} state error"),
    fires("a denominator cleared", reading(DOCUMENTS, denominator=None), f"CT-001 {DOCUMENTS} denominator error"),
    fires("a stray minus", reading(DOCUMENTS, numerator=-812), f"CT-002 {DOCUMENTS} numerator error"),
    fires("a comma for a point", reading(DOCUMENTS, denominator="1.003"), f"CT-002 {DOCUMENTS} denominator error"),
    fires("a digit too many", reading(DOCUMENTS, numerator=8120), f"CT-003 {DOCUMENTS} numerator error"),
    fires("a and b the wrong way round", reading(DOCUMENTS, numerator=1003, denominator=812),
          f"CT-003 {DOCUMENTS} numerator error"),
    fires("a digit of b too few", reading(DOCUMENTS, denominator=103), f"CT-003 {DOCUMENTS} numerator error"),
    fires("b typed as 0", reading(DOCUMENTS, denominator=0), f"CT-004 {DOCUMENTS} denominator error"),
    fires("two digits of a printed ratio swapped", source(DOCUMENTS, 0, printed_ratio="89,06"),
          f"CT-005 {DOCUMENTS} sources.0.printed_ratio error"),
    fires("a digit too low, below last month", reading(DOCUMENTS, numerator=712),
          f"CT-006 {DOCUMENTS} numerator error"),
    fires("a digit lost, below last month and the target", reading(PRODUCTS, value=1),
          f"CT-006 {PRODUCTS} value error"),
    fires("a 0 too many", reading(PROCEDURES, numerator=120), f"CT-007 {PROCEDURES} numerator warning"),
    fires("a digit too high", reading(PROCEDURES, numerator=15), f"CT-007 {PROCEDURES} numerator warning"),
    fires("last month's figures entered again", everywhere(SATISFACTION, 216, 218),
          f"CT-008 {SATISFACTION} numerator warning"),
    fires("a digit of a stock too high", reading(TRAINING, denominator=72), f"CT-009 {TRAINING} denominator warning"),
    fires("a product forgotten, below 2025", reading(PRODUCTS, value=7), f"CT-010 {PRODUCTS} value notice"),
    fires("no reason why nothing arose", without_figures(TRAINING, FigureState.NOT_ARISING, ""),
          f"CT-011 {TRAINING} note error"),
    fires("out of scope chosen by mistake", without_figures(TRAINING, FigureState.OUT_OF_SCOPE),
          f"CT-011 {TRAINING} state warning"),
    fires("the line below chosen among the states", reading(DOCUMENTS, state=FigureState.NOT_ARISING, note="Không có."),
          f"CT-012 {DOCUMENTS} numerator error"),
    fires("bằng không chosen by mistake", reading(DOCUMENTS, state=FigureState.ZERO),
          f"CT-012 {DOCUMENTS} numerator error"),
    fires("nothing arising chosen by mistake", without_figures(PRODUCTS, FigureState.NOT_ARISING),
          f"CT-006 {PRODUCTS} state error"),
    fires("the explanation forgotten", reading(TRAINING, explanation=None), f"TM-001 {TRAINING} explanation error"),
    fires("one part of it forgotten",
          reading(TRAINING, explanation=Explanation("Thiếu người.", "Không có.", "Mở lớp.")),
          f"TM-001 {TRAINING} explanation.next_steps error"),
    fires("last month's explanation pasted", reading(TRAINING, explanation=EXPLAINED),
          f"TM-002 {TRAINING} explanation warning"),
]  # fmt: skip
SOURCES = [
    fires("figures of a source not copied", source(DOCUMENTS, 1, numerator=None),
          f"DC-001 {DOCUMENTS} sources warning"),
    fires("digits swapped in a source", source(DOCUMENTS, 1, numerator=821),
          f"DC-002 {DOCUMENTS} sources.1.numerator warning"),
    fires("digits swapped beside the sources", reading(DOCUMENTS, numerator=821),
          f"DC-002 {DOCUMENTS} numerator warning"),
    fires("a digit of what was processed too low",
          reading(DOCUMENTS, flow=Flow(Decimal(1003), Decimal(980), Decimal(13))),
          f"DC-003 {DOCUMENTS} flow.arisen error"),
    fires("the year of a field check mistyped", reading(DOCUMENTS, field_check=FieldCheck(date(2025, 10, 20), "Khớp.")),
          f"DC-004 {DOCUMENTS} field_check.date notice"),
    fires("a question overlooked", reading(SATISFACTION, recognition=()),
          f"CN-001 {SATISFACTION} recognition.satisfaction_sample error"),
    fires("không for có", numbered(DOCUMENTS, RecognitionQuestion.REENTERED, False, cases=4),
          f"CN-001 {DOCUMENTS} recognition.reentered.cases error"),
    fires("digits swapped beside the only source", reading(SATISFACTION, numerator=222),
          f"DC-002 {SATISFACTION} numerator warning"),
    fires("the month of an extract mistyped", source(DOCUMENTS, 0, taken_on=date(2026, 12, 10)),
          f"MC-004 {DOCUMENTS} sources.0.taken_on warning"),
    fires("có for không", cases(reentered=4), f"CN-002 {DOCUMENTS} recognition.reentered warning"),
    fires("a digit lost in the sample", sample(22, 412),
          f"CN-003 {SATISFACTION} recognition.satisfaction_sample warning"),
    fires("an extract not attached", source(SATISFACTION, 0, evidence=()), f"MC-001 {SATISFACTION} sources warning"),
    fires("the extract entered as a register", source(DOCUMENTS, 0, kind=SourceKind.REGISTER),
          f"MC-001 {DOCUMENTS} sources warning"),
    fires("an extract opened and saved anew", shelf(EXTRACT, ALTERED),
          f"MC-002 {DOCUMENTS} sources.0.evidence.0 error"),
    fires("a document deleted", shelf(DECISION, ABSENT), f"MC-002 {BY_MONTH} documents.0.evidence error"),
    fires("a filter of the count forgotten", counted(834, 1025), f"MC-003 {DOCUMENTS} sources.0.evidence.0 warning"),
    fires("an extract taken a day early", source(DOCUMENTS, 0, taken_on=date(2026, 11, 9)),
          f"MC-004 {DOCUMENTS} sources.0.taken_on warning"),
    fires("rows of the next month counted", counted(812, 1003, outside=3),
          f"MC-004 {DOCUMENTS} sources.0.evidence.0 warning"),
    fires("last month's extract attached", used(EXTRACT), f"MC-005 {DOCUMENTS} sources.0.evidence.0 warning"),
]  # fmt: skip
TASKS = [
    fires("a task overlooked", untouched(RECURRING), f"NV-001 {RECURRING} status error"),
    fires("a state not chosen", update(BY_QUARTER, status=None), f"NV-001 {BY_QUARTER} status error"),
    fires("the day of completion forgotten", update(BY_REFERENCE, completed_on=None),
          f"NV-002 {BY_REFERENCE} completed_on error"),
    fires("the result forgotten", update(PHASED, result=""), f"NV-002 {PHASED} result error"),
    fires("a digit of the percentage lost", update(BY_MONTH, percent=10), f"NV-003 {BY_MONTH} percent error"),
    fires("a digit of the percentage too many", update(BY_QUARTER, percent=800), f"NV-003 {BY_QUARTER} percent error"),
    fires("the month of completion mistyped", update(BY_MONTH, completed_on=date(2026, 7, 24)),
          f"NV-004 {BY_MONTH} explanation error"),
    fires("a measured value mistyped", update(RECURRING, measured=None), f"NV-011 {RECURRING} measured warning"),
    fires("the year of completion mistyped", update(BY_MONTH, completed_on=date(2025, 6, 24)),
          f"NV-005 {BY_MONTH} completed_on error"),
    fires("completed in a month to come", update(BY_MONTH, completed_on=date(2026, 12, 24)),
          f"NV-005 {BY_MONTH} completed_on error"),
    fires("the state of a completed task mistaken", update(PHASED, status=TaskStatus.IN_PROGRESS, percent=90),
          f"NV-005 {PHASED} completed_on error"),
    fires("a digit of a measured value too many", update(RECURRING, measured=Measured(Decimal(964), Unit.PERCENT)),
          f"NV-003 {RECURRING} measured error"),
    fires("a lower percentage than last month", update(BY_QUARTER, percent=70), f"NV-006 {BY_QUARTER} percent warning"),
    fires("a completed task as in progress",
          update(PHASED, status=TaskStatus.IN_PROGRESS, percent=90, completed_on=None),
          f"NV-006 {PHASED} status warning"),
    fires("the stroke of a symbol forgotten", cited(symbol="35KH-UBND"),
          f"NV-007 {BY_QUARTER} documents.0.symbol warning"),
    fires("letters of a symbol swapped", cited(symbol="35/HK-UBND"), f"NV-007 {BY_QUARTER} documents.0.type warning"),
    fires("the type of a document mistaken", cited(type="QĐ"), f"NV-007 {BY_QUARTER} documents.0.type warning"),
    fires("slow towards its day", update(ON_EVENT, percent=45), f"NV-008 {ON_EVENT} percent warning"),
    fires("the day of an event removed", update(ON_EVENT, deadline=None), f"NV-009 {ON_EVENT} deadline error"),
    fires("the mark left beside the day", update(ON_EVENT, deadline=replace(IN_DECEMBER, not_arisen=True)),
          f"NV-009 {ON_EVENT} deadline error"),
    fires("the day of a document mistyped", cited(date=date(2026, 6, 25)),
          f"NV-010 {BY_QUARTER} documents.0.date warning"),
    fires("a unit added to the symbol of a document", cited(symbol="35/KH-UBND-VX"),
          f"NV-010 {BY_QUARTER} documents.0.symbol warning"),
    fires("a task's explanation of last month pasted", update(BY_QUARTER, explanation=EXPLAINED),
          f"TM-002 {BY_QUARTER} explanation warning"),
    fires("a word of the plan not put in from the paper", together(source_says(BY_MONTH, name="[…]"), printing("name")),
          f"NV-012 {BY_MONTH} plan_texts notice"),
]  # fmt: skip
REPORT = [
    fires("the place not set", settings_with(place=""), "BC-001 report place error"),
    fires("sent in the evening of the last day", at("2026-11-12T18:00"), "BC-002 report period warning"),
    fires("extended to a Saturday", extended("2026-11-14T17:00"), "BC-003 report period notice"),
    fires("brought forward by a day", extended("2026-11-11T17:00"), "BC-004 report data_window notice"),
    fires("the days of a report on request not entered", asked_for("2026-X2"), "BC-006 report data_window error"),
    fires("checked while the window is open", together(
        source(DOCUMENTS, 0, taken_on=None), source(SATISFACTION, 0, taken_on=None), at("2026-11-09T08:00")),
          "BC-009 report data_window notice"),
    fires("a day left out after last month", window_from(date(2026, 10, 12)), "BC-007 report data_window notice"),
    fires("the form of another agency chosen", reported_by("so-khcn"), "BC-005 report form notice"),
    fires("a digit swapped in the prose", the_form(prose="Xử lý toàn trình 821/1.003 văn bản."),
          "TM-003 report narrative.assessment warning"),
    fires("a link mistyped", the_form(prose="Tiếp nhận {so_lieu.HS7} hồ sơ."),
          "TM-004 report narrative.assessment error"),
]  # fmt: skip
FORM = [
    fires("a sum mistyped", the_form({"HS1": 11}), "BM-001 HS1 figures.HS1 error"),
    fires("ten hours too many in all", row(5, hours="12.5"), "BM-002 report tables.thang-sau warning"),
    fires("an hour too many in a row", row(4, hours=25), "BM-003 report tables.thang-sau.+4.hours warning"),
    fires("too few for another figure", the_form({"HS1": 8, "HS2": 4, "HS5": 45}), "BM-004 HS5 figures.HS5 error"),
    fires("both cells of a row cleared", first_row(cases=None, fixed=None), "BM-006 report tables.han-che error"),
    fires("nothing in person, something besides", the_form({"HS1": 6, "HS3": 0}), "BM-008 HS3 figures.HS3 warning"),
    fires("a part above its whole", first_row(fixed=5), "BM-100 report tables.han-che.I.1.fixed error"),
    fires("a figure overlooked", the_form({"HS2": None}), "BM-101 HS2 figures.HS2 error"),
    fires("a row overlooked", the_form(listed=(DONE,)), "BM-101 report tables.han-che.I.2.status error"),
    fires("prose overlooked", the_form(prose=""), "BM-101 report narrative.assessment error"),
    fires("a computed figure altered", altered("HS5P", "71"), "BM-102 HS5P figures.HS5P error"),
    fires("half a case", the_form({"HS2": "6.5"}), "BM-103 HS2 figures.HS2 error"),
    fires("a figure far too high", the_form({"HS5": 300}), "BM-104 HS5 figures.HS5 error"),
    fires("a figure rather high", the_form({"HS5": 51}), "BM-105 HS5 figures.HS5 warning"),
    fires("one of two figures", the_form({"HS5": None}), "BM-106 HS5 figures.HS5 error"),
    fires("a word of a listing not put in from the paper", source_says("han-che.I.2", name="Chưa […] đủ"),
          "BM-108 report tables.han-che.I.2.name notice"),
    fires("one of two cells too many", row(5, shared=True), "BM-107 report tables.thang-sau.+5.hours warning"),
]  # fmt: skip
MUTANTS: list[Case] = [*INDICATORS, *SOURCES, *TASKS, *REPORT, *FORM]
