"""The audit chain tells every edit, and no link of it can be changed without being found."""

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.audit import genesis
from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import Stamp
from tests.helpers import months
from tests.helpers.stores import NOW, STAMP, close_month, month, new_store, open_store, opened, save, tampering

COLUMNS = (
    *("at", "officer", "part", "action", "report", "item", "field"),
    *("old", "new", "reason", "previous_hash", "hash"),
)


def test_every_edit_says_who_when_what_and_why(store: SqliteStore) -> None:
    save(store, month())
    edited = replace(month(), narrative={**month().narrative, "difficulties": "Đường xa."})
    save(store, edited, Stamp(NOW, "Cầm Văn Sơn", "Ghi thiếu"))
    with store.begin() as work:
        (entry,) = work.audit(1)
        assert (entry.at, entry.officer, entry.reason) == (NOW, "Cầm Văn Sơn", "Ghi thiếu")
        assert (entry.action, entry.report, entry.where) == ("edit", "kh-2026/2026-11/v1", "report")
        assert (entry.field, json.loads(entry.old), json.loads(entry.new)) == (
            "narrative.difficulties",
            "Lần 0",
            "Đường xa.",
        )
        assert entry.hash == work.chain_head()


def test_each_link_follows_the_one_before_from_the_first_on(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        links = work.audit(10_000)[::-1]
        work.verify_chain()
    assert [link.seq for link in links] == list(range(1, len(links) + 1))
    assert [link.previous_hash for link in links[1:]] == [link.hash for link in links[:-1]]
    assert links[0].action == "create"
    assert links[0].previous_hash == genesis(store._identity.identity)


def test_the_chain_goes_on_after_reopening(folder: Path) -> None:
    for number in range(3):
        with opened(folder) as store:
            save(store, month(number))
            with store.begin() as work:
                work.verify_chain()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database file of a store with a closed month and some edits after it."""
    folder = new_store(tmp_path_factory.mktemp("so"))
    with opened(folder) as store:
        close_month(store, month())
        save(store, replace(month(1), version=2))
    return folder / DATABASE


@pytest.fixture
def altered(written: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy of it, to do with as somebody would who knows SQL."""
    shutil.copyfile(written, tmp_path / DATABASE)
    with tampering(tmp_path / DATABASE) as raw:
        yield raw


def first_broken_link(folder: Path) -> int | None:
    """Number of the first link that does not fit, found at opening or by looking through all."""
    try:
        store = open_store(folder, read_only=True)
    except WorldRefused as refused:
        return broken_at(refused)
    try:
        with store.begin() as work:
            work.verify_chain()
    except WorldRefused as refused:
        return broken_at(refused)
    finally:
        store.close()
    return None


def broken_at(refused: WorldRefused) -> int:
    assert refused.code == "chain-broken"
    seq = refused.parameters["seq"]
    assert isinstance(seq, int)
    return seq


def test_an_untouched_chain_is_whole(altered: sqlite3.Connection, tmp_path: Path) -> None:
    assert first_broken_link(tmp_path) is None


@pytest.mark.parametrize(
    ("change", "found_at"),
    [
        ("DELETE FROM audit WHERE seq = 7", 7),
        ("UPDATE audit SET seq = 100000 WHERE seq = 7", 99_901),  # among the newest links, seen at opening
        ("UPDATE audit SET new = CAST(new AS BLOB) WHERE seq = 7", 7),
        ("UPDATE store SET identity = 'x'", 1),
        ("DELETE FROM audit WHERE seq = 1", 1),
    ],
)
def test_a_link_that_is_taken_out_moved_or_retyped_is_found(
    altered: sqlite3.Connection, tmp_path: Path, change: str, found_at: int
) -> None:
    altered.execute(change)
    assert first_broken_link(tmp_path) == found_at


def test_cutting_the_chain_before_a_closing_is_found(altered: sqlite3.Connection, tmp_path: Path) -> None:
    closing_link = altered.execute("SELECT seq FROM audit WHERE action = 'close'").fetchone()[0]
    altered.execute("DELETE FROM audit WHERE seq >= ?", (closing_link,))
    assert first_broken_link(tmp_path) == closing_link


def test_taking_a_closed_report_out_is_found(altered: sqlite3.Connection, tmp_path: Path) -> None:
    closing_link = altered.execute("SELECT seq FROM audit WHERE action = 'close'").fetchone()[0]
    for table in ("indicator_reading", "task_update", "figure_entry", "narrative_entry", "evidence_use"):
        altered.execute(f"DELETE FROM {table} WHERE report_id = 1")
    altered.execute("DELETE FROM report WHERE id = 1")
    assert first_broken_link(tmp_path) == closing_link


def change_one_byte(raw: sqlite3.Connection, chance: random.Random) -> tuple[int, str, object, object]:
    """Changes one byte of one text in the chain; returns link, column, old and new value."""
    columns = ", ".join(COLUMNS)
    end = raw.execute("SELECT max(seq) FROM audit").fetchone()[0]
    seq = chance.randint(1, end)
    row = dict(zip(COLUMNS, raw.execute(f"SELECT {columns} FROM audit WHERE seq = ?", (seq,)).fetchone(), strict=True))
    column = chance.choice([name for name in COLUMNS if row[name]])
    data = bytearray(row[column].encode("utf-8"))
    place = chance.choice([n for n, byte in enumerate(data) if byte < 128])
    data[place] = chance.choice([byte for byte in range(32, 127) if byte != data[place]])
    changed = data.decode("utf-8")
    raw.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (changed, seq))
    return seq, column, row[column], changed


def changed_and_found(raw: sqlite3.Connection, folder: Path, times: int) -> None:
    chance = random.Random(times)
    with opened(folder, read_only=True) as store:
        for _ in range(times):
            seq, column, old, new = change_one_byte(raw, chance)
            with store.begin() as work, pytest.raises(WorldRefused) as refused:
                work.verify_chain()
            assert broken_at(refused.value) == seq, (column, old, new)
            raw.execute(f"UPDATE audit SET {column} = ? WHERE seq = ?", (old, seq))
        with store.begin() as work:
            work.verify_chain()


@pytest.mark.parametrize("times", [60, pytest.param(10_000, marks=pytest.mark.rig)])
def test_one_changed_byte_is_found_with_its_place(altered: sqlite3.Connection, tmp_path: Path, times: int) -> None:
    changed_and_found(altered, tmp_path, times)


def test_a_closing_is_a_link_that_carries_the_row_hash(store: SqliteStore) -> None:
    with store.begin() as work:
        before = work.chain_head()
    close_month(store, month())
    with store.begin() as work:
        (link,) = work.audit(1)
        (version,) = work.versions(month().key)
    assert (link.action, link.field) == ("close", "row_hash")
    assert len(json.loads(link.new)) == 64
    assert version.chain_head == before


def test_evidence_that_was_taken_in_is_in_the_log(store: SqliteStore, tmp_path: Path) -> None:
    source = tmp_path / "trích xuất.csv"
    source.write_bytes(b"a,b\n1,2\n")
    file = store.shelf.take_in(source, NOW)
    for _ in range(2):
        with store.begin() as work:
            work.register_evidence([file, file], STAMP)
            work.commit()
    with store.begin() as work:
        links = [link for link in work.audit() if link.action == "take_in"]
    assert [(link.where, json.loads(link.new)) for link in links] == [(file.sha256, "trích xuất.csv")]
    assert file.sha256 != months.EXTRACT
