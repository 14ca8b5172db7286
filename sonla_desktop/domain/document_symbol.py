"""Số, ký hiệu of a document, taken apart: what is cited must be findable in somebody's register.

State documents follow NĐ 30/2020/NĐ-CP (Phụ lục I and III), legal acts carry their year, party documents put the type
before the stroke. A symbol that fits none of these was most likely mistyped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.text import fold, nfc

OFFICIAL_LETTER: Final = "CV"
"""Công văn; NĐ 30 gives it no abbreviation, lists of documents write CV."""

TYPES: Final = {
    # NĐ 30/2020/NĐ-CP, Phụ lục III, mục I: named documents, then copies.
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "SY": "Bản sao y",
    "TrS": "Bản trích sao",
    "SL": "Bản sao lục",
    # Legal acts (Luật Ban hành văn bản quy phạm pháp luật); NQ, QĐ and CT stand above.
    "Luật": "Luật",
    "L": "Lệnh",
    "PL": "Pháp lệnh",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    # Party documents that the state list does not have.
    "KL": "Kết luận",
    "QĐi": "Quy định",
    OFFICIAL_LETTER: "Công văn",
}
"""Abbreviation → name of every type of document that may be cited."""

_BY_SPELLING: Final = {fold(name): code for code, name in reversed(TYPES.items())}
_BY_CODE: Final = {code.upper(): code for code in TYPES}

_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_AROUND: Final = re.compile(r"\s*([/-])\s*")
_WORD = r"[^\W\d_][^\W_]*(?:&[^\W_]+)*"
_STATE: Final = re.compile(rf"([0-9]{{1,6}})/(?:([0-9]{{4}})/)?({_WORD}(?:-{_WORD})*)")
_PARTY: Final = re.compile(rf"([0-9]{{1,6}})-({_WORD})/({_WORD}(?:-{_WORD})*)")
_FIRST_YEAR, _LAST_YEAR, _FIRST_BARE = 1945, 2100, 10


@dataclass(frozen=True, slots=True)
class DocumentSymbol:
    """One symbol: number as printed ("02"), year of a legal act, type abbreviation, parts of who issued it.

    ``type`` is empty for acts of the National Assembly (244/2025/QH15), which name none, and CV for a công văn. A type
    that is on no list is kept as it is written: whoever asks can tell by :func:`type_code`.
    """

    printed_number: str
    type: str
    issuer: tuple[str, ...]
    year: int | None = None
    is_of_party: bool = False

    @property
    def number(self) -> int:
        """The number without leading zeros."""
        return int(self.printed_number)

    @property
    def lacks_leading_zero(self) -> bool:
        """True for a number below 10 that is printed without 0 (NĐ 30/2020, Phụ lục I, II.3)."""
        return self.number < _FIRST_BARE and not self.printed_number.startswith("0")

    @property
    def series(self) -> tuple[str, str]:
        """The numbering it belongs to: type and first part of the issuer, in one spelling."""
        return self.type.upper(), fold(self.issuer[0])

    def may_be(self, code: str) -> bool:
        """Whether the document may be of this type; true of a symbol that names no listed type.

        Party bodies abbreviate Quyết định and Quy định alike: Quy định số 37-QĐ/TW.
        """
        stated = type_code(self.type)
        return stated in (None, code) or (self.is_of_party and stated == "QĐ" and code in ("QyĐ", "QĐi"))

    @property
    def unit(self) -> str:
        """What follows the issuer (its unit or field), in one spelling; with the series and number it is the symbol."""
        return fold("-".join(self.issuer[1:]))


def parse(symbol: str) -> DocumentSymbol | None:
    """Take a symbol apart; None when it has no known form.

    Spaces around the separators, long dashes and the case of letters make no difference.
    """
    plain = _AROUND.sub(r"\1", _DASHES.sub("-", " ".join(nfc(symbol).split())))
    if found := _PARTY.fullmatch(plain):
        number, kind, issuer = found.groups()
        party = _symbol(number, _code_or_word(kind), issuer.split("-"))
        return replace(party, is_of_party=True) if party else None
    if found := _STATE.fullmatch(plain):
        number, year, rest = found.groups()
        return _state_symbol(number, int(year) if year else None, rest.split("-"))
    return None


def _state_symbol(number: str, year: int | None, parts: list[str]) -> DocumentSymbol | None:
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    listed = _BY_CODE.get(parts[0].upper())
    if len(parts) == 1:
        no_type = "" if year else OFFICIAL_LETTER
        return None if listed else _symbol(number, no_type, parts, year)
    if listed or year:
        return _symbol(number, listed or parts[0], parts[1:], year)
    return _symbol(number, OFFICIAL_LETTER, parts)


def _symbol(number: str, kind: str, issuer: list[str], year: int | None = None) -> DocumentSymbol | None:
    return DocumentSymbol(number, kind, tuple(issuer), year) if int(number) else None


def _code_or_word(word: str) -> str:
    return _BY_CODE.get(word.upper(), word)


def type_code(text: str) -> str | None:
    """The abbreviation of a type given by abbreviation or by name ("kế hoạch"); None when it is on no list."""
    plain = nfc(text).strip()
    return _BY_CODE.get(plain.upper()) or _BY_SPELLING.get(fold(plain))
