"""Equal content gives equal ZIP bytes, and office files carry only the date they are given."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from sonla_desktop.adapters.files.stable_zip import is_compressed, repack, write_zip
from sonla_desktop.usecases.errors import WorldRefused

AT = datetime.fromisoformat("2026-11-12T16:30")


def zipped(*entries: tuple[str, bytes | Path, bool]) -> bytes:
    stream = io.BytesIO()
    write_zip(stream, entries)
    return stream.getvalue()


def test_bytes_depend_on_the_content_alone(tmp_path: Path) -> None:
    file = tmp_path / "số liệu.csv"
    file.write_bytes(b"a,b\n" * 400_000)
    once = zipped(("data/số liệu.csv", file, True), ("ghi chú.txt", b"x", False))
    file.touch()
    file.chmod(0o600)
    assert zipped(("data/số liệu.csv", file, True), ("ghi chú.txt", b"x", False)) == once


def test_a_file_and_its_bytes_are_packed_alike(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"so lieu" * 1000)
    with zipfile.ZipFile(io.BytesIO(zipped(("f", file, True), ("b", file.read_bytes(), True)))) as archive:
        from_file, from_bytes = archive.infolist()
        assert archive.testzip() is None
    for attribute in ("CRC", "file_size", "compress_size", "compress_type", "external_attr", "create_system"):
        assert getattr(from_file, attribute) == getattr(from_bytes, attribute)
    assert from_file.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_order_is_the_callers_and_what_is_packed_already_is_stored() -> None:
    packed = zipped(("z.png", b"1" * 99, False), ("a.txt", b"1" * 99, True))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert [(item.filename, item.compress_type) for item in archive.infolist()] == [
            ("z.png", zipfile.ZIP_STORED),
            ("a.txt", zipfile.ZIP_DEFLATED),
        ]


def test_one_name_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match=r"a\.txt"):
        zipped(("a.txt", b"", False), ("a.txt", b"", False))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldRefused) as refused:
        zipped(("a", tmp_path / "mất.csv", False))
    assert (refused.value.code, refused.value.parameters) == ("file-missing", {"file": "mất.csv"})


@pytest.mark.parametrize(("name", "packed"), [("a.PNG", True), ("b.docx", True), ("c.csv", False), ("xml", False)])
def test_what_is_compressed_is_known_by_its_name(name: str, packed: bool) -> None:
    assert is_compressed(name) is packed


def word_file(created: datetime) -> bytes:
    document = docx.Document()
    document.add_paragraph("Báo cáo tháng 10")
    document.core_properties.created = document.core_properties.modified = created
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_two_word_files_made_at_different_times_become_equal_and_stay_readable() -> None:
    first = repack(word_file(datetime.fromisoformat("2026-01-02")), AT)
    assert first == repack(word_file(datetime.fromisoformat("2027-03-04")), AT)
    document = docx.Document(io.BytesIO(first))
    assert document.paragraphs[0].text == "Báo cáo tháng 10"
    made = document.core_properties.created
    assert made is not None
    assert made.astimezone(UTC) == datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
    assert document.core_properties.modified == document.core_properties.created


def test_a_workbook_keeps_its_cells_and_starts_with_the_list_of_content_types() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Mã"
    stream = io.BytesIO()
    book.save(stream)
    packed = repack(stream.getvalue(), AT)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert sorted(archive.namelist()) == sorted(zipfile.ZipFile(stream).namelist())
        assert archive.read("docProps/core.xml").count(b"2026-11-12T09:30:00Z") == 2
    assert openpyxl.load_workbook(io.BytesIO(packed)).active["A1"].value == "Mã"


def test_repacking_twice_changes_nothing() -> None:
    once = repack(word_file(datetime.fromisoformat("2026-01-02")), AT)
    assert repack(once, AT) == once
