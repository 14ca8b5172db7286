"""How a long use case tells how far it is and learns that it was cancelled."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Reports a step in Vietnamese; raises :class:`~sonla_desktop.usecases.errors.Cancelled` when cancelled."""

    def step(self, label: str, done: int = 0, total: int = 0) -> None:
        """Tells the current step; ``total`` 0 when the length is unknown."""


class Silent:
    """Progress that nobody watches and nobody cancels."""

    def step(self, label: str, done: int = 0, total: int = 0) -> None:
        """Says nothing."""
