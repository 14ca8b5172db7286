"""Nothing of the sources of the other duties got lost or altered on the way into their catalogues."""

import tomllib
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
import yaml

from sonla_desktop.adapters.formfiles.catalogue_plans import read_catalogue
from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan, assign
from sonla_desktop.domain.task import DeadlineKind, Task
from sonla_desktop.domain.text import is_nfc
from tests.helpers.repository import ROOT

CATALOGUES = ROOT / "resources" / "catalogues"
SOURCES = ROOT / "tests" / "fixtures" / "plans"
SOURCE_OF = {"tb-319": "thong-bao-319.yaml", "cchc": "ke-hoach-cchc-2025.yaml"}
NOT_CARRIED = {
    "tb-319": {
        "van_ban.loai", "van_ban.ngay", "van_ban.dia_danh", "van_ban.co_quan_chu_quan", "van_ban.co_quan_ban_hanh",
        "van_ban.cuoc_hop", "van_ban.nguoi_ky", "kiem_tra", "suy_ra", "han_chuan_hoa", "noi_nhan", "thong_ke",
    },
    "cchc": {
        "van_ban.loai", "van_ban.dia_danh", "van_ban.co_quan_chu_quan", "van_ban.chuc_vu_nguoi_ky",
        "van_ban.nguoi_ky", "van_ban.noi_nhan", "bo_cuc", "han_chuan_hoa", "han_cu_the_suy_ra", "han_cu_the_phu_luc",
        "phu_luc.ten", "phu_luc.cot", "danh_so", "thong_ke", "khuyet_so_B",
    },
}  # fmt: skip
"""Where the catalogue keeps less than the source: its head, who signed and received it, sums that it checks."""
CODED = {
    "kind", "frequency", "bound", "ngay", "from", "to", "date", "month", "quarter", "so", "operator", "unit", "don_vi",
}  # fmt: skip
"""Keys whose values the catalogue holds in its own notation (deadlines, dates, numbers)."""


@cache
def source(plan_id: str) -> Any:
    return yaml.safe_load((SOURCES / SOURCE_OF[plan_id]).read_text(encoding="utf-8"))


@cache
def plan(plan_id: str) -> Plan:
    return read_catalogue(CATALOGUES, plan_id)


@cache
def carried(plan_id: str) -> str:
    """Every text of the catalogue and of its readings, on one line each, capitals made small."""
    files = [CATALOGUES / f"{plan_id}.toml", CATALOGUES / f"{plan_id}.readings.toml"]
    contents = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return "\n".join(one_line(text).casefold() for content in contents for _, text in leaves(content))


def one_line(text: str) -> str:
    return " ".join(text.split())


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text with the keys that lead to it, positions in lists left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, path)
    elif isinstance(value, str):
        yield path, value


def is_carried(plan_id: str, path: str) -> bool:
    steps = path.split(".")
    if steps[-1] in CODED:
        return False
    return not any(path.startswith(out) or out in steps for out in NOT_CARRIED[plan_id])


@pytest.mark.parametrize("plan_id", SOURCE_OF)
def test_every_text_of_the_source_is_in_the_catalogue(plan_id: str) -> None:
    told = [(path, text) for path, text in leaves(source(plan_id)) if is_carried(plan_id, path)]
    assert len(told) > 80
    assert [(path, text) for path, text in told if one_line(text).casefold() not in carried(plan_id)] == []


@pytest.mark.parametrize("name", [f"{plan_id}{end}.toml" for plan_id in SOURCE_OF for end in ("", ".readings")])
def test_texts_are_in_one_form_of_unicode(name: str) -> None:
    assert is_nfc((CATALOGUES / name).read_text(encoding="utf-8"))


def agencies() -> dict[str, Agency]:
    from sonla_desktop.adapters.formfiles.agencies import read_agencies

    return {agency.code: agency for agency in read_agencies(ROOT / "resources" / "agencies")}


def led(plan_id: str, agency: str) -> list[str]:
    return [f"{task.appendix}.{task.number}" for task in assign(plan(plan_id), agencies()[agency]).tasks]


# Thông báo 319/TB-VPUB


def test_every_task_of_the_notice_stands_under_its_addressee_in_the_notices_words() -> None:
    printed = [
        (str(part["muc"]), part["dia_chi"], one_line(task["noi_dung"]), task["thoi_han"]["text"])
        for part in source("tb-319")["giao_viec"]
        for task in part["nhiem_vu"]
    ]
    found = [(task.appendix, task.lead, task.name, task.deadline.text) for task in plan("tb-319").tasks]
    assert len(printed) == 22
    assert found == printed


def test_deadlines_of_the_notice_keep_their_kind() -> None:
    kinds = {"period": "month", "continuous": "recurring", "recurring": "recurring"}
    printed = [task["thoi_han"] for part in source("tb-319")["giao_viec"] for task in part["nhiem_vu"]]
    found = [task.deadline for task in plan("tb-319").tasks]
    assert [deadline.kind.value for deadline in found] == [kinds.get(item["kind"], "undated") for item in printed]
    assert [deadline.due and deadline.due.isoformat() for deadline in found] == [item.get("to") for item in printed]


@pytest.mark.parametrize(
    ("agency", "tasks"),
    [
        ("04123", "3.1 3.2 3.3 3.4 3.5 11.1"),
        ("so-y-te", "3.1 3.2 3.3 3.4 3.5 11.1"),
        ("so-khcn", "2.1 2.2 3.1 3.2 3.3 3.4 3.5 5.1 5.2 5.3 5.4 11.1"),
        ("so-noi-vu", "3.1 3.2 3.3 3.4 3.5 6.1 6.2 11.1"),
        ("so-tai-chinh", "3.1 3.2 3.3 3.4 3.5 6.2 11.1"),
        ("so-vhttdl", "3.1 3.2 3.3 3.4 3.5 7.1 11.1"),
        ("cong-an-tinh", "3.1 3.2 3.3 3.4 3.5 8.1 11.1"),
        ("van-phong-ubnd", "3.1 3.2 3.3 3.4 3.5 4.1 4.2 11.1"),
        ("bao-dai", "9.1 11.1"),
        ("cong-ttdt", ""),
    ],
)
def test_the_notice_gives_each_agency_its_tasks(agency: str, tasks: str) -> None:
    assert led("tb-319", agency) == tasks.split()


def test_the_notice_has_three_fields_with_total_done_and_undone() -> None:
    figures = {figure.id for figure in plan("tb-319").figures()}
    assert figures == {f"{field}_{part}" for field in ("TONG", "KHCN", "DA06", "CCHC") for part in "THC"} | {"TONG_P"}
    rows = {row["row"]: row["value"] for row in plan("tb-319").listing("so-lieu-thong-bao").rows}
    printed = source("tb-319")["so_lieu_nhiem_vu"]
    assert rows["tong-giao"] == str(printed["tong_giao"]["gia_tri"])
    undone = [int(value) for row, value in rows.items() if row.startswith("chua-hoan-thanh-")]
    assert sum(undone) == int(rows["chua-hoan-thanh"]) == printed["chua_hoan_thanh"]["gia_tri"]


def test_a_month_of_the_notice_is_due_before_day_five_of_the_next() -> None:
    period = ReportingPeriod.parse("2026-11")
    regime = plan("tb-319").regime_of(period)
    assert plan("tb-319").covers(period)
    assert regime.window.window_of(period).label == "01/11/2026 đến 30/11/2026"
    assert f"{regime.deadline.deadline_of(period):%d/%m/%Y %H:%M}" == "04/12/2026 23:59"


def undated(plan_id: str) -> list[Task]:
    return [task for task in plan(plan_id).tasks if task.deadline.kind is DeadlineKind.UNDATED]


def test_tasks_without_a_date_keep_the_words_of_the_notice() -> None:
    assert len(undated("tb-319")) == 16
    assert {task.deadline.text for task in undated("tb-319")} >= {"sớm (không ấn định ngày)", "đúng thời gian quy định"}


# Kế hoạch 51/KH-SKHCN


def printed_tasks() -> list[tuple[str, Any]]:
    return [
        (".".join(filter(None, (part["ky_hieu"], group["ky_hieu"]))), task)
        for part in source("cchc")["phu_luc"]["muc"]
        for group in part["tieu_muc"]
        for task in group["nhiem_vu"]
    ]


def test_every_task_of_the_appendix_has_its_cells_and_its_number() -> None:
    printed = [
        (place, task["so"], one_line(task["nhiem_vu"]), task["chu_tri"], task["phoi_hop"], "; ".join(task["san_pham"]))
        for place, task in printed_tasks()
    ]
    found = [
        (task.appendix, task.number, task.name, task.lead, task.coordinating, task.product)
        for task in plan("cchc").tasks
    ]
    assert len(printed) == 44
    assert found == printed
    texts = [one_line(task["thoi_gian"] or "[không đọc được]") for _, task in printed_tasks()]
    assert [task.deadline.text for task in plan("cchc").tasks] == texts


def test_the_appendix_skips_the_numbers_that_the_source_skips() -> None:
    numbers = [task.number for task in plan("cchc").tasks if task.appendix != "A"]
    assert sorted(set(range(1, 42)) - set(numbers)) == source("cchc")["phu_luc"]["danh_so"]["khuyet_so_B"]


def days_of(task: Task) -> list[date]:
    deadline = task.deadline
    return [day for day in (deadline.due, *(phase.due for phase in deadline.phases)) if day]


def printed_days(item: dict[str, Any]) -> list[date]:
    """The last day in time of one deadline of the source, empty where it has none."""
    match item["kind"]:
        case "dated_reports":
            return [day for report in item["reports"] for day in printed_days({"kind": "date", **report})]
        case "date":
            return [date.fromisoformat(item["date"]) - timedelta(days=item["bound"] == "before")]
        case "year":
            return [date(item["year"], 12, 31)]
        case "quarter":
            return [_last_day(item["quarter"][:4], int(item["quarter"][-1]) * 3)]
        case "month":
            return [_last_day(item["month"][:4], int(item["month"][-2:]))]
    return []


def _last_day(year: str, month: int) -> date:
    return date(int(year), month, monthrange(int(year), month)[1])


def test_every_dated_deadline_ends_on_the_last_day_that_is_in_time() -> None:
    printed = [[day for item in task["thoi_han"] for day in printed_days(item)] for _, task in printed_tasks()]
    assert [days_of(task) for task in plan("cchc").tasks] == printed
    assert sum(map(len, printed)) > 30


def test_a_task_with_several_deadlines_has_a_phase_for_each() -> None:
    parts = [sum(len(item.get("reports", "x")) for item in task["thoi_han"]) for _, task in printed_tasks()]
    assert [len(task.deadline.phases) or 1 for task in plan("cchc").tasks] == parts
    kinds = {task.deadline.kind for task in plan("cchc").tasks if task.deadline.phases}
    assert kinds == {DeadlineKind.PHASED}


def test_targets_of_each_field_are_rows_with_their_thresholds() -> None:
    rows = plan("cchc").listing("muc-tieu").rows
    printed = [
        (one_line(target["noi_dung"]), limit and f"{limit['value']}", limit and limit["operator"])
        for field in source("cchc")["nhiem_vu_trong_tam"]
        for target in field["chi_tieu"]
        for limit in target["thresholds"] or [None]
    ]
    found = [(row["name"], row.get("target_value"), row.get("operator")) for row in rows if "-nv" not in row["row"]]
    assert len(printed) == 28
    assert found == printed
    assert [row["target_value"] for row in rows if "-nv" in row["row"]] == ["30"]
    assert len({row["section"] for row in rows}) == 7


def test_the_plan_is_the_departments_own_and_others_help_with_part_a() -> None:
    assert len(led("cchc", "so-khcn")) == 44
    assert led("cchc", "04123") == led("cchc", "so-noi-vu") == []
    helped = assign(plan("cchc"), agencies()["04123"]).coordinated_tasks
    assert [task.appendix for task in helped] == ["A"] * 6


@pytest.mark.parametrize(
    ("period", "window", "deadline"),
    [
        ("2025-Q3", "15/06/2025 đến 10/09/2025", "11/09/2025 23:59"),
        ("2025-H1", "15/12/2024 đến 14/06/2025", "14/06/2025 23:59"),
        ("2025", "15/12/2024 đến 09/12/2025", "11/12/2025 23:59"),
    ],
)
def test_quarter_half_year_and_year_have_the_plans_windows_and_days(period: str, window: str, deadline: str) -> None:
    parsed = ReportingPeriod.parse(period)
    regime = plan("cchc").regime_of(parsed)
    assert plan("cchc").covers(parsed)
    assert regime.window.window_of(parsed).label == window
    assert f"{regime.deadline.deadline_of(parsed):%d/%m/%Y %H:%M}" == deadline


def test_a_month_is_no_period_of_this_plan() -> None:
    assert not plan("cchc").covers(ReportingPeriod.parse("2025-09"))
