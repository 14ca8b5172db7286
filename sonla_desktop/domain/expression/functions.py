"""The functions an expression may call; there are no others, and a form file cannot add one."""

from collections.abc import Iterable
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, NamedTuple

from sonla_desktop.domain.expression.tree import Kind

MAX_DECIMALS: Final = 10
"""The largest second argument of round."""


class Signature(NamedTuple):
    """How many arguments (`most` None: any number), of which kind (None: any), and the kind of the result."""

    fewest: int
    most: int | None
    wants: Kind | None
    gives: Kind


AGGREGATES: Final = frozenset({"sum", "min", "max"})
"""Functions whose argument may be a whole column."""

COUNTS: Final = frozenset({"count", "count_if"})
"""Functions whose first argument is a table."""

COMPULSORY_PAIR: Final = "compulsory_pair"
"""Holds where both are given, or neither."""
EXCLUSIVE_PAIR: Final = "exclusive_pair"
"""Holds where at most one is given."""

SIGNATURES: Final = MappingProxyType(
    {
        "sum": Signature(1, None, Kind.NUMBER, Kind.NUMBER),
        "min": Signature(1, None, Kind.NUMBER, Kind.NUMBER),
        "max": Signature(1, None, Kind.NUMBER, Kind.NUMBER),
        "count": Signature(1, 1, None, Kind.NUMBER),
        "count_if": Signature(2, 2, None, Kind.NUMBER),
        "round": Signature(2, 2, Kind.NUMBER, Kind.NUMBER),
        "percent": Signature(2, 2, Kind.NUMBER, Kind.NUMBER),
        "abs": Signature(1, 1, Kind.NUMBER, Kind.NUMBER),
        "if": Signature(3, 3, None, Kind.UNKNOWN),
        "is_missing": Signature(1, 1, None, Kind.BOOLEAN),
        "coalesce": Signature(2, None, None, Kind.UNKNOWN),
        COMPULSORY_PAIR: Signature(2, 2, None, Kind.BOOLEAN),
        EXCLUSIVE_PAIR: Signature(2, 2, None, Kind.BOOLEAN),
        "days": Signature(2, 2, Kind.DATE, Kind.NUMBER),
    }
)

KEYWORDS: Final = frozenset({"and", "or", "not"})


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that looks most like this one, if one does; case makes no difference."""
    by_folded = {item.casefold(): item for item in sorted(known)}
    close = get_close_matches(name.casefold(), by_folded, n=1)
    return by_folded[close[0]] if close else None
