"""Brings a store of an older schema up to this program's, in one transaction, after a copy of it was put aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, update
from sqlalchemy.orm import Session

from sonla_desktop.adapters.files.safe_write import make_folder, unfinished_file
from sonla_desktop.adapters.store.check import look_inside
from sonla_desktop.adapters.store.connection import connect
from sonla_desktop.adapters.store.engine import close_engine, driver_connection, store_engine
from sonla_desktop.adapters.store.layout import BACKUPS, DATABASE, SCHEMA_VERSION
from sonla_desktop.adapters.store.refusals import damaged, refusing_sqlite
from sonla_desktop.adapters.store.rows import DeadlineNoticeRow, EditRow, StoreRow, SubmissionRow
from sonla_desktop.adapters.store.schema import recorded_schema, schema_hash


def _with_deadlines(connection: Connection) -> None:
    DeadlineNoticeRow.__table__.create(connection)


def _with_submissions_and_origins(connection: Connection) -> None:
    SubmissionRow.__table__.create(connection)
    for column in ("basis TEXT DEFAULT '' NOT NULL", "by TEXT DEFAULT '' NOT NULL", "at TEXT"):
        connection.exec_driver_sql(f"ALTER TABLE acknowledgement ADD COLUMN {column}")
    connection.exec_driver_sql("ALTER TABLE report ADD COLUMN supersedes_reason TEXT")


def _with_edits(connection: Connection) -> None:
    EditRow.__table__.create(connection)


_STEPS: Final[Mapping[int, Callable[[Connection], None]]] = {
    1: _with_deadlines,
    2: _with_submissions_and_origins,
    3: _with_edits,
}
"""What makes of a store of this schema one of the next."""


def put_aside(folder: Path, version: int) -> Path:
    """Copies the database as it is into ``sao-luu``; raises WorldRefused when the disk refuses."""
    target = folder / BACKUPS / f"truoc-nang-cap-{version}.sqlite3"
    make_folder(target.parent)
    with (
        unfinished_file(target) as unfinished,
        refusing_sqlite(),
        closing(connect(folder / DATABASE, read_only=False)) as source,
        closing(sqlite3.connect(unfinished)) as copy,
    ):
        source.backup(copy)
    return target


def upgrade(database: Path, version: int) -> None:
    """Runs the steps that are lacking; raises WorldRefused ``store-damaged`` before anything is changed."""
    engine = store_engine(database, read_only=False)
    try:
        with Session(engine, autoflush=False) as session:
            connection = session.connection()
            driver = driver_connection(connection)
            with refusing_sqlite():
                look_inside(driver)
                if recorded_schema(driver) != schema_hash(driver):
                    raise damaged()
            for step in range(version, SCHEMA_VERSION):
                _STEPS[step](connection)
            connection.execute(update(StoreRow).values(schema_hash=schema_hash(driver)))
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            session.commit()
    finally:
        close_engine(engine, read_only=False)
