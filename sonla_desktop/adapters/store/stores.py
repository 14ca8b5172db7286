"""Creates and opens stores. SQLAlchemy is loaded only once a store has been found, is ours, and can be read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.files.safe_write import (
    make_folder,
    remove_if_there,
    remove_unfinished,
    unfinished_file,
)
from sonla_desktop.adapters.store.check import examine
from sonla_desktop.adapters.store.layout import DATABASE, SCHEMA_VERSION
from sonla_desktop.adapters.store.lock import StoreLock
from sonla_desktop.adapters.store.places import refuse_unsafe_place
from sonla_desktop.adapters.store.reading import readable_database
from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Stamp, Store

if TYPE_CHECKING:
    from sonla_desktop.adapters.store.store import SqliteStore


def _local_time() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


class SqliteStores:
    """Implements :class:`~sonla_desktop.usecases.ports.Stores`."""

    def __init__(self, now: Callable[[], datetime] = _local_time) -> None:
        """``now`` tells since when a lock is held; it is the real time whatever day the reports are made for."""
        self._now = now

    def create(self, folder: Path, agency: Agency, settings: AgencySettings, stamp: Stamp, *, sample: bool) -> None:
        """Creates a store in a new or empty folder; after a failure the folder is as it was.

        Raises:
            InputRefused: ``store-exists``, the folder holds something.
            WorldRefused: the disk refuses, or the place is no place for a store (``place-*``).
        """
        from sonla_desktop.adapters.store.creation import NewStore, build_database

        refuse_unsafe_place(folder)
        _refuse_if_taken(folder)
        missing = _missing_folders(folder)
        try:
            make_folder(folder)
            with unfinished_file(folder / DATABASE) as database:
                try:
                    build_database(database, NewStore(agency, settings, stamp, sample))
                finally:
                    remove_if_there(database.with_name(database.name + "-journal"))
        except BaseException:
            for made in missing:
                with suppress(OSError):
                    made.rmdir()
            raise

    def open(self, folder: Path, *, read_only: bool = False, officer: str = "") -> Store:
        """Opens a store and, for writing, takes its lock; reading leaves the store as it is, byte for byte.

        A store of an older program is brought up to this one's schema when it is opened for writing.

        Raises:
            WorldRefused: ``store-absent``, ``store-locked`` (``who``, ``since``), ``store-newer``,
                ``store-foreign``, ``store-damaged``, ``chain-broken``, ``store-denied``, ``place-*``.
        """
        version = examine(folder)
        if read_only:
            return _opened_to_read(folder, version)
        refuse_unsafe_place(folder)
        held = ExitStack()
        held.callback(StoreLock.take(folder, officer, self._now()).release)
        remove_unfinished(folder)
        if version < SCHEMA_VERSION:
            _upgraded(folder, version, held)
        return _opened(folder, folder / DATABASE, held, read_only=False)


def _upgraded(folder: Path, version: int, held: ExitStack) -> None:
    from sonla_desktop.adapters.store.upgrade import put_aside, upgrade

    try:
        put_aside(folder, version)
        upgrade(folder / DATABASE, version)
    except BaseException:
        held.close()
        raise


def _opened_to_read(folder: Path, version: int) -> SqliteStore:
    held = ExitStack()
    try:
        database = readable_database(folder, held, as_copy=version < SCHEMA_VERSION)
        if version < SCHEMA_VERSION:
            from sonla_desktop.adapters.store.upgrade import upgrade

            upgrade(database, version)
    except BaseException:
        held.close()
        raise
    return _opened(folder, database, held, read_only=True)


def _opened(folder: Path, database: Path, held: ExitStack, *, read_only: bool) -> SqliteStore:
    """Opens the database; ``held`` is let go of when the store is closed, or at once when opening fails."""
    from sonla_desktop.adapters.store.engine import close_engine, store_engine
    from sonla_desktop.adapters.store.store import SqliteStore

    engine = store_engine(database, read_only=read_only)
    try:
        return SqliteStore(folder, engine, read_only=read_only, let_go=held.close)
    except BaseException:
        close_engine(engine, read_only=read_only)
        held.close()
        raise


def _refuse_if_taken(folder: Path) -> None:
    with refusing(folder):
        taken = folder.exists() and (
            not folder.is_dir() or any(not primitives.is_unfinished(path.name) for path in folder.iterdir())
        )
    if taken:
        raise InputRefused("store-exists", folder=str(folder))


def _missing_folders(folder: Path) -> list[Path]:
    """The folders that must be made for this one, innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]
