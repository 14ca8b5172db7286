"""Relations that a form states between its figures and cells: sums, parts, printed percentages, pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sonla_desktop.domain.expression import (
    PAIR_CODES,
    Node,
    Relation,
    RelationOutcome,
    RelationState,
    Value,
    evaluate_relation,
    first_name,
    lacking_side,
    relation_message,
)
from sonla_desktop.domain.expression.evaluation import exact
from sonla_desktop.domain.findings import FORM_TEXT, REPORT, Finding, FindingParameter, Severity
from sonla_desktop.domain.form_definition import FormDefinition, FormTable
from sonla_desktop.domain.form_values import (
    TableRow,
    cell_path,
    figure_path,
    figures_of,
    missing_columns,
    row_label,
    row_values,
    table_rows,
    table_values,
)
from sonla_desktop.domain.rules import form_rules, limit_rules
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.form_places import form_rows, inputs_of, sources_of
from sonla_desktop.domain.rules.rule import VARIANT, At, report_rule
from sonla_desktop.domain.rules.wording import brief

_COMPULSORY, _EXCLUSIVE = PAIR_CODES.values()
_ROOT_CAUSES = (
    form_rules.cells_fulfil_their_conditions,
    form_rules.what_the_form_asks_for_is_entered,
    form_rules.computed_figures_follow_from_the_others,
    form_rules.figures_are_written_as_their_definition_says,
    limit_rules.hard_limits_are_kept,
)


def relation_findings(context: CheckContext) -> Iterator[Finding]:
    """What the form's own relations object to, each under its BM code and with the text of the form.

    A finding stands at the first figure that the relation names, at the lacking one of a compulsory pair, at the cell
    of a relation about rows, at the table of a relation about a whole table.
    """
    for broken in _broken(context):
        relation, (where, path) = broken.relation, broken.place
        text = relation_message(relation, broken.outcome, broken.scope.label)
        yield Finding(relation.code, relation.severity, where, path, {FORM_TEXT: text, "seen": _seen(broken)})


@report_rule(_COMPULSORY, Severity.ERROR)
def compulsory_pairs_are_given_together(context: CheckContext) -> Iterator[At]:
    """Both of a compulsory pair are entered, or neither; named at the one that is lacking."""
    yield from _pairs(context, _COMPULSORY)


@report_rule(_EXCLUSIVE, Severity.ERROR)
def exclusive_pairs_are_not_given_together(context: CheckContext) -> Iterator[At]:
    """At most one of an exclusive pair is entered."""
    yield from _pairs(context, _EXCLUSIVE)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a relation is judged over: all figures and tables, or one row with the number it is shown with."""

    values: Mapping[str, Value]
    tables: Mapping[str, Sequence[Mapping[str, Value]]] = field(default_factory=dict)
    table: FormTable | None = None
    row: TableRow | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Broken:
    """A relation that does not hold, over what, and at which place (where, key path) it is told."""

    relation: Relation
    scope: _Scope
    outcome: RelationOutcome
    lacking: Node | None
    place: tuple[str, str]


def _broken(context: CheckContext, code: str = "") -> Iterator[_Broken]:
    """The broken relations of a pair's code, or those with words of their own; none that only follows from an error.

    A figure or cell that has a finding of severity Sai by itself (not entered, too many decimals, beyond its hard
    limit …) is put right first. A warning hides nothing: it passes with a reason, and the relation would be lost.
    """
    form, plan = context.form, context.assignment.plan
    if form is None:
        return
    broken = [
        (relation, scope, outcome)
        for relation, scope in _to_judge(context, form, code)
        if (outcome := evaluate_relation(relation, scope.values, scope.tables)).state is RelationState.BROKEN
    ]
    doubtful = _doubtful(context, code) if broken else frozenset()
    figures = frozenset(figure.id for figure in figures_of(form, plan))
    for relation, scope, outcome in broken:
        if doubtful.isdisjoint(_rests_on(relation, scope, form)):
            lacking = lacking_side(relation.pair, scope.values, scope.tables) if relation.pair else None
            yield _Broken(relation, scope, outcome, lacking, _place(relation, scope, lacking, figures))


def _to_judge(context: CheckContext, form: FormDefinition, code: str) -> Iterator[tuple[Relation, _Scope]]:
    """Each relation of a pair's code, or each with words of its own, with what it is judged over."""
    wanted = [item for item in form.relations if (item.code if item.code in PAIR_CODES.values() else "") == code]
    plan = context.assignment.plan
    if any(not relation.table for relation in wanted):
        whole = _Scope(dict(context.report.figures), table_values(context.report, form, plan))
        yield from ((relation, whole) for relation in wanted if not relation.table)
    for relation in wanted:
        if relation.table:
            yield from ((relation, scope) for scope in _row_scopes(context, form.table(relation.table)))


def _row_scopes(context: CheckContext, table: FormTable) -> Iterator[_Scope]:
    for number, row in enumerate(table_rows(context.report, table, context.assignment.plan), 1):
        yield _Scope(row_values(table, row.cells), {}, table, row, row_label(table, row, number))


def _place(relation: Relation, scope: _Scope, lacking: Node | None, figures: frozenset[str]) -> tuple[str, str]:
    first = relation.fields[0] if lacking is None else first_name(lacking)
    if scope.table is not None and scope.row is not None:
        return REPORT, cell_path(scope.table.id, scope.row.key, first)
    if first in figures:
        return first, figure_path(first)
    return REPORT, f"tables.{first.split('.')[0]}"


def _rests_on(relation: Relation, scope: _Scope, form: FormDefinition) -> frozenset[str]:
    """What a relation is judged from, by the names that :func:`_doubtful` uses."""
    if scope.table is None or scope.row is None:
        return sources_of(relation.expression, form)
    names = inputs_of(scope.table, relation.expression.names)
    return frozenset(cell_path(scope.table.id, scope.row.key, name) for name in names)


def _doubtful(context: CheckContext, code: str) -> frozenset[str]:
    """Figures, cells (their key paths), their columns ("bảng.cột") and tables that have an error by themselves.

    To the form's other relations, what its pairs object to is one, too.
    """
    pairs = () if code else (compulsory_pairs_are_given_together, exclusive_pairs_are_not_given_together)
    found: set[str] = set()
    for rule in (*_ROOT_CAUSES, *pairs):
        for place in rule.function(context):
            if (place.severity or rule.severity) is Severity.ERROR:
                found |= _names_of(place.field)
    for table, row, _ in form_rows(context):
        for column in missing_columns(table, row.cells):
            found |= {cell_path(table.id, row.key, column.name), f"{table.id}.{column.name}"}
    return frozenset(found)


def _names_of(path: str) -> set[str]:
    kind, _, name = path.partition(".")
    table_id, _, cell = name.partition(".")
    return {name} if kind == "figures" or not cell else {path, f"{table_id}.{cell.split('.')[-1]}"}


def _pairs(context: CheckContext, code: str) -> Iterator[At]:
    told: set[tuple[str, str]] = set()
    for broken in _broken(context, code):
        # Two pairs may lack the same figure: it is one place to fill in.
        if broken.place not in told:
            told.add(broken.place)
            where, path = broken.place
            yield At(path, broken.relation.severity, _pair_parameters(context, broken), where)


def _pair_parameters(context: CheckContext, broken: _Broken) -> dict[str, FindingParameter]:
    sides = broken.relation.pair.arguments if broken.relation.pair else ()
    # The lacking side of a compulsory pair is named last.
    one, other = (
        _named(context, broken.scope, side) for side in sorted(sides, key=lambda side: side == broken.lacking)
    )
    said: dict[str, FindingParameter] = {"one": one, "other": other, "seen": _seen(broken)}
    if broken.scope.table is None:
        return {VARIANT: "figures", **said}
    return {VARIANT: "cells", "table": brief(broken.scope.table.title), "row": broken.scope.label, **said}


def _seen(broken: _Broken) -> str:
    """The values behind a finding whose text may not show them: a reason holds for these and no others."""
    relation, outcome = broken.relation, broken.outcome
    if relation.is_comparison:
        return f"{outcome.left_text}; {outcome.right_text}"
    values = broken.scope.values
    return "; ".join(f"{name} = {exact(values.get(name))}" for name in sorted(relation.expression.names))


def _named(context: CheckContext, scope: _Scope, side: Node) -> str:
    """What the officer calls a side of a pair."""
    name = first_name(side)
    if scope.table is not None:
        return brief(scope.table.column(name).label, 4)
    figures = {figure.id: figure for figure in context.assignment.plan.figures()}
    return f"{name} ({brief(figures[name].name, 5)})" if name in figures else name
