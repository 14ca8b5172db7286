"""Widths of texts without the font: marks take no room, the horn does, bold and capitals are wider."""

from __future__ import annotations

import pytest

from sonla_desktop.adapters.document.typeface import Typeface, read_typeface
from sonla_desktop.domain.document_rules import ElementRule
from tests.adapters.document.conftest import RULES


@pytest.fixture(scope="module")
def typeface() -> Typeface:
    return read_typeface(RULES)


def look(size: float = 10, **changes: object) -> ElementRule:
    return ElementRule(style="", clause="", size=size, sizes=(size, size), **changes)


def test_width_is_the_sum_of_the_letters_times_the_size(typeface: Typeface) -> None:
    assert typeface.width("00", look(10)) == pytest.approx(10.0)
    assert typeface.width("00", look(14)) == pytest.approx(14.0)


@pytest.mark.parametrize(
    ("text", "changes", "printed"),
    [
        ("Độc lập - Tự do - Hạnh phúc", {"size": 13, "bold": True}, 159.1),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {"size": 12, "bold": True}, 250.1),
        ("Chiềng Mung, ngày      tháng      năm 2026", {"size": 13, "italic": True}, 223.0),
    ],
)
def test_widths_are_those_measured_on_a_printed_page(
    typeface: Typeface, text: str, changes: dict[str, object], printed: float
) -> None:
    assert typeface.width(text, look(**changes)) == pytest.approx(printed, abs=0.3)


@pytest.mark.parametrize(("marked", "plain"), [("ộ", "o"), ("Ằ", "A"), ("ỹ", "y"), ("o\u0323\u0302", "o")])
def test_marks_take_no_room(typeface: Typeface, marked: str, plain: str) -> None:
    assert typeface.width(marked, look()) == typeface.width(plain, look())


def test_the_horn_makes_a_letter_wider(typeface: Typeface) -> None:
    assert typeface.width("ự", look()) == typeface.width("ư", look()) > typeface.width("u", look())


def test_capitals_and_bold_are_wider(typeface: Typeface) -> None:
    text = "Sơn La"
    assert typeface.width(text, look(caps=True)) == typeface.width("SƠN LA", look()) > typeface.width(text, look())
    assert typeface.width(text, look(bold=True)) > typeface.width(text, look())
    assert typeface.width(text, look(italic=True)) != typeface.width(text, look(bold=True, italic=True))


def test_a_letter_unknown_to_the_table_counts_as_an_average_one(typeface: Typeface) -> None:
    assert typeface.width("ж", look()) == typeface.width("n", look())


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("0" * 20, 1), ("0" * 21, 2), ("0" * 41, 3)])
def test_lines_of_a_text_on_a_measure(typeface: Typeface, text: str, lines: int) -> None:
    assert typeface.lines(text, look(10), measure=100) == lines
