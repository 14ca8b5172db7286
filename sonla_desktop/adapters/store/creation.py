"""Builds the database of a new store."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import audit
from sonla_desktop.adapters.store.audit import Act, AuditChain
from sonla_desktop.adapters.store.engine import close_engine, driver_connection, store_engine
from sonla_desktop.adapters.store.rows import StoreRow
from sonla_desktop.adapters.store.schema import create_schema, schema_hash
from sonla_desktop.adapters.store.settings_json import agency_row
from sonla_desktop.adapters.store.unit_of_work import SqliteUnitOfWork, StoreIdentity
from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.usecases.ports import Stamp


@dataclass(frozen=True, slots=True)
class NewStore:
    """What a new store starts with."""

    agency: Agency
    settings: AgencySettings
    stamp: Stamp
    sample: bool


def build_database(path: Path, new: NewStore) -> None:
    """Creates the database file, whole and on the disk; raises WorldRefused."""
    engine = store_engine(path, read_only=False, create=True)
    try:
        with Session(engine, autoflush=False) as session:
            create_schema(session.connection())
            _fill(session, path.parent, new)
            session.commit()
    finally:
        close_engine(engine, read_only=False)


def _fill(session: Session, folder: Path, new: NewStore) -> None:
    agency = agency_row(new.agency)
    session.add(agency)
    session.flush()
    identity = secrets.token_hex(16)
    row = StoreRow(
        identity=identity,
        schema_hash=schema_hash(driver_connection(session.connection())),
        agency_id=agency.id,
        sample=new.sample,
        created_at=new.stamp.at.isoformat(),
    )
    session.add(row)
    created = FieldChange("store", "agency", None, new.agency.code)
    AuditChain(session, identity).add(Act(audit.CREATE, new.stamp), [created])
    SqliteUnitOfWork(session, StoreIdentity(folder, identity, agency)).save_settings(new.settings, new.stamp)
