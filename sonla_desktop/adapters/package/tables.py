"""The CSVs of a package, read by the Table Schemas that the package itself carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.cells import csv_lines, unguarded
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.shapes import (
    Unknown,
    checked,
    digest,
    listed,
    one_of,
    read_json,
    record,
    text,
    whole,
)
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn

_INTEGER: Final = re.compile("-?[0-9]{1,24}")
_NUMBER: Final = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: Final = {
    ColumnType.INTEGER: "số nguyên",
    ColumnType.NUMBER: "con số",
    ColumnType.BOOLEAN: "true hoặc false",
    ColumnType.DATE: "ngày như 2026-11-10",
}
_FIELD: Final = record({"name": text, "type": one_of(ColumnType)})
_SCHEMA: Final = record({"fields": listed(_FIELD, unique="name"), "primaryKey": listed(text)})
_RESOURCE: Final = record({"name": text, "path": text, "bytes": whole, "hash": text})
_DESCRIPTOR: Final = record({"resources": listed(_RESOURCE, unique="path")})

MUST_HAVE: Final[Mapping[str, tuple[str, ...]]] = {
    "chi-tieu": ("code", "state", "numerator", "denominator", "value"),
    "nhiem-vu": ("code", "status", "percent", "completed_on"),
    "so-lieu": ("id", "value"),
    "minh-chung": ("file", "original_sha256", "packed_sha256", "bytes"),
}
"""Columns without which a table cannot be compared."""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table as the descriptor describes it: an empty sheet, and the values that some columns are limited to."""

    path: str
    sheet: Sheet
    choices: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Descriptor:
    """The descriptor: size and hash of the files it knows, and the tables among them."""

    sizes: Mapping[str, int]
    hashes: Mapping[str, str]
    tables: tuple[TableSchema, ...]


def read_descriptor(data: bytes) -> Descriptor:
    """``datapackage.json``, whose further keys are free; raises Fault ``schema``."""
    value = checked(layout.DESCRIPTOR, read_json(layout.DESCRIPTOR, data), _DESCRIPTOR, Unknown(tolerated=True))
    resources = value["resources"]
    sizes = {layout.PAYLOAD + item["path"]: item["bytes"] for item in resources}
    hashes = {layout.PAYLOAD + item["path"]: item["hash"].removeprefix("sha256:") for item in resources}
    for found in hashes.values():
        checked(layout.DESCRIPTOR, found, digest)
    tables = tuple(_table_schema(item) for item in resources if _is_table(item))
    return Descriptor(sizes, hashes, tables)


def read_table(table: TableSchema, data: bytes) -> Sheet:
    """The rows of a CSV with the apostrophes of guarded cells taken off.

    Raises Fault ``schema`` at the first cell, line or key that is not as described.
    """
    try:
        lines = csv_lines(data)
    except ValueError as error:
        raise Fault(table.path, Kind.SCHEMA, "package-csv") from error
    columns = table.sheet.columns
    if not lines or lines[0] != [column.name for column in columns]:
        raise Fault(table.path, Kind.SCHEMA, "package-csv-header")
    rows = tuple(_row(table, number, line) for number, line in enumerate(lines[1:], 2))
    sheet = Sheet(table.sheet.name, table.sheet.title, columns, rows, table.sheet.key)
    _check_keys(table.path, sheet)
    return sheet


def positions(sheet: Sheet) -> dict[str, int]:
    """Position of each column by its name."""
    return {column.name: place for place, column in enumerate(sheet.columns)}


def check_tables(descriptor: Descriptor, files: Set[str], told: Set[str]) -> Iterator[Fault]:
    """Every CSV is described, every table described is there and has the columns to compare.

    Files in ``told`` are passed over: what is wrong with them has been said.
    """
    described = {table.path for table in descriptor.tables}
    tables = {path for path in files if layout.table_name(path)}
    for path in sorted(tables - described - told):
        yield Fault(layout.DESCRIPTOR, Kind.SCHEMA, "package-csv-undescribed", table=path)
    for table in descriptor.tables:
        names = positions(table.sheet)
        lacking = [name for name in MUST_HAVE.get(table.sheet.name, ()) if name not in names]
        if lacking or table.path not in files | told:
            yield Fault(layout.DESCRIPTOR, Kind.SCHEMA, "package-csv-columns", table=table.path)


def _is_table(resource: Mapping[str, Any]) -> bool:
    return "schema" in resource and layout.table_name(layout.PAYLOAD + resource["path"]) is not None


def _table_schema(resource: Mapping[str, Any]) -> TableSchema:
    path = layout.PAYLOAD + resource["path"]
    schema = checked(layout.DESCRIPTOR, resource["schema"], _SCHEMA, Unknown(tolerated=True))
    fields = schema["fields"]
    columns = tuple(SheetColumn(field["name"], "", ColumnType(field["type"])) for field in fields)
    key = tuple(schema["primaryKey"])
    if not key or not {column.name for column in columns}.issuperset(key):
        raise Fault(layout.DESCRIPTOR, Kind.SCHEMA, "package-csv-columns", table=path)
    title = resource.get("sheet", "")
    checked(layout.DESCRIPTOR, title, text)
    choices = {field["name"]: _choices(field) for field in fields}
    limited = {name: values for name, values in choices.items() if values}
    return TableSchema(path, Sheet(layout.table_name(path) or "", title, columns, (), key), limited)


def _choices(field: Mapping[str, Any]) -> frozenset[str]:
    constraints = field.get("constraints", {})
    values = constraints.get("enum", []) if isinstance(constraints, dict) else []
    checked(layout.DESCRIPTOR, values, listed(text))
    return frozenset(values)


def _row(table: TableSchema, number: int, line: Sequence[str]) -> tuple[str, ...]:
    columns = table.sheet.columns
    if len(line) != len(columns):
        raise Fault(table.path, Kind.SCHEMA, "package-csv-line", line=number)
    return tuple(_cell(table, number, column, cell) for column, cell in zip(columns, line, strict=True))


def _cell(table: TableSchema, number: int, column: SheetColumn, cell: str) -> str:
    allowed = table.choices.get(column.name)
    if cell and not (_HOLDS[column.type](cell) and (allowed is None or cell in allowed)):
        wanted = "một trong các giá trị đã khai" if allowed else _WORDS.get(column.type, "chữ")
        raise Fault(table.path, Kind.SCHEMA, "package-csv-cell", line=number, column=column.name, wanted=wanted)
    return unguarded(cell) if column.type is ColumnType.STRING else cell


def _keys(sheet: Sheet) -> list[str]:
    places = [positions(sheet)[name] for name in sheet.key]
    return ["/".join(row[place] for place in places) for row in sheet.rows]


def _check_keys(path: str, sheet: Sheet) -> None:
    seen: set[str] = set()
    for number, key in enumerate(_keys(sheet), 2):
        if not key.strip("/") or key in seen:
            raise Fault(path, Kind.SCHEMA, "package-csv-key", line=number, key=key[:60])
        seen.add(key)


def _is_day(cell: str) -> bool:
    try:
        return bool(_DAY.fullmatch(cell)) and bool(date.fromisoformat(cell))
    except ValueError:
        return False


_HOLDS: Final[Mapping[ColumnType, Callable[[str], object]]] = {
    ColumnType.STRING: lambda cell: True,
    ColumnType.INTEGER: _INTEGER.fullmatch,
    ColumnType.NUMBER: _NUMBER.fullmatch,
    ColumnType.BOOLEAN: lambda cell: cell in ("true", "false"),
    ColumnType.DATE: _is_day,
}
