"""Reports of an agency whose addressees their plan names, for the settings page to show and change."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sonla_desktop.domain.addressing import is_addressed_by_plan, planned_addressees
from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.domain.period import PeriodKind
from sonla_desktop.usecases.ports import Catalogue


@dataclass(frozen=True, slots=True)
class AddressedForm:
    """A form with the addressees that its plan names, and where or why (``stated``, a sentence)."""

    id: str
    name: str
    usual: tuple[str, ...]
    stated: str


def addressed_forms(
    catalogue: Catalogue, agency: Agency, settings: AgencySettings, begun: Collection[str]
) -> Iterator[AddressedForm]:
    """Forms that the agency reports: those due from it, those ``begun`` in its store, those it set addressees for.

    What is reported on request is nobody's before it is begun.
    """
    for form_id in catalogue.form_ids():
        form = catalogue.form(form_id)
        plan = catalogue.plan(form.plan)
        due = plan.is_due_from(agency) and plan.regime.period_kind is not PeriodKind.ON_REQUEST
        chosen = form_id in settings.addressees_by_form
        if chosen or (is_addressed_by_plan(form) and (due or form_id in begun)):
            usual = planned_addressees(plan, agency) if is_addressed_by_plan(form) else settings.addressees
            yield AddressedForm(form_id, form.short_title, usual, plan.addressees_stated)
