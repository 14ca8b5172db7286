"""What differs between two states of a report, field by field: for the audit chain and for replacement reports."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.form_values import ROW, row_keys
from sonla_desktop.domain.month_json import report_as_json
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.report import Report

REASONS: Final = "acknowledged"
"""Section of the month file with the reasons of warnings, and first step of the key path of each."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed: item, key path inside it, old and new JSON value (None: was or is not there)."""

    where: str
    field: str
    old: Any
    new: Any


def changed_fields(old: Report | None, new: Report) -> tuple[FieldChange, ...]:
    """Every leaf that differs, in a stable order; ``old`` None: everything is new."""
    before = report_as_json(old) if old is not None else {}
    after = report_as_json(new)
    changes: list[FieldChange] = []
    for section in ("indicators", "tasks"):
        changes.extend(_changed_items(before.get(section, []), after[section]))
    for section, keyed in (("figures", dict), ("tables", _tables), ("narrative", dict)):
        changes.extend(_changed_leaves(REPORT, section, keyed(before.get(section, {})), keyed(after[section])))
    changes.extend(_changed_reasons(before.get(REASONS, []), after[REASONS]))
    return tuple(changes)


def replaced_fields(old: Report, new: Report) -> tuple[FieldChange, ...]:
    """What a replacement changes: its data window, then every field (``changes`` of ``thay-the.json``)."""
    return (*_changed_window(old.data_window, new.data_window), *changed_fields(old, new))


def _changed_window(old: DataWindow | None, new: DataWindow) -> Iterator[FieldChange]:
    for name, bound in (("from", "start"), ("to", "end")):
        before, after = (getattr(window, bound).isoformat() if window else None for window in (old, new))
        if before != after:
            yield FieldChange(REPORT, f"data_window.{name}", before, after)


def stated_values(report: Report) -> dict[tuple[str, str], Any]:
    """Every field of a report that says something, by item and key path."""
    changes = (*_changed_window(None, report.data_window), *changed_fields(None, report))
    return {(change.where, change.field): change.new for change in changes}


def as_shown(value: Any) -> str:
    """A value of the month file on one line as the file writes it, for messages; empty for none."""
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _changed_items(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[FieldChange]:
    old_items = {item["code"]: item for item in before}
    new_items = {item["code"]: item for item in after}
    for code in sorted(old_items.keys() | new_items.keys()):
        yield from _changed_leaves(code, "", old_items.get(code), new_items.get(code))


def _tables(tables: Mapping[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Each table's rows by key as findings name them (:func:`row_keys`), so that a row more moves no other."""
    return {
        table: {
            key: {name: cell for name, cell in row.items() if name != ROW}
            for key, row in zip(row_keys(rows), rows, strict=True)
        }
        for table, rows in tables.items()
    }


def _changed_reasons(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[FieldChange]:
    """By finding and not by place: one reason more does not make all others look changed."""
    old, new = ({(item["where"], reason_path(item)): item["reason"] for item in items} for items in (before, after))
    for where, path in sorted(old.keys() | new.keys()):
        yield from _changed_leaves(where, path, old.get((where, path)), new.get((where, path)))


def reason_path(item: Mapping[str, Any]) -> str:
    """Key path of the reason of a finding: ``acknowledged.CT-007.numerator``."""
    return ".".join(filter(None, (REASONS, item["code"], item["field"])))


def _changed_leaves(where: str, path: str, old: Any, new: Any) -> Iterator[FieldChange]:
    if old == new and type(old) is type(new):
        return
    old_parts, new_parts = _parts(old), _parts(new)
    if old_parts is None and new_parts is None:
        yield FieldChange(where, path, old, new)
        return
    if (old is not None and old_parts is None) or (new is not None and new_parts is None):
        yield FieldChange(where, path, old, new)
        return
    before, after = old_parts or {}, new_parts or {}
    for key in [*before, *(key for key in after if key not in before)]:
        yield from _changed_leaves(where, f"{path}.{key}" if path else key, before.get(key), after.get(key))


def _parts(value: Any) -> Mapping[str, Any] | None:
    if isinstance(value, Mapping):
        return value
    if isinstance(value, list):
        return {str(position): item for position, item in enumerate(value)}
    return None
