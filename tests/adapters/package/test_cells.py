"""Text cells never become formulas of a spreadsheet, and come back exactly as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.adapters.package.cells import csv_bytes, csv_lines, guarded, lines_as_csv, unguarded
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn


@pytest.mark.parametrize(
    ("text", "in_csv"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://x","a")', '\'=HYPERLINK("http://x","a")'),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("+84 912 345", "'+84 912 345"),
        ("- Đã ban hành", "'- Đã ban hành"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("''-x", "'''-x"),
        ("=", "="),
        ("-", "-"),
        ("'=", "'="),
        ("-5", "-5"),
        ("+84", "+84"),
        ("-1.234,5", "-1.234,5"),
        ("-12%", "-12%"),
        ("'tuyệt mật'", "'tuyệt mật'"),
        ("12/KH-UBND", "12/KH-UBND"),
        ("2026-11-10", "2026-11-10"),
        ("", ""),
    ],
)
def test_a_text_that_looks_like_a_formula_is_guarded(text: str, in_csv: str) -> None:
    assert guarded(text) == in_csv
    assert unguarded(in_csv) == text


_TRICKY = st.text(alphabet="'=+-@\t\r\n15.,%aＡ＝－", max_size=8)


@given(_TRICKY)
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(_TRICKY, _TRICKY)
def test_two_texts_never_look_the_same_in_the_file(one: str, other: str) -> None:
    assert (guarded(one) == guarded(other)) == (one == other)


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1), min_size=2, max_size=4))
def test_csv_lines_come_back_as_they_were(line: list[str]) -> None:
    assert csv_lines(lines_as_csv([line])) == [line]


def test_only_text_columns_are_guarded() -> None:
    columns = (SheetColumn("code", "", ColumnType.STRING), SheetColumn("value", "", ColumnType.NUMBER))
    data = csv_bytes(Sheet("x", "X", columns, (("-a", "-5"), ("-7", "-0.5"))))
    assert data == b"code,value\r\n'-a,-5\r\n-7,-0.5\r\n"


@pytest.mark.parametrize("data", [b"\xff\xfe", b'a,"b\r\n', b'a,"b"c\r\n'])
def test_what_is_no_strict_csv_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        csv_lines(data)
