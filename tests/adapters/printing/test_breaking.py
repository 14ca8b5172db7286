"""Which strips share a page: what is kept together moves together, heads are repeated, footnotes take room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sonla_desktop.adapters.printing.breaking import filled
from sonla_desktop.adapters.printing.marks import LineMark, Look, TextMark
from sonla_desktop.adapters.printing.strips import Strip, closed_up, kept_together

LOOK = Look(10)


def strip(name: str, height: float = 10, **changes: object) -> Strip:
    return replace(Strip(height, (TextMark(0, 0, name, LOOK),)), **changes)


def pages(strips: list[Strip], room: float, **changes: object) -> list[str]:
    return [
        "".join(mark.text for mark in page.marks if isinstance(mark, TextMark))
        for page in filled(strips, room, **changes)
    ]


KEPT = {"keep": True}


@pytest.mark.parametrize(
    ("strips", "expected"),
    [
        ([], [""]),
        ([strip("a"), strip("b"), strip("c")], ["abc"]),
        ([strip("a"), strip("b"), strip("c"), strip("d")], ["abc", "d"]),
        ([strip("a"), strip("b"), strip("c", **KEPT), strip("d")], ["ab", "cd"]),
        ([strip("a"), strip("b", **KEPT), strip("c", **KEPT), strip("d")], ["a", "bcd"]),
        # More than a page is kept together: it begins where it is, and breaks where the page ends.
        ([strip("a"), *(strip(name, **KEPT) for name in "bcd"), strip("e")], ["abc", "de"]),
        ([strip("a"), strip("b", 45), strip("c")], ["a", "b", "c"]),
        # Room before falls away at the top of a page, room after at its end.
        ([strip("a", after=20), strip("b", before=5, after=25), strip("c")], ["a", "b", "c"]),
        ([strip("a"), strip("b"), strip("c", before=1), strip("d", 20)], ["ab", "cd"]),
    ],
)
def test_pages(strips: list[Strip], expected: list[str]) -> None:
    assert pages(strips, 30) == expected


def test_the_head_of_a_table_is_repeated_on_every_page_that_begins_inside_it() -> None:
    head = strip("H", keep=True)
    rows = [strip(name, head=(head,)) for name in "abcde"]
    assert pages([head, *rows, strip("z")], 30) == ["Hab", "Hcd", "Hez"]


def test_a_row_that_is_broken_closes_its_frame_at_the_end_of_the_page() -> None:
    closing = (LineMark(0, 10, 50, 10, 1),)
    first, second = filled([strip("a", closing=closing), strip("b", closing=closing), strip("c")], 20)
    assert [mark for mark in first.marks if isinstance(mark, LineMark)] == [LineMark(0, 20, 50, 20, 1)]
    assert [mark for mark in second.marks if isinstance(mark, LineMark)] == []


def test_footnotes_take_room_on_the_page_that_calls_them() -> None:
    strips = [strip("a"), strip("b", notes=(1,)), strip("c"), strip("d")]
    made = filled(strips, 30, lambda numbers: 10.0 * len(numbers))
    assert [page.notes for page in made] == [[1], []]
    assert pages(strips, 30, note_height=lambda numbers: 10.0 * len(numbers)) == ["ab", "cd"]


def test_the_last_lines_stay_with_what_follows() -> None:
    strips = [*kept_together([strip("a"), strip("b"), strip("c")], 2), strip("S", 20)]
    assert pages(strips, 40) == ["a", "bcS"]


def test_the_larger_room_counts_between_two_strips() -> None:
    strips = [strip("a", after=6), strip("b", before=10, after=6), strip("c", before=2), strip("d", before=3)]
    assert [one.before for one in closed_up(strips)] == [0, 4, 0, 3]
