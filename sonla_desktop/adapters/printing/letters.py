"""Measures words as Qt will draw them. Vietnamese repeats its syllables, so nearly every word is measured once."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from sonla_desktop.adapters.printing.marks import Look
from sonla_desktop.domain.document import with_footnote_marks

UNITS: Final = 20
"""Font pixels per point: Qt takes whole pixels, and letters must not be rounded to those of a screen."""
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STAND_INS: Final = ("Tinos", "Liberation Serif", "FreeSerif", "DejaVu Serif")
"""Families as wide as Times New Roman (the first two) or near it, where it is not installed."""


def drawn(text: str) -> str:
    """The text as it is drawn: footnotes are called by raised figures."""
    return with_footnote_marks(text, lambda number: str(number).translate(_RAISED))


@lru_cache(maxsize=8)
def family_for(name: str) -> str:
    """The family to draw with: the one asked for, or the nearest that is installed."""
    known = {family.split(" [")[0] for family in QFontDatabase.families()}
    return next((family for family in (name, *_STAND_INS) if family in known), name)


def font_of(look: Look, family: str) -> QFont:
    """The font of a look, ``UNITS`` pixels a point."""
    font = QFont(family)
    font.setPixelSize(round(look.size * UNITS))
    font.setBold(look.bold)
    font.setItalic(look.italic)
    font.setKerning(False)  # as text processors do: widths of words then add up
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferQuality)
    return font


class Letters:
    """Widths and heights in points, in one family."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._faces: dict[Look, _Face] = {}

    def face(self, look: Look) -> _Face:
        """The measures of one look."""
        if look not in self._faces:
            self._faces[look] = _Face(QFontMetricsF(font_of(look, family_for(self._family))))
        return self._faces[look]


class _Face:
    """Widths of words in one look."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        self._metrics = metrics
        self._words: dict[str, float] = {"": 0.0}

    @cached_property
    def space(self) -> float:
        """Width of a space."""
        return self._metrics.horizontalAdvance(" ") / UNITS

    @cached_property
    def descent(self) -> float:
        """Depth below the baseline."""
        return self._metrics.descent() / UNITS

    @cached_property
    def line_height(self) -> float:
        """Distance of two baselines at single spacing."""
        return self._metrics.lineSpacing() / UNITS

    def word(self, word: str) -> float:
        """Width of a text without spaces."""
        width = self._words.get(word)
        if width is None:
            width = self._words[word] = self._metrics.horizontalAdvance(drawn(word)) / UNITS
        return width

    def text(self, text: str) -> float:
        """Width of a text on one line."""
        words = text.split(" ")
        return sum(map(self.word, words)) + self.space * (len(words) - 1)
