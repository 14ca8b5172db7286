"""Tokens in prose are found, each once, and one that stands for nothing is told."""

import pytest

from sonla_desktop.domain.links import tokens_of, unknown_tokens


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
