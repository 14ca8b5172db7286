"""A connection to the database file, with the settings that lose nothing in a power cut.

With ``journal_mode=WAL`` and ``synchronous=NORMAL`` acknowledged commits are lost when the power goes.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.store.refusals import refusing_sqlite

BUSY_SECONDS: Final = 3.0

_ALWAYS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = MEMORY",
)
_FOR_WRITING: Final = (*_ALWAYS, "PRAGMA journal_mode = TRUNCATE", "PRAGMA synchronous = FULL")
_FOR_READING: Final = (*_ALWAYS, "PRAGMA query_only = ON")


def connect(database: Path, *, read_only: bool, create: bool = False) -> sqlite3.Connection:
    """Opens the file with the store's settings; transactions are begun by hand.

    Raises:
        sqlite3.Error: the file cannot be opened.
        WorldRefused: it is damaged, or another program holds it.
    """
    mode = "ro" if read_only else "rwc" if create else "rw"
    connection = sqlite3.connect(
        f"{database.resolve().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        with refusing_sqlite():
            for pragma in _FOR_READING if read_only else _FOR_WRITING:
                connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection
