"""Months that went wrong in any way: a whole clean month after a dozen slips, anywhere in it or around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, Measured, PhaseCompletion, TaskStatus
from tests.domain.rules.whole_month import ROWS, whole_month
from tests.helpers.months import EXPLAINED, EXTRACT, plan, reading, untouched, update

INDICATORS = tuple(item.code for item in plan().indicators)
TASKS = tuple(item.code for item in plan().tasks)
FIGURES = ("HS1", "HS2", "HS3", "HS4P", "HS5P", "HS5")
NUMBERS = tuple(
    None if text is None else Decimal(text)
    for text in (None, "0", "1", "-1", "0.5", "5", "62", "81", "700", "812", "1003", "1004", "8120", "999999999999999")
)
DAYS = (None, date(2000, 1, 1), date(2025, 6, 24), date(2026, 6, 24), date(2026, 11, 10), date(2026, 12, 5))
TEXTS = (
    "", "…", "Không có.", "Thiếu người.", "Đạt 78,5%.", "Có {so_lieu.HS9} hồ sơ.", "{ ky }", "{", "812/1.004 văn bản",
    " ".join(["Đang rà soát, tổng hợp"] * 12),
)  # fmt: skip
EXPLANATIONS = (None, EXPLAINED, *(Explanation(text, "Không có.", text, text) for text in TEXTS))
HASHES = (EXTRACT, "0" * 64)


@dataclass(frozen=True)
class Slip:
    """One change: to an item of this month or the one before, or, without an item, to what stands around them."""

    item: str
    field: str
    value: Any
    before: bool = False

    def apply(self, context: CheckContext) -> CheckContext:
        if not self.item:
            return self._around(context)
        change = untouched(self.item) if not self.field else self._of_item()
        if not self.before:
            return change(context)
        if context.previous is None:
            return context
        return replace(context, previous=change(replace(context, report=context.previous)).report)

    def _of_item(self) -> Any:
        named = {self.field: self.value}
        return reading(self.item, **named) if self.item in INDICATORS else update(self.item, **named)

    def _around(self, context: CheckContext) -> CheckContext:
        part, _, key = self.field.partition(".")
        if part == "report":
            changed: Any = self.value
            if isinstance(changed, Mapping):
                changed = {**getattr(context.report, key), **changed}
            return replace(context, report=replace(context.report, **{key: changed}))
        return replace(context, **{part: self.value})


READING_VALUES: Mapping[str, Sequence[Any]] = {
    "state": (None, *FigureState),
    "numerator": NUMBERS,
    "denominator": NUMBERS,
    "value": NUMBERS,
    "flow": (None, Flow(), *(Flow(one, Decimal(812), Decimal(191)) for one in NUMBERS)),
    "sources": (
        (),
        *((SourceReading("Sổ", kind, one, Decimal(1003), day, HASHES, text),)
          for kind, one, day, text in zip(
              [*SourceKind] * 9, NUMBERS, DAYS * 3, ("", "80,96", "80,9%", "khoảng 81", "-1", "100", "1e9") * 2,
              strict=False)),
    ),
    "recognition": (
        (),
        *((RecognitionAnswer(question, occurred, cases, "", 412, cases),)
          for question in RecognitionQuestion for occurred in (None, True, False) for cases in (None, 0, 4, 900)),
    ),
    "field_check": (None, *(FieldCheck(day, "Khớp.") for day in DAYS)),
    "explanation": EXPLANATIONS,
    "note": TEXTS,
}  # fmt: skip
DOCUMENTS = (
    ("KH", "35/KH-UBND"), ("QĐ", "35/KH-UBND"), ("Khác", "5/KH-UBND"), ("", "35KH UBND"), ("CV", "1680/UBND-KGVX"),
    ("KH", "35/KH-UBND-VX"), ("NQ", "57-NQ/TW"), ("", ""), ("KH", "văn bản của Ủy ban nhân dân xã về chuyển đổi số"),
)  # fmt: skip
UPDATE_VALUES: Mapping[str, Sequence[Any]] = {
    "status": (None, *TaskStatus),
    "percent": (None, -1, 0, 10, 45, 50, 99, 100, 1000),
    "result": TEXTS,
    "measured": (None, *(Measured(one, unit) for one in NUMBERS if one is not None for unit in Unit)),
    "documents": (
        (),
        *((IssuedDocument(kind, symbol, day, "", sha),)
          for (kind, symbol) in DOCUMENTS for day in DAYS for sha in (None, *HASHES)),
    ),
    "completed_on": DAYS,
    "deadline": (None, *(EnteredDeadline(day, "", mark) for day in DAYS for mark in (True, False))),
    "phases": ((), *((PhaseCompletion(number, day),) for number in (1, 2, 9) for day in DAYS)),
    "explanation": EXPLANATIONS,
    "proposal": TEXTS,
}  # fmt: skip


def _rows() -> Iterator[Mapping[str, tuple[dict[str, Cell], ...]]]:
    for status in (None, "done", "doing"):
        for one in (None, -1, 0, 4, 21, 101):
            yield {"han-che": ({"row": "I.1", "status": status, "cases": one, "fixed": 4},)}
    for hours in (None, "2.5", 25, -1):
        for task in (None, *TEXTS[5:]):
            yield {"thang-sau": (*ROWS, {"task": task, "hours": hours, "shared": True})}


def _around() -> Iterator[Slip]:
    yield from (Slip("", "report.figures", {name: one or Decimal(3)}) for name in FIGURES for one in NUMBERS)
    yield from (Slip("", "report.narrative", {name: text}) for name in ("assessment", "khac") for text in TEXTS)
    yield from (Slip("", "report.tables", tables) for tables in _rows())
    for label in ("2026-01", "2026-09", "2026-12", "2025-12"):
        yield Slip("", "report.period", ReportingPeriod.parse(label))
    for part in ("previous", "same_month_last_year", "form", "deadline_notice"):
        yield Slip("", part, None)
    yield from (Slip("", "now", datetime(2026, month, 12, 17)) for month in (1, 6, 11, 12))
    yield from (Slip("", "evidence", {}), Slip("", "settings", AgencySettings()), Slip("", "history", ()))
    yield Slip("", "used_elsewhere", dict.fromkeys(HASHES, "10/2026"))
    yield from (Slip("", "counts", (SavedCount(code, EXTRACT, 9, 10, 2000, 0, 3),)) for code in INDICATORS)
    one = Decimal(1)
    yield Slip("", "parameters", CheckParameters(one, Decimal(2), one, 365, 99, 1, sample_margin=one))
    day = datetime(2026, 11, 10, 17)
    yield from (Slip("", "deadline_notice", DeadlineNotice(day + timedelta(days=n), "1680/UBND")) for n in range(6))


@cache
def slips() -> tuple[Slip, ...]:
    """Every slip there is, a few thousand."""
    items = [(INDICATORS, READING_VALUES), (TASKS, UPDATE_VALUES)]
    at_items = [
        Slip(code, field, value, before)
        for codes, values in items
        for code in codes
        for before in (False, True)
        for field, some in (*values.items(), ("", (None,)))
        for value in some
    ]
    return (*at_items, *_around())


@cache
def _clean() -> CheckContext:
    return whole_month()


def random_months() -> SearchStrategy[CheckContext]:
    """The clean month after up to twenty slips."""
    # Half of the slips are around the items, else they would be drawn too seldom.
    any_slip = st.sampled_from(slips()) | st.sampled_from(tuple(slip for slip in slips() if not slip.item))
    return st.lists(any_slip, max_size=20).map(_after)


def _after(made: Sequence[Slip]) -> CheckContext:
    context = _clean()
    for slip in made:
        context = slip.apply(context)
    return context
