"""Somebody who changes a file and recomputes every hash is found out by the other files, to the item and column."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.domain.month_json import canonical_bytes
from sonla_desktop.domain.reading import FigureState, Flow, SourceReading
from sonla_desktop.domain.report import Report, Supersedes
from tests.helpers.packages import (
    DIGESTS,
    DOCUMENT,
    OpenBag,
    contents,
    packages,
    problems,
    report,
    with_workbook,
    written,
)

JSON, STATES, BOOK = "data/bao-cao.json", "data/khai-bao.json", "data/bieu-nhap.xlsx"
INDICATORS, TASKS, FIGURES = (f"data/so-lieu/{name}.csv" for name in ("chi-tieu", "nhiem-vu", "so-lieu"))
INDEX, DESCRIPTOR = "data/minh-chung/index.csv", "data/datapackage.json"
PDF = f"data/minh-chung/{DIGESTS['Sổ văn bản đi.pdf'][:8]}-so-van-ban-di.pdf"
Change = Callable[[OpenBag], object]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OpenBag:
    return OpenBag.of(written(tmp_path_factory.mktemp("goi")))


@pytest.fixture
def told(whole: OpenBag, tmp_path: Path) -> Callable[[Change], list[tuple[str, str, str]]]:
    """File, kind and text of each problem after a change was hidden as well as it can be."""

    def of(change: Change) -> list[tuple[str, str, str]]:
        bag = OpenBag(dict(whole.files))
        change(bag)
        read = packages().read(bag.resealed().close(tmp_path / "x.zip"))
        return [(problem.file, problem.kind, problem.message) for problem in read.problems]

    return of


def edited(file: str, old: str, new: str) -> Change:
    return lambda bag: bag.edit(file, old.encode(), new.encode())


def cell(sheet: str, place: str, value: object) -> Change:
    def set_cell(book) -> None:
        book[sheet][place].value = value

    return lambda bag: with_workbook(bag, set_cell)


@pytest.mark.parametrize(
    ("change", "file", "said"),
    [
        (edited(INDICATORS, "reported,812,", "reported,912,"), INDICATORS, ["vb-dien-tu", "numerator", "912", "812"]),
        (edited(INDICATORS, ",1003,", ",1004,"), INDICATORS, ["vb-dien-tu", "denominator", "1004", "1003"]),
        (edited(INDICATORS, ",1003,,", ",1003,7,"), INDICATORS, ["vb-dien-tu", "value", "7", "(trống)"]),
        (edited(INDICATORS, "80.957129", "90.957129"), INDICATORS, ["vb-dien-tu", "ratio", "90.957129"]),
        (edited(INDICATORS, ",reported,", ",zero,"), INDICATORS, ["vb-dien-tu", "state", "zero", "reported"]),
        (edited(INDICATORS, "not_arising,,", "not_arising,5,"), INDICATORS, ["dvctt-toan", "numerator", "5"]),
        (edited(INDICATORS, "Xã không ban hành.", "Khác."), INDICATORS, ["dvctt-toan", "note", "Khác."]),
        (edited(TASKS, ",in_progress,60,", ",in_progress,70,"), TASKS, ["kh-2026-II-1", "percent", "70", "60"]),
        (edited(TASKS, ",completed,", ",in_progress,"), TASKS, ["kh-2026-II-2", "status", "completed"]),
        (edited(TASKS, "2026-11-05", "2026-11-06"), TASKS, ["kh-2026-II-2", "completed_on", "2026-11-06"]),
        (edited(TASKS, "'=1+1", "'=1+2"), TASKS, ["kh-2026-II-2", "result", "=1+2"]),
        (edited(TASKS, "96.4", "97"), TASKS, ["kh-2026-II-1", "measured_value", "97", "96.4"]),
        (edited(FIGURES, "1234.5", "1234.6"), FIGURES, ["ho-so-tiep-nhan", "value", "1234.6"]),
        (cell("ChiTieu", "D5", 912), BOOK, ["vb-dien-tu", "numerator", "912", "812", "bao-cao.json"]),
        (cell("ChiTieu", "D5", None), BOOK, ["vb-dien-tu", "numerator", "(trống)", "812"]),
        (cell("ChiTieu", "D5", "812 "), BOOK, ["vb-dien-tu", "numerator"]),
        (cell("ChiTieu", "D5", "=811+1"), BOOK, ["vb-dien-tu", "numerator", "=811+1"]),
        (cell("ChiTieu", "C5", "zero"), BOOK, ["vb-dien-tu", "state", "zero"]),
        (cell("ChiTieu", "I5", "false"), BOOK, ["vb-dien-tu", "met", "false", "true", "chi-tieu.csv"]),
        (cell("NhiemVu", "D5", 61), BOOK, ["kh-2026-II-1", "percent", "61"]),
        (cell("NhiemVu", "E6", "2026-11-06"), BOOK, ["kh-2026-II-2", "completed_on", "2026-11-06"]),
        (cell("NhiemVu", "G5", "Không"), BOOK, ["kh-2026-II-1", "result"]),
        (cell("SoLieu", "D5", 1234.51), BOOK, ["ho-so-tiep-nhan", "value", "1234.51"]),
        (cell("ThongTin", "B5", "UBND xã Khác"), BOOK, ["ThongTin", "“Tên cơ quan”", "UBND xã Khác", "Chiềng Mung"]),
        (cell("ThongTin", "B7", "04124"), BOOK, ["ThongTin", "“Mã cơ quan”", "ghi 04124", "04123"]),
        (cell("ThongTin", "A7", "Mã"), BOOK, ["ThongTin", "“Mã cơ quan”", "ghi (trống)", "04123"]),
        (cell("ThongTin", "B8", None), BOOK, ["ThongTin", "“Mã biểu”", "ghi (trống)", "kh-2026"]),
        (cell("ThongTin", "B9", "2026-10"), BOOK, ["ThongTin", "“Mã kỳ”", "ghi 2026-10", "2026-11"]),
        (cell("ThongTin", "B10", 2), BOOK, ["ThongTin", "“Phiên bản”", "ghi 2,", "là 1."]),
        (cell("ThongTin", "B11", "0"), BOOK, ["ThongTin", "“Mã kiểm”", "ghi 0,"]),
        (edited(STATES, "not_arising", "reported"), STATES, ["dvctt-toan", "state", "reported", "not_arising"]),
        (edited(STATES, "in_progress", "completed"), STATES, ["kh-2026-II-1", "status", "completed"]),
        (edited("bag-info.txt", "External-Identifier: 04123", "External-Identifier: 04124"), "bag-info.txt",
         ["mục External-Identifier", "ghi 04124/kh-2026/2026-11/v1", "04123/kh-2026/2026-11/v1"]),
        (edited("bag-info.txt", "External-Identifier", "External-Identifies"), "bag-info.txt",
         ["mục External-Identifier", "ghi (trống)", "04123/kh-2026/2026-11/v1"]),
        (edited("bag-info.txt", "Rule-Set: 2026.1", "Rule-Set: 2025.9"), "bag-info.txt",
         ["mục Rule-Set", "ghi 2025.9", "kiem-tra.json ghi 2026.1"]),
        (edited("bag-info.txt", "Rule-Set", "Rule-Sets"), "bag-info.txt", ["mục Rule-Set", "ghi (trống)"]),
        (edited("data/kiem-tra.json", '"2026.1"', '"2025.9"'), "bag-info.txt", ["Rule-Set", "2026.1", "ghi 2025.9"]),
    ],
)  # fmt: skip
def test_a_changed_figure_is_named_with_item_and_column(told, change: Change, file: str, said: list[str]) -> None:
    [(where, kind, message)] = told(change)
    assert (where, kind) == (file, "disagree")
    assert [part for part in said if part not in message] == [], message
    assert ", mục ," not in message
    assert "cột :" not in message


def remove_row(bag: OpenBag) -> None:
    lines = bag.files[INDICATORS].splitlines(keepends=True)
    bag.files[INDICATORS] = b"".join(lines[:-1])


def add_row(bag: OpenBag) -> None:
    bag.files[FIGURES] += b"them,Th\xc3\xaam,,5\r\n"


def delete_rows(book) -> None:
    book["NhiemVu"].delete_rows(6)


def repeat_row(book) -> None:
    book["NhiemVu"]["A6"].value = book["NhiemVu"]["A5"].value


def rename_column(book) -> None:
    book["NhiemVu"]["C3"].value = "state"


def describe_absent(path: str) -> Change:
    resource = {"name": "la", "path": path, "bytes": 1, "hash": f"sha256:{'0' * 64}"}
    return lambda bag: bag.edit_json(DESCRIPTOR, lambda document: document["resources"].append(resource))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (remove_row, {(INDICATORS, "disagree")}),
        (add_row, {(FIGURES, "disagree")}),
        (lambda bag: with_workbook(bag, delete_rows), {(BOOK, "disagree")}),
        (lambda bag: with_workbook(bag, repeat_row), {(BOOK, "disagree")}),
        (lambda bag: with_workbook(bag, rename_column), {(BOOK, "disagree")}),
        (lambda bag: with_workbook(bag, lambda book: book.remove(book["SoLieu"])), {(BOOK, "disagree")}),
        (lambda bag: with_workbook(bag, lambda book: book.remove(book["ThongTin"])), {(BOOK, "disagree")}),
        (lambda bag: bag.files.update({BOOK: b"PK not a workbook"}), {(BOOK, "schema")}),
        (lambda bag: bag.files.update({BOOK: b""}), {(BOOK, "schema")}),
        (lambda bag: bag.files.pop(BOOK), {(BOOK, "missing")}),
        (lambda bag: bag.files.pop(JSON), {(JSON, "missing")}),
        (lambda bag: bag.files.pop(STATES), {(STATES, "missing")}),
        (lambda bag: bag.files.pop("data/kiem-tra.json"), {("data/kiem-tra.json", "missing")}),
        (lambda bag: bag.files.pop(DESCRIPTOR), {(DESCRIPTOR, "missing")}),
        (lambda bag: bag.files.pop(INDICATORS), {(DESCRIPTOR, "schema")}),
        (lambda bag: bag.files.update({"data/so-lieu/them.csv": b"a\r\n"}), {("data/so-lieu/them.csv", "extra")}),
        (lambda bag: bag.files.update({"data/la.exe": b"MZ"}), {("data/la.exe", "extra")}),
        (lambda bag: bag.files.update({"data/bao-cao/la.exe": b"MZ"}), {("data/bao-cao/la.exe", "extra")}),
        (lambda bag: bag.files.update({"data/bao-cao/cu/a.docx": b""}), {("data/bao-cao/cu/a.docx", "extra")}),
        (lambda bag: bag.files.update({"data/bao-cao/a.pdf": b"%PDF"}), set()),
        (describe_absent("la.pdf"), {("data/la.pdf", "missing")}),
        (describe_absent("minh-chung/00000000-a.csv"), {("data/minh-chung/00000000-a.csv", "missing")}),
        (lambda bag: bag.files.pop(DOCUMENT), {("data/bao-cao/", "missing"), (DOCUMENT, "missing")}),
    ],
)
def test_what_lacks_or_is_too_much_is_named(told, change: Change, expected: set[tuple[str, str]]) -> None:
    assert {(file, kind) for file, kind, _ in told(change)} == expected


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edited(JSON, '"numerator":812,"recog', '"numerator":912,"recog'), ["vb-dien-tu", "numerator", "812", "912"]),
        (edited(JSON, '"percent":60', '"percent":61'), ["kh-2026-II-1", "percent", "60", "61"]),
        (edited(JSON, '"1234.5"', '"1234.6"'), ["ho-so-tiep-nhan", "1234.5"]),
        (edited(JSON, '"code":"kh-2026-II-2"', '"code":"kh-2026-II-9"'), ["kh-2026-II-9", "thiếu mục"]),
    ],
)
def test_a_changed_month_file_is_found_out_by_the_tables(told, change: Change, said: list[str]) -> None:
    found = told(change)
    assert {kind for _, kind, _ in found} == {"disagree"}
    messages = " ".join(message for _, _, message in found)
    assert [part for part in said if part not in messages] == [], messages


def test_stale_hashes_in_the_descriptor_are_noticed(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag(dict(whole.files)).edit(INDICATORS, b"reported,812", b"reported,912")
    read = packages().read(bag.resealed(redescribe=False).close(tmp_path / "x.zip"))
    assert problems(read) == {(INDICATORS, "disagree")}
    texts = [problem.message for problem in read.problems]
    assert any("datapackage.json" in text for text in texts)
    assert any("numerator" in text for text in texts)


def with_report(folder: Path, of: Report, *, figures_of: Report | None = None) -> set[tuple[str, str]]:
    """Problems of a package whose month file is one report and whose tables are those of another."""
    built = contents(folder / "nguon", of)
    if figures_of is not None:
        built = replace(built, sheets=contents(folder / "khac", figures_of).sheets)
    packages().write(built, folder / "x.zip")
    return problems(packages().read(folder / "x.zip"))


def test_what_is_declared_as_not_arising_has_no_figure(tmp_path: Path) -> None:
    of = report()
    smuggled = replace(of.indicators[1], numerator=Decimal(5))
    assert of.indicators[1].state is FigureState.NOT_ARISING
    assert with_report(tmp_path, replace(of, indicators=(of.indicators[0], smuggled))) == {(STATES, "disagree")}


@pytest.mark.parametrize("state", [FigureState.NOT_ARISING, FigureState.MISSING, FigureState.OUT_OF_SCOPE])
@pytest.mark.parametrize(
    "figures",
    [
        {"sources": (SourceReading(name="Sổ", numerator=Decimal(0)),)},
        {"sources": (SourceReading(name="Sổ"), SourceReading(name="Hệ thống", denominator=Decimal(9)))},
        {"flow": Flow(Decimal(0), None, None)},
        {"flow": Flow(None, None, Decimal(3))},
    ],
)
def test_no_figure_hides_behind_a_state_without_figures(tmp_path: Path, state: FigureState, figures: dict) -> None:
    of = report()
    smuggled = replace(of.indicators[1], state=state, **figures)
    built = replace(of, indicators=(of.indicators[0], smuggled))
    assert with_report(tmp_path, built) >= {(STATES, "disagree")}
    empty = replace(smuggled, sources=(SourceReading(name="Sổ"),), flow=Flow(None, None, None))
    assert with_report(tmp_path, replace(of, indicators=(of.indicators[0], empty))) == set()


def test_a_figure_of_many_digits_is_compared_exactly(tmp_path: Path) -> None:
    of = replace(report(), figures={"von": Decimal("123456789012345678.25")})
    other = replace(of, figures={"von": Decimal("123456789012345678.26")})
    assert with_report(tmp_path / "a", of) == set()
    assert with_report(tmp_path / "b", of, figures_of=other) == {(FIGURES, "disagree")}


def test_texts_with_any_line_end_agree(tmp_path: Path) -> None:
    of = report()
    task = replace(of.tasks[0], result="một\r\nhai\rba\nbốn  năm \n")
    assert with_report(tmp_path, replace(of, tasks=(task, of.tasks[1]))) == set()


@pytest.mark.parametrize(
    "text", ["_x0041_", "a_x000D_b", "_x005F_x0041_", "#N/A", "TRUE", "1e5", "00012", "3/4", "'=x", "@"]
)
def test_texts_that_spreadsheets_reinterpret_agree(tmp_path: Path, text: str) -> None:
    of = report()
    task = replace(of.tasks[0], result=text)
    assert with_report(tmp_path, replace(of, tasks=(task, of.tasks[1]))) == set()


REPLACES = Supersedes(1, "a" * 64)
CHANGED = ("vb-dien-tu-toan-trinh", "numerator")


def replacing(*, version: int = 1, sha256: str = "a" * 64, **more: Any) -> dict[str, Any]:
    """``thay-the.json`` of the second version of the report."""
    return {
        "supersedes": {"version": version, "package_sha256": sha256},
        "reason": "Sai số",
        "changes": [{"where": CHANGED[0], "field": CHANGED[1], "old": 811, "new": 812}],
    } | more


def change(field: str, new: Any) -> dict[str, Any]:
    return {"changes": [{"where": CHANGED[0], "field": field, "old": 1, "new": new}]}


@pytest.mark.parametrize(
    ("supersedes", "stated", "fault", "said"),
    [
        (REPLACES, replacing(), None, ""),
        (REPLACES, replacing(later=[{"period": "2026-12", "version": 1}]), None, ""),
        (REPLACES, replacing(document={"number": "45/BC-UBND", "date": "2026-11-11"}), None, ""),
        (REPLACES, replacing(**change("note", "")), None, ""),
        (REPLACES, replacing(**change("value", None)), None, ""),
        (None, None, None, ""),
        (REPLACES, None, "missing", "thay thế phiên bản 1"),
        (None, replacing(), "disagree", "không ghi thay thế"),
        (REPLACES, replacing(version=2), "disagree", "cột version: ghi 2, còn bao-cao.json ghi 1"),
        (REPLACES, replacing(sha256="b" * 64), "disagree", "cột package_sha256: ghi bbb"),
        (REPLACES, replacing(**change("numerator", 813)), "disagree", "numerator: ghi 813, còn bao-cao.json ghi 812"),
        (REPLACES, replacing(**change("numerator", "812")), "disagree", "cột numerator"),
        (REPLACES, replacing(**change("nowhere", 1)), "disagree", "cột nowhere"),
        (REPLACES, replacing(reason=1), "schema", "reason"),
        (REPLACES, replacing(reason=" "), "schema", "reason: sai cấu trúc, cần nội dung, không để trống"),
        (REPLACES, replacing(changes=[]), "schema", "changes: sai cấu trúc, cần nội dung, không để trống"),
        (REPLACES, replacing(more=1), "schema", "more"),
        (REPLACES, replacing(changes=[{"where": "x"}]), "schema", "changes[0]"),
        (REPLACES, replacing(later=[{"period": "tháng sau", "version": 1}]), "schema", "later"),
        (REPLACES, replacing(document={"number": "45", "date": "hôm qua"}), "schema", "document.date"),
    ],
)
def test_a_replacement_is_stated_alike_in_both_files(
    tmp_path: Path, supersedes: Supersedes | None, stated: dict[str, Any] | None, fault: str | None, said: str
) -> None:
    of = replace(report(), version=2, supersedes=supersedes)
    written = None if stated is None else canonical_bytes(stated)
    told = "" if stated is None else f"\nLý do thay thế: {stated['reason']}\n"
    plain = contents(tmp_path / "nguon", of)
    packages().write(replace(plain, replacement_json=written, readme=plain.readme + told), tmp_path / "x.zip")
    found = packages().read(tmp_path / "x.zip").problems
    assert {(item.file, item.kind) for item in found} == ({("data/thay-the.json", fault)} if fault else set())
    assert all(said in item.message for item in found)


def rename_evidence(bag: OpenBag) -> None:
    """The file and every list that names it, so that only its name no longer fits what it holds."""
    old, new = PDF[16:24], "0" * 8
    bag.files[PDF.replace(old, new)] = bag.files.pop(PDF)
    bag.edit(INDEX, f"{old}-".encode(), f"{new}-".encode()).edit(DESCRIPTOR, f"{old}-".encode(), f"{new}-".encode())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda bag: bag.files.pop(PDF), {(PDF, "evidence")}),
        (lambda bag: bag.files.update({"data/minh-chung/00000000-la.pdf": b"x"}),
         {("data/minh-chung/00000000-la.pdf", "evidence")}),
        (lambda bag: bag.files.update({PDF: b"khac"}), {(PDF, "evidence")}),
        (edited(INDEX, ",76809,", ",76808,"), {(PDF, "evidence")}),
        (rename_evidence, {(PDF.replace(PDF[16:24], "0" * 8), "evidence")}),
        (edited(INDEX, f"{DIGESTS['Sổ văn bản đi.pdf']},76809", f"{'0' * 64},76809"), {(PDF, "evidence")}),
    ],
)  # fmt: skip
def test_evidence_is_what_the_index_says(told, change: Change, expected: set[tuple[str, str]]) -> None:
    assert {(file, kind) for file, kind, _ in told(change)} == expected


def test_exchanged_evidence_is_altered_for_the_rules(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag({**whole.files, PDF: b"khac"}).resealed()
    read = packages().read(bag.close(tmp_path / "x.zip"))
    assert (read.evidence or {})[DIGESTS["Sổ văn bản đi.pdf"]].value == "altered"


def test_evidence_that_was_never_packed_is_absent_for_the_rules(tmp_path: Path) -> None:
    of = contents(tmp_path / "nguon")
    packages().write(replace(of, evidence=of.evidence[:1]), tmp_path / "x.zip")
    read = packages().read(tmp_path / "x.zip")
    assert read.problems == ()
    assert {sha256: state.value for sha256, state in (read.evidence or {}).items()} == {
        DIGESTS["trích xuất tháng 11.csv"]: "present",
        DIGESTS["Sổ văn bản đi.pdf"]: "absent",
    }
