"""When an explanation is whole: each of the four texts says something, and one cause at least is named."""

from dataclasses import replace

import pytest

from sonla_desktop.domain.explanation import Explanation

WHOLE = Explanation("Thiếu người.", "Không có.", "Bố trí thêm người.", "Hoàn thành trong tháng sau.")
PARTS = ("subjective", "objective", "remedy", "next_steps")


def test_four_texts_are_whole_and_no_text_lacks_every_part() -> None:
    assert WHOLE.missing_parts() == ()
    assert Explanation().missing_parts() == PARTS


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("nothing", ["", "  ", ".", "-", "…", "– –", "?!", "\n"])
def test_a_text_without_letter_or_digit_is_missing(part: str, nothing: str) -> None:
    assert replace(WHOLE, **{part: nothing}).missing_parts() == (part,)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("something", ["Ốm", "2", "- Thiếu máy."])
def test_a_text_with_a_letter_or_a_digit_is_there(part: str, something: str) -> None:
    assert replace(WHOLE, **{part: something}).missing_parts() == ()
