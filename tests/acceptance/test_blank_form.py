"""A blank form goes out as a workbook, is filled in elsewhere, and comes back in whole or not at all."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from sonla_desktop.bootstrap import build_world
from tests.acceptance.conftest import Run, snapshot
from tests.helpers.entry_forms import cell_of, fill
from tests.helpers.error_text import MOST_WORDS
from tests.helpers.libreoffice import LibreOffice, libreoffice

__all__ = ["libreoffice"]

PERIOD = ("--period", "2026-10", "--today", "2026-10-12")
INDICATOR, TASK = "vb-dien-tu-toan-trinh", "kh-2026-II-1"
Change = Callable[[Workbook], None]


@pytest.fixture
def blank(tmp_path: Path, run: Run, store: Path) -> Path:
    """The blank form of October."""
    path = tmp_path / "bieu.xlsx"
    assert run("blank-form", "--store", store, *PERIOD, "--out", path).code == 0
    return path


def put(sheet: str, key: str, column: str, value: Any) -> Change:
    def change(book: Workbook) -> None:
        cell_of(book[sheet], key, column).value = value

    return change


def change(path: Path, *changes: Change) -> None:
    book = load_workbook(path)
    for one in changes:
        one(book)
    book.save(path)


def enter(run: Run, store: Path, path: Path) -> Any:
    return run("enter", "--store", store, *PERIOD, "--from", path, "--json")


def shown(run: Run, store: Path) -> Any:
    return run("show", "--store", store, *PERIOD, "--json").json


def test_an_empty_form_changes_nothing(run: Run, store: Path, blank: Path) -> None:
    before = shown(run, store)
    answer = enter(run, store, blank)
    assert (answer.code, answer.json["indicators"], answer.json["tasks"], answer.json["changed"]) == (0, 0, 0, 0)
    assert shown(run, store) == before


def test_equal_forms_are_equal_bytes(run: Run, store: Path, blank: Path, tmp_path: Path) -> None:
    again = tmp_path / "lan-hai.xlsx"
    assert run("blank-form", "--store", store, *PERIOD, "--out", again).code == 0
    assert again.read_bytes() == blank.read_bytes()


def without_what_the_form_does_not_ask(report: dict[str, Any]) -> dict[str, Any]:
    """Nor the zero at the end of a decimal, which a workbook does not keep."""
    indicators = [indicator for indicator in report["indicators"] if indicator["state"] != "out_of_scope"]
    for indicator in indicators:
        for source in indicator["sources"]:
            source |= {"kind": "other", "taken_on": None, "evidence": [], "note": "", "printed_ratio": None}
    for task in report["tasks"]:
        task["kept"] = False
        if task["measured"] and "." in task["measured"]["value"]:
            task["measured"]["value"] = task["measured"]["value"].rstrip("0")
        for document in task["documents"]:
            document["evidence"] = None
    return {**report, "indicators": indicators, "acknowledged": []}


def test_a_whole_month_through_the_form_is_the_month(
    run: Run, store: Path, month: dict[str, Any], write: Any, blank: Path, tmp_path: Path
) -> None:
    other = tmp_path / "kho-khac"
    assert run("new", "--store", other, "--agency", "04123", "--today", "2026-10-11").code == 0
    assert run("enter", "--store", other, *PERIOD, "--from", write(month)).code == 0
    wanted = shown(run, other)
    fill(blank, wanted)
    assert enter(run, store, blank).code == 0
    assert shown(run, store) == without_what_the_form_does_not_ask(wanted)


def test_what_is_stored_and_not_asked_stays(
    run: Run, store: Path, month: dict[str, Any], write: Any, blank: Path
) -> None:
    assert run("enter", "--store", store, *PERIOD, "--from", write(month)).code == 0
    stored = shown(run, store)
    fill(blank, stored)
    answer = enter(run, store, blank)
    assert answer.code == 0
    assert answer.json["tasks"] == len(month["tasks"])
    assert answer.json["changed"] == 0
    assert shown(run, store) == stored


def test_a_form_saved_again_by_libreoffice_is_read_the_same(
    run: Run, store: Path, month: dict[str, Any], write: Any, blank: Path, tmp_path: Path, libreoffice: LibreOffice
) -> None:
    assert run("enter", "--store", store, *PERIOD, "--from", write(month)).code == 0
    stored = shown(run, store)
    fill(blank, stored)
    saved = libreoffice.to_xlsx(blank, tmp_path / "luu-lai")
    assert saved.read_bytes() != blank.read_bytes()
    answer = enter(run, store, saved)
    assert answer.err == ""
    assert answer.json["changed"] == 0
    assert shown(run, store) == stored


@pytest.mark.parametrize("form", sorted(build_world().catalogue.sample_forms()))
def test_the_sample_of_every_form_goes_through_its_workbook(run: Run, tmp_path: Path, form: str) -> None:
    sample = build_world().catalogue.sample(form)
    last = sample.months[-1]
    folder, path = tmp_path / "kho", tmp_path / "bieu.xlsx"
    of = ("--store", folder, "--period", last.period, "--form", form, "--today", f"{last.closed_at:%Y-%m-%d}")
    assert run("new", "--store", folder, "--agency", sample.agency_code, "--today", "2025-01-02").code == 0
    assert run("enter", *of, "--from", last.month_file).code == 0
    stored = run("show", *of, "--json").json
    assert run("blank-form", *of, "--out", path).code == 0
    fill(path, stored)
    answer = run("enter", *of, "--from", path, "--json")
    assert answer.err == ""
    asked = {key: len(stored[key]) for key in ("figures", "tasks")}
    assert {key: answer.json[key] for key in asked} == asked
    assert answer.json["changed"] == 0
    assert run("show", *of, "--json").json == stored


def test_lists_checks_and_locks_are_there(blank: Path) -> None:
    book = load_workbook(blank)
    assert book.sheetnames == ["HuongDan", "ThongTin", "ChiTieu", "NhiemVu", "ThuyetMinh", "DanhMuc"]
    assert book["DanhMuc"].sheet_state == "hidden"
    assert all(page.protection.sheet and page.protection.password is None for page in book)
    assert book.security.lockStructure
    page = book["NhiemVu"]
    status, percent = cell_of(page, TASK, "status"), cell_of(page, TASK, "percent")
    checks = {check.type: check for check in page.data_validations.dataValidation if percent.coordinate in check.sqref}
    assert (checks["whole"].formula1, checks["whole"].formula2) == ("0", "100")
    assert checks["whole"].error.startswith("Ô này chỉ ghi số nguyên")
    [choice] = [check for check in page.data_validations.dataValidation if status.coordinate in check.sqref]
    words = [cell.value for (cell,) in book["DanhMuc"][choice.formula1.partition("!")[2].replace("$", "")]]
    assert words == ["Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Chưa phát sinh"]
    assert not status.protection.locked
    assert cell_of(page, TASK, "name").protection.locked
    assert page.freeze_panes == "C5"


def test_last_periods_values_stand_beside(
    run: Run, store: Path, month: dict[str, Any], write: Any, tmp_path: Path
) -> None:
    assert run("enter", "--store", store, *PERIOD, "--from", write(month)).code == 0
    path = tmp_path / "thang-11.xlsx"
    november = ("--store", store, "--period", "2026-11", "--today", "2026-11-11")
    assert run("blank-form", *november, "--out", path).code == 0
    book = load_workbook(path)
    before = cell_of(book["ChiTieu"], "dvctt-toan-trinh-du-dieu-kien", "$previous")
    assert (before.value, before.protection.locked) == ("340/370 = 91,89%", True)
    assert cell_of(book["NhiemVu"], TASK, "$previous").value == "Hoàn thành, 100%: Đã hoàn thành, sản phẩm đã ban hành."


def renamed(book: Workbook) -> None:
    book["NhiemVu"]["B4"].value = "Tên việc"


def sorted_rows(book: Workbook) -> None:
    page = book["NhiemVu"]
    page["A5"].value, page["A6"].value = page["A6"].value, page["A5"].value


def merged(book: Workbook) -> None:
    book["NhiemVu"].merge_cells("H5:I5")


def information(name: str, value: str) -> Change:
    def altered(book: Workbook) -> None:
        for row in book["ThongTin"].iter_rows(min_row=5):
            if row[0].value == name:
                row[2].value = value

    return altered


REFUSALS: dict[str, tuple[Change, str]] = {
    "heading": (renamed, "Trang NhiemVu, ô B4: cấu trúc biểu"),
    "order": (sorted_rows, "Trang NhiemVu, ô A5: cấu trúc biểu"),
    "merged": (merged, "Trang NhiemVu, ô H5:I5: các ô bị gộp"),
    "extra page": (lambda book: book.create_sheet("Nháp") and None, "Trang Nháp: không có trong biểu"),
    "page gone": (lambda book: book.remove(book["ThuyetMinh"]), "Trang ThuyetMinh: không còn"),
    "formula": (put("ChiTieu", INDICATOR, "numerator", "=1+1"), "có công thức"),
    "error": (put("ChiTieu", INDICATOR, "numerator", "#DIV/0!"), "báo lỗi #DIV/0!"),
    "ask": (put("ChiTieu", INDICATOR, "numerator", "1.003"), "1003 hay 1,003"),
    "words": (put("ChiTieu", INDICATOR, "numerator", "chín"), "Chưa có chữ số"),
    "date": (put("NhiemVu", TASK, "completed_on", "31/02/2026"), "“31/02/2026” không phải ngày"),
    "date for a number": (put("ChiTieu", INDICATOR, "numerator", date(2026, 1, 2)), "“02/01/2026” không phải là số"),
    "choice": (put("NhiemVu", TASK, "status", "Xong"), "“Xong” không có trong danh sách"),
    "fraction": (put("NhiemVu", TASK, "percent", 60.5), "số nguyên"),
    "closed cell": (put("ChiTieu", "dao-tao-ky-nang-so", "arisen", 5), "ô này không nhập"),
    "outside": (lambda book: book["NhiemVu"].cell(90, 2, "thêm") and None, "“thêm” nằm ngoài bảng"),
    "agency": (information("agency", "03646"), "cho cơ quan 03646"),
    "period": (information("period", "2026-09"), "kỳ 2026-09, đang nhập kỳ 2026-10"),
    "version": (information("form_version", "0.1"), "phiên bản 0.1"),
    "structure": (information("structure", "0" * 64), "danh mục của biểu khác"),
    "no identity": (lambda book: book.remove(book["ThongTin"]), "không phải biểu do chương trình lập"),
}


@pytest.mark.parametrize("fault", REFUSALS)
def test_what_is_wrong_is_named_and_nothing_is_taken(run: Run, store: Path, blank: Path, fault: str) -> None:
    spoil, words = REFUSALS[fault]
    change(blank, put("ThuyetMinh", "difficulties", "text", "Đường truyền yếu."), spoil)
    before = snapshot(store)
    answer = enter(run, store, blank)
    assert (answer.code, answer.out) == (2, "")
    assert words in answer.err
    assert answer.err.count("\n") == 1
    assert len(answer.err.split()) <= MOST_WORDS + 10
    assert snapshot(store) == before


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 5000, bytes.fromhex("d0cf11e0a1b11ae1")])
def test_a_broken_workbook_is_one_line(run: Run, store: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "hong.xlsx"
    path.write_bytes(content)
    answer = enter(run, store, path)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "hong.xlsx" in answer.err


def test_texts_that_are_sure_are_read(run: Run, store: Path, blank: Path) -> None:
    change(
        blank,
        put("ChiTieu", INDICATOR, "numerator", "1.234.567"),
        put("ChiTieu", INDICATOR, "denominator", 2000000.5),
        put("NhiemVu", TASK, "completed_on", "05/10/2026"),
        put("NhiemVu", TASK, "status", "hoàn thành "),
        put("NhiemVu", TASK, "result", "=1+1 là ghi chú"),
    )
    book = load_workbook(blank)
    cell_of(book["NhiemVu"], TASK, "result").data_type = "s"
    book.save(blank)
    assert enter(run, store, blank).code == 0
    report = shown(run, store)
    assert report["indicators"][0]["numerator"] == 1234567
    assert (report["indicators"][0]["denominator"], report["indicators"][0]["state"]) == ("2000000.5", "reported")
    task = report["tasks"][0]
    assert (task["completed_on"], task["status"], task["result"]) == ("2026-10-05", "completed", "=1+1 là ghi chú")


def test_a_closed_period_gives_no_form(run: Run, store: Path, tmp_path: Path) -> None:
    answer = run("blank-form", "--store", store, "--period", "2025-10", "--out", tmp_path / "x.xlsx")
    assert answer.code == 2
    assert not (tmp_path / "x.xlsx").exists()


def replaced(path: Path, part: str, change: Callable[[bytes], bytes]) -> None:
    """Writes the workbook again with one part changed, or added when it is not there."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "entities": ("xl/worksheets/sheet2.xml", lambda xml: ENTITIES + xml, "không phải bảng tính đọc được"),
    "unpacks large": ("xl/anh.bin", lambda _: b"0" * (20 << 20), "quá lớn"),
    "cut": ("xl/worksheets/sheet3.xml", lambda xml: xml[: len(xml) // 2], "không phải bảng tính đọc được"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_is_refused_before_it_costs_anything(run: Run, store: Path, blank: Path, kind: str) -> None:
    part, spoil, words = HOSTILE[kind]
    replaced(blank, part, spoil)
    before = snapshot(store)
    answer = enter(run, store, blank)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert words in answer.err
    assert snapshot(store) == before


def test_a_form_is_only_written_as_a_workbook(store: Path, tmp_path: Path, run: Run) -> None:
    answer = run("blank-form", "--store", store, *PERIOD, "--out", tmp_path / "q.txt")
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "q.txt" in answer.err
    assert ".xlsx" in answer.err
    assert not (tmp_path / "q.txt").exists()
