"""Soft and hard limits that a form sets to its figures and to the cells of its tables."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_values import beyond_limits, cell_path, figures_of, row_label
from sonla_desktop.domain.limits import Beyond
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.form_places import at_figure, form_rows, sources_of
from sonla_desktop.domain.rules.rule import At, at, report_rule
from sonla_desktop.domain.rules.wording import brief


@report_rule("BM-104", Severity.ERROR)
def hard_limits_are_kept(context: CheckContext) -> Iterator[At]:
    """A figure or cell beyond a hard limit of the form can only be a slip: a percentage above 100, day 32 of a month.

    A computed figure is not named beside the entered one that makes it so.
    """
    yield from _figures(context, hard=True)
    yield from _cells(context, hard=True)


@report_rule("BM-105", Severity.WARNING)
def soft_limits_are_kept_or_explained(context: CheckContext) -> Iterator[At]:
    """A figure or cell beyond a soft limit of the form may be right; a reason says why."""
    yield from _figures(context, hard=False)
    yield from _cells(context, hard=False)


def _figures(context: CheckContext, *, hard: bool) -> Iterator[At]:
    form = context.form
    if form is None or not form.limits:
        return
    entered_beyond: set[str] = set()
    # Entered figures first: the computed ones only follow from them.
    for figure in sorted(figures_of(form, context.assignment.plan), key=lambda figure: figure.id in form.calculations):
        value, limits = context.report.figures.get(figure.id), form.limits.get(figure.id)
        if value is None or limits is None:
            continue
        rests_on = sources_of(form.calculations[figure.id], form) if figure.id in form.calculations else frozenset()
        beyond = limits.beyond(value)
        if beyond is None or not entered_beyond.isdisjoint(rests_on):
            continue
        entered_beyond.add(figure.id)
        if beyond.is_hard is hard:
            yield at_figure(figure, f"figure-{_side(beyond)}", seen=value, bound=beyond.bound)


def _cells(context: CheckContext, *, hard: bool) -> Iterator[At]:
    for table, row, number in form_rows(context):
        for column, value, beyond in beyond_limits(table, row.cells):
            if beyond.is_hard is hard:
                yield at(
                    cell_path(table.id, row.key, column.name),
                    variant=f"cell-{_side(beyond)}",
                    table=brief(table.title),
                    row=row_label(table, row, number),
                    column=brief(column.label, 4),
                    seen=value,
                    bound=beyond.bound,
                )


def _side(beyond: Beyond) -> str:
    return "above" if beyond.is_above else "below"
