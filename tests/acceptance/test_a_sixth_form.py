"""A form that nobody programmed for: form file, catalogue and sample alone lead to package, document and sheets."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from sonla_desktop import bootstrap
from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.figure_forms import month_file, small_installation

FORM, PERIOD = "so-lieu-thu", "2026-10"


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it would be installed with one more form."""
    resources, forms = small_installation(tmp_path / "install")
    monkeypatch.setattr(bootstrap, "resources_dir", lambda: resources)
    monkeypatch.setattr(bootstrap, "forms_dir", lambda: forms)


@pytest.fixture
def closed(tmp_path: Path, run: Run) -> Path:
    """The output folder of October 2026, entered, checked, closed and exported."""
    store, file = tmp_path / "kho", tmp_path / "thang.json"
    file.write_text(json.dumps(month_file(PERIOD), ensure_ascii=False), encoding="utf-8")
    named = ("--store", store, "--period", PERIOD, "--form", FORM, "--today", "2026-11-03T09:00")
    assert run("new", "--store", store, "--agency", "04123", "--today", "2026-10-11").code == 0
    assert run("configure", "--store", store, "--from", EXAMPLE / "settings.json").code == 0
    earlier = tmp_path / "thang-truoc.json"
    earlier.write_text(json.dumps(month_file("2026-09"), ensure_ascii=False), encoding="utf-8")
    assert run("enter", "--store", store, "--period", "2026-09", "--form", FORM, "--from", earlier).code == 0
    entered = run("enter", *named, "--from", file, "--json")
    assert (entered.code, entered.json["figures"], entered.json["table_rows"]) == (0, 4, 4)
    assert run("check", *named, "--json").json["findings"] == []
    assert run("close", *named).code == 0
    assert run("export", *named, "--out", tmp_path / "ra").code == 0
    return tmp_path / "ra"


def packed(folder: Path, name: str) -> bytes:
    (package,) = folder.glob("*.zip")
    with zipfile.ZipFile(package) as archive:
        return archive.read(f"{package.stem}/data/{name}")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(packed(folder, f"so-lieu/{name}.csv").decode("utf-8-sig"))))


def test_the_package_is_whole_and_judged_again(closed: Path, run: Run) -> None:
    (package,) = closed.glob("*.zip")
    answer = run("verify", package, "--json")
    assert answer.json["problems"] == []
    assert (answer.code, answer.json["whole"]) == (0, True)


def test_the_month_file_holds_what_was_entered_and_what_is_computed(closed: Path) -> None:
    report: dict[str, Any] = json.loads(packed(closed, "bao-cao.json"))
    given = month_file(PERIOD)
    assert report["figures"] == given["figures"] | {"HS4P": "81.8", "HS5P": "82.8"}
    assert report["tables"] == given["tables"]
    assert report["data_window"] == {"from": "2026-10-01", "to": "2026-10-31"}


def test_csv_and_workbook_hold_figures_and_tables(closed: Path) -> None:
    figures = {row["id"]: (row["name"], row["unit"], row["value"]) for row in rows(closed, "so-lieu")}
    assert list(figures) == ["HS1", "HS2", "HS3", "HS4P", "HS5P", "HS5"]
    assert figures["HS4P"] == ("Tỷ lệ trực tuyến", "%", "81.8")
    assert rows(closed, "bang-han-che")[1] == {
        "row": "I.2",
        "section": "Hạn chế của xã",
        "name": "Hồ sơ chậm",
        "status": "doing",
        "done_on": "",
        "cases": "12",
        "fixed": "5",
        "ratio": "41.7",
    }
    assert [row["shared"] for row in rows(closed, "bang-thang-sau")] == ["true", ""]
    book = openpyxl.load_workbook(io.BytesIO(packed(closed, "bieu-nhap.xlsx")))
    assert book["BangHanChe"]["A1"].value == "KHẮC PHỤC HẠN CHẾ"
    assert [cell.value for cell in book["BangThangSau"][5]] == ["+1", "=Họp giao ban", 2.5, "true"]


def test_an_altered_table_is_found(closed: Path, tmp_path: Path, run: Run) -> None:
    (package,) = closed.glob("*.zip")
    other = tmp_path / package.name
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(other, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            target.writestr(entry, data.replace(b",12,5,", b",12,6,") if "bang-han-che" in entry.filename else data)
    answer = run("verify", other, "--json")
    assert answer.code == 1
    assert any("bang-han-che" in problem["file"] for problem in answer.json["problems"])


def test_the_document_says_every_figure_and_row(closed: Path) -> None:
    (path,) = closed.glob("*.docx")
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    wanted = ["1.100", "900", "81,8", "Chưa ký số đầy đủ", "Đã khắc phục", "=Họp giao ban", "Tháng 10, tiếp nhận 1.100"]
    assert [words for words in wanted if words not in said] == []
    assert "{so_lieu" not in said


def test_demo_and_self_test_take_the_form_along(tmp_path: Path, run: Run) -> None:
    demo = run("demo", "--out", tmp_path / "mau", "--form", FORM, "--json")
    assert (demo.code, demo.json["period"]) == (0, PERIOD)
    assert {file["kind"] for file in demo.json["files"]} >= {"package", "document"}
    absent = run("demo", "--out", tmp_path / "khac", "--form", "khong-co")
    assert absent.code == 2
    assert FORM in absent.err
    steps = {step["title"]: step["trouble"] for step in run("self-test", "--json").json["steps"]}
    assert steps[f"Kiểm tra lại gói của biểu {FORM}"] == ""


def test_what_is_wrong_is_found_and_holds_up_closing(tmp_path: Path, run: Run) -> None:
    store, file = tmp_path / "kho", tmp_path / "thang.json"
    wrong = month_file(PERIOD)
    wrong["figures"]["HS1"] = 1101
    wrong["narrative"] = {"assessment": "Có {so_lieu.HS8} hồ sơ."}
    file.write_text(json.dumps(wrong, ensure_ascii=False), encoding="utf-8")
    named = ("--store", store, "--period", PERIOD, "--form", FORM, "--today", "2026-11-03T09:00")
    run("new", "--store", store, "--agency", "04123", "--today", "2026-10-11")
    run("configure", "--store", store, "--from", EXAMPLE / "settings.json")
    assert run("enter", *named, "--from", file).code == 0
    found = run("check", *named, "--json")
    assert [(item["code"], item["where"], item["field"]) for item in found.json["findings"]] == [
        ("TM-004", "report", "narrative.assessment"),
        ("BM-001", "HS1", "figures.HS1"),
    ]
    assert "1.101 khác 900 + 200 = 1.100" in found.json["findings"][1]["message"]
    assert run("close", *named).code == 1
