"""Rows of a table as plain values, worked out by a page's state and handed out by one item model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CellView:
    """What one cell shows; ``tone`` colours it, ``icon`` stands before the text, ``bar`` is drawn by a delegate."""

    text: str = ""
    tone: str = ""
    icon: str = ""
    right: bool = False
    strong: bool = False
    tip: str = ""
    bar: tuple[float, float, str] | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """One row: what it stands for, and its cells. A ``heading`` row groups those below and cannot be chosen."""

    key: Any
    cells: tuple[CellView, ...]
    heading: bool = False
