"""Works out an expression on the figures of a month: exact fractions inside, missing instead of exceptions."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Context, Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from sonla_desktop.domain.expression.functions import COMPULSORY_PAIR, EXCLUSIVE_PAIR
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
    Value,
)
from sonla_desktop.domain.text import nfc

Exact = Fraction | str | bool | date | None
"""A value while it is worked with; None is missing or unknown."""
Row = Mapping[str, Value]
Rows = Sequence[Row]

RESULT_DECIMALS: Final = 28
_LARGEST_EXPONENT = 100  # beyond any figure of a report; keeps 1E+999999999 from filling the memory
_LARGEST: Final = 10**_LARGEST_EXPONENT
_WIDE = Context(prec=_LARGEST_EXPONENT + RESULT_DECIMALS + 2)
_NO_TABLES: Mapping[str, Rows] = MappingProxyType({})

_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
_ORDER: Mapping[str, Callable[[Fraction | date, Fraction | date], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def evaluate(expression: Expression, values: Mapping[str, Value], tables: Mapping[str, Rows] = _NO_TABLES) -> Value:
    """Work out an expression; never raises.

    A missing operand, a division by zero, a value of the wrong kind or a table that is not given makes the result
    missing (None); ``and`` and ``or`` are three-valued, so ``false and missing`` is false. A table without rows is
    given: its sum is 0. A row for which the condition of count_if is unknown makes the count unknown.

    Returns:
        A number as an exact Decimal, or rounded half-up to 28 decimals where it has more; a number of 10**100
        or more is missing.
    """
    return to_value(Evaluation(values, tables).value(expression.root))


def exact(value: Value) -> Exact:
    """The value as it is worked with; blank text and figures that are no finite number are missing."""
    match value:
        case bool():
            return value
        case int():
            return Fraction(value)
        case Decimal():
            return _fraction(value)
        case str():
            return value if value.strip() else None
        case datetime():
            return value.date()
    return value


def _fraction(value: Decimal) -> Fraction | None:
    if not value.is_finite():
        return None
    extent = max(abs(value.adjusted()), abs(int(value.as_tuple().exponent)))
    return Fraction(value) if extent <= _LARGEST_EXPONENT else None


def to_value(result: Exact) -> Value:
    """The result as the caller sees it: numbers as Decimal."""
    return to_decimal(result) if isinstance(result, Fraction) else result


def to_decimal(number: Fraction) -> Decimal | None:
    """The number with at most 28 decimals, rounded half-up; None when it is 10**100 or more."""
    if abs(number) >= _LARGEST:
        return None
    rounded = half_up_fraction(number, RESULT_DECIMALS)
    decimals = next(n for n in range(RESULT_DECIMALS + 1) if 10**n % rounded.denominator == 0)
    return Decimal(int(rounded * 10**decimals)).scaleb(-decimals, _WIDE)


def half_up_fraction(number: Fraction, decimals: int) -> Fraction:
    """Round to `decimals` digits; a half goes away from zero."""
    scaled = abs(number) * 10**decimals
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(-units if number < 0 else units, 10**decimals)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures an expression is worked out on; `row` is the table row inside the condition of count_if.

    `zero_for_missing`: a field or cell that is missing where a number is wanted counts as zero.
    """

    values: Mapping[str, Value]
    tables: Mapping[str, Rows]
    zero_for_missing: bool = False
    row: Row | None = None

    def value(self, node: Node) -> Exact:
        """What a piece gives."""
        match node:
            case Number(number):
                return Fraction(number)
            case Text(text):
                return text
            case Field(name):
                return exact(self.values.get(name))
            case Column(_, name):
                return exact((self.row or {}).get(name))
            case Negation() | Chain():
                return self._arithmetic(node)
            case Count():
                return self._count(node)
            case Call(function, arguments):
                return _FUNCTIONS[function](self, arguments)
        return self.truth(node)

    def number(self, node: Node) -> Fraction | None:
        """What a piece gives where a number is wanted."""
        found = self.value(node)
        if found is None and isinstance(node, Field | Column):
            return self._zero_or_missing()
        return found if isinstance(found, Fraction) else None

    def truth(self, node: Node) -> bool | None:
        """What a piece gives where a condition is wanted; None is unknown."""
        match node:
            case Not(operand):
                truth = self.truth(operand)
                return None if truth is None else not truth
            case Junction(word, operands):
                return self._junction(word, operands)
            case Comparison(sign, left, right):
                return compare(sign, *self.pair(left, right))
        found = self.value(node)
        return found if isinstance(found, bool) else None

    def pair(self, left: Node, right: Node) -> tuple[Exact, Exact]:
        """Both sides of a comparison."""
        one, other = self.value(left), self.value(right)
        return self.as_side(left, one, other), self.as_side(right, other, one)

    def as_side(self, node: Node, value: Exact, other: Exact) -> Exact:
        """A side of a comparison: a bare missing field counts as zero beside a number or another missing one."""
        numeric = other is None or isinstance(other, Fraction)
        if value is None and numeric and isinstance(node, Field | Column):
            return self._zero_or_missing()
        return value

    def is_given(self, node: Node) -> bool:
        """Whether a side of a pair is there: a value that is not missing, a condition (or a yes/no) that holds."""
        found = self.value(node)
        return found if isinstance(found, bool) else found is not None

    def _zero_or_missing(self) -> Fraction | None:
        return Fraction(0) if self.zero_for_missing else None

    def _arithmetic(self, node: Negation | Chain) -> Fraction | None:
        if isinstance(node, Negation):
            number = self.number(node.operand)
            return None if number is None else -number
        total = self.number(node.operands[0])
        for sign, operand in zip(node.operators, node.operands[1:], strict=True):
            other = self.number(operand)
            if total is None or other is None or (sign == "/" and not other):
                return None
            total = _ARITHMETIC[sign](total, other)
        return total

    def _junction(self, word: str, operands: tuple[Node, ...]) -> bool | None:
        truths = [self.truth(operand) for operand in operands]
        decisive = word == "or"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive

    def _count(self, node: Count) -> Fraction | None:
        rows = self.tables.get(node.table)
        if rows is None:
            return self._zero_or_missing()
        if node.condition is None:
            return Fraction(len(rows))
        truths = [replace(self, row=row).truth(node.condition) for row in rows]
        return None if None in truths and not self.zero_for_missing else Fraction(truths.count(True))

    def numbers(self, arguments: Iterable[Node]) -> list[Fraction] | None:
        """All numbers of the arguments, each cell of a column one; None when one is missing."""
        found = [number for argument in arguments for number in self._each(argument)]
        known = [number for number in found if number is not None]
        return known if len(known) == len(found) else None

    def _each(self, argument: Node) -> Iterator[Fraction | None]:
        if not isinstance(argument, Column):
            yield self.number(argument)
        elif argument.table in self.tables:
            for row in self.tables[argument.table]:
                yield replace(self, row=row).number(argument)
        else:
            yield self._zero_or_missing()


def compare(sign: str, left: Exact, right: Exact) -> bool | None:
    """Compare two values; unknown when one is missing or they are of different kinds."""
    if isinstance(left, bool) or isinstance(right, bool) or isinstance(left, str) or isinstance(right, str):
        return _same(sign, left, right)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return _ordered(sign, left, right)
    if isinstance(left, date) and isinstance(right, date):
        return _ordered(sign, left, right)
    return None


def _same(sign: str, left: Exact, right: Exact) -> bool | None:
    if type(left) is not type(right) or sign in _ORDER:
        return None
    if isinstance(left, str) and isinstance(right, str):
        left, right = nfc(left), nfc(right)
    return (left == right) is (sign == "=")


def _ordered(sign: str, left: Fraction | date, right: Fraction | date) -> bool:
    if sign in _ORDER:
        return _ORDER[sign](left, right)
    return (left == right) is (sign == "=")


Function = Callable[[Evaluation, tuple[Node, ...]], Exact]


def _over_all(work: Callable[[list[Fraction]], Fraction | None]) -> Function:
    def function(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
        numbers = evaluation.numbers(arguments)
        return None if numbers is None else work(numbers)

    return function


def _sum(numbers: list[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0))


def _percent(numbers: list[Fraction]) -> Fraction | None:
    part, whole = numbers
    return part * 100 / whole if whole else None


def _if(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    condition, then, otherwise = arguments
    truth = evaluation.truth(condition)
    return None if truth is None else evaluation.value(then if truth else otherwise)


def _is_missing(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    return evaluation.value(arguments[0]) is None


def _coalesce(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    found = (evaluation.value(argument) for argument in arguments)
    return next((value for value in found if value is not None), None)


def _compulsory_pair(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    one, other = map(evaluation.is_given, arguments)
    return one is other


def _exclusive_pair(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    return not all(map(evaluation.is_given, arguments))


def _days(evaluation: Evaluation, arguments: tuple[Node, ...]) -> Exact:
    first, last = (evaluation.value(argument) for argument in arguments)
    return Fraction((last - first).days) if isinstance(first, date) and isinstance(last, date) else None


_FUNCTIONS: Mapping[str, Function] = {
    "sum": _over_all(_sum),
    "min": _over_all(lambda numbers: min(numbers, default=None)),
    "max": _over_all(lambda numbers: max(numbers, default=None)),
    "abs": _over_all(lambda numbers: abs(numbers[0])),
    "round": _over_all(lambda numbers: half_up_fraction(numbers[0], int(numbers[1]))),
    "percent": _over_all(_percent),
    "if": _if,
    "is_missing": _is_missing,
    "coalesce": _coalesce,
    COMPULSORY_PAIR: _compulsory_pair,
    EXCLUSIVE_PAIR: _exclusive_pair,
    "days": _days,
}
