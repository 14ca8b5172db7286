"""A month of many items with a year of history: the small clean month over and over, each copy with its own codes."""

from dataclasses import replace
from functools import cache
from hashlib import sha256

from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan, assign
from sonla_desktop.domain.reading import IndicatorReading, SourceReading
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.task import IssuedDocument, TaskUpdate
from tests.helpers.months import agency, clean_context, plan, report
from tests.helpers.repository import ROOT

MONTHS_OF_HISTORY = 12
_SMALL = len(plan().indicators) + len(plan().tasks)


def large_context(items: int, *, erroneous: bool = False) -> CheckContext:
    """A month of so many indicators and tasks (a multiple of twelve), with the twelve months before it.

    ``erroneous``: every ratio is above 100% and every task has lost its percentage, so that findings are many.
    """
    copies, clean = items // _SMALL, clean_context()
    whole, report_now = _plan(copies), _of_copies(clean.report, copies)
    assignment = assign(whole, agency())
    before = _of_copies(clean.previous or report(), copies)
    history = tuple(_in_period(before, whole, period) for period in _months_before(clean.report.period))
    return replace(
        clean,
        report=_spoilt(report_now) if erroneous else report_now,
        assignment=assignment,
        previous=history[-1],
        same_month_last_year=history[0],
        history=history,
        form=_form(),
        evidence={_own(name, copy): EvidenceState.PRESENT for name in clean.evidence for copy in range(copies)},
    )


@cache
def _form() -> FormDefinition:
    return read_form(ROOT / "forms" / "kh-2026.toml")


def _plan(copies: int) -> Plan:
    small = plan()
    indicators = tuple(
        replace(item, code=_own_code(item.code, copy)) for copy in range(copies) for item in small.indicators
    )
    tasks = tuple(replace(item, code=_own_code(item.code, copy)) for copy in range(copies) for item in small.tasks)
    return replace(small, indicators=indicators, tasks=tasks)


def _of_copies(small: Report, copies: int) -> Report:
    return replace(
        small,
        indicators=tuple(_reading(item, copy) for copy in range(copies) for item in small.indicators),
        tasks=tuple(_update(item, copy) for copy in range(copies) for item in small.tasks),
    )


def _reading(item: IndicatorReading, copy: int) -> IndicatorReading:
    sources = tuple(_source(one, copy) for one in item.sources)
    return replace(item, code=_own_code(item.code, copy), sources=sources, note=f"Đối chiếu sổ {copy} ngày 05/11/2026.")


def _source(item: SourceReading, copy: int) -> SourceReading:
    return replace(item, evidence=tuple(_own(name, copy) for name in item.evidence))


def _update(item: TaskUpdate, copy: int) -> TaskUpdate:
    documents = tuple(_document(one, copy) for one in item.documents)
    return replace(
        item, code=_own_code(item.code, copy), documents=documents, result=f"Đã xử lý {copy} trên 1.003 hồ sơ."
    )


def _document(item: IssuedDocument, copy: int) -> IssuedDocument:
    """Another number of the same series: what one rule compares among all documents of the month."""
    number, _, series = item.symbol.partition("/")
    return replace(item, symbol=f"{int(number) + copy}/{series}", evidence=item.evidence and _own(item.evidence, copy))


def _spoilt(right: Report) -> Report:
    indicators = (
        item if item.denominator is None else replace(item, numerator=item.denominator * 2) for item in right.indicators
    )
    tasks = tuple(replace(item, percent=None) for item in right.tasks)
    return replace(right, indicators=tuple(indicators), tasks=tasks)


def _in_period(small: Report, whole: Plan, period: ReportingPeriod) -> Report:
    return replace(small, period=period, data_window=whole.regime.window.window_of(period))


def _months_before(period: ReportingPeriod) -> list[ReportingPeriod]:
    """The twelve months before, oldest first."""
    months = [period]
    for _ in range(MONTHS_OF_HISTORY):
        before = months[-1].previous()
        assert before is not None
        months.append(before)
    return months[:0:-1]


def _own_code(code: str, copy: int) -> str:
    return f"{code}-{copy}"


def _own(name: str, copy: int) -> str:
    """Hash of another file for each copy."""
    return sha256(f"{name}{copy}".encode()).hexdigest()
