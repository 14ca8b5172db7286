"""Footnotes written inside texts, ``^[…]``, are taken out and numbered in reading order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sonla_desktop.domain.document import Block, Document, Paragraph, Section, Table, TableRow, footnote_mark

_NOTE: Final = re.compile(r"\s*\^\[([^\[\]]+)\]")


def with_footnotes(document: Document) -> Document:
    """The document with a mark for each ``^[…]`` of its paragraphs and cells; the same text is one footnote."""
    taken = _Taken()
    main = taken.section(document.main)
    appendices = tuple(taken.section(section) for section in document.appendices)
    return replace(document, main=main, appendices=appendices, footnotes=tuple(taken.texts))


class _Taken:
    """Collects the footnotes of a document."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def section(self, section: Section) -> Section:
        return replace(section, blocks=tuple(map(self._block, section.blocks)))

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, text=self._text(block.text))
            case Table():
                return replace(block, rows=tuple(map(self._row, block.rows)))
        return block

    def _row(self, row: TableRow) -> TableRow:
        if not any("^[" in cell for cell in row.cells):
            return row
        return replace(row, cells=tuple(map(self._text, row.cells)))

    def _text(self, text: str) -> str:
        return _NOTE.sub(self._marked, text) if "^[" in text else text

    def _marked(self, note: re.Match[str]) -> str:
        text = note[1].strip()
        if text not in self.texts:
            self.texts.append(text)
            return footnote_mark(len(self.texts))
        return f" ({self.texts.index(text) + 1})"
