"""The block at the end of the main text: Nơi nhận on the left, the signatory on the right, his box left empty."""

from __future__ import annotations

from sonla_desktop.adapters.document.units import twips_of_mm
from sonla_desktop.adapters.document.wordml import ParagraphForm, borderless_table, paragraph, row
from sonla_desktop.domain.document import SignatureBlock
from sonla_desktop.domain.document_layout import listed
from sonla_desktop.domain.document_rules import DocumentRules, Element


def signature_block(block: SignatureBlock, rules: DocumentRules, measure: int) -> str:
    """The block on a text ``measure`` twips wide: one row that never breaks, no text in the signature's room."""
    left = round(measure * rules.signature.recipients_column)
    widths = (left, measure - left)
    return borderless_table(widths, row(widths, (_recipients(block, rules), _signatory(block, rules))))


def _recipients(block: SignatureBlock, rules: DocumentRules) -> str:
    label = paragraph(Element.RECIPIENTS_LABEL, rules.recipients.label if block.recipients else "")
    items = listed(block.recipients, rules.recipients)
    return label + "".join(paragraph(Element.RECIPIENT, item) for item in items)


def _signatory(block: SignatureBlock, rules: DocumentRules) -> str:
    lines = [(Element.AUTHORITY, text) for text in block.authority]
    lines += [(Element.SIGNATORY_TITLE, text) for text in block.title]
    above = "".join(
        paragraph(element, text.upper() if rules.elements[element].caps else text) for element, text in lines
    )
    room = ParagraphForm(before=twips_of_mm(rules.signature.room))
    return above + paragraph(Element.SIGNATORY_NAME, block.name, room)
