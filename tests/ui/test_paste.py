"""What a pasted range would change: read as typed, asked about where it is doubtful, told where it has no place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.domain.report import Cell
from sonla_desktop.ui.form_screen import paste
from sonla_desktop.ui.form_screen.copying import copied
from sonla_desktop.ui.form_screen.paste import Corner, PastePlan, PasteSource, plan_paste
from sonla_desktop.ui.form_screen.state import CellField, GridCell, GridRow, value_cell
from sonla_desktop.ui.rows import CellView
from sonla_desktop.ui.widgets.clip_table import ClipCell, Texts
from tests.ui.small_form import STATES

NUMBER, TEXT, DATE, CHOICE, YES_NO = (
    FieldType.NUMBER, FieldType.TEXT, FieldType.DATE, FieldType.CHOICE, FieldType.YES_NO
)  # fmt: skip


def field(kind: FieldType, path: str = "o") -> CellField:
    return CellField(path, kind, f"Ô {path}", STATES if kind is CHOICE else ())


def line(key: str, *values: tuple[FieldType, Cell]) -> GridRow:
    """A row: a name that is only read, then typed cells."""
    cells = [
        value_cell(field(kind, f"{key}{number}"), f"{key}{number}", kind, value, unreadable={}, choices=STATES)
        for number, (kind, value) in enumerate(values, 1)
    ]
    return GridRow(key, (GridCell(CellView(f"Dòng {key}")), *cells))


HEADING = GridRow("nhom", (GridCell(CellView("I. Thể chế")),), heading=True)
ROWS = [line("a", (NUMBER, "5"), (TEXT, "cũ")), HEADING, line("b", (NUMBER, None), (TEXT, None))]


def planned(texts: Texts, corner: Corner, rows: list[GridRow] = ROWS, *, with_headings: bool = False) -> PastePlan:
    source = PasteSource(texts, corner, rows, with_headings=with_headings)
    return plan_paste(source, rows, rows, [0, 1, 2])


def taken(plan: PastePlan) -> dict[str, Cell]:
    return {field.path: value for field, value in plan.taken}


@pytest.mark.parametrize(
    ("kind", "text", "value", "doubt"),
    [
        (NUMBER, " 12,5 ", "12.5", ""),
        (NUMBER, "1.003", None, "warning"),
        (NUMBER, "1,234.5", None, "error"),
        (NUMBER, "#N/A", None, "error"),
        (FieldType.WHOLE, "1.003", 1003, ""),
        (FieldType.PERCENT, "80,96%", "80.96", ""),
        (FieldType.PERCENT, "0,7", None, "warning"),
        (DATE, "5/11/2026", "2026-11-05", ""),
        (DATE, "11/25/2026", None, "error"),
        (DATE, "05/11/26", None, "error"),
        (CHOICE, "Đã xong", "done", ""),
        (CHOICE, "da xong", "done", ""),
        (CHOICE, "done", "done", ""),
        (CHOICE, "Xong", None, "error"),
        (YES_NO, "có", True, ""),
        (YES_NO, "Không", False, ""),
        (YES_NO, "x", None, "error"),
        (TEXT, "Máy\nin", "Máy in", ""),
        (TEXT, "a" * 501, None, "error"),
        (FieldType.LONG_TEXT, "Ý một\nÝ hai", "Ý một\nÝ hai", ""),
        (FieldType.LONG_TEXT, "o\u0302", "ô", ""),
        (NUMBER, "  ", None, ""),
    ],
)  # fmt: skip
def test_a_pasted_text_is_read_like_a_typed_one(kind: FieldType, text: str, value: Cell, doubt: str) -> None:
    reading = paste.read_pasted(field(kind), text)
    assert (reading.value, reading.doubt) == (value, doubt)
    assert bool(reading.said) or not doubt


def test_headings_of_the_grid_take_no_pasted_line() -> None:
    plan = planned((("7", "mới"), ("8", "khác")), Corner(0, 1))
    assert taken(plan) == {"a1": "7", "a2": "mới", "b1": "8", "b2": "khác"}
    assert [(line.old, line.new) for line in plan.lines][:2] == [("5", "7"), ("cũ", "mới")]


@pytest.mark.parametrize(
    ("texts", "are_in"),
    [
        ((("7",), ("",), ("8",)), True),
        ((("7",), ("i. the che",), ("8",)), True),
        ((("7",), ("8",)), False),
        ((("7",),), False),
    ],
)
def test_a_range_that_has_the_headings_too_is_recognised(texts: Texts, are_in: bool) -> None:
    assert paste.headings_are_in(texts, Corner(0, 1), ROWS) is are_in


def test_a_range_with_the_headings_gives_them_their_line() -> None:
    plan = planned((("7",), ("",), ("8",)), Corner(0, 1), with_headings=True)
    assert taken(plan) == {"a1": "7", "b1": "8"}


def test_cells_that_stay_are_counted_and_those_that_are_only_read_are_told() -> None:
    plan = planned((("Dòng a", "5", "cũ"), ("Dòng khác", "6", "x")), Corner(0, 0))
    assert (plan.same, plan.skipped) == (2, 1)
    assert taken(plan) == {"b1": "6", "b2": "x"}
    assert paste.remarks(plan) == ["1 ô in sẵn, tự tính hoặc không hỏi đến: giữ trị đang có, không dán vào."]


def test_what_is_over_the_edge_is_given_up_only_on_purpose() -> None:
    plan = planned((("1", "x", "y"), ("2", "x", "y"), ("3", "x", "y")), Corner(0, 1))
    assert plan.beyond == (1, 1)
    assert paste.remarks(plan) == ["Vùng dán lớn hơn bảng: thừa 1 dòng và 1 cột không có chỗ."]
    assert not plan.is_ready
    assert paste.agreed_beyond(plan, is_agreed=True).is_ready


@pytest.mark.parametrize(
    ("texts", "corner", "values"),
    [
        ((("9",),), Corner(0, 1, height=3), {"a1": "9", "b1": "9"}),
        ((("9", "x"),), Corner(0, 1, height=3, width=2), {"a1": "9", "a2": "x", "b1": "9", "b2": "x"}),
        ((("9",), ("8",)), Corner(0, 1, height=1), {"a1": "9", "b1": "8"}),
        ((("9",), ("8",)), Corner(0, 1, height=3), {"a1": "9", "b1": "8"}),
    ],
)  # fmt: skip
def test_a_range_is_repeated_over_a_multiple_of_it(texts: Texts, corner: Corner, values: dict[str, Cell]) -> None:
    assert taken(planned(texts, corner)) == values


def test_nothing_is_ready_before_every_doubt_is_decided() -> None:
    rows = [line(key, (NUMBER, None)) for key in "abcd"]
    plan = planned((("1.003",), ("25.400",), ("sai",), ("7",)), Corner(0, 1), rows)
    assert paste.summary(plan) == "1 ô sẽ đổi, 2 ô cần chọn cách đọc, 1 ô sai."
    assert not plan.is_ready
    assert paste.alike(plan, 0) == {0: ("1003", "1,0030"), 1: ("25400", "25,4000")}
    plan = paste.decided(plan, [0], "1003")
    plan = paste.decided(plan, [1], "25,4000")
    assert not plan.is_ready
    plan = paste.left_out(plan, paste.wrong_lines(plan))
    assert plan.is_ready
    assert taken(plan) == {"a1": "1003", "b1": "25.4000", "d1": "7"}
    assert paste.summary(plan) == "3 ô sẽ đổi, 1 ô bỏ qua."
    assert not paste.left_out(plan, [2], is_out=False).is_ready


def test_an_empty_text_empties_the_cell_and_says_so() -> None:
    plan = planned((("",),), Corner(0, 2))
    assert taken(plan) == {"a2": None}
    assert plan.lines[0].new == "(để trống)"


def test_copied_cells_are_read_back_as_the_same_values() -> None:
    numbers = ((NUMBER, "1003"), (NUMBER, "12345678.5"))
    values = (*numbers, (DATE, "2026-11-05"), (CHOICE, "doing"), (YES_NO, False), (TEXT, "x"))
    earlier = GridCell(CellView("1.003", right=True))
    row = line("a", *values)
    cells = copied([HEADING, replace(row, cells=(*row.cells, earlier))], list(range(8)))
    assert cells[0][0] == ClipCell("I. Thể chế")
    texts = [cell.text for cell in cells[1]]
    assert texts == ["Dòng a", "1003", "12.345.678,5", "05/11/2026", "Đang làm", "Không", "x", "1003"]
    read = [paste.read_pasted(field(kind), text).value for (kind, _), text in zip(values, texts[1:], strict=False)]
    assert read == [value for _, value in values]


def test_headings_are_not_copied_with_a_range_inside_the_grid() -> None:
    assert [[cell.text for cell in cells] for cells in copied(ROWS, [1])] == [["5"], [""]]
