"""The month file (``bao-cao.json``): a report as plain JSON values and back, and its canonical bytes.

Strict reading of files from outside is an adapter's work; here the shape is already known to be right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any, TypeVar

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.indicator import RecognitionQuestion, Unit
from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import SCHEMA, Acknowledgement, Report, Supersedes
from sonla_desktop.domain.task import (
    EnteredDeadline,
    IssuedDocument,
    Measured,
    PhaseCompletion,
    TaskStatus,
    TaskUpdate,
)

Json = Any
T = TypeVar("T")


def canonical_bytes(value: Json) -> bytes:
    """Keys sorted, no spaces, UTF-8, one final newline: equal content is equal bytes."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode("utf-8")


def report_sha256(report: Report) -> str:
    """SHA-256 of the canonical month file, lower-case hex."""
    return sha256(canonical_bytes(report_as_json(report))).hexdigest()


def check_code(digest: str) -> str:
    """First 8 and last 8 hex digits of a report's SHA-256, as the footer of its document prints them."""
    return f"{digest[:8]}…{digest[-8:]}"


def number_as_json(value: Decimal | None) -> int | str | None:
    """A whole number as a JSON integer, any other as a decimal string (6-package.md)."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else format(value, "f")


def number_from_json(value: int | str | None) -> Decimal | None:
    """The reverse of :func:`number_as_json`; also takes a decimal string of a whole number."""
    return None if value is None else Decimal(value)


def report_as_json(report: Report) -> dict[str, Json]:
    """The whole month file of this report."""
    return {
        "schema": SCHEMA,
        "agency": {"code": report.agency_code, "name": report.agency_name},
        "form": report.form,
        "period": str(report.period),
        "version": report.version,
        "supersedes": _supersedes_as_json(report.supersedes),
        "data_window": {"from": report.data_window.start.isoformat(), "to": report.data_window.end.isoformat()},
        "indicators": [reading_as_json(item) for item in report.indicators],
        "tasks": [task_as_json(item) for item in report.tasks],
        "figures": {key: _figure_as_json(value) for key, value in report.figures.items()},
        "tables": {key: [dict(row) for row in rows] for key, rows in report.tables.items()},
        "narrative": dict(report.narrative),
        "part": report.part,
        "acknowledged": [acknowledgement_as_json(item) for item in report.acknowledged],
    }


def report_from_json(value: Mapping[str, Json]) -> Report:
    """The report of a month file whose structure has been checked; raises KeyError or ValueError otherwise."""
    window = value["data_window"]
    return Report(
        agency_code=value["agency"]["code"],
        agency_name=value["agency"]["name"],
        form=value["form"],
        period=ReportingPeriod.parse(value["period"]),
        data_window=DataWindow(date.fromisoformat(window["from"]), date.fromisoformat(window["to"])),
        version=value["version"],
        supersedes=_optional(_supersedes_from_json, value["supersedes"]),
        indicators=tuple(reading_from_json(item) for item in value["indicators"]),
        tasks=tuple(task_from_json(item) for item in value["tasks"]),
        figures={key: Decimal(item) for key, item in value["figures"].items()},
        tables={key: tuple(dict(row) for row in rows) for key, rows in value["tables"].items()},
        narrative=dict(value["narrative"]),
        part=value["part"],
        acknowledged=tuple(acknowledgement_from_json(item) for item in value["acknowledged"]),
    )


def reading_as_json(reading: IndicatorReading) -> dict[str, Json]:
    """One entry of ``indicators``."""
    return {
        "code": reading.code,
        "state": None if reading.state is None else reading.state.value,
        "numerator": number_as_json(reading.numerator),
        "denominator": number_as_json(reading.denominator),
        "value": number_as_json(reading.value),
        "flow": None if reading.flow is None else _flow_as_json(reading.flow),
        "sources": [_source_as_json(source) for source in reading.sources],
        "recognition": {answer.question.value: _answer_as_json(answer) for answer in reading.recognition},
        "field_check": None if reading.field_check is None else _field_check_as_json(reading.field_check),
        "explanation": None if reading.explanation is None else _explanation_as_json(reading.explanation),
        "note": reading.note,
    }


def reading_from_json(value: Mapping[str, Json]) -> IndicatorReading:
    """The reverse of :func:`reading_as_json`."""
    return IndicatorReading(
        code=value["code"],
        state=_optional(FigureState, value["state"]),
        numerator=number_from_json(value["numerator"]),
        denominator=number_from_json(value["denominator"]),
        value=number_from_json(value["value"]),
        flow=_optional(_flow_from_json, value["flow"]),
        sources=tuple(_source_from_json(source) for source in value["sources"]),
        recognition=tuple(
            _answer_from_json(RecognitionQuestion(key), answer) for key, answer in sorted(value["recognition"].items())
        ),
        field_check=_optional(_field_check_from_json, value["field_check"]),
        explanation=_optional(_explanation_from_json, value["explanation"]),
        note=value["note"],
    )


def task_as_json(update: TaskUpdate) -> dict[str, Json]:
    """One entry of ``tasks``."""
    return {
        "code": update.code,
        "status": None if update.status is None else update.status.value,
        "percent": update.percent,
        "result": update.result,
        "measured": _measured_as_json(update.measured),
        "documents": [_document_as_json(document) for document in update.documents],
        "kept": update.kept,
        "completed_on": _date_as_json(update.completed_on),
        "deadline": _deadline_as_json(update.deadline),
        "phases": [{"number": p.number, "completed_on": _date_as_json(p.completed_on)} for p in update.phases],
        "explanation": None if update.explanation is None else _explanation_as_json(update.explanation),
        "proposal": update.proposal,
    }


def task_from_json(value: Mapping[str, Json]) -> TaskUpdate:
    """The reverse of :func:`task_as_json`."""
    return TaskUpdate(
        code=value["code"],
        status=_optional(TaskStatus, value["status"]),
        percent=value["percent"],
        result=value["result"],
        measured=_optional(_measured_from_json, value["measured"]),
        documents=tuple(_document_from_json(document) for document in value["documents"]),
        kept=value["kept"],
        completed_on=_date_from_json(value["completed_on"]),
        deadline=_optional(_deadline_from_json, value["deadline"]),
        phases=tuple(PhaseCompletion(p["number"], _date_from_json(p["completed_on"])) for p in value["phases"]),
        explanation=_optional(_explanation_from_json, value["explanation"]),
        proposal=value["proposal"],
    )


def acknowledgement_as_json(item: Acknowledgement) -> dict[str, Json]:
    """One entry of ``acknowledged``."""
    return {"code": item.code, "where": item.where, "field": item.field, "reason": item.reason}


def acknowledgement_from_json(value: Mapping[str, Json]) -> Acknowledgement:
    """The reverse of :func:`acknowledgement_as_json`."""
    return Acknowledgement(value["code"], value["where"], value["field"], value["reason"])


def _optional(build: Callable[[Json], T], value: Json) -> T | None:
    return None if value is None else build(value)


def _date_as_json(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date_from_json(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _figure_as_json(value: Decimal) -> int | str:
    encoded = number_as_json(value)
    return 0 if encoded is None else encoded


def _supersedes_as_json(value: Supersedes | None) -> Json:
    return None if value is None else {"version": value.version, "package_sha256": value.package_sha256}


def _supersedes_from_json(value: Mapping[str, Json]) -> Supersedes:
    return Supersedes(value["version"], value["package_sha256"])


def _flow_as_json(flow: Flow) -> dict[str, Json]:
    return {name: number_as_json(getattr(flow, name)) for name in ("arisen", "processed", "pending")}


def _flow_from_json(value: Mapping[str, Json]) -> Flow:
    return Flow(*(number_from_json(value[name]) for name in ("arisen", "processed", "pending")))


def _source_as_json(source: SourceReading) -> dict[str, Json]:
    return {
        "name": source.name,
        "kind": source.kind.value,
        "numerator": number_as_json(source.numerator),
        "denominator": number_as_json(source.denominator),
        "taken_on": _date_as_json(source.taken_on),
        "evidence": list(source.evidence),
        "printed_ratio": source.printed_ratio,
        "note": source.note,
    }


def _source_from_json(value: Mapping[str, Json]) -> SourceReading:
    return SourceReading(
        name=value["name"],
        kind=SourceKind(value["kind"]),
        numerator=number_from_json(value["numerator"]),
        denominator=number_from_json(value["denominator"]),
        taken_on=_date_from_json(value["taken_on"]),
        evidence=tuple(value["evidence"]),
        printed_ratio=value["printed_ratio"],
        note=value["note"],
    )


def _answer_as_json(answer: RecognitionAnswer) -> dict[str, Json]:
    sizes = {"population": answer.population, "sample": answer.sample}
    return {
        "occurred": answer.occurred,
        "cases": answer.cases,
        "note": answer.note,
        **{key: size for key, size in sizes.items() if size is not None},
    }


def _answer_from_json(question: RecognitionQuestion, value: Mapping[str, Json]) -> RecognitionAnswer:
    sizes = (value.get("population"), value.get("sample"))
    return RecognitionAnswer(question, value["occurred"], value["cases"], value["note"], *sizes)


def _field_check_as_json(check: FieldCheck) -> dict[str, Json]:
    return {"date": _date_as_json(check.date), "result": check.result}


def _field_check_from_json(value: Mapping[str, Json]) -> FieldCheck:
    return FieldCheck(_date_from_json(value["date"]), value["result"])


def _explanation_as_json(explanation: Explanation) -> dict[str, Json]:
    return {name: getattr(explanation, name) for name in ("subjective", "objective", "remedy", "next_steps")}


def _explanation_from_json(value: Mapping[str, Json]) -> Explanation:
    return Explanation(value["subjective"], value["objective"], value["remedy"], value["next_steps"])


def _measured_as_json(measured: Measured | None) -> Json:
    return None if measured is None else {"value": format(measured.value, "f"), "unit": measured.unit.value}


def _measured_from_json(value: Mapping[str, Json]) -> Measured:
    return Measured(Decimal(value["value"]), Unit(value["unit"]))


def _document_as_json(document: IssuedDocument) -> dict[str, Json]:
    return {
        "type": document.type,
        "symbol": document.symbol,
        "date": _date_as_json(document.date),
        "subject": document.subject,
        "evidence": document.evidence,
    }


def _document_from_json(value: Mapping[str, Json]) -> IssuedDocument:
    return IssuedDocument(
        value["type"], value["symbol"], _date_from_json(value["date"]), value["subject"], value["evidence"]
    )


def _deadline_as_json(deadline: EnteredDeadline | None) -> Json:
    if deadline is None:
        return None
    return {"due": _date_as_json(deadline.due), "basis": deadline.basis, "not_arisen": deadline.not_arisen}


def _deadline_from_json(value: Mapping[str, Json]) -> EnteredDeadline:
    return EnteredDeadline(_date_from_json(value["due"]), value["basis"], value["not_arisen"])
