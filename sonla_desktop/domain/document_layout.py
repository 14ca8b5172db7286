"""What every renderer lays out alike, whatever it draws with: listed items and the widths of table columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sonla_desktop.domain.document_rules import ListingRule

_ELLIPSIS: Final = "..."


def listed(items: Sequence[str], rule: ListingRule) -> list[str]:
    """Each item with its dash before it and the separator, or on the last one the full stop, after it,
    whatever the officer typed at the ends."""
    cores = [_core(item, rule) for item in items]
    ends = [rule.separator] * (len(cores) - 1) + [rule.end]
    return [f"{rule.bullet}{core}{_end(core, end, rule)}" for core, end in zip(cores, ends, strict=False)]


def _core(item: str, rule: ListingRule) -> str:
    core = item.strip().removeprefix(rule.bullet.strip()).strip().rstrip(rule.separator + " ")
    return core if core.endswith(_ELLIPSIS) else core.rstrip(rule.separator + rule.end).rstrip()


def _end(core: str, end: str, rule: ListingRule) -> str:
    """Nothing after an ellipsis at the end of the list, whose last stop is there already."""
    return "" if end == rule.end and core.endswith(_ELLIPSIS) else end


def fitted_widths(shares: Sequence[float], least: Sequence[float], measure: float) -> list[float]:
    """Widths by share that fill ``measure``; a column that would fall below its least width gets that, and the
    others share the rest. Where the least widths do not fit together, the shares alone count."""
    needed = list(least) if sum(least) <= measure else [0.0] * len(shares)
    fixed: dict[int, float] = {}
    while True:
        free = [index for index in range(len(shares)) if index not in fixed]
        room = measure - sum(fixed.values())
        whole = sum(shares[index] for index in free)
        widths = {index: room * shares[index] / whole for index in free} | fixed
        narrow = {index: float(needed[index]) for index in free if widths[index] < needed[index]}
        if not narrow:
            return [widths[index] for index in range(len(shares))]
        fixed |= narrow
