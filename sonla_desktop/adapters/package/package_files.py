"""The JSON files of a package: what each must look like, read into what the checks and the rules need."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.shapes import (
    Shape,
    Unknown,
    anything,
    cell,
    checked,
    day,
    decimal,
    digest,
    figure,
    filled,
    flag,
    instant,
    listed,
    mapped,
    one_of,
    optional,
    read_json,
    record,
    text,
    whole,
)
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.month_json import canonical_bytes, report_as_json, report_from_json
from sonla_desktop.domain.reading import FigureState, SourceKind
from sonla_desktop.domain.replacement import Replacement, replacement_from_json
from sonla_desktop.domain.report import SCHEMA, Report
from sonla_desktop.domain.task import TaskStatus

_SCHEMA: Final = re.compile(r"(.+/)([0-9]{1,4})\.([0-9]{1,4})")

_EXPLANATION: Final = record(dict.fromkeys(("subjective", "objective", "remedy", "next_steps"), text))
_ANSWER: Final = record(
    {"occurred": optional(flag), "cases": optional(whole), "note": text},
    {"population": optional(whole), "sample": optional(whole)},
)
_SOURCE: Final = record(
    {
        "name": text,
        "kind": one_of(SourceKind),
        "numerator": optional(figure),
        "denominator": optional(figure),
        "taken_on": optional(day),
        "evidence": listed(digest),
        "printed_ratio": optional(text),
        "note": text,
    }
)
_INDICATOR: Final = record(
    {
        "code": text,
        "state": optional(one_of(FigureState)),
        "numerator": optional(figure),
        "denominator": optional(figure),
        "value": optional(figure),
        "flow": optional(record(dict.fromkeys(("arisen", "processed", "pending"), optional(figure)))),
        "sources": listed(_SOURCE),
        "recognition": mapped(_ANSWER, keys=one_of(RecognitionQuestion)),
        "field_check": optional(record({"date": optional(day), "result": text})),
        "explanation": optional(_EXPLANATION),
        "note": text,
    }
)
_DOCUMENT: Final = record(
    {"type": text, "symbol": text, "date": optional(day), "subject": text, "evidence": optional(digest)}
)
_TASK: Final = record(
    {
        "code": text,
        "status": optional(one_of(TaskStatus)),
        "percent": optional(whole),
        "result": text,
        "measured": optional(record({"value": decimal, "unit": one_of(Unit)})),
        "documents": listed(_DOCUMENT),
        "kept": flag,
        "completed_on": optional(day),
        "deadline": optional(record({"due": optional(day), "basis": text, "not_arisen": flag})),
        "phases": listed(record({"number": whole, "completed_on": optional(day)})),
        "explanation": optional(_EXPLANATION),
        "proposal": text,
    }
)
_SUPERSEDES: Final = record({"version": whole, "package_sha256": digest})
_REPORT: Final = record(
    {
        "schema": text,
        "agency": record({"code": text, "name": text}),
        "form": text,
        "period": text,
        "version": whole,
        "supersedes": optional(_SUPERSEDES),
        "data_window": record({"from": day, "to": day}),
        "indicators": listed(_INDICATOR, unique="code"),
        "tasks": listed(_TASK, unique="code"),
        "figures": mapped(figure),
        "tables": mapped(listed(mapped(cell))),
        "narrative": mapped(text),
        "part": optional(text),
        "acknowledged": listed(record(dict.fromkeys(("code", "where", "field", "reason"), text))),
    }
)
_FINDING: Final = record(
    {
        "code": text,
        "severity": one_of(Severity),
        **dict.fromkeys(("where", "field", "message", "reason", "by"), text),
        "at": optional(instant),
    }
)
_NOTICE: Final = record(
    {
        **dict.fromkeys(("document", "note", "by"), text),
        "due": instant,
        "document_date": optional(day),
        "at": optional(instant),
    }
)
_FINDINGS: Final = record({"rule_set": text, "findings": listed(_FINDING)}, {"deadline": _NOTICE})
_STATES: Final = record(
    {"indicators": mapped(optional(one_of(FigureState))), "tasks": mapped(optional(one_of(TaskStatus)))}
)
_CHANGE: Final = record({"where": text, "field": text, "old": anything, "new": anything})
_REPLACEMENT: Final = record(
    {"supersedes": _SUPERSEDES, "reason": filled(text), "changes": filled(listed(_CHANGE))},
    {
        "later": listed(record({"period": text, "version": whole})),
        "document": record({"number": text, "date": optional(day)}),
    },
)


class ReadReport(NamedTuple):
    """The month file of a package, whether its schema is newer, and the keys that only a newer program knows."""

    report: Report
    newer: bool
    unknown_keys: tuple[str, ...]


def read_report(data: bytes) -> ReadReport:
    """``bao-cao.json``; raises Fault ``schema`` when it is not the canonical month file of this or a newer minor
    schema."""
    value = read_json(layout.REPORT, data)
    unknown = Unknown(tolerated=_is_newer(value))
    checked(layout.REPORT, value, _REPORT, unknown)
    try:
        report = report_from_json(value)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise Fault(layout.REPORT, Kind.SCHEMA, "package-report-values") from error
    same = value if unknown.tolerated else report_as_json(report)
    if canonical_bytes(same) != data:
        raise Fault(layout.REPORT, Kind.SCHEMA, "package-not-canonical")
    return ReadReport(report, unknown.tolerated, tuple(unknown.keys))


def read_findings(data: bytes, newer: bool) -> dict[str, Any]:
    """``kiem-tra.json``; with ``newer``, unknown keys are passed over."""
    return _read(layout.FINDINGS, data, _FINDINGS, newer)


def read_states(data: bytes, newer: bool) -> dict[str, dict[str, str | None]]:
    """``khai-bao.json``."""
    return _read(layout.STATES, data, _STATES, newer)


def read_replacement(data: bytes, newer: bool) -> Replacement:
    """``thay-the.json``."""
    value = _read(layout.REPLACEMENT, data, _REPLACEMENT, newer)
    try:
        return replacement_from_json(value)
    except ValueError as error:
        wanted = "mã kỳ báo cáo"
        raise Fault(layout.REPLACEMENT, Kind.SCHEMA, "package-shape", place="later", wanted=wanted) from error


def _read(file: str, data: bytes, shape: Shape, newer: bool) -> dict[str, Any]:
    value: dict[str, Any] = checked(file, read_json(file, data), shape, Unknown(tolerated=newer))
    return value


def _is_newer(value: Any) -> bool:
    """Whether the file says that it follows a later minor version; raises Fault for another schema altogether."""
    stated = value.get("schema") if isinstance(value, dict) else None
    found = _SCHEMA.fullmatch(stated) if isinstance(stated, str) else None
    ours = _SCHEMA.fullmatch(SCHEMA)
    if not found or not ours or found.group(1, 2) != ours.group(1, 2) or int(found[3]) < int(ours[3]):
        raise Fault(layout.REPORT, Kind.SCHEMA, "package-schema", known=SCHEMA)
    return int(found[3]) > int(ours[3])
