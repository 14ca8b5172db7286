"""Changes the agency's settings: head, signatory, recipients, officer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.plan_texts import correctable_texts
from sonla_desktop.domain.settings_text import tidied
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Stamp, Store, World


def configure_from_file(world: World, store: Store, path: Path) -> Changes:
    """Takes over a settings file; a key left out stays as it is. Raises InputRefused with the place of the fault."""
    with store.begin() as work:
        stored = work.settings()
    settings = world.month_files.read_settings(path, stored)
    _require_known_forms(world, path, settings, stored)
    _require_known_texts(world, path, settings, stored)
    return configure(world, store, settings)


def configure(world: World, store: Store, settings: AgencySettings) -> Changes:
    """Replaces the settings, tidied; every changed field is an audit row."""
    tidy = tidied(settings)
    with store.begin() as work:
        if tidy == work.settings():
            return Changes()
        work.save_settings(tidy, Stamp(world.clock.now(), tidy.officer))
        work.commit()
    return Changes(settings=True)


def _require_known_forms(world: World, path: Path, settings: AgencySettings, stored: AgencySettings) -> None:
    known = [*world.catalogue.form_ids(), *stored.addressees_by_form]
    _require_known(path, "addressees_by_form", settings.addressees_by_form, known)


def _require_known_texts(world: World, path: Path, settings: AgencySettings, stored: AgencySettings) -> None:
    """Plans and wordings that there are; those stored already may be of a plan that an older program does not have."""
    if settings.plan_texts == stored.plan_texts:
        return
    forms = [world.catalogue.form(form_id) for form_id in world.catalogue.form_ids()]
    plans = sorted({form.plan for form in forms})
    _require_known(path, "plan_texts", settings.plan_texts, [*plans, *stored.plan_texts])
    for plan_id, texts in settings.plan_texts.items():
        own = [form for form in forms if form.plan == plan_id]
        known = correctable_texts(world.catalogue.plan(plan_id), own) if own else {}
        _require_known(path, f"plan_texts.{plan_id}", texts, [*known, *stored.plan_texts.get(plan_id, {})])


def _require_known(path: Path, place: str, given: Iterable[str], known: Sequence[str]) -> None:
    for key in given:
        if key not in known:
            nearest = next(iter(get_close_matches(key, known, n=1, cutoff=0)), "")
            raise InputRefused("settings-unknown-key", file=path.name, place=place, key=key, nearest=nearest)
