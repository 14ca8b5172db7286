"""Breaks a paragraph into lines: at spaces, after dashes and slashes where needed, inside a word as the last resort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

_PARTS: Final = re.compile(r"[^-–/]*[-–/]|[^-–/]+")
_SLACK: Final = 0.01
"""Points by which sums of widths may differ without a line counting as too long."""


class Measure(Protocol):
    """Widths of one look."""

    @property
    def space(self) -> float:
        """Width of a space."""

    def word(self, word: str) -> float:
        """Width of a text without spaces."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``ends`` True for the last one of its paragraph, which is never justified."""

    text: str
    width: float
    spaces: int
    ends: bool


def broken(text: str, measure: Measure, first: float, others: float) -> list[Line]:
    """The lines of a paragraph whose first line has room for ``first`` points and the others for ``others``."""
    lines: list[Line] = []
    words: list[str] = []
    width = 0.0
    for glued, word in _pieces(text, measure, min(first, others)):
        room = others if lines else first
        longer = measure.word(word) + (0.0 if glued else measure.space if words else 0.0)
        if words and width + longer > room + _SLACK:
            lines.append(_line(words, width, ends=False))
            words, width = [word], measure.word(word)
        elif glued and words:
            words[-1] += word
            width += longer
        else:
            words.append(word)
            width += longer
    return [*lines, _line(words, width, ends=True)]


def _line(words: list[str], width: float, *, ends: bool) -> Line:
    return Line(" ".join(words), width, len(words) - 1, ends)


def _pieces(text: str, measure: Measure, room: float) -> Iterator[tuple[bool, str]]:
    """Words, and of words longer than a line their parts, which are glued to the piece before them."""
    for word in text.split(" "):
        if measure.word(word) <= room:
            yield False, word
            continue
        glued = False
        for part in _PARTS.findall(word):
            for piece in _cut(part, measure, room):
                yield glued, piece
                glued = True


def _cut(part: str, measure: Measure, room: float) -> Iterator[str]:
    """A part that fits a line is left whole; a longer one is cut wherever the line is full."""
    piece = ""
    if measure.word(part) <= room:
        yield part
        return
    for letter in part:
        if piece and measure.word(piece + letter) > room:
            yield piece
            piece = letter
        else:
            piece += letter
    yield piece
