"""Figures typed, pasted and printed the Vietnamese way: read right, asked about or refused, never guessed."""

from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sonla_desktop.domain.numbers import (
    MAX_DIGITS,
    Certainty,
    format_number,
    format_percent,
    format_ratio,
    half_up,
    percent_decimal,
    ratio_percent,
    read_number,
    read_printed_percent,
)

NBSP, THIN, NARROW, FIGURE = "\u00a0", "\u2009", "\u202f", "\u2007"

SURE = [
    ("0", "0"),
    ("5", "5"),
    ("00", "0"),
    ("05", "5"),
    ("1003", "1003"),
    ("1234567", "1234567"),
    ("138692307020", "138692307020"),
    ("1.234.567", "1234567"),
    ("10.000.000", "10000000"),
    ("138.692.307.020", "138692307020"),
    ("1.000.000", "1000000"),
    ("999.999.999", "999999999"),
    ("1.234,5", "1234.5"),
    ("1.234,56", "1234.56"),
    ("1.234,567", "1234.567"),
    ("1.234.567,5", "1234567.5"),
    ("12.345.678,90", "12345678.90"),
    ("1.000,0", "1000.0"),
    ("1,5", "1.5"),
    ("12,5", "12.5"),
    ("0,7", "0.7"),
    ("0,70", "0.70"),
    ("0,125", "0.125"),
    ("0,0", "0.0"),
    ("70,00", "70.00"),
    ("99,99", "99.99"),
    ("1234,5", "1234.5"),
    ("1234,567", "1234.567"),
    ("1,2345", "1.2345"),
    ("1,23", "1.23"),
    ("1 003", "1003"),
    (f"1{NBSP}003", "1003"),
    (f"1{THIN}003", "1003"),
    (f"1{NARROW}003", "1003"),
    (f"1{FIGURE}003", "1003"),
    ("1 234 567", "1234567"),
    (f"1{NBSP}234 567", "1234567"),
    ("1 234,5", "1234.5"),
    ("1 234 567,89", "1234567.89"),
    ("+5", "5"),
    ("+1.234,5", "1234.5"),
    ("-5", "-5"),
    ("-1.234,5", "-1234.5"),
    ("-0", "0"),
    ("-0,0", "0.0"),
    ("\u22125", "-5"),
    ("\u221212,5", "-12.5"),
    ("–5", "-5"),
    ("\u20115", "-5"),
    ("－5", "-5"),
    ("＋５", "5"),
    ("１００３", "1003"),
    ("１．２３４，５", "1234.5"),
    ("１２，５", "12.5"),
    ("  1003  ", "1003"),
    ("1003\n", "1003"),
    ("\t12,5", "12.5"),
    (f"{NBSP}12{NBSP}", "12"),
    ("1\u200b003", "1003"),
    ("\ufeff812", "812"),
    ("8\u00ad12", "812"),
    ("\u200e812", "812"),
]

ASKED = [
    ("1.003", ["1003", "1.003"]),
    ("1.000", ["1000", "1.000"]),
    ("1.234", ["1234", "1.234"]),
    ("12.345", ["12345", "12.345"]),
    ("999.999", ["999999", "999.999"]),
    ("-1.003", ["-1003", "-1.003"]),
    ("１．００３", ["1003", "1.003"]),
    ("1,003", ["1.003", "1003"]),
    ("12,345", ["12.345", "12345"]),
    ("1,000", ["1.000", "1000"]),
    ("-1,234", ["-1.234", "-1234"]),
    ("12.5", ["12.5"]),
    ("1.5", ["1.5"]),
    ("0.7", ["0.7"]),
    ("0.003", ["0.003"]),
    ("0.5", ["0.5"]),
    ("1234.56", ["1234.56"]),
    ("1234.567", ["1234.567"]),
    ("12.50", ["12.50"]),
    ("1.2345", ["1.2345"]),
    ("-12.5", ["-12.5"]),
    ("0812", ["812"]),
    ("04123", ["4123"]),
    ("007", ["7"]),
    ("05,5", ["5.5"]),
    ("000", ["0"]),
]

REFUSED = [
    "1,234.5",
    "1,234,567",
    "1,234,567.89",
    "12,345.00",
    "1.234.5",
    "12.34.567",
    "1.23.456",
    "1.2345.678",
    "0.123.456",
    "1..2",
    "1,,2",
    "1,2,3",
    "1.234,5,6",
    "1,",
    ",5",
    ".5",
    "5.",
    "1.",
    "1.234.",
    "1.234,",
    "1 03",
    "1  003",
    "0 123",
    "1 003.5",
    "1.234 567",
    "1 234.567",
    "1\n003",
    "1\t003",
    "12 345 6",
    "-",
    "--5",
    "+-5",
    "- 5",
    "+ 5",
    "5-",
    "(5)",
    "—5",
    ".",
    ",",
    "%",
    "70%",
    "80,96%",
    "80,96 %",
    "7‰",
    "abc",
    "12 hồ sơ",
    "12hs",
    "O",
    "l2",
    "1O3",
    "1e5",
    "1E+3",
    "NaN",
    "Infinity",
    "-inf",
    "1_000",
    "1'003",
    "1’003",
    "1/2",
    "½",
    "5²",
    "٣",
    "३",
    "12/2026",
    "10:30",
    "#DIV/0!",
    "#N/A",
    "=1+1",
    "0x10",
    "12;5",
    "1٬003",
    "\u202e12",
    "Không có",
    "5 6",
    "₫5",
    "1" * (MAX_DIGITS + 1),
]

WHOLE_SURE = [
    ("1.003", "1003"),
    ("1.000", "1000"),
    ("-1.003", "-1003"),
    ("812", "812"),
    ("05", "5"),
    ("1.234.567", "1234567"),
    ("1 003", "1003"),
    ("12,0", "12.0"),
    ("1.003,00", "1003.00"),
]
WHOLE_ASKED = [("1,003", ["1003"]), ("1,000", ["1.000", "1000"]), ("12.0", ["12.0"]), ("0812", ["812"])]
WHOLE_REFUSED = ["1,5", "12.5", "0,5", "1.234,5", "1 003,5", "0.003", "12,345,678", "70%", "1,25"]

PERCENT_SURE = [
    ("80,96%", "80.96"),
    ("80,96 %", "80.96"),
    (f"80,96{NBSP}%", "80.96"),
    ("80,96％", "80.96"),
    ("80,96", "80.96"),
    ("70", "70"),
    ("100%", "100"),
    ("0%", "0"),
    ("0", "0"),
    ("1", "1"),
    ("0,5%", "0.5"),
    ("80,963", "80.963"),
    ("80,963%", "80.963"),
    ("-2,5%", "-2.5"),
]
PERCENT_ASKED = [
    ("0,7", ["0.7", "70"]),
    ("0,8096", ["0.8096", "80.96"]),
    ("-0,5", ["-0.5", "-50"]),
    ("80.96", ["80.96"]),
    ("80.963%", ["80963", "80.963"]),
    ("0.7%", ["0.7"]),
]
PERCENT_REFUSED = ["80%%", "% 80", "%", "80 % x", "1,234.5%", "tám mươi %"]


def numbers(texts: list[str]) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, texts))


def test_the_golden_table_is_large_enough() -> None:
    assert len(SURE) + len(ASKED) + len(REFUSED) >= 120


def assert_sure(text: str, value: str, **how: bool) -> None:
    reading = read_number(text, **how)
    assert (reading.certainty, reading.hint) == (Certainty.SURE, "")
    assert str(reading.value) == value
    assert reading.candidates == (reading.value,)


def assert_asked(text: str, candidates: list[str], **how: bool) -> None:
    reading = read_number(text, **how)
    assert reading.certainty is Certainty.ASK
    assert reading.value is None
    assert reading.candidates == numbers(candidates)
    assert_hint_is_short_vietnamese(reading.hint)


def assert_refused(text: str, **how: bool) -> None:
    reading = read_number(text, **how)
    assert reading.certainty is Certainty.WRONG
    assert reading.value is None
    assert reading.candidates == ()
    assert_hint_is_short_vietnamese(reading.hint)


def assert_hint_is_short_vietnamese(hint: str) -> None:
    assert hint.endswith(".")
    assert 3 <= len(hint.split()) <= 30
    assert not hint.isascii()


@pytest.mark.parametrize(("text", "value"), SURE)
def test_sure(text: str, value: str) -> None:
    assert_sure(text, value)


@pytest.mark.parametrize(("text", "candidates"), ASKED)
def test_asked(text: str, candidates: list[str]) -> None:
    assert_asked(text, candidates)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    assert_refused(text)


@pytest.mark.parametrize(("text", "value"), WHOLE_SURE)
def test_sure_where_a_whole_number_is_wanted(text: str, value: str) -> None:
    assert_sure(text, value, whole=True)


@pytest.mark.parametrize(("text", "candidates"), WHOLE_ASKED)
def test_asked_where_a_whole_number_is_wanted(text: str, candidates: list[str]) -> None:
    assert_asked(text, candidates, whole=True)


@pytest.mark.parametrize("text", WHOLE_REFUSED)
def test_refused_where_a_whole_number_is_wanted(text: str) -> None:
    assert_refused(text, whole=True)


@pytest.mark.parametrize(("text", "value"), PERCENT_SURE)
def test_sure_where_a_percentage_is_wanted(text: str, value: str) -> None:
    assert_sure(text, value, percent=True)


@pytest.mark.parametrize(("text", "candidates"), PERCENT_ASKED)
def test_asked_where_a_percentage_is_wanted(text: str, candidates: list[str]) -> None:
    assert_asked(text, candidates, percent=True)


@pytest.mark.parametrize("text", PERCENT_REFUSED)
def test_refused_where_a_percentage_is_wanted(text: str) -> None:
    assert_refused(text, percent=True)


@pytest.mark.parametrize("text", ["", " ", "\n", NBSP, "\u200b"])
def test_an_empty_cell_has_no_value_and_is_no_mistake(text: str) -> None:
    reading = read_number(text)
    assert (reading.certainty, reading.value, reading.hint) == (Certainty.WRONG, None, "")


@pytest.mark.parametrize(
    ("text", "how", "hint"),
    [
        ("1.003", {}, 'Không rõ "1.003" có phải là 1003 hay 1,003. Hãy chọn cách đọc.'),
        ("-1.003", {}, 'Không rõ "-1.003" có phải là -1003 hay -1,003. Hãy chọn cách đọc.'),
        ("12.5", {}, 'Không rõ "12.5" có phải là 12,5. Phần lẻ viết sau dấu phẩy; xin xác nhận.'),
        (
            "1,234.5",
            {},
            "Dấu chấm nhóm hàng nghìn, dấu phẩy cho phần lẻ. Nếu đúng, ghi lại là 1.234,5.",
        ),
        ("12 hồ sơ", {}, "Ô này chỉ ghi chữ số. Bỏ phần chữ, ghi lại con số."),
        ("70%", {}, "Ô này ghi số, không ghi tỷ lệ. Bỏ dấu % hoặc ghi lại con số."),
        ("1,5", {"whole": True}, "Ô này chỉ ghi số nguyên. Bỏ phần lẻ hoặc kiểm tra lại con số."),
        ("0,7", {"percent": True}, "Không rõ là 0,7% hay 70%. Ghi thêm dấu % cho rõ."),
    ],
)
def test_the_hint_says_what_to_do(text: str, how: dict[str, bool], hint: str) -> None:
    assert read_number(text, **how).hint == hint


short_figures = st.builds(
    lambda units, places: Decimal(units).scaleb(-places),
    st.integers(-(10**15), 10**15),
    st.integers(0, 6),
)


@given(short_figures)
@example(Decimal("1003"))
@example(Decimal("1.003"))
@example(Decimal("-0.001"))
def test_a_printed_figure_is_read_back_or_asked_about_never_misread(figure: Decimal) -> None:
    reading = read_number(format_number(figure))
    assert reading.certainty is not Certainty.WRONG
    if reading.certainty is Certainty.SURE:
        assert reading.value == figure
    else:
        assert figure in reading.candidates


@given(st.integers(-(10**15), 10**15))
def test_a_printed_count_is_read_back(count: int) -> None:
    assert read_number(format_number(count), whole=True).value == count


@given(short_figures, st.integers(0, 6))
def test_a_printed_percentage_is_read_back(value: Decimal, decimals: int) -> None:
    printed = format_percent(value, decimals)
    reading = read_number(printed, percent=True)
    assert half_up(value, decimals) in reading.candidates
    assert reading.certainty is not Certainty.ASK or printed.count(".") == 1


@given(st.text(st.sampled_from("0123456789.,- %+aé\u00a0\n")))
def test_a_sure_reading_holds_exactly_the_digits_written(text: str) -> None:
    reading = read_number(text)
    if reading.certainty is Certainty.SURE:
        written = "".join(c for c in text if c.isdigit())
        assert int("".join(map(str, reading.value.as_tuple().digits))) == int(written)


@given(st.text())
def test_any_text_gets_a_consistent_answer(text: str) -> None:
    for how in ({}, {"whole": True}, {"percent": True}):
        reading = read_number(text, **how)
        assert (reading.value is not None) == (reading.certainty is Certainty.SURE)
        assert bool(reading.candidates) == (reading.certainty is not Certainty.WRONG)
        assert reading.hint == "" or reading.certainty is not Certainty.SURE
        assert reading.hint != "" or reading.certainty is not Certainty.ASK


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (1003, None, "1.003"),
        (0, None, "0"),
        (999, None, "999"),
        (1234567, None, "1.234.567"),
        (-5, None, "-5"),
        (-1234, None, "-1.234"),
        (Decimal("1234.5"), None, "1.234,5"),
        (Decimal("1234.50"), None, "1.234,50"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("1E-3"), None, "0,001"),
        (Decimal("-0"), None, "0"),
        (Decimal("1234.5"), 2, "1.234,50"),
        (Decimal("1234.5"), 0, "1.235"),
        (1003, 2, "1.003,00"),
        (Decimal("0.005"), 2, "0,01"),
        (Decimal("-0.004"), 2, "0,00"),
        (Decimal("-0.005"), 2, "-0,01"),
        (Decimal("999999.995"), 2, "1.000.000,00"),
        (Decimal("138692307020"), None, "138.692.307.020"),
        (Decimal("123456789012345678901234567890.125"), 2, "123.456.789.012.345.678.901.234.567.890,13"),
    ],
)
def test_printing(value: Decimal | int, decimals: int | None, printed: str) -> None:
    assert format_number(value, decimals) == printed


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_figure_is_not_printed(value: str) -> None:
    with pytest.raises(ValueError, match="Không in được"):
        format_number(Decimal(value))


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("0.125", 2, "0.13"),
        ("0.135", 2, "0.14"),
        ("69.995", 2, "70.00"),
        ("69.9949999", 2, "69.99"),
        ("1.005", 2, "1.01"),
        ("5", 2, "5.00"),
        ("-0.4", 0, "0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(half_up(Decimal(value), decimals)) == rounded


@pytest.mark.parametrize(
    ("a", "b", "decimals", "printed"),
    [
        ("812", "1003", 2, "80,96%"),
        ("812", "1003", 0, "81%"),
        ("4202", "6003", 2, "70,00%"),
        ("1", "3", 2, "33,33%"),
        ("2", "3", 2, "66,67%"),
        ("1", "8", 2, "12,50%"),
        ("1", "800", 2, "0,13%"),
        ("0", "5", 2, "0,00%"),
        ("226", "226", 2, "100,00%"),
        ("226", "224", 1, "100,9%"),
        ("12.5", "100", 1, "12,5%"),
        ("5000", "3", 2, "166.666,67%"),
    ],
)
def test_ratios_are_rounded_once_from_the_exact_ratio(a: str, b: str, decimals: int, printed: str) -> None:
    assert format_ratio(Decimal(a), Decimal(b), decimals) == printed


def test_a_ratio_below_the_target_stays_below_though_it_prints_as_the_target() -> None:
    assert format_ratio(Decimal(4202), Decimal(6003)) == "70,00%"
    assert ratio_percent(Decimal(4202), Decimal(6003)) < 70


def test_the_exact_ratio_and_its_decimal() -> None:
    assert ratio_percent(Decimal(1), Decimal(3)) == Fraction(100, 3)
    assert str(percent_decimal(Decimal(1), Decimal(3))) == "33.333333"
    assert str(percent_decimal(Decimal(812), Decimal(1003))) == "80.957129"
    assert str(percent_decimal(Decimal(-1), Decimal(3), 1)) == "-33.3"
    assert str(percent_decimal(Decimal(0), Decimal(3), 0)) == "0"


@given(st.integers(0, 10**30), st.integers(1, 10**30), st.integers(0, 8))
def test_rounding_a_ratio_is_off_by_at_most_half_a_unit(a: int, b: int, decimals: int) -> None:
    rounded = Fraction(percent_decimal(Decimal(a), Decimal(b), decimals))
    error = (rounded - Fraction(100 * a, b)) * 10**decimals
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


def test_a_zero_denominator_is_refused() -> None:
    for ratio in (ratio_percent, percent_decimal, format_ratio):
        with pytest.raises(ZeroDivisionError):
            ratio(Decimal(5), Decimal(0))


def test_the_caller_s_decimal_precision_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getcontext(), "prec", 4)
    assert format_number(Decimal("123456.785"), 2) == "123.456,79"
    assert format_number(Decimal("-123456.785")) == "-123.456,785"
    assert format_ratio(Decimal(812345), Decimal(1003456), 4) == "80,9547%"
    assert read_number("-1.234.567,5").value == Decimal("-1234567.5")
    assert read_number("0,123456", percent=True).candidates == numbers(["0.123456", "12.3456"])


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("80,96", "80.96", 2),
        ("80.96", "80.96", 2),
        ("80,96%", "80.96", 2),
        ("80.96 %", "80.96", 2),
        (f"80,96{NBSP}%", "80.96", 2),
        ("81", "81", 0),
        ("100%", "100", 0),
        ("80,963", "80.963", 3),
        ("80.963", "80.963", 3),
        ("70,00", "70.00", 2),
        ("0,5", "0.5", 1),
        ("1.234,56%", "1234.56", 2),
        ("-2,5%", "-2.5", 1),
        ("８０，９６％", "80.96", 2),
    ],
)
def test_a_printed_percentage_keeps_its_decimals(text: str, value: str, decimals: int) -> None:
    reading = read_printed_percent(text)
    assert reading is not None
    assert (str(reading[0]), reading[1]) == (value, decimals)


BAD_PERCENTAGES = ["", "%", "tám mươi", "80,96,1", "80..9", "1,234.5", "80,96%%", ",5", "NaN", "٣%", "8 0"]


@pytest.mark.parametrize("text", BAD_PERCENTAGES)
def test_what_is_no_printed_percentage(text: str) -> None:
    assert read_printed_percent(text) is None
