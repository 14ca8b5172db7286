"""Fills pages with strips: what must stay together goes to the next page together, headings of tables are repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sonla_desktop.adapters.printing.marks import Mark
from sonla_desktop.adapters.printing.strips import Strip, height_of, moved, stacked

NoteHeight = Callable[[Sequence[int]], float]


@dataclass(slots=True)
class FilledPage:
    """Marks of the text of a page, measured from the corner of its text area, and the footnotes called on it."""

    marks: list[Mark] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    used: float = 0.0
    closing: tuple[Mark, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing stands on it yet."""
        return not self.used


def no_notes(_numbers: Sequence[int]) -> float:
    """Height of the footnotes where there are none."""
    return 0.0


def filled(strips: Sequence[Strip], room: float, note_height: NoteHeight = no_notes) -> list[FilledPage]:
    """Pages with ``room`` points each; at least one. ``note_height`` tells what footnotes take of it.

    What is kept together but is higher than a page begins on the page it comes to, and is broken where that ends.
    """
    breaker = _Breaker(room, note_height)
    for group in _groups(strips):
        breaker.place(group)
    return breaker.finished()


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Strips up to the first one that is not kept with the next."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group


class _Breaker:
    def __init__(self, room: float, note_height: NoteHeight) -> None:
        self._room, self._note_height = room, note_height
        self._pages = [FilledPage()]

    def place(self, group: Sequence[Strip]) -> None:
        """Puts a group on the page at hand, on the next one, or strip by strip where no page holds it."""
        if not self._fits(group, self._page) and not self._page.empty and self._fits(group, FilledPage()):
            self._turn()
        for strip in group:
            if not self._page.empty and not self._fits([strip], self._page):
                self._turn()
            self._put(strip)

    def finished(self) -> list[FilledPage]:
        """The pages."""
        return self._pages

    @property
    def _page(self) -> FilledPage:
        return self._pages[-1]

    def _turn(self) -> None:
        self._page.marks += self._page.closing
        self._pages.append(FilledPage())

    def _fits(self, group: Sequence[Strip], page: FilledPage) -> bool:
        """Whether the group fits on the page; room before it falls away on an empty page, room after it always."""
        repeated = group[0].head if page.empty else ()
        edges = group[-1].after + (group[0].before if page.empty else 0.0)
        notes = [*page.notes, *(number for strip in group for number in strip.notes)]
        needed = page.used + height_of(repeated) + height_of(group) - edges
        return needed + self._note_height(notes) <= self._room + 0.01

    def _put(self, strip: Strip) -> None:
        page = self._page
        before = strip.before
        if page.empty:
            before = 0.0
            page.marks += stacked(strip.head)
            page.used += height_of(strip.head)
        top = page.used + before
        page.marks += moved(strip.marks, 0.0, top)
        page.closing = moved(strip.closing, 0.0, top)
        page.notes += strip.notes
        page.used = top + strip.height + strip.after
