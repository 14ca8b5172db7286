"""Creating and opening a store: what is no store, not ours, newer or damaged is refused in one clear line."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sonla_desktop.adapters.store import places
from sonla_desktop.adapters.store.layout import DATABASE, JOURNAL, SCHEMA_VERSION
from sonla_desktop.adapters.store.stores import SqliteStores
from sonla_desktop.usecases.errors import InputRefused, UserError, WorldRefused
from tests.helpers import months
from tests.helpers.error_text import faults_of_line
from tests.helpers.fresh_python import output_of
from tests.helpers.stores import STAMP, fingerprint, month, new_store, open_store, opened, save
from tests.rigs.failing_disk import FAILURES, FailingDisk, calls_of, disk_in_use


def refusal_of(act: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as refused:
        act()
    assert faults_of_line(refused.value) == []
    return refused.value


def test_a_new_store_says_whose_it_is(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "a" / "b" / "so", sample=True), read_only=True) as store:
        assert store.agency == replace(months.agency(), full_name=""), "names in sentences are the catalogue's"
        assert store.is_sample
        assert store.read_only
        assert store.folder == tmp_path / "a" / "b" / "so"
    with opened(new_store(tmp_path / "c")) as store:
        assert not store.is_sample
        assert not store.read_only


def test_a_new_store_is_one_file(folder: Path) -> None:
    assert os.listdir(folder) == [DATABASE]


def test_two_stores_have_different_chains(tmp_path: Path) -> None:
    heads = set()
    for name in ("a", "b"):
        with opened(new_store(tmp_path / name)) as store, store.begin() as work:
            heads.add(work.chain_head())
    assert len(heads) == 2


@pytest.mark.parametrize("content", ["một tệp", "một sổ"])
def test_a_folder_that_holds_something_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    folder = tmp_path / "so"
    if content == "một sổ":
        new_store(folder)
    else:
        folder.mkdir()
        (folder / "thư.docx").write_bytes(b"x")
    before = fingerprint(tmp_path)
    refused = refusal_of(lambda: new_store(folder))
    assert isinstance(refused, InputRefused)
    assert refused.code == "store-exists"
    assert fingerprint(tmp_path) == before


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "so").write_bytes(b"x")
    assert refusal_of(lambda: new_store(tmp_path / "so")).code == "store-exists"


def test_an_empty_folder_and_one_with_leftovers_of_a_killed_creation_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "chua-xong-12-ab.tmp-journal").write_bytes(b"x")
    new_store(tmp_path)
    with opened(tmp_path):
        assert sorted(os.listdir(tmp_path)) == ["khoa.json", DATABASE]


@pytest.mark.parametrize("code", FAILURES)
@pytest.mark.parametrize("there", [False, True], ids=["new folder", "empty folder"])
def test_whichever_call_fails_a_creation_leaves_no_trace(tmp_path: Path, code: str, there: bool) -> None:
    folder = tmp_path / "mới" / "so"
    if there:
        folder.mkdir(parents=True)
    before = fingerprint(tmp_path)
    calls = calls_of(lambda: new_store(folder))
    assert calls[-2:] == ["replace", "fsync_folder"]
    for number in range(1, len(calls)):  # when only the last one fails the store is there, whole
        shutil.rmtree(tmp_path / "mới")
        if there:
            folder.mkdir(parents=True)
        with disk_in_use(FailingDisk(number, FAILURES[code], failures=99)):
            assert refusal_of(lambda: new_store(folder)).code == code
        assert fingerprint(tmp_path) == before
        new_store(folder)


def header_changed(offset: int, value: bytes) -> Callable[[Path], None]:
    def change(database: Path) -> None:
        with database.open("r+b") as stream:
            stream.seek(offset)
            stream.write(value)

    return change


def cut_to(share: float) -> Callable[[Path], None]:
    return lambda database: os.truncate(database, int(database.stat().st_size * share))


def replaced_by(content: bytes) -> Callable[[Path], object]:
    return lambda database: database.write_bytes(content)


def table_renamed(database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("ALTER TABLE audit RENAME TO audit2")


def trigger_gone(database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("DROP TRIGGER audit_refuses_update")


def identity_gone(database: Path) -> None:
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("DELETE FROM store")
        raw.commit()


def other_database(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as raw:
        raw.execute("CREATE TABLE t (x)")
        raw.commit()


BAD_STORES = {
    "no file": (os.unlink, "store-absent"),
    "empty file": (replaced_by(b""), "store-damaged"),
    "a short file": (replaced_by(b"SQLite format 3\x00"), "store-damaged"),
    "garbage": (replaced_by(bytes(range(256)) * 40), "store-damaged"),
    "zeros": (replaced_by(bytes(8192)), "store-damaged"),
    "a workbook": (replaced_by(b"PK\x03\x04" + bytes(2000)), "store-foreign"),
    "an old workbook": (replaced_by(b"\xd0\xcf\x11\xe0" + bytes(2000)), "store-foreign"),
    "a database of another program": (other_database, "store-foreign"),
    "of another program by its number": (header_changed(68, b"XXXX"), "store-foreign"),
    "of a newer program": (header_changed(60, (SCHEMA_VERSION + 1).to_bytes(4, "big")), "store-newer"),
    "never finished": (header_changed(60, bytes(4)), "store-damaged"),
    "cut in half": (cut_to(0.5), "store-damaged"),
    "cut at the end": (cut_to(0.97), "store-damaged"),
    "a page overwritten": (header_changed(4096 * 3, bytes([255]) * 4096), "store-damaged"),
    "a table gone": (table_renamed, "store-damaged"),
    "a trigger gone": (trigger_gone, "store-damaged"),
    "nobody's": (identity_gone, "store-damaged"),
}


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("name", BAD_STORES)
def test_what_is_no_good_store_is_refused_and_left_as_it_is(folder: Path, name: str, read_only: bool) -> None:
    spoil, code = BAD_STORES[name]
    with opened(folder) as store:
        save(store, month())
    spoil(folder / DATABASE)
    before = fingerprint(folder)
    refused = refusal_of(lambda: open_store(folder, read_only=read_only))
    assert isinstance(refused, WorldRefused)
    assert refused.code == code
    assert fingerprint(folder) == before


def test_a_missing_folder_is_an_absent_store(tmp_path: Path) -> None:
    assert refusal_of(lambda: open_store(tmp_path / "không có")).code == "store-absent"
    assert not (tmp_path / "không có").exists()


def test_a_folder_of_the_databases_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / DATABASE).mkdir()
    assert refusal_of(lambda: open_store(tmp_path)).code == "store-denied"


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_opening_and_closing_leaves_the_store_byte_for_byte(folder: Path, read_only: bool) -> None:
    with opened(folder) as store:
        save(store, month())
    before = fingerprint(folder)
    with opened(folder, read_only=read_only) as store, store.begin() as work:
        assert work.newest_report(month().key) == month()
    assert fingerprint(folder) == before


def test_a_store_that_is_read_refuses_to_be_written(folder: Path) -> None:
    with opened(folder, read_only=True) as store:
        assert refusal_of(lambda: save(store, month())).code == "store-denied"
        assert refusal_of(lambda: store.shelf.take_in(folder / DATABASE, STAMP.at)).code == "store-denied"


def unfinished_write(folder: Path) -> None:
    """Leaves the store as a power cut would in the middle of a commit: new pages, and the journal to undo them."""
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE task_update SET body = body || ?", ("x" * 20_000,))
        raw.execute("UPDATE narrative_entry SET body = ?", ("y" * 20_000,))
        kept = {name: (folder / name).read_bytes() for name in (DATABASE, JOURNAL)}
        raw.execute("ROLLBACK")
    for name, content in kept.items():
        (folder / name).write_bytes(content)


def test_a_store_with_a_half_done_commit_is_read_as_it_was_before_without_touching_it(folder: Path) -> None:
    with opened(folder) as store:
        save(store, month(1))
    whole = (folder / DATABASE).read_bytes()
    unfinished_write(folder)
    assert (folder / DATABASE).read_bytes() != whole
    before = fingerprint(folder)
    with opened(folder, read_only=True) as store, store.begin() as work:
        assert work.newest_report(month().key) == month(1)
        work.verify_chain()
    assert fingerprint(folder) == before
    with opened(folder) as store, store.begin() as work:
        assert work.newest_report(month().key) == month(1)
    assert os.listdir(folder) == [DATABASE]
    assert (folder / DATABASE).read_bytes() == whole


def test_a_program_that_holds_the_database_is_waited_for_and_then_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sonla_desktop.adapters.store.connection.BUSY_SECONDS", 0.1)
    with opened(folder) as store, closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert refusal_of(lambda: save(store, month())).code == "store-busy"
        other.execute("ROLLBACK")
        save(store, month())


def test_a_full_disk_is_said_and_loses_nothing(folder: Path) -> None:
    with opened(folder) as store:
        save(store, month(1))
        with store.begin() as work:
            pages = work._session.connection().exec_driver_sql("PRAGMA page_count").scalar()
            work._session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        long = replace(month(2), narrative={"difficulties": "Đường xa. " * 5_000})
        assert refusal_of(lambda: save(store, long)).code == "disk-full"
        with store.begin() as work:
            assert work.newest_report(month().key) == month(1)
            work.verify_chain()


def test_a_second_transaction_of_one_thread_is_a_bug(folder: Path) -> None:
    with opened(folder) as store, store.begin(), pytest.raises(RuntimeError):
        store.begin().__enter__()


def test_sqlalchemy_is_loaded_only_for_a_store_that_is_there(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from sonla_desktop.adapters.store.stores import SqliteStores\n"
        "from sonla_desktop.usecases.errors import WorldRefused\n"
        f"try: SqliteStores().open(Path({str(tmp_path)!r}))\n"
        "except WorldRefused as refused: print(refused.code)\n"
        "print('sqlalchemy' in sys.modules)"
    )
    assert output_of(code).split() == ["store-absent", "False"]


def test_the_settings_of_the_connection_lose_nothing(folder: Path) -> None:
    with opened(folder) as store, store.begin() as work:
        connection = work._session.connection()
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check")
        }
    assert pragmas == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }


@pytest.mark.parametrize(
    ("name", "is_sync"),
    [
        ("OneDrive", True),
        ("OneDrive - UBND xã Chiềng Mung", True),
        ("Google Drive", True),
        ("Dropbox", True),
        ("iCloudDrive", True),
        ("onedrives", False),
        ("Báo cáo", False),
        ("Dropboxing", False),
    ],
)
def test_sync_folders_are_known_by_their_names(name: str, is_sync: bool) -> None:
    assert places.is_sync_folder(name) is is_sync


def test_a_store_in_a_sync_folder_is_refused_for_writing_but_can_be_read(folder: Path, tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive - UBND" / "so"
    refused = refusal_of(lambda: new_store(synced))
    assert (refused.code, refused.parameters["service"]) == ("place-sync", "OneDrive - UBND")
    assert not synced.parent.exists()
    shutil.copytree(folder, synced)
    assert refusal_of(lambda: open_store(synced)).code == "place-sync"
    with opened(synced, read_only=True) as store:
        assert store.agency.code == months.agency().code


@pytest.mark.parametrize(
    ("kind", "code"), [(2, "place-removable"), (4, "place-network"), (5, "place-removable"), (3, ""), (0, "")]
)
def test_sticks_and_shares_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, code: str) -> None:
    monkeypatch.setattr(places, "drive_kind", lambda folder: kind)
    if code:
        assert refusal_of(lambda: new_store(tmp_path / "so")).code == code
        assert os.listdir(tmp_path) == []
    else:
        new_store(tmp_path / "so")


def test_a_network_path_is_refused() -> None:
    share = Path("//may-chu/chung/so")
    assert refusal_of(
        lambda: SqliteStores().create(share, months.agency(), months.settings(), STAMP, sample=False)
    ).code == ("place-network")
