"""Vietnamese text compares equal however it was typed, and is stored in one form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.domain.text import (
    ascii_slug,
    distance,
    fold,
    has_forbidden_control,
    has_substance,
    is_nfc,
    matches,
    near,
    nfc,
    says_none,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyzáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíóớợúứỳỹĐẮỘ"
VIETNAMESE = st.text(st.sampled_from(LETTERS + " -/.,0123456789"))


def test_nfc_joins_letters_and_marks() -> None:
    decomposed = unicodedata.normalize("NFD", "Chiềng Mung, Đắk Lắk")
    assert not is_nfc(decomposed)
    assert nfc(decomposed) == "Chiềng Mung, Đắk Lắk"
    assert is_nfc(nfc(decomposed))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("Sở Công Thương", "Sở Công thương"),
        ("Đắk Lắk", "dak lak"),
        ("ĐƯỜNG", "duong"),
        ("Xã  Chiềng\u00a0Mung ", "xã chiềng mung"),
        ("Chiềng\u200b Mung", "Chiềng Mung"),
        ("số １２", "so 12"),
        ("Nghị\u00adquyết", "nghịquyết"),
        ("Chiềng\tMung\n", "chieng mung"),
    ],
)
def test_fold_makes_spellings_of_the_same_words_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(unicodedata.normalize("NFC", other))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sơn La", "son la"),
        ("ủy ban", "uy ban"),
        ("  ", ""),
        ("", ""),
        ("12/KH-UBND", "12/kh-ubnd"),
        ("Quyết định số 3286/QĐ-UBND", "quyet dinh so 3286/qd-ubnd"),
        ("ưu tiên", "uu tien"),
    ],
)
def test_fold_gives_plain_letters(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_fold_keeps_different_words_apart() -> None:
    assert fold("Chiềng Mung") != fold("Chiềng Mai")
    assert fold("Mường La") != fold("MườngLa")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(VIETNAMESE)
def test_fold_of_vietnamese_is_ascii_and_does_not_depend_on_the_normal_form(text: str) -> None:
    assert fold(text).isascii()
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Báo cáo tháng 11.xlsx", "bao-cao-thang-11-xlsx"),
        ("Đợt 1 – năm 2026", "dot-1-nam-2026"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "tep"),
        ("…!?", "tep"),
        ("報告", "tep"),
        ("---a---", "a"),
    ],
)
def test_slug_is_safe_in_a_file_name(text: str, slug: str) -> None:
    assert ascii_slug(text) == slug


def test_slug_is_cut_without_a_dangling_dash() -> None:
    assert ascii_slug("một hai ba", limit=4) == "mot"
    assert ascii_slug("một hai ba", limit=5) == "mot-h"


@given(st.text(), st.integers(min_value=3, max_value=80))
def test_slug_is_never_empty_and_never_too_long(text: str, limit: int) -> None:
    slug = ascii_slug(text, limit)
    assert 1 <= len(slug) <= limit
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize("bad", [0x00, 0x07, 0x0B, 0x0C, 0x1F, 0xD800, 0xDFFF, 0xFFFE, 0xFFFF])
def test_characters_that_no_office_file_can_hold_are_noticed(bad: int) -> None:
    assert has_forbidden_control(f"Kết{chr(bad)}quả")


@pytest.mark.parametrize("good", ["\t", "\n", "\r", "\x7f", "\u00a0", "\ue000", "\ufffd", "\U0001f600"])
def test_other_characters_pass(good: str) -> None:
    assert not has_forbidden_control(f"Kết{good}quả")


@pytest.mark.parametrize(
    "text",
    [
        "Không có",
        "không",
        "KHÔNG CÓ.",
        " Không có … ",
        "- Không.",
        "Khong co",
        "Không  có!",
        "“Không có”",
        "không có;",
    ],
)
def test_an_explanation_that_says_none(text: str) -> None:
    assert says_none(text)
    assert says_none(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    "text", ["", "...", "Không có máy quét", "Không đủ người", "Có", "Khôngcó", "Không, có"]
)
def test_an_explanation_that_says_something_else(text: str) -> None:
    assert not says_none(text)


@pytest.mark.parametrize(
    ("query", "candidate"),
    [
        ("son la", "Sơn La"),
        ("dak lak", "Đắk Lắk"),
        ("SƠN", "Sơn La"),
        ("mung chieng", "Xã Chiềng Mung"),
        ("kh-ubnd", "12/KH-UBND"),
        ("chieng mu", "Chiềng Mung"),
        ("", "Sơn La"),
        ("  ", "Sơn La"),
        ("hoà bình", "Hòa Bình"),
    ],
)
def test_search_finds(query: str, candidate: str) -> None:
    assert matches(query, candidate)


@pytest.mark.parametrize(
    ("query", "candidate"), [("son lai", "Sơn La"), ("la son x", "Sơn La"), ("04124", "04123")]
)
def test_search_does_not_find(query: str, candidate: str) -> None:
    assert not matches(query, candidate)


def test_search_words_may_come_from_different_candidates() -> None:
    assert matches("04123 mung", "04123", "Xã Chiềng Mung")
    assert not matches("04123 mai", "04123", "Xã Chiềng Mung")
    assert not matches("mung")


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("abc", "", 3), ("numeratr", "numerator", 1), ("kỳ", "ky", 1), ("ab", "ba", 2)],
)
def test_letters_between_two_names(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@given(VIETNAMESE, VIETNAMESE)
def test_the_distance_is_none_only_between_equal_texts(one: str, other: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("numeratr", "numerator"),
        ("Numerator", "numerator"),
        ("numertaor", "numerator"),
        ("nôte", "note"),
        ("nots", "note"),
        ("xyz", ""),
        ("kho", ""),
        ("evidence_list", ""),
        ("flop", ""),
    ],
)
def test_only_a_name_that_is_really_near_is_proposed(name: str, meant: str) -> None:
    assert near(name, ("numerator", "denominator", "note", "flow", "flot", "a", "ok")) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Mất điện ba ngày.",
        "Sổ giấy ghi muộn",
        "MẤT ĐƯỜNG TRUYỀN",
        "Do {so-van-ban} chưa cập nhật",
        "Đã đối chiếu lại",
    ],
)
def test_a_reason_of_two_words_that_says_something_has_substance(text: str) -> None:
    assert has_substance(text)
    assert has_substance(unicodedata.normalize("NFD", text)), "however it was typed"


@pytest.mark.parametrize(
    "text",
    ["", "  ", "ok", "đã rõ", "không có", "........", "- - - - -", "aaaaaaaaaa", "aaaa aaaa", "asdfghjkl", "1234 5678"],
)
def test_filler_has_no_substance(text: str) -> None:
    assert not has_substance(text)
