"""Numbers in words come out as official texts print them, and read back to the same number."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.domain.words import (
    LARGEST,
    NORTHERN,
    OFFICIAL,
    SOUTHERN,
    WordStyle,
    amount_in_words,
    number_in_words,
    read_words,
)

STYLES = st.builds(WordStyle, st.sampled_from(["linh", "lẻ"]), st.sampled_from(["ngàn", "nghìn"]), st.booleans())
WHOLE = st.one_of(
    st.integers(-LARGEST, LARGEST),
    st.integers(-20_000, 20_000),
    st.builds(lambda digits, power: digits * 10**power, st.integers(-1100, 1100), st.integers(0, 17)),
)
SOME_WORDS = ("không", "một", "hai", "mười", "lăm", "trăm", "linh", "ngàn", "triệu", "tỷ", "phẩy", "âm")
FIGURES = st.builds(
    lambda whole, units, places: Decimal(whole) + Decimal(units).scaleb(-places),
    st.integers(-(10**15), 10**15),
    st.integers(0, 999_999),
    st.integers(0, 6),
)


def test_official_sentence() -> None:
    assert amount_in_words(138_692_307_020) == (
        "Một trăm ba mươi tám tỷ, sáu trăm chín mươi hai triệu, ba trăm linh bảy ngàn, không trăm hai mươi đồng"
    )


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "không"),
        ("1", "một"),
        ("4", "bốn"),
        ("5", "năm"),
        ("10", "mười"),
        ("11", "mười một"),
        ("14", "mười bốn"),
        ("15", "mười lăm"),
        ("20", "hai mươi"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("25", "hai mươi lăm"),
        ("50", "năm mươi"),
        ("100", "một trăm"),
        ("101", "một trăm linh một"),
        ("104", "một trăm linh bốn"),
        ("105", "một trăm linh năm"),
        ("110", "một trăm mười"),
        ("111", "một trăm mười một"),
        ("115", "một trăm mười lăm"),
        ("500", "năm trăm"),
        ("1000", "một ngàn"),
        ("1005", "một ngàn, không trăm linh năm"),
        ("1015", "một ngàn, không trăm mười lăm"),
        ("21021", "hai mươi mốt ngàn, không trăm hai mươi mốt"),
        ("1000000", "một triệu"),
        ("10000005", "mười triệu, không trăm linh năm"),
        ("5000000000", "năm tỷ"),
        ("1000000000000", "một ngàn tỷ"),
        ("1234000000000", "một ngàn, hai trăm ba mươi tư tỷ"),
        ("1000000000000000", "một triệu tỷ"),
        ("1000000000000000000", "một tỷ tỷ"),
        ("1000000005000000000", "một tỷ tỷ, không trăm linh năm tỷ"),
        ("1000000000000000000000", "một ngàn tỷ tỷ"),
        ("-5", "âm năm"),
        ("-21", "âm hai mươi mốt"),
        ("-0", "không"),
        ("3.5", "ba phẩy năm"),
        ("3.50", "ba phẩy năm"),
        ("3.00", "ba"),
        ("12.25", "mười hai phẩy hai mươi lăm"),
        ("99.05", "chín mươi chín phẩy không năm"),
        ("99.9", "chín mươi chín phẩy chín"),
        ("0.105", "không phẩy một trăm linh năm"),
        ("0.000001", "không phẩy không không không không không một"),
        ("0.123456", "không phẩy một trăm hai mươi ba ngàn bốn trăm năm mươi sáu"),
        ("-0.5", "âm không phẩy năm"),
        ("1E+3", "một ngàn"),
        ("0E-999999", "không"),
    ],
)
def test_number_in_words(number: str, words: str) -> None:
    assert number_in_words(Decimal(number)) == words
    assert unicodedata.is_normalized("NFC", words)
    assert read_words(words) == Decimal(number)


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (OFFICIAL, "hai ngàn, không trăm linh năm"),
        (NORTHERN, "hai nghìn không trăm linh năm"),
        (SOUTHERN, "hai ngàn không trăm lẻ năm"),
        (WordStyle("lẻ", "nghìn", group_commas=True), "hai nghìn, không trăm lẻ năm"),
    ],
)
def test_manner_of_writing(style: WordStyle, words: str) -> None:
    assert number_in_words(2005, style) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (500, "đồng", "Năm trăm đồng"),
        (Decimal("3.5"), "tỷ đồng", "Ba phẩy năm tỷ đồng"),
        (-5, "đồng", "Âm năm đồng"),
        (0, "hồ sơ", "Không hồ sơ"),
        (15, "", "Mười lăm"),
    ],
)
def test_amount_in_words(value: Decimal | int, unit: str, words: str) -> None:
    assert amount_in_words(value, unit) == words


@pytest.mark.parametrize(
    "value",
    ["1000000000000000000001", "-1E+22", "1E+999999999", "0.0000001", "1.2345678", "1E-999999999", "NaN", "-Infinity"],
)
def test_what_cannot_be_written_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="chữ"):
        number_in_words(Decimal(value))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("MỘT NGHÌN LẺ NĂM", "1005"),
        ("một nghìn linh năm đồng", "1005"),
        ("hai mươi bốn", "24"),
        ("bốn tỉ đồng chẵn.", "4000000000"),
        ("mười triệu không nghìn không trăm linh năm", "10000005"),
        ("Một  trăm,ba mươi", "130"),
        ("ba phẩy một bốn", "3.14"),
        ("ba phẩy không", "3"),
        ("mot tram linh nam", "105"),
        (unicodedata.normalize("NFD", "năm mươi lăm"), "55"),
    ],
)
def test_other_spellings_are_read(text: str, number: str) -> None:
    assert read_words(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("", "đồng", "âm", "trăm", "tỷ", "phẩy năm", "ba phẩy", "ba phẩy phẩy năm", "ba phẩy một tỷ"),
        *("hai ba", "linh năm", "mười mươi", "một mươi", "một trăm năm", "hai mươi không", "một trăm linh không"),
        *("một ngàn không", "một triệu rưỡi", "một ngàn hai triệu", "hai tỷ ba tỷ", "một tỷ tỷ tỷ", "hai tỷ tỷ tỷ"),
        *("hai ngàn tỷ tỷ", "một ngàn tỷ tỷ phẩy năm", "năm trăm hộ", "5", "một phẩy một hai ba bốn năm sáu bảy"),
    ],
)
def test_words_that_are_no_number(text: str) -> None:
    assert read_words(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [("năm trăm hộ", "hộ", "500"), ("ba phẩy năm tỷ đồng", "tỷ đồng", "3.5"), ("năm", "", "5")],
)
def test_unit_after_the_words_is_passed_over(text: str, unit: str, number: str) -> None:
    assert read_words(text, unit) == Decimal(number)


@given(WHOLE, STYLES)
def test_whole_numbers_read_back(number: int, style: WordStyle) -> None:
    assert read_words(number_in_words(number, style)) == number


@given(FIGURES, STYLES)
def test_figures_with_decimals_read_back(number: Decimal, style: WordStyle) -> None:
    assert read_words(number_in_words(number, style)) == number
    assert read_words(amount_in_words(number, "đồng", style)) == number


@pytest.mark.parametrize("style", [OFFICIAL, NORTHERN, SOUTHERN])
def test_every_number_to_ten_thousand_reads_back(style: WordStyle) -> None:
    assert [n for n in range(10_001) if read_words(number_in_words(n, style)) != n] == []


@given(st.integers(1, LARGEST))
def test_one_comma_between_groups_that_are_not_empty(number: int) -> None:
    groups = f"{number:,}".split(",")
    assert number_in_words(number).count(",") == sum(int(group) > 0 for group in groups) - 1


@given(st.integers(1, LARGEST // 10**9 - 1), st.integers(1, 10**9 - 1))
def test_a_number_opens_with_its_billions_and_closes_with_the_rest(billions: int, rest: int) -> None:
    words = number_in_words(billions * 10**9 + rest)
    assert words.startswith(number_in_words(billions * 10**9) + ", ")
    assert words.endswith(number_in_words(rest % 1000)) or not rest % 1000


@given(st.integers(-LARGEST, LARGEST), STYLES)
def test_style_changes_only_its_own_words(number: int, style: WordStyle) -> None:
    plain = number_in_words(number, style).replace(",", "").replace("lẻ", "linh").replace("nghìn", "ngàn")
    assert plain == number_in_words(number).replace(",", "")


@given(st.text() | st.lists(st.sampled_from(SOME_WORDS)).map(" ".join))
def test_any_text_is_a_number_in_range_or_none(text: str) -> None:
    number = read_words(text)
    assert number is None or read_words(number_in_words(number)) == number
