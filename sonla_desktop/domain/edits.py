"""An edit of a report as one step that can be undone: which items it touched, and what they said before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import takewhile
from typing import Any, Final

from sonla_desktop.domain.changes import FieldChange, replaced_fields
from sonla_desktop.domain.month_json import reading_as_json, reading_from_json, task_as_json, task_from_json
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.report import Acknowledgement, Cell, Report

Json = Any
Items = Mapping[str, Json]
"""Items of a report by section and key (``indicators|vb-dien-tu``); None: the item is not there."""

TYPING: Final = timedelta(seconds=30)
"""So long typing in one field stays one step, counted from its first save."""
_JOIN: Final = "|"
_TABLES: Final = "tables"
_WINDOW: Final = "data_window"
_BLANK: Final = (None, "")


class EditKind(StrEnum):
    """How the officer made an edit."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step: ``fields`` are item and key path of what changed, ``old`` and ``new`` the items around it.

    ``number`` counts the steps of one version of a report from 1; 0 as long as it is not kept.
    """

    at: datetime
    officer: str
    kind: EditKind
    fields: tuple[tuple[str, str], ...]
    old: Items
    new: Items
    number: int = 0


@dataclass(frozen=True, slots=True)
class EditEnds:
    """Where the officer stands among the steps: the one that can be undone next, and the one that can be redone."""

    undo: Edit | None = None
    redo: Edit | None = None


def edit_between(before: Report, after: Report, at: datetime, officer: str, kind: EditKind) -> Edit | None:
    """The step from one state of a report to the next; None when nothing differs."""
    fields = tuple((change.where, change.field) for change in replaced_fields(before, after) if _tells(change))
    old, new = _items_of(before), _items_of(after)
    touched = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    if not touched:
        return None
    sides: tuple[dict[str, Json], dict[str, Json]] = ({}, {})
    for key in touched:
        pair = old.get(key), new.get(key)
        sides[0][key], sides[1][key] = _spliced(*pair) if key.startswith(_TABLES + _JOIN) else pair
    return Edit(at, officer, kind, fields, *sides)


def goes_on(last: Edit, edit: Edit) -> bool:
    """Say whether an edit is more typing in the field of the last one: saved each second, it is one step."""
    typed = last.kind is edit.kind is EditKind.TYPED and last.officer == edit.officer
    same = bool(edit.fields) and set(edit.fields) <= set(last.fields) and last.new.keys() == edit.old.keys()
    return typed and same and timedelta() <= edit.at - last.at <= TYPING


def joined(last: Edit, edit: Edit, before: Report, after: Report) -> Edit | None:
    """Both as one step, with time and number of the first; None when together they change nothing.

    ``before`` and ``after`` are the report around the second edit.
    """
    start = reverted(before, last)
    whole = None if start is None else edit_between(start, after, last.at, last.officer, last.kind)
    return None if whole is None else replace(whole, number=last.number)


def reverted(report: Report, edit: Edit) -> Report | None:
    """The report as it was before this edit; None when it no longer says what the edit left."""
    return _turned(report, edit.new, edit.old)


def repeated(report: Report, edit: Edit) -> Report | None:
    """The report as the edit left it; None when it does not say what it said before the edit."""
    return _turned(report, edit.old, edit.new)


def _tells(change: FieldChange) -> bool:
    """An item that is new has a code and empty texts, which nobody typed."""
    return change.field != "code" and not (change.old in _BLANK and change.new in _BLANK)


def _turned(report: Report, stands: Items, wanted: Items) -> Report | None:
    items = _items_of(report)
    for key, value in stands.items():
        if key.startswith(_TABLES + _JOIN):
            rows = _replaced(items.get(key) or [], value, wanted[key])
            if rows is None:
                return None
            items[key] = rows or None
        elif items.get(key) != value:
            return None
        else:
            items[key] = wanted[key]
    return _with_items(report, {key: value for key, value in items.items() if value is not None})


def _spliced(old: Json, new: Json) -> tuple[Json, Json]:
    """Of a table only the rows between those that stayed, so that a long one is not kept whole for each cell."""
    before, after = old or [], new or []
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    return _part(before, head, tail), _part(after, head, tail)


def _alike(one: Sequence[Json], other: Sequence[Json]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(rows: Sequence[Json], head: int, tail: int) -> Json:
    return {"at": head, "rows": list(rows[head : len(rows) - tail]), "of": len(rows)}


def _replaced(rows: Sequence[Json], stands: Json, wanted: Json) -> list[Json] | None:
    start, end = stands["at"], stands["at"] + len(stands["rows"])
    if len(rows) != stands["of"] or list(rows[start:end]) != stands["rows"]:
        return None
    return [*rows[:start], *wanted["rows"], *rows[end:]]


def _items_of(report: Report) -> dict[str, Json]:
    return dict(_items(report))


def _items(report: Report) -> Iterator[tuple[str, Json]]:
    window = report.data_window
    yield _WINDOW, [window.start.isoformat(), window.end.isoformat()]
    for reading in report.indicators:
        yield f"indicators|{reading.code}", reading_as_json(reading)
    for update in report.tasks:
        yield f"tasks|{update.code}", task_as_json(update)
    for figure, value in report.figures.items():
        yield f"figures|{figure}", format(value, "f")
    for table, rows in report.tables.items():
        yield f"{_TABLES}|{table}", [dict(row) for row in rows] or None
    for section, text in report.narrative.items():
        yield f"narrative|{section}", text
    for item in report.acknowledged:
        yield _JOIN.join(("acknowledged", *item.key)), _reason_as_json(item)


def _with_items(report: Report, items: Items) -> Report:
    """The report with exactly these items, readings and the like in the order they had, new ones at the end."""
    by_section: dict[str, dict[str, Json]] = {}
    for key, value in items.items():
        section, _, name = key.partition(_JOIN)
        by_section.setdefault(section, {})[name] = value
    start, end = map(date.fromisoformat, items[_WINDOW])
    tables: dict[str, tuple[Mapping[str, Cell], ...]] = {
        table: tuple(dict(row) for row in rows) for table, rows in by_section.get(_TABLES, {}).items()
    }
    return replace(
        report,
        data_window=DataWindow(start, end),
        indicators=tuple(map(reading_from_json, by_section.get("indicators", {}).values())),
        tasks=tuple(map(task_from_json, by_section.get("tasks", {}).values())),
        figures={key: Decimal(value) for key, value in by_section.get("figures", {}).items()},
        tables=tables,
        narrative=dict(by_section.get("narrative", {})),
        acknowledged=tuple(map(_reason_from_json, by_section.get("acknowledged", {}).values())),
    )


def _reason_as_json(item: Acknowledgement) -> Json:
    """With what it was written for, by whom and when: the month file does not carry that."""
    at = None if item.at is None else item.at.isoformat()
    return [item.code, item.where, item.field, item.reason, item.basis, item.by, at]


def _reason_from_json(value: Json) -> Acknowledgement:
    code, where, field, reason, basis, by, at = value
    written = None if at is None else datetime.fromisoformat(at)
    return Acknowledgement(code, where, field, reason, basis, by, written)
