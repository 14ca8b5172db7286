"""Stores of one commune on a real disk, for the tests of the store and the rigs."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from sonla_desktop.adapters.store.schema import schema_hash
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.adapters.store.stores import SqliteStores
from sonla_desktop.domain.findings import Finding, Severity, StatedFinding
from sonla_desktop.domain.month_json import report_as_json, report_from_json
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.ports import ArchivedFile, FrozenVersion, Stamp
from tests.helpers import months

NOW = datetime.fromisoformat("2026-11-11T08:15:00")
STAMP = Stamp(NOW, "Lò Thị Hoa")


def new_store(folder: Path, *, sample: bool = False) -> Path:
    """Creates an empty store in this folder and returns the folder."""
    SqliteStores().create(folder, months.agency(), months.settings(), STAMP, sample=sample)
    return folder


def open_store(folder: Path, *, read_only: bool = False, officer: str = "Lò Thị Hoa") -> SqliteStore:
    """The store as an adapter, with what the port does not show."""
    store = SqliteStores(now=lambda: NOW).open(folder, read_only=read_only, officer=officer)
    assert isinstance(store, SqliteStore)
    return store


@contextmanager
def opened(folder: Path, *, read_only: bool = False) -> Iterator[SqliteStore]:
    """The open store, closed at the end."""
    store = open_store(folder, read_only=read_only)
    try:
        yield store
    finally:
        store.close()


def save(store: SqliteStore, report: Report, stamp: Stamp = STAMP) -> None:
    """Saves a report in a transaction of its own."""
    with store.begin() as work:
        work.save_report(report, stamp)
        work.commit()


def month(number: int = 0) -> Report:
    """November 2026; months of different numbers differ in several rows at once."""
    report = months.report()
    readings = tuple(replace(item, note=str(number)) for item in report.indicators)
    updates = tuple(replace(item, proposal=str(number)) for item in report.tasks)
    figures = {"tong": Decimal(number), "ty-le": Decimal("12.50")}
    narrative = {"difficulties": f"Lần {number}", "proposals": "Không có."}
    changed = replace(report, indicators=readings, tasks=updates, figures=figures, narrative=narrative)
    return report_from_json(report_as_json(changed))  # as the month file orders it


def frozen(report: Report, chain_head: str, files: tuple[ArchivedFile, ...] = ()) -> FrozenVersion:
    """What is frozen when this report is closed, with a finding that passed with a reason."""
    finding = Finding(
        "CT-007",
        Severity.WARNING,
        months.DOCUMENTS,
        "numerator",
        {"moved": Decimal("20.50"), "on": NOW.date(), "at": NOW, "count": 3, "name": "Sổ"},
    )
    stated = StatedFinding(finding, "Tỷ lệ đổi 20,5 điểm %.", "Đợt cao điểm.", "Lò Thị Hoa", NOW)
    return FrozenVersion(report, months.settings(), (stated,), NOW, "Lò Thị Hoa", "0.1", "2026.1", chain_head, files)


def close_month(store: SqliteStore, report: Report, files: tuple[ArchivedFile, ...] = ()) -> None:
    """Closes this report in a transaction of its own."""
    with store.begin() as work:
        work.freeze(frozen(report, work.chain_head(), files), STAMP)
        work.commit()


@contextmanager
def tampering(database: Path) -> Iterator[sqlite3.Connection]:
    """The database without its triggers, for a change by somebody who knows SQL and covers that much up."""
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE store SET schema_hash = ?", (schema_hash(raw),))
        yield raw


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file under a folder with its hash, and every folder."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
