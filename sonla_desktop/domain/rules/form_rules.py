"""Rules about what a form asks for: what must be filled in, conditions of cells, computed figures, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import FormDefinition, SectionKind
from sonla_desktop.domain.form_values import (
    broken_columns,
    calculated,
    cell_path,
    figures_of,
    missing_columns,
    required_figures,
    row_label,
    table_rows,
)
from sonla_desktop.domain.links import known_tokens, link_faults
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.prose import prose_of
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.form_places import at_figure, form_rows
from sonla_desktop.domain.rules.prose_place import link_parameters, prose_place
from sonla_desktop.domain.rules.rule import At, at, report_rule
from sonla_desktop.domain.rules.wording import brief
from sonla_desktop.domain.text import says_something

_MOST_SHOWN: Final = 3


@report_rule("BM-100", Severity.ERROR)
def cells_fulfil_their_conditions(context: CheckContext) -> Iterator[At]:
    """Each cell that is filled in fulfils the condition of its column; the form's own words say what is wrong."""
    for table, row, number in form_rows(context):
        for column in broken_columns(table, row.cells):
            path, own = cell_path(table.id, row.key, column.name), column.constraint_message
            label = row_label(table, row, number)
            yield at(path, table=brief(table.title), row=label, column=brief(column.label), form_text=own)


@report_rule("BM-101", Severity.ERROR)
def what_the_form_asks_for_is_entered(context: CheckContext) -> Iterator[At]:
    """Figures, required cells (one finding a row, at the first empty cell), rows and prose."""
    if context.form is None:
        return
    form, report = context.form, context.report
    for figure in required_figures(form, context.assignment.plan):
        if figure.id not in report.figures:
            yield at_figure(figure, variant="figure")
    for table, row, number in form_rows(context):
        if lacking := missing_columns(table, row.cells):
            names = ", ".join(brief(column.label, 4) for column in lacking[:_MOST_SHOWN])
            path = cell_path(table.id, row.key, lacking[0].name)
            label = row_label(table, row, number)
            yield at(path, variant="cell", table=brief(table.title), row=label, lacking=names)
    yield from _empty_sections(form, context)


def _empty_sections(form: FormDefinition, context: CheckContext) -> Iterator[At]:
    for section in form.sections:
        if not section.required:
            continue
        if section.kind is SectionKind.NARRATIVE and not says_something(context.report.narrative.get(section.id, "")):
            yield at(f"narrative.{section.id}", variant="prose", section=brief(section.title))
        if section.kind is SectionKind.TABLE:
            rows = table_rows(context.report, form.table(section.table), context.assignment.plan)
            if not any(row.is_entered for row in rows):
                yield at(f"tables.{section.table}", variant="rows", section=brief(section.title))


@report_rule("BM-102", Severity.ERROR)
def computed_figures_follow_from_the_others(context: CheckContext) -> Iterator[At]:
    """In a package from elsewhere a computed figure may differ from what it is computed from."""
    if context.form is None:
        return
    own = calculated(context.report, context.form, context.assignment.plan)
    for figure in _calculated_figures(context.form, context.assignment.plan):
        seen, expected = context.report.figures.get(figure.id), own.get(figure.id)
        if seen != expected:
            yield at_figure(figure, seen=_shown(seen), expected=_shown(expected))


@report_rule("BM-103", Severity.ERROR)
def figures_are_written_as_their_definition_says(context: CheckContext) -> Iterator[At]:
    """No more decimals than the figure has; a count below zero is asked about where the form sets it no least."""
    if context.form is None:
        return
    for figure in figures_of(context.form, context.assignment.plan):
        value = context.report.figures.get(figure.id)
        if value is None or figure.id in context.form.calculations:
            continue
        if round(value, figure.decimals) != value:
            limit: dict[str, int] = {"decimals": figure.decimals} if figure.decimals else {}
            yield at_figure(figure, variant="decimals" if limit else "whole", seen=value, **limit)
        elif value < 0 and not _has_least(context.form, figure):
            yield replace(at_figure(figure, variant="negative", seen=value), severity=Severity.WARNING)


@report_rule("TM-004", Severity.ERROR)
def linked_figures_stand_for_something(context: CheckContext) -> Iterator[At]:
    """Each link in a text of the officer names something that this form has, and is spelled so that it is drawn."""
    if context.form is None:
        return
    known = known_tokens(context.form, context.assignment.plan)
    for prose in prose_of(context.report):
        if faults := link_faults(prose.text, known):
            place = prose_place(context.report, context.assignment, context.form, prose)
            yield At(prose.field, None, {"place": place, **link_parameters(faults)}, prose.where)


def _calculated_figures(form: FormDefinition, plan: Plan) -> Iterator[FigureDefinition]:
    return (figure for figure in figures_of(form, plan) if figure.id in form.calculations)


def _has_least(form: FormDefinition, figure: FigureDefinition) -> bool:
    limits = form.limits.get(figure.id)
    return limits is not None and limits.has_least


def _shown(value: Decimal | None) -> str:
    return "chưa có" if value is None else format_number(value)
