"""An indicator that the plan keeps to other agencies is printed as it was entered, and judged nowhere."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx
from openpyxl import load_workbook

from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.packages import OpenBag

PERIOD = ("--period", "2026-10", "--today", "2026-10-11")
KEPT = "thuong-mai-hoa-cncl"


@pytest.fixture
def sent(run: Run, store: Path, month: dict[str, Any], tmp_path: Path) -> Path:
    """The folder of the exported October, in which a commune entered a poor figure for an indicator of others."""
    reading = next(item for item in month["indicators"] if item["code"] == KEPT)
    source = {"name": "Sổ theo dõi", "kind": "register", "numerator": 2, "taken_on": "2026-10-10"}
    reading.update(state="reported", value=2, sources=[source], note="")
    path = tmp_path / "thang.json"
    path.write_text(json.dumps(month), encoding="utf-8")
    evidence = ("--evidence", EXAMPLE / "minh-chung")
    assert run("enter", "--store", store, *PERIOD, "--from", path, *evidence).code == 0
    closed = run("close", "--store", store, *PERIOD)
    assert closed.code == 0, run("check", "--store", store, *PERIOD).out
    run("export", "--store", store, *PERIOD, "--out", tmp_path / "ra")
    return tmp_path / "ra"


def test_its_figures_stand_in_the_tables_without_a_judgement(sent: Path) -> None:
    bag = OpenBag.of(next(sent.glob("*.zip")))
    rows = csv.DictReader(io.StringIO(bag.files["data/so-lieu/chi-tieu.csv"].decode(), newline=""))
    row = next(row for row in rows if row["code"] == KEPT)
    assert (row["value"], row["met"], row["recognised"]) == ("2", "", "")
    page = load_workbook(io.BytesIO(bag.files["data/bieu-nhap.xlsx"]))["ChiTieu"]
    headings = next(row for row in page.iter_rows(values_only=True) if "Đạt mục tiêu" in row)
    told = next(row for row in page.iter_rows(values_only=True) if row[0] == KEPT)
    assert told[headings.index("Đạt mục tiêu")] in (None, "")


def test_the_document_counts_it_out_of_scope_and_explains_nothing(sent: Path) -> None:
    document = open_docx(str(next(sent.glob("*.docx"))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    row = next(row for row in cells if row[0] == "9" and "Không thuộc phạm vi" in row)
    assert "2" in row
    said = "\n".join([*texts, *(" ".join(row) for row in cells)])
    assert "1 chỉ tiêu không thuộc phạm vi (chỉ tiêu số 9)" in said
    assert "01 chỉ tiêu chưa đạt mục tiêu (chỉ tiêu số 5)" in said


def test_the_package_is_whole(run: Run, sent: Path) -> None:
    assert run("verify", next(sent.glob("*.zip")), "--json").json["problems"] == []


def test_a_package_that_judges_it_is_not_whole(run: Run, sent: Path, tmp_path: Path) -> None:
    bag = OpenBag.of(next(sent.glob("*.zip")))
    table = bag.files["data/so-lieu/chi-tieu.csv"].decode()
    [line] = [line for line in table.splitlines() if line.startswith(KEPT)]
    fields = next(csv.reader([line]))
    at = table.splitlines()[0].split(",").index("met")
    fields[at] = "false"
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(fields)
    bag.edit("data/so-lieu/chi-tieu.csv", line.encode(), out.getvalue().encode())
    path = bag.resealed(keep_document=True).close(tmp_path / "sua.zip")
    assert run("verify", path).code == 1
