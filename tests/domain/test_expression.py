"""Expressions of form files: what is written is what is worked out, exactly, and a mistake is told with its place."""

import operator
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonla_desktop.domain.expression import (
    Expression,
    ExpressionError,
    Kind,
    Value,
    as_text,
    evaluate,
    parse,
)

HS: Mapping[str, Value] = {
    "HS1": Decimal(4098),
    "HS2": Decimal(2999),
    "HS3": Decimal(1099),
    "HS4": Decimal(2877),
    "HS4P": Decimal("70.2"),
    "none": None,
    "zero": Decimal(0),
    "half": Decimal("-2.5"),
    "done": True,
    "open": False,
    "status": "hoàn thành",
    "blank": "  ",
    "from": date(2026, 4, 16),
    "to": date(2026, 5, 15),
    "ho-so": 7,
}
TABLES: Mapping[str, Sequence[Mapping[str, Value]]] = {
    "units": (
        {"total": Decimal(10), "late": Decimal(1), "kind": "xã"},
        {"total": Decimal("20.5"), "late": Decimal(0), "kind": "sở"},
        {"total": 30, "late": Decimal(3), "kind": "xã"},
    ),
    "gaps": ({"total": Decimal(1), "kind": "xã"}, {"total": None, "kind": None}),
    "empty": (),
}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1234.5", "1234.5"),
        ("HS2 + HS3", "4098"),
        ("HS1 - HS2 - HS3", "0"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("12 / 4 / 3", "1"),
        ("2 - -3", "5"),
        ("-(HS2) * 2", "-5998"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3 * 3", "1"),
        ("1 / 3", "0.3333333333333333333333333333"),
        ("2 / 3", "0.6666666666666666666666666667"),
        ("-2 / 3", "-0.6666666666666666666666666667"),
        ("{ho-so} + 1", "8"),
        ("sum(HS2, HS3, 1)", "4099"),
        ("sum(units.total)", "60.5"),
        ("sum(units.total, units.late, 1)", "65.5"),
        ("sum(empty.total)", "0"),
        ("min(HS2, HS3)", "1099"),
        ("max(units.total)", "30"),
        ("count(units)", "3"),
        ("count(empty)", "0"),
        ("count_if(units, units.kind = 'xã')", "2"),
        ("count_if(units, units.late > 0 and units.total >= 20)", "1"),
        ("count_if(units, units.total > HS1)", "0"),
        ("count_if(gaps, is_missing(gaps.total))", "1"),
        ("count_if(gaps, not is_missing(gaps.kind) and gaps.kind = 'xã')", "1"),
        ("round(HS4 / HS1, 4)", "0.702"),
        ("round(percent(HS4, HS1), 1)", "70.2"),
        ("round(half, 0)", "-3"),
        ("round(2.345, 2)", "2.35"),
        ("percent(1, 8)", "12.5"),
        ("abs(half)", "2.5"),
        ("if(done, 1, 2)", "1"),
        ("if(HS1 > 5000, 1, 2)", "2"),
        ("coalesce(none, HS3)", "1099"),
        ("coalesce(none, none, 5)", "5"),
        ("days({from}, to)", "29"),
        ("days(to, {from})", "-29"),
    ],
)
def test_numbers(text: str, result: str) -> None:
    found = evaluate(parse(text), HS, TABLES)
    assert found == Decimal(result)
    assert isinstance(found, Decimal)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("HS1 = HS2 + HS3", True),
        ("HS1 != HS2 + HS3", False),
        ("HS4P = round(percent(HS4, HS1), 1)", True),
        ("percent(HS4, HS1) >= 70", True),
        ("percent(HS4, HS1) > 70.2", True),
        ("status = 'hoàn thành'", True),
        ("status = 'hoa\u0300n tha\u0300nh'", True),
        ("status != 'chưa'", True),
        ("{from} < to", True),
        ("{from} = to", False),
        ("done", True),
        ("not done", False),
        ("not HS1 = HS2", True),
        ("done = open", False),
        ("open or done and open", False),
        ("(open or done) and done", True),
        ("is_missing(none)", True),
        ("is_missing(blank)", True),
        ("is_missing(zero)", False),
        ("is_missing(none) = is_missing(blank)", True),
        ("compulsory_pair(none, blank)", True),
        ("compulsory_pair(none, zero)", False),
        ("exclusive_pair(zero, done)", False),
        ("exclusive_pair(none, done)", True),
        ("coalesce(none, done)", True),
        ("open and none > 1", False),
        ("none > 1 and open", False),
        ("done or none > 1", True),
    ],
)
def test_conditions(text: str, result: bool) -> None:
    assert evaluate(parse(text), HS, TABLES) is result


@pytest.mark.parametrize(
    "text",
    [
        *("none", "nowhere", "none + 1", "-none", "sum(HS1, none)", "min(empty.total)", "max(nowhere.total)"),
        *("1 / 0", "HS1 / zero", "1 / (HS1 - HS2 - HS3)", "percent(HS1, 0)", "HS1 / zero * 0", "round(none, 1)"),
        *(
            "none = 1",
            "none = none",
            "none != 1",
            "none < 1",
            "blank = 'a'",
            "not none",
            "done and none",
            "open or none",
        ),
        *("if(none, 1, 2)", "if(done, none, 2)", "coalesce(none, blank)", "days({from}, none)", "abs(none)"),
        *("sum(gaps.total)", "sum(nowhere.total)", "count(nowhere)", "count_if(gaps, gaps.total > 0)"),
        *("status + 1", "status < HS1", "status = HS1", "done = 1", "days(HS1, HS2)", "status < blank", "done and HS1"),
    ],
)
def test_missing_or_unfit_operands_give_missing(text: str) -> None:
    # Fields of unknown kind: what they hold shows only now.
    assert evaluate(parse(text), HS, TABLES) is None


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999"), Decimal("1E-999999"), Decimal("1E+101")]
)
def test_a_value_that_is_no_figure_is_missing(value: Decimal) -> None:
    assert evaluate(parse("is_missing(a)"), {"a": value}) is True
    assert evaluate(parse("a + 1"), {"a": value}) is None


def test_a_result_beyond_any_report_is_missing() -> None:
    assert evaluate(parse("a * a * a"), {"a": Decimal("1E+40")}) is None
    assert evaluate(parse("a * a"), {"a": Decimal("1E+40")}) == Decimal("1E+80")


def test_moments_count_as_their_day() -> None:
    values = {"a": datetime(2026, 5, 1, 23, 59), "b": date(2026, 5, 2)}
    assert evaluate(parse("days(a, b)"), values) == 1


def test_text_and_date_are_given_back() -> None:
    assert evaluate(parse("if(done, status, 'chưa')"), HS) == "hoàn thành"
    assert evaluate(parse("coalesce(none, to)"), HS) == date(2026, 5, 15)
    assert evaluate(parse("'Sơn La''s'"), {}) == "Sơn La's"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 + a", Kind.NUMBER),
        ("a = 1", Kind.BOOLEAN),
        ("not a", Kind.BOOLEAN),
        ("'a'", Kind.TEXT),
        ("a", Kind.UNKNOWN),
        ("if(a, b, 1)", Kind.NUMBER),
        ("if(a, b, c)", Kind.UNKNOWN),
        ("coalesce(a, 'chưa')", Kind.TEXT),
        ("days(a, b)", Kind.NUMBER),
        ("count_if(t, t.a = 'x')", Kind.NUMBER),
        ("is_missing(a)", Kind.BOOLEAN),
    ],
)
def test_kind_of_an_expression(text: str, kind: Kind) -> None:
    assert parse(text).kind is kind


def test_declared_kinds_are_used() -> None:
    fields = {"a": Kind.DATE, "b": Kind.DATE, "t.c": Kind.NUMBER}
    assert parse("coalesce(a, b)", fields).kind is Kind.DATE
    assert parse("sum(t.c) > count(t)", fields).kind is Kind.BOOLEAN


def test_names_tables_and_columns() -> None:
    expression = parse("HS1 = sum(t.a, {HS-2}) + count(u) + count_if(v, v.b = 'x' and v.c > HS1)")
    assert expression.names == {"HS1", "HS-2"}
    assert expression.tables == {"t", "u", "v"}
    assert expression.columns == {"t.a", "v.b", "v.c"}


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("", 0, "chưa viết hết"),
        ("a +", 3, "chưa viết hết"),
        ("(a + b", 6, 'Thiếu dấu ")"'),
        ("a b", 2, 'Thừa "b"'),
        ("a + * b", 4, '"*"'),
        ("a)", 1, '")"'),
        ("1.5.2", 3, '"."'),
        ("1,5", 1, '","'),
        ("12abc", 2, '"abc"'),
        ("a + @", 4, '"@"'),
        ("a = 'x", 4, "đóng nháy"),
        ("a = ''", 4, "is_missing"),
        ("{a b}", 0, "ngoặc nhọn"),
        ("a == b", 2, "Viết ="),
        ("a <> b", 2, "Viết !="),
        ("a ≤ b", 2, "Viết <="),
        ("a && b", 2, "Viết and"),
        ("!a", 0, "Viết not"),
        ('a = "x"', 4, "Viết '"),
        ("a – b", 2, "Viết -"),
        ("summ(a, b)", 0, "Có phải sum không?"),
        ("a + COUNTIF(t, a)", 4, "Có phải count_if không?"),
        ("qwxyz(a)", 0, "Các hàm: sum"),
        ("__import__('os')", 0, "Không có hàm"),
        ("{sum}(a)", 5, '"("'),
        ("sum + 1", 0, "tên hàm"),
        ("sum()", 0, "ít nhất 1"),
        ("round(a)", 0, "cần 2"),
        ("if(a, b, c, d)", 0, "cần 3"),
        ("a < b < c", 6, "từng đôi"),
        ("count(a + 1)", 6, "tên bảng"),
        ("a and", 5, "chưa viết hết"),
        ("and a", 0, '"and"'),
        ("1 + not a", 4, "cần số"),
        ("1 + 'a'", 4, "cần số"),
        ("sum(a) and b", 0, "cần điều kiện"),
        ("not 1", 4, "cần điều kiện"),
        ("if(1, a, b)", 3, "cần điều kiện"),
        ("if(a, 1, 'x')", 9, "cần số"),
        ("a = 1 and a = 'x'", 14, "cần số"),
        ("-'a'", 1, "cần số"),
        ("1 = 'a'", 4, "cần số"),
        ("days(1, a)", 5, "cần ngày"),
        ("if(c, a, b) + 1 > 0 and a = 'x'", 28, "cần số"),
        ("'a' < 'b'", 0, "so sánh số hoặc ngày"),
        ("is_missing(a) > is_missing(b)", 0, "so sánh số hoặc ngày"),
        ("a = percent(b, c)", 4, "Làm tròn"),
        ("a != b / c + 1", 5, "Làm tròn"),
        ("round(a, b)", 9, "từ 0 đến 10"),
        ("round(a, 1.5)", 9, "từ 0 đến 10"),
        ("round(a, 11)", 9, "từ 0 đến 10"),
        ("t.a + 1", 0, "chỉ dùng trong"),
        ("sum(t.a * 2)", 4, "chỉ dùng trong"),
        ("t.", 2, "chưa viết hết"),
        ("a.b.c", 3, '"."'),
        ("count_if(t, u.a = 1)", 12, "bảng khác"),
        ("count_if(t, sum(t.a) > 1)", 16, "từng dòng"),
        ("count_if(t, count(u) > 1)", 12, "từng dòng"),
        ("1" * 25, 0, "24 chữ số"),
        ("(" * 51 + "a", 50, "50 mức"),
        ("-" * 60 + "a", 50, "50 mức"),
        ("1" + "+1" * 1000, 2000, "2000 ký tự"),
    ],
)
def test_mistakes_are_told_with_their_place(text: str, position: int, says: str) -> None:
    with pytest.raises(ExpressionError) as error:
        parse(text)
    assert error.value.position == position
    assert says in error.value.message
    assert f"ký tự thứ {position + 1}" in str(error.value)
    assert len(error.value.message.split()) <= 30


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("HS1 = HSS2", 6, "Có phải HS2 không?"),
        ("hs1 = 1", 0, "Có phải HS1 không?"),
        ("sum(t.totl)", 4, "Có phải t.total không?"),
        ("HS1 = xyzxyz", 6, "Kiểm tra lại tên"),
        ("HS1 = 'x'", 6, "cần số"),
    ],
)
def test_declared_names_are_checked(text: str, position: int, says: str) -> None:
    fields = {"HS1": Kind.NUMBER, "HS2": Kind.NUMBER, "t.total": Kind.NUMBER}
    with pytest.raises(ExpressionError, match=r".") as error:
        parse(text, fields)
    assert error.value.position == position
    assert says in error.value.message


def test_the_longest_and_the_deepest_expressions_are_worked_out() -> None:
    assert evaluate(parse("1" + "+1" * 999), {}) == 1000
    assert evaluate(parse("1 " + " + 1 " * 999), {}) == 1000
    assert evaluate(parse("-" * 50 + "7"), {}) == -7 * (-1) ** 49
    assert evaluate(parse("(" * 50 + "a" + ")" * 50), {"a": 5}) == 5


@pytest.mark.parametrize(
    ("opens", "core", "closes", "levels"),
    [
        ("if(1<1+1*", "1", ",1,2)", 12),
        ("if(", "1", "*1+1<1 and p or p,1,2)", 8),
        ("1+(", "1", ")", 25),
        ("sum(1,", "1", ")", 50),
    ],
)
def test_every_operation_counts_as_a_level(opens: str, core: str, closes: str, levels: int) -> None:
    expression = parse(opens * levels + core + closes * levels)
    assert isinstance(evaluate(expression, {"p": False}), Decimal)
    assert parse(as_text(expression)) == expression
    with pytest.raises(ExpressionError, match="50 mức"):
        parse(opens * (levels + 1) + core + closes * (levels + 1))


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("((a))", "a"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "(a - b) - c"),
        ("- (a+b)", "-(a + b)"),
        ("not(a=b)", "not a = b"),
        ("not(a and b)", "not (a and b)"),
        ("(a or b)and c", "(a or b) and c"),
        ("(a = b) = c", "(a = b) = c"),
        ("{a}", "a"),
        ("{sum} + {and} + {a-b}", "{sum} + {and} + {a-b}"),
        ("sum( t.{x-y},b )", "sum(t.{x-y}, b)"),
        ("sum(t.sum, {sum}.a)", "sum(t.sum, {sum}.a)"),
        ("count_if({t-1},{t-1}.a='x''y')", "count_if({t-1}, {t-1}.a = 'x''y')"),
        ("count(t)", "count(t)"),
        ("1.50", "1.50"),
    ],
)
def test_canonical_spelling(text: str, canonical: str) -> None:
    assert as_text(parse(text)) == canonical
    assert parse(canonical) == parse(text)


# Generated expressions: text and expected result are built side by side, by the plain rules of arithmetic.
Worked = tuple[str, Fraction | None]
Judged = tuple[str, bool | None]
ARITHMETIC = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
ORDER = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
FIGURES: dict[str, Value] = {"a": Decimal("3.25"), "b": Decimal(-4), "c": Decimal(0), "d": None, "e": 12}


def _leaf(name: str) -> Worked:
    value = FIGURES[name]
    return name, None if value is None else Fraction(Decimal(str(value)))


def _operation(sign: str, left: Worked, right: Worked) -> Worked:
    text = f"({left[0]}) {sign} ({right[0]})"
    if left[1] is None or right[1] is None or (sign == "/" and not right[1]):
        return text, None
    return text, ARITHMETIC[sign](left[1], right[1])


def _minus(operand: Worked) -> Worked:
    return f"-({operand[0]})", None if operand[1] is None else -operand[1]


def _choice(condition: Judged, then: Worked, otherwise: Worked) -> Worked:
    text = f"if({condition[0]}, {then[0]}, {otherwise[0]})"
    return text, None if condition[1] is None else (then[1] if condition[1] else otherwise[1])


def _order(sign: str, left: Worked, right: Worked) -> Judged:
    known = left[1] is not None and right[1] is not None
    return f"{left[0]} {sign} {right[0]}", ORDER[sign](left[1], right[1]) if known else None


def _joined(word: str, left: Judged, right: Judged) -> Judged:
    text, both = f"({left[0]}) {word} ({right[0]})", {left[1], right[1]}
    decisive = word == "or"
    return text, decisive if decisive in both else None if None in both else not decisive


LEAVES = st.one_of(
    st.sampled_from(sorted(FIGURES)).map(_leaf),
    st.integers(0, 999).map(lambda n: (str(n), Fraction(n))),
    st.decimals(0, 99, places=2).map(lambda d: (f"{d:f}", Fraction(d))),
)


def _bigger(numbers: st.SearchStrategy[Worked]) -> st.SearchStrategy[Worked]:
    orders = st.builds(_order, st.sampled_from(sorted(ORDER)), numbers, numbers)
    conditions = orders | st.builds(_joined, st.sampled_from(["and", "or"]), orders, orders)
    return st.one_of(
        st.builds(_operation, st.sampled_from(sorted(ARITHMETIC)), numbers, numbers),
        numbers.map(_minus),
        st.builds(_choice, conditions, numbers, numbers),
    )


NUMBERS = st.recursive(LEAVES, _bigger, max_leaves=12)
CONDITIONS = st.builds(_order, st.sampled_from(sorted(ORDER)), NUMBERS, NUMBERS)


@given(NUMBERS)
def test_numbers_equal_a_plain_working_out_in_fractions(case: Worked) -> None:
    text, expected = case
    found = evaluate(parse(text), FIGURES)
    if expected is None:
        assert found is None
    else:
        assert isinstance(found, Decimal)
        assert abs(Fraction(found) - expected) <= Fraction(1, 2 * 10**28)


@given(CONDITIONS)
def test_conditions_are_decided_on_exact_numbers(case: Judged) -> None:
    text, expected = case
    assert evaluate(parse(text), FIGURES) is expected


@given(st.one_of(NUMBERS, CONDITIONS))
def test_canonical_spelling_reads_back_to_the_same_expression(case: Worked | Judged) -> None:
    expression = parse(case[0])
    canonical = as_text(expression)
    assert parse(canonical) == expression
    assert as_text(parse(canonical)) == canonical


PIECES = st.lists(
    st.sampled_from(
        [
            *("a", "b", "t", "t.a", "1", "2.5", "'x'", "{a-b}", "(", ")", ",", ".", "+", "-", "*", "/", "=", "!=", "<"),
            *("and", "or", "not", "sum(", "count(", "count_if(t,", "round(", "percent(", "if(", "is_missing(", "days("),
        ]
    ),
    max_size=14,
).map(" ".join)


def _read(text: str) -> Expression | ExpressionError:
    try:
        return parse(text)
    except ExpressionError as error:
        return error


@given(st.text() | PIECES)
def test_any_text_is_an_expression_or_an_expression_error(text: str) -> None:
    read = _read(text)
    if isinstance(read, ExpressionError):
        assert 0 <= read.position <= len(text)
        assert read.message
    else:
        assert parse(as_text(read)) == read


ANY_VALUE = st.one_of(
    st.none(), st.decimals(), st.integers(), st.text(max_size=3), st.booleans(), st.dates(), st.datetimes()
)
UNTYPED = (
    *("a + b", "a * b / a - -b", "a = b", "a < b", "not a", "a and b or a", "is_missing(a)", "coalesce(a, b, {a-b})"),
    *("if(a, b, {a-b})", "days(a, b)", "round(a, 2)", "percent(a, b)", "abs(a)", "min(a, t.a)", "max(t.a)", "sum(t.a)"),
    *("count(t)", "count_if(t, t.a = b)", "count_if(t, t.a)", "count_if(t, t.a < a)", "a = 'x'", "a > 1"),
)


@given(
    st.sampled_from(UNTYPED),
    st.dictionaries(st.sampled_from(["a", "b", "a-b"]), ANY_VALUE),
    st.lists(ANY_VALUE, max_size=3),
)
def test_working_out_never_raises(text: str, values: dict[str, Value], cells: list[Value]) -> None:
    result = evaluate(parse(text), values, {"t": [{"a": cell} for cell in cells]})
    assert result is None or isinstance(result, Decimal | str | bool | date)
