"""Tables as CSV bytes that a spreadsheet cannot take for formulas, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from sonla_desktop.domain.sheet import ColumnType, Sheet

LINE_END: Final = "\r\n"

_FORMULA: Final = "[=+\\-@\t\r\n＝＋－＠]."
_TO_GUARD: Final = re.compile(f"'*{_FORMULA}", re.DOTALL)
_GUARDED: Final = re.compile(f"'+{_FORMULA}", re.DOTALL)
_PLAIN_FIGURE: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*%?")


def guarded(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula.

    A text that already starts with apostrophes and such a sign gets one more, so that ``unguarded`` is exact.
    Plain figures such as -5 or +84, and such a sign by itself, stay as they are.
    """
    return f"'{text}" if _TO_GUARD.match(text) and not _PLAIN_FIGURE.fullmatch(text) else text


def unguarded(text: str) -> str:
    """The reverse of :func:`guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as RFC 4180 CSV: UTF-8 without BOM, CRLF, a header line of machine names."""
    return lines_as_csv([[column.name for column in sheet.columns], *_guarded_rows(sheet)])


def lines_as_csv(lines: Iterable[Sequence[str]]) -> bytes:
    """These lines as CSV bytes."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=LINE_END).writerows(lines)
    return text.getvalue().encode("utf-8")


def csv_lines(data: bytes) -> list[list[str]]:
    """The cells of each line, still guarded; raises ValueError when it is not strict UTF-8 CSV."""
    text = io.StringIO(data.decode("utf-8"), newline="")
    try:
        return list(csv.reader(text, strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _guarded_rows(sheet: Sheet) -> list[list[str]]:
    texts = [column.type is ColumnType.STRING for column in sheet.columns]
    return [
        [guarded(cell) if is_text else cell for cell, is_text in zip(row, texts, strict=True)] for row in sheet.rows
    ]
