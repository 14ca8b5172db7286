"""Evidence by hash: taken in whole, noticed when altered, never fetched by something that is no hash."""

import os
import shutil
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import EvidenceFile
from tests.helpers.stores import NOW, STAMP, fingerprint, opened
from tests.rigs.failing_disk import FAILURES, FailingDisk, calls_of, disk_in_use

CONTENT = "Số,Ngày\n1,10/11/2026\n".encode() * 100_000
SHA256 = sha256(CONTENT).hexdigest()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / unicodedata.normalize("NFD", "trích xuất tháng 11.csv")
    path.write_bytes(CONTENT)
    return path


def register(store: SqliteStore, file: EvidenceFile) -> None:
    with store.begin() as work:
        work.register_evidence([file], STAMP)
        work.commit()


def test_a_file_is_taken_in_under_its_hash_with_its_name_in_one_spelling(store: SqliteStore, source: Path) -> None:
    file = store.shelf.take_in(source, NOW)
    assert file == EvidenceFile(SHA256, "trích xuất tháng 11.csv", len(CONTENT), NOW)
    path = store.shelf.path(SHA256)
    assert path.read_bytes() == CONTENT
    assert path.relative_to(store.folder) == Path("minh-chung", SHA256[:2], SHA256)
    assert store.shelf.holds(SHA256)
    assert store.shelf.state(SHA256) is EvidenceState.PRESENT


def test_it_is_known_once_it_is_registered_inside_a_transaction_and_outside(store: SqliteStore, source: Path) -> None:
    file = store.shelf.take_in(source, NOW)
    assert store.shelf.file(SHA256) is None
    with store.begin() as work:
        work.register_evidence([file], STAMP)
        assert store.shelf.file(SHA256) == file
        work.commit()
    assert store.shelf.file(SHA256) == file


def test_taking_it_in_again_changes_nothing_and_the_first_name_stays(
    store: SqliteStore, source: Path, tmp_path: Path
) -> None:
    first = store.shelf.take_in(source, NOW)
    register(store, first)
    before = fingerprint(store.folder / "minh-chung")
    again = store.shelf.take_in(source.rename(tmp_path / "bản sao.csv"), NOW)
    register(store, again)
    assert fingerprint(store.folder / "minh-chung") == before
    assert store.shelf.file(SHA256) == first


def test_an_altered_file_is_noticed_and_healed_by_taking_it_in_again(store: SqliteStore, source: Path) -> None:
    store.shelf.take_in(source, NOW)
    store.shelf.path(SHA256).write_bytes(CONTENT[:-1] + b"x")
    assert store.shelf.state(SHA256) is EvidenceState.ALTERED
    store.shelf.take_in(source, NOW)
    assert store.shelf.state(SHA256) is EvidenceState.PRESENT


def test_a_lost_file_is_absent(store: SqliteStore, source: Path) -> None:
    register(store, store.shelf.take_in(source, NOW))
    store.shelf.path(SHA256).unlink()
    assert not store.shelf.holds(SHA256)
    assert store.shelf.state(SHA256) is EvidenceState.ABSENT


@pytest.mark.parametrize("name", ["", "../so-bao-cao.sqlite3", "AB" * 32, "ab" * 31, "a/" + "b" * 62, "ab" * 32 + "\n"])
def test_what_is_no_hash_is_absent_and_never_a_path(store: SqliteStore, name: str) -> None:
    assert not store.shelf.holds(name)
    assert store.shelf.state(name) is EvidenceState.ABSENT
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.shelf.path(name)


def test_a_file_of_an_act_that_failed_is_forgotten(folder: Path, source: Path) -> None:
    with opened(folder) as store:
        before = fingerprint(folder)
        store.shelf.take_in(source, NOW)
        store.shelf.forget(SHA256)
        assert not store.shelf.holds(SHA256)
        assert set(fingerprint(folder)) - set(before) == {"minh-chung"}


def test_a_registered_file_is_not_forgotten(store: SqliteStore, source: Path) -> None:
    register(store, store.shelf.take_in(source, NOW))
    store.shelf.forget(SHA256)
    assert store.shelf.holds(SHA256)


@pytest.mark.parametrize("code", FAILURES)
def test_whichever_call_fails_nothing_is_left_on_the_shelf(store: SqliteStore, source: Path, code: str) -> None:
    shelf = store.folder / "minh-chung"
    calls = calls_of(lambda: store.shelf.take_in(source, NOW))
    assert calls[-2:] == ["replace", "fsync_folder"]
    for number in range(1, len(calls) + 1):
        shutil.rmtree(shelf)
        with disk_in_use(FailingDisk(number, FAILURES[code], failures=99)), pytest.raises(WorldRefused) as refused:
            store.shelf.take_in(source, NOW)
        assert refused.value.code == code
        assert refused.value.parameters == {"file": "trích xuất tháng 11.csv"}
        assert [path for path in shelf.rglob("*") if path.is_file()] == []
        store.shelf.take_in(source, NOW)


def test_what_a_killed_program_left_half_copied_is_cleared_away_at_the_next_opening(folder: Path) -> None:
    shelf = folder / "minh-chung"
    shelf.mkdir()
    (shelf / "chua-xong-99-abcd.tmp").write_bytes(b"x")
    (folder / "chua-xong-98-abcd.tmp").write_bytes(b"x")
    with opened(folder, read_only=True):
        assert len(os.listdir(shelf)) == 1
    with opened(folder):
        assert os.listdir(shelf) == []
    assert sorted(os.listdir(folder)) == ["minh-chung", "so-bao-cao.sqlite3"]


def test_a_source_that_is_gone_is_named(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(WorldRefused) as refused:
        store.shelf.take_in(tmp_path / "mất.csv", NOW)
    assert (refused.value.code, refused.value.parameters) == ("file-missing", {"file": "mất.csv"})
