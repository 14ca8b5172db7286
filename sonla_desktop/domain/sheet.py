"""Sheets of a report as plain rows with typed columns: the CSVs, the Excel sheet and their descriptor say the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

_FIGURE: Final = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")


class ColumnType(StrEnum):
    """Type of a column, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: machine name (CSV), Vietnamese heading (XLSX), type, unit, width in characters."""

    name: str
    heading: str
    type: ColumnType
    unit: str = ""
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. Cells are already texts as the CSV prints them ("true", "80.957128", "2026-11-10", "")."""

    name: str
    """File stem of the CSV: chi-tieu, nhiem-vu, so-lieu."""
    title: str
    """Name of the Excel sheet: ChiTieu, NhiemVu, SoLieu."""
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ("code",)
    heading: str = ""
    """Printed heading of the Excel sheet; empty: the one that belongs to its title."""

    def by_key(self) -> dict[str, dict[str, str]]:
        """The rows by their key (several key columns joined by a slash), each row by column name."""
        names = [column.name for column in self.columns]
        rows = (dict(zip(names, row, strict=True)) for row in self.rows)
        return {"/".join(row[name] for name in self.key): row for row in rows}


def same_cell(found: str, expected: str, kind: ColumnType) -> bool:
    """Whether two cells of a column say the same: figures by value, texts whatever their kind of line end."""
    numeric = kind in (ColumnType.INTEGER, ColumnType.NUMBER)
    if numeric and _FIGURE.fullmatch(found) and _FIGURE.fullmatch(expected):
        return Decimal(found) == Decimal(expected)
    return _one_line_end(found) == _one_line_end(expected)


def _one_line_end(text: str) -> str:
    """XML, and so the Excel sheet, knows one kind of line end only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
