"""Documents about deadlines are kept with who and when, and an older store loses nothing."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.layout import BACKUPS, DATABASE, SCHEMA_VERSION
from sonla_desktop.adapters.store.schema import schema_hash
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.stores import STAMP, close_month, fingerprint, frozen, month, open_store, opened, save

KEY = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))
NOTICE = DeadlineNotice(datetime(2026, 11, 20, 17), "1680/UBND-KGVX", date(2026, 11, 10), "Mưa lũ")


def put(store: SqliteStore, notice: DeadlineNotice | None, key: ReportKey = KEY) -> bool:
    with store.begin() as work:
        changed = work.save_deadline(key, notice, STAMP)
        work.commit()
    return changed


def kept(store: SqliteStore) -> dict[ReportKey, DeadlineNotice]:
    with store.begin() as work:
        return dict(work.deadline_notices())


def test_a_notice_is_kept_with_who_and_when_and_taken_back(store: SqliteStore) -> None:
    assert put(store, NOTICE)
    assert kept(store) == {KEY: replace(NOTICE, by=STAMP.officer, at=STAMP.at)}
    assert not put(store, NOTICE), "the same once more changes nothing"
    assert put(store, replace(NOTICE, note=""))
    assert put(store, None)
    assert kept(store) == {}
    assert not put(store, None)


def test_each_change_is_a_link_of_the_audit_chain(store: SqliteStore) -> None:
    put(store, NOTICE)
    put(store, None)
    with store.begin() as work:
        work.verify_chain()
        taken_back, set_first = work.audit(2)
    assert (set_first.action, set_first.report, set_first.field, set_first.old) == (
        "set_deadline",
        "kh-2026/2026-11",
        "deadline",
        "null",
    )
    assert "1680/UBND-KGVX" in set_first.new
    assert (taken_back.old, taken_back.new) == (set_first.new, "null")


def test_rooms_of_one_agency_have_deadlines_of_their_own(store: SqliteStore) -> None:
    room = ReportKey("kh-2026", KEY.period, "Phòng Tổng hợp")
    put(store, NOTICE, room)
    assert set(kept(store)) == {room}


def test_a_closed_version_remembers_by_which_document_it_was_judged(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        work.freeze(replace(frozen(month(), work.chain_head()), deadline_notice=NOTICE), STAMP)
        work.commit()
    with store.begin() as work:
        assert work.versions(KEY)[-1].deadline_notice == NOTICE


@pytest.fixture
def old_folder(folder: Path) -> Path:
    """A store of schema 1, with a closed month, as the program before deadlines left it."""
    with opened(folder) as store:
        save(store, month())
        close_month(store, month())
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as raw:
        raw.execute("DROP TABLE deadline_notice")
        raw.execute("UPDATE store SET schema_hash = ?", (schema_hash(raw),))
        raw.execute("PRAGMA user_version = 1")
    return folder


def version_of(database: Path) -> int:
    with closing(sqlite3.connect(database)) as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def test_an_older_store_is_brought_up_after_a_copy_was_put_aside(old_folder: Path) -> None:
    with opened(old_folder) as store:
        assert put(store, NOTICE)
        with store.begin() as work:
            work.verify_chain()
            assert len(work.versions(KEY)) == 1
    assert version_of(old_folder / DATABASE) == SCHEMA_VERSION
    (copy,) = (old_folder / BACKUPS).iterdir()
    assert version_of(copy) == 1
    with opened(old_folder) as store:
        assert set(kept(store)) == {KEY}
    assert len(os.listdir(old_folder / BACKUPS)) == 1, "once is enough"


def test_an_older_store_is_read_without_changing_it(old_folder: Path) -> None:
    before = fingerprint(old_folder)
    with opened(old_folder, read_only=True) as store:
        assert kept(store) == {}
    assert fingerprint(old_folder) == before


def test_a_damaged_older_store_is_refused_as_it_is(old_folder: Path) -> None:
    with closing(sqlite3.connect(old_folder / DATABASE, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER audit_refuses_update")
    with pytest.raises(WorldRefused) as refused:
        open_store(old_folder)
    assert refused.value.code == "store-damaged"
    assert version_of(old_folder / DATABASE) == 1
    with pytest.raises(WorldRefused):
        open_store(old_folder)
