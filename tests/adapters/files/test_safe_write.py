"""A file is written whole or not at all, whichever call to the disk fails."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from sonla_desktop.adapters.files import primitives
from sonla_desktop.adapters.files.safe_write import copy_whole, file_sha256, write_bytes, write_whole
from sonla_desktop.usecases.errors import Cancelled, WorldRefused
from tests.rigs.failing_disk import FAILURES, FailingDisk, calls_of, disk_in_use, windows_error

OLD, NEW = b"cu", b"moi" * 1_000_000


def write_in_pieces(stream: BinaryIO) -> None:
    for start in range(0, len(NEW), 700_000):
        stream.write(NEW[start : start + 700_000])


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "Báo cáo tháng 10.docx"
    path.write_bytes(OLD)
    return path


def test_the_new_content_takes_the_place_of_the_old(target: Path) -> None:
    write_whole(target, write_in_pieces)
    assert target.read_bytes() == NEW
    assert os.listdir(target.parent) == [target.name]


def test_the_content_is_on_the_disk_before_it_gets_its_name_and_the_folder_after(target: Path) -> None:
    calls = calls_of(lambda: write_bytes(target, NEW))
    assert calls == ["open", "write", "fsync", "size", "replace", "fsync_folder"]


@pytest.mark.parametrize("code", FAILURES)
@pytest.mark.parametrize("old", [OLD, None], ids=["over an old file", "where there was none"])
def test_whichever_call_fails_the_old_file_stays_and_nothing_is_left_behind(
    target: Path, code: str, old: bytes | None
) -> None:
    if old is None:
        target.unlink()
    calls = calls_of(lambda: write_whole(target.with_name("thử"), write_in_pieces))
    (target.parent / "thử").unlink()
    assert len(calls) >= 8
    for number, call in enumerate(calls, start=1):
        disk = FailingDisk(number, FAILURES[code], failures=99)
        with disk_in_use(disk), pytest.raises(WorldRefused) as refused:
            write_whole(target, write_in_pieces)
        assert refused.value.code == code
        assert refused.value.parameters == {"file": target.name}
        if call == "fsync_folder":
            assert target.read_bytes() == NEW
        else:
            assert (target.read_bytes() if target.exists() else None) == old
        assert set(os.listdir(target.parent)) <= {target.name}


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_virus_scanner_that_lets_go_in_time_is_waited_for(target: Path, winerror: int) -> None:
    disk = FailingDisk(5, lambda: windows_error(winerror), failures=5)
    with disk_in_use(disk):
        write_bytes(target, NEW)
    assert target.read_bytes() == NEW
    assert disk.calls.count("replace") == 6
    assert disk.waited == pytest.approx(0.05 + 0.1 + 0.2 + 0.4 + 0.8)


@pytest.mark.parametrize(("winerror", "code"), [(5, "access-denied"), (32, "file-in-use"), (33, "file-in-use")])
def test_waiting_ends_after_two_and_a_half_seconds(target: Path, winerror: int, code: str) -> None:
    disk = FailingDisk(5, lambda: windows_error(winerror), failures=99)
    with disk_in_use(disk), pytest.raises(WorldRefused) as refused:
        write_bytes(target, NEW)
    assert refused.value.code == code
    assert 2.4 <= disk.waited <= 2.6
    assert target.read_bytes() == OLD


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "file-too-large"),
        (errno.EPERM, "access-denied"),
        (errno.EROFS, "access-denied"),
        (errno.EIO, "disk-error"),
        (errno.ENXIO, "disk-error"),
    ],
)
def test_each_refusal_says_what_can_be_done(target: Path, number: int, code: str) -> None:
    disk = FailingDisk(2, lambda: OSError(number, "refused"))
    with disk_in_use(disk), pytest.raises(WorldRefused) as refused:
        write_bytes(target, NEW)
    assert refused.value.code == code


@pytest.mark.parametrize("trouble", [Cancelled(), ValueError("lỗi của người viết"), KeyboardInterrupt()])
def test_a_writer_that_stops_half_way_leaves_the_old_file(target: Path, trouble: BaseException) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(NEW)
        raise trouble

    with pytest.raises(type(trouble)):
        write_whole(target, write)
    assert target.read_bytes() == OLD
    assert os.listdir(target.parent) == [target.name]


def test_a_disk_that_keeps_less_than_was_written_is_noticed(target: Path) -> None:
    class ShortDisk(primitives.Disk):
        def size(self, path: Path) -> int:
            return super().size(path) - 1

    with disk_in_use(ShortDisk()), pytest.raises(WorldRefused) as refused:
        write_bytes(target, NEW)
    assert refused.value.code == "disk-error"
    assert target.read_bytes() == OLD


def test_a_writer_may_go_back_and_correct(target: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"????-tiep")
        stream.seek(0)
        stream.write(b"0009")

    write_whole(target, write)
    assert target.read_bytes() == b"0009-tiep"


def test_a_missing_folder_is_named_as_missing(tmp_path: Path) -> None:
    with pytest.raises(WorldRefused) as refused:
        write_bytes(tmp_path / "không có" / "tệp.txt", NEW)
    assert refused.value.code == "file-missing"


def test_a_copy_has_the_hash_of_what_was_copied(target: Path) -> None:
    source = target.with_name("nguồn.csv")
    source.write_bytes(NEW)
    assert copy_whole(source, target) == file_sha256(target) == file_sha256(source)


def test_a_source_that_cannot_be_read_is_named_itself(target: Path) -> None:
    with pytest.raises(WorldRefused) as refused:
        copy_whole(target.with_name("đã rút USB.csv"), target)
    assert (refused.value.code, refused.value.parameters) == ("file-missing", {"file": "đã rút USB.csv"})
    assert target.read_bytes() == OLD


def test_an_unfinished_file_says_so_by_its_name() -> None:
    name = primitives.unfinished_name()
    assert name != primitives.unfinished_name()
    assert primitives.is_unfinished(name)
    assert not primitives.is_unfinished("chua-xong.docx")
