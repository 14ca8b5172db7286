"""Lines break at spaces; only words longer than a line are cut, after dashes and slashes first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.adapters.printing.lines import broken


class OneEach:
    """Every letter and every space is one point wide."""

    space = 1.0

    def word(self, word: str) -> float:
        return float(len(word))


@pytest.mark.parametrize(
    ("text", "first", "others", "lines"),
    [
        ("", 9, 9, [""]),
        ("một hai ba", 10, 10, ["một hai ba"]),
        ("một hai ba", 9, 9, ["một hai", "ba"]),
        ("một hai ba bốn", 3, 7, ["một", "hai ba", "bốn"]),
        ("Số:     /BC", 20, 20, ["Số:     /BC"]),
        ("12/KH-UBND", 6, 6, ["12/KH-", "UBND"]),
        ("a 1234567890", 6, 6, ["a", "123456", "7890"]),
        ("xx 12/KH-UBND yy", 9, 9, ["xx 12/KH-", "UBND yy"]),
    ],
)
def test_lines(text: str, first: float, others: float, lines: list[str]) -> None:
    assert [line.text for line in broken(text, OneEach(), first, others)] == lines


@given(st.text(alphabet="ab-/ ộ", max_size=60), st.integers(1, 12), st.integers(1, 12))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, first: int, others: int) -> None:
    lines = broken(text, OneEach(), first, others)
    assert "".join(line.text for line in lines).replace(" ", "") == text.replace(" ", "")
    for number, line in enumerate(lines):
        assert line.width == len(line.text)
        assert line.width <= (others if number else first) or line.text.strip() == "" or len(line.text) == 1
    assert [line.ends for line in lines] == [False] * (len(lines) - 1) + [True]
