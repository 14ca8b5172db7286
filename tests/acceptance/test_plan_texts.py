"""Words that a bad scan lost, from the sample month to document and package: printed as blanks, then corrected."""

import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx

from sonla_desktop.domain.plan_texts import BLANK
from tests.acceptance.conftest import Run
from tests.helpers.packages import OpenBag
from tests.helpers.repository import ROOT

SAMPLE = ROOT / "resources" / "sample" / "cchc"
AT = ("--period", "2025-Q3", "--form", "cchc", "--today", "2025-09-11T10:30")
LOST = "cchc-A-1"
MARKS = ("OCR", "không đọc được", "suy từ", "[", "]")
CORRECTIONS = {
    "cchc-A-1.name": "Tham mưu triển khai có hiệu quả Kế hoạch chuyển đổi số tỉnh Sơn La năm 2025",
    "cchc-A-1.product": "Báo cáo kết quả thực hiện",
    "cchc-A-1.lead": "Phòng Chuyển đổi số",
    "cchc-A-1.deadline": "Quý IV/2025",
    "muc-tieu.1-nv3-1.name": "Tự kiểm tra công tác cải cách hành chính trên 30% các phòng, đơn vị",
}


@pytest.fixture
def month(tmp_path: Path, run: Run) -> Path:
    """The sample month of the reform plan, as it is entered."""
    store = tmp_path / "mau"
    assert run("new", "--store", store, "--agency", "so-khcn", "--today", "2025-09-01").code == 0
    assert run("configure", "--store", store, "--from", SAMPLE / "settings.json").code == 0
    assert run("enter", "--store", store, *AT, "--from", SAMPLE / "2025-Q3.json").code == 0
    return store


def correct(run: Run, store: Path, folder: Path, texts: dict[str, str | None]) -> None:
    path = folder / "sua-chu.json"
    body = {"schema": "sonla-settings/1", "plan_texts": {"cchc": texts}}
    path.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    assert run("configure", "--store", store, "--from", path).code == 0


def exported(run: Run, store: Path, folder: Path) -> dict[str, Path]:
    answer = run("export", "--store", store, *AT, "--out", folder, "--json")
    assert answer.code == 0
    return {file["kind"]: Path(file["path"]) for file in answer.json["files"]}


def words_of(document: Path) -> str:
    opened = open_docx(str(document))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def unsure(run: Run, store: Path) -> dict[str, Any]:
    found = run("check", "--store", store, *AT, "--json").json["findings"]
    assert [item for item in found if item["severity"] != "notice"] == []
    return {item["where"]: item for item in found if item["code"] == "NV-012"}


def test_a_document_prints_blanks_and_never_the_copyists_marks(run: Run, month: Path, tmp_path: Path) -> None:
    told = unsure(run, month)
    assert "sản phẩm, đơn vị chủ trì, thời hạn" in told[LOST]["message"]
    assert told[LOST]["field"] == "plan_texts"
    assert run("close", "--store", month, *AT).code == 0
    files = exported(run, month, tmp_path / "ra")
    words = words_of(files["document"])
    assert [mark for mark in MARKS if mark in words] == []
    assert BLANK in words
    assert "Tham mưu triển khai có hiệu quả Kế hoạch chuyển đổi số tỉnh Sơn La năm 2025" in words
    assert run("verify", files["package"]).code == 0


def test_corrected_words_are_printed_and_the_package_still_agrees_with_the_plan(
    run: Run, month: Path, tmp_path: Path
) -> None:
    correct(run, month, tmp_path, CORRECTIONS)
    assert LOST not in unsure(run, month)
    assert run("close", "--store", month, *AT).code == 0
    files = exported(run, month, tmp_path / "ra")
    words = words_of(files["document"])
    assert [text for text in CORRECTIONS.values() if text not in words] == []
    answer = run("verify", files["package"], "--json")
    assert (answer.code, answer.json["problems"]) == (0, [])
    tasks = OpenBag.of(files["package"]).files["data/so-lieu/nhiem-vu.csv"].decode()
    assert "có [hiệu quả Kế hoạch] chuyển đổi số" in tasks, "sheets keep the words that everybody has"


def test_a_closed_version_keeps_the_words_it_was_closed_with(run: Run, month: Path, tmp_path: Path) -> None:
    correct(run, month, tmp_path, CORRECTIONS)
    assert run("close", "--store", month, *AT).code == 0
    before = exported(run, month, tmp_path / "mot")
    correct(run, month, tmp_path, dict.fromkeys(CORRECTIONS))
    after = exported(run, month, tmp_path / "hai")
    assert before["document"].read_bytes() == after["document"].read_bytes()
    assert before["package"].read_bytes() == after["package"].read_bytes()


def test_an_excel_form_given_out_before_a_correction_is_taken_after_it(
    run: Run, month: Path, tmp_path: Path
) -> None:
    blank = tmp_path / "bieu.xlsx"
    assert run("blank-form", "--store", month, *AT, "--out", blank).code == 0
    correct(run, month, tmp_path, CORRECTIONS)
    assert run("enter", "--store", month, *AT, "--from", blank).code == 0
    again = tmp_path / "bieu-2.xlsx"
    assert run("blank-form", "--store", month, *AT, "--out", again).code == 0
    assert run("enter", "--store", month, *AT, "--from", again).code == 0
