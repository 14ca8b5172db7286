"""Numbers that an officer types in running text, told apart by what they say: a share, a fraction, a count, money.

Dates, symbols, clauses, hours and telephone numbers are digits, but no figures: they are blanked out before anything
is read. What remains is a claim only where it clearly states a result, because a reader that cries wolf is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final

from sonla_desktop.domain.text import nfc


class NumberKind(StrEnum):
    """What a typed number says."""

    PERCENT = "percent"
    POINTS = "points"
    """A difference between percentages (điểm %)."""
    FRACTION = "fraction"
    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class ProseNumber:
    """One number of a text. ``value`` is the numerator of a fraction; ``position`` counts characters of the NFC text.

    ``is_claim``: it states a result that the report should hold. Small counts, approximations, aims, round 0% and
    100%, and sums of money are no claims.
    """

    kind: NumberKind
    value: Decimal
    quote: str
    position: int
    denominator: Decimal | None = None
    is_claim: bool = False

    @property
    def decimals(self) -> int:
        """How many decimals are printed."""
        return max(0, -int(self.value.as_tuple().exponent))


_SMALLEST_CLAIM: Final = 100
_REMEMBERED: Final = 2048
_CLAUSE: Final = 40  # characters before a number in which a word may turn it into an aim

_LIKE_PLAIN: Final = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("％"): "%", ord("∕"): "/", ord("⁄"): "/"}
_DAY, _MONTH = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19|20|21)[0-9]{2}"
_ALONE, _END = r"(?<![\w.,/])", r"(?![\w/]|[.,][0-9])"
_DOCUMENT = (
    r"công văn|quyết định|kế hoạch|nghị quyết|nghị định|thông tư|thông báo|chỉ thị|kết luận|luật|tờ trình|báo cáo|"
    r"chương trình|hướng dẫn|đề án|dự án|ban chỉ đạo|bộ chỉ số|tổ công tác|quy định|quy chế|công điện|pháp lệnh"
)
_PLACE = (
    r"điều|khoản|điểm|mục|tiểu mục|phụ lục|chương|biểu|mẫu|bảng|trang|tờ|thửa|phiên bản|quốc lộ|tỉnh lộ|tiểu khu|"
    r"số hiệu|mã số|số nhà|km|khóa|kỳ họp thứ|lần thứ|phần thứ|đợt"
)
_NO_FIGURES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\{[^{}\s]{1,120}\}",
        r"https?://\S+|www\.\S+|\S+@\S+",
        rf"\b(?:giai đoạn|nhiệm kỳ|các năm|năm)\s+{_YEAR}(?:\s*[-–,]\s*{_YEAR}|\s+và\s+{_YEAR})*",
        rf"{_ALONE}{_YEAR}\s*[-–/]\s*{_YEAR}{_END}",
        rf"{_ALONE}{_YEAR}-{_MONTH}-{_DAY}{_END}",
        rf"{_ALONE}{_DAY}\s?[/.-]\s?{_MONTH}\s?[/.-]\s?{_YEAR}(?![\w/])",
        rf"\bngày\s+{_DAY}\s+tháng\s+{_MONTH}(?:\s+năm\s+{_YEAR})?",
        rf"\btháng\s+{_MONTH}(?:\s*(?:[,;-]|–|và|đến)\s*{_MONTH})*(?:[/-]{_YEAR}|\s+năm\s+{_YEAR})?{_END}",
        rf"\bngày\s+{_DAY}(?:\s*(?:,|-|–|và|đến)\s*{_DAY})*{_END}",
        rf"{_ALONE}{_MONTH}/{_YEAR}{_END}",
        rf"{_ALONE}{_DAY}/{_MONTH}{_END}",
        rf"\b(?:quý|qúi)\s+(?:[IV]{{1,3}}|[1-4])\b(?:/{_YEAR})?",
        rf"\b(?:{_DOCUMENT})\s+(?:số:?\s*)?[0-9]+(?:/{_YEAR})?{_END}",
        rf"\b(?:{_PLACE})\s+(?:số\s+)?[0-9]+(?:\.[0-9]{{1,2}})*(?!\s?%){_END}",
        r"\b(?:TCVN|QCVN|TCXD|ISO|IEC|TCN)(?:/\w+)?\s*[0-9][0-9:.-]*",
        r"\b(?:điện thoại|đt|sđt|hotline|tổng đài|đường dây nóng|số máy|fax)\s*(?:số\s*)?:?\s*[0-9][0-9 .-]*",
        r"(?<![\w.,/])(?:\+84|0)[0-9]{1,3}[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}\b",
        r"\b[0-9]{1,2}\s?(?:h|giờ)\s?(?:[0-9]{2}(?:\s?phút)?)?(?!\w)|\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b",
        r"[0-9]+(?:,[0-9]+)?\s?%?\s?[-–]\s?[0-9]+(?:,[0-9]+)?\s?%",
    )
)
_SYMBOL: Final = re.compile(r"(?<![\w.,])[0-9]{1,6}(?:/[0-9]{4})?\s?[/-]\s?([^\W\d_])[^\W_]*(?:[-/&.][^\W_]+)*")

_NUMBER = r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,6})?|[0-9]{1,15}(?:[.,][0-9]{1,6})?)"
_FRACTION: Final = re.compile(rf"{_ALONE}({_NUMBER})\s?/\s?({_NUMBER}){_END}")
_SINGLE: Final = re.compile(rf"(?<![\w.,/])({_NUMBER})(?![\w/]|[.,][0-9])")
_POINTS: Final = re.compile(r"\s?(?:%\s?điểm|điểm\s?(?:%|phần\s+trăm))", re.IGNORECASE)
_PERCENT: Final = re.compile(r"\s?(?:%|phần\s+trăm)", re.IGNORECASE)
_MONEY: Final = re.compile(r"\s?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm)\s+)*(?:tỷ|tỉ|đồng|đ|vnđ)\b", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_AIMS: Final = re.compile(r"\b(?:phấn đấu|mục tiêu|chỉ tiêu giao|dự kiến|tối thiểu|tối đa|ít nhất)\b", re.IGNORECASE)
_ROUGHLY: Final = re.compile(r"(?:\b(?:khoảng|hơn|gần|trên|dưới|ước|ước đạt|chừng)|[≥>≤<])\s*$", re.IGNORECASE)
_AT_LEAST: Final = re.compile(r"\s+trở (?:lên|xuống)\b", re.IGNORECASE)
_COUNTED: Final = re.compile(
    r"\s(?:lượt|hồ sơ|văn bản|thủ tục|tthc|dịch vụ|giao dịch|phiếu|trường hợp|công chức|viên chức|cán bộ|người|"
    r"doanh nghiệp|tin|bài|bản tin|nhiệm vụ|ý kiến|phản ánh|chữ ký|tài khoản|thành viên|kết quả|đơn|hộ|quy trình|"
    r"tổ chức|tổ|thôn|bản ghi|chứng thư)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def prose_numbers(text: str) -> tuple[ProseNumber, ...]:
    """The numbers of a text in the order in which they stand; dates, symbols, clauses and the like are none.

    A month is checked at every keystroke while only one of its texts changes, so the last texts are remembered.
    """
    plain = nfc(text).translate(_LIKE_PLAIN)
    if not any(c.isdigit() for c in plain):
        return ()
    rest = _without_other_digits(plain)
    found = list(_fractions(rest))
    for number in found:
        rest = _blanked(rest, number.position, number.position + len(number.quote))
    found += _singles(rest)
    return tuple(sorted(found, key=lambda number: number.position))


def _without_other_digits(text: str) -> str:
    text = _SYMBOL.sub(lambda m: _spaces(m) if m[1].isupper() else m[0], text)
    for pattern in _NO_FIGURES:
        text = pattern.sub(_spaces, text)
    return text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _fractions(text: str) -> Iterator[ProseNumber]:
    for match in _FRACTION.finditer(text):
        part, whole = _value(match[1]), _value(match[2])
        claim = max(part, whole) >= _SMALLEST_CLAIM and not _is_aim(text, match.start(), match.end())
        yield ProseNumber(NumberKind.FRACTION, part, match[0], match.start(), whole, claim)


def _singles(text: str) -> Iterator[ProseNumber]:
    for match in _SINGLE.finditer(text):
        after = text[match.end() : match.end() + _CLAUSE]
        for kind, pattern in ((NumberKind.POINTS, _POINTS), (NumberKind.PERCENT, _PERCENT), (NumberKind.MONEY, _MONEY)):
            if unit := pattern.match(after):
                yield _number(kind, text, match, unit[0])
                break
        else:
            yield _number(NumberKind.COUNT, text, match, "")


def _number(kind: NumberKind, text: str, match: re.Match[str], unit: str) -> ProseNumber:
    is_share = kind in (NumberKind.PERCENT, NumberKind.POINTS)
    value = _share(match[1]) if is_share else _value(match[1])
    claim = _is_claim(kind, value, text, match) and not _is_aim(text, match.start(), match.end() + len(unit))
    return ProseNumber(kind, value, match[1] + unit, match.start(), None, claim)


def _is_claim(kind: NumberKind, value: Decimal, text: str, match: re.Match[str]) -> bool:
    if kind is NumberKind.MONEY:
        return False
    if kind is not NumberKind.COUNT:
        return value not in (0, _SMALLEST_CLAIM)
    if _GROUPED.match(match[1]):
        return True
    return value >= _SMALLEST_CLAIM and "," not in match[1] and bool(_COUNTED.match(text, match.end()))


def _is_aim(text: str, start: int, end: int) -> bool:
    """Whether the words around a number make it an aim ("phấn đấu đạt 85%") or an estimate ("khoảng 1.200")."""
    before = re.split(r"[.;:\n]\s", text[max(0, start - _CLAUSE) : start])[-1]
    return bool(_AIMS.search(before) or _ROUGHLY.search(before) or _AT_LEAST.match(text, end))


def _value(text: str) -> Decimal:
    grouped = _GROUPED.match(text) or "," in text
    return Decimal(text.replace(".", "").replace(",", ".")) if grouped else Decimal(text)


def _share(text: str) -> Decimal:
    """A percentage has no thousands: one dot starts its decimals, as some systems print them."""
    return _value(text) if "," in text else Decimal(text if text.count(".") < 2 else text.replace(".", ""))
