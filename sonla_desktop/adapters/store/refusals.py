"""What SQLite's errors mean to the officer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.usecases.errors import WorldRefused

_PRIMARY: Final = 0xFF
_CODES: Final = {
    sqlite3.SQLITE_PERM: "store-denied",
    sqlite3.SQLITE_BUSY: "store-busy",
    sqlite3.SQLITE_LOCKED: "store-busy",
    sqlite3.SQLITE_READONLY: "store-denied",
    sqlite3.SQLITE_IOERR: "disk-error",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_CANTOPEN: "store-denied",
    sqlite3.SQLITE_FORMAT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-damaged",
}
_NOT_TEXT: Final = "Could not decode to UTF-8"


def damaged() -> WorldRefused:
    """The store does not hold what was written into it."""
    return WorldRefused("store-damaged", file=DATABASE)


def sqlite_refusal(error: BaseException | None) -> WorldRefused | None:
    """The refusal that an error of the driver means; None when it is a bug of ours."""
    if isinstance(error, UnicodeDecodeError):  # SQLite quotes a damaged name in its message, which Python cannot read
        return damaged()
    if not isinstance(error, sqlite3.Error):
        return None
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if code in _CODES:
        return WorldRefused(_CODES[code], file=DATABASE)
    return damaged() if _NOT_TEXT in str(error) else None


@contextmanager
def refusing_sqlite() -> Iterator[None]:
    """Turns an error of the driver inside the block into the refusal it means."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise sqlite_refusal(error) or error from error


@contextmanager
def reading_rows() -> Iterator[None]:
    """For turning rows into domain objects: rows that no program of ours can have written mean damage."""
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
        raise damaged() from error
