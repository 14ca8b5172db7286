"""Changes the agency's settings: head, signatory, recipients, officer."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from sonla_desktop.domain.agency import AgencySettings
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
    for form in settings.addressees_by_form:
        if form not in known:
            nearest = next(iter(get_close_matches(form, known, n=1, cutoff=0)), "")
            place = "addressees_by_form"
            raise InputRefused("settings-unknown-key", file=path.name, place=place, key=form, nearest=nearest)
