"""Sheets of a report as plain rows with typed columns: the CSVs, the Excel sheet and their descriptor say the same."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
