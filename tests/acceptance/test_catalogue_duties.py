"""Duties without indicators, from new store to document, on the command line with ``--form``."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_docx

from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.repository import ROOT

DUTIES = {
    "tb-319": ("2026-10", "2026-11-02", "tb-319-3-5"),
    "cchc": ("2025-Q3", "2025-09-11", "cchc-B.I-4"),
}


@pytest.fixture
def department(tmp_path: Path, run: Run) -> Path:
    """A new store of Sở Khoa học và Công nghệ, to which both duties give tasks."""
    folder = tmp_path / "so"
    assert run("new", "--store", folder, "--agency", "so-khcn", "--today", "2025-09-01").code == 0
    assert run("configure", "--store", folder, "--from", EXAMPLE / "settings.json").code == 0
    return folder


def of(form: str) -> tuple[str, ...]:
    period, today, _ = DUTIES[form]
    return ("--period", period, "--form", form, "--today", today)


def month_file(form: str, **parts: Any) -> dict[str, Any]:
    period, _, task = DUTIES[form]
    update = {"code": task, "status": "in_progress", "percent": 60, "result": "Đã cập nhật đủ."}
    agency = {"code": "so-khcn", "name": "Sở Khoa học và Công nghệ"}
    head = {"schema": "sonla-report/1.0", "agency": agency, "form": form, "period": period}
    return {**head, "tasks": [update], "narrative": {"difficulties": "Thiếu nhân lực."}, **parts}


@pytest.mark.parametrize("form", DUTIES)
def test_what_is_entered_is_shown_and_the_rest_is_asked_for(run: Run, department: Path, write, form: str) -> None:
    assert run("enter", "--store", department, *of(form), "--from", write(month_file(form))).code == 0
    shown = run("show", "--store", department, *of(form), "--json").json
    assert (shown["form"], shown["indicators"]) == (form, [])
    assert [task["code"] for task in shown["tasks"]] == [DUTIES[form][2]]
    assert shown["narrative"] == {"difficulties": "Thiếu nhân lực."}
    answer = run("check", "--store", department, *of(form), "--json")
    codes = [finding["code"] for finding in answer.json["findings"]]
    assert answer.code == 1
    assert "CT-001" not in codes
    assert codes.count("NV-001") == {"tb-319": 11, "cchc": 43}[form]


@pytest.mark.parametrize(("form", "period"), [("tb-319", "2026-Q3"), ("tb-319", "2025-10"), ("cchc", "2025-09")])
def test_a_period_that_the_duty_has_not_is_refused(run: Run, department: Path, form: str, period: str) -> None:
    answer = run("show", "--store", department, "--form", form, "--period", period, "--today", "2026-11-02")
    assert answer.code == 2
    assert answer.err.count("\n") == 1


def complete(form: str, tasks: list[str]) -> dict[str, Any]:
    """A month in which every task is recurring work under way, and all figures fit together."""
    updates = [{"code": code, "status": "in_progress", "percent": 50, "result": "Đang thực hiện."} for code in tasks]
    figures = {}
    if form == "tb-319":
        parts = {"T": 4, "H": 3, "C": 1}
        figures = {f"{field}_{key}": count for field in ("KHCN", "DA06", "CCHC") for key, count in parts.items()}
        figures |= {f"TONG_{key}": 3 * count for key, count in parts.items()}
    return month_file(form, tasks=updates, figures=figures)


def test_a_month_of_the_notice_goes_out_as_package_and_document(
    run: Run, department: Path, write, tmp_path: Path
) -> None:
    asked = run("check", "--store", department, *of("tb-319"), "--json").json["findings"]
    tasks = [finding["where"] for finding in asked if finding["code"] == "NV-001"]
    assert len(tasks) == 12
    assert run("enter", "--store", department, *of("tb-319"), "--from", write(complete("tb-319", tasks))).code == 0
    left = run("check", "--store", department, *of("tb-319"), "--json").json["findings"]
    assert [finding for finding in left if finding["severity"] != "notice"] == []
    assert run("close", "--store", department, *of("tb-319")).code == 0
    answer = run("export", "--store", department, *of("tb-319"), "--out", tmp_path / "ra", "--json")
    assert answer.code == 0
    files = {file["kind"]: Path(file["path"]) for file in answer.json["files"]}
    assert run("verify", files["package"]).code == 0
    document = open_docx(str(files["document"]))
    table = next(table for table in document.tables if "Kỳ này" in [cell.text for cell in table.rows[0].cells])
    values = {tuple(cell.text for cell in row.cells)[1]: row.cells[4].text for row in table.rows[1:]}
    assert (values["Tổng số nhiệm vụ được giao"], values["Đã hoàn thành"], values["Chưa hoàn thành"]) == (
        "12",
        "9",
        "3",
    )
    assert values["Tỷ lệ hoàn thành"] == "75,0%"


@pytest.mark.parametrize(
    ("form", "agency", "period", "today"),
    [
        ("tb-319", "04123", "2026-10", "2026-11-03"),
        ("tb-319", "04123", "2026-11", "2026-12-03"),
        ("cchc", "so-khcn", "2025-Q3", "2025-09-11T10:30"),
    ],
)
def test_the_sample_of_a_duty_has_nothing_wrong(
    run: Run, tmp_path: Path, form: str, agency: str, period: str, today: str
) -> None:
    folder, at = ROOT / "resources" / "sample" / form, ("--period", period, "--form", form, "--today", today)
    store = tmp_path / "mau"
    assert run("new", "--store", store, "--agency", agency, "--today", today).code == 0
    assert run("configure", "--store", store, "--from", folder / "settings.json").code == 0
    assert run("enter", "--store", store, *at, "--from", folder / f"{period}.json").code == 0
    answer = run("check", "--store", store, *at, "--json")
    assert answer.code == 0
    assert [item for item in answer.json["findings"] if item["severity"] != "notice"] == []
    assert run("close", "--store", store, *at).code == 0


def test_parts_that_do_not_add_up_are_told_with_both_sides(run: Run, department: Path, write) -> None:
    figures = {"TONG_T": 20, "KHCN_T": 10, "DA06_T": 6, "CCHC_T": 3}
    assert (
        run("enter", "--store", department, *of("tb-319"), "--from", write(month_file("tb-319", figures=figures))).code
        == 0
    )
    told = run("check", "--store", department, *of("tb-319"), "--json").json["findings"]
    (finding,) = [item for item in told if item["code"] == "BM-001"]
    assert (finding["severity"], finding["where"]) == ("error", "TONG_T")
    assert "20" in finding["message"]
    assert "19" in finding["message"]


OFFICES_REPORT = {"form": "cong-tac-thang", "period": "2026-05"}


def test_a_stale_computed_figure_in_a_file_is_told_and_the_rest_is_taken(run: Run, tmp_path: Path, write) -> None:
    office = tmp_path / "vp"
    assert run("new", "--store", office, "--agency", "van-phong-ubnd", "--today", "2026-05-16").code == 0
    file = write(
        {
            "schema": "sonla-report/1.0",
            "agency": {"code": "van-phong-ubnd"},
            **OFFICES_REPORT,
            "figures": {"HS1": 1000, "HS4": 500, "HS4P": 12},
        }
    )
    words = ("enter", "--store", office, "--form", "cong-tac-thang", "--period", "2026-05", "--today", "2026-05-16")
    answer = run(*words, "--from", file)
    assert answer.code == 0
    assert "figures.HS4P: tệp ghi 12, chương trình tính 50; dùng 50." in answer.out
    told = run(*words, "--from", file, "--json").json
    assert told["differing"] == [{"place": "figures.HS4P", "given": "12", "computed": "50"}]


def test_a_commune_that_takes_up_a_duty_of_others_is_told_whose_it_is(run: Run, store: Path) -> None:
    words = ("--form", "cong-tac-thang", "--period", "2026-05", "--today", "2026-05-16", "--json")
    findings = run("check", "--store", store, *words).json["findings"]
    (told,) = [item for item in findings if item["code"] == "BC-005"]
    assert told["severity"] == "notice"
    assert told["message"] == (
        "Báo cáo này được hiểu là của cơ quan khác. Mẫu là Báo cáo số 299/BC-VPUB của Văn phòng UBND tỉnh. "
        "Được giao thì tiếp tục."
    )
