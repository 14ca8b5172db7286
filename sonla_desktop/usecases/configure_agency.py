"""Changes the agency's settings: head, signatory, recipients, officer."""

from __future__ import annotations

from pathlib import Path

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.ports import Stamp, Store, World


def configure_from_file(world: World, store: Store, path: Path) -> Changes:
    """Takes over a settings file; a key left out stays as it is. Raises InputRefused with the place of the fault."""
    with store.begin() as work:
        stored = work.settings()
    return configure(world, store, world.month_files.read_settings(path, stored))


def configure(world: World, store: Store, settings: AgencySettings) -> Changes:
    """Replaces the settings; every changed field is an audit row."""
    with store.begin() as work:
        if settings == work.settings():
            return Changes()
        work.save_settings(settings, Stamp(world.clock.now(), settings.officer))
        work.commit()
    return Changes(settings=True)
