"""A store of every older schema is brought up to this program's and loses nothing; damage is noticed before."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.layout import BACKUPS, DATABASE, SCHEMA_VERSION
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import ReportKey, Supersedes
from sonla_desktop.domain.submission import Submission
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.repository import ROOT
from tests.helpers.stores import STAMP, close_month, fingerprint, new_store, open_store, opened, save

FIXTURES = ROOT / "tests" / "fixtures" / "stores"
OCTOBER = ReportKey("kh-2026", ReportingPeriod.parse("2026-10"))
NOVEMBER = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))
NOTICE = DeadlineNotice(datetime(2026, 11, 20, 17), "1680/UBND-KGVX", date(2026, 11, 10), "Mưa lũ")


def old_store(folder: Path, schema: int) -> Path:
    """The store that a program of this schema left."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        raw.executescript((FIXTURES / f"schema-{schema}.sql").read_text(encoding="utf-8"))
    return folder


@pytest.fixture(params=range(1, SCHEMA_VERSION))
def schema(request: pytest.FixtureRequest) -> int:
    """Every schema before this one."""
    return int(request.param)


@pytest.fixture
def old_folder(tmp_path: Path, schema: int) -> Path:
    """A store of that schema."""
    return old_store(tmp_path / "Sổ cũ", schema)


def version_of(database: Path) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def columns_of(database: Path) -> dict[str, set[tuple[object, ...]]]:
    """Of every table its columns with type, whether they must be set, default and place in the key."""
    with closing(sqlite3.connect(database)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: {row[1:] for row in raw.execute(f"PRAGMA table_info({table})")} for table in tables}


def says_what_it_said(store: SqliteStore) -> None:
    """Closed versions with their hashes, the open month with its reason, and the whole chain are as they were."""
    with store.begin() as work:
        work.verify_chain()
        first, second = work.versions(OCTOBER)
        november = work.open_report(NOVEMBER)
    assert (first.report.version, second.report.version) == (1, 2)
    assert first.report.narrative["difficulties"] == "Lần 10"
    assert second.report.narrative == {"difficulties": "Sửa số liệu."}
    assert second.report.supersedes == Supersedes(1, "ab" * 32)
    assert (first.replacement, second.replacement, second.previous_version) == (None, None, None)
    assert [item.reason for item in first.findings] == ["Đợt cao điểm."]
    assert november is not None
    (reason,) = november.acknowledged
    assert (reason.reason, reason.basis, reason.by, reason.at) == ("Đợt cao điểm tháng 11.", "", "", None)


def test_an_older_store_is_brought_up_after_a_copy_was_put_aside(old_folder: Path, schema: int) -> None:
    with opened(old_folder) as store:
        says_what_it_said(store)
    assert version_of(old_folder / DATABASE) == SCHEMA_VERSION
    (copy,) = (old_folder / BACKUPS).iterdir()
    assert version_of(copy) == schema
    with opened(old_folder) as store:
        says_what_it_said(store)
    assert len(os.listdir(old_folder / BACKUPS)) == 1, "once is enough"


def test_an_older_store_has_all_that_a_new_one_has(old_folder: Path, tmp_path: Path) -> None:
    with opened(old_folder):
        pass
    assert columns_of(old_folder / DATABASE) == columns_of(new_store(tmp_path / "Sổ mới") / DATABASE)


def test_an_older_store_goes_on_as_if_it_were_new(old_folder: Path) -> None:
    with opened(old_folder) as store:
        with store.begin() as work:
            november = work.open_report(NOVEMBER)
            assert november is not None
            work.save_deadline(NOVEMBER, NOTICE, STAMP)
            work.record_submission(OCTOBER, Submission(2, "45/BC-UBND"), STAMP)
            work.commit()
        origin = replace(november.acknowledged[0], basis="0123456789abcdef", by="Lò Thị Hoa", at=STAMP.at)
        bound = replace(november, acknowledged=(origin,))
        save(store, bound)
        close_month(store, bound)
        with store.begin() as work:
            work.verify_chain()
            assert work.versions(NOVEMBER)[-1].report.acknowledged == (origin,)
            assert work.history(NOVEMBER)[-1] == work.versions(OCTOBER)[-1].report


def test_an_older_store_is_read_without_changing_it(old_folder: Path) -> None:
    before = fingerprint(old_folder)
    with opened(old_folder, read_only=True) as store:
        says_what_it_said(store)
    assert fingerprint(old_folder) == before


def test_a_damaged_older_store_is_refused_as_it_is(old_folder: Path, schema: int) -> None:
    with closing(sqlite3.connect(old_folder / DATABASE, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER audit_refuses_update")
    with pytest.raises(WorldRefused) as refused:
        open_store(old_folder)
    assert refused.value.code == "store-damaged"
    assert version_of(old_folder / DATABASE) == schema
