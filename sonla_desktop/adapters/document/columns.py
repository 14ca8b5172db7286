"""Widths of table columns: the form's shares, corrected so that no heading and no figure is broken inside a word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sonla_desktop.adapters.document.typeface import Typeface
from sonla_desktop.adapters.document.units import twips, twips_of_mm
from sonla_desktop.domain.document import Align, Table
from sonla_desktop.domain.document_layout import fitted_widths
from sonla_desktop.domain.document_rules import DocumentRules, Element, ElementRule

_WORD: Final = 10
"""Longest syllable with its signs, two syllables at a stroke, a date: not broken; symbols and addresses may be."""
_SAMPLE: Final = 100
"""Rows whose prose is looked at; more would only cost time."""
_MEASURED: Final = 100
"""Words that are measured; more would only cost time."""
_ANY: Final = 10**6


def column_widths(table: Table, rules: DocumentRules, typeface: Typeface, measure: int) -> list[int]:
    """Whole widths in twips that fill ``measure`` exactly.

    A column narrower than its longest word (of the heading; of figures and centred cells too) is widened at the cost
    of the others, unless all of them together do not fit.
    """
    shares = [column.width for column in table.columns]
    least = _least_widths(table, rules, typeface)
    return _whole(fitted_widths(shares, least, measure))


def _least_widths(table: Table, rules: DocumentRules, typeface: Typeface) -> list[int]:
    heading, cell = rules.elements[Element.TABLE_HEADING], rules.elements[Element.TABLE_CELL]
    borders = 2 * twips_of_mm(rules.table.margin_side) + twips(2 * rules.table.border)
    least = []
    for index, column in enumerate(table.columns):
        width = _longest_word([column.heading], heading, typeface)
        look = heading if any(row.bold for row in table.rows) else cell
        if column.align is not Align.LEFT:
            texts = {row.cells[index] for row in table.rows if not row.group}
            width = max(width, _longest_word(texts, look, typeface))
        else:
            shown = {row.cells[index] for row in table.rows[:_SAMPLE] if not row.group}
            width = max(width, _longest_word(shown, look, typeface, _WORD))
        least.append(twips(width) + borders)
    return least


def _longest_word(
    texts: Sequence[str] | set[str], look: ElementRule, typeface: Typeface, longest_counted: int = _ANY
) -> float:
    words = {word for text in texts for word in text.split() if len(word) <= longest_counted}
    # The widest is among those with the most letters, though not always the one with most: V is wider than I.
    longest = sorted(words, key=lambda word: (-len(word), word))[:_MEASURED]
    return max((typeface.width(word, look) for word in longest), default=0.0)


def _whole(widths: Sequence[float]) -> list[int]:
    """Rounded so that the sum stays what it is."""
    edges, so_far = [0], 0.0
    for width in widths:
        so_far += width
        edges.append(round(so_far))
    return [right - left for left, right in pairwise(edges)]
