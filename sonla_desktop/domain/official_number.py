"""Số của văn bản đã ban hành, as the clerk typed it: written the way the document itself prints it."""

from __future__ import annotations

import re
from typing import Final

from sonla_desktop.domain.document_symbol import parse
from sonla_desktop.domain.text import fold, nfc

_LABEL: Final = re.compile(r"số(?![^\W\d_])\s*:?\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"([0-9]{1,6})(?:\s*/\s*(.+))?")
_AROUND: Final = re.compile(r"\s*([/-])\s*")


def official_number(typed: str, symbol: str) -> str | None:
    """Number and symbol of an issued report: "45" and "Số: 45 / bc-ubnd" both give "45/BC-UBND".

    A number below 10 gets its zero (NĐ 30/2020, Phụ lục I, II.3). None: it is no number, or the symbol is that of
    another type of document than ``symbol``, which the report printed.
    """
    plain = _LABEL.sub("", " ".join(nfc(typed).split()), count=1)
    found = _NUMBER.fullmatch(plain)
    if found is None or not int(found[1]):
        return None
    number, rest = f"{int(found[1]):02d}", _AROUND.sub(r"\1", found[2] or symbol)
    if not rest or fold(rest) == fold(symbol):
        return f"{number}/{symbol}" if symbol else number
    given, printed = parse(f"{number}/{rest}"), parse(f"{number}/{symbol}")
    if given is None or given.year is not None or (printed is not None and given.type != printed.type):
        return None  # only legal acts carry their year
    return f"{number}/{rest}"
