"""What an expression is once it is read: a tree of frozen nodes, so that nothing in a form file can run as code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

Value = Decimal | int | str | bool | date | None
"""A value of a field or a cell; None and blank text are missing. A result is never an int."""


class Kind(StrEnum):
    """What sort of value a piece gives; UNKNOWN until a field's kind is declared or follows from its use."""

    NUMBER = "number"
    BOOLEAN = "boolean"
    TEXT = "text"
    DATE = "date"
    UNKNOWN = "unknown"


class ExpressionError(ValueError):
    """The text is no expression: `position` counts characters from 0, `message` says in Vietnamese what to change."""

    def __init__(self, position: int, message: str) -> None:
        super().__init__(position, message)
        self.position = position
        self.message = message

    def __str__(self) -> str:
        return f"{self.message} (ký tự thứ {self.position + 1})"


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of an expression; where it stood in the text makes no difference to what it is."""

    position: int = field(default=0, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A written number, never negative."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A written text."""

    value: str


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A figure or a field of the report."""

    name: str


@dataclass(frozen=True, slots=True)
class Column(Node):
    """A column of a table: all its cells in sum, min, max; the cell of the row in the condition of count_if."""

    table: str
    name: str

    @property
    def key(self) -> str:
        """How the column is named among the declared fields: ``table.column``."""
        return f"{self.table}.{self.name}"


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """The operand with its sign changed."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Not(Node):
    """True becomes false, unknown stays unknown."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """``a + b - c`` or ``a * b / c``, worked from left to right; one operator less than operands."""

    operators: tuple[str, ...]
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Junction(Node):
    """Conditions joined by one word, ``and`` or ``or``."""

    operator: str
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``left operator right``."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of the fixed list, with its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Count(Node):
    """How many rows a table has, or how many of them fulfil a condition."""

    table: str
    condition: Node | None = None


def children(node: Node) -> tuple[Node, ...]:
    """The pieces directly under this one."""
    match node:
        case Negation(operand) | Not(operand):
            return (operand,)
        case Chain(_, operands) | Junction(_, operands) | Call(_, operands):
            return operands
        case Comparison(_, left, right):
            return (left, right)
        case Count(_, condition) if condition is not None:
            return (condition,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """This piece and all pieces under it."""
    yield node
    for child in children(node):
        yield from walk(child)


@dataclass(frozen=True, slots=True)
class Expression:
    """A read and checked expression, with the kind of value it gives."""

    root: Node
    kind: Kind

    @property
    def names(self) -> frozenset[str]:
        """The figures and fields of the report it uses; columns are not among them."""
        return frozenset(node.name for node in walk(self.root) if isinstance(node, Field))

    @property
    def tables(self) -> frozenset[str]:
        """The tables it uses."""
        return frozenset(node.table for node in walk(self.root) if isinstance(node, Column | Count))

    @property
    def columns(self) -> frozenset[str]:
        """The columns it uses, each as ``table.column``."""
        return frozenset(node.key for node in walk(self.root) if isinstance(node, Column))
