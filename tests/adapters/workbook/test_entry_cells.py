"""A filled cell says one thing or is refused: figures, days, choices and texts, however the workbook keeps them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from sonla_desktop.adapters.workbook.entry_cells import read_cell
from sonla_desktop.domain.entry_form import YES_NO, EntryColumn, EntryKind, EntryValue
from sonla_desktop.usecases.errors import InputRefused
from tests.helpers.error_text import error_text, faults_of_line


def read(kind: EntryKind, value: Any, number_format: str = "General") -> EntryValue | None:
    cell = Workbook().active.cell(7, 2)  # B7
    cell.value, cell.number_format = value, number_format
    if isinstance(value, str):
        cell.data_type = "s"
    choices = YES_NO if kind is EntryKind.CHOICE else ()
    return read_cell(cell, EntryColumn("x", "X", kind, choices=choices), kind, "SoLieu")


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (EntryKind.WHOLE, 1003, Decimal(1003)),
        (EntryKind.WHOLE, 1003.0, Decimal(1003)),
        (EntryKind.WHOLE, "1.003", Decimal(1003)),
        (EntryKind.WHOLE, -5, Decimal(-5)),
        (EntryKind.WHOLE, "138.692.307.020", Decimal(138692307020)),
        (EntryKind.NUMBER, 0.1 + 0.2, Decimal("0.3")),
        (EntryKind.NUMBER, 1.0035, Decimal("1.0035")),
        (EntryKind.NUMBER, "1,0030", Decimal("1.0030")),
        (EntryKind.NUMBER, "1.234,5", Decimal("1234.5")),
        (EntryKind.PERCENT, 80.96, Decimal("80.96")),
        (EntryKind.PERCENT, "80,96%", Decimal("80.96")),
        (EntryKind.DATE, datetime(2026, 10, 5), date(2026, 10, 5)),
        (EntryKind.DATE, "5/10/2026", date(2026, 10, 5)),
        (EntryKind.CHOICE, "Có", "true"),
        (EntryKind.CHOICE, " không", "false"),
        (EntryKind.CHOICE, True, "true"),
        (EntryKind.TEXT, 2026, "2.026"),
        (EntryKind.TEXT, "dòng một\r\ndòng hai ", "dòng một\ndòng hai"),
        (EntryKind.TEXT, "_x005F_x0041_", "_x0041_"),
        (EntryKind.TEXT, "Hoa\u0300", "Hoà"),
        (EntryKind.TEXT, "  ", None),
        (EntryKind.WHOLE, None, None),
    ],
)
def test_what_is_sure_is_read(kind: EntryKind, value: Any, said: EntryValue | None) -> None:
    assert read(kind, value) == said


def test_a_percentage_that_was_typed_with_its_sign_is_read_as_typed() -> None:
    assert read(EntryKind.PERCENT, 0.8096, "0.00%") == Decimal("80.96")
    assert read(EntryKind.PERCENT, 0.005, "0.0%") == Decimal("0.5")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (EntryKind.NUMBER, "1.003", "1003 hay 1,003"),
        (EntryKind.NUMBER, 1.003, "ghi dạng chữ: 1,0030"),
        (EntryKind.NUMBER, -12.345, "-12345 hay -12,345"),
        (EntryKind.NUMBER, "1,234,567.8", "1.234.567,8"),
        (EntryKind.PERCENT, 0.7, "0,7% hay 70%"),
        (EntryKind.WHOLE, 1.5, "số nguyên"),
        (EntryKind.WHOLE, 12345678901234567, "đã làm tròn"),
        (EntryKind.NUMBER, 1e22, "đã làm tròn"),
        (EntryKind.NUMBER, datetime(2026, 2, 1), "01/02/2026"),
        (EntryKind.NUMBER, True, "“Có” không phải là số"),
        (EntryKind.DATE, 46000, "46.000"),
        (EntryKind.DATE, "31/02/2026", "31/02/2026"),
        (EntryKind.DATE, datetime(1926, 2, 1), "01/02/1926"),
        (EntryKind.CHOICE, "Có thể", "Có, Không"),
        (EntryKind.TEXT, "a_x0001_b", "không in được"),
    ],
)
def test_what_is_not_sure_is_asked_in_one_line_with_its_place(kind: EntryKind, value: Any, words: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read(kind, value)
    assert words in error_text(refused.value)
    assert "SoLieu, ô B7" in error_text(refused.value)
    assert faults_of_line(refused.value) == []


def test_a_percentage_in_a_count_is_refused() -> None:
    with pytest.raises(InputRefused, match="entry-number"):
        read(EntryKind.NUMBER, 0.8, "0%")
