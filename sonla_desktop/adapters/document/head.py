"""The head of page 1: agency and number on the left, Quốc hiệu and date on the right, then type, subject, Kính gửi."""

from __future__ import annotations

from collections.abc import Iterable

from sonla_desktop.adapters.document.typeface import Typeface
from sonla_desktop.adapters.document.units import points, twips, twips_of_mm
from sonla_desktop.adapters.document.wordml import (
    ParagraphForm,
    borderless_table,
    gap,
    paragraph,
    row,
    solid_line,
)
from sonla_desktop.domain.document import Heading
from sonla_desktop.domain.document_layout import listed
from sonla_desktop.domain.document_rules import DocumentRules, Element


class HeadDrawer:
    """Draws the head on a text ``measure`` twips wide."""

    def __init__(self, rules: DocumentRules, typeface: Typeface, measure: int) -> None:
        self._rules = rules
        self._typeface = typeface
        self._measure = measure

    def head(self, heading: Heading) -> str:
        """Everything above the text."""
        return self._agencies(heading) + self._title(heading) + self._addressees(heading.addressees)

    def _agencies(self, heading: Heading) -> str:
        left = round(self._measure * self._rules.head.agency_column)
        widths = (left, self._measure - left)
        upper = (self._agency_cell(heading, widths[0]), self._nation_cell(widths[1]))
        lower = (paragraph(Element.NUMBER, heading.number_line), paragraph(Element.DATE, heading.date_line))
        return borderless_table(widths, row(widths, upper) + row(widths, lower)) + gap()

    def _agency_cell(self, heading: Heading, measure: int) -> str:
        names = self._paragraphs(Element.SUPERIOR, heading.superior) + self._paragraphs(Element.AGENCY, heading.agency)
        return names + self._line(Element.AGENCY, heading.agency, measure)

    def _nation_cell(self, measure: int) -> str:
        head = self._rules.head
        names = self._paragraphs(Element.NATIONAL_NAME, [head.national_name])
        return names + self._paragraphs(Element.MOTTO, [head.motto]) + self._line(Element.MOTTO, [head.motto], measure)

    def _title(self, heading: Heading) -> str:
        subject = heading.subject.split("\n")
        names = self._paragraphs(Element.TYPE_NAME, [heading.type_name]) + self._paragraphs(Element.SUBJECT, subject)
        after = gap(ParagraphForm(before=twips(self._rules.head.gap_after_title)))
        return names + self._line(Element.SUBJECT, subject, self._measure) + after

    def _addressees(self, addressees: tuple[str, ...]) -> str:
        if not addressees:
            return ""
        rules = self._rules.addressees
        after = gap(ParagraphForm(before=twips(self._rules.head.gap_after_addressees)))
        if len(addressees) == 1:
            return self._single_addressee(f"{rules.label} {addressees[0]}") + after
        items = listed(addressees, rules)
        label, bullet = self._width(rules.label.rstrip(":")), self._width(rules.bullet)
        widest = max(self._width(item) for item in items)
        room = self._measure / 20
        left = max(points(self._rules.elements[Element.BODY].first_line), (room - label - widest) / 2)
        first = paragraph(Element.ADDRESSEE, rules.label, ParagraphForm(keep_with_next=True, left=twips(left)))
        form = ParagraphForm(left=twips(left + label + bullet), hanging=twips(bullet))
        return first + "".join(paragraph(Element.ADDRESSEE, item, form) for item in items) + after

    def _single_addressee(self, text: str) -> str:
        """On one line in the middle; too long for that, it goes on under the first letter after the colon."""
        if self._width(text) <= self._measure / 20:
            return paragraph(Element.ADDRESSEE, text, ParagraphForm(centred=True))
        label = twips(self._width(f"{self._rules.addressees.label} "))
        indent = twips_of_mm(self._rules.elements[Element.BODY].first_line)
        return paragraph(Element.ADDRESSEE, text, ParagraphForm(left=indent + label, hanging=label))

    def _width(self, text: str) -> float:
        return self._typeface.width(text, self._rules.elements[Element.ADDRESSEE])

    def _paragraphs(self, element: Element, lines: Iterable[str]) -> str:
        caps = self._rules.elements[element].caps
        return "".join(paragraph(element, line.upper() if caps else line) for line in lines)

    def _line(self, element: Element, lines: Iterable[str], measure: int) -> str:
        """The solid line under a text, as long as the rules say of its longest line on this measure."""
        rule, look = self._rules.lines[element], self._rules.elements[element]
        widest = max((self._typeface.width(line, look) for line in lines), default=0.0)
        length = rule.share * min(widest, measure / 20)
        return solid_line(length, measure, rule.weight, twips(rule.gap))
