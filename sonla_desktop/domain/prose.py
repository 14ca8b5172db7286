"""Every text of a report that the officer writes freely: one walk, so that what is drawn is also what is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.form_values import ROW, added_key, cell_path
from sonla_desktop.domain.reading import FieldCheck, IndicatorReading, RecognitionAnswer, SourceReading
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, TaskUpdate

Part = TypeVar(
    "Part",
    Explanation,
    SourceReading,
    RecognitionAnswer,
    FieldCheck,
    IssuedDocument,
    EnteredDeadline,
    IndicatorReading,
    TaskUpdate,
)

_EXPLANATION: Final = ("subjective", "objective", "remedy", "next_steps")
_OF_PART: Final[Mapping[type, tuple[str, ...]]] = {
    Explanation: _EXPLANATION,
    SourceReading: ("name", "note"),
    RecognitionAnswer: ("note",),
    FieldCheck: ("result",),
    IssuedDocument: ("type", "symbol", "subject"),
    EnteredDeadline: ("basis",),
    IndicatorReading: ("note",),
    TaskUpdate: ("result", "proposal"),
}
"""Names of the free texts of each part of a report."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text with its place: the item's code (or ``report``) and the month file's key path inside it."""

    where: str
    field: str
    text: str


Change = Callable[[Prose], str]


def prose_of(report: Report) -> Iterator[Prose]:
    """Every free text that says something, in the order of the month file."""
    found: list[Prose] = []

    def noted(prose: Prose) -> str:
        found.append(prose)
        return prose.text

    with_prose(report, noted)
    yield from found


def with_prose(report: Report, change: Change) -> Report:
    """The report with ``change`` in place of each free text; empty ones stay empty."""
    return replace(
        report,
        indicators=tuple(_indicator(item, change) for item in report.indicators),
        tasks=tuple(_task(item, change) for item in report.tasks),
        tables={name: tuple(_rows(name, rows, change)) for name, rows in report.tables.items()},
        narrative={
            name: _changed(text, REPORT, f"narrative.{name}", change) for name, text in report.narrative.items()
        },
    )


def _indicator(reading: IndicatorReading, change: Change) -> IndicatorReading:
    code = reading.code
    return replace(
        _part(reading, code, "", change),
        sources=tuple(_part(one, code, f"sources.{n}.", change) for n, one in enumerate(reading.sources)),
        recognition=tuple(_part(one, code, f"recognition.{one.question}.", change) for one in reading.recognition),
        field_check=_optional(reading.field_check, code, "field_check.", change),
        explanation=_optional(reading.explanation, code, "explanation.", change),
    )


def _task(update: TaskUpdate, change: Change) -> TaskUpdate:
    code = update.code
    return replace(
        _part(update, code, "", change),
        documents=tuple(_part(one, code, f"documents.{n}.", change) for n, one in enumerate(update.documents)),
        deadline=_optional(update.deadline, code, "deadline.", change),
        explanation=_optional(update.explanation, code, "explanation.", change),
    )


def _optional(part: Part | None, where: str, path: str, change: Change) -> Part | None:
    return None if part is None else _part(part, where, path, change)


def _part(part: Part, where: str, path: str, change: Change) -> Part:
    changes: dict[str, Any] = {
        name: _changed(getattr(part, name), where, path + name, change) for name in _OF_PART[type(part)]
    }
    return replace(part, **changes)


def _rows(table: str, rows: tuple[Mapping[str, Cell], ...], change: Change) -> Iterator[Mapping[str, Cell]]:
    added = 0
    for row in rows:
        added += ROW not in row
        key = str(row.get(ROW) or added_key(added))
        yield {name: _cell(cell, cell_path(table, key, name), change, name) for name, cell in row.items()}


def _cell(cell: Cell, path: str, change: Change, name: str) -> Cell:
    return _changed(cell, REPORT, path, change) if isinstance(cell, str) and name != ROW else cell


def _changed(text: str, where: str, path: str, change: Change) -> str:
    return change(Prose(where, path, text)) if text.strip() else text
