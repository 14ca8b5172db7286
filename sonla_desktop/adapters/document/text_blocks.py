"""Paragraphs and tables of a section, and which of the last ones must stand on the page of the signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sonla_desktop.adapters.document.tables import TableDrawer
from sonla_desktop.adapters.document.typeface import Typeface
from sonla_desktop.adapters.document.units import points
from sonla_desktop.adapters.document.wordml import ParagraphForm, paragraph, style_id
from sonla_desktop.domain.document import Block, Paragraph, Picture, Role, Table, without_footnote_marks
from sonla_desktop.domain.document_rules import DocumentRules, Element

_KEPT = ParagraphForm(keep_with_next=True)
_FREE = ParagraphForm()


class BlockDrawer:
    """Draws the blocks of one section, whose text is ``measure`` twips wide and ``page`` twips high."""

    def __init__(
        self,
        rules: DocumentRules,
        typeface: Typeface,
        measure: int,
        page: int,
        picture: Callable[[Picture], str],
    ) -> None:
        """``picture`` adds a picture to the file and returns the run that shows it."""
        self._rules = rules
        self._typeface = typeface
        self._measure = measure
        self._picture = picture
        self._tables = TableDrawer(rules, typeface, measure, page)

    def blocks(self, blocks: Sequence[Block], keep_lines: int = 0) -> str:
        """All blocks; the last ``keep_lines`` lines stay on the page of what follows."""
        drawn: list[str] = []
        needed = keep_lines
        for block in reversed(blocks):
            drawn.append(self._block(block, needed))
            # A note belongs to the table above it: it never stands on a page alone.
            least = 1 if isinstance(block, Paragraph) and block.role is Role.NOTE else 0
            needed = max(least, needed - self._lines(block))
        return "".join(reversed(drawn))

    def _block(self, block: Block, keep: int) -> str:
        if isinstance(block, Table):
            return self._tables.table(block, min(keep, len(block.rows))) + self._tables.gap_after(keep > 0)
        if isinstance(block, Picture):
            return _centred(self._picture(block), keep=keep > 0)
        element = Element(block.role)
        text = block.text.upper() if self._rules.elements[element].caps else block.text
        form = _KEPT if keep else _FREE
        return "".join(paragraph(element, line, form) for line in text.split("\n"))

    def _lines(self, block: Block) -> int:
        """Lines (of a table: rows) that the block takes at least; no page ends after the first of several."""
        if isinstance(block, Table):
            return len(block.rows)
        if isinstance(block, Picture):
            return 1
        look = self._rules.elements[Element(block.role)]
        first, measure = points(look.first_line), self._measure / 20
        return sum(self._typeface.lines(line, look, measure, first) for line in _lines_of(block))


def _lines_of(block: Paragraph) -> list[str]:
    return without_footnote_marks(block.text).split("\n")


def _centred(run: str, *, keep: bool) -> str:
    """The paragraph of a picture, in the middle."""
    form = ParagraphForm(keep_with_next=keep, centred=True)
    return f"<w:p>{form.xml(style_id(Element.TABLE_CAPTION))}{run}</w:p>"
