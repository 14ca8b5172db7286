"""A document as plain text: for the linter that reads the prose, and to compare what the other renderers show."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.document import (
    Document,
    Heading,
    Paragraph,
    Section,
    SignatureBlock,
    Table,
    with_footnote_marks,
)

_CELLS = " | "


def as_text(document: Document) -> str:
    """Every text of the document in reading order: a paragraph or a table row a line, an empty line between parts.

    A picture is its description in brackets; footnotes stand after the last part.
    """
    parts = [_head(document.heading), _section(document.main), _signature(document.signature)]
    parts += [_section(section) for section in document.appendices]
    parts.append(f"({number}) {text}" for number, text in enumerate(document.footnotes, 1))
    parts.append(iter([document.check_code, document.watermark]))
    blocks = ("\n".join(filter(None, part)) for part in parts)
    return "\n\n".join(filter(None, blocks)) + "\n"


def _head(heading: Heading) -> Iterator[str]:
    yield from (*heading.superior, *heading.agency, heading.number_line, heading.date_line)
    yield from (heading.type_name, heading.subject)
    yield from heading.addressees


def _section(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield _marked(block.text)
        elif isinstance(block, Table):
            yield from map(_marked, _table(block))
        else:
            yield f"[{block.description}]"


def _marked(text: str) -> str:
    return with_footnote_marks(text, lambda number: f" ({number})")


def _table(table: Table) -> Iterator[str]:
    if table.has_two_heading_rows:
        yield _CELLS.join(span.text for span in table.heading_spans() if span.over)
    yield _CELLS.join(column.heading for column in table.columns)
    for row in table.rows:
        yield row.cells[0] if row.group else _CELLS.join(row.cells)


def _signature(block: SignatureBlock) -> Iterator[str]:
    yield from (*block.recipients, *block.authority, *block.title, block.name)
