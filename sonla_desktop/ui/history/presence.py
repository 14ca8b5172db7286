"""Whether the page is still there: what was read for a page that another report has replaced is told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

T = TypeVar("T")


class Presence:
    """Shared by the page and its parts."""

    def __init__(self) -> None:
        self.here = True

    def only(self, done: Callable[[T], None]) -> Callable[[T], None]:
        """The same callback, as long as the page is there."""
        return partial(self._deliver, done)

    def _deliver(self, done: Callable[[T], None], value: T) -> None:
        if self.here:
            done(value)
