"""An open store: the database connection, one transaction at a time, the shelf, the lock."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store.check import look_inside
from sonla_desktop.adapters.store.engine import close_engine, driver_connection
from sonla_desktop.adapters.store.evidence import evidence_file
from sonla_desktop.adapters.store.layout import EVIDENCE, archive_folder
from sonla_desktop.adapters.store.refusals import damaged, reading_rows, refusing_sqlite
from sonla_desktop.adapters.store.rows import AgencyRow, StoreRow
from sonla_desktop.adapters.store.schema import recorded_schema, schema_hash
from sonla_desktop.adapters.store.settings_json import agency_of
from sonla_desktop.adapters.store.shelf import FileShelf
from sonla_desktop.adapters.store.unit_of_work import SqliteUnitOfWork, StoreIdentity
from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.usecases.ports import EvidenceFile

_LINKS_CHECKED_AT_START: Final = 100


class SqliteStore:
    """Implements :class:`~sonla_desktop.usecases.ports.Store`. May be used from any thread, one at a time."""

    def __init__(self, folder: Path, engine: Engine, *, read_only: bool, let_go: Callable[[], None]) -> None:
        """Checks the store and reads whose it is; raises WorldRefused when it is damaged.

        ``let_go`` is called once, when the store is closed.
        """
        self._folder = folder
        self._engine = engine
        self._read_only = read_only
        self._let_go = let_go
        self._turn = threading.RLock()
        self._session: Session | None = None
        self._is_open = True
        self._check_pages()
        self._identity, self._agency, self._is_sample = self._read_identity()
        with self.begin() as work:
            work.check_headers()
            work.verify_chain(_LINKS_CHECKED_AT_START)
        self._shelf = FileShelf(folder / EVIDENCE, self._registered, read_only=read_only)

    @property
    def folder(self) -> Path:
        """The store's folder."""
        return self._folder

    @property
    def agency(self) -> Agency:
        """Whose store it is."""
        return self._agency

    @property
    def read_only(self) -> bool:
        """True when it was opened for reading."""
        return self._read_only

    @property
    def is_sample(self) -> bool:
        """True for the sample month: every output is marked MẪU."""
        return self._is_sample

    @property
    def shelf(self) -> FileShelf:
        """The evidence files."""
        return self._shelf

    @contextmanager
    def begin(self) -> Iterator[SqliteUnitOfWork]:
        """Starts a transaction; another thread's waits for its end, a second one of the same thread is a bug."""
        with self._turn:
            if self._session is not None:
                raise RuntimeError("a transaction of this store is open already")
            with self._new_session() as session:
                self._session = session
                try:
                    yield SqliteUnitOfWork(session, self._identity)
                finally:
                    self._session = None

    def archive_dir(self, key: ReportKey, version: int) -> Path:
        """Folder (inside the store) of the files built for a closed version; it need not exist yet."""
        return archive_folder(self._folder, key, version)

    def close(self) -> None:
        """Closes files and gives the lock back; a second call does nothing."""
        with self._turn:
            if not self._is_open:
                return
            self._is_open = False
            try:
                close_engine(self._engine, read_only=self._read_only)
            finally:
                self._let_go()

    def _new_session(self) -> Session:
        return Session(self._engine, autoflush=False, expire_on_commit=False)

    def _check_pages(self) -> None:
        with self._engine.connect() as connection, refusing_sqlite():
            driver = driver_connection(connection)
            look_inside(driver)
            if recorded_schema(driver) != schema_hash(driver):
                raise damaged()

    def _read_identity(self) -> tuple[StoreIdentity, Agency, bool]:
        own = select(StoreRow, AgencyRow).join(AgencyRow, AgencyRow.id == StoreRow.agency_id)
        with self._new_session() as session:
            found = session.execute(own).first()
        if found is None:
            raise damaged()
        store, agency = found
        with reading_rows():
            return StoreIdentity(self._folder, store.identity, agency), agency_of(agency), store.sample

    def _registered(self, sha256: str) -> EvidenceFile | None:
        """What the database has noted of a file, inside the transaction that is open or in one of its own."""
        with self._turn:
            if self._session is not None:
                return evidence_file(self._session, sha256)
            with self._new_session() as session:
                return evidence_file(session, sha256)
