"""Soft and hard limits of a figure or a cell: what can never be right, and what is right only with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Beyond:
    """A limit that a value is beyond: hard or soft, above or below, and the bound itself."""

    is_hard: bool
    is_above: bool
    bound: Decimal


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in the unit of the figure, each of them allowed itself; None: no bound on that side.

    Beyond a hard one is a mistake (Sai), beyond a soft one is asked about (Cảnh báo).
    """

    hard_min: Decimal | None = None
    hard_max: Decimal | None = None
    soft_min: Decimal | None = None
    soft_max: Decimal | None = None

    def beyond(self, value: Decimal) -> Beyond | None:
        """The limit that the value is beyond, a hard one before a soft one; None within all of them."""
        for is_hard, least, most in ((True, self.hard_min, self.hard_max), (False, self.soft_min, self.soft_max)):
            if least is not None and value < least:
                return Beyond(is_hard, False, least)
            if most is not None and value > most:
                return Beyond(is_hard, True, most)
        return None

    @property
    def has_least(self) -> bool:
        """True where a value can be too small."""
        return self.hard_min is not None or self.soft_min is not None
