"""Numbers the headings of the main text: I, II … for parts, 1, 2 … and 1.1, 1.2 … for the sections under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sonla_desktop.domain.document import Paragraph, Role
from sonla_desktop.usecases.compose_document.wording import roman

PART = 1
"""Level of a section that is a part of its own; its heading is written in capitals."""


def numbered(titles: Iterable[tuple[int, str]]) -> Iterator[Paragraph]:
    """A heading for each level and title, counted anew under every heading above it."""
    counts: list[int] = []
    for level, title in titles:
        counts = [*counts, 0, 0, 0][:level]
        counts[-1] += 1
        if level == PART:
            yield Paragraph(Role.HEADING_ROMAN, f"{roman(counts[0])}. {title.upper()}")
        else:
            yield Paragraph(Role.HEADING_ARABIC, f"{'.'.join(map(str, counts[1:]))}. {title}")
