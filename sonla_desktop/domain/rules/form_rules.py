"""Rules that a form file brings along: relations between its figures, conditions of cells, what must be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.expression import Relation, RelationState, evaluate_relation, relation_message
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.findings import FORM_TEXT, REPORT, Finding, FindingParameter, Severity
from sonla_desktop.domain.form_definition import FormDefinition, FormTable, SectionKind
from sonla_desktop.domain.form_values import (
    TableRow,
    broken_columns,
    calculated,
    cell_path,
    figure_path,
    figures_of,
    missing_columns,
    required_figures,
    table_rows,
    table_values,
)
from sonla_desktop.domain.links import known_tokens, unknown_tokens
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.rule import VARIANT, At, at, report_rule
from sonla_desktop.domain.rules.wording import brief
from sonla_desktop.domain.text import says_something

_MOST_SHOWN: Final = 3


def relation_findings(context: CheckContext) -> Iterator[Finding]:
    """What the form's own relations object to, each under its BM code and with the text of the form.

    A finding stands at the first figure that the relation names, or at the table of a relation about tables.
    """
    form, plan = context.form, context.assignment.plan
    if form is None or not form.relations:
        return
    tables, figures = table_values(context.report, form, plan), {figure.id for figure in figures_of(form, plan)}
    for relation in form.relations:
        outcome = evaluate_relation(relation, dict(context.report.figures), tables)
        if outcome.state is RelationState.BROKEN:
            where, path = _place(relation, figures)
            text = relation_message(relation, outcome)
            yield Finding(relation.code, relation.severity, where, path, {FORM_TEXT: text})


def _place(relation: Relation, figures: set[str]) -> tuple[str, str]:
    first = relation.fields[0]
    if first in figures:
        return first, figure_path(first)
    return REPORT, f"tables.{first.split('.')[0]}"


@report_rule("BM-100", Severity.ERROR)
def cells_fulfil_their_conditions(context: CheckContext) -> Iterator[At]:
    """Each cell that is filled in fulfils the condition of its column; the form's own words say what is wrong."""
    for table, row in _rows(context):
        for column in broken_columns(table, row.cells):
            path, own = cell_path(table.id, row.key, column.name), column.constraint_message
            yield at(path, table=brief(table.title), row=row.key, column=brief(column.label), form_text=own)


@report_rule("BM-101", Severity.ERROR)
def what_the_form_asks_for_is_entered(context: CheckContext) -> Iterator[At]:
    """Figures, required cells (one finding a row, at the first empty cell), rows and prose."""
    if context.form is None:
        return
    form, report = context.form, context.report
    for figure in required_figures(form, context.assignment.plan):
        if figure.id not in report.figures:
            yield _at_figure(figure, variant="figure")
    for table, row in _rows(context):
        if lacking := missing_columns(table, row.cells):
            names = ", ".join(brief(column.label, 4) for column in lacking[:_MOST_SHOWN])
            path = cell_path(table.id, row.key, lacking[0].name)
            yield at(path, variant="cell", table=brief(table.title), row=row.key, lacking=names)
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
            yield _at_figure(figure, seen=_shown(seen), expected=_shown(expected))


@report_rule("BM-103", Severity.ERROR)
def figures_are_written_as_their_definition_says(context: CheckContext) -> Iterator[At]:
    """No more decimals than the figure has; a count below zero is asked about."""
    if context.form is None:
        return
    for figure in figures_of(context.form, context.assignment.plan):
        value = context.report.figures.get(figure.id)
        if value is None or figure.id in context.form.calculations:
            continue
        if round(value, figure.decimals) != value:
            yield _at_figure(figure, variant="decimals", seen=value, decimals=figure.decimals)
        elif value < 0:
            yield replace(_at_figure(figure, variant="negative", seen=value), severity=Severity.WARNING)


@report_rule("TM-004", Severity.ERROR)
def linked_figures_stand_for_something(context: CheckContext) -> Iterator[At]:
    """Each link in the prose names a figure, an indicator, a count or a table that this form has."""
    if context.form is None:
        return
    sections = {section.id: section.title for section in context.form.sections}
    known = known_tokens(context.form, context.assignment.plan)
    for section, text in context.report.narrative.items():
        if unknown := unknown_tokens(text, known):
            links = ", ".join(unknown[:_MOST_SHOWN])
            yield at(f"narrative.{section}", section=brief(sections.get(section, section)), links=links)


def _at_figure(figure: FigureDefinition, variant: str = "", **seen: str | Decimal | int) -> At:
    parameters: dict[str, FindingParameter] = {"figure": figure.id, "name": brief(figure.name), **seen}
    if variant:
        parameters[VARIANT] = variant
    return At(figure_path(figure.id), None, parameters, figure.id)


def _rows(context: CheckContext) -> Iterator[tuple[FormTable, TableRow]]:
    if context.form is None:
        return
    for table in context.form.tables:
        for row in table_rows(context.report, table, context.assignment.plan):
            yield table, row


def _calculated_figures(form: FormDefinition, plan: Plan) -> Iterator[FigureDefinition]:
    return (figure for figure in figures_of(form, plan) if figure.id in form.calculations)


def _shown(value: Decimal | None) -> str:
    return "chưa có" if value is None else format_number(value)
