"""A package that somebody changed and sealed again: `verify` computes every table anew and says which cell is wrong."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.packages import OpenBag, with_workbook

PERIOD = ("--period", "2026-10")
THEN = ("--today", "2026-10-11")
INDICATORS, TASKS = "data/so-lieu/chi-tieu.csv", "data/so-lieu/nhiem-vu.csv"
BOOK = "data/bieu-nhap.xlsx"
INDICATOR, TASK = "vb-dien-tu-toan-trinh", "kh-2026-II-1"
Problems = list[tuple[str, str, str]]
Verify = Callable[[OpenBag], Problems]


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, OpenBag]:
    """Keeps the package of the first test for the others."""
    return {}


@pytest.fixture
def bag(run: Run, packed: dict[str, OpenBag], tmp_path: Path, request: pytest.FixtureRequest) -> OpenBag:
    """The package of the example month, to be altered."""
    if "whole" not in packed:
        store = request.getfixturevalue("store")
        run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
            "--evidence", EXAMPLE / "minh-chung", *THEN)  # fmt: skip
        run("close", "--store", store, *PERIOD, *THEN)
        files = run("export", "--store", store, *PERIOD, "--out", tmp_path / "ra", "--json").json["files"]
        packed["whole"] = OpenBag.of(next(Path(file["path"]) for file in files if file["kind"] == "package"))
    return OpenBag(dict(packed["whole"].files), packed["whole"].top)


@pytest.fixture
def verified(run: Run, tmp_path: Path) -> Verify:
    def of(bag: OpenBag) -> Problems:
        answer = run("verify", bag.resealed(keep_document=True).close(tmp_path / "goi (1).zip"), "--json")
        return [(item["file"], item["kind"], item["message"]) for item in answer.json["problems"]]

    return of


def altered(bag: OpenBag, path: str, change: Callable[[list[dict[str, str]]], Any]) -> OpenBag:
    table = io.StringIO(bag.files[path].decode(), newline="")
    reader = csv.DictReader(table)
    rows = list(reader)
    change(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or [], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    bag.files[path] = out.getvalue().encode()
    return bag


def set_cell(item: str, column: str, value: str) -> Callable[[list[dict[str, str]]], Any]:
    def change(rows: list[dict[str, str]]) -> None:
        row = next(row for row in rows if row["code"] == item)
        assert row[column] != value
        row[column] = value

    return change


def in_workbook(bag: OpenBag, sheet: str, item: str, column: str, value: object) -> OpenBag:
    def change(book: Any) -> None:
        page = book[sheet]
        place = [cell.value for cell in page[3]].index(column) + 1
        line = next(cells[0].row for cells in page.iter_rows(min_row=5) if cells[0].value == item)
        page.cell(line, place).value = value

    return with_workbook(bag, change)


def test_the_package_as_it_was_exported_has_nothing_wrong(bag: OpenBag, verified: Verify) -> None:
    assert verified(bag) == []


CELLS = [
    (INDICATORS, INDICATOR, "name", "Tên khác"),
    (INDICATORS, INDICATOR, "met", "false"),
    (INDICATORS, INDICATOR, "recognised", "false"),
    (INDICATORS, INDICATOR, "target_operator", ">"),
    (INDICATORS, INDICATOR, "target_value", "1"),
    (TASKS, TASK, "name", "Tên khác"),
    (TASKS, TASK, "timeliness", "overdue"),
    (TASKS, TASK, "due", "2027-01-01"),
    (TASKS, TASK, "documents", "1/KH-UBND"),
]


@pytest.mark.parametrize(("file", "item", "column", "value"), CELLS, ids=[cell[2] for cell in CELLS])
def test_a_wrong_cell_of_a_csv_is_the_csvs_fault(
    bag: OpenBag, verified: Verify, file: str, item: str, column: str, value: str
) -> None:
    [(where, kind, message)] = verified(altered(bag, file, set_cell(item, column, value)))
    assert (where, kind) == (file, "disagree")
    for said in (item, f"cột {column}", value, "tính lại"):
        assert said in message


@pytest.mark.parametrize(
    ("file", "sheet", "item", "column", "value"),
    [(INDICATORS, "ChiTieu", INDICATOR, "met", "false"), (TASKS, "NhiemVu", TASK, "timeliness", "overdue")],
)
def test_a_cell_that_is_wrong_in_both_tables_is_told_of_both(
    bag: OpenBag, verified: Verify, file: str, sheet: str, item: str, column: str, value: str
) -> None:
    altered(bag, file, set_cell(item, column, value))
    found = verified(in_workbook(bag, sheet, item, column, value))
    assert [(where, kind) for where, kind, _ in found] == [(file, "disagree"), (BOOK, "disagree")]
    assert all(item in message and column in message for _, _, message in found)


def test_a_wrong_cell_of_the_excel_sheet_is_its_own_fault(bag: OpenBag, verified: Verify) -> None:
    [(where, kind, message)] = verified(in_workbook(bag, "ChiTieu", INDICATOR, "met", "false"))
    assert (where, kind) == (BOOK, "disagree")
    assert "chi-tieu.csv" in message


def test_a_figure_that_differs_from_the_month_file_is_told_once(bag: OpenBag, verified: Verify) -> None:
    [(where, kind, message)] = verified(altered(bag, INDICATORS, set_cell(INDICATOR, "numerator", "1")))
    assert (where, kind) == (INDICATORS, "disagree")
    assert "numerator" in message


def test_a_column_that_is_gone_from_table_descriptor_and_sheet_is_missed(bag: OpenBag, verified: Verify) -> None:
    lines = list(csv.reader(io.StringIO(bag.files[INDICATORS].decode(), newline="")))
    place = lines[0].index("met")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([*line[:place], *line[place + 1 :]] for line in lines)
    bag.files[INDICATORS] = out.getvalue().encode()

    def change(value: dict[str, Any]) -> None:
        table = next(item for item in value["resources"] if item["name"] == "chi-tieu")
        table["schema"]["fields"] = [field for field in table["schema"]["fields"] if field["name"] != "met"]

    bag.edit_json("data/datapackage.json", change)
    [(where, kind, message)] = verified(with_workbook(bag, lambda book: book["ChiTieu"].delete_cols(place + 1)))
    assert (where, kind) == (INDICATORS, "schema")
    assert "thiếu: met" in message


def test_an_item_of_another_agency_is_told(bag: OpenBag, verified: Verify) -> None:
    def rename(value: dict[str, Any]) -> None:
        value["tasks"][0]["code"] = "kh-2026-II-2"

    found = verified(bag.edit_json("data/bao-cao.json", rename))
    assert any(kind == "disagree" and "kh-2026-II-2" in message for _, kind, message in found)
    assert any(file == "data/bao-cao.json" for file, _, _ in found)


def test_a_package_of_another_rule_set_is_whole_with_a_remark(run: Run, bag: OpenBag, tmp_path: Path) -> None:
    old = next(line for line in bag.files["bag-info.txt"].decode().splitlines() if line.startswith("Rule-Set: "))
    rule_set = old.removeprefix("Rule-Set: ")
    bag.edit("bag-info.txt", old.encode(), b"Rule-Set: 2099.9")
    bag.edit("data/kiem-tra.json", f'"{rule_set}"'.encode(), b'"2099.9"')
    answer = run("verify", bag.resealed(keep_document=True).close(tmp_path / "x.zip"), "--json")
    assert (answer.code, answer.json["whole"]) == (0, True)
    [problem] = answer.json["problems"]
    assert (problem["file"], problem["kind"]) == ("data/kiem-tra.json", "newer")
    assert "2099.9" in problem["message"]
    assert rule_set in problem["message"]
    assert "CT-001" in answer.json["not_rechecked"]


@pytest.mark.parametrize("document", [b"junk", b"PK\x03\x04 junk"])
def test_a_document_that_is_none_is_told(bag: OpenBag, verified: Verify, document: bytes) -> None:
    path = next(path for path in bag.files if path.endswith(".docx"))
    bag.files[path] = document
    assert [(where, kind) for where, kind, _ in verified(bag)] == [(path, "disagree")]


def test_a_program_among_the_figures_is_told(bag: OpenBag, verified: Verify) -> None:
    bag.files["data/la.exe"] = b"MZ"
    assert [(where, kind) for where, kind, _ in verified(bag)] == [("data/la.exe", "extra")]
