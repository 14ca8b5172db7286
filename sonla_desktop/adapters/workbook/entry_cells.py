"""What one filled cell says, read without ever guessing; a cell that is not sure is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from sonla_desktop.adapters.workbook.province_layout import SAFE_DIGITS
from sonla_desktop.domain.entry_form import EntryColumn, EntryKind, EntryValue
from sonla_desktop.domain.numbers import Certainty, NumberReading, format_number, read_number
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.text import fold, has_forbidden_control, nfc
from sonla_desktop.usecases.errors import InputRefused

if TYPE_CHECKING:
    from openpyxl.cell import Cell

_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes characters that XML has not, and an underscore that looks like it."""
_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_LONGEST_SHOWN: Final = 40
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def read_cell(cell: Cell, column: EntryColumn, kind: EntryKind, sheet: str) -> EntryValue | None:
    """What the cell says; None when it is empty or blank.

    Raises:
        InputRefused: ``entry-number``, ``entry-date``, ``entry-choice`` or ``entry-text``, naming sheet and cell.
    """
    value = text_of(cell.value) if isinstance(cell.value, str) else cell.value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    place = {"sheet": sheet, "cell": cell.coordinate}
    if kind.is_number:
        return _number(value, kind, "%" in (cell.number_format or ""), place)
    if kind is EntryKind.DATE:
        return _day(value, place)
    return _choice(value, column, place) if kind is EntryKind.CHOICE else _text(value, place)


def text_of(raw: str) -> str:
    """The text as it was typed, in the normal form, with one kind of line end."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
    return nfc(plain.replace("\r\n", "\n").replace("\r", "\n"))


def shown(value: object) -> str:
    """A cell's content for a message: one short line."""
    line = " ".join(str(value).split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def _number(value: object, kind: EntryKind, is_marked: bool, place: Mapping[str, str]) -> Decimal:
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise InputRefused("entry-number", hint=f"“{_said(value)}” không phải là số. Ghi lại con số.", **place)
    else:
        text = _typed(value, is_marked, place)
    reading = read_number(text, whole=kind is EntryKind.WHOLE, percent=kind is EntryKind.PERCENT)
    if reading.certainty is not Certainty.SURE or reading.value is None:
        raise InputRefused("entry-number", hint=_what_to_write(reading), **place)
    return reading.value


def _what_to_write(reading: NumberReading) -> str:
    """How to say which it is. A figure of the workbook is asked about too: 1.003 is typed for 1003 on many machines."""
    if len(reading.candidates) != 2 or "%" in reading.hint:
        return reading.hint
    by_size = sorted(reading.candidates, key=abs, reverse=True)
    grouped, decimal = (format(value, "f").replace(".", ",") for value in by_size)
    return f"Không rõ là {grouped} hay {decimal}. Ghi liền {grouped}; nếu là số lẻ, ghi dạng chữ: {decimal}0."


def _typed(value: float, is_marked: bool, place: Mapping[str, str]) -> str:
    """A numeric cell in Vietnamese writing, as it was typed: 80% is kept as 0,8 with a mark."""
    number = Decimal(format(value, f".{SAFE_DIGITS}g"))
    if abs(value) >= 10**SAFE_DIGITS:
        raise InputRefused("entry-number", hint="Số dài quá, bảng tính đã làm tròn. Ghi lại dạng chữ.", **place)
    if is_marked:
        number = number.scaleb(2)
    text = format(number.normalize() if number % 1 else number.to_integral_value(), "f").replace(".", ",")
    return text + "%" if is_marked else text


def _day(value: object, place: Mapping[str, str]) -> date:
    day = None
    if isinstance(value, datetime):
        day = value.date() if value.time() == time.min else None
    elif isinstance(value, date):
        day = value
    elif isinstance(value, str) and (found := _DAY.fullmatch(value.strip())):
        day = _calendar_day(*map(int, found.groups()))
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InputRefused("entry-date", seen=shown(_said(value)), **place)
    return day


def _calendar_day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choice(value: object, column: EntryColumn, place: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        value = "Có" if value else "Không"
    for choice in column.choices:
        if nfc(str(value)).strip().casefold() == nfc(choice.label).casefold():
            return choice.value
    same = [choice for choice in column.choices if fold(choice.label) == fold(str(value))]
    if len(same) == 1:
        return same[0].value
    known = ", ".join(choice.label for choice in column.choices)
    raise InputRefused("entry-choice", seen=shown(_said(value)), known=known, **place)


def _text(value: object, place: Mapping[str, str]) -> str:
    text = _said(value)
    if has_forbidden_control(text):
        raise InputRefused("entry-text", **place)
    return text.strip()


def _said(value: object) -> str:
    """A cell of any type in Vietnamese writing."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, int | float):
        return format_number(Decimal(repr(value)))
    if isinstance(value, datetime):
        return date_label(value.date())
    return date_label(value) if isinstance(value, date) else str(value)
