"""Figures and listings of a duty: numbers under headings, and rows given beforehand, as the catalogue names them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonla_desktop.domain.period import WindowRule


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """One figure: its id in ``figures`` of the month file, name, đơn vị tính, and decimals (0: a whole number).

    ``level`` indents parts under their whole.
    """

    id: str
    name: str
    unit: str
    decimals: int = 0
    level: int = 0
    note: str = ""

    @property
    def is_percent(self) -> bool:
        """True for a percentage, printed with its sign."""
        return self.unit == "%"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures under one heading, with a data window of their own where the source states one."""

    id: str
    title: str
    figures: tuple[FigureDefinition, ...]
    window: WindowRule | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows given beforehand (tasks of an appendix, targets of a field), each with a stable ``row`` key.

    The cells are the catalogue's own words by column name; what the officer enters stands beside them.
    """

    id: str
    title: str
    rows: tuple[Mapping[str, str], ...]
    note: str = ""
