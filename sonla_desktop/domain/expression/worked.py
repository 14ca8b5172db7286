"""Writes a side of a relation with the month's figures in place of names, so that an officer can redo the sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sonla_desktop.domain.expression.evaluation import Evaluation, Exact, to_decimal
from sonla_desktop.domain.expression.tree import Call, Chain, Column, Node, Number
from sonla_desktop.domain.numbers import format_number

MISSING: Final = "chưa có"
_SHOWN_DECIMALS = 6
_LONGEST = 80  # a sum of sixty figures is not something to read in a message
_SIGNS = {"+": " + ", "-": " - ", "*": " × ", "/": " / "}


def worked_out(side: Node, evaluation: Evaluation, value: Exact, *, percent: bool = False) -> str:
    """The side as figures: "2.999 + 1.100 = 4.099", or the value alone where there is nothing to work out.

    Args:
        side: the side of the comparison.
        evaluation: the figures.
        value: what the side gives.
        percent: the value is a percentage and is printed with its sign.
    """
    result = printed(value, _decimals(side)) + ("%" if percent and value is not None else "")
    steps = _steps(side, evaluation)
    return result if steps is None or len(steps) > _LONGEST else f"{steps} = {result}"


def is_percent(node: Node) -> bool:
    """Say whether a side is a percentage, rounded or not."""
    match node:
        case Call("percent", _):
            return True
        case Call("round", (rounded, _)):
            return is_percent(rounded)
    return False


def printed(value: Exact, decimals: int | None = None) -> str:
    """A value in Vietnamese writing; a missing one says so."""
    match value:
        case Fraction():
            return _number(value, decimals)
        case bool():
            return "có" if value else "không"
        case date():
            return f"{value:%d/%m/%Y}"
    return value or MISSING


def _number(number: Fraction, decimals: int | None) -> str:
    figure = to_decimal(number)
    if figure is None:
        return MISSING
    return format_number(figure, decimals if decimals is not None else _shown_decimals(figure))


def _shown_decimals(figure: Decimal) -> int | None:
    return _SHOWN_DECIMALS if int(figure.as_tuple().exponent) < -_SHOWN_DECIMALS else None


def _decimals(side: Node) -> int | None:
    match side:
        case Call("round", (_, Number(decimals))):
            return int(decimals)
    return None


def _steps(node: Node, evaluation: Evaluation) -> str | None:
    """The figures that are worked with, or None for a piece that is one figure."""
    match node:
        case Chain(operators, operands):
            shown = [_operand(operand, evaluation) for operand in operands]
            signs = zip(operators, shown[1:], strict=True)
            return shown[0] + "".join(_SIGNS[sign] + operand for sign, operand in signs)
        case Call("sum", arguments) if len(arguments) > 1 and not _has_column(arguments):
            return " + ".join(_operand(argument, evaluation) for argument in arguments)
        case Call("percent", arguments):
            return " / ".join(_operand(argument, evaluation) for argument in arguments)
        case Call("round", (rounded, _)):
            return _steps(rounded, evaluation)
    return None


def _has_column(arguments: tuple[Node, ...]) -> bool:
    return any(isinstance(argument, Column) for argument in arguments)


def _operand(node: Node, evaluation: Evaluation) -> str:
    # A rounded part is shown as its value: its own steps would not lead to the figure that is worked with.
    steps = None if isinstance(node, Call) and node.function == "round" else _steps(node, evaluation)
    text = steps or printed(evaluation.number(node))
    return f"({text})" if steps or text.startswith("-") else text
