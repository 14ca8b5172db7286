"""`verify` of a replacement: alone, and beside the package that it replaces."""

import csv
import hashlib
import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook

from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.packages import OpenBag

PERIOD = ("--period", "2026-10")
FILE = "data/thay-the.json"
INDICATOR = "vb-dien-tu-toan-trinh"
Value = dict[str, Any]


@dataclass(frozen=True)
class Two:
    """The first package of October and the one that replaces it."""

    old: Path
    new: Path


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """Keeps the packages of the first test for the others."""
    return {}


@pytest.fixture
def two(run: Run, kept: dict[str, bytes], month: Value, tmp_path: Path, request: pytest.FixtureRequest) -> Two:
    if not kept:
        store = request.getfixturevalue("store")
        for version in (1, 2):
            if version == 2:
                typed = unicodedata.normalize("NFD", "Cộng sót sổ văn bản đi.\x01")
                run("amend", "--store", store, *PERIOD, "--reason", typed, "--today", "2026-10-14")
                reading = month["indicators"][0]
                for holder in (reading, *reading["sources"]):
                    holder["numerator"] = 777
            path = tmp_path / "month.json"
            path.write_text(json.dumps(month), encoding="utf-8")
            evidence = ("--evidence", EXAMPLE / "minh-chung")
            run("enter", "--store", store, *PERIOD, "--from", path, *evidence, "--today", "2026-10-14")
            assert run("close", "--store", store, *PERIOD, "--today", "2026-10-14").code == 0
            out = tmp_path / f"v{version}"
            run("export", "--store", store, *PERIOD, "--out", out, "--today", "2026-10-14")
            kept[f"v{version}.zip"] = next(out.glob("*.zip")).read_bytes()
    for name, data in kept.items():
        (tmp_path / name).write_bytes(data)
    return Two(tmp_path / "v1.zip", tmp_path / "v2.zip")


def problems(run: Run, *packages: Path) -> list[tuple[str, str]]:
    return [(item["file"], item["message"]) for item in run("verify", *packages, "--json").json["problems"]]


def test_a_replacement_and_what_it_replaces_are_whole_together_and_alone(run: Run, two: Two) -> None:
    assert problems(run, two.new) == problems(run, two.old) == problems(run, two.new, two.old) == []


def test_the_package_says_what_changed_in_words_for_people_too(two: Two) -> None:
    bag = OpenBag.of(two.new)
    stated = json.loads(bag.files[FILE])
    digest = hashlib.sha256(two.old.read_bytes()).hexdigest()
    assert stated["supersedes"] == {"version": 1, "package_sha256": digest}
    assert stated["reason"] == "Cộng sót sổ văn bản đi."
    places = [(change["where"], change["field"], change["old"], change["new"]) for change in stated["changes"]]
    assert (INDICATOR, "numerator", 776, 777) in places
    assert len(places) == 3
    readme = bag.files["DOC_TRUOC.txt"].decode()
    for said in ("BÁO CÁO THAY THẾ: thay thế phiên bản 1", digest, "Cộng sót sổ văn bản đi.", FILE):
        assert said in readme
    assert "/v2" in bag.files["bag-info.txt"].decode()
    first = OpenBag.of(two.old)
    assert FILE not in first.files
    assert "thay-the" not in first.files["DOC_TRUOC.txt"].decode()


def test_the_excel_sheet_says_in_words_what_is_replaced(two: Two) -> None:
    said = information(two.new)
    assert said["Báo cáo thay thế"].startswith("Thay thế phiên bản 1 (mã gói ")
    assert said["Lý do thay thế"] == "Cộng sót sổ văn bản đi."
    assert not {"Báo cáo thay thế", "Lý do thay thế"} & information(two.old).keys()


def information(package: Path) -> dict[str, str]:
    book = load_workbook(io.BytesIO(OpenBag.of(package).files["data/bieu-nhap.xlsx"]))
    return {row[0]: row[1] for row in book["ThongTin"].iter_rows(values_only=True) if row[0]}


def test_a_result_that_is_not_recognised_is_told_in_every_file(
    run: Run, store: Path, month: Value, tmp_path: Path
) -> None:
    recognition = month["indicators"][0]["recognition"]
    recognition["reentered"] = {"occurred": True, "cases": 12, "note": "Sự cố đường truyền."}
    key = {"code": "CN-002", "where": INDICATOR, "field": "recognition.reentered"}
    month["acknowledged"] = [*month["acknowledged"], {**key, "reason": "Sự cố đường truyền ngày 02/10."}]
    path = tmp_path / "month.json"
    path.write_text(json.dumps(month), encoding="utf-8")
    evidence = ("--evidence", EXAMPLE / "minh-chung")
    run("enter", "--store", store, *PERIOD, "--from", path, *evidence, "--today", "2026-10-11")
    assert run("close", "--store", store, *PERIOD, "--today", "2026-10-11").code == 0
    run("export", "--store", store, *PERIOD, "--out", tmp_path / "ra", "--today", "2026-10-11")
    package = next((tmp_path / "ra").glob("*.zip"))
    rows = csv.DictReader(io.StringIO(OpenBag.of(package).files["data/so-lieu/chi-tieu.csv"].decode(), newline=""))
    row = next(row for row in rows if row["code"] == INDICATOR)
    assert (row["met"], row["recognised"], row["ratio"]) == ("true", "false", "79.589744")
    without = "78,36% (tham khảo)"
    assert information(package)["Chỉ tiêu 1 không được công nhận"] == (
        f"hồ sơ xử lý ngoài hệ thống rồi nhập lại: 12 trường hợp; tỷ lệ không tính các trường hợp này {without}"
    )
    document = open_docx(str(next((tmp_path / "ra").glob("*.docx"))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = next(cell for cell in cells if cell.startswith("Không được công nhận"))
    condition = "Hồ sơ xử lý ngoài hệ thống rồi nhập lại: 12 trường hợp"
    assert condition in told
    assert without in told
    sentences = [paragraph.text for paragraph in document.paragraphs]
    assert f"- Không được công nhận: {condition}." in sentences
    assert f"- Tỷ lệ không tính các trường hợp này: {without}." in sentences
    assert problems(run, package) == []


def first_of(field: str) -> Callable[[Value], Value]:
    return lambda value: next(item for item in value["changes"] if item["field"] == field)


def leave_out(value: Value) -> None:
    value["changes"].remove(first_of("numerator")(value))


def make_up(value: Value) -> None:
    value["changes"].append({"where": INDICATOR, "field": "denominator", "old": 1, "new": 928})


def misstate(value: Value) -> None:
    first_of("numerator")(value)["old"] = 770


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (leave_out, "không kể thay đổi ở mục vb-dien-tu-toan-trinh, numerator: 776 thành 777"),
        (make_up, "kể thay đổi ở mục vb-dien-tu-toan-trinh, denominator, so với gói v1.zip thì không có"),
        (misstate, "ghi giá trị cũ 770, trong gói v1.zip là 776"),
    ],
)
def test_changes_are_computed_again_from_both_packages(
    run: Run, two: Two, tmp_path: Path, change: Callable[[Value], Any], said: str
) -> None:
    bag = OpenBag.of(two.new)
    denominator = json.loads(bag.files["data/bao-cao.json"])["indicators"][0]["denominator"]
    bag.edit_json(FILE, lambda value: change(value))
    bag.edit_json(FILE, lambda value: [item.update(new=denominator) for item in value["changes"]
                                       if item["field"] == "denominator"])  # fmt: skip
    forged = bag.resealed(keep_document=True).close(tmp_path / "sua.zip")
    assert problems(run, forged) == [], "nothing that the package alone could tell"
    [(file, message)] = problems(run, two.old, forged)
    assert file == f"sua.zip: {FILE}"
    assert said in message


def test_another_package_of_the_replaced_version_is_named(run: Run, two: Two, tmp_path: Path) -> None:
    bag = OpenBag.of(two.old)
    bag.edit("bag-info.txt", b"Bag-Software-Agent: ", b"Bag-Software-Agent: x ")
    other = bag.resealed(keep_document=True).close(tmp_path / "khac.zip")
    assert problems(run, other) == []
    [(file, message)] = problems(run, two.new, other)
    assert file == f"v2.zip: {FILE}"
    assert hashlib.sha256(other.read_bytes()).hexdigest() in message
    assert "khac.zip" in message


def test_a_replacement_without_its_list_of_changes_lacks_it(run: Run, two: Two, tmp_path: Path) -> None:
    bag = OpenBag.of(two.new)
    del bag.files[FILE]
    bag.edit_json(
        "data/datapackage.json",
        lambda value: value.update(resources=[item for item in value["resources"] if "thay-the" not in item["path"]]),
    )
    [(file, message)] = problems(run, bag.resealed(keep_document=True).close(tmp_path / "thieu.zip"))
    assert (file, "thay thế phiên bản 1" in message) == (FILE, True)


def give_another_reason(bag: OpenBag) -> None:
    bag.edit_json(FILE, lambda value: value.update(reason="Lý do được viết lại sau khi chốt."))


def give_two_reasons(bag: OpenBag) -> None:
    line = "Lý do thay thế: Cộng sót sổ văn bản đi.".encode()
    bag.edit("DOC_TRUOC.txt", line, line + "\nLý do thay thế: Lý do khác.".encode())


def names_later(*periods: str) -> Callable[[OpenBag], None]:
    later = [{"period": period, "version": 1} for period in periods]
    return lambda bag: bag.edit_json(FILE, lambda value: value.update(later=later)) and None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (give_another_reason, ["DOC_TRUOC.txt"]),
        (give_two_reasons, ["DOC_TRUOC.txt"]),
        (names_later("2026-11", "2026-12"), []),
        (names_later("2026-11", "2026-12", "2027-01"), [FILE]),
        (names_later("2026-12"), [FILE]),
        (names_later("2026-09"), [FILE]),
        (names_later("2026-Q4"), [FILE]),
        (names_later("2026-10"), [FILE]),
    ],
)
def test_reason_and_later_periods_of_a_replacement_are_held_against_the_rest(
    run: Run, two: Two, tmp_path: Path, change: Callable[[OpenBag], None], expected: list[str]
) -> None:
    bag = OpenBag.of(two.new)
    change(bag)
    found = problems(run, bag.resealed(keep_document=True).close(tmp_path / "sua.zip"))
    assert [file for file, _ in found] == expected
