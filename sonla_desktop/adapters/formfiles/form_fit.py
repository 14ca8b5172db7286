"""Checks that the parts of a form fit together and with its plan: no name leads nowhere."""

from collections.abc import Iterable
from pathlib import Path

from sonla_desktop.adapters.formfiles.form_expressions import KINDS
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.shipped import fault
from sonla_desktop.domain.expression import Kind
from sonla_desktop.domain.form_definition import (
    FieldType,
    FormDefinition,
    FormField,
    FormSection,
    FormTable,
    SectionKind,
)
from sonla_desktop.domain.links import known_tokens, unknown_tokens
from sonla_desktop.domain.plan import Plan

ROW_KEY = "row"


def require_fitting(path: Path, form: FormDefinition, plan: Plan | None) -> None:
    """Raises ValueError for the first section, table or column that does not fit; ``plan`` None: plan not known."""
    for section in form.sections:
        _require_content(path, form, section)
    for table in form.tables:
        _require_columns(path, table)
    _require_entered_once(path, form)
    if plan is not None:
        _require_of_plan(path, form, plan)


def _require_content(path: Path, form: FormDefinition, section: FormSection) -> None:
    place = f"section {section.id}"
    holds = {
        "table": (section.kind is SectionKind.TABLE, bool(section.table)),
        "figure_groups": (section.kind is SectionKind.FIGURES, bool(section.figure_groups)),
    }
    for key, (needed, there) in holds.items():
        if needed != there:
            kind = section.kind.value
            raise fault(path, place, f'thiếu khóa "{key}".' if needed else f'mục loại {kind} không có "{key}".')
    for key, kind in (("outline", SectionKind.NARRATIVE), ("optional_figures", SectionKind.FIGURES)):
        if getattr(section, key) and section.kind is not kind:
            raise fault(path, place, f'mục loại {section.kind.value} không có "{key}".')
    if section.table:
        _require_known(path, f"{place}, table", (section.table,), [table.id for table in form.tables])


def _require_entered_once(path: Path, form: FormDefinition) -> None:
    """What two sections entered would be counted twice, what none enters could never be filled in."""
    used = [section.table for section in form.sections if section.table]
    groups = [group for section in form.sections for group in section.figure_groups]
    for key, names in (("table", used), ("figure_groups", groups)):
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise fault(path, key, f'"{twice}" có ở hai mục.')
    for table in form.tables:
        if table.id not in used:
            raise fault(path, f"table {table.id}", "không có mục nào dùng bảng này.")


def _require_columns(path: Path, table: FormTable) -> None:
    for column in table.columns:
        place = f"table {table.id}, column {column.name}"
        if column.name == ROW_KEY:
            raise fault(path, place, '"row" là khóa của dòng, không đặt tên cột.')
        if column.given and not table.listing:
            raise fault(path, place, "chỉ bảng có listing mới có cột cho trước.")
        if column.given and column.type not in (FieldType.TEXT, FieldType.LONG_TEXT):
            raise fault(path, place, "cột cho trước là chữ của danh sách: loại text hoặc long_text.")
        if (column.type is FieldType.CHOICE) != bool(column.choices):
            raise fault(path, place, "cột loại choice, và chỉ cột ấy, có choices.")
        _require_default(path, place, column)
        if column.limits and (column.given or KINDS[column.type] is not Kind.NUMBER):
            raise fault(path, f"{place}, limits", "chỉ cột số (whole, number, percent) không cho trước có giới hạn.")
    if table.group_by:
        given = [column.name for column in table.columns if column.given]
        _require_known(path, f"table {table.id}, group_by", (table.group_by,), given)


def _require_default(path: Path, place: str, column: FormField) -> None:
    if column.default and column.choices:
        _require_known(path, f"{place}, default", (column.default,), [choice.value for choice in column.choices])


def _require_of_plan(path: Path, form: FormDefinition, plan: Plan) -> None:
    groups = {group.id: [figure.id for figure in group.figures] for group in plan.figure_groups}
    tokens = known_tokens(form, plan)
    for section in form.sections:
        place = f"section {section.id}"
        _require_known(path, f"{place}, figure_groups", section.figure_groups, groups)
        own = [figure for group in section.figure_groups for figure in groups[group]]
        _require_known(path, f"{place}, optional_figures", section.optional_figures, own)
        for sentence in section.outline:
            _require_known(path, f"{place}, outline", unknown_tokens(sentence, tokens), tokens)
    for table in form.tables:
        _require_listing(path, table, plan)
    figures = [figure.id for group in plan.figure_groups for figure in group.figures]
    _require_known(path, "limits", form.limits, figures)


def _require_listing(path: Path, table: FormTable, plan: Plan) -> None:
    if not table.listing:
        return
    place = f"table {table.id}"
    _require_known(path, f"{place}, listing", (table.listing,), [listing.id for listing in plan.listings])
    keys = {key for row in plan.listing(table.listing).rows for key in row}
    given = [column.name for column in table.columns if column.given]
    _require_known(path, f"{place}, column", given, sorted(keys - {ROW_KEY}))


def _require_known(path: Path, place: str, named: Iterable[str], known: Iterable[str]) -> None:
    allowed = list(known)
    for name in named:
        if name not in allowed:
            raise fault(path, place, f'không có "{name}". Gần nhất là "{nearest(name, allowed)}".')
