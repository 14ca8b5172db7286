"""Named sources of table columns: a form chooses among them; a name that is not here is a fault of the form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sonla_desktop.domain.findings import REPORT, StatedFinding
from sonla_desktop.domain.form_definition import FormColumn, FormSection, SectionKind
from sonla_desktop.domain.period import document_date_label, with_document_dates
from sonla_desktop.domain.reading import SourceReading
from sonla_desktop.domain.task import IssuedDocument, due_date
from sonla_desktop.usecases.compose_document import figures
from sonla_desktop.usecases.compose_document.wording import Words, capitalised, sentence, tidy
from sonla_desktop.usecases.outcomes import IndicatorItem, IndicatorOutcome, TaskItem

JOIN: Final = "+"
"""``result+documents``: a cell with several sources, a line each, empty ones left out."""
_NEXT_PART: Final = re.compile(r";\s*(?=- )")


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One source of an indicator, counted from 1."""

    item: IndicatorItem
    position: int
    source: SourceReading


@dataclass(frozen=True, slots=True)
class FindingItem:
    """A warning passed with a reason, its place in the list, and the printed names of its item and field."""

    row: int
    stated: StatedFinding
    subject: str
    field: str = ""


def outcome(words: Words, item: IndicatorItem) -> str:
    """What came of an indicator; where it is not recognised, also why."""
    if item.outcome is IndicatorOutcome.UNRECOGNISED:
        return figures.non_recognition(words, item)
    return words.label("outcome", item.outcome.value)


def issued_document(words: Words, document: IssuedDocument) -> str:
    """An issued document as it is cited: type, number and symbol, date, subject."""
    parts = [words.known("document_type", tidy(document.type)), tidy(document.symbol)]
    cited = words.phrase("symbol").join(filter(None, parts))
    if document.date:
        cited = f"{cited} {words.phrase('dated', date=document_date_label(document.date))}".strip()
    return ": ".join(filter(None, (cited, tidy(document.subject))))


def _documents(words: Words, item: TaskItem) -> str:
    return "\n".join(f"- {issued_document(words, document)}" for document in item.update.documents)


def _deadline(words: Words, item: TaskItem) -> str:
    lines = [_NEXT_PART.sub("\n", capitalised(item.task.deadline.text))]
    entered = item.update.deadline
    if entered is None:
        return lines[0]
    due, basis = _day(entered.due), tidy(entered.basis)
    if due and basis:
        lines.append(words.phrase("entered_due_by", date=due, basis=basis))
    elif due or basis:
        lines.append(words.phrase("entered_due", date=due) if due else basis)
    if entered.not_arisen:
        lines.append(words.phrase("not_arisen"))
    return "\n".join(lines)


def _measured(words: Words, item: TaskItem) -> str:
    measured, target = item.update.measured, item.task.product_target
    if measured is None:
        return ""
    value = figures.with_unit(measured.value, measured.unit)
    return words.phrase("measured", value=value, target=target.text) if target else value


def _phases(words: Words, item: TaskItem) -> str:
    labels = {phase.number: phase.label for phase in item.task.deadline.phases}
    return "\n".join(
        words.phrase("phase_done", phase=labels.get(done.number, str(done.number)), date=_day(done.completed_on))
        for done in item.update.phases
        if done.completed_on
    )


def _completed_on(words: Words, item: TaskItem) -> str:
    done = item.update.completed_on
    return words.phrase("completed_on", date=document_date_label(done)) if done else ""


def _percent(words: Words, item: TaskItem) -> str:
    percent = item.update.percent
    return words.phrase("blank") if percent is None else f"{percent}%"


def _status(words: Words, item: TaskItem) -> str:
    status = item.update.status
    return words.label("status", status.value if status else "none")


def _day(value: date | None) -> str:
    return document_date_label(value) if value else ""


def _moment(value: datetime | None) -> str:
    return f"{value:%H:%M} {document_date_label(value.date())}" if value else ""


def _flow(name: str) -> Callable[[Words, IndicatorItem], str]:
    def printed(words: Words, item: IndicatorItem) -> str:
        flow = item.reading.flow
        return figures.number_or(getattr(flow, name) if flow else None, words.phrase("blank"))

    return printed


def _explanation(part: str) -> Callable[[Words, Any], str]:
    return lambda _, item: tidy(getattr(item.explanation, part))


def _shortfall(words: Words, item: TaskItem) -> str:
    return words.phrase("shortfall") if item.short else ""


def _printed_ratio(words: Words, row: SourceItem) -> str:
    printed = tidy(row.source.printed_ratio or "")
    return words.phrase("printed_ratio", ratio=printed) if printed else ""


def _result_state(words: Words, item: IndicatorItem) -> str:
    state = item.reading.state
    return words.label("state", state.value if state else "none")


_EXPLANATIONS: Final = {part: _explanation(part) for part in ("subjective", "objective", "remedy", "next_steps")}

INDICATOR_COLUMNS: Final[Mapping[str, Callable[[Words, IndicatorItem], str]]] = {
    "number": lambda _, item: str(item.indicator.number),
    "code": lambda _, item: item.indicator.code,
    "name": lambda _, item: item.indicator.name,
    "state": _result_state,
    "numerator": lambda words, item: figures.figure(words, item.reading, item.reading.numerator),
    "denominator": lambda words, item: figures.figure(words, item.reading, item.reading.denominator),
    "value": lambda words, item: figures.figure(words, item.reading, item.reading.value),
    "ratio": lambda words, item: figures.ratio(words, item.reading),
    "achieved": figures.achieved,
    "target": lambda _, item: item.indicator.target.text,
    "result_before": lambda _, item: item.indicator.result_2025_text,
    "met": outcome,
    "note": lambda _, item: tidy(item.reading.note),
    "arisen": _flow("arisen"),
    "processed": _flow("processed"),
    "pending": _flow("pending"),
    "field_check": figures.field_check,
    "recognition": figures.recognition,
    "source_system": lambda _, item: item.indicator.source_system,
    **_EXPLANATIONS,
}
TASK_COLUMNS: Final[Mapping[str, Callable[[Words, TaskItem], str]]] = {
    "row": lambda _, item: str(item.row),
    "number": lambda _, item: f"{item.task.appendix}.{item.task.number}",
    "code": lambda _, item: item.task.code,
    "name": lambda _, item: item.task.name,
    "product": lambda _, item: item.task.product,
    "lead": lambda _, item: item.task.lead,
    "coordinating": lambda _, item: item.task.coordinating,
    "deadline": _deadline,
    "due": lambda _, item: _day(due_date(item.task, item.update)),
    "status": _status,
    "percent": _percent,
    "timeliness": lambda words, item: words.label("timeliness", item.timeliness.value),
    "completed_on": _completed_on,
    "phases": _phases,
    "result": lambda _, item: tidy(item.update.result),
    "documents": _documents,
    "measured": _measured,
    "shortfall": _shortfall,
    "proposal": lambda _, item: tidy(item.update.proposal),
    **_EXPLANATIONS,
}
SOURCE_COLUMNS: Final[Mapping[str, Callable[[Words, SourceItem], str]]] = {
    "number": lambda _, row: f"{row.item.indicator.number}.{row.position}",
    "name": lambda _, row: tidy(row.source.name),
    "kind": lambda words, row: words.label("source_kind", row.source.kind.value),
    "taken_on": lambda _, row: _day(row.source.taken_on),
    "numerator": lambda words, row: figures.number_or(row.source.numerator, words.phrase("blank")),
    "denominator": lambda words, row: figures.number_or(row.source.denominator, words.phrase("blank")),
    "ratio": lambda words, row: figures.ratio_of(words, row.source.numerator, row.source.denominator),
    "printed_ratio": _printed_ratio,
    "difference": lambda words, row: figures.difference(words, row.item.reading, row.source),
    "note": lambda _, row: tidy(row.source.note),
}
FINDING_COLUMNS: Final[Mapping[str, Callable[[Words, FindingItem], str]]] = {
    "row": lambda _, row: str(row.row),
    "code": lambda _, row: row.stated.finding.code,
    "subject": lambda _, row: row.subject,
    "field": lambda _, row: row.field,
    "message": lambda _, row: sentence(with_document_dates(row.stated.message)),
    "reason": lambda _, row: sentence(row.stated.reason),
    "by": lambda _, row: tidy(row.stated.by),
    "at": lambda _, row: _moment(row.stated.at),
}
COLUMNS: Final[Mapping[SectionKind, Mapping[str, Callable[[Words, Any], str]]]] = {
    SectionKind.INDICATORS: INDICATOR_COLUMNS,
    SectionKind.CHECKS: INDICATOR_COLUMNS,
    SectionKind.TASKS: TASK_COLUMNS,
    SectionKind.SOURCES: SOURCE_COLUMNS,
    SectionKind.FINDINGS: FINDING_COLUMNS,
}
"""The sources there are, by the kind of section."""


def cells(words: Words, section: FormSection, item: object) -> tuple[str, ...]:
    """One row of a section's table."""
    known = COLUMNS[section.kind]
    return tuple(_cell(words, known, column, item) for column in section.columns)


def _cell(words: Words, known: Mapping[str, Callable[[Words, Any], str]], column: FormColumn, item: object) -> str:
    return "\n".join(filter(None, (known[name](words, item) for name in column.source.split(JOIN))))


def subject_of(words: Words, where: str, indicators: tuple[IndicatorItem, ...], tasks: tuple[TaskItem, ...]) -> str:
    """The printed name of what a finding is about."""
    for item in indicators:
        if item.indicator.code == where:
            return words.phrase("indicator_subject", number=str(item.indicator.number), name=item.indicator.name)
    for row in tasks:
        if row.task.code == where:
            return words.phrase("task_subject", number=f"{row.task.appendix}.{row.task.number}", name=row.task.name)
    return words.phrase("report_subject") if where == REPORT else where
