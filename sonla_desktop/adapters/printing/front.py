"""The head of page 1 and the signature block: agencies and Quốc hiệu, type, subject, Kính gửi; Nơi nhận, signatory."""

from __future__ import annotations

from dataclasses import replace

from sonla_desktop.adapters.printing.paragraphs import Indent, Typesetter
from sonla_desktop.adapters.printing.strips import Strip, height_of, joined, moved
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import Heading, SignatureBlock
from sonla_desktop.domain.document_layout import listed
from sonla_desktop.domain.document_rules import Element, Justification


def head_strips(heading: Heading, setter: Typesetter, measure: float) -> list[Strip]:
    """Everything above the text."""
    subject = heading.subject.split("\n")
    title = setter.paragraphs(Element.TYPE_NAME, [heading.type_name], measure)
    title += setter.paragraphs(Element.SUBJECT, subject, measure)
    line = replace(setter.line_under(Element.SUBJECT, subject, measure), after=setter.rules.head.gap_after_title)
    return [*_agencies(heading, setter, measure), *title, line, *_addressees(heading.addressees, setter, measure)]


def signature_strip(block: SignatureBlock, setter: Typesetter, measure: float) -> Strip:
    """The block at the end: one strip, no text in the room for the signature."""
    rules = setter.rules
    left = measure * rules.signature.recipients_column
    label = [rules.recipients.label] if block.recipients else []
    items = listed(block.recipients, rules.recipients)
    recipients = setter.paragraphs(Element.RECIPIENTS_LABEL, label, left)
    recipients += setter.paragraphs(Element.RECIPIENT, items, left)
    right = measure - left
    signatory = setter.paragraphs(Element.AUTHORITY, block.authority, right)
    signatory += setter.paragraphs(Element.SIGNATORY_TITLE, block.title, right)
    room = Indent(before=points(rules.signature.room))
    signatory += setter.paragraph(Element.SIGNATORY_NAME, block.name, right, room)
    return _side_by_side(recipients, signatory, left)


def _agencies(heading: Heading, setter: Typesetter, measure: float) -> list[Strip]:
    head = setter.rules.head
    left = measure * head.agency_column
    right = measure - left
    agency = setter.paragraphs(Element.SUPERIOR, heading.superior, left)
    agency += setter.paragraphs(Element.AGENCY, heading.agency, left)
    agency.append(setter.line_under(Element.AGENCY, heading.agency, left))
    nation = setter.paragraphs(Element.NATIONAL_NAME, [head.national_name], right)
    nation += setter.paragraphs(Element.MOTTO, [head.motto], right)
    nation.append(setter.line_under(Element.MOTTO, [head.motto], right))
    number = setter.paragraph(Element.NUMBER, heading.number_line, left)
    day = setter.paragraph(Element.DATE, heading.date_line, right)
    return [_side_by_side(agency, nation, left), _side_by_side(number, day, left)]


def _side_by_side(left: list[Strip], right: list[Strip], start: float) -> Strip:
    beside = moved(joined(right).marks, start, 0.0)
    return Strip(max(height_of(left), height_of(right)), (*joined(left).marks, *beside), keep=True)


def _addressees(addressees: tuple[str, ...], setter: Typesetter, measure: float) -> list[Strip]:
    if not addressees:
        return []
    if len(addressees) == 1:
        strips = _single_addressee(f"{setter.rules.addressees.label} {addressees[0]}", setter, measure)
    else:
        strips = _several_addressees(addressees, setter, measure)
    strips[-1] = replace(strips[-1], after=setter.rules.head.gap_after_addressees)
    return strips


def _several_addressees(addressees: tuple[str, ...], setter: Typesetter, measure: float) -> list[Strip]:
    """The label, and the items under each other to the right of it, the whole in the middle."""
    rules = setter.rules.addressees
    items = listed(addressees, rules)
    label = setter.width(Element.ADDRESSEE, rules.label.rstrip(":"))
    bullet = setter.width(Element.ADDRESSEE, rules.bullet)
    widest = max(setter.width(Element.ADDRESSEE, item) for item in items)
    first_line = points(setter.rules.elements[Element.BODY].first_line)
    left = max(first_line, (measure - label - widest) / 2)
    first = setter.paragraph(Element.ADDRESSEE, rules.label, measure, Indent(left=left))
    indent = Indent(left=left + label + bullet, hanging=bullet)
    return [replace(first[0], keep=True), *setter.paragraphs(Element.ADDRESSEE, items, measure, indent)]


def _single_addressee(text: str, setter: Typesetter, measure: float) -> list[Strip]:
    """On one line in the middle; too long for that, it goes on under the first letter after the colon."""
    if setter.width(Element.ADDRESSEE, text) <= measure:
        return setter.paragraph(Element.ADDRESSEE, text, measure, Indent(align=Justification.CENTER))
    label = setter.width(Element.ADDRESSEE, f"{setter.rules.addressees.label} ")
    indent = points(setter.rules.elements[Element.BODY].first_line)
    return setter.paragraph(Element.ADDRESSEE, text, measure, Indent(left=indent + label, hanging=label))
