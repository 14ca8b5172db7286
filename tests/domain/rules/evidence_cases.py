"""MC-001…005: extracts that lack, differ, came too early or were used before, and their correct neighbours."""

from dataclasses import replace
from datetime import date, datetime

from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.reading import SourceKind, SourceReading
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
    context_with,
    reading,
    source,
    together,
    update,
)

ABSENT, ALTERED = EvidenceState.ABSENT, EvidenceState.ALTERED
FILE = f"{DOCUMENTS} sources.0.evidence.0"


def shelf(sha256: str, state: EvidenceState | None) -> Change:
    """The file of this hash in this state; None: the shelf says nothing of it."""

    def change(context: CheckContext) -> CheckContext:
        others = {key: value for key, value in context.evidence.items() if key != sha256}
        return replace(context, evidence=others if state is None else {**others, sha256: state})

    return change


def counted(a: int, b: int | None, *, code: str = DOCUMENTS, sha256: str = EXTRACT, outside: int = 0) -> Change:
    """What a count of this file found, after the counts there are."""

    def change(context: CheckContext) -> CheckContext:
        count = SavedCount(code, sha256, a, b, rows_read=2000, rows_outside_window=outside)
        return replace(context, counts=(*context.counts, count))

    return change


def used(*hashes: str) -> Change:
    return context_with(used_elsewhere=dict.fromkeys(hashes, "10/2026"))


CASES = [
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

    fires("the count found another a", counted(811, 1003), f"MC-003 {FILE} warning"),
    fires("the count found another b", counted(812, 1004), f"MC-003 {FILE} warning"),
    silent("the count found what was entered", counted(812, 1003)),
    silent("the last count of the file found what was entered", together(counted(1, 2), counted(812, 1003))),
    fires("one file in two sources, counted once", together(source(DOCUMENTS, 1, evidence=(EXTRACT,)), counted(1, 2)),
          f"MC-003 {FILE} warning"),
    fires("a count of the second file", together(
        source(DOCUMENTS, 0, evidence=(EXTRACT, DECISION)), counted(812, 1003), counted(9, 9, sha256=DECISION)),
          f"MC-003 {DOCUMENTS} sources.0.evidence.1 warning"),
    silent("a count of another indicator", counted(1, 2, code=PRODUCTS)),
    silent("a count of a file that is no longer attached", counted(1, 2, sha256="0" * 64)),
    fires("a count of a single number", together(
        reading(PRODUCTS, sources=(SourceReading("Danh sách", SourceKind.EXTRACT, evidence=(EXTRACT,)),)),
        counted(7, None, code=PRODUCTS)), f"MC-003 {PRODUCTS} sources.0.evidence.0 warning"),
    silent("a count of the same single number", together(
        reading(PRODUCTS, sources=(SourceReading("Danh sách", SourceKind.EXTRACT, evidence=(EXTRACT,)),)),
        counted(6, None, code=PRODUCTS))),
    fires("entered figures that neither source nor count have", together(
        reading(DOCUMENTS, numerator=821), counted(812, 1003)), f"DC-002 {DOCUMENTS} numerator warning"),
    fires("a count unlike the sources and unlike what was entered", together(
        reading(DOCUMENTS, numerator=821), counted(810, 1003)),
          f"DC-002 {DOCUMENTS} numerator warning", f"MC-003 {FILE} warning"),
    fires("a file that is gone, was counted otherwise and used before", together(
        counted(1, 2, outside=3), used(EXTRACT), shelf(EXTRACT, ABSENT)), f"MC-002 {FILE} error"),
    fires("a file that is gone, with counted rows outside the window", together(
        counted(812, 1003, outside=3), shelf(EXTRACT, ABSENT)), f"MC-002 {FILE} error"),

    fires("taken the day before the last", source(DOCUMENTS, 0, taken_on=date(2026, 11, 9)),
          f"MC-004 {DOCUMENTS} sources.0.taken_on warning"),
    silent("taken on the day of checking", source(DOCUMENTS, 0, taken_on=date(2026, 11, 11))),
    fires("taken on a day to come", source(DOCUMENTS, 0, taken_on=date(2026, 11, 12)),
          f"MC-004 {DOCUMENTS} sources.0.taken_on warning"),
    silent("a register of a day to come", source(DOCUMENTS, 1, taken_on=date(2026, 11, 12))),
    fires("taken on a day to come, before the window ends", together(
        context_with(now=datetime.fromisoformat("2026-11-08T09:00")),
        source(DOCUMENTS, 0, taken_on=date(2026, 11, 9))),
          "BC-009 report data_window notice", f"MC-004 {DOCUMENTS} sources.0.taken_on warning"),
    silent("taken on the last day", source(DOCUMENTS, 0, taken_on=date(2026, 11, 10))),
    silent("a register as of an earlier day", source(DOCUMENTS, 1, taken_on=date(2026, 11, 9))),
    fires("counted rows outside the window", counted(812, 1003, outside=2), f"MC-004 {FILE} warning"),
    fires("other figures counted, and rows outside the window", counted(814, 1005, outside=2),
          f"MC-003 {FILE} warning", f"MC-004 {FILE} warning"),

    fires("the extract of another period", used(EXTRACT), f"MC-005 {FILE} warning"),
    fires("the extract of another period, taken then", together(
        used(EXTRACT), source(DOCUMENTS, 0, taken_on=date(2026, 10, 10)), counted(812, 1003, outside=9)),
          f"MC-005 {FILE} warning"),
    silent("a register that goes on", together(source(DOCUMENTS, 1, evidence=(DECISION,)), used(DECISION))),
    silent("a document of a task that is done", used(DECISION)),
    silent("an old file that is not attached", used("0" * 64)),
]  # fmt: skip
