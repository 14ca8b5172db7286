"""The step Chỉ tiêu, worked out without Qt: rows of the table, the live ratio, and edits of a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.indicator import Indicator, Nature, RecognitionQuestion
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceReading,
)
from sonla_desktop.domain.text import matches
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.outcomes import indicator_outcome

HEADINGS = ("TT", "Chỉ tiêu", "a", "b", "Tỷ lệ, số lượng", "Mục tiêu", "Kỳ trước", "Kết quả")
PREVIOUS_COLUMN = 6
NATURES = {
    Nature.FLOW_YTD: "Số lũy kế từ đầu năm",
    Nature.STOCK: "Số hiện có cuối kỳ",
    Nature.FLOW_MONTH: "Số trong tháng",
}


def rows(snapshot: Snapshot, reading_of: Callable[[str], IndicatorReading], query: str = "") -> list[RowView]:
    """One row for each indicator that the search finds."""
    return [
        _row(snapshot, indicator, reading_of(indicator.code))
        for indicator in snapshot.month.assignment.indicators
        if matches(query, indicator.name, str(indicator.number))
    ]


def _row(snapshot: Snapshot, indicator: Indicator, reading: IndicatorReading) -> RowView:
    before = snapshot.month.previous
    earlier = before.reading(indicator.code) if before else None
    word, tone = labels.OUTCOMES[indicator_outcome(indicator, reading)]
    mark = _mark(snapshot, indicator.code)
    return RowView(
        indicator.code,
        (
            CellView(str(indicator.number), icon=mark or ("done" if reading.state else "todo"), tone=mark or "muted"),
            CellView(indicator.name, tip=indicator.name),
            CellView(labels.number(reading.value if indicator.is_count else reading.numerator), right=True),
            CellView("" if indicator.is_count else labels.number(reading.denominator), right=True),
            CellView(labels.figure(indicator, reading), right=True, strong=True),
            CellView(labels.target(indicator.target), right=True),
            CellView(labels.figure(indicator, earlier), right=True),
            CellView(word, tone=tone, icon=labels.TONE_ICONS.get(tone, "")),
        ),
    )


def _mark(snapshot: Snapshot, code: str) -> str:
    """Picture of the worst finding that holds up closing."""
    found = {item.finding.severity for item in snapshot.findings if item.finding.where == code and item.blocks}
    return "error" if Severity.ERROR in found else ("warning" if Severity.WARNING in found else "")


def facts(indicator: Indicator) -> str:
    """What is counted, as the plan says it."""
    if indicator.is_count:
        counted = f"Đếm: {indicator.numerator}"
    else:
        counted = f"a: {indicator.numerator}\nb: {indicator.denominator}"
    return f"{counted}\n{NATURES[indicator.nature]} · Nguồn theo kế hoạch: {indicator.source_system}"


def live_result(indicator: Indicator, reading: IndicatorReading) -> tuple[str, str]:
    """The ratio as typed so far and whether it meets the target, with its tone."""
    figure = labels.figure(indicator, reading)
    wanted = labels.target(indicator.target)
    if figure == labels.EMPTY:
        if reading.has_figures and reading.denominator == 0:
            return "b = 0: không có tỷ lệ", "warning"
        return f"Mục tiêu {wanted}", ""
    word, tone = labels.OUTCOMES[indicator_outcome(indicator, reading)]
    if tone == "muted":
        return f"{figure} · mục tiêu {wanted}", ""
    return f"{figure} · mục tiêu {wanted} · {word}", tone


def previous_text(indicator: Indicator, snapshot: Snapshot) -> str:
    """Last month's and last year's figures in one line."""
    before, year_ago = snapshot.month.previous, snapshot.month.same_month_last_year
    parts = []
    for word, report in (("Kỳ trước", before), ("Cùng kỳ năm trước", year_ago)):
        reading = report.reading(indicator.code) if report else None
        if reading is not None:
            parts.append(f"{word}: {_with_parts(indicator, reading)}")
    parts.append(f"Năm 2025: {labels.result_2025(indicator)}")
    return " · ".join(parts)


def _with_parts(indicator: Indicator, reading: IndicatorReading) -> str:
    if not reading.has_figures:
        return labels.STATES[reading.state].lower() if reading.state else labels.EMPTY
    if indicator.is_count:
        return labels.number(reading.value)
    parts = f"{labels.number(reading.numerator)}/{labels.number(reading.denominator)}"
    return f"{parts} = {labels.figure(indicator, reading)}"


def edited(reading: IndicatorReading, field: str, value: Any) -> IndicatorReading:
    """The reading with one field as typed; a figure typed before any state was chosen means "có số liệu"."""
    changed = replace(reading, **{field: value})
    if changed.state is None and field in ("numerator", "denominator", "value") and value is not None:
        return replace(changed, state=FigureState.REPORTED)
    return changed


def with_flow(reading: IndicatorReading, field: str, value: Decimal | None) -> IndicatorReading:
    """A part of arisen, processed and pending; an empty one is none."""
    changed = replace(reading.flow or Flow(), **{field: value})
    return edited(reading, "flow", None if changed == Flow() else changed)


def with_source(reading: IndicatorReading, position: int, source: SourceReading | None) -> IndicatorReading:
    """A source as typed; None takes it off the list."""
    sources = list(reading.sources)
    sources[position : position + 1] = [] if source is None else [source]
    return edited(reading, "sources", tuple(sources))


def new_source(reading: IndicatorReading, indicator: Indicator) -> SourceReading:
    """An empty source; the first one carries the name of the system the plan gives."""
    return SourceReading() if reading.sources else SourceReading(name=indicator.source_system)


def with_answer(
    reading: IndicatorReading, question: RecognitionQuestion, field: str, value: Any
) -> IndicatorReading:
    """A part of the answer to one question; "không" has no cases."""
    answer = replace(reading.answer(question) or RecognitionAnswer(question), **{field: value})
    if field == "occurred" and value is False:
        answer = replace(answer, cases=0)
    others = [item for item in reading.recognition if item.question is not question]
    return edited(reading, "recognition", tuple(sorted([*others, answer], key=lambda item: item.question.value)))


def with_field_check(reading: IndicatorReading, field: str, value: Any) -> IndicatorReading:
    """A part of the field check; an empty one is none."""
    changed = replace(reading.field_check or FieldCheck(), **{field: value})
    return edited(reading, "field_check", None if changed == FieldCheck() else changed)


def with_evidence(source: SourceReading, sha256: str) -> SourceReading:
    """The source with one more file attached."""
    return source if sha256 in source.evidence else replace(source, evidence=(*source.evidence, sha256))
