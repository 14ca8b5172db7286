"""Reads the expressions of a form file against the names it declares; a mistyped one is told with its place."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.formfiles.form_models import FieldModel, LimitsModel, RelationModel, TableModel
from sonla_desktop.adapters.formfiles.nearest import nearest
from sonla_desktop.adapters.formfiles.shipped import fault
from sonla_desktop.domain.expression import Expression, ExpressionError, Kind, Relation, pair_code, parse
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import Choice, FieldType, FormField, FormTable
from sonla_desktop.domain.limits import Limits

_BLANK: Final = re.compile(r"\{[^{}]*\}")
_BLANKS_OF_SIDES: Final = ("{left}", "{right}", "{difference}")

KINDS: Final[Mapping[FieldType, Kind]] = {
    FieldType.TEXT: Kind.TEXT,
    FieldType.LONG_TEXT: Kind.TEXT,
    FieldType.CHOICE: Kind.TEXT,
    FieldType.WHOLE: Kind.NUMBER,
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.PERCENT: Kind.NUMBER,
    FieldType.DATE: Kind.DATE,
    FieldType.YES_NO: Kind.BOOLEAN,
}
"""What kind of value a cell of this type holds inside an expression."""


def tables_of(path: Path, models: Sequence[TableModel]) -> tuple[FormTable, ...]:
    """The tables of a form file; raises ValueError for a fault in a condition of a column."""
    return tuple(_table(path, model) for model in models)


def relations_of(
    path: Path, models: Sequence[RelationModel], tables: Sequence[FormTable], figures: Collection[str] | None
) -> tuple[Relation, ...]:
    """The relations of a form file; ``figures`` None: those of the plan are not known."""
    names = _names(tables, figures)
    return tuple(
        _relation(path, f"relation {model.code or f'[{index}]'}", model, names, tables)
        for index, model in enumerate(models)
    )


def calculations_of(
    path: Path, texts: Mapping[str, str], tables: Sequence[FormTable], figures: Collection[str] | None
) -> dict[str, Expression]:
    """The computed figures, each after those that it is computed from.

    Raises:
        ValueError: a fault in an expression, a figure that is not the plan's, or figures computed from one another.
    """
    names = _names(tables, figures)
    read = {}
    for figure, text in texts.items():
        place = f"calculations.{figure}"
        if figures is not None and figure not in figures:
            raise fault(path, place, f'không có số liệu "{figure}". Gần nhất là "{nearest(figure, figures)}".')
        read[figure] = _parsed(path, place, text, names, tables)
        _require_kind(path, place, read[figure], Kind.NUMBER)
    return _in_order(path, read)


def _in_order(path: Path, read: Mapping[str, Expression]) -> dict[str, Expression]:
    ordered: dict[str, Expression] = {}
    while len(ordered) < len(read):
        ready = {
            figure: expression
            for figure, expression in read.items()
            if figure not in ordered and expression.names.intersection(read).issubset(ordered)
        }
        if not ready:
            circle = ", ".join(sorted(set(read) - set(ordered)))
            raise fault(path, "calculations", f"{circle} được tính vòng quanh từ nhau.")
        ordered |= ready
    return ordered


def _table(path: Path, model: TableModel) -> FormTable:
    kinds = {column.name: KINDS[column.type] for column in model.column}
    columns = tuple(_field(path, f"table {model.id}, column {column.name}", column, kinds) for column in model.column)
    return FormTable(
        model.id,
        model.title,
        columns,
        listing=model.listing,
        open_rows=model.open_rows or not model.listing,
        group_by=model.group_by,
        numbering=model.numbering,
        as_text=model.as_text,
    )


def _field(path: Path, place: str, model: FieldModel, kinds: Mapping[str, Kind]) -> FormField:
    def condition(key: str, wanted: Kind) -> Expression | None:
        text = getattr(model, key)
        if not text:
            return None
        expression = _parsed(path, f"{place}, {key}", text, kinds, ())
        _require_kind(path, f"{place}, {key}", expression, wanted)
        return expression

    calculation = condition("calculation", kinds[model.name])
    return FormField(
        model.name,
        model.type,
        model.label,
        hint=model.hint,
        required=model.required,
        given=model.given,
        read_only=model.read_only or calculation is not None,
        default=model.default,
        unit=model.unit,
        decimals=model.decimals,
        choices=tuple(Choice(choice.value, choice.label) for choice in model.choices),
        relevant=condition("relevant", Kind.BOOLEAN),
        constraint=condition("constraint", Kind.BOOLEAN),
        constraint_message=model.constraint_message,
        calculation=calculation,
        limits=limits_of(model.limits) if model.limits else None,
        heading_over=model.heading_over,
        width=float(model.width),
        align=model.align,
    )


def _relation(
    path: Path, place: str, model: RelationModel, names: Mapping[str, Kind] | None, tables: Sequence[FormTable]
) -> Relation:
    if model.severity is Severity.NOTICE:
        raise fault(path, f"{place}, severity", '"notice" không dùng được; phải là error, warning.')
    known = [*(names or ()), *(table.id for table in tables)]
    if model.table:
        table = _table_of(path, f"{place}, table", model.table, tables)
        names, known = _row_names(table), [column.name for column in table.columns]
    expression = _parsed(path, f"{place}, expression", model.expression, names, () if model.table else tables)
    for name in model.fields if names is not None else ():
        if name not in known:
            raise fault(path, f"{place}, fields", f'không có "{name}". Gần nhất là "{nearest(name, known)}".')
    relation = _whole_relation(path, place, model, expression)
    _require_words(path, place, model, relation)
    return relation


def _whole_relation(path: Path, place: str, model: RelationModel, expression: Expression) -> Relation:
    try:
        return Relation(
            model.code or pair_code(expression),
            expression,
            model.message or "",
            model.severity,
            tuple(model.fields),
            model.missing,
            model.missing_left,
            model.missing_right,
            model.table,
        )
    except ExpressionError as wrong:
        key = "missing_left, missing_right" if expression.kind is Kind.BOOLEAN else "expression"
        raise fault(path, f"{place}, {key}", str(wrong)) from wrong


def _require_words(path: Path, place: str, model: RelationModel, relation: Relation) -> None:
    """Code and message belong together, and only a pair has neither; a message names what its relation has."""
    if (model.code is None) != (model.message is None) or (model.code is None and relation.pair is None):
        raise fault(path, place, f'thiếu khóa "{"code" if model.code is None else "message"}".')
    known = [*(["{row}"] if model.table else []), *(_BLANKS_OF_SIDES if relation.is_comparison else [])]
    for blank in _BLANK.findall(relation.message):
        if blank not in known:
            hint = f'Gần nhất là "{nearest(blank, known)}".' if known else "Quan hệ này không có chỗ điền."
            raise fault(path, f"{place}, message", f'không có chỗ điền "{blank}". {hint}')


def limits_of(model: LimitsModel) -> Limits:
    """The limits as the rules see them."""
    return Limits(**{key: getattr(model, key) for key in LimitsModel.model_fields})


def _table_of(path: Path, place: str, table_id: str, tables: Sequence[FormTable]) -> FormTable:
    by_id = {table.id: table for table in tables}
    if table_id not in by_id:
        raise fault(path, place, f'không có bảng "{table_id}". Gần nhất là "{nearest(table_id, by_id)}".')
    return by_id[table_id]


def _row_names(table: FormTable) -> dict[str, Kind]:
    return {column.name: KINDS[column.type] for column in table.columns}


def _names(tables: Sequence[FormTable], figures: Collection[str] | None) -> dict[str, Kind] | None:
    if figures is None:
        return None
    cells = {f"{table.id}.{column.name}": KINDS[column.type] for table in tables for column in table.columns}
    return dict.fromkeys(figures, Kind.NUMBER) | cells


def _parsed(
    path: Path, place: str, text: str, names: Mapping[str, Kind] | None, tables: Sequence[FormTable]
) -> Expression:
    try:
        expression = parse(text, names)
    except ExpressionError as wrong:
        raise fault(path, place, str(wrong)) from wrong
    for kind, name, known in _outside(expression, tables):
        raise fault(path, place, f'không có {kind} "{name}". Gần nhất là "{nearest(name, known)}".')
    return expression


def _outside(expression: Expression, tables: Sequence[FormTable]) -> Iterator[tuple[str, str, list[str]]]:
    """Tables and columns that an expression uses and the form does not have."""
    known = [table.id for table in tables]
    yield from (("bảng", name, known) for name in sorted(expression.tables) if name not in known)
    columns = [f"{table.id}.{column.name}" for table in tables for column in table.columns]
    yield from (("cột", name, columns) for name in sorted(expression.columns) if name not in columns)


def _require_kind(path: Path, place: str, expression: Expression, wanted: Kind) -> None:
    if expression.kind not in (wanted, Kind.UNKNOWN):
        raise fault(path, place, f"biểu thức phải cho {_KIND_WORDS[wanted]}.")


_KIND_WORDS: Final[Mapping[Kind, str]] = {
    Kind.NUMBER: "một con số",
    Kind.BOOLEAN: "đúng hoặc sai",
    Kind.TEXT: "chữ",
    Kind.DATE: "ngày",
}
