"""The step Chỉ tiêu, worked out without Qt: rows of the table, the live ratio, and edits of a reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.domain.indicator import Indicator, Nature, RecognitionQuestion
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    Flow,
    IndicatorReading,
    RecognitionAnswer,
    SourceReading,
)
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.text import matches
from sonla_desktop.ui import labels
from sonla_desktop.ui.form_screen.state import CellField, GridCell, GridColumn, GridRow, figure_in, value_cell
from sonla_desktop.ui.indicators import beside
from sonla_desktop.ui.rows import CellView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.outcomes import IndicatorOutcome, indicator_outcome

HEADINGS = (
    "TT", "Chỉ tiêu", "a", "b", "Tỷ lệ", "Đã trừ", "Mục tiêu", "Kỳ trước", "Thay đổi", "Năm trước", "Kết quả"
)  # fmt: skip
PARTS = (2, 3)
PART_WORDS = {"numerator": "Tử số a", "denominator": "Mẫu số b", "value": "Số lượng"}
WITHOUT_CASES, PREVIOUS, CHANGE, LAST_YEAR = 5, 7, 8, 9
"""Columns that are renamed with the period, or shown only when they have something to say."""
_WITHOUT = "Tỷ lệ đã trừ các trường hợp, chỉ để tham khảo"
NATURES = {
    Nature.FLOW_YTD: "Số lũy kế từ đầu năm",
    Nature.STOCK: "Số hiện có cuối kỳ",
    Nature.FLOW_MONTH: "Số trong tháng",
}


COLUMNS = tuple(
    GridColumn(heading, least, 1 if heading == "Chỉ tiêu" else 0)
    for heading, least in zip(HEADINGS, (6, 12, 8, 8, 9, 9, 9, 11, 13, 11, 25), strict=True)
)


def rows(
    snapshot: Snapshot,
    reading_of: Callable[[str], IndicatorReading],
    query: str = "",
    *,
    unreadable: Mapping[str, str] | None = None,
    editable: bool = False,
) -> list[GridRow]:
    """One row for each indicator that the search finds; ``unreadable`` texts by "code.part" are no figure yet."""
    return [
        _row(snapshot, indicator, reading_of(indicator.code), unreadable or {}, editable=editable)
        for indicator in snapshot.month.assignment.indicators
        if matches(query, indicator.name, str(indicator.number))
    ]


def _row(
    snapshot: Snapshot,
    indicator: Indicator,
    reading: IndicatorReading,
    unreadable: Mapping[str, str],
    *,
    editable: bool,
) -> GridRow:
    before, year_ago = (
        report.reading(indicator.code) if report else None
        for report in (snapshot.month.previous, snapshot.month.same_month_last_year)
    )
    word, tone = labels.OUTCOMES[
        indicator_outcome(indicator, reading, applies=snapshot.month.assignment.applies(indicator))
    ]
    mark = _mark(snapshot, indicator.code)
    unrecognised = word if labels.without_cases(reading) == "" else f"{word}: {labels.without_cases(reading)}"
    views = (
        CellView(str(indicator.number), icon=mark or ("done" if reading.state else "todo"), tone=mark or "muted"),
        CellView(indicator.name, tip=indicator.name),
        CellView(),
        CellView(),
        CellView(labels.figure(indicator, reading), right=True, strong=True),
        CellView(labels.ratio_without(reading), right=True, tone="muted", tip=_WITHOUT),
        CellView(labels.target(indicator.target), right=True),
        CellView(labels.figure(indicator, before), right=True),
        CellView(beside.change(indicator, reading, before), right=True),
        CellView(labels.figure(indicator, year_ago), right=True),
        CellView(word, tone=tone, icon=labels.TONE_ICONS.get(tone, ""), tip=unrecognised),
    )
    cells = [GridCell(view) for view in views]
    for column, part in zip(PARTS, parts_of(indicator), strict=False):
        cells[column] = _figure_cell(indicator, reading, part, unreadable, editable=editable)
    return GridRow(indicator.code, tuple(cells))


def parts_of(indicator: Indicator) -> tuple[str, ...]:
    """The figures of a reading that are entered, in the order of the columns."""
    return ("value",) if indicator.is_count else ("numerator", "denominator")


def _figure_cell(
    indicator: Indicator, reading: IndicatorReading, part: str, unreadable: Mapping[str, str], *, editable: bool
) -> GridCell:
    """A figure is typed into unless the officer said that there is none."""
    value, path = getattr(reading, part), f"{indicator.code}.{part}"
    if value is None and not (reading.state is None or reading.has_figures):
        return GridCell(CellView(labels.EMPTY, right=True), path=path)
    field = CellField(path, FieldType.WHOLE, f"{PART_WORDS[part]}, {indicator.number}. {indicator.name}")
    stored = None if value is None else f"{value:f}"
    return value_cell(field if editable else None, path, FieldType.WHOLE, stored, unreadable=unreadable)


def with_figures(
    reading_of: Callable[[str], IndicatorReading], values: Sequence[tuple[CellField, Cell]]
) -> list[IndicatorReading]:
    """The readings with figures that came in one act."""
    changed: dict[str, IndicatorReading] = {}
    for field, value in values:
        code, _, part = field.path.rpartition(".")
        changed[code] = edited(changed.get(code) or reading_of(code), part, figure_in(value))
    return list(changed.values())


def shown_columns(rows: Sequence[GridRow], *, is_narrow: bool) -> dict[int, bool]:
    """Whether the columns that are not always needed are shown; a narrow window keeps room for the names."""
    needed = {WITHOUT_CASES: any(row.cells[WITHOUT_CASES].view.text for row in rows)}
    return needed | dict.fromkeys((CHANGE, LAST_YEAR), not is_narrow)


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


@dataclass(frozen=True, slots=True)
class ResultView:
    """The figure as typed so far, what comes of it, and what is said of it."""

    figure: str
    verdict: str
    tone: str
    detail: str


def result(indicator: Indicator, reading: IndicatorReading, *, applies: bool = True) -> ResultView:
    """The ratio or count at once while typing, whether it meets the target, and the ratio without cases (KH II.4).

    ``applies`` False: the plan keeps the indicator to other agencies, so that nothing is judged.
    """
    outcome = indicator_outcome(indicator, reading, applies=applies)
    wanted = f"Mục tiêu {labels.target(indicator.target)}"
    if (year_result := labels.result_2025(indicator)) != labels.EMPTY:
        wanted = f"{wanted} · năm 2025: {year_result}"
    if reading.has_figures and not indicator.is_count and reading.denominator == 0:
        return ResultView(labels.EMPTY, "", "", f"b = 0: không có tỷ lệ. {wanted}")
    figure = labels.figure(indicator, reading)
    if outcome is IndicatorOutcome.UNFINISHED:
        return ResultView(figure, "", "", wanted)
    word, tone = labels.OUTCOMES[outcome]
    if outcome is not IndicatorOutcome.UNRECOGNISED:
        return ResultView(figure, word, tone, wanted)
    return ResultView(figure, word, tone, " · ".join(filter(None, (wanted, labels.without_cases(reading)))))


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


def with_answer(reading: IndicatorReading, question: RecognitionQuestion, field: str, value: Any) -> IndicatorReading:
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
