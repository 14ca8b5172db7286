"""Checks before any month is read that an expression adds numbers, joins conditions and compares like with like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sonla_desktop.domain.expression.functions import AGGREGATES, MAX_DECIMALS, SIGNATURES, nearest
from sonla_desktop.domain.expression.tree import (
    Call,
    Chain,
    Column,
    Comparison,
    Count,
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
from sonla_desktop.domain.expression.writing import node_text

_WORDS = {Kind.NUMBER: "số", Kind.BOOLEAN: "điều kiện đúng/sai", Kind.TEXT: "chữ", Kind.DATE: "ngày"}
_EXCERPT = 40


def kind_of(root: Node, fields: Mapping[str, Kind] | None = None) -> Kind:
    """The kind of value an expression gives.

    Raises:
        ExpressionError: a piece is of the wrong kind, a column stands where it has no meaning, a quotient is
            tested for equality before it is rounded, or (with `fields`) a name is not declared.
    """
    return _Checker(fields).kind(root)


def _short(node: Node) -> str:
    text = node_text(node)
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"


def _is_unrounded(node: Node) -> bool:
    """Say whether a number may have endless decimals."""
    match node:
        case Call("round", _) | Comparison() | Not() | Junction() | Count():
            return False
        case Call("percent", _):
            return True
        case Chain(operators, _) if "/" in operators:
            return True
    return any(map(_is_unrounded, children(node)))


class _Checker:
    """Goes through the tree once; `_found` keeps the kinds that undeclared fields showed by their use."""

    def __init__(self, fields: Mapping[str, Kind] | None) -> None:
        self._fields = fields
        self._found: dict[str, Kind] = {}
        self._row_of: str | None = None

    def kind(self, node: Node) -> Kind:
        match node:
            case Field(name):
                return self._named(name, node)
            case Column():
                return self._cell(node)
            case Text():
                return Kind.TEXT
            case Negation() | Chain():
                return self._all(children(node), Kind.NUMBER)
            case Not() | Junction():
                return self._all(children(node), Kind.BOOLEAN)
            case Comparison():
                return self._comparison(node)
            case Count():
                return self._count(node)
            case Call():
                return self._call(node)
        return Kind.NUMBER

    def _all(self, nodes: Iterable[Node], wanted: Kind) -> Kind:
        for node in nodes:
            self._fit(node, self.kind(node), wanted)
        return wanted

    def _fit(self, node: Node, found: Kind, wanted: Kind) -> None:
        if found is Kind.UNKNOWN:
            self._settle(node, wanted)
        elif found is not wanted:
            said = f'"{_short(node)}" là {_WORDS[found]}'
            raise ExpressionError(node.position, f"Chỗ này cần {_WORDS[wanted]}, nhưng {said}.")

    def _settle(self, node: Node, wanted: Kind) -> None:
        """What is of unknown kind turns out to be of this one."""
        match node:
            case Field(key) | Column(key=key):
                self._fit(node, self._found.setdefault(key, wanted), wanted)
            case Call("if", (_, *results)) | Call("coalesce", results):
                for result in results:
                    self._fit(result, self.kind(result), wanted)

    def _named(self, key: str, node: Node) -> Kind:
        declared = Kind.UNKNOWN
        if self._fields is not None:
            if key not in self._fields:
                raise self._undeclared(key, node)
            declared = self._fields[key]
        return self._found.get(key, Kind.UNKNOWN) if declared is Kind.UNKNOWN else declared

    def _undeclared(self, key: str, node: Node) -> ExpressionError:
        near = nearest(key, self._fields or ())
        hint = f"Có phải {near} không?" if near else "Kiểm tra lại tên."
        return ExpressionError(node.position, f'Biểu không có "{key}". {hint}')

    def _cell(self, column: Column) -> Kind:
        if self._row_of is None:
            raise ExpressionError(column.position, f'Cột "{column.key}" chỉ dùng trong sum, min, max, count_if.')
        if column.table != self._row_of:
            hint = f"Chỉ dùng cột của bảng {self._row_of}."
            raise ExpressionError(column.position, f'Cột "{column.key}" thuộc bảng khác. {hint}')
        return self._named(column.key, column)

    def _comparison(self, node: Comparison) -> Kind:
        kind = self._common((node.left, node.right))
        if node.operator in ("=", "!="):
            self._must_be_rounded(node)
        elif kind in (Kind.TEXT, Kind.BOOLEAN):
            said = f'"{node.operator}" chỉ so sánh số hoặc ngày'
            raise ExpressionError(node.position, f"Dấu {said}. Dùng = hoặc !=.")
        return Kind.BOOLEAN

    def _must_be_rounded(self, node: Comparison) -> None:
        for side in (node.left, node.right):
            if _is_unrounded(side):
                said = f'"{_short(side)}" có thể lẻ vô hạn'
                raise ExpressionError(side.position, f"Giá trị {said}. Làm tròn bằng round(…, n) rồi mới so sánh bằng.")

    def _common(self, nodes: tuple[Node, ...]) -> Kind:
        """The one kind of all of these."""
        found = [self.kind(node) for node in nodes]
        common = next((kind for kind in found if kind is not Kind.UNKNOWN), Kind.UNKNOWN)
        if common is not Kind.UNKNOWN:
            for node, kind in zip(nodes, found, strict=True):
                self._fit(node, kind, common)
        return common

    def _count(self, node: Count) -> Kind:
        self._not_in_a_row(node, f"count({node.table})")
        if node.condition is not None:
            self._row_of = node.table
            self._all((node.condition,), Kind.BOOLEAN)
            self._row_of = None
        return Kind.NUMBER

    def _not_in_a_row(self, node: Node, said: str) -> None:
        if self._row_of is not None:
            raise ExpressionError(node.position, f'Điều kiện của count_if không tính gộp "{said}". Chỉ xét từng dòng.')

    def _call(self, node: Call) -> Kind:
        signature = SIGNATURES[node.function]
        if node.function in AGGREGATES:
            return self._aggregate(node)
        if node.function == "if":
            self._all(node.arguments[:1], Kind.BOOLEAN)
            return self._common(node.arguments[1:])
        if node.function == "coalesce":
            return self._common(node.arguments)
        if node.function == "round":
            _must_be_decimals(node.arguments[1])
        for argument in node.arguments:
            found = self.kind(argument)
            if signature.wants is not None:
                self._fit(argument, found, signature.wants)
        return signature.gives

    def _aggregate(self, node: Call) -> Kind:
        for argument in node.arguments:
            if isinstance(argument, Column):
                self._not_in_a_row(argument, argument.key)
                self._fit(argument, self._named(argument.key, argument), Kind.NUMBER)
            else:
                self._all((argument,), Kind.NUMBER)
        return Kind.NUMBER


def _must_be_decimals(node: Node) -> None:
    whole = isinstance(node, Number) and node.value == node.value.to_integral_value()
    if not (whole and isinstance(node, Number) and node.value <= MAX_DECIMALS):
        raise ExpressionError(node.position, f"Số chữ số lẻ của round là số nguyên từ 0 đến {MAX_DECIMALS}.")
