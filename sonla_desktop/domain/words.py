"""Numbers and amounts in Vietnamese words as official texts print them, and read back to compare words with figures.

The manner (linh or lẻ, ngàn or nghìn, commas between groups) belongs to the form, not to the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from sonla_desktop.domain.text import fold

LARGEST: Final = 10**21
"""The largest number in words, either side of zero."""
MAX_DECIMALS: Final = 6

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A manner of writing: the word for an empty tens place, the word for 1,000, commas between groups or not."""

    zero_tens: Literal["linh", "lẻ"] = "linh"
    thousand: Literal["ngàn", "nghìn"] = "ngàn"
    group_commas: bool = True


OFFICIAL: Final = WordStyle()
"""As the province's documents print amounts: linh, ngàn, commas."""
NORTHERN: Final = WordStyle("linh", "nghìn", group_commas=False)
SOUTHERN: Final = WordStyle("lẻ", "ngàn", group_commas=False)


def number_in_words(value: Decimal | int, style: WordStyle = OFFICIAL) -> str:
    """Write a number in words: 1015 → "một ngàn, không trăm mười lăm"; 12.25 → "mười hai phẩy hai mươi lăm".

    Args:
        value: from -10**21 to 10**21 with at most 6 decimals; closing zeros of the decimals are not read.
        style: the manner of writing.

    Raises:
        ValueError: the number is out of range, has more decimals or is not finite.
    """
    whole, fraction = _checked_digits(value)
    words = _whole_in_words(whole, style)
    if fraction:
        words += f" phẩy {_fraction_in_words(fraction, style)}"
    return f"âm {words}" if value < 0 else words


def amount_in_words(value: Decimal | int, unit: str = "đồng", style: WordStyle = OFFICIAL) -> str:
    """Write an amount as a sentence opens: "Năm trăm đồng".

    Raises:
        ValueError: as number_in_words.
    """
    words = f"{number_in_words(value, style)} {unit}".rstrip()
    return words[0].upper() + words[1:]


def _checked_digits(value: Decimal | int) -> tuple[int, str]:
    """The whole part without its sign, and the digits after the comma without closing zeros."""
    figure = Decimal(value)
    if not figure.is_finite() or figure.copy_abs() > LARGEST:
        raise ValueError("Số quá lớn, không viết được bằng chữ. Kiểm tra lại con số (nhiều nhất một ngàn tỷ tỷ).")
    if figure and figure.adjusted() < -MAX_DECIMALS:
        raise _too_many_decimals()
    whole, _, fraction = f"{figure.copy_abs() if figure else Decimal(0):f}".partition(".")
    fraction = fraction.rstrip("0")
    if len(fraction) > MAX_DECIMALS:
        raise _too_many_decimals()
    return int(whole), fraction


def _too_many_decimals() -> ValueError:
    return ValueError(f"Phần lẻ viết bằng chữ có nhiều nhất {MAX_DECIMALS} chữ số. Làm tròn trước khi viết.")


def _whole_in_words(number: int, style: WordStyle) -> str:
    if not number:
        return _DIGITS[0]
    groups: list[str] = []
    for power in (2, 1, 0):
        # Only the last group of a block carries "tỷ": một ngàn, hai trăm ba mươi tư tỷ.
        block = _block_in_words(number // _BILLION**power % (_BILLION if power < 2 else LARGEST), style, not groups)
        if block:
            block[-1] += " tỷ" * power
        groups += block
    return (", " if style.group_commas else " ").join(groups)


def _block_in_words(block: int, style: WordStyle, first: bool) -> list[str]:
    """The groups of three digits of a number below a billion; empty groups are not read."""
    words: list[str] = []
    for value, unit in ((1_000_000, " triệu"), (1_000, f" {style.thousand}"), (1, "")):
        group = block // value % 1_000
        if group:
            words.append(_group_in_words(group, style, full=not first or bool(words)) + unit)
    return words


def _group_in_words(group: int, style: WordStyle, *, full: bool) -> str:
    """Three digits; `full` reads the hundreds even when there are none, as every group but the first does."""
    hundreds, rest = divmod(group, 100)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    tens, ones = divmod(rest, 10)
    if not tens and ones and words:
        words.append(style.zero_tens)
    return " ".join(words + _tens_in_words(tens, ones))


def _tens_in_words(tens: int, ones: int) -> list[str]:
    if tens == 0:
        return [_DIGITS[ones]] if ones else []
    words = ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones:
        words.append(_ones_after_tens(tens, ones))
    return words


def _ones_after_tens(tens: int, ones: int) -> str:
    if tens == 1:
        return "lăm" if ones == 5 else _DIGITS[ones]
    return _AFTER_TENS.get(ones, _DIGITS[ones])


def _fraction_in_words(digits: str, style: WordStyle) -> str:
    """Opening zeros one by one, the rest as a number, without commas: they would look like the decimal comma."""
    rest = digits.lstrip("0")
    zeros = [_DIGITS[0]] * (len(digits) - len(rest))
    plain = WordStyle(style.zero_tens, style.thousand, group_commas=False)
    return " ".join([*zeros, _whole_in_words(int(rest), plain)])


# Reading back. Words are compared folded, where mười and mươi, một and mốt, lẻ and le fall together.
_READ_DIGITS = {fold(word): digit for digit, word in enumerate(_DIGITS)}
_READ_DIGITS |= {"tu": 4, "lam": 5, "nham": 5}
_NO_TENS = frozenset({"linh", "le"})
_SMALL_UNITS = {"trieu": 1_000_000, "ngan": 1_000, "nghin": 1_000}
_BILLION_WORDS = frozenset({"ty", "ti"})
_PUNCTUATION = re.compile(r"[,;.:()]")


def read_words(text: str, unit: str = "đồng") -> Decimal | None:
    """Read a number in words back, in any style; None when the words are no number.

    Marks, capitals, commas and spaces make no difference; "tỉ", "bốn" for "tư" and a left-out "không trăm" before
    "linh" are understood. A closing `unit`, also with "chẵn", is passed over.
    """
    words = _without_unit(fold(_PUNCTUATION.sub(" ", text)), fold(unit)).split()
    negative = words[:1] == ["am"]
    whole_words, comma, fraction_words = _parted(words[1:] if negative else words)
    whole = _WordReader(whole_words).number()
    digits = _read_fraction(fraction_words) if comma else ""
    if whole is None or digits is None:
        return None
    figure = Decimal(f"{whole}.{digits}" if digits else whole)
    if figure > LARGEST:
        return None
    return figure.copy_negate() if negative and figure else figure


def _without_unit(words: str, unit: str) -> str:
    return words.removesuffix(" chan").removesuffix(f" {unit}" if unit else "")


def _parted(words: list[str]) -> tuple[list[str], bool, list[str]]:
    if "phay" not in words:
        return words, False, []
    at = words.index("phay")
    return words[:at], True, words[at + 1 :]


def _read_fraction(words: list[str]) -> str | None:
    """The digits after the comma, or None."""
    digits = [_READ_DIGITS[word] for word in words if word in _READ_DIGITS]
    if words and len(digits) == len(words):
        return "".join(map(str, digits)) if len(digits) <= MAX_DECIMALS else None
    zeros = next((at for at, word in enumerate(words) if word != "khong"), len(words))
    number = _WordReader(words[zeros:]).number()
    read = None if number is None else "0" * zeros + str(number)
    return read if read is not None and len(read) <= MAX_DECIMALS else None


class _WordReader:
    """Reads folded words from left to right; `_at` is the next word."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(words)
        self._at = 0

    def number(self) -> int | None:
        """The whole number that all the words make, or None."""
        total, power = 0, 3
        while self._at < len(self._words):
            block = self._block(first=power == 3)
            billions = self._billions()
            if block is None or billions >= power:
                return None
            total, power = total + block * _BILLION**billions, billions
            if power == 0:
                break
        return total if self._at == len(self._words) and power < 3 else None

    def _next(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _takes(self, *wanted: str) -> bool:
        taken = self._next() in wanted
        self._at += taken
        return taken

    def _digit(self) -> int | None:
        digit = _READ_DIGITS.get(self._next())
        self._at += digit is not None
        return digit

    def _billions(self) -> int:
        count = 0
        while self._takes(*_BILLION_WORDS):
            count += 1
        return count

    def _block(self, first: bool) -> int | None:
        """A number below a billion: triệu, then ngàn, then the rest, each at most once."""
        total, below = 0, _BILLION
        while below > 1 and self._starts_a_group():
            after_another = not first or below < _BILLION
            group, unit = self._group(after_another), self._small_unit()
            # "một ngàn không" is cut off, or no number at all.
            cut_off = group == 0 and unit == 1 and after_another
            if group is None or unit >= below or cut_off:
                return None
            total, below = total + group * unit, unit
        return total if below < _BILLION else None

    def _small_unit(self) -> int:
        unit = _SMALL_UNITS.get(self._next(), 1)
        self._at += unit > 1
        return unit

    def _starts_a_group(self) -> bool:
        return self._next() in _READ_DIGITS or self._next() == "muoi" or self._next() in _NO_TENS

    def _group(self, after_another: bool) -> int | None:
        """Three digits; a group that opens with linh must follow another one."""
        if self._next() in _NO_TENS:
            return self._rest() if after_another else None
        start = self._at
        hundreds = self._digit()
        if hundreds is not None and self._takes("tram"):
            rest = self._rest()
            return None if rest is None else hundreds * 100 + rest
        self._at = start
        return self._tens()

    def _rest(self) -> int | None:
        """What follows the hundreds: nothing, linh and a digit, or tens."""
        if self._takes(*_NO_TENS):
            return self._digit() or None
        if self._next() == "muoi" or self._next() in _READ_DIGITS:
            start = self._at
            tens = self._tens()
            # "một trăm năm" is neither 105 nor 150 in official writing.
            return tens if self._at - start > 1 or self._words[start] == "muoi" else None
        return 0

    def _tens(self) -> int | None:
        """A digit, mười and a digit, or a digit, mươi and a digit; ones are never zero after tens."""
        if self._takes("muoi"):
            return self._after_tens(10)
        digit = self._digit()
        if digit is not None and self._takes("muoi"):
            return self._after_tens(10 * digit) if digit > 1 else None
        return digit

    def _after_tens(self, tens: int) -> int | None:
        ones = self._digit()
        return None if ones == 0 else tens + (ones or 0)
