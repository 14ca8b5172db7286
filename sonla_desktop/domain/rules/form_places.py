"""Where the rules about a form look and point: its figures, and the rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sonla_desktop.domain.expression import Expression
from sonla_desktop.domain.figures import FigureDefinition
from sonla_desktop.domain.findings import FindingParameter
from sonla_desktop.domain.form_definition import FormDefinition, FormTable
from sonla_desktop.domain.form_values import TableRow, figure_path, table_rows
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.rule import VARIANT, At
from sonla_desktop.domain.rules.wording import brief


def at_figure(figure: FigureDefinition, variant: str = "", **seen: str | Decimal | int) -> At:
    """An objection to a figure; ``variant`` picks one of the code's texts."""
    parameters: dict[str, FindingParameter] = {"figure": figure.id, "name": brief(figure.name), **seen}
    if variant:
        parameters[VARIANT] = variant
    return At(figure_path(figure.id), None, parameters, figure.id)


def form_rows(context: CheckContext) -> Iterator[tuple[FormTable, TableRow, int]]:
    """Every row of every table with its place in the table, from 1."""
    if context.form is None:
        return
    for table in context.form.tables:
        for number, row in enumerate(table_rows(context.report, table, context.assignment.plan), 1):
            yield table, row, number


def sources_of(expression: Expression, form: FormDefinition) -> frozenset[str]:
    """Figures, columns ("bảng.cột") and tables that an expression rests on, through computed ones too."""
    cells = (f"{table.id}.{name}" for table in form.tables for name in inputs_of(table, _of(table, expression)))
    found = expression.names | expression.tables | frozenset(cells)
    computed = (form.calculations[name] for name in expression.names if name in form.calculations)
    return found.union(*(sources_of(inner, form) for inner in computed))


def inputs_of(table: FormTable, columns: frozenset[str]) -> frozenset[str]:
    """These columns, and those that the computed ones among them are computed from."""
    computed = (column.calculation for column in table.columns if column.name in columns and column.calculation)
    return columns.union(*(calculation.names for calculation in computed))


def _of(table: FormTable, expression: Expression) -> frozenset[str]:
    """The columns of this table that an expression uses."""
    return frozenset(column.name for column in table.columns if f"{table.id}.{column.name}" in expression.columns)
