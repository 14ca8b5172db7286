"""A package that is dangerous to unpack is refused in a moment: not cleaned, not half read, nothing left behind."""

import time
import zipfile
from pathlib import Path

import pytest

from sonla_desktop.adapters.package.bag import BagPackages
from sonla_desktop.adapters.package.safety import Limits
from sonla_desktop.adapters.workbook.province_reader import read_province_sheet
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.hostile_zips import REFUSED, TOP, bomb, many, zip_of
from tests.helpers.packages import NAME, OpenBag, messages, packages, problems, written

LONGEST_SECONDS = 2


def test_the_corpus_is_large_enough() -> None:
    assert len(REFUSED) >= 50


@pytest.mark.parametrize("wrong", REFUSED)
def test_it_is_refused_and_nothing_is_read(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(REFUSED[wrong]())
    started = time.process_time()
    read = packages().read(path)
    assert time.process_time() - started < LONGEST_SECONDS
    assert {problem.kind for problem in read.problems} == {"refused"}
    assert all(problem.message.isprintable() for problem in read.problems)
    assert (read.report, read.findings, read.evidence, read.checked_at) == (None, (), None, None)
    assert [file.name for file in tmp_path.iterdir()] == ["goi.zip"]


@pytest.mark.parametrize(
    ("wrong", "file", "said"),
    [
        ("zip-slip", "../evil.txt", "ngoài gói"),
        ("backslash", f"{TOP}\\..\\evil", "ngoài gói"),
        ("case twins", f"{TOP}/A.txt", f"{TOP}/a.txt"),
        ("symbolic link", f"{TOP}/a", "liên kết"),
        ("encrypted", f"{TOP}/a", "mật khẩu"),
        ("device", f"{TOP}/data/CON", "Windows"),
        ("decomposed name", None, "tổ hợp"),
        ("bomb", f"{TOP}/data/a", "lớn bất thường"),
        ("size too small", "a", "không đúng cỡ"),
        ("shared bytes", f"{TOP}/b", "chồng"),
        ("two top folders", "goi.zip", "một thư mục"),
        ("nothing", "goi.zip", "rỗng"),
        ("text", "goi.zip", "không phải là gói ZIP"),
        ("cut short", "goi.zip", "cắt cụt"),
        ("too many files", "goi.zip", "20.000"),
    ],
)
def test_the_reason_names_the_file_and_what_is_wrong(tmp_path: Path, wrong: str, file: str | None, said: str) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(REFUSED[wrong]())
    problem = packages().read(path).problems[0]
    assert file in (None, problem.file)
    assert said in problem.message


def limited(limits: Limits) -> BagPackages:
    return BagPackages(messages(), read_province_sheet, limits)


@pytest.mark.parametrize(
    ("limits", "refused"),
    [
        (Limits(entries=17), False),
        (Limits(entries=16), True),
        (Limits(total=150_000), False),
        (Limits(total=100_000), True),
        (Limits(growth=200, growth_from=5000), False),
        (Limits(growth=10, growth_from=5000), True),
        (Limits(growth=10, growth_from=5000_000), False),
    ],
)
def test_limits_are_the_limits(tmp_path: Path, limits: Limits, refused: bool) -> None:
    found = problems(limited(limits).read(written(tmp_path)))
    assert ({kind for _, kind in found} == {"refused"}) is refused
    assert refused or found == set()


def test_growth_is_measured_on_what_comes_out(tmp_path: Path) -> None:
    """Above the size from which it counts; a small file may shrink as much as it likes."""
    path = tmp_path / "goi.zip"
    for megabytes, refused in ((15, False), (17, True)):
        path.write_bytes(bomb(megabytes))
        assert ("refused" in {kind for _, kind in problems(packages().read(path))}) is refused


def test_as_many_files_as_allowed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(many(20_000))
    started = time.process_time()
    assert {kind for _, kind in problems(packages().read(path))} == {"missing"}
    assert time.process_time() - started < 2 * LONGEST_SECONDS


def test_an_archive_inside_is_one_file_more_and_is_not_opened(tmp_path: Path) -> None:
    bag = OpenBag.of(written(tmp_path))
    bag.files["data/minh-chung/00000000-a.zip"] = zip_of(("../evil", bytes(40 << 20)))
    read = packages().read(bag.close(tmp_path / "x.zip"))
    assert problems(read) == {("data/minh-chung/00000000-a.zip", "extra")}


def test_entries_for_folders_do_no_harm(tmp_path: Path) -> None:
    """Some programs add them when a package is unpacked and packed again."""
    bag = OpenBag.of(written(tmp_path))
    bag.files = {"": b"", "data/": b"", "data/minh-chung/": b"", **bag.files}
    assert packages().read(bag.close(tmp_path / "x.zip")).problems == ()


@pytest.mark.parametrize("top", ["Gói báo cáo", "04123_kh-2026_2026-10_v1", "04123_kh-2026_2026-11_v2", NAME.upper()])
def test_a_top_folder_that_does_not_name_the_report_is_told(tmp_path: Path, top: str) -> None:
    bag = OpenBag.of(written(tmp_path))
    bag.top = top
    [problem] = packages().read(bag.close(tmp_path / "goi (1).zip")).problems
    assert (problem.file, problem.kind) == ("goi (1).zip", "disagree")
    assert top in problem.message
    assert NAME in problem.message


@pytest.mark.parametrize("name", ["a\u202efdp.exe", "a\u200b", "a\u2066b", "a\x9bb", "a\u2028b", "a\ue000"])
def test_what_a_name_hides_is_refused_and_spelt_out(tmp_path: Path, name: str) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(zip_of((f"{TOP}/{name}", b"x")))
    [problem] = packages().read(path).problems
    assert problem.kind == "refused"
    assert f"\\u{ord(name[1]):04x}" in problem.file
    assert problem.file in problem.message
    assert "ký tự ẩn" in problem.message


@pytest.mark.parametrize("tail", [b"x", b"\0", b"MZ" * 50_000, b"PK\x05\x06", b"\r\n"])
def test_bytes_after_the_end_are_refused(tmp_path: Path, tail: bytes) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes() + tail)
    assert problems(packages().read(path)) == {(path.name, "refused")}


def test_bytes_after_the_end_are_told_as_such(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(path.read_bytes() + b"MZ")
    assert "sau phần cuối" in packages().read(path).problems[0].message


def test_a_comment_of_the_zip_hides_nothing_either(tmp_path: Path) -> None:
    path = written(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"MZ"
    assert problems(packages().read(path)) == {(path.name, "refused")}


def test_a_name_with_hidden_characters_inside_a_file_is_spelt_out_too(tmp_path: Path) -> None:
    bag = OpenBag.of(written(tmp_path))
    index = bag.files["data/minh-chung/index.csv"].decode()
    row = index.splitlines()[-1].split(",")
    bag.files["data/minh-chung/index.csv"] += ",".join(["a\u202eb.pdf", *row[1:]]).encode() + b"\r\n"
    told = {problem.file for problem in packages().read(bag.resealed().close(tmp_path / "x.zip")).problems}
    assert told == {"data/minh-chung/a\\u202eb.pdf"}


@pytest.mark.parametrize("seen_as", ["absent", "folder"])
def test_what_cannot_be_opened_at_all_is_the_worlds_refusal(tmp_path: Path, seen_as: str) -> None:
    path = tmp_path / f"{NAME}.zip"
    if seen_as == "folder":
        path.mkdir()
    with pytest.raises(WorldRefused):
        packages().read(path)
