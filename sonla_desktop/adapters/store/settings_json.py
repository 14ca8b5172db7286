"""Agency and settings as rows and JSON, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sonla_desktop.adapters.store.rows import AgencyRow
from sonla_desktop.domain.agency import Agency, AgencyKind, AgencySettings, LetterHead, Signatory
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.check_parameters import chosen_parameters, parameters_of

SETTINGS = "settings"
"""``where`` of a changed setting in the audit chain."""


def agency_row(agency: Agency) -> AgencyRow:
    """The row of an agency."""
    return AgencyRow(
        code=agency.code,
        name=agency.name,
        unit_name=agency.unit_name,
        kind=agency.kind.value,
        counts_as_department=agency.counts_as_department,
        official_code=agency.official_code,
        valid_from=None if agency.valid_from is None else agency.valid_from.isoformat(),
        valid_to=None if agency.valid_to is None else agency.valid_to.isoformat(),
    )


def agency_of(row: AgencyRow) -> Agency:
    """The agency of a row; raises ValueError for a row that is not one of ours."""
    return Agency(
        code=row.code,
        name=row.name,
        unit_name=row.unit_name,
        kind=AgencyKind(row.kind),
        counts_as_department=row.counts_as_department,
        official_code=row.official_code,
        valid_from=None if row.valid_from is None else date.fromisoformat(row.valid_from),
        valid_to=None if row.valid_to is None else date.fromisoformat(row.valid_to),
    )


def settings_as_json(settings: AgencySettings) -> dict[str, Any]:
    """All settings, those that no settings file carries included."""
    head, signatory = settings.head, settings.signatory
    return {
        "head": {
            "superior": None if head.superior is None else list(head.superior),
            "name": list(head.name),
        },
        "place": settings.place,
        "symbol": settings.symbol,
        "signatory": {
            "authority": list(signatory.authority),
            "title": list(signatory.title),
            "name": signatory.name,
        },
        "addressees": list(settings.addressees),
        "addressees_by_form": {form: list(names) for form, names in settings.addressees_by_form.items()},
        "plan_texts": {plan: dict(texts) for plan, texts in settings.plan_texts.items()},
        "recipients": list(settings.recipients),
        "officer": settings.officer,
        "official_code": settings.official_code,
        "counts_as_department": settings.counts_as_department,
        "check_parameters": chosen_parameters(settings.check_parameters),
    }


def settings_from_json(value: Mapping[str, Any]) -> AgencySettings:
    """The reverse of :func:`settings_as_json`; raises KeyError, TypeError or ValueError."""
    head, signatory = value["head"], value["signatory"]
    return AgencySettings(
        head=LetterHead(
            None if head["superior"] is None else tuple(head["superior"]),
            tuple(head["name"]),
        ),
        place=value["place"],
        symbol=value["symbol"],
        signatory=Signatory(tuple(signatory["authority"]), tuple(signatory["title"]), signatory["name"]),
        addressees=tuple(value["addressees"]),
        # Stores and closed versions of earlier programs have none of these keys.
        addressees_by_form={form: tuple(names) for form, names in value.get("addressees_by_form", {}).items()},
        plan_texts={plan: dict(texts) for plan, texts in value.get("plan_texts", {}).items()},
        recipients=tuple(value["recipients"]),
        officer=value["officer"],
        official_code=value["official_code"],
        counts_as_department=value["counts_as_department"],
        check_parameters=parameters_of(value.get("check_parameters", {})),
    )


def changed_settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Every setting that differs, by its key path; one that was taken back too."""
    before, after = dict(_leaves(old)), dict(_leaves(new))
    return tuple(
        FieldChange(SETTINGS, path, before.get(path), after.get(path))
        for path in dict.fromkeys((*after, *before))
        if before.get(path) != after.get(path)
    )


def _leaves(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        if isinstance(item, Mapping):
            yield from _leaves(item, f"{path}{key}.")
        else:
            yield path + key, item
