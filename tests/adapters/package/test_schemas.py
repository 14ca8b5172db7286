"""Files of a package that are whole but not what they should be are named with the place of the first fault."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from sonla_desktop.domain.month_json import canonical_bytes
from tests.helpers.packages import OpenBag, packages, report, written

JSON, FINDINGS, STATES, DESCRIPTOR = (
    f"data/{name}.json" for name in ("bao-cao", "kiem-tra", "khai-bao", "datapackage")
)
INDICATORS, INDEX = "data/so-lieu/chi-tieu.csv", "data/minh-chung/index.csv"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OpenBag:
    return OpenBag.of(written(tmp_path_factory.mktemp("goi")))


@pytest.fixture
def told(whole: OpenBag, tmp_path: Path) -> Callable[[str, bytes], set[tuple[str, str, str]]]:
    """File, kind and text of each problem when one file is replaced and every hash recomputed."""

    def of(file: str, data: bytes) -> set[tuple[str, str, str]]:
        bag = OpenBag({**whole.files, file: data}).resealed(redescribe=file != DESCRIPTOR)
        read = packages().read(bag.close(tmp_path / "x.zip"))
        return {(problem.file, problem.kind, problem.message) for problem in read.problems}

    return of


def refused(found: set[tuple[str, str, str]], file: str, *said: str) -> None:
    """Exactly one problem: this file is not what it should be."""
    [(where, kind, message)] = found
    assert (where, kind) == (file, "schema"), message
    assert [part for part in said if part not in message] == [], message


@pytest.mark.parametrize("file", [JSON, FINDINGS, STATES, DESCRIPTOR])
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe{}",
        b"\xef\xbb\xbf{}",
        b'{"a":1}trailing',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"version":' + b"9" * 5000 + b"}",
        b'{"a":NaN}',
        b'{"a":1.5}',
        b'{"a":1,"a":2}',
        b'"\\ud800"',
    ],
)
def test_what_is_not_the_json_expected_is_named(told, file: str, data: bytes) -> None:
    [(where, kind, _)] = told(file, data)
    assert (where, kind) == (file, "schema")


def set_at(path: list, value: object) -> Callable[[dict], None]:
    def change(document: dict) -> None:
        for step in path[:-1]:
            document = document[step]
        document[path[-1]] = value

    return change


def removed(path: list) -> Callable[[dict], None]:
    def change(document: dict) -> None:
        for step in path[:-1]:
            document = document[step]
        del document[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_at(["thua"], 1), ["thua", "không có khóa này"]),
        (set_at(["indicators", 0, "thua"], 1), ["indicators[0].thua"]),
        (removed(["indicators", 0, "flow"]), ["indicators[0].flow", "có khóa này"]),
        (removed(["part"]), ["part"]),
        (set_at(["indicators"], {}), ["indicators", "danh sách"]),
        (set_at(["indicators", 0, "state"], "unknown"), ["indicators[0].state", "not_arising"]),
        (set_at(["indicators", 0, "numerator"], "1e9"), ["indicators[0].numerator", "con số"]),
        (set_at(["indicators", 0, "numerator"], "1E+999999999"), ["indicators[0].numerator"]),
        (set_at(["indicators", 0, "numerator"], True), ["indicators[0].numerator"]),
        (set_at(["indicators", 0, "numerator"], 10**24), ["indicators[0].numerator"]),
        (set_at(["indicators", 0, "note"], 5), ["indicators[0].note", "chữ"]),
        (set_at(["indicators", 0, "note"], "a\u0300"), ["indicators[0].note", "dựng sẵn"]),
        (set_at(["indicators", 0, "sources", 0, "taken_on"], "2026-13-01"), ["sources[0].taken_on", "ngày"]),
        (set_at(["indicators", 0, "sources", 0, "evidence"], ["abc"]), ["evidence[0]", "SHA-256"]),
        (set_at(["indicators", 0, "recognition", "other"], {}), ["recognition.other"]),
        (set_at(["indicators", 1, "code"], "vb-dien-tu-toan-trinh"), ["indicators[1].code", "không trùng"]),
        (set_at(["tasks", 0, "percent"], "60"), ["tasks[0].percent", "số nguyên"]),
        (set_at(["tasks", 0, "measured", "value"], 5), ["tasks[0].measured.value"]),
        (set_at(["tasks", 0, "kept"], 0), ["tasks[0].kept", "true hoặc false"]),
        (set_at(["figures", "x"], None), ["figures.x"]),
        (set_at(["tables", "x"], [{"a": []}]), ["tables.x[0].a"]),
        (set_at(["period"], "2026-13"), ["kỳ báo cáo"]),
        (set_at(["data_window", "from"], "2027-01-01"), ["khoảng ngày"]),
        (set_at(["figures", "x"], "5.0"), ["dạng chuẩn"]),
        (set_at(["schema"], "sonla-report/2.0"), ["sonla-report/1.0", "Cập nhật"]),
        (set_at(["schema"], "khac/1.0"), ["sonla-report/1.0"]),
        (set_at(["schema"], 1), ["sonla-report/1.0"]),
        (removed(["schema"]), ["sonla-report/1.0"]),
    ],
)
def test_a_month_file_of_wrong_structure_is_named_with_the_place(whole: OpenBag, told, change, said: list[str]) -> None:
    bag = OpenBag(dict(whole.files)).edit_json(JSON, change)
    refused(told(JSON, bag.files[JSON]), JSON, *said)


@pytest.mark.parametrize(
    "spoil", [lambda data: data + b"\n", lambda data: data.replace(b":", b": ", 1), lambda data: data[:-1]]
)
def test_a_month_file_that_is_not_canonical_is_named(whole: OpenBag, told, spoil) -> None:
    refused(told(JSON, spoil(whole.files[JSON])), JSON, "dạng chuẩn")


def test_a_newer_minor_schema_is_read_and_said(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag(dict(whole.files))
    for change in (set_at(["schema"], "sonla-report/1.7"), set_at(["tasks", 0, "moi"], [1]), set_at(["them"], {})):
        bag.edit_json(JSON, change)
    bag.edit_json(FINDINGS, set_at(["moi"], 1))
    read = packages().read(bag.resealed().close(tmp_path / "x.zip"))
    [problem] = read.problems
    assert (problem.file, problem.kind) == (JSON, "newer")
    assert "tasks[0].moi" in problem.message
    assert read.report == report()


def test_unknown_keys_of_this_schema_are_refused_in_the_other_files_too(whole: OpenBag, told) -> None:
    bag = OpenBag(dict(whole.files)).edit_json(FINDINGS, set_at(["findings", 0, "moi"], 1))
    refused(told(FINDINGS, bag.files[FINDINGS]), FINDINGS, "findings[0].moi")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (set_at(["resources"], {}), ["resources"]),
        (removed(["resources", 0, "hash"]), ["resources[0].hash"]),
        (set_at(["resources", 0, "hash"], "md5:abc"), ["SHA-256"]),
        (set_at(["resources", 0, "bytes"], -1), []),
        (set_at(["resources", 1, "path"], "bao-cao.json"), ["không trùng"]),
    ],
)
def test_a_descriptor_of_wrong_structure_is_named(whole: OpenBag, told, change, said: list[str]) -> None:
    bag = OpenBag(dict(whole.files)).edit_json(DESCRIPTOR, change)
    found = told(DESCRIPTOR, bag.files[DESCRIPTOR])
    assert {kind for _, kind, _ in found} <= {"schema", "disagree"}
    assert found
    assert all(part in message for part in said for _, _, message in found)


def schema_of_indicators(document: dict) -> dict:
    return next(item for item in document["resources"] if item["name"] == "chi-tieu")["schema"]


@pytest.mark.parametrize(
    "change",
    [
        lambda schema: schema["fields"].pop(),
        lambda schema: schema["fields"].reverse(),
        lambda schema: schema["fields"][0].update(type="geopoint"),
        lambda schema: schema.update(primaryKey=[]),
        lambda schema: schema.update(primaryKey=["name", "khac"]),
        lambda schema: schema.pop("fields"),
        lambda schema: schema["fields"][3].update(type="boolean"),
        lambda schema: schema["fields"][2].update(constraints={"enum": ["zero"]}),
        lambda schema: schema["fields"][2].update(constraints={"enum": 5}),
        lambda schema: schema["fields"].remove(next(f for f in schema["fields"] if f["name"] == "numerator")),
    ],
)
def test_a_table_and_its_schema_must_fit(whole: OpenBag, told, change) -> None:
    bag = OpenBag(dict(whole.files)).edit_json(DESCRIPTOR, lambda document: change(schema_of_indicators(document)))
    found = told(DESCRIPTOR, bag.files[DESCRIPTOR])
    assert {kind for _, kind, _ in found} == {"schema"}
    assert {file for file, _, _ in found} <= {DESCRIPTOR, INDICATORS}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code,name", "ma,name", ["tên cột"]),
        ("812", "tám trăm", ["dòng 2", "numerator", "con số"]),
        ("812", "8e2", ["dòng 2", "numerator"]),
        ("812", " 812", ["dòng 2", "numerator"]),
        ("reported", "bao-cao", ["dòng 2", "state"]),
        (",true,", ",TRUE,", ["dòng 2", "met"]),
        ("dvctt-toan-trinh-vbqppl,Chỉ", "vb-dien-tu-toan-trinh,Chỉ", ["dòng 3", "vb-dien-tu-toan-trinh"]),
        ("dvctt-toan-trinh-vbqppl,Chỉ", ",Chỉ", ["dòng 3"]),
        (",Xã", ",,Xã", ["dòng 3", "số ô"]),
        ("Xã", 'Xã"x', []),
        ("Xã", '"Xã', []),
    ],
)
def test_a_table_that_breaks_its_schema_is_named_with_the_place(
    whole: OpenBag, told, old: str, new: str, said: list[str]
) -> None:
    bag = OpenBag(dict(whole.files)).edit(INDICATORS, old.encode(), new.encode())
    found = {item for item in told(INDICATORS, bag.files[INDICATORS]) if item[1] == "schema" or not said}
    if said:
        refused(found, INDICATORS, *said)
    assert found


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"\xef\xbb\xbfcode"])
def test_a_table_that_cannot_be_read_is_named(told, data: bytes) -> None:
    refused(told(INDICATORS, data), INDICATORS)


def test_an_index_with_a_wrong_date_is_named(whole: OpenBag, told) -> None:
    refused(told(INDEX, whole.files[INDEX].replace(b"2026-11-10", b"2026-11-31", 1)), INDEX, "taken_on", "ngày")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Payload-Oxum", "Payload-Oxun"),
        ("Bagging-Date: 2026-11-11", "Bagging-Date: 11/11/2026"),
        ("Checked-At: 2026-11-11T10:42:00", "Checked-At: hôm qua"),
        ("Checked-At: 2026-11-11T10:42:00", "Checked-At: 2026-11-11T10:42:00+07:00"),
        ("Bag-Count: 1 of 1", "không phải nhãn"),
        ("Bag-Count: 1 of 1", "Bag-Group-Identifier: x"),
    ],
)
def test_bag_information_that_makes_no_sense_is_named(whole: OpenBag, tmp_path: Path, old: str, new: str) -> None:
    bag = OpenBag(dict(whole.files)).edit("bag-info.txt", old.encode(), new.encode())
    assert top_problems(bag, tmp_path) == {("bag-info.txt", "bag")}


def test_a_wrong_weight_of_the_payload_is_named(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag(dict(whole.files)).edit("bag-info.txt", b"Payload-Oxum: 1", b"Payload-Oxum: 2")
    assert top_problems(bag, tmp_path) == {("bag-info.txt", "bag")}


@pytest.mark.parametrize("data", [b"", b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", b"\xff"])
def test_a_bag_of_another_version_is_named(whole: OpenBag, tmp_path: Path, data: bytes) -> None:
    assert top_problems(OpenBag({**whole.files, "bagit.txt": data}), tmp_path) == {("bagit.txt", "bag")}


@pytest.mark.parametrize("data", [b"rac\n", b"\xff\n", b"", b"0" * 64 + b"  data/../x\n"])
def test_a_manifest_that_lists_nothing_known_is_never_whole(whole: OpenBag, tmp_path: Path, data: bytes) -> None:
    found = top_problems(OpenBag({**whole.files, "manifest-sha256.txt": data}), tmp_path)
    assert found
    assert {kind for _, kind in found} <= {"bag", "extra", "missing"}


def top_problems(bag: OpenBag, folder: Path) -> set[tuple[str, str]]:
    """Problems when the tag manifest alone is recomputed."""
    tags = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "DOC_TRUOC.txt")
    lines = [f"{hashlib.sha256(bag.files[name]).hexdigest()}  {name}\n" for name in sorted(tags)]
    bag.files["tagmanifest-sha256.txt"] = "".join(lines).encode()
    read = packages().read(bag.close(folder / "x.zip"))
    return {(problem.file, problem.kind) for problem in read.problems}


def test_folded_lines_of_bag_information_are_read(whole: OpenBag, tmp_path: Path) -> None:
    """Another program may fold long values (RFC 8493, 2.2.2)."""
    bag = OpenBag(dict(whole.files)).edit("bag-info.txt", "UBND xã Chiềng".encode(), "UBND xã\n  Chiềng".encode())
    assert top_problems(bag, tmp_path) == set()


def test_a_figure_file_too_large_to_load_is_named(whole: OpenBag, told) -> None:
    noise = random.Random(1).randbytes(9 << 20).hex()
    refused(told(STATES, canonical_bytes({"x": noise})), STATES, "16 MB")
