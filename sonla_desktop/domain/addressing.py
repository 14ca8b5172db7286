"""Whom a report is addressed to and sent to: what will be printed, for document, rules and settings page alike."""

from __future__ import annotations

from typing import Final

from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.domain.form_definition import Addressees, FormDefinition
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.text import fold

_SENT_UP: Final = frozenset({"bao cao", "to trinh", "cong van"})
"""Types that name their addressees, folded (NĐ 30/2020 Phụ lục I, Mục II.9.b)."""
_FILED: Final = "luu"
AS_ABOVE: Final = "Như trên"


def names_addressees(form: FormDefinition) -> bool:
    """Whether documents of this type have Kính gửi: only what is sent to a superior (NĐ 30/2020 Phụ lục I)."""
    return fold(form.document.type_name) in _SENT_UP


def is_addressed_by_plan(form: FormDefinition) -> bool:
    """Whether the plan of the form says who receives the report, not the general settings."""
    return names_addressees(form) and form.document.addressed_to is Addressees.PLAN


def planned_addressees(plan: Plan, agency: Agency) -> tuple[str, ...]:
    """Those whom the plan names, but never the agency itself."""
    return tuple(name for name in plan.addressees if fold(name) != fold(agency.name))


def addressees_of(form: FormDefinition, settings: AgencySettings, plan: Plan, agency: Agency) -> tuple[str, ...]:
    """Whom the document is addressed to: what the officer set for this form, else what the form goes by."""
    if not names_addressees(form):
        return ()
    chosen = settings.addressees_by_form.get(form.id)
    if chosen is not None:
        return chosen
    return planned_addressees(plan, agency) if is_addressed_by_plan(form) else settings.addressees


def recipients_of(recipients: tuple[str, ...], *, addressed: bool) -> tuple[str, ...]:
    """Nơi nhận: begins with "Như trên" under a document with Kính gửi, and does not say it under any other."""
    others = tuple(name for name in recipients if fold(name.strip(" -;.")) != fold(AS_ABOVE))
    return (AS_ABOVE, *others) if addressed else others


def names_the_file(recipients: tuple[str, ...]) -> bool:
    """Whether Nơi nhận says where the document is filed ("Lưu: VT, …"; NĐ 30/2020 Phụ lục I, Mục II.9.b)."""
    return any(fold(name.strip(" -")).startswith(_FILED) for name in recipients)
