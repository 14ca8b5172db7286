"""Items of a report as columns of rows, and rows as items of a report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sonla_desktop.adapters.store.audit import json_text
from sonla_desktop.adapters.store.rows import ReportRow
from sonla_desktop.domain.month_json import reading_as_json, reading_from_json, task_as_json, task_from_json
from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.report import Acknowledgement, Report, ReportKey, Supersedes
from sonla_desktop.domain.task import TaskUpdate

Key = tuple[str | int, ...]
Columns = Mapping[str, Any]


class Entry(NamedTuple):
    """A stored item of any kind; ``basis``, ``by`` and ``at`` are those of a reason."""

    section: str
    code: str
    item: str
    field: str
    position: int
    body: str
    basis: str
    by: str
    at: str | None


def report_columns(report: Report) -> dict[str, Any]:
    """The columns of a report's own row that its content decides."""
    supersedes = report.supersedes
    return {
        "agency_name": report.agency_name,
        "form": report.form,
        "period": str(report.period),
        "part": report.part or "",
        "version": report.version,
        "data_from": report.data_window.start.isoformat(),
        "data_to": report.data_window.end.isoformat(),
        "supersedes_version": None if supersedes is None else supersedes.version,
        "supersedes_sha256": None if supersedes is None else supersedes.package_sha256,
        "supersedes_reason": None if supersedes is None else supersedes.reason,
    }


def report_key(form: str, period: str, part: str) -> ReportKey:
    """The key of a report's row."""
    return ReportKey(form, ReportingPeriod.parse(period), part or None)


def report_label(report: Report) -> str:
    """How the audit chain names a version: ``<form>/<period>[/<part>]/v<n>``."""
    return f"{key_label(report.key)}/v{report.version}"


def key_label(key: ReportKey) -> str:
    """How the audit chain names a report, whatever its version: ``<form>/<period>[/<part>]``."""
    part = [] if key.part is None else [key.part]
    return "/".join([key.form, str(key.period), *part])


def indicator_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the indicator readings, by code."""
    return {(item.code,): _reading_columns(item, n) for n, item in enumerate(report.indicators)}


def task_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the task updates, by code."""
    return {(item.code,): _task_columns(item, n) for n, item in enumerate(report.tasks)}


def figure_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the figures, by code."""
    return {(code,): {"value": format(value, "f")} for code, value in report.figures.items()}


def table_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the form's tables, by table and position; a table without rows leaves none."""
    return {
        (table, n): {"body": json_text(dict(row))}
        for table, rows in report.tables.items()
        for n, row in enumerate(rows)
    }


def narrative_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the prose, by section."""
    return {(section,): {"body": body} for section, body in report.narrative.items()}


def acknowledgement_columns(report: Report) -> dict[Key, Columns]:
    """Rows of the reasons, by finding, item and field."""
    return {
        (item.code, item.where, item.field): {"position": n, "reason": item.reason, **acknowledgement_origin(item)}
        for n, item in enumerate(report.acknowledged)
    }


def acknowledgement_origin(item: Acknowledgement) -> dict[str, Any]:
    """What the month file does not carry of a reason: the values it was written for, by whom and when."""
    return {"basis": item.basis, "by": item.by, "at": None if item.at is None else item.at.isoformat()}


def evidence_use_columns(report: Report) -> dict[Key, Columns]:
    """Rows that say where the report names which file, by item and key path."""
    return {(item, path): {"sha256": sha256} for item, path, sha256 in _evidence_uses(report)}


def report_of(row: ReportRow, agency_code: str, entries: list[Entry]) -> Report:
    """The report of its rows; raises ValueError, TypeError, KeyError or ArithmeticError for rows not of ours."""
    sections: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.position):
        sections.setdefault(entry.section, []).append(entry)
    return Report(
        agency_code=agency_code,
        agency_name=row.agency_name,
        form=row.form,
        period=ReportingPeriod.parse(row.period),
        data_window=DataWindow(date.fromisoformat(row.data_from), date.fromisoformat(row.data_to)),
        version=row.version,
        supersedes=supersedes_of(row),
        indicators=tuple(reading_from_json(json.loads(entry.body)) for entry in sections.get("indicators", ())),
        tasks=tuple(task_from_json(json.loads(entry.body)) for entry in sections.get("tasks", ())),
        figures={entry.code: Decimal(entry.body) for entry in sections.get("figures", ())},
        tables=_tables(sections.get("tables", [])),
        narrative={entry.code: entry.body for entry in sections.get("narrative", ())},
        part=row.part or None,
        acknowledged=tuple(_acknowledgement(entry) for entry in sections.get("acknowledged", ())),
    )


def _acknowledgement(entry: Entry) -> Acknowledgement:
    at = None if entry.at is None else datetime.fromisoformat(entry.at)
    return Acknowledgement(entry.code, entry.item, entry.field, entry.body, entry.basis, entry.by, at)


def _reading_columns(reading: IndicatorReading, position: int) -> Columns:
    return {
        "position": position,
        "state": None if reading.state is None else reading.state.value,
        "numerator": _decimal_text(reading.numerator),
        "denominator": _decimal_text(reading.denominator),
        "value": _decimal_text(reading.value),
        "body": json_text(reading_as_json(reading)),
    }


def _task_columns(update: TaskUpdate, position: int) -> Columns:
    return {
        "position": position,
        "status": None if update.status is None else update.status.value,
        "percent": update.percent,
        "completed_on": None if update.completed_on is None else update.completed_on.isoformat(),
        "body": json_text(task_as_json(update)),
    }


def _decimal_text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _evidence_uses(report: Report) -> Iterator[tuple[str, str, str]]:
    for reading in report.indicators:
        for n, source in enumerate(reading.sources):
            for m, sha256 in enumerate(source.evidence):
                yield reading.code, f"sources.{n}.evidence.{m}", sha256
    for task in report.tasks:
        for n, document in enumerate(task.documents):
            if document.evidence is not None:
                yield task.code, f"documents.{n}.evidence", document.evidence


def supersedes_of(row: ReportRow) -> Supersedes | None:
    """What a row says of the version it takes the place of; the month file does not carry the reason."""
    if row.supersedes_version is None or row.supersedes_sha256 is None:
        return None
    return Supersedes(row.supersedes_version, row.supersedes_sha256, row.supersedes_reason or "")


def _tables(entries: list[Entry]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        tables.setdefault(entry.code, []).append(json.loads(entry.body))
    return {table: tuple(rows) for table, rows in tables.items()}
