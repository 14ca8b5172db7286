"""Opening a store for reading without changing it, even when the last program was killed while it wrote."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, closing
from pathlib import Path

from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.store.connection import connect
from sonla_desktop.adapters.store.layout import DATABASE, JOURNAL
from sonla_desktop.adapters.store.refusals import refusing_sqlite


def readable_database(folder: Path, held: ExitStack, *, as_copy: bool = False) -> Path:
    """The database file to read: the store's own, or a temporary copy where a journal waits to be rolled back.

    ``as_copy``: a copy in any case, for a store that must be brought up to this program's schema first.

    SQLite refuses to read a database with such a journal unless it may write. The copy goes when ``held`` does.

    Raises:
        WorldRefused: the file cannot be read, or there is no room for the copy.
    """
    database = folder / DATABASE
    with refusing_sqlite():
        if not _waits_for_rollback(database) and not as_copy:
            return database
        copy = _copied(folder, Path(held.enter_context(tempfile.TemporaryDirectory(prefix="so-bao-cao-"))))
        with closing(connect(copy, read_only=False)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return copy


def _waits_for_rollback(database: Path) -> bool:
    with closing(connect(database, read_only=True)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
                return True
            raise
    return False


def _copied(folder: Path, target: Path) -> Path:
    for name in (DATABASE, JOURNAL):
        with refusing(folder / name):
            if name == DATABASE or (folder / name).exists():
                shutil.copyfile(folder / name, target / name)
    return target / DATABASE
