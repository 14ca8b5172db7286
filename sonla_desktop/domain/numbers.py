"""Figures in Vietnamese writing: read without ever guessing, rounded half-up, printed one way.

Dots group thousands, the comma starts the decimals. A figure that could be two numbers is asked about
("1.003"), because readers that guess turn 12.5 into 125 without a word. Decimal and Fraction only, no float.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

MAX_DIGITS = 24  # more than any figure of a province; keeps every operation on readings exact

_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)} | {
    ord(wide): narrow for wide, narrow in zip("．，％＋", ".,%+", strict=True)
}
_MINUSES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"), "-")
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_TO_PLAIN = _FULL_WIDTH | _MINUSES | _SPACES | _INVISIBLE

# The caller's decimal context is never used: it may round, and it may differ between threads.
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_PRINTED_PERCENT = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)?|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+) ?%?")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")


class Certainty(StrEnum):
    """How sure a reading is: taken, asked about, or refused."""

    SURE = "chac"
    ASK = "hoi"
    WRONG = "sai"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a typed or pasted figure says.

    `value` is set only when the reading is SURE. `candidates` holds what the officer may choose from when it
    is ASK (one or more), and the value itself when it is SURE. `hint` is a short Vietnamese sentence
    when it is not SURE; it is empty for an empty cell, which is not a mistake.
    """

    certainty: Certainty
    value: Decimal | None
    candidates: tuple[Decimal, ...]
    hint: str


class _Spelling(NamedTuple):
    """A way of writing an unsigned number, and what a text written so may mean."""

    pattern: re.Pattern[str]
    meanings: tuple[Callable[[str], str], ...]
    sure: bool
    why_asked: str = ""


def _grouped(text: str) -> str:
    return text.replace(".", "").replace(" ", "").replace(",", ".")


def _dot_decimals(text: str) -> str:
    return text


def _comma_groups(text: str) -> str:
    return text.replace(",", "")


_TWO_READINGS = "Hãy chọn cách đọc."
_DOT_FOR_DECIMALS = "Phần lẻ viết sau dấu phẩy; xin xác nhận."
_LEADING_ZERO = "Số bắt đầu bằng 0 có thể là mã; xin xác nhận."
_ONE_DOT_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_ONE_COMMA_GROUP = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")

# The first pattern that fits the whole text decides.
# "05" is how official texts print 5; "0812" looks like a code.
_SPELLINGS = (
    _Spelling(re.compile(r"[1-9][0-9]*|0[0-9]?"), (_grouped,), True),
    _Spelling(re.compile(r"0[0-9]+(?:,[0-9]+)?"), (_grouped,), False, _LEADING_ZERO),
    _Spelling(_ONE_DOT_GROUP, (_grouped, _dot_decimals), False, _TWO_READINGS),
    _Spelling(re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"), (_grouped,), True),
    _Spelling(re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:,[0-9]+)?"), (_grouped,), True),
    _Spelling(_ONE_COMMA_GROUP, (_grouped, _comma_groups), False, _TWO_READINGS),
    _Spelling(re.compile(r"(?:0|[1-9][0-9]*),[0-9]+"), (_grouped,), True),
    _Spelling(re.compile(r"(?:0|[1-9][0-9]*)\.[0-9]+"), (_dot_decimals,), False, _DOT_FOR_DECIMALS),
)


def read_number(text: str, *, whole: bool = False, percent: bool = False) -> NumberReading:
    """Read one figure written in the Vietnamese way, without guessing.

    Args:
        text: what was typed or pasted.
        whole: the figure counts things, so "1.003" can only be 1003, and "1,5" is wrong.
        percent: the figure is a percentage; a % sign is allowed, and 0,7 without one is asked about.
    """
    plain = text.translate(_TO_PLAIN).strip()
    if not plain:
        return _wrong("")
    marked = plain.endswith("%")
    if marked and not percent:
        return _wrong("Ô này ghi số, không ghi tỷ lệ. Bỏ dấu % hoặc ghi lại con số.")
    unmarked = plain.removesuffix("%").rstrip()
    negative = unmarked.startswith("-")
    body = unmarked[1:] if unmarked[:1] in ("-", "+") else unmarked
    reading = _read_body(body, plain, whole, percent)
    if percent and not marked:
        reading = _ask_about_fraction(reading)
    return _negated(reading) if negative else reading


def _read_body(body: str, shown: str, whole: bool, percent: bool) -> NumberReading:
    """Read an unsigned figure; `shown` is what the hint quotes."""
    if sum(c.isdigit() for c in body) > MAX_DIGITS:
        return _wrong(f"Số dài quá {MAX_DIGITS} chữ số. Kiểm tra lại con số.")
    spelling = next((s for s in _SPELLINGS if s.pattern.fullmatch(body)), None)
    if spelling is None:
        return _wrong(_why_wrong(body))
    values = tuple(Decimal(meaning(body)) for meaning in spelling.meanings)
    if _context_decides(spelling, whole, percent):
        return _sure(values[0])
    if whole:
        values = tuple(v for v in values if v == v.to_integral_value())
    if not values:
        return _wrong("Ô này chỉ ghi số nguyên. Bỏ phần lẻ hoặc kiểm tra lại con số.")
    return _sure(values[0]) if spelling.sure else _ask(shown, values, spelling.why_asked)


def _context_decides(spelling: _Spelling, whole: bool, percent: bool) -> bool:
    """A count has no decimals, a percentage no thousands: then one separator can mean only one thing."""
    pattern = spelling.pattern
    return (whole and pattern is _ONE_DOT_GROUP) or (percent and pattern is _ONE_COMMA_GROUP)


def _ask_about_fraction(reading: NumberReading) -> NumberReading:
    """Excel keeps 70% as 0,7: a percentage below 1 without its sign may be either."""
    value = reading.value
    if value is None or not 0 < value < 1:
        return reading
    choices = (value, value.scaleb(2, _EXACT))
    printed = " hay ".join(f"{format_number(choice.normalize(_EXACT))}%" for choice in choices)
    return NumberReading(Certainty.ASK, None, choices, f"Không rõ là {printed}. Ghi thêm dấu % cho rõ.")


def _negated(reading: NumberReading) -> NumberReading:
    value = None if reading.value is None else _minus(reading.value)
    return NumberReading(reading.certainty, value, tuple(map(_minus, reading.candidates)), reading.hint)


def _minus(value: Decimal) -> Decimal:
    return value.copy_negate() if value else value


def _sure(value: Decimal) -> NumberReading:
    return NumberReading(Certainty.SURE, value, (value,), "")


def _wrong(hint: str) -> NumberReading:
    return NumberReading(Certainty.WRONG, None, (), hint)


def _ask(shown: str, values: tuple[Decimal, ...], why: str) -> NumberReading:
    # Ungrouped on purpose: printing 1003 as "1.003" would show the doubtful spelling again.
    sign = "-" if shown.startswith("-") else ""
    choices = " hay ".join(sign + f"{value:f}".replace(".", ",") for value in values)
    return NumberReading(Certainty.ASK, None, values, f'Không rõ "{shown}" có phải là {choices}. {why}')


def _why_wrong(body: str) -> str:
    if not any(c in "0123456789" for c in body):
        return "Chưa có chữ số. Ghi một con số, ví dụ 1.234,5."
    if _ENGLISH.fullmatch(body):
        vietnamese = body.translate({ord(","): ".", ord("."): ","})
        return f"Dấu chấm nhóm hàng nghìn, dấu phẩy cho phần lẻ. Nếu đúng, ghi lại là {vietnamese}."
    if any(c.isalpha() for c in body):
        return "Ô này chỉ ghi chữ số. Bỏ phần chữ, ghi lại con số."
    return "Số viết chưa đúng kiểu. Ghi như 1.234,5; dấu trừ viết sát chữ số."


def format_number(value: Decimal | int, decimals: int | None = None) -> str:
    """Print a figure: "1.003", "1.234,50", "-5".

    Args:
        value: a finite figure.
        decimals: how many decimals to print, rounding half-up; None prints the digits the figure has.

    Raises:
        ValueError: the figure is infinite or not a number.
    """
    figure = Decimal(value)
    if not figure.is_finite():
        raise ValueError(f"Không in được giá trị {value}.")
    if decimals is not None:
        figure = half_up(figure, decimals)
    whole, _, fraction = f"{figure.copy_abs():f}".partition(".")
    sign = "-" if figure < 0 else ""
    return sign + f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")


def format_percent(value: Decimal, decimals: int = 2) -> str:
    """Print a value that is already in percent: 80.96 → "80,96%"."""
    return f"{format_number(value, decimals)}%"


def format_ratio(numerator: Decimal, denominator: Decimal, decimals: int = 2) -> str:
    """Print numerator/denominator as a percentage, rounded half-up once from the exact ratio.

    Raises:
        ZeroDivisionError: the denominator is 0.
    """
    return format_percent(percent_decimal(numerator, denominator, decimals), decimals)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Round to `decimals` digits; a half goes away from zero, and -0 becomes 0."""
    rounded = value.quantize(Decimal((0, (1,), -decimals)), context=_EXACT)
    return rounded if rounded else rounded.copy_abs()


def ratio_percent(a: Decimal, b: Decimal) -> Fraction:
    """Return a/b in percent, exactly; whether a target is met is decided on this, never on a rounded value.

    Raises:
        ZeroDivisionError: b is 0.
    """
    return Fraction(a) * 100 / Fraction(b)


def percent_decimal(a: Decimal, b: Decimal, decimals: int = 6) -> Decimal:
    """Return a/b in percent, rounded half-up once to `decimals` digits.

    Raises:
        ZeroDivisionError: b is 0.
    """
    exact = ratio_percent(a, b)
    doubled = 2 * abs(exact.numerator) * 10**decimals
    units = (doubled + exact.denominator) // (2 * exact.denominator)
    sign = 1 if exact < 0 and units else 0
    return Decimal((sign, tuple(map(int, str(units))), -decimals))


def read_printed_percent(text: str) -> tuple[Decimal, int] | None:
    """Read a percentage as a source system prints it: "80,96", "80.96" or "80,96%".

    Returns the value and how many decimals are printed, or None when it is no such number. A single
    separator always starts the decimals, since a percentage has no thousands.
    """
    plain = text.translate(_TO_PLAIN).strip()
    if _PRINTED_PERCENT.fullmatch(plain) is None:
        return None
    digits = plain.rstrip("% ")
    figure = digits.replace(".", "").replace(",", ".") if "," in digits else digits
    return Decimal(figure), len(figure.partition(".")[2])
