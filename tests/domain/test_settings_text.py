"""Settings as they come in: what the document prints by itself is taken off, what was meant stays."""

from dataclasses import replace

import pytest
from hypothesis import given

from sonla_desktop.domain.agency import AgencySettings, LetterHead, Signatory
from sonla_desktop.domain.settings_text import tidied
from tests.helpers.months import settings
from tests.helpers.strategies import settings_of_agencies


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("BC-UBND", "BC-UBND"),
        ("/BC-UBND", "BC-UBND"),
        ("Số:        /BC-UBND", "BC-UBND"),
        ("số /BC-UBND.", "BC-UBND"),
        ("Số BC-UBND", "BC-UBND"),
        ("12/BC-UBND", "BC-UBND"),
        ("……/BC-VPUB", "BC-VPUB"),
        ("  BC-SKHCN ; ", "BC-SKHCN"),
        ("BC-UBND/VX", "BC-UBND/VX"),
        ("SỐNG-1", "SỐNG-1"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_the_symbol_is_what_follows_the_slash(typed: str, kept: str) -> None:
    assert tidied(replace(settings(), symbol=typed)).symbol == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Chiềng Mung,", "Chiềng Mung"), ("Sơn  La.", "Sơn La"), (" Sơn La ;", "Sơn La"), ("TP. Sơn La", "TP. Sơn La")],
)
def test_the_place_has_no_mark_behind_it(typed: str, kept: str) -> None:
    assert tidied(replace(settings(), place=typed)).place == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("- Như trên;", "-Lưu: VT."), ("Như trên", "Lưu: VT")),
        (("• Sở Nội vụ ;", "+ Sở  Tài chính,"), ("Sở Nội vụ", "Sở Tài chính")),
        (("Kính gửi: Sở Nội vụ.",), ("Sở Nội vụ",)),
        (("KÍNH GỬI", "- Sở Nội vụ"), ("Sở Nội vụ",)),
        (("- Kính gửi : - Sở Nội vụ;.",), ("Sở Nội vụ",)),
        (("Nơi nhận:", "Như trên"), ("Như trên",)),
        (("Các phòng, ban...", "Các xã…;"), ("Các phòng, ban...", "Các xã…")),
        (("TT. Đảng ủy - HĐND xã (b/c);",), ("TT. Đảng ủy - HĐND xã (b/c)",)),
        (("", "  ", ";"), ()),
    ],
)
def test_receivers_are_names_only(typed: tuple[str, ...], kept: tuple[str, ...]) -> None:
    tidy = tidied(replace(settings(), addressees=typed, recipients=typed, addressees_by_form={"cchc": typed}))
    assert tidy.addressees == tidy.recipients == tidy.addressees_by_form["cchc"] == kept


def test_lines_lose_doubled_spaces_and_nothing_else() -> None:
    typed = AgencySettings(
        head=LetterHead((" ỦY BAN  NHÂN DÂN", ""), ("SỞ NỘI VỤ.",)),
        signatory=Signatory(("TM.  UBND",), ("CHỦ TỊCH ",), "Lò  Văn Thử"),
        officer=" Lò Thị  Hoa",
        official_code=" ",
    )
    assert tidied(typed) == AgencySettings(
        head=LetterHead(("ỦY BAN NHÂN DÂN",), ("SỞ NỘI VỤ.",)),
        signatory=Signatory(("TM. UBND",), ("CHỦ TỊCH",), "Lò Văn Thử"),
        officer="Lò Thị Hoa",
    )


@given(settings_of_agencies())
def test_tidying_twice_changes_nothing_more(chosen: AgencySettings) -> None:
    assert tidied(tidied(chosen)) == tidied(chosen)
