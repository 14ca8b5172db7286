"""Ranges of cells on the clipboard, as Excel, LibreOffice and Word put them there and take them. No Qt in here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape
from html.parser import HTMLParser

Texts = tuple[tuple[str, ...], ...]
"""Lines of cells, all of one length."""
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of the day numbers in which spreadsheets keep dates."""
_FROM_WORD = re.compile(r"Word\.Document|urn:schemas-microsoft-com:office:word", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n]+")
_BREAKS = ("br", "p", "div", "li")


@dataclass(frozen=True, slots=True)
class ClipCell:
    """A cell to be copied: its text, and the value where it is a number or a day; a percentage as 80.96, not 0.8096."""

    text: str
    value: Decimal | date | None = None
    is_percent: bool = False


def read_clipboard(text: str, html: str) -> Texts:
    """The range on the clipboard; empty for none.

    Plain text says most exactly what the cells of a spreadsheet show. Word breaks a cell of several paragraphs into
    several lines there, so its tables are read from the HTML; so is a table that comes without plain text.
    """
    if html and (not text.strip() or _FROM_WORD.search(html)):
        table = read_html(html)
        if table:
            return table
    return read_lines(text)


def read_lines(text: str) -> Texts:
    """Cells divided by tabs, lines by line ends; a cell in quotation marks may hold both (and doubled marks)."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain:
        return ()
    lines: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _cell(plain, place)
        lines[-1].append(cell)
        ended = place >= len(plain) or (plain[place] == "\n" and place + 1 == len(plain))
        if ended:
            return _squared(lines)
        if plain[place] == "\n":
            lines.append([])
        place += 1


def _cell(text: str, start: int) -> tuple[str, int]:
    """The cell that begins here, and where it ends."""
    quoted = _quoted(text, start) if text[start : start + 1] == '"' else None
    if quoted is not None:
        return quoted
    ends = [place for place in (text.find("\t", start), text.find("\n", start)) if place >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A cell in quotation marks; None where the marks are the officer's own words, as in "Số hóa" 2026."""
    place = start + 1
    while (place := text.find('"', place)) >= 0:
        if text[place + 1 : place + 2] == '"':
            place += 2
            continue
        inside = text[start + 1 : place]
        needed = any(sign in inside for sign in ("\n", "\t", '""'))
        if needed and text[place + 1 : place + 2] in ("", "\t", "\n"):
            return inside.replace('""', '"'), place + 1
        return None
    return None


def read_html(html: str) -> Texts:
    """The first table of a page; a cell over several columns or lines leaves the others empty."""
    reader = _TableReader()
    reader.feed(html)
    reader.close()
    return _squared(reader.lines)


def _squared(lines: Sequence[Sequence[str]]) -> Texts:
    width = max((len(line) for line in lines), default=0)
    return tuple((*line, *[""] * (width - len(line))) for line in lines) if width else ()


class _TableReader(HTMLParser):
    """Takes the texts of the first table; tables inside its cells are read as words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = []
        self._depth = 0
        self._is_done = False
        self._words: list[str] | None = None
        self._span = (1, 1)
        self._below: dict[tuple[int, int], int] = {}
        """Places taken by cells that began further up."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_done:
            return
        if tag == "table":
            self._depth += 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.lines.append([])
        elif self._depth == 1 and tag in ("td", "th"):
            self._end_cell()
            given = dict(attrs)
            self._words, self._span = [], (_count(given.get("colspan")), _count(given.get("rowspan")))
        elif tag in _BREAKS and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
                self._is_done = True
            self._depth -= 1
        elif self._depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._words is not None and not self._is_done:
            self._words.append(_SPACE.sub(" ", data))

    def _end_cell(self) -> None:
        if self._words is None:
            return
        if not self.lines:
            self.lines.append([])
        parts = [part.replace("\u00a0", " ").strip() for part in "".join(self._words).split("\n")]
        line, number = self.lines[-1], len(self.lines) - 1
        while (number, len(line)) in self._below:
            line.append("")
        wide, high = self._span
        for further in range(1, high):
            self._below.update({(number + further, len(line) + place): 1 for place in range(wide)})
        line.extend(["\n".join(part for part in parts if part), *[""] * (wide - 1)])
        self._words = None


def _count(text: str | None) -> int:
    return min(int(text), 1000) if text is not None and text.isdecimal() and int(text) else 1


def written_lines(cells: Sequence[Sequence[ClipCell]]) -> str:
    """The range as plain text."""
    return "".join("\t".join(_line_text(cell.text) for cell in line) + "\r\n" for line in cells)


def _line_text(text: str) -> str:
    if any(sign in text for sign in "\t\r\n") or text.startswith('"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def written_html(cells: Sequence[Sequence[ClipCell]]) -> str:
    """The range as a page: values are named to spreadsheets, so that no language setting reads them another way."""
    lines = "".join("<tr>" + "".join(_html_cell(cell) for cell in line) + "</tr>" for line in cells)
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head>'
        f"<body><table>{lines}</table></body></html>"
    )


def _html_cell(cell: ClipCell) -> str:
    shown = escape(cell.text, quote=False).replace("\n", '<br style="mso-data-placement:same-cell">')
    if cell.value is None:
        return f"<td style='mso-number-format:\"\\@\"' sdnum=\"1033;0;@\">{shown}</td>"
    if isinstance(cell.value, date):
        number, style, code = str((cell.value - _FIRST_DAY).days), r"dd\/mm\/yyyy", "1066;0;DD/MM/YYYY"
    elif cell.is_percent:
        number, style = f"{cell.value.scaleb(-2):f}", _digits(cell.value) + "%"
        code = f"1033;0;{style}"
    else:
        number, style, code = f"{cell.value:f}", "General", "1033;0;General"
    return (
        f"<td style='mso-number-format:\"{style}\"' x:num=\"{number}\""
        f" sdval=\"{number}\" sdnum=\"{code}\">{shown}</td>"
    )


def _digits(value: Decimal) -> str:
    decimals = max(-int(value.as_tuple().exponent), 0)
    return "0" + ("." + "0" * decimals if decimals else "")
