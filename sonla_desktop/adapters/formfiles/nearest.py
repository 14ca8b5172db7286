"""Finds what was probably meant by a name that is not known, so that every refusal can say it."""

import difflib
from collections.abc import Iterable

from sonla_desktop.domain.text import fold


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one, letter marks aside; an empty text when nothing is known."""
    by_fold = {fold(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(fold(name), by_fold, n=1, cutoff=0)
    return by_fold[found[0]] if found else ""
