"""Tokens in prose are found, each once, and one that stands for nothing is told."""

import pytest

from sonla_desktop.domain.links import LinkFault, link_faults, tokens_of, unknown_tokens


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Nhận {so_lieu.HS1} hồ sơ, tăng {so_lieu.HS1.chenh} so kỳ trước.", ("so_lieu.HS1", "so_lieu.HS1.chenh")),
        ("{ky}: {so_lieu.HS1}; {ky}", ("ky", "so_lieu.HS1")),
        ("Không có số liệu liên kết.", ()),
        ("Ngoặc { để trống } và {hai từ} không phải là liên kết, {} cũng không.", ()),
        ("{{ky}}", ("ky",)),
    ],
)
def test_tokens_of_a_text(text: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(text) == tokens


def test_a_token_that_stands_for_nothing_is_told() -> None:
    assert unknown_tokens("{so_lieu.HS1} {so_lieu.HS9}", {"so_lieu.HS1"}) == ("so_lieu.HS9",)


KNOWN = {
    "so_lieu.VT1", "so_lieu.VT2", "so_lieu.VT1.truoc", "chi_tieu.ky-so.ty_le", "nhiem_vu.tong",
    "bang.han-che.so_dong", "ky", "thang", "nam", "tu_ngay",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "typed", "hint", "is_malformed"),
    [
        ("Có { so_lieu.VT1 } hồ sơ", "{ so_lieu.VT1 }", "{so_lieu.VT1}", True),
        ("Có {{so_lieu.VT1}} hồ sơ", "{{so_lieu.VT1}}", "{so_lieu.VT1}", True),
        ("Có {so_lieu.VT1 hồ sơ", "{so_lieu.VT1", "{so_lieu.VT1}", True),
        ("Có {so_lieu.VT1, hồ sơ {ky}", "{so_lieu.VT1", "{so_lieu.VT1}", True),
        ("Có {so_lieu . VT1}", "{so_lieu . VT1}", "{so_lieu.VT1}", True),
        ("Có {\nso_lieu.VT1}", "{ so_lieu.VT1}", "{so_lieu.VT1}", True),
        ("Có {số liệu.VT1}", "{số liệu.VT1}", "{so_lieu.VT1}", True),
        ("Có { so_lieu }", "{ so_lieu }", "", True),
        ("{ ky }", "{ ky }", "{ky}", True),
        ("{{nam}}", "{{nam}}", "{nam}", True),
        ("Trong tháng {thang, xã", "{thang", "{thang}", True),
        ("{So_Lieu.VT1}", "{So_Lieu.VT1}", "{so_lieu.VT1}", False),
        ("{so_leu.VT2}", "{so_leu.VT2}", "{so_lieu.VT2}", False),
        ("{nhiem_vu.tông}", "{nhiem_vu.tông}", "{nhiem_vu.tong}", False),
        ("{bang.han-che.so_dongg}", "{bang.han-che.so_dongg}", "{bang.han-che.so_dong}", False),
        ("{so_lieu.VT9}", "{so_lieu.VT9}", "", False),
        ("{chi_tieu.xa-la.ty_le}", "{chi_tieu.xa-la.ty_le}", "", False),
    ],
)
def test_what_opens_like_a_link_and_is_none_is_told(text: str, typed: str, hint: str, is_malformed: bool) -> None:
    assert link_faults(text, KNOWN) == (LinkFault(typed, hint, is_malformed),)


@pytest.mark.parametrize(
    "text",
    [
        "Có {so_lieu.VT1} hồ sơ trong {ky}.",
        "Ngoặc { để trống }, {hai từ}, {ba}, {A}, {}, {v1.2} và {",
        "{bảng 1}, {nam giới}, { thang điểm 10 }, {số liệu năm 2025}, {nam giới",
        "Không có ngoặc }}",
    ],
)
def test_other_text_in_braces_is_no_link(text: str) -> None:
    assert link_faults(text, KNOWN) == ()
