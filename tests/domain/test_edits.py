"""A step of the officer gives the report back exactly, whatever it touched, and only while nothing else changed it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings

from sonla_desktop.domain.edits import Edit, EditKind, edit_between, goes_on, joined, repeated, reverted
from sonla_desktop.domain.month_json import report_as_json, report_from_json
from sonla_desktop.domain.report import Report
from tests.helpers import months
from tests.helpers.strategies import reports

NOW = datetime(2026, 11, 9, 10, 42)
BASE = report_from_json(report_as_json(months.report()))


def in_order(report: Report) -> Report:
    """Any content, as a later state of the same version: items in a fixed order, as use cases save them."""
    read = report_from_json(report_as_json(report))
    return replace(
        BASE,
        indicators=tuple(sorted(read.indicators, key=lambda item: item.code)),
        tasks=tuple(sorted(read.tasks, key=lambda item: item.code)),
        acknowledged=tuple(sorted(report.acknowledged, key=lambda item: item.key)),
        data_window=report.data_window,
        figures=report.figures,
        tables={table: rows for table, rows in report.tables.items() if rows},
        narrative=report.narrative,
    )


def step(before: Report, after: Report, at: datetime = NOW, **changes: object) -> Edit:
    edit = edit_between(before, after, at, "Lò Thị Hoa", EditKind.TYPED)
    assert edit is not None
    return replace(edit, **changes)  # type: ignore[arg-type]


def table(*cells: str) -> Report:
    return replace(BASE, tables={"viec": tuple({"ten": cell} for cell in cells)} if cells else {})


def note(text: str, **others: object) -> Report:
    """The month with a note on its first indicator."""
    (first, *rest) = BASE.indicators
    return replace(BASE, indicators=(replace(first, note=text, **others), *rest))  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), reports())
def test_any_edit_is_undone_and_done_again_exactly(one: Report, other: Report) -> None:
    before, after = in_order(one), in_order(other)
    edit = edit_between(before, after, NOW, "Hoa", EditKind.FILE)
    if edit is None:
        assert before == after
        return
    undone = reverted(after, edit)
    assert undone is not None
    assert in_order(undone) == before
    done = repeated(before, edit)
    assert done is not None
    assert in_order(done) == after


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), reports())
def test_a_report_that_says_something_else_is_left_alone(one: Report, other: Report) -> None:
    before, after = in_order(one), in_order(other)
    edit = edit_between(before, after, NOW, "Hoa", EditKind.TYPED)
    if edit is not None:
        assert reverted(before, edit) is None
        assert repeated(after, edit) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((), ("a",)),
        (("a",), ()),
        (("a", "b", "c"), ("a", "x", "c")),
        (("a", "b", "c"), ("a", "c")),
        (("a", "c"), ("a", "b", "c")),
        (("a", "b", "c"), ("c", "b", "a")),
        (("a", "a"), ("a",)),
        (("a",), ("a", "a", "a")),
    ],
)
def test_rows_of_a_table_come_back_to_their_places(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    edit = step(table(*before), table(*after))
    assert reverted(table(*after), edit) == table(*before)
    assert repeated(table(*before), edit) == table(*after)


def test_of_a_long_table_only_the_row_that_changed_is_kept() -> None:
    cells = [f"Việc {number}" for number in range(2_000)]
    edit = step(table(*cells), table(*cells[:7], "khác", *cells[8:]))
    assert edit.old["tables|viec"] == {"at": 7, "rows": [{"ten": "Việc 7"}], "of": 2_000}


def test_an_item_that_is_new_names_only_what_was_typed() -> None:
    without = replace(BASE, indicators=())
    (first, *_) = BASE.indicators
    edit = step(without, replace(BASE, indicators=(type(first)(first.code, numerator=Decimal(7)),)))
    assert edit.fields == ((first.code, "numerator"),)


@pytest.mark.parametrize(
    ("later", "changes", "expected"),
    [
        (1, {}, True),
        (30, {}, True),
        (31, {}, False),
        (-1, {}, False),
        (1, {"officer": "Cầm Văn Minh"}, False),
        (1, {"kind": EditKind.PASTED}, False),
        (1, {"fields": ((months.DOCUMENTS, "numerator"),)}, False),
    ],
)
def test_typing_goes_on_in_the_same_field_for_a_short_time(
    later: int, changes: dict[str, object], expected: bool
) -> None:
    first = step(note(""), note("Đ"))
    second = step(note("Đ"), note("Đã"), NOW + timedelta(seconds=later), **changes)
    assert goes_on(first, second) is expected


def test_typing_joined_keeps_the_start_and_the_first_state() -> None:
    first = step(note(""), note("Đ"), number=4)
    second = step(note("Đ"), note("Đã"), NOW + timedelta(seconds=3))
    whole = joined(first, second, note("Đ"), note("Đã"))
    assert whole is not None
    assert (whole.number, whole.at) == (4, NOW)
    assert reverted(note("Đã"), whole) == note("")


def test_typing_that_comes_back_is_no_step() -> None:
    first, second = step(note(""), note("Đ")), step(note("Đ"), note(""))
    assert joined(first, second, note("Đ"), note("")) is None
