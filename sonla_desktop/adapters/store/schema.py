"""Creates the tables, and the triggers that keep closed reports and the audit chain from being changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from sonla_desktop.adapters.store.layout import APPLICATION_ID, SCHEMA_VERSION
from sonla_desktop.adapters.store.refusals import damaged, sqlite_refusal
from sonla_desktop.adapters.store.rows import ItemRow, Row
from sonla_desktop.domain.month_json import canonical_bytes

_ITEM_TABLES: Final = tuple(row.__tablename__ for row in ItemRow.__subclasses__())


def create_schema(connection: Connection) -> None:
    """Creates everything in an empty database, inside the caller's transaction."""
    Row.metadata.create_all(connection, checkfirst=False)
    for trigger in _triggers():
        connection.exec_driver_sql(trigger)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def schema_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over the definitions of all tables, indexes and triggers, as the file holds them."""
    definitions = "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    with closing(connection.execute(definitions)) as found:
        return sha256(canonical_bytes([list(row) for row in found])).hexdigest()


def recorded_schema(connection: sqlite3.Connection) -> str:
    """The hash that the store itself remembers; raises WorldRefused ``store-damaged``."""
    try:
        with closing(connection.execute("SELECT schema_hash FROM store")) as found:
            return str(found.fetchone()[0])
    except (sqlite3.OperationalError, TypeError) as error:  # the table, its column or its row is gone
        raise sqlite_refusal(error) or damaged() from error


def _triggers() -> Iterator[str]:
    for event in ("UPDATE", "DELETE"):
        yield _refusal("audit", event, "1", "an audit row is never changed")
        yield _refusal("report", event, "OLD.state = 'closed'", "a closed report is never changed")
    next_link = "NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit)"
    yield _refusal("audit", "INSERT", next_link, "an audit row is added at the end")
    for table in _ITEM_TABLES:
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD")):
            closed = f"(SELECT state FROM report WHERE id = {row}.report_id) = 'closed'"
            yield _refusal(table, event, closed, "what a closed report holds is never changed")


def _refusal(table: str, event: str, condition: str, why: str) -> str:
    return (
        f"CREATE TRIGGER {table}_refuses_{event.lower()} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    )
