"""A closed version as one canonical JSON text, and the hash that shows whether a report is still what was written."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Row as RowOf

from sonla_desktop.adapters.store.audit import json_text
from sonla_desktop.adapters.store.mapping import acknowledgement_origin, supersedes_of
from sonla_desktop.adapters.store.refusals import damaged, reading_rows
from sonla_desktop.adapters.store.rows import ReportRow
from sonla_desktop.adapters.store.settings_json import settings_as_json, settings_from_json
from sonla_desktop.domain.findings import Finding, FindingParameter, Severity, StatedFinding
from sonla_desktop.domain.month_json import canonical_bytes, report_as_json, report_from_json
from sonla_desktop.domain.replacement import replacement_as_json, replacement_from_json
from sonla_desktop.domain.report import Acknowledgement, Report
from sonla_desktop.domain.submission_deadline import notice_as_json, notice_from_json
from sonla_desktop.usecases.ports import ArchivedFile, FrozenVersion

T = TypeVar("T")

HEADER: Final = ("id", "agency_id", "form", "period", "part", "version", "state", "row_hash")

_HASHED: Final = (
    *("agency_id", "agency_name", "form", "form_version", "plan", "plan_version", "period", "part", "version"),
    *("state", "data_from", "data_to", "supersedes_version", "supersedes_sha256"),
    *("program_version", "rule_set", "chain_head", "closed_at", "closed_by", "frozen"),
)
"""Named one by one, so that a column added later does not change the hash of older rows."""

_HASHED_WHEN_SET: Final = ("supersedes_reason",)
"""Columns added later: a row that has nothing in them keeps the hash it had."""


def frozen_text(frozen: FrozenVersion) -> str:
    """Everything of a closed version as canonical JSON; files by name, since the store's folder may move."""
    return json_text(
        {
            "report": report_as_json(frozen.report),
            "settings": settings_as_json(frozen.settings),
            "findings": [_finding_as_json(item) for item in frozen.findings],
            "closed_at": frozen.closed_at.isoformat(),
            "closed_by": frozen.closed_by,
            "program_version": frozen.program_version,
            "rule_set": frozen.rule_set,
            "chain_head": frozen.chain_head,
            "files": [
                {"name": file.name, "kind": file.kind, "sha256": file.sha256, "size": file.size}
                for file in frozen.files
            ],
            "deadline": None if frozen.deadline_notice is None else notice_as_json(frozen.deadline_notice),
            "acknowledged": _origins(frozen.report),
            "replacement": None if frozen.replacement is None else replacement_as_json(frozen.replacement),
            "previous_version": frozen.previous_version,
        }
    )


def seal(row: ReportRow, open_report: Report | None = None) -> None:
    """Sets the hashes of a row after its last change."""
    row.row_hash = row_hash(row, open_report)
    row.header_hash = header_hash(row)


def header_hash(row: ReportRow | RowOf[Any]) -> str:
    """SHA-256 over what a report is found by, and over its own hash."""
    return sha256(canonical_bytes({name: getattr(row, name) for name in HEADER})).hexdigest()


def row_hash(row: ReportRow, open_report: Report | None = None) -> str:
    """SHA-256 over every column of a report's row: the frozen text is one of them.

    For an open version the report as read out of its items is hashed too; SQLite itself does not notice a digit
    that has changed on the disk. A table without rows leaves no trace in the store and counts as absent.
    """
    values = {name: getattr(row, name) for name in _HASHED}
    values |= {name: getattr(row, name) for name in _HASHED_WHEN_SET if getattr(row, name) is not None}
    if open_report is not None:
        tables = {name: rows for name, rows in open_report.tables.items() if rows}
        values["report"] = report_as_json(replace(open_report, tables=tables))
        origins = _origins(open_report)
        if origins:
            values["acknowledged"] = origins
    return sha256(canonical_bytes(values)).hexdigest()


def frozen_report(row: ReportRow) -> Report:
    """The report of a closed row; raises WorldRefused ``store-damaged`` when its hash does not fit."""
    with reading_rows():
        return _report_of(row, _verified(row))


def frozen_version(row: ReportRow, folder: Path) -> FrozenVersion:
    """The closed version of a row, its files in ``folder``; raises WorldRefused ``store-damaged``."""
    with reading_rows():
        value = _verified(row)
        return FrozenVersion(
            report=_report_of(row, value),
            settings=settings_from_json(value["settings"]),
            findings=tuple(_finding_from_json(item) for item in value["findings"]),
            closed_at=datetime.fromisoformat(value["closed_at"]),
            closed_by=value["closed_by"],
            program_version=value["program_version"],
            rule_set=value["rule_set"],
            chain_head=value["chain_head"],
            files=tuple(
                ArchivedFile(file["name"], file["kind"], file["sha256"], file["size"], folder / file["name"])
                for file in value["files"]
            ),
            # Versions closed by an older program have none of these.
            deadline_notice=_optional(notice_from_json, value.get("deadline")),
            replacement=_optional(replacement_from_json, value.get("replacement")),
            previous_version=value.get("previous_version"),
        )


def _optional(build: Callable[[Mapping[str, Any]], T], value: Mapping[str, Any] | None) -> T | None:
    return None if value is None else build(value)


def _origins(report: Report) -> list[dict[str, Any]]:
    """What the month file does not carry of the reasons, for those that have it."""
    known = [(item, acknowledgement_origin(item)) for item in report.acknowledged]
    return [
        {"code": item.code, "where": item.where, "field": item.field, **origin}
        for item, origin in known
        if any(origin.values())
    ]


def _report_of(row: ReportRow, value: Mapping[str, Any]) -> Report:
    """The frozen report with what its month file leaves out: the reason it replaces another, origins of reasons."""
    report = report_from_json(value["report"])
    origins = {(item["code"], item["where"], item["field"]): item for item in value.get("acknowledged", ())}
    acknowledged = tuple(
        _with_origin(item, origins.get((item.code, item.where, item.field))) for item in report.acknowledged
    )
    return replace(report, acknowledged=acknowledged, supersedes=supersedes_of(row))


def _with_origin(item: Acknowledgement, origin: Mapping[str, Any] | None) -> Acknowledgement:
    if origin is None:
        return item
    at = origin["at"]
    return replace(
        item, basis=origin["basis"], by=origin["by"], at=None if at is None else datetime.fromisoformat(at)
    )


def _verified(row: ReportRow) -> dict[str, Any]:
    if row.frozen is None or row_hash(row) != row.row_hash:
        raise damaged()
    value: dict[str, Any] = json.loads(row.frozen)
    return value


def _finding_as_json(stated: StatedFinding) -> dict[str, Any]:
    finding = stated.finding
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "field": finding.field,
        "parameters": {name: _parameter_as_json(value) for name, value in finding.parameters.items()},
        "message": stated.message,
        "reason": stated.reason,
        "by": stated.by,
        "at": None if stated.at is None else stated.at.isoformat(),
        "lapsed": stated.lapsed,
        "blocking": finding.blocking,
    }


def _finding_from_json(value: Mapping[str, Any]) -> StatedFinding:
    parameters = {name: _parameter_from_json(item) for name, item in value["parameters"].items()}
    blocking = value.get("blocking", True)  # versions closed by an older program do not say
    return StatedFinding(
        finding=Finding(
            value["code"], Severity(value["severity"]), value["where"], value["field"], parameters, blocking
        ),
        message=value["message"],
        reason=value["reason"],
        by=value["by"],
        at=None if value["at"] is None else datetime.fromisoformat(value["at"]),
        lapsed=value.get("lapsed", ""),
    )


def _parameter_as_json(value: FindingParameter) -> Any:
    match value:
        case Decimal():
            return {"decimal": str(value)}
        case datetime():
            return {"datetime": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
    return value


def _parameter_from_json(value: Any) -> FindingParameter:
    match value:
        case {"decimal": str(text)}:
            return Decimal(text)
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case str() | int():
            return value
    raise ValueError(f"not a parameter: {value!r}")
