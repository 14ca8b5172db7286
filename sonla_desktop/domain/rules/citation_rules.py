"""Rules about the documents cited for tasks: their number and symbol, type and date (NĐ 30/2020, Phụ lục I, III)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonla_desktop.domain.document_symbol import DocumentSymbol, parse, type_code
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.rules.context import CheckContext, TaskCheck
from sonla_desktop.domain.rules.rule import At, at, report_rule, task_rule
from sonla_desktop.domain.rules.wording import brief
from sonla_desktop.domain.task import IssuedDocument, Task

_SHOWN_WORDS = 4


@task_rule("NV-007", Severity.WARNING, source="NĐ 30/2020 Phụ lục I, III")
def cited_documents_are_written_in_full(check: TaskCheck) -> Iterator[At]:
    """Symbol of a known form, type on the list and the one of the symbol, 0 before a number below 10, no date ahead.

    "Ahead" is later than the day of checking; a document issued after the data window may well be cited.
    """
    documents = check.update.documents if check.update else ()
    today = check.context.now.date()
    for n, document in enumerate(documents):
        parsed = parse(document.symbol)
        if place := _wrong_symbol(f"documents.{n}.symbol", document.symbol, parsed):
            yield place
        if place := _wrong_type(f"documents.{n}.type", document, parsed):
            yield place
        if document.date and document.date > today:
            yield at(f"documents.{n}.date", variant="future", seen=document.date)


def _wrong_symbol(path: str, symbol: str, parsed: DocumentSymbol | None) -> At | None:
    shown = brief(symbol, _SHOWN_WORDS)
    if not symbol.strip():
        return None
    if parsed is None:
        return at(path, variant="form", symbol=shown)
    if parsed.type and type_code(parsed.type) is None:
        return at(path, variant="unlisted", seen=parsed.type, symbol=shown)
    if parsed.lacks_leading_zero:
        return at(path, variant="zero", symbol=shown, expected=f"0{symbol.strip()}")
    return None


def _wrong_type(path: str, document: IssuedDocument, parsed: DocumentSymbol | None) -> At | None:
    """A symbol whose own type is on no list is told of instead, so that one slip is one finding."""
    given = document.type.strip()
    if not given:
        return None
    code = type_code(given)
    if code is None:
        return at(path, variant="unlisted-type", seen=brief(given, _SHOWN_WORDS))
    if parsed is None or parsed.may_be(code):
        return None
    return at(path, variant="type", symbol=brief(document.symbol, _SHOWN_WORDS), seen=parsed.type, given=code)


@dataclass(frozen=True, slots=True)
class _Citation:
    """One document of one task; ``year`` is that of its numbering, None when neither symbol nor date tells it."""

    task: Task
    position: int
    symbol: DocumentSymbol
    shown: str
    issued: date | None

    @property
    def year(self) -> int | None:
        return self.symbol.year or (self.issued.year if self.issued else None)

    def against(self, other: _Citation, path: str, variant: str, seen: str | date, expected: str | date) -> At:
        """An objection to this one that names the other."""
        return at(
            f"documents.{self.position}.{path}", variant=variant, where=self.task.code,
            appendix=self.task.appendix, number=self.task.number,
            other=f"{other.task.appendix}.{other.task.number}", symbol=self.shown, seen=seen, expected=expected,
        )  # fmt: skip


@report_rule("NV-010", Severity.WARNING, source="NĐ 30/2020 Điều 15")
def a_number_is_one_document(context: CheckContext) -> Iterator[At]:
    """One symbol has one date in a year, and one number of a series (type, issuer) has one spelling of the rest.

    All tasks together, in the order of the plan: the later citation is objected to, once for each other date or
    spelling. Numbering is per type and starts anew each year (Điều 15.1), so types and years never collide.
    """
    dates: dict[tuple[object, ...], dict[date, _Citation]] = {}
    spellings: dict[tuple[object, ...], dict[str, _Citation]] = {}
    for cited in _citations(context):
        number = (cited.symbol.series, cited.symbol.number, cited.year)
        if cited.issued is not None:
            same_symbol = dates.setdefault((*number, cited.symbol.unit), {})
            if same_symbol and cited.issued not in same_symbol:
                other = next(iter(same_symbol.values()))
                yield cited.against(other, "date", "dates", cited.issued, next(iter(same_symbol)))
            same_symbol.setdefault(cited.issued, cited)
        same_number = spellings.setdefault(number, {})
        if same_number and cited.symbol.unit not in same_number:
            other = next(iter(same_number.values()))
            yield cited.against(other, "symbol", "spellings", cited.shown, other.shown)
        same_number.setdefault(cited.symbol.unit, cited)


def _citations(context: CheckContext) -> Iterator[_Citation]:
    updates = {update.code: update for update in context.report.tasks}
    for task in context.assignment.tasks:
        update = updates.get(task.code)
        for n, document in enumerate(update.documents if update else ()):
            symbol = parse(document.symbol)
            if symbol is None:
                continue
            cited = _Citation(task, n, symbol, brief(document.symbol, _SHOWN_WORDS), document.date)
            if cited.year is not None:
                yield cited
