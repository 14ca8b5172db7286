"""SQLAlchemy on the store's connection: one writer at a time, and errors of the driver as refusals."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import StaticPool

from sonla_desktop.adapters.store.connection import connect
from sonla_desktop.adapters.store.refusals import sqlite_refusal
from sonla_desktop.usecases.errors import WorldRefused


def store_engine(database: Path, *, read_only: bool, create: bool = False) -> Engine:
    """One connection for all threads (the store lets one in at a time). Errors come out as WorldRefused."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(database, read_only=read_only, create=create),
        poolclass=StaticPool,
    )
    # A write takes its place at once: a transaction that reads first and writes later could be refused half-way.
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine, "handle_error")
    def refuse(context: ExceptionContext) -> None:
        refusal = sqlite_refusal(context.original_exception)
        if refusal is not None:
            raise refusal from context.original_exception

    return engine


def driver_connection(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection behind SQLAlchemy's."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"not a connection of sqlite3: {driver!r}")
    return driver


def close_engine(engine: Engine, *, read_only: bool) -> None:
    """Closes the connection and leaves no journal file behind."""
    if not read_only:
        # Told to delete rather than truncate, SQLite removes its journal itself, under its own locks.
        # If it cannot, an empty journal stays, which is harmless.
        with suppress(sqlite3.Error, WorldRefused), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode = DELETE")
    engine.dispose()
