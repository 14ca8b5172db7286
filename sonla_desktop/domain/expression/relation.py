"""Relations between the figures of a form: total = sum of parts, part ≤ whole, printed percentage = ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from sonla_desktop.domain.expression.evaluation import Evaluation, Exact, Rows, compare, exact, to_decimal, to_value
from sonla_desktop.domain.expression.functions import COMPULSORY_PAIR, EXCLUSIVE_PAIR
from sonla_desktop.domain.expression.tree import (
    Call,
    Column,
    Comparison,
    Count,
    Expression,
    ExpressionError,
    Field,
    Kind,
    Node,
    Value,
    children,
    walk,
)
from sonla_desktop.domain.expression.worked import is_percent, printed, worked_out
from sonla_desktop.domain.findings import Severity


class MissingStrategy(StrEnum):
    """What a relation does when fields it uses are missing.

    Fields inside is_missing, coalesce, compulsory_pair and exclusive_pair do not count: these functions exist for
    missing ones.
    """

    SKIP_IF_ANY_MISSING = "skip_if_any_missing"
    SKIP_IF_ALL_MISSING = "skip_if_all_missing"
    """Only some missing: those count as zero."""
    TREAT_AS_ZERO = "treat_as_zero"


PAIR_CODES: Final = MappingProxyType({COMPULSORY_PAIR: "BM-106", EXCLUSIVE_PAIR: "BM-107"})
"""Codes of pairs for which the form has no words of its own."""


def pair_code(expression: Expression) -> str:
    """Code of the pair that this expression is; empty for any other one."""
    root = expression.root
    return PAIR_CODES.get(root.function, "") if isinstance(root, Call) else ""


class RelationState(StrEnum):
    """How a relation turned out; one whose truth cannot be known is skipped."""

    HOLDS = "holds"
    BROKEN = "broken"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Relation:
    """A condition that a form's figures fulfil, with its code (BM-nnn) and the message when they do not.

    `fields` are the figures that a finding points at. `message` may hold ``{left}``, ``{right}``, ``{difference}`` and
    ``{row}``; only a pair may have none, and then speaks in the program's words under its code of `PAIR_CODES`. With a
    `table` the relation is about each of its rows by itself, and names are columns. `missing_left` and
    `missing_right` replace `missing` for one side of a comparison; each side is then judged by its own fields,
    otherwise all fields of the relation are judged together.

    Raises:
        ExpressionError: the expression is no condition, or a side's strategy is given and there are no two sides.
    """

    code: str
    expression: Expression
    message: str
    severity: Severity
    fields: tuple[str, ...]
    missing: MissingStrategy = MissingStrategy.SKIP_IF_ANY_MISSING
    missing_left: MissingStrategy | None = None
    missing_right: MissingStrategy | None = None
    table: str = ""

    def __post_init__(self) -> None:
        if self.expression.kind not in (Kind.BOOLEAN, Kind.UNKNOWN):
            raise ExpressionError(0, "Quan hệ phải là một phép so sánh hoặc điều kiện, ví dụ a = b + c.")
        if self.has_sides and not self.is_comparison:
            raise ExpressionError(0, "Cách xử lý ô trống riêng từng vế chỉ dùng khi quan hệ là một phép so sánh.")

    @property
    def pair(self) -> Call | None:
        """The compulsory or exclusive pair that this relation is; None for any other condition."""
        root = self.expression.root
        return root if isinstance(root, Call) and pair_code(self.expression) else None

    @property
    def is_comparison(self) -> bool:
        """True where there is a left and a right."""
        return isinstance(self.expression.root, Comparison)

    @property
    def has_sides(self) -> bool:
        """True when a side has a strategy of its own."""
        return self.missing_left is not None or self.missing_right is not None


@dataclass(frozen=True, slots=True)
class RelationOutcome:
    """How a relation turned out on one month.

    `left`, `right` are the sides' values and `left_text`, `right_text` the same worked out for reading
    ("2.999 + 1.100 = 4.099"); `difference` is left - right between numbers. They are empty for a skipped relation
    and for a condition without two sides.
    """

    state: RelationState
    left: Value = None
    right: Value = None
    difference: Decimal | None = None
    left_text: str = ""
    right_text: str = ""


_ASK_WHETHER_GIVEN: Final = frozenset({"is_missing", "coalesce", *PAIR_CODES})
_SKIPPED = RelationOutcome(RelationState.SKIPPED)


def evaluate_relation(
    relation: Relation, values: Mapping[str, Value], tables: Mapping[str, Rows] | None = None
) -> RelationOutcome:
    """Say whether a relation holds; never raises."""
    figures = Evaluation(values, tables or {})
    root = relation.expression.root
    if not isinstance(root, Comparison):
        judged = _judge(figures, relation.missing, root)
        return _SKIPPED if judged is None else RelationOutcome(_state(judged.truth(root)))
    sides = _judge_sides(figures, relation, root)
    return _SKIPPED if sides is None else _compared(root, *sides)


def relation_message(relation: Relation, outcome: RelationOutcome, row: str = "") -> str:
    """The relation's message with the figures of this outcome, and the key of the row, in it."""
    difference = None if outcome.difference is None else exact(outcome.difference)
    filled = relation.message.replace("{left}", outcome.left_text).replace("{right}", outcome.right_text)
    return filled.replace("{difference}", printed(difference)).replace("{row}", row)


def first_name(node: Node) -> str:
    """The first figure or column ("bảng.cột") that a piece names, in reading order; empty where it names none."""
    named = (piece for piece in walk(node) if isinstance(piece, Field | Column))
    return next((piece.name if isinstance(piece, Field) else piece.key for piece in named), "")


def lacking_side(pair: Call, values: Mapping[str, Value], tables: Mapping[str, Rows]) -> Node | None:
    """The side of a pair that is not given while the other is; None where both or neither are."""
    figures = Evaluation(values, tables)
    lacking = [side for side in pair.arguments if not figures.is_given(side)]
    return lacking[0] if len(lacking) == 1 else None


def _state(truth: bool | None) -> RelationState:
    if truth is None:
        return RelationState.SKIPPED
    return RelationState.HOLDS if truth else RelationState.BROKEN


def _judge_sides(figures: Evaluation, relation: Relation, root: Comparison) -> tuple[Evaluation, Evaluation] | None:
    """The figures each side is worked out on, or None when the relation is skipped."""
    if not relation.has_sides:
        both = _judge(figures, relation.missing, root)
        return None if both is None else (both, both)
    left = _judge(figures, relation.missing_left or relation.missing, root.left)
    right = _judge(figures, relation.missing_right or relation.missing, root.right)
    return None if left is None or right is None else (left, right)


def _judge(figures: Evaluation, strategy: MissingStrategy, node: Node) -> Evaluation | None:
    given = list(_given(node, figures))
    match strategy:
        case MissingStrategy.SKIP_IF_ANY_MISSING:
            return figures if all(given) else None
        case MissingStrategy.SKIP_IF_ALL_MISSING if given and not any(given):
            return None
    return Evaluation(figures.values, figures.tables, zero_for_missing=True)


def _given(node: Node, figures: Evaluation) -> Iterator[bool]:
    """For each field, cell and table the piece uses, whether it is given."""
    match node:
        case Call(function, _) if function in _ASK_WHETHER_GIVEN:
            return
        case Field(name):
            yield exact(figures.values.get(name)) is not None
        case Column(table, name):
            yield from _cells(figures.tables.get(table), name)
        case Count(table, _):
            yield table in figures.tables
    for child in children(node):
        yield from _given(child, figures)


def _cells(rows: Rows | None, name: str) -> list[bool]:
    if not rows:
        return [rows is not None]
    return [exact(row.get(name)) is not None for row in rows]


def _compared(root: Comparison, on_left: Evaluation, on_right: Evaluation) -> RelationOutcome:
    one, other = on_left.value(root.left), on_right.value(root.right)
    left, right = on_left.as_side(root.left, one, other), on_right.as_side(root.right, other, one)
    state = _state(compare(root.operator, left, right))
    if state is RelationState.SKIPPED:
        return _SKIPPED
    percent = is_percent(root.left) or is_percent(root.right)
    return RelationOutcome(
        state,
        to_value(left),
        to_value(right),
        _difference(left, right),
        worked_out(root.left, on_left, left, percent=percent),
        worked_out(root.right, on_right, right, percent=percent),
    )


def _difference(left: Exact, right: Exact) -> Decimal | None:
    return to_decimal(left - right) if isinstance(left, Fraction) and isinstance(right, Fraction) else None
