"""Settings are printed as they are typed, so marks that the program itself prints are taken off when they come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sonla_desktop.domain.agency import AgencySettings, LetterHead, Signatory

_NUMBER: Final = re.compile(r"(?:số(?![^\W\d_])\s*:?\s*)?(?:[\d\s._…]*/)*\s*", re.IGNORECASE)
"""What the program prints before the symbol: "Số:", room for the number, a slash."""
_BULLET: Final = re.compile(r"[-–—+•*]\s*")
_LABELS: Final = re.compile(r"(?:kính gửi|nơi nhận)\s*:?\s*", re.IGNORECASE)
_ELLIPSES: Final = ("...", "…")


def tidied(settings: AgencySettings) -> AgencySettings:
    """The settings without doubled spaces, empty lines, and marks that the document brings along.

    "/BC-UBND" is the symbol "BC-UBND", "Chiềng Mung," the place "Chiềng Mung", "- Sở Nội vụ;" the receiver
    "Sở Nội vụ"; the words themselves stay as they were typed. Applied twice it changes nothing more.
    """
    head, signatory = settings.head, settings.signatory
    return replace(
        settings,
        head=LetterHead(None if head.superior is None else _lines(head.superior), _lines(head.name)),
        place=_bare(settings.place, " ,;:"),
        symbol=_symbol(settings.symbol),
        signatory=Signatory(_lines(signatory.authority), _lines(signatory.title), _spaced(signatory.name)),
        addressees=_names(settings.addressees),
        addressees_by_form={form: _names(names) for form, names in settings.addressees_by_form.items()},
        plan_texts=_corrections(settings.plan_texts),
        recipients=_names(settings.recipients),
        officer=_spaced(settings.officer),
        official_code=_spaced(settings.official_code or "") or None,
    )


def _corrections(plans: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Without doubled spaces and empty lines; a wording that was emptied is the source's again."""
    tidy = {
        plan: {key: text for key, typed in texts.items() if (text := "\n".join(_lines(tuple(typed.splitlines()))))}
        for plan, texts in plans.items()
    }
    return {plan: texts for plan, texts in tidy.items() if texts}


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(_spaced, lines)))


def _names(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(_name, lines)))


def _name(text: str) -> str:
    """A line of Kính gửi or Nơi nhận without its label, its dash and the mark after it."""
    bare, before = _spaced(text), ""
    while bare != before:
        before = bare
        bare = _LABELS.sub("", _BULLET.sub("", bare, count=1) if _BULLET.match(bare) else bare, count=1)
    return _bare(bare, " ,;")


def _bare(text: str, marks: str) -> str:
    """Without these marks and the full stop at the end; an ellipsis is the officer's."""
    bare = _spaced(text).rstrip(marks)
    return bare if bare.endswith(_ELLIPSES) else bare.rstrip(marks + ".")


def _symbol(text: str) -> str:
    spaced = _spaced(text)
    found = _NUMBER.match(spaced)
    return _bare(spaced[found.end() :] if found else spaced, " ,;/")
