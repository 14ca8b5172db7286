"""A package is a whole bag that other programs accept, or it is not there; equal contents are equal bytes."""

import csv
import hashlib
import io
import json
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.package_ports import PackedEvidence
from tests.helpers.packages import (
    CLOSED_AT,
    DIGESTS,
    EVIDENCE,
    NAME,
    OpenBag,
    contents,
    packages,
    problems,
    report,
    written,
)
from tests.rigs.failing_disk import FAILURES, FailingDisk, calls_of, disk_in_use


@pytest.fixture
def bag(tmp_path: Path) -> OpenBag:
    return OpenBag.of(written(tmp_path))


def unpacked(tmp_path: Path) -> Path:
    """Only for packages of our own making: the judges below want folders."""
    with zipfile.ZipFile(written(tmp_path)) as archive:
        archive.extractall(tmp_path / "bung")
    return tmp_path / "bung" / NAME


def test_it_holds_exactly_the_files_of_the_design_in_one_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        names = archive.namelist()
    evidence = [f"data/minh-chung/{DIGESTS[name][:8]}-{slug}" for name, slug in
                zip(EVIDENCE, ["trich-xuat-thang-11.csv", "so-van-ban-di.pdf"], strict=True)]  # fmt: skip
    expected = [
        *("DOC_TRUOC.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"),
        *("data/bao-cao.json", "data/datapackage.json", "data/kiem-tra.json", "data/khai-bao.json"),
        *("data/so-lieu/chi-tieu.csv", "data/so-lieu/nhiem-vu.csv", "data/so-lieu/so-lieu.csv"),
        *("data/bieu-nhap.xlsx", f"data/bao-cao/{NAME}.docx", "data/minh-chung/index.csv", *evidence),
    ]
    assert names == sorted(f"{NAME}/{name}" for name in expected)
    assert all(name.isascii() for name in names)


def test_the_bagit_library_finds_it_valid(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import bagit
    bag = bagit.Bag(str(unpacked(tmp_path)))
    assert bag.validate()
    assert bag.info["External-Identifier"] == "04123/kh-2026/2026-11/v1"
    assert bag.info["Bagging-Date"] == "2026-11-11"


def test_frictionless_finds_descriptor_and_tables_valid(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package, validate

        outcome = validate(str(unpacked(tmp_path) / "data" / "datapackage.json"))
        tables = {
            item.name: item for item in Package(str(tmp_path / "bung" / NAME / "data/datapackage.json")).resources
        }
        rows = tables["chi-tieu"].read_rows()
    assert outcome.valid, outcome.flatten(["message"])
    assert {task.name for task in outcome.tasks} >= {"chi-tieu", "nhiem-vu", "so-lieu", "minh-chung"}
    assert rows[0]["numerator"] == 812
    assert rows[0]["met"] is True
    assert rows[1]["numerator"] is None


def test_frictionless_notices_a_changed_table(tmp_path: Path) -> None:
    """The judge above can say no."""
    folder = unpacked(tmp_path)
    table = folder / "data/so-lieu/chi-tieu.csv"
    table.write_bytes(table.read_bytes().replace(b"812", b"abc"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        assert not validate(str(folder / "data" / "datapackage.json")).valid


def test_a_text_that_looks_like_a_formula_cannot_run(bag: OpenBag) -> None:
    table = io.StringIO(bag.files["data/so-lieu/nhiem-vu.csv"].decode(), newline="")
    results = [row["result"] for row in csv.DictReader(table)]
    assert results[1] == "'=1+1"
    assert not [
        cell for row in csv.reader(io.StringIO(table.getvalue())) for cell in row if cell[:1] in "=+@\t" and cell
    ]


def test_the_descriptor_states_types_units_keys_and_choices(bag: OpenBag) -> None:
    resources = {item["name"]: item for item in json.loads(bag.files["data/datapackage.json"])["resources"]}
    table = resources["chi-tieu"]
    fields = {field["name"]: field for field in table["schema"]["fields"]}
    assert table["schema"]["primaryKey"] == ["code"]
    assert table["schema"]["missingValues"] == [""]
    assert table["dialect"]["lineTerminator"] == "\r\n"
    assert table["encoding"] == "utf-8"
    assert fields["ratio"]["unit"] == "percent"
    assert fields["numerator"]["type"] == "number"
    assert "not_arising" in fields["state"]["constraints"]["enum"]
    assert resources["minh-chung"]["bytes"] == len(bag.files["data/minh-chung/index.csv"])


def test_the_index_leads_back_to_the_original(bag: OpenBag) -> None:
    rows = list(csv.DictReader(io.StringIO(bag.files["data/minh-chung/index.csv"].decode())))
    assert {row["original_name"]: row["original_sha256"] for row in rows} == DIGESTS
    for row in rows:
        data = bag.files[f"data/minh-chung/{row['file']}"]
        assert data == EVIDENCE[row["original_name"]]
        assert (row["packed_sha256"], int(row["bytes"])) == (hashlib.sha256(data).hexdigest(), len(data))


def test_evidence_is_stored_by_type(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as archive:
        methods = {info.filename.rpartition(".")[2]: info.compress_type for info in archive.infolist()}
    assert methods["pdf"] == zipfile.ZIP_STORED
    assert methods["csv"] == zipfile.ZIP_DEFLATED


def test_two_files_of_one_name_both_travel(tmp_path: Path) -> None:
    of = contents(tmp_path / "nguon")
    data = b"another"
    (tmp_path / "b").write_bytes(data)
    twin = PackedEvidence(tmp_path / "b", "trích xuất tháng 11.csv", hashlib.sha256(data).hexdigest())
    packages().write(replace(of, evidence=(*of.evidence, twin)), tmp_path / "x.zip")
    names = [name for name in OpenBag.of(tmp_path / "x.zip").files if name.endswith("trich-xuat-thang-11.csv")]
    assert len(names) == 2


def test_a_file_named_twice_travels_once(tmp_path: Path) -> None:
    of = contents(tmp_path / "nguon")
    packages().write(replace(of, evidence=of.evidence * 2), tmp_path / "x.zip")
    assert (tmp_path / "x.zip").read_bytes() == written(tmp_path).read_bytes()


@pytest.mark.parametrize(
    "name", ["", ".", "không đuôi", "a.b.c.XLSX", "CON.csv", "../../x.pdf", "=cmd|' /C'!A0.csv", "x" * 300]
)
def test_any_original_name_becomes_a_plain_one(tmp_path: Path, name: str) -> None:
    of = contents(tmp_path / "nguon")
    renamed = replace(of.evidence[0], original_name=name)
    packages().write(replace(of, evidence=(renamed, of.evidence[1])), tmp_path / "x.zip")
    bag = OpenBag.of(tmp_path / "x.zip")
    packed = next(path for path in bag.files if path.startswith(f"data/minh-chung/{renamed.original_sha256[:8]}-"))
    assert packed.isascii()
    assert len(packed) < 120
    assert packages().read(tmp_path / "x.zip").problems == ()


def test_what_was_written_reads_back_whole(tmp_path: Path) -> None:
    read = packages().read(written(tmp_path))
    assert read.problems == ()
    assert read.report == report()
    assert read.checked_at == CLOSED_AT
    assert read.rule_set == "2026.1"
    assert [finding["code"] for finding in read.findings] == ["DC-001"]
    assert {sha256: state.value for sha256, state in (read.evidence or {}).items()} == dict.fromkeys(
        DIGESTS.values(), "present"
    )


def test_a_report_of_nothing_is_a_package_too(tmp_path: Path) -> None:
    whole = report()
    empty = Report(whole.agency_code, whole.agency_name, whole.form, whole.period, whole.data_window)
    of = replace(contents(tmp_path / "nguon", empty), evidence=())
    packages().write(of, tmp_path / "x.zip")
    assert packages().read(tmp_path / "x.zip").problems == ()


def test_the_name_of_the_zip_file_does_not_matter(tmp_path: Path) -> None:
    moved = written(tmp_path).rename(tmp_path / "goi bao cao (1).zip")
    assert packages().read(moved).problems == ()


def test_equal_contents_are_equal_bytes(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a"), written(tmp_path / "b" / "c")
    assert one.read_bytes() == other.read_bytes()


def test_the_order_of_labels_makes_no_difference(tmp_path: Path) -> None:
    of = contents(tmp_path / "nguon")
    packages().write(of, tmp_path / "a.zip")
    packages().write(replace(of, bag_info=dict(reversed(of.bag_info.items()))), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_evidence_that_is_not_what_the_report_names_is_not_packed(tmp_path: Path) -> None:
    of = contents(tmp_path / "nguon")
    of.evidence[1].source.write_bytes(b"x" * of.evidence[1].source.stat().st_size)
    with pytest.raises(WorldRefused) as refused:
        packages().write(of, tmp_path / "x.zip")
    assert refused.value.code == "evidence-altered"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nguon"]


@pytest.mark.parametrize("lacking", ["workbook", "document", "evidence"])
def test_a_file_that_is_gone_leaves_no_package(tmp_path: Path, lacking: str) -> None:
    of = contents(tmp_path / "nguon")
    {"workbook": of.workbook, "document": of.documents[0], "evidence": of.evidence[0].source}[lacking].unlink()
    with pytest.raises(WorldRefused) as refused:
        packages().write(of, tmp_path / "x.zip")
    assert refused.value.code == "file-missing"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nguon"]


@pytest.mark.parametrize("code", ["disk-full", "disk-error", "access-denied"])
def test_whichever_call_of_the_disk_fails_the_old_package_stands(tmp_path: Path, code: str) -> None:
    of, target = contents(tmp_path / "nguon"), tmp_path / "x.zip"
    packages().write(replace(of, readme="cũ"), target)
    old = target.read_bytes()
    calls = calls_of(lambda: packages().write(of, tmp_path / "y.zip"))
    new = (tmp_path / "y.zip").read_bytes()
    assert len(calls) > 4
    for number in range(1, len(calls) + 1):
        with disk_in_use(FailingDisk(number, FAILURES[code])), pytest.raises(WorldRefused) as refused:
            packages().write(of, target)
        assert refused.value.code == code
        assert target.read_bytes() == (new if calls[number - 1] == "fsync_folder" else old)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["nguon", "x.zip", "y.zip"]


def test_a_replacement_says_what_it_replaces(tmp_path: Path) -> None:
    of = replace(contents(tmp_path / "nguon"), replacement_json=b"{}\n")
    packages().write(of, tmp_path / "x.zip")
    assert problems(packages().read(tmp_path / "x.zip")) == {("data/thay-the.json", "schema")}
