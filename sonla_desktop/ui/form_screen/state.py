"""What a cell of a form takes and shows, worked out without Qt: the same for figures and for tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.form_definition import Choice, FieldType
from sonla_desktop.domain.numbers import Certainty, format_number, read_number
from sonla_desktop.domain.period import date_label, weekday_label
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.text import nfc
from sonla_desktop.ui.number_spelling import spelled
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.date_reading import read_date

NUMBERS = (FieldType.WHOLE, FieldType.NUMBER, FieldType.PERCENT)
YES, NO = "true", "false"
Said = tuple[str, str]
"""Tone and text of what is said of a cell; both empty: nothing."""
TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
YES_NO = (Choice(YES, "Có"), Choice(NO, "Không"))
_BLANK = CellView()


@dataclass(frozen=True, slots=True)
class CellField:
    """What an entered cell takes; ``path`` is its key path in the month file, ``name`` what a screen reader says."""

    path: str
    type: FieldType
    name: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: how it looks, and, where it is entered, what it takes and the text to begin editing with."""

    view: CellView = _BLANK
    field: CellField | None = None
    edit: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid; a ``heading`` runs over all columns."""

    key: str
    cells: tuple[GridCell, ...]
    heading: bool = False

    @property
    def view(self) -> RowView:
        """The row as the item model draws it."""
        return RowView(self.key, tuple(cell.view for cell in self.cells), self.heading)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column: heading, least width in digits, and its share of the width that is left over."""

    heading: str
    least: int
    share: float = 0


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a typed text says: the stored value (None: none, or not sure), what is said of it, and what to choose from.

    ``doubt`` is "" for a sure or empty text, else the tone: "warning" asks, "error" refuses.
    """

    value: Cell = None
    said: str = ""
    doubt: str = ""
    choices: tuple[str, ...] = ()


def read_cell(field: CellField, text: str) -> CellReading:
    """Reads what was typed into a cell, without guessing."""
    if not text.strip():
        return CellReading()
    if field.type in NUMBERS:
        return _read_number(field.type, text)
    if field.type is FieldType.DATE:
        reading = read_date(text)
        if reading.day is None:
            return CellReading(said=reading.hint, doubt="error")
        return CellReading(reading.day.isoformat(), f"✓ {weekday_label(reading.day)}, {date_label(reading.day)}")
    if field.type is FieldType.YES_NO:
        return CellReading(text == YES)
    return CellReading(nfc(text))


def _read_number(kind: FieldType, text: str) -> CellReading:
    whole, percent = kind is FieldType.WHOLE, kind is FieldType.PERCENT
    reading = read_number(text, whole=whole, percent=percent)
    if reading.value is not None:
        value = int(reading.value) if whole else f"{reading.value:f}"
        return CellReading(value, f"✓ {format_number(reading.value)}{'%' if percent else ''}")
    asked = reading.certainty is Certainty.ASK
    word = "Hỏi lại" if asked else "Sai"
    choices = tuple(spelled(value, whole=whole, percent=percent) for value in reading.candidates) if asked else ()
    return CellReading(None, f"{word}: {reading.hint}", "warning" if asked else "error", choices)


def figure_in(value: Cell) -> Decimal | None:
    """The number that a cell of a number column holds, or None."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def edit_text(kind: FieldType, value: Cell) -> str:
    """The stored value as it would be typed."""
    if value is None:
        return ""
    if kind in NUMBERS:
        figure = figure_in(value)
        if figure is None:
            return str(value)
        return spelled(figure, whole=kind is FieldType.WHOLE, percent=kind is FieldType.PERCENT)
    if kind is FieldType.DATE:
        return _day_text(str(value))
    if kind is FieldType.YES_NO:
        return YES if value is True else NO
    return str(value)


def shown_text(kind: FieldType, value: Cell, choices: tuple[Choice, ...] = (), decimals: int = 0) -> str:
    """The stored value as the grid shows it."""
    if value is None:
        return ""
    if kind in NUMBERS:
        return number_text(figure_in(value), kind, decimals)
    if kind is FieldType.DATE:
        return _day_text(str(value))
    if kind is FieldType.YES_NO:
        return "Có" if value is True else "Không"
    return {choice.value: choice.label for choice in choices}.get(str(value), str(value))


def number_text(figure: Decimal | None, kind: FieldType, decimals: int) -> str:
    """A number with the decimals of its column, or all it has where those are more."""
    if figure is None:
        return ""
    longer = -int(figure.as_tuple().exponent) > decimals
    return format_number(figure, None if longer else decimals) + ("%" if kind is FieldType.PERCENT else "")


def _day_text(text: str) -> str:
    try:
        return date_label(date.fromisoformat(text))
    except ValueError:
        return text


def said_of(item: StatedFinding | None) -> Said:
    """What a finding says in its cell."""
    return ("", "") if item is None else (TONES[item.finding.severity], item.message)


def value_cell(
    field: CellField | None,
    path: str,
    kind: FieldType,
    value: Cell,
    *,
    unreadable: Mapping[str, str],
    choices: tuple[Choice, ...] = (),
    decimals: int = 0,
    said: Said = ("", ""),
) -> GridCell:
    """The cell of one value; a text that is no value yet stays as it was typed. ``said``: a finding's tone and text."""
    tone, tip = said
    right = kind in NUMBERS
    if field is not None and path in unreadable:
        text = unreadable[path]
        reading = read_cell(field, text)
        view = CellView(text, tone=reading.doubt, icon=reading.doubt, right=right, tip=reading.said)
        return GridCell(view, field, text, path)
    shown = shown_text(kind, value, choices, decimals)
    icon, tone = ("todo", "muted") if tone and not shown else (tone, tone)
    view = CellView(shown, tone=tone, icon=icon, right=right, tip=tip or (shown if len(shown) > 40 else ""))
    return GridCell(view, field, edit_text(kind, value), path)
