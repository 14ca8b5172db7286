"""Creates the store of one agency, with settings from the agency's kind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sonla_desktop.domain.agency import default_settings
from sonla_desktop.usecases.ports import Stamp, World
from sonla_desktop.usecases.read_month import DEFAULT_FORM, plan_of_form


def create_store(world: World, folder: Path, agency_code: str, *, officer: str = "", sample: bool = False) -> None:
    """Creates the store; raises InputRefused (``agency-unknown``, ``store-exists``) or WorldRefused."""
    agency = world.catalogue.agency(agency_code)
    addressees = plan_of_form(world.catalogue, DEFAULT_FORM).addressees
    settings = replace(default_settings(agency, addressees), officer=officer)
    world.stores.create(folder, agency, settings, Stamp(world.clock.now(), officer), sample=sample)
