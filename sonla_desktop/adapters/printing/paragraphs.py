"""Sets paragraphs of every element in strips, one a line, as the document rules say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.adapters.printing.letters import Letters, drawn
from sonla_desktop.adapters.printing.lines import Line, broken
from sonla_desktop.adapters.printing.marks import LineMark, Look, TextMark
from sonla_desktop.adapters.printing.strips import Strip
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import with_footnote_marks
from sonla_desktop.domain.document_rules import DocumentRules, Element, ElementRule, Justification

_SHARES: Final = {Justification.CENTER: 0.5, Justification.RIGHT: 1.0}
_UNSEEN: Final = re.compile("[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Indent:
    """What a paragraph sets beyond its element: indents in points, another alignment, more room before it."""

    left: float = 0.0
    hanging: float | None = None
    align: Justification | None = None
    before: float | None = None
    bold: bool = False


PLAIN: Final = Indent()


class Typesetter:
    """Sets texts by one version of the document rules."""

    def __init__(self, rules: DocumentRules, letters: Letters) -> None:
        self.rules = rules
        self.letters = letters

    def look(self, element: Element, *, bold: bool = False) -> Look:
        """The letters of an element."""
        rule = self.rules.elements[element]
        return Look(rule.size, rule.bold or bold, rule.italic, rule.colour or self.rules.font.colour)

    def shown(self, element: Element, text: str) -> str:
        """The text as this element writes it: upper case where the rules say so, nothing that cannot be seen."""
        return _UNSEEN.sub(" ", text.upper() if self.rules.elements[element].caps else text)

    def width(self, element: Element, text: str) -> float:
        """Width of a text on one line, in points."""
        return self.letters.face(self.look(element)).text(self.shown(element, text))

    def paragraphs(self, element: Element, texts: Iterable[str], room: float, indent: Indent = PLAIN) -> list[Strip]:
        """Strips of several paragraphs, each text cut at its line ends."""
        lines = (line for text in texts for line in text.split("\n"))
        return [strip for line in lines for strip in self.paragraph(element, line, room, indent)]

    def paragraph(self, element: Element, text: str, room: float, indent: Indent = PLAIN) -> list[Strip]:
        """One strip a line of a paragraph in a column ``room`` points wide.

        No page ends after the first line or begins with the last one of several; an element that the rules keep with
        the next one keeps all its lines.
        """
        rule, look = self.rules.elements[element], self.look(element, bold=indent.bold)
        face = self.letters.face(look)
        first, others = _starts(rule, indent)
        lines = broken(self.shown(element, text), face, room - first, room - others)
        height = face.line_height * rule.line_spacing
        align = indent.align or rule.align
        strips = []
        for number, line in enumerate(lines):
            start = others if number else first
            mark = _placed(line, start, room, height - face.descent, look, align)
            strips.append(Strip(height, (mark,) if line.text else (), notes=_notes(line.text)))
        strips = _not_torn(strips, keep_all=rule.keep_with_next)
        before = rule.space_before if indent.before is None else indent.before
        strips[0] = replace(strips[0], before=before)
        strips[-1] = replace(strips[-1], after=rule.space_after)
        return strips

    def line_under(self, element: Element, texts: Sequence[str], room: float) -> Strip:
        """The solid line under a centred text, as long as the rules say of its longest line."""
        rule = self.rules.lines[element]
        widest = max((self.width(element, text) for text in texts), default=0.0)
        length = rule.share * min(widest, room)
        start = (room - length) / 2
        return Strip(1.0, (LineMark(start, 0, start + length, 0, rule.weight),), before=rule.gap, keep=True)


def _starts(rule: ElementRule, indent: Indent) -> tuple[float, float]:
    """Where the first line and the others begin."""
    if indent.hanging is not None:
        return indent.left - indent.hanging, indent.left
    return (indent.left or points(rule.first_line)), indent.left


def _placed(line: Line, start: float, room: float, baseline: float, look: Look, align: Justification) -> TextMark:
    left = room - start - line.width
    if align is Justification.BOTH:
        spread = left / line.spaces if line.spaces and not line.ends and left > 0 else 0.0
        return TextMark(start, baseline, drawn(line.text), look, spread)
    return TextMark(start + left * _SHARES.get(align, 0.0), baseline, drawn(line.text), look)


def _notes(text: str) -> tuple[int, ...]:
    numbers: list[int] = []

    def called(number: int) -> str:
        numbers.append(number)
        return ""

    with_footnote_marks(text, called)
    return tuple(numbers)


def _not_torn(strips: list[Strip], *, keep_all: bool) -> list[Strip]:
    last = len(strips) - 1
    return [
        replace(strip, keep=keep_all or (place < last and place in (0, last - 1))) for place, strip in enumerate(strips)
    ]
