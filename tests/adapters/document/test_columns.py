"""Column widths fill the page and never break a heading or a figure inside a word."""

from __future__ import annotations

import pytest

from sonla_desktop.adapters.document.columns import column_widths
from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.document.typeface import read_typeface
from sonla_desktop.domain.document import Align, Table, TableColumn, TableRow
from tests.adapters.document.conftest import RULES

MEASURE = 9072


def widths(*columns: TableColumn, rows: tuple[TableRow, ...] = (), measure: int = MEASURE) -> list[int]:
    return column_widths(Table(columns, rows), read_document_rules(RULES), read_typeface(RULES), measure)


@pytest.mark.parametrize("shares", [(1, 1, 1), (5, 30, 7), (0.1, 0.7, 0.2), (100,)])
def test_widths_follow_the_shares_and_fill_the_page(shares: tuple[float, ...]) -> None:
    drawn = widths(*(TableColumn("a", share) for share in shares))
    assert sum(drawn) == MEASURE
    assert drawn == pytest.approx([MEASURE * share / sum(shares) for share in shares], abs=1)


def test_a_column_is_widened_to_the_longest_word_of_its_heading() -> None:
    narrow = widths(TableColumn("a", 1), TableColumn("Nhiệm vụ", 99))
    wide = widths(TableColumn("STT", 1), TableColumn("Nhiệm vụ", 99))
    assert wide[0] > narrow[0]
    assert sum(wide) == MEASURE


def test_a_figure_widens_its_column_and_prose_does_not() -> None:
    rows = (TableRow(("1.234.567.890", "x")), TableRow(("nhóm của các dòng sau đây",), group=True))
    figures = widths(TableColumn("a", 1, Align.RIGHT), TableColumn("b", 99), rows=rows)
    prose = widths(TableColumn("a", 1, Align.LEFT), TableColumn("b", 99), rows=rows)
    assert figures[0] > prose[0]


def test_the_widest_word_counts_and_not_only_the_longest() -> None:
    """B.VII.39 has as many letters as B.III.16 and is wider."""
    narrow = tuple(TableRow((f"B.III.{number}", "x")) for number in range(16, 25))
    wide = TableRow(("B.VII.39", "x"))
    columns = (TableColumn("a", 1, Align.CENTER), TableColumn("b", 99))
    assert widths(*columns, rows=(*narrow, wide))[0] == widths(*columns, rows=(wide,))[0]
    assert widths(*columns, rows=(*narrow, wide))[0] > widths(*columns, rows=narrow)[0]


@pytest.mark.parametrize("word", ["20/12/2025", "phòng/đơn"])
def test_a_date_or_two_syllables_at_a_stroke_in_prose_are_not_broken(word: str) -> None:
    columns = (TableColumn("a", 1), TableColumn("b", 99))
    prose = widths(*columns, rows=(TableRow((f"Trước {word}", "x")),))
    assert prose[0] > widths(*columns, rows=(TableRow(("Trước", "x")),))[0]


def test_what_cannot_fit_at_all_keeps_its_shares() -> None:
    assert widths(TableColumn("Nghiêng", 1), TableColumn("Nghiêng", 3), measure=400) == [100, 300]
