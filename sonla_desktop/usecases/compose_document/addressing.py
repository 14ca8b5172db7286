"""Kính gửi and "Như trên" go together, and only on what is sent to a superior (NĐ 30/2020 Phụ lục I, Mục II.9.b)."""

from __future__ import annotations

from typing import Final

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.form_definition import Addressees, DocumentLayout
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.text import fold

_SENT_UP: Final = frozenset({"bao cao", "to trinh", "cong van"})
"""Types that name their addressees, folded."""
AS_ABOVE: Final = "Như trên"


def addressees_of(layout: DocumentLayout, settings: AgencySettings, assignment: Assignment) -> tuple[str, ...]:
    """Whom the document is addressed to: nobody for a type without Kính gửi, never the agency itself."""
    if fold(layout.type_name) not in _SENT_UP:
        return ()
    if layout.addressed_to is Addressees.SETTINGS:
        return settings.addressees
    return tuple(name for name in assignment.plan.addressees if fold(name) != fold(assignment.agency.name))


def recipients_of(recipients: tuple[str, ...], *, addressed: bool) -> tuple[str, ...]:
    """Nơi nhận: begins with "Như trên" under a document with Kính gửi, and does not say it under any other."""
    others = tuple(name for name in recipients if fold(name.strip(" -;.")) != fold(AS_ABOVE))
    return (AS_ABOVE, *others) if addressed else others
