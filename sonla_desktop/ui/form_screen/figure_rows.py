"""Rows of a section of figures: this period beside last period and the same period of last year. No Qt in here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.figures import FigureDefinition, FigureGroup
from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.form_definition import FieldType, FormSection
from sonla_desktop.domain.form_values import completed, figure_path
from sonla_desktop.domain.period import PeriodKind
from sonla_desktop.domain.report import Report
from sonla_desktop.ui import labels
from sonla_desktop.ui.form_screen.state import (
    CellField,
    GridCell,
    GridColumn,
    GridRow,
    number_text,
    said_of,
    value_cell,
)
from sonla_desktop.ui.rows import CellView
from sonla_desktop.ui.snapshot import Snapshot

THIS: Final = 2
"""The column that is entered."""
_INDENT = "    "


def columns(snapshot: Snapshot) -> list[GridColumn]:
    """The same six columns for every section of figures."""
    word = "Tháng" if snapshot.month.key.period.kind is PeriodKind.MONTH else "Kỳ"
    return [
        GridColumn("Chỉ số", 24, 1),
        GridColumn("Đơn vị", 11),
        GridColumn(f"{word} này", 14),
        GridColumn(f"{word} trước", 13),
        GridColumn("Chênh lệch", 13),
        GridColumn("Cùng kỳ năm trước", 13),
    ]


def groups_of(section: FormSection, snapshot: Snapshot) -> tuple[FigureGroup, ...]:
    """The groups of this section in the order the form names them."""
    groups = {group.id: group for group in snapshot.month.duty.plan.figure_groups}
    return tuple(groups[name] for name in section.figure_groups)


def type_of(figure: FigureDefinition) -> FieldType:
    """What the figure's cell takes."""
    if figure.is_percent:
        return FieldType.PERCENT
    return FieldType.NUMBER if figure.decimals else FieldType.WHOLE


def rows(
    section: FormSection,
    snapshot: Snapshot,
    figure_of: Callable[[str], Decimal | None],
    unreadable: Mapping[str, str],
    *,
    editable: bool,
) -> list[GridRow]:
    """A heading for each group, then its figures."""
    month, form = snapshot.month, snapshot.month.duty.form
    figures = {figure.id: figure_of(figure.id) for figure in month.duty.plan.figures()}
    entered = {name: value for name, value in figures.items() if value is not None}
    now = _figures(snapshot, replace(month.report, figures=entered))
    before, last_year = _figures(snapshot, month.previous), _figures(snapshot, month.same_month_last_year)
    found = findings_by_path(snapshot)
    shown: list[GridRow] = []
    for group in groups_of(section, snapshot):
        heading = CellView(_heading(group, snapshot), tip=group.note)
        shown.append(GridRow(f"group:{group.id}", (GridCell(heading),), heading=True))
        whole = ""
        for figure in group.figures:
            whole = whole if figure.level else figure.name
            named = f"{whole}, {figure.name}" if figure.level else figure.name
            values = (now.get(figure.id), before.get(figure.id), last_year.get(figure.id))
            found_here = found.get(figure_path(figure.id))
            can_be_typed = editable and figure.id not in form.calculations
            shown.append(_row(figure, values, unreadable, found_here, named if can_be_typed else ""))
    return shown


def _figures(snapshot: Snapshot, report: Report | None) -> Mapping[str, Decimal]:
    """With those that are computed from others."""
    duty = snapshot.month.duty
    return {} if report is None else completed(report, duty.assignment, duty.form).figures


def _heading(group: FigureGroup, snapshot: Snapshot) -> str:
    if group.window is None:
        return group.title
    return f"{group.title} (số liệu từ {group.window.window_of(snapshot.month.key.period).label})"


def _row(
    figure: FigureDefinition,
    values: tuple[Decimal | None, Decimal | None, Decimal | None],
    unreadable: Mapping[str, str],
    finding: StatedFinding | None,
    named: str,
) -> GridRow:
    """``named``: what a screen reader says of the cell; empty for one that is not typed into."""
    now, before, last_year = values
    kind, path = type_of(figure), figure_path(figure.id)
    field = CellField(path, kind, f"{named}, {figure.unit}", hint=figure.note) if named else None
    stored, said = None if now is None else f"{now:f}", said_of(finding)
    return GridRow(
        figure.id,
        (
            GridCell(CellView(_INDENT * figure.level + figure.name, tip=figure.note or figure.name)),
            GridCell(CellView(figure.unit)),
            value_cell(field, path, kind, stored, unreadable=unreadable, decimals=figure.decimals, said=said),
            GridCell(CellView(number_text(before, kind, figure.decimals) or labels.EMPTY, right=True)),
            GridCell(CellView(difference_text(figure, now, before), right=True)),
            GridCell(CellView(number_text(last_year, kind, figure.decimals) or labels.EMPTY, right=True)),
        ),
    )


def difference_text(figure: FigureDefinition, now: Decimal | None, before: Decimal | None) -> str:
    """How much more or less than before; between percentages in points, which are no percent."""
    if now is None or before is None:
        return labels.EMPTY
    text = number_text(now - before, FieldType.NUMBER, figure.decimals)
    return ("+" if now > before else "") + text + (" điểm %" if figure.is_percent else "")


def findings_by_path(snapshot: Snapshot) -> dict[str, StatedFinding]:
    """The worst finding of each cell."""
    order = list(Severity)
    worst: dict[str, StatedFinding] = {}
    for item in sorted(snapshot.findings, key=lambda item: order.index(item.finding.severity)):
        worst.setdefault(item.finding.field, item)
    return worst


def findings_of(snapshot: Snapshot, paths: tuple[str, ...]) -> list[StatedFinding]:
    """Findings about these cells, or about something inside them."""
    return [
        item
        for item in snapshot.findings
        if any(item.finding.field == path or item.finding.field.startswith(f"{path}.") for path in paths)
    ]
