"""A document as plain text: for the linter that reads the prose, and to compare what the other renderers show."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.document import Document, Heading, Paragraph, Section, SignatureBlock, Table

_CELLS = " | "


def as_text(document: Document) -> str:
    """Every text of the document in reading order: a paragraph or a table row a line, an empty line between parts."""
    parts = [_head(document.heading), _section(document.main), _signature(document.signature)]
    parts += [_section(section) for section in document.appendices]
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
            yield block.text
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    yield _CELLS.join(column.heading for column in table.columns)
    for row in table.rows:
        yield row.cells[0] if row.group else _CELLS.join(row.cells)


def _signature(block: SignatureBlock) -> Iterator[str]:
    yield from (*block.recipients, *block.authority, *block.title, block.name)
