"""Strips: the lines and rows of which pages are stacked. What is drawn in a strip is measured from its upper left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sonla_desktop.adapters.printing.marks import Mark


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page that is never broken; all lengths in points.

    ``before`` falls away at the top of a page, ``after`` at its end. ``keep``: stands on the page of the next strip.
    ``head`` is repeated above it when it is the first on a page; ``closing`` is drawn when it is the last on one.
    ``notes`` are the numbers of the footnotes that it calls.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    head: tuple[Strip, ...] = ()
    closing: tuple[Mark, ...] = ()
    notes: tuple[int, ...] = ()

    @property
    def whole(self) -> float:
        """Height with the room before and after it."""
        return self.before + self.height + self.after


def moved(marks: Iterable[Mark], right: float, down: float) -> tuple[Mark, ...]:
    """The marks elsewhere."""
    return tuple(mark.moved(right, down) for mark in marks)


def height_of(strips: Iterable[Strip]) -> float:
    """Height of strips one under the other."""
    return sum(strip.whole for strip in strips)


def stacked(strips: Iterable[Strip], right: float = 0.0, down: float = 0.0) -> tuple[Mark, ...]:
    """All marks of strips that stand one under the other."""
    marks: list[Mark] = []
    for strip in strips:
        marks += moved(strip.marks, right, down + strip.before)
        down += strip.whole
    return tuple(marks)


def joined(strips: Sequence[Strip], *, keep: bool = False) -> Strip:
    """Strips as one that is never broken."""
    notes = tuple(number for strip in strips for number in strip.notes)
    return Strip(height_of(strips), stacked(strips), keep=keep, notes=notes)


def closed_up(strips: Sequence[Strip]) -> list[Strip]:
    """The strips with the larger of the rooms after one and before the next between them, not both: as text
    processors of today do."""
    closed = list(strips[:1])
    for above, strip in pairwise(strips):
        closed.append(replace(strip, before=max(0.0, strip.before - above.after)))
    return closed


def kept_together(strips: Sequence[Strip], last: int) -> list[Strip]:
    """The strips, the last ``last`` of them on the page of what follows."""
    start = max(0, len(strips) - last)
    return [*strips[:start], *(replace(strip, keep=True) for strip in strips[start:])]
