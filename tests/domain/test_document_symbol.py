"""Symbols of documents as officers and source documents write them, and the slips that are none."""

import unicodedata

import pytest

from sonla_desktop.domain.document_symbol import TYPES, DocumentSymbol, parse, type_code
from sonla_desktop.domain.text import is_nfc
from tests.helpers.repository import ROOT

REAL = (ROOT / "tests" / "fixtures" / "document-symbols.txt").read_text(encoding="utf-8").split()
"""Every symbol that the plans, notices and reports of the province print, without two misprints of theirs."""
DECREE = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB SY TrS SL"
"""Abbreviations of NĐ 30/2020, Phụ lục III."""


@pytest.mark.parametrize("symbol", REAL)
def test_a_symbol_that_is_in_use_has_a_known_form_and_a_listed_type(symbol: str) -> None:
    parsed = parse(symbol)
    assert parsed is not None
    assert parsed.type == "" or type_code(parsed.type) == parsed.type
    assert not parsed.lacks_leading_zero


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [
        ("12/KH-UBND", DocumentSymbol("12", "KH", ("UBND",))),
        ("1680/UBND-KGVX", DocumentSymbol("1680", "CV", ("UBND", "KGVX"))),
        ("03/TCT06", DocumentSymbol("03", "CV", ("TCT06",))),
        ("30/2020/NĐ-CP", DocumentSymbol("30", "NĐ", ("CP",), 2020)),
        ("155/2025/NQ-HĐND", DocumentSymbol("155", "NQ", ("HĐND",), 2025)),
        ("244/2025/QH15", DocumentSymbol("244", "", ("QH15",), 2025)),
        ("57-NQ/TW", DocumentSymbol("57", "NQ", ("TW",), is_of_party=True)),
        ("10-CV/BCĐ1363", DocumentSymbol("10", "CV", ("BCĐ1363",), is_of_party=True)),
        ("515/KH-BCA-BNN&MT", DocumentSymbol("515", "KH", ("BCA", "BNN&MT"))),
        ("06-CTr/TU", DocumentSymbol("06", "CTr", ("TU",), is_of_party=True)),
        ("06-CTR/TU", DocumentSymbol("06", "CTr", ("TU",), is_of_party=True)),
        ("12 / KH – UBND", DocumentSymbol("12", "KH", ("UBND",))),
        ("12/2025/XX-UBND", DocumentSymbol("12", "XX", ("UBND",), 2025)),
        ("12-XX/TU", DocumentSymbol("12", "XX", ("TU",), is_of_party=True)),
    ],
)
def test_a_symbol_is_taken_apart(symbol: str, expected: DocumentSymbol) -> None:
    assert parse(symbol) == expected


@pytest.mark.parametrize(
    "symbol",
    [
        "", " ", "12", "KH-UBND", "12/KH", "12KH-UBND", "12/KH-", "12/-UBND", "12/KH_UBND", "12/KH UBND", "00/KH-UBND",
        "7948-CVTU", "12//KH-UBND", "12/20/NĐ-CP", "30/3020/NĐ-CP", "30/2020/NĐ", "Số 12/KH-UBND", "12/12/2025",
        "1234567/KH-UBND", "12/KH-UBND ngày 01/02/2026", "a/KH-UBND",
    ],
)  # fmt: skip
def test_what_is_no_symbol_is_not_taken_for_one(symbol: str) -> None:
    assert parse(symbol) is None


def test_a_decomposed_spelling_is_the_same_symbol() -> None:
    decomposed = unicodedata.normalize("NFD", "01/QĐ-ỦB")
    assert decomposed != "01/QĐ-ỦB"
    assert parse(decomposed) == parse("01/QĐ-ỦB")


@pytest.mark.parametrize(("symbol", "lacks"), [("9/KH-UBND", True), ("09/KH-UBND", False), ("10/KH-UBND", False)])
def test_a_number_below_ten_has_a_leading_zero(symbol: str, lacks: bool) -> None:
    parsed = parse(symbol)
    assert parsed is not None
    assert parsed.lacks_leading_zero is lacks


def test_type_and_issuer_make_a_series_and_the_rest_its_unit() -> None:
    one, other = parse("1680/UBND-KGVX"), parse("1681/ubnd-VX-TH")
    assert one is not None
    assert other is not None
    assert one.series == other.series
    assert (one.unit, other.unit) == ("kgvx", "vx-th")


@pytest.mark.parametrize(
    ("given", "code"),
    [("KH", "KH"), ("kh", "KH"), ("Kế hoạch", "KH"), ("kế  hoạch", "KH"), ("ctr", "CTr"), ("CT", "CT"), ("CV", "CV"),
     ("Công văn", "CV"), ("Quy định", "QyĐ"), ("XX", None), ("", None), ("Kế", None)],
)  # fmt: skip
def test_a_type_is_known_by_abbreviation_and_by_name(given: str, code: str | None) -> None:
    assert type_code(given) == code


def test_the_list_holds_every_type_of_the_decree() -> None:
    assert set(DECREE.split(" ")) <= set(TYPES)
    assert all(is_nfc(code) and is_nfc(name) for code, name in TYPES.items())
    assert len({code.upper() for code in TYPES}) == len(TYPES)
