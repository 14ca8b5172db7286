"""The agencies of the province, and what the 2026 plan gives to each of them."""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sonla_desktop.adapters.formfiles.agencies import read_agencies
from sonla_desktop.adapters.formfiles.plans import read_plan
from sonla_desktop.domain.agency import Agency, AgencyKind, LetterHead, default_settings, issuer_in_full
from sonla_desktop.domain.plan import Assignment, assign, with_department_setting
from sonla_desktop.domain.text import fold
from tests.helpers.repository import ROOT

AGENCIES = ROOT / "resources" / "agencies"
SOURCES = ROOT / "tests" / "fixtures" / "plans"
PROVINCE = ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA")


@cache
def agencies() -> dict[str, Agency]:
    return {agency.code: agency for agency in read_agencies(AGENCIES)}


@cache
def source(name: str) -> Any:
    return yaml.safe_load((SOURCES / name).read_text(encoding="utf-8"))


def given(agency: Agency) -> Assignment:
    return assign(read_plan(ROOT / "resources" / "plans", "kh-2026"), agency)


def led_by(code: str, counts_as_department: bool | None = None) -> list[str]:
    agency = with_department_setting(agencies()[code], counts_as_department)
    return [task.code.removeprefix("kh-2026-") for task in given(agency).tasks]


def test_the_communes_are_those_of_the_source() -> None:
    communes = [agency for agency in agencies().values() if agency.kind.is_commune_level]
    word = {AgencyKind.COMMUNE: "xã", AgencyKind.WARD: "phường"}
    found = [{"code": c.code, "name": c.unit_name, "type": word[c.kind], "ma_dinh_danh": None} for c in communes]
    assert found == source("don-vi-son-la.yaml")["don_vi"]
    assert {c.official_code for c in communes} == {None}


def test_seventy_five_communes_of_which_eight_are_wards() -> None:
    kinds = Counter(agency.kind for agency in agencies().values())
    totals = source("don-vi-son-la.yaml")["tong"]
    assert (kinds[AgencyKind.COMMUNE], kinds[AgencyKind.WARD]) == (totals["xa"], totals["phuong"]) == (67, 8)


def test_every_code_is_unique_and_a_commune_code_has_five_digits() -> None:
    codes = [agency.code for agency in read_agencies(AGENCIES)]
    assert len(codes) == len(set(codes)) == 75 + 18
    for agency in agencies().values():
        assert agency.kind.is_commune_level == bool(re.fullmatch("[0-9]{5}", agency.code))


def test_the_header_of_the_source_is_kept() -> None:
    header = source("don-vi-son-la.yaml")
    text = (AGENCIES / "communes.toml").read_text(encoding="utf-8")
    values = [header["nguon"], header["phien_ban_du_lieu"], *header["tinh"].values()]
    assert [value for value in values if str(value) not in text] == []


def test_communes_come_first_in_the_order_of_their_codes() -> None:
    codes = list(agencies())
    assert codes[:75] == sorted(codes[:75])
    assert codes[75:] == [entry["code"] for entry in source("cach-doc-2026.yaml")["co_quan_tinh"]]


@pytest.mark.parametrize(
    ("code", "name", "unit_name"),
    [
        ("04123", "UBND xã Chiềng Mung", "Xã Chiềng Mung"),
        ("03646", "UBND phường Tô Hiệu", "Phường Tô Hiệu"),
        ("so-khcn", "Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ"),
    ],
)
def test_an_agency_is_called_by_its_unit(code: str, name: str, unit_name: str) -> None:
    assert (agencies()[code].name, agencies()[code].unit_name) == (name, unit_name)


def test_departments_and_how_they_are_read_are_those_of_the_source() -> None:
    readings = source("cach-doc-2026.yaml")
    for entry in readings["co_quan_tinh"]:
        agency = agencies()[entry["code"]]
        named_only = entry["code"] in ("cong-ttdt", "bao-dai")
        assert agency.name == entry["name"]
        assert agency.kind is (AgencyKind.NAMED_ONLY if named_only else AgencyKind.DEPARTMENT)
        assert agency.counts_as_department is not named_only
    for code in ("van-phong-ubnd", "cong-an-tinh"):
        assert agencies()[code].counts_as_department is readings["counts_as_department"][code]


# What the plan gives them


def test_a_commune_leads_twenty_two_tasks_and_coordinates_two() -> None:
    assert len(led_by("04123")) == 22
    coordinated = given(agencies()["04123"]).coordinated_tasks
    assert {"kh-2026-X-1", "kh-2026-X-3"} <= {task.code for task in coordinated}
    assert len(given(agencies()["04123"]).duties) == 1


def test_every_commune_leads_the_same_tasks() -> None:
    communes = [agency for agency in agencies().values() if agency.kind.is_commune_level]
    assert {given(agency).tasks for agency in communes} == {given(agencies()["04123"]).tasks}


def test_a_department_that_is_not_named_leads_twenty_nine_tasks() -> None:
    assert len(led_by("so-noi-vu")) == 29
    assert led_by("so-noi-vu") == led_by("so-y-te") == led_by("van-phong-ubnd")


@pytest.mark.parametrize(
    ("code", "named_tasks"),
    [
        ("so-khcn", ["II-2", "V-4", "VI-3", "X-1"]),
        ("so-tai-chinh", ["VII-3"]),
        ("so-cong-thuong", ["X-3"]),  # the plan writes "Sở Công thương", the list "Sở Công Thương"
        ("cong-an-tinh", ["VII-1", "VII-2"]),
    ],
)
def test_a_named_department_leads_what_names_it_besides(code: str, named_tasks: list[str]) -> None:
    assert sorted(set(led_by(code)) - set(led_by("so-noi-vu"))) == named_tasks
    assert len(led_by(code)) == 29 + len(named_tasks)


@pytest.mark.parametrize("code", ["cong-ttdt", "bao-dai"])
def test_an_agency_that_is_only_named_leads_that_one_task(code: str) -> None:
    assert led_by(code) == ["X-2"]


def test_settings_decide_whether_an_agency_counts_as_a_department() -> None:
    assert led_by("cong-an-tinh", counts_as_department=False) == ["VII-1", "VII-2"]
    assert led_by("van-phong-ubnd", counts_as_department=False) == []
    assert len(led_by("cong-ttdt", counts_as_department=True)) == 29
    assert led_by("cong-an-tinh", counts_as_department=None) == led_by("cong-an-tinh")


def test_the_count_indicator_is_out_of_scope_for_all_but_one() -> None:
    applying = [a.code for a in agencies().values() if given(a).applies(given(a).plan.indicator("thuong-mai-hoa-cncl"))]
    assert applying == ["so-khcn"]


def test_every_agency_that_the_plan_names_as_leading_is_known() -> None:
    plan = given(agencies()["04123"]).plan
    leading = {fold(name) for task in plan.tasks for name in task.lead_named}
    assert len(leading) == 6
    assert leading <= {fold(agency.name) for agency in agencies().values()}


# What they print about themselves, until the officer says otherwise


@pytest.mark.parametrize(
    ("code", "superior", "symbol", "title"),
    [
        ("van-phong-ubnd", PROVINCE, "BC-VPUB", "CHÁNH VĂN PHÒNG"),
        ("thanh-tra-tinh", PROVINCE, "BC-TTT", "CHÁNH THANH TRA"),
        ("bql-kcn", PROVINCE, "BC-BQL", "TRƯỞNG BAN"),
        ("cong-an-tinh", ("BỘ CÔNG AN",), "BC-CAT", "GIÁM ĐỐC"),
        ("cong-ttdt", PROVINCE, "BC-CTTĐT", "GIÁM ĐỐC"),
        ("bao-dai", PROVINCE, "BC-BPTTH", "GIÁM ĐỐC"),
        ("so-khcn", PROVINCE, "BC-SKHCN", "GIÁM ĐỐC"),
        ("04123", None, "BC-UBND", "CHỦ TỊCH"),
    ],
)
def test_a_new_store_prints_what_is_usual_for_the_agency(
    code: str, superior: tuple[str, ...] | None, symbol: str, title: str
) -> None:
    settings = default_settings(agencies()[code], ("Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh"))
    assert (settings.head.superior, settings.symbol) == (superior, symbol)
    assert settings.signatory.title == (title,)
    assert settings.addressees


@pytest.mark.parametrize(
    ("code", "name", "named"),
    [
        ("04123", ("ỦY BAN NHÂN DÂN", "XÃ CHIỀNG MUNG"), "Ủy ban nhân dân xã Chiềng Mung"),
        ("03646", ("ỦY BAN NHÂN DÂN", "PHƯỜNG TÔ HIỆU"), "Ủy ban nhân dân phường Tô Hiệu"),
        ("van-phong-ubnd", ("VĂN PHÒNG",), "Văn phòng Ủy ban nhân dân tỉnh"),
        ("van-phong-ubnd", ("VĂN PHÒNG ỦY BAN", "NHÂN DÂN TỈNH"), "Văn phòng Ủy ban nhân dân tỉnh"),
        ("van-phong-ubnd", (), "Văn phòng Ủy ban nhân dân tỉnh"),
        ("van-phong-ubnd", ("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"), "Ủy ban nhân dân tỉnh"),
        ("so-khcn", ("ỦY BAN NHÂN DÂN TỈNH SƠN LA",), "Ủy ban nhân dân tỉnh"),
        ("so-khcn", ("SỞ KHOA HỌC", "VÀ CÔNG NGHỆ"), "Sở Khoa học và Công nghệ"),
    ],
)
def test_sentences_name_the_issuer_of_the_head(code: str, name: tuple[str, ...], named: str) -> None:
    assert issuer_in_full(agencies()[code], LetterHead(None, name)) == named


def test_no_name_in_sentences_is_abbreviated() -> None:
    named = [issuer_in_full(agency, LetterHead()) for agency in agencies().values()]
    assert [name for name in named if "UBND" in name] == []


def test_what_an_agency_prints_is_told_to_be_a_reading() -> None:
    text = (AGENCIES / "departments.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)["department"]
    printed = {entry["code"]: entry["prints"]["stated_by"] for entry in entries if "prints" in entry}
    assert printed == dict.fromkeys(
        ("van-phong-ubnd", "thanh-tra-tinh", "cong-an-tinh", "bql-kcn", "cong-ttdt", "bao-dai"), "reading"
    )
    assert "Thiết lập" in text.split("[[department]]")[0]


# Strictness

FAULTS = [
    ("communes.toml", 'unit_name = "Xã Chiềng Mung"', 'unt_name = "Xã Chiềng Mung"', ["(04123)", '"unit_name"']),
    ("communes.toml", 'code = "04123"', "code = 4123", ["communes[", "].code", "chữ trong ngoặc kép"]),
    ("communes.toml", 'code = "04123"', 'code = "4123"', ["communes[", "(4123).code"]),
    ("communes.toml", 'code = "04123"', 'code = "03646"', ["(03646).code", "hai lần"]),
    ("communes.toml", 'Mung", kind = "xa"', 'Mung", kind = "phuong"', ["(04123).kind", "phuong"]),
    ("communes.toml", "wards = 8", "wards = 9", ["totals"]),
    ("departments.toml", "counts_as_department = true", "counts_as_departmnt = true", ['"counts_as_department"']),
    ("departments.toml", '\nstated_by = "reading"', '\nstated_by = "plan"', ["(van-phong-ubnd).stated_by"]),
    ("departments.toml", 'symbol = "BC-VPUB"', 'symbl = "BC-VPUB"', ["(van-phong-ubnd).prints", '"symbol"']),
    ("departments.toml", 'head = ["BỘ CÔNG AN"]', "head = []", ["(cong-an-tinh).prints.superior.head"]),
    ("departments.toml", "[superior]", "[superor]", ['"superior"']),
    ("communes.toml", 'full = "Ủy ban nhân dân"', "", ["committee", '"full"']),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=[fault[2].strip() for fault in FAULTS])
def test_a_fault_is_named_with_file_and_place(
    tmp_path: Path, name: str, old: str, new: str, said: list[str]
) -> None:
    for path in AGENCIES.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert path.name != name or old in text
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == name else text, encoding="utf-8")
    with pytest.raises(ValueError, match=f"^Tệp {re.escape(name)}") as refused:
        read_agencies(tmp_path)
    assert [part for part in said if part not in str(refused.value)] == [], str(refused.value)
