"""A table of a form as numbered paragraphs: for cells that are too long to stand beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sonla_desktop.domain.document import Block, Paragraph, Role
from sonla_desktop.domain.form_definition import FormTable
from sonla_desktop.domain.form_values import table_rows
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document.form_rows import cell_text
from sonla_desktop.usecases.compose_document.wording import Words, sentence

_ITEM_SIGNS: Final = ("- ", "+ ")


def lines_of(text: str) -> Iterator[Paragraph]:
    """Each line a paragraph as it was typed, the last one with its full stop; a sign at its beginning makes an item."""
    for line in sentence(text).split("\n"):
        if line:
            yield Paragraph(Role.LIST_ITEM if line.startswith(_ITEM_SIGNS) else Role.BODY, line)


def form_paragraphs(words: Words, report: Report, plan: Plan, table: FormTable) -> Iterator[Block]:
    """The first cell of a row stands after its number, the others below it; a longer cell starts on its own line."""
    for number, row in enumerate(table_rows(report, table, plan), 1):
        for place, field in enumerate(table.columns):
            text = cell_text(words, field, row.cells.get(field.name)) or words.phrase("no_content")
            label = f"{number}. {field.label}:" if table.numbering and not place else f"{field.label}:"
            if "\n" in text:
                yield Paragraph(Role.BODY, label)
                yield from lines_of(text)
            else:
                yield Paragraph(Role.BODY, f"{label} {sentence(text)}")
