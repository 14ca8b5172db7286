"""Relations of a form hold, break with the figures that show it, or stay silent about what is not entered."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from sonla_desktop.domain.expression import (
    ExpressionError,
    MissingStrategy,
    Relation,
    RelationState,
    Value,
    evaluate_relation,
    lacking_side,
    parse,
    relation_message,
)
from sonla_desktop.domain.findings import Severity

ANY, ALL, ZERO = (
    MissingStrategy.SKIP_IF_ANY_MISSING,
    MissingStrategy.SKIP_IF_ALL_MISSING,
    MissingStrategy.TREAT_AS_ZERO,
)
HOLDS, BROKEN, SKIPPED = RelationState.HOLDS, RelationState.BROKEN, RelationState.SKIPPED


def relation(
    text: str,
    missing: MissingStrategy = ANY,
    left: MissingStrategy | None = None,
    right: MissingStrategy | None = None,
    message: str = "",
) -> Relation:
    return Relation("BM-001", parse(text), message, Severity.ERROR, ("HS1",), missing, left, right)


def figures(**values: int | str | None) -> Mapping[str, Value]:
    return {name: None if value is None else Decimal(value) for name, value in values.items()}


def test_broken_sum_shows_both_sides_and_the_difference() -> None:
    said = relation("HS1 = HS2 + HS3", message="Hồ sơ tiếp nhận: tổng {left} khác {right}, lệch {difference}.")
    outcome = evaluate_relation(said, figures(HS1=4098, HS2=2999, HS3=1100))
    assert outcome.state is BROKEN
    assert (outcome.left, outcome.right, outcome.difference) == (4098, 4099, -1)
    assert relation_message(said, outcome) == ("Hồ sơ tiếp nhận: tổng 4.098 khác 2.999 + 1.100 = 4.099, lệch -1.")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("a = b", "2.999"),
        ("a = 12", "12"),
        ("a = sum(b, c)", "2.999 + 1.100 = 4.099"),
        ("a = sum(b)", "2.999"),
        ("a = b - (c + 1)", "2.999 - (1.100 + 1) = 1.898"),
        ("a = b * -c", "2.999 × (-1.100) = -3.298.900"),
        ("a >= b / c", "2.999 / 1.100 = 2,726364"),
        ("a = round(percent(b, c), 1)", "2.999 / 1.100 = 272,6%"),
        ("a = round(b / c, 3) * 2", "2,726 × 2 = 5,452"),
        ("a = sum(t.x)", "5,5"),
        ("a = sum(t.x) + b", "5,5 + 2.999 = 3.004,5"),
        ("a = abs(b)", "2.999"),
        ("a = " + " + ".join(["b"] * 40), "119.960"),
    ],
)
def test_sides_are_worked_out_for_reading(text: str, right: str) -> None:
    tables = {"t": ({"x": Decimal("2.5")}, {"x": 3})}
    outcome = evaluate_relation(relation(text), figures(a=7, b=2999, c=1100), tables)
    assert outcome.right_text == right
    assert outcome.left_text == ("7%" if "percent" in text else "7")


def test_sides_that_are_no_numbers() -> None:
    values: Mapping[str, Value] = {"a": "xong", "b": True, "c": False}
    assert evaluate_relation(relation("a = 'chưa'"), values).left_text == "xong"
    outcome = evaluate_relation(relation("b = c"), values)
    assert (outcome.left_text, outcome.right_text, outcome.difference) == ("có", "không", None)


@pytest.mark.parametrize(
    ("text", "values", "state"),
    [
        ("HS1 = HS2 + HS3", figures(HS1=4098, HS2=2999, HS3=1099), HOLDS),
        ("HS5 <= HS4", figures(HS4=2877, HS5=2656), HOLDS),
        ("HS5 <= HS4", figures(HS4=2877, HS5=2878), BROKEN),
        ("HS4P = round(percent(HS4, HS1), 1)", figures(HS4=2877, HS1=4098, HS4P="70.2"), HOLDS),
        ("HS7P = round(percent(HS7, HS4), 2)", figures(HS7=3, HS4=2877, HS7P="0.01"), BROKEN),
        ("HS4P = round(percent(HS4, HS1), 1)", figures(HS4=0, HS1=0, HS4P=0), SKIPPED),
        ("a > 0 or b > 0", figures(a=0, b=1), HOLDS),
        ("a > 0 or b > 0", figures(a=0, b=0), BROKEN),
        ("not (a > 0 and b > 0)", figures(a=1, b=1), BROKEN),
        ("is_missing(a) = is_missing(b)", figures(a=1, b=None), BROKEN),
        ("is_missing(a) = is_missing(b)", figures(a=None, b=None), HOLDS),
        ("is_missing(a) or is_missing(b)", figures(a=1, b=2), BROKEN),
        ("coalesce(a, 0) <= b", figures(a=None, b=2), HOLDS),
        ("compulsory_pair(a, b)", figures(a=1, b=0), HOLDS),
        ("compulsory_pair(a, b)", figures(a=None, b=None), HOLDS),
        ("compulsory_pair(a, b)", figures(a=None, b=2), BROKEN),
        ("compulsory_pair(a, b)", figures(a=0, b=None), BROKEN),
        ("compulsory_pair(a > 0, b > 0)", figures(a=0, b=None), HOLDS),
        ("compulsory_pair(a > 0, b > 0)", figures(a=4, b=0), BROKEN),
        ("exclusive_pair(a, b)", figures(a=1, b=0), BROKEN),
        ("exclusive_pair(a, b)", figures(a=None, b=0), HOLDS),
        ("exclusive_pair(a, b)", figures(a=None, b=None), HOLDS),
        ("exclusive_pair(a > 0, b)", figures(a=0, b=0), HOLDS),
        ("exclusive_pair(done, a)", {"done": True, "a": 40}, BROKEN),
        ("exclusive_pair(done, a)", {"done": False, "a": 40}, HOLDS),
        ("exclusive_pair(a, b) and a > 0", figures(a=1, b=None), HOLDS),
    ],
)
def test_state(text: str, values: Mapping[str, Value], state: RelationState) -> None:
    assert evaluate_relation(relation(text), values).state is state


@pytest.mark.parametrize(
    ("given", "skip_any", "skip_all", "zero"),
    [
        (figures(a=3, b=1, c=2), HOLDS, HOLDS, HOLDS),
        (figures(a=3, b=1, c=1), BROKEN, BROKEN, BROKEN),
        (figures(a=3, b=3, c=None), SKIPPED, HOLDS, HOLDS),
        (figures(a=None, b=1, c=2), SKIPPED, BROKEN, BROKEN),
        (figures(a=None, b=None, c=None), SKIPPED, SKIPPED, HOLDS),
        (figures(a=0, b=None, c=None), SKIPPED, HOLDS, HOLDS),
        ({}, SKIPPED, SKIPPED, HOLDS),
    ],
)
def test_missing_fields(
    given: Mapping[str, Value], skip_any: RelationState, skip_all: RelationState, zero: RelationState
) -> None:
    states = [evaluate_relation(relation("a = b + c", missing), given).state for missing in (ANY, ALL, ZERO)]
    assert states == [skip_any, skip_all, zero]


@pytest.mark.parametrize(
    ("left", "right", "given", "state"),
    [
        (ANY, ZERO, figures(a=1, b=1, c=None), HOLDS),
        (ANY, ZERO, figures(a=None, b=1, c=None), SKIPPED),
        (ZERO, ANY, figures(a=None, b=1, c=2), BROKEN),
        (ZERO, ANY, figures(a=0, b=1, c=None), SKIPPED),
        (ANY, ALL, figures(a=5, b=None, c=None), SKIPPED),
        (ANY, ALL, figures(a=5, b=5, c=None), HOLDS),
        (ZERO, ALL, figures(a=None, b=None, c=1), BROKEN),
        (None, ZERO, figures(a=None, b=1, c=None), SKIPPED),
        (None, ZERO, figures(a=1, b=1, c=None), HOLDS),
    ],
)
def test_missing_fields_of_one_side(
    left: MissingStrategy | None, right: MissingStrategy, given: Mapping[str, Value], state: RelationState
) -> None:
    assert evaluate_relation(relation("a = b + c", ANY, left, right), given).state is state


@pytest.mark.parametrize(
    ("rows", "skip_any", "skip_all", "zero"),
    [
        (({"x": 1, "y": "k"}, {"x": 2, "y": "k"}), HOLDS, HOLDS, HOLDS),
        (({"x": 3, "y": "k"}, {"x": None, "y": "k"}), SKIPPED, HOLDS, HOLDS),
        ((), BROKEN, BROKEN, BROKEN),
        (None, SKIPPED, BROKEN, BROKEN),
    ],
)
def test_missing_cells_and_tables(
    rows: tuple[Mapping[str, Value], ...] | None, skip_any: RelationState, skip_all: RelationState, zero: RelationState
) -> None:
    tables = {} if rows is None else {"t": rows}
    outcomes = [evaluate_relation(relation("a = sum(t.x)", way), figures(a=3), tables) for way in (ANY, ALL, ZERO)]
    assert [outcome.state for outcome in outcomes] == [skip_any, skip_all, zero]


def test_missing_cells_under_a_condition() -> None:
    tables = {"t": ({"y": "k"}, {"y": None})}
    counted = "a = count_if(t, t.y = 'k')"
    assert evaluate_relation(relation(counted), figures(a=1), tables).state is SKIPPED
    assert evaluate_relation(relation(counted, ZERO), figures(a=1), tables).state is HOLDS
    assert evaluate_relation(relation("a = count(t)", ZERO), figures(a=1)).state is BROKEN


@pytest.mark.parametrize("missing", [ANY, ALL, ZERO])
def test_a_pair_asks_what_is_given_whatever_is_done_about_missing_figures(missing: MissingStrategy) -> None:
    """Treated as zero, both sides of a pair would always be given."""
    both, one = relation("compulsory_pair(a, b)", missing), relation("exclusive_pair(a, b)", missing)
    assert evaluate_relation(both, figures(a=1, b=None)).state is BROKEN
    assert evaluate_relation(one, figures(a=1, b=None)).state is HOLDS


def test_the_lacking_side_of_a_pair_is_known() -> None:
    pair = relation("compulsory_pair(a, b + c)").pair
    assert pair is not None
    assert lacking_side(pair, figures(a=1, b=2, c=None), {}) == parse("b + c").root
    assert lacking_side(pair, figures(a=None, b=2, c=3), {}) == parse("a").root
    assert lacking_side(pair, figures(a=1, b=2, c=3), {}) is None
    assert lacking_side(pair, figures(a=None, b=2, c=None), {}) is None
    assert relation("a = b").pair is None


def test_a_message_names_the_row() -> None:
    said = relation("a <= b", message="Dòng {row}: {left} lớn hơn {right}.")
    assert relation_message(said, evaluate_relation(said, figures(a=3, b=2)), "12") == "Dòng 12: 3 lớn hơn 2."


def test_skipped_relation_shows_no_figures() -> None:
    outcome = evaluate_relation(relation("a = b"), figures(a=1, b=None))
    assert (outcome.left, outcome.right, outcome.left_text, outcome.right_text) == (None, None, "", "")


@pytest.mark.parametrize(("text", "left"), [("a + 1", None), ("'a'", None), ("a = 1 and b = 2", ANY), ("not a", ZERO)])
def test_what_is_no_relation_is_refused(text: str, left: MissingStrategy | None) -> None:
    with pytest.raises(ExpressionError, match="phép so sánh"):
        relation(text, left=left)
