"""Looks at a store before anything heavy is loaded: is it there, is it ours, can this program read it, is it whole?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sonla_desktop.adapters.files.refusals import refusal
from sonla_desktop.adapters.store.layout import APPLICATION_ID, DATABASE, SCHEMA_VERSION
from sonla_desktop.adapters.store.refusals import damaged
from sonla_desktop.usecases.errors import WorldRefused

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER_BYTES: Final = 100
_OTHER_KINDS: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<?xml", b"<html", b"MZ")
"""How files of other programs begin; anything else that is not SQLite is taken for a damaged store."""


@dataclass(frozen=True, slots=True)
class Header:
    """The numbers in the first 100 bytes of an SQLite file that say whose it is."""

    application_id: int
    user_version: int


def examine(folder: Path) -> int:
    """The schema version of the store in this folder, from the first 100 bytes of its database.

    Raises:
        WorldRefused: ``store-absent``, ``store-foreign``, ``store-newer``, ``store-damaged`` or ``store-denied``.
    """
    header = _read_header(folder)
    if header.application_id != APPLICATION_ID:
        raise WorldRefused("store-foreign", file=DATABASE)
    if header.user_version > SCHEMA_VERSION:
        raise WorldRefused("store-newer", found=header.user_version, known=SCHEMA_VERSION)
    if header.user_version < 1:
        raise damaged()
    return header.user_version


def look_inside(connection: sqlite3.Connection) -> None:
    """SQLite's own check of pages, records and indexes (some 1 ms per MB), and of rows that belong to nothing.

    Raises:
        WorldRefused: ``store-damaged``.
        sqlite3.Error: the file could not be read.
    """
    with closing(connection.execute("PRAGMA integrity_check(1)")) as found:
        if found.fetchone() != ("ok",):
            raise damaged()
    with closing(connection.execute("PRAGMA foreign_key_check")) as found:
        if found.fetchone() is not None:
            raise damaged()


def _read_header(folder: Path) -> Header:
    path = folder / DATABASE
    try:
        with path.open("rb") as stream:
            data = stream.read(_HEADER_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise WorldRefused("store-absent", folder=str(folder)) from error
    except (PermissionError, IsADirectoryError) as error:
        raise WorldRefused("store-denied", file=DATABASE) from error
    except OSError as error:
        raise refusal(error, path) from error
    if data.startswith(_OTHER_KINDS):
        raise WorldRefused("store-foreign", file=DATABASE)
    if len(data) < _HEADER_BYTES or not data.startswith(_MAGIC):
        raise damaged()
    return Header(int.from_bytes(data[68:72], "big"), int.from_bytes(data[60:64], "big", signed=True))
