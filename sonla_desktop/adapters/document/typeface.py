"""Widths of texts in Times New Roman without the font: lines under texts must be as long as the decree says."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.document.rules_file import read_strictly
from sonla_desktop.domain.document_rules import ElementRule

_FILE: Final = "times-new-roman.toml"
_HORN: Final = "\u031b"
_UNKNOWN: Final = "n"  # as wide as most letters


@dataclass(frozen=True, slots=True)
class _WidthFile:
    units_per_em: int
    faces: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Typeface:
    """Letter widths of the four faces (regular, bold, italic, bold_italic), as shares of the size."""

    faces: Mapping[str, Mapping[str, float]]

    def width(self, text: str, look: ElementRule) -> float:
        """Width of a text on one line, in points, drawn as this element."""
        letters = self.faces[_face(look)]
        shown = text.upper() if look.caps else text
        unknown = letters[_UNKNOWN]
        return look.size * sum(letters.get(letter, unknown) for letter in _base_letters(shown))

    def lines(self, text: str, look: ElementRule, measure: float, first_line: float = 0.0) -> int:
        """Number of lines the text takes at least, when a line is ``measure`` points long."""
        return max(1, -int(-(self.width(text, look) + first_line) // measure))


def read_typeface(folder: Path) -> Typeface:
    """The widths from the folder of document rules; raises as :func:`read_strictly`."""
    content = read_strictly(_WidthFile, folder / _FILE)
    faces = {name: _widths(groups, content.units_per_em) for name, groups in content.faces.items()}
    return Typeface(faces)


def _widths(groups: Mapping[str, str], units: int) -> dict[str, float]:
    return {letter: int(width) / units for width, letters in groups.items() for letter in letters}


def _face(look: ElementRule) -> str:
    if look.bold:
        return "bold_italic" if look.italic else "bold"
    return "italic" if look.italic else "regular"


def _base_letters(text: str) -> str:
    """The text without marks, which take no room; the horn of ơ and ư makes the letter wider and stays."""
    apart = unicodedata.normalize("NFD", text)
    kept = "".join(letter for letter in apart if letter == _HORN or not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", kept)
