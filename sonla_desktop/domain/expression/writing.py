"""Writes an expression back in one canonical spelling, for messages and for comparing two form versions."""

from __future__ import annotations

from typing import Final

from sonla_desktop.domain.expression.functions import KEYWORDS, SIGNATURES
from sonla_desktop.domain.expression.tree import (
    Call,
    Chain,
    Column,
    Comparison,
    Count,
    Expression,
    Field,
    Junction,
    Negation,
    Node,
    Not,
    Number,
    Text,
)

_TIGHTEST: Final = 8


def as_text(expression: Expression) -> str:
    """The canonical spelling; reading it gives an equal expression."""
    return node_text(expression.root)


def node_text(node: Node) -> str:
    """The canonical spelling of a piece."""
    match node:
        case Number() | Text() | Field() | Column():
            return _leaf(node)
        case Negation(operand):
            return "-" + _inside(operand, _strength(node))
        case Not(operand):
            return "not " + _inside(operand, _strength(node))
        case Comparison(operator, left, right):
            above = _strength(node) + 1
            return f"{_inside(left, above)} {operator} {_inside(right, above)}"
        case Chain(operators, operands):
            return _joined(node, operators, operands)
        case Junction(operator, operands):
            return _joined(node, (operator,) * (len(operands) - 1), operands)
    return _call(node)


def _leaf(node: Node) -> str:
    match node:
        case Number(value):
            return f"{value:f}"
        case Text(value):
            return "'" + value.replace("'", "''") + "'"
        case Column(table, name):
            return f"{_name(table)}.{_column_name(name)}"
        case Field(name):
            return _name(name)
    return ""


def _call(node: Node) -> str:
    match node:
        case Call(function, arguments):
            return f"{function}({', '.join(map(node_text, arguments))})"
        case Count(table, None):
            return f"count({_name(table)})"
        case Count(table, condition) if condition is not None:
            return f"count_if({_name(table)}, {node_text(condition)})"
    return ""


def _name(name: str) -> str:
    return f"{{{name}}}" if name in SIGNATURES else _column_name(name)


def _column_name(name: str) -> str:
    # After the dot there is no function, so only the words of the language need braces.
    plain = name.isidentifier() and name.isascii() and name not in KEYWORDS
    return name if plain else f"{{{name}}}"


def _joined(node: Node, operators: tuple[str, ...], operands: tuple[Node, ...]) -> str:
    above = _strength(node) + 1
    first, *others = (_inside(operand, above) for operand in operands)
    return first + "".join(f" {operator} {other}" for operator, other in zip(operators, others, strict=True))


def _inside(node: Node, weakest: int) -> str:
    """The piece in brackets, if it binds more weakly than its surroundings."""
    text = node_text(node)
    return text if _strength(node) >= weakest else f"({text})"


def _strength(node: Node) -> int:
    match node:
        case Junction(operator, _):
            return 1 if operator == "or" else 2
        case Not():
            return 3
        case Comparison():
            return 4
        case Chain(operators, _):
            return 5 if operators[0] in "+-" else 6
        case Negation():
            return 7
    return _TIGHTEST
