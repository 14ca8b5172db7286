"""Reads the text of a form's expression by recursive descent: a small language of its own, nothing is ever executed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Final

from sonla_desktop.domain.expression.functions import COUNTS, SIGNATURES, nearest
from sonla_desktop.domain.expression.kinds import kind_of
from sonla_desktop.domain.expression.tokens import Shape, Token, tokens
from sonla_desktop.domain.expression.tree import (
    Call,
    Chain,
    Column,
    Comparison,
    Count,
    Expression,
    ExpressionError,
    Field,
    Junction,
    Kind,
    Negation,
    Node,
    Not,
    Number,
    Text,
    children,
)

MAX_NESTING: Final = 50
"""Operations, functions and brackets inside one another; whatever goes through a tree needs no deep stack."""

_COMPARISON: Final = 4
_STRENGTH: Final = (
    {"or": 1, "and": 2}
    | dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), _COMPARISON)
    | {"+": 5, "-": 5, "*": 6, "/": 6}
)
"""How strongly an operator binds; ``not`` stands between ``and`` and the comparisons."""


def parse(text: str, fields: Mapping[str, Kind] | None = None) -> Expression:
    """Read an expression and check the kinds of its values.

    Args:
        text: at most 2,000 characters, at most 50 operations, functions or brackets inside one another.
        fields: the declared names with their kinds, columns as ``table.column``; a name that is not among them
            is an error. None: any name may be used, and a kind shows itself by use.

    Raises:
        ExpressionError: the text is no expression; says where and, for a mistyped name, which one is nearest.
    """
    root = _Parser(tokens(text)).whole()
    _must_be_shallow(root)
    return Expression(root, kind_of(root, fields))


def _must_be_shallow(root: Node) -> None:
    level: list[Node] = [root]
    for _ in range(MAX_NESTING + 1):
        level = [child for node in level for child in children(node)]
    if level:
        raise _too_deep(level[0].position)


def _too_deep(position: int) -> ExpressionError:
    return ExpressionError(position, f"Lồng nhau quá {MAX_NESTING} mức. Tách thành nhiều biểu thức.")


class _Parser:
    """Takes the pieces one by one; `_here` is the piece that is looked at."""

    def __init__(self, pieces: Iterable[Token]) -> None:
        self._pieces = iter(pieces)
        self._here = next(self._pieces)
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression()
        if self._here.shape is not Shape.END:
            raise self._unexpected()
        return node

    def _advance(self) -> Token:
        taken = self._here
        self._here = next(self._pieces, taken)
        return taken

    def _is_sign(self, sign: str) -> bool:
        return self._here.shape is Shape.SIGN and self._here.says == sign

    def _take(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise self._unexpected(f'Thiếu dấu "{sign}".')
        self._advance()

    def _unexpected(self, expected: str = "") -> ExpressionError:
        piece = self._here
        if piece.shape is Shape.END:
            seen = "Biểu thức chưa viết hết."
        elif expected:
            seen = f'Gặp "{piece.says}" ở chỗ không hợp.'
        else:
            seen = f'Thừa "{piece.says}" hoặc thiếu phép tính trước nó.'
        return ExpressionError(piece.position, f"{seen} {expected}".rstrip())

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > MAX_NESTING:
            raise _too_deep(self._here.position)
        yield
        self._depth -= 1

    def _strength(self) -> int:
        operator = self._here.shape in (Shape.SIGN, Shape.KEYWORD)
        return _STRENGTH.get(self._here.says, 0) if operator else 0

    def _expression(self, weakest: int = 1) -> Node:
        """An operand and all operators after it that bind at least as strongly as `weakest`."""
        node = self._operand()
        while (strength := self._strength()) >= weakest:
            with self._deeper():
                node = self._comparison(node) if strength == _COMPARISON else self._chain(node, strength)
        return node

    def _comparison(self, left: Node) -> Node:
        operator = self._advance()
        right = self._expression(_COMPARISON + 1)
        if self._strength() == _COMPARISON:
            hint = "So sánh từng đôi một, nối bằng and."
            raise ExpressionError(self._here.position, f'Gặp "{self._here.says}" sau một phép so sánh. {hint}')
        return Comparison(operator.says, left, right, position=left.position)

    def _chain(self, first: Node, strength: int) -> Node:
        # One flat node, not one inside another: a long sum must not need a deep stack.
        operators, operands = [], [first]
        while self._strength() == strength:
            operators.append(self._advance().says)
            operands.append(self._expression(strength + 1))
        if strength < _COMPARISON:
            return Junction(operators[0], tuple(operands), position=first.position)
        return Chain(tuple(operators), tuple(operands), position=first.position)

    def _operand(self) -> Node:
        piece = self._here
        if piece.shape is Shape.NUMBER:
            return Number(Decimal(self._advance().says), position=piece.position)
        if piece.shape is Shape.TEXT:
            return Text(self._advance().says, position=piece.position)
        if piece.shape in (Shape.NAME, Shape.BRACED):
            return self._named(self._advance())
        with self._deeper():
            return self._prefixed(piece)

    def _prefixed(self, piece: Token) -> Node:
        if piece.shape is Shape.KEYWORD and piece.says == "not":
            self._advance()
            return Not(self._expression(_COMPARISON), position=piece.position)
        if self._is_sign("-"):
            self._advance()
            return Negation(self._operand(), position=piece.position)
        if self._is_sign("("):
            self._advance()
            inside = self._expression()
            self._take(")")
            return inside
        raise self._unexpected("Cần số, tên số liệu, hàm hoặc ngoặc.")

    def _named(self, name: Token) -> Node:
        if self._is_sign("(") and name.shape is Shape.NAME:
            return self._call(name)
        if name.shape is Shape.NAME and name.says in SIGNATURES:
            hint = f"Viết {name.says}(…), hoặc {{{name.says}}} nếu là tên số liệu."
            raise ExpressionError(name.position, f'"{name.says}" là tên hàm. {hint}')
        if not self._is_sign("."):
            return Field(name.says, position=name.position)
        self._advance()
        if self._here.shape not in (Shape.NAME, Shape.BRACED):
            raise self._unexpected("Sau dấu chấm là tên cột.")
        return Column(name.says, self._advance().says, position=name.position)

    def _call(self, name: Token) -> Node:
        _known(name)
        with self._deeper():
            self._take("(")
            arguments = self._arguments()
            self._take(")")
        _right_number(name, len(arguments))
        if name.says in COUNTS:
            return _count(name, arguments)
        return Call(name.says, tuple(arguments), position=name.position)

    def _arguments(self) -> list[Node]:
        if self._is_sign(")"):
            return []
        arguments = [self._expression()]
        while self._is_sign(","):
            self._advance()
            arguments.append(self._expression())
        return arguments


def _known(name: Token) -> None:
    if name.says in SIGNATURES:
        return
    near = nearest(name.says, SIGNATURES)
    hint = f"Có phải {near} không?" if near else f"Các hàm: {', '.join(SIGNATURES)}."
    raise ExpressionError(name.position, f'Không có hàm "{name.says}". {hint}')


def _right_number(name: Token, given: int) -> None:
    fewest, most = SIGNATURES[name.says][:2]
    if given < fewest or (most is not None and given > most):
        wanted = f"{fewest}" if fewest == most else f"ít nhất {fewest}"
        raise ExpressionError(name.position, f"Hàm {name.says} cần {wanted} giá trị trong ngoặc, đang có {given}.")


def _count(name: Token, arguments: list[Node]) -> Count:
    table, *condition = arguments
    if not isinstance(table, Field):
        raise ExpressionError(table.position, f"Giá trị đầu của {name.says} phải là tên bảng.")
    return Count(table.name, *condition, position=name.position)
