"""Reading a month file: what is right arrives whole, what is wrong is refused with its place."""

import json
import os
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.month_json import canonical_bytes, report_as_json
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.reading import FigureState, RecognitionAnswer
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import MonthFile
from tests.helpers.bare_plan import bare_plan
from tests.helpers.error_text import error_text, faults_of_line
from tests.helpers.month_files import HASH, PLAN, whole_month, write_json
from tests.helpers.repository import ROOT
from tests.helpers.strategies import INDICATOR_CODES, TASK_CODES, reports

ABSENT = object()
"""Stands for a key that is taken out."""

FIRST = f"indicators[0] ({INDICATOR_CODES[0]})"
SOURCE = f"{FIRST}.sources[0]"
TASK = f"tasks[0] ({TASK_CODES[0]})"
DOCUMENT = f"{TASK}.documents[0]"
WHOLE = "mức ngoài cùng"
TEXT, GROUP, LIST = "chữ trong ngoặc kép", "một nhóm khóa và giá trị", "một danh sách"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def read(path: Path, plan: Callable[[str], Plan] = lambda form: PLAN) -> MonthFile:
    return MonthFileReader().read_month(path, plan)


def read_value(tmp_path: Path, value: object) -> MonthFile:
    return read(write_json(tmp_path / "thang.json", value))


def refused(path: Path) -> InputRefused:
    with pytest.raises(InputRefused) as caught:
        read(path)
    return caught.value


def changed(where: str, new: object) -> dict[str, Any]:
    """The whole month with another value at this path; ABSENT takes the key out."""
    month = whole_month()
    *above, last = [int(step) if step.isdigit() else step for step in where.split("/")]
    group: Any = month
    for step in above:
        group = group[step]
    if new is ABSENT:
        del group[last]
    elif isinstance(group, list) and last == len(group):
        group.append(new)
    else:
        group[last] = new
    return month


# ---------------------------------------------------------------- what is right


def test_every_key_of_the_month_file_arrives(tmp_path: Path) -> None:
    month = whole_month()
    file = read_value(tmp_path, month)
    again = report_as_json(file.report)
    month["indicators"][1] = again["indicators"][1]
    month["tasks"][1] = again["tasks"][1]
    assert again == month
    assert (file.agency_code, file.form, file.period, file.version) == ("04123", "kh-2026", "2026-10", 2)
    assert file.given == set(month)


def test_a_real_month_comes_back_with_nothing_lost() -> None:
    path = ROOT / "tests" / "fixtures" / "04123-2026-10" / "month.json"
    month = json.loads(path.read_text(encoding="utf-8"))
    plan = bare_plan(*([item["code"] for item in month[section]] for section in ("indicators", "tasks")))
    again = report_as_json(read(path, lambda form: plan).report)
    for indicator in month["indicators"]:
        for source in indicator["sources"]:
            source["printed_ratio"] = None  # the only key that the file leaves out
    assert again == month


def test_keys_left_out_take_their_empty_value(tmp_path: Path) -> None:
    head = {
        "schema": "sonla-report/1.0",
        "agency": {"code": "04123"},
        "form": "kh-2026",
        "period": "2026-10",
    }
    items = {"indicators": [{"code": INDICATOR_CODES[0]}], "tasks": [{"code": TASK_CODES[0]}]}
    file = read_value(tmp_path, head | items)
    again = report_as_json(file.report)
    assert file.given == {"schema", "agency", "form", "period", "indicators", "tasks"}
    assert file.report.data_window == DataWindow(date(2026, 9, 11), date(2026, 10, 10))
    assert (file.version, file.report.supersedes, file.report.part) == (1, None, None)
    assert again["indicators"][0] == {
        "code": INDICATOR_CODES[0],
        **dict.fromkeys(("state", "numerator", "denominator", "value", "flow", "field_check", "explanation")),
        "sources": [],
        "recognition": {},
        "note": "",
    }
    assert again["tasks"][0] == {
        "code": TASK_CODES[0],
        **dict.fromkeys(("status", "percent", "measured", "completed_on", "deadline", "explanation")),
        "result": "",
        "proposal": "",
        "documents": [],
        "phases": [],
        "kept": False,
    }


@pytest.mark.parametrize("question", RecognitionQuestion)
def test_every_recognition_question_can_be_answered(tmp_path: Path, question: RecognitionQuestion) -> None:
    answers = {question.value: {"occurred": True, "cases": 2, "note": "Hai hồ sơ."}}
    reading = read_value(tmp_path, changed("indicators/0/recognition", answers)).report.indicators[0]
    assert reading.recognition == (RecognitionAnswer(question, True, 2, "Hai hồ sơ."),)


@pytest.mark.parametrize("given_key", ["numerator", "denominator", "value"])
def test_a_figure_without_state_is_reported(tmp_path: Path, given_key: str) -> None:
    month = whole_month() | {"indicators": [{"code": INDICATOR_CODES[0], given_key: 0}]}
    assert read_value(tmp_path, month).report.indicators[0].state is FigureState.REPORTED


@pytest.mark.parametrize("item", [{}, {"state": None}, {"flow": {"arisen": 3}}, {"note": "Chờ số liệu."}])
def test_without_a_figure_the_state_stays_open(tmp_path: Path, item: dict[str, Any]) -> None:
    month = whole_month() | {"indicators": [{"code": INDICATOR_CODES[0], **item}]}
    assert read_value(tmp_path, month).report.indicators[0].state is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("812", "812"),
        ('"812"', "812"),
        ("812.5", "812.5"),
        ('"812.50"', "812.50"),
        ("812.000000", "812"),
        ("-3", "-3"),
        ("-0", "0"),
        ("0", "0"),
        ("999999999999999", "999999999999999"),
        ('"0.123456"', "0.123456"),
        ("0.1", "0.1"),
    ],
)
def test_numbers_are_taken_exactly_as_written(tmp_path: Path, written: str, meant: str) -> None:
    path = tmp_path / "so.json"
    text = json.dumps(whole_month(), ensure_ascii=False).replace('"numerator": 776', f'"numerator": {written}')
    path.write_text(text, encoding="utf-8")
    assert read(path).report.indicators[0].numerator == Decimal(meant)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("indicators/0/numerator", -5),
        ("tasks/0/percent", 140),
        ("tasks/0/percent", -1),
        ("tasks/0/measured/value", "140"),
        ("schema", "sonla-report/1.7"),
        ("agency/name", ABSENT),
        ("data_window/to", "2100-12-31"),
        ("indicators/0/recognition", {}),
        ("indicators/0/recognition/reentered/cases", None),
        ("indicators/0/recognition/reentered/cases", -4),
        ("indicators/0/recognition/reentered/population", -412),
        ("indicators/0/recognition/reentered/sample", -1),
        ("indicators/0/note", "dòng một\n\tdòng hai"),
        ("indicators/0/note", "x" * 32_767),
        ("indicators/0/sources", [{}] * 200),
        ("narrative", {"difficulties": "𝄞 “ngoặc” — {không phải chỗ điền}"}),
    ],
)
def test_what_rules_will_judge_is_taken_in(tmp_path: Path, where: str, value: object) -> None:
    assert read_value(tmp_path, changed(where, value)).report.agency_code == "04123"


def test_the_period_of_the_data_window_is_left_to_the_plan(tmp_path: Path) -> None:
    month = changed("data_window", ABSENT) | {"period": "2026-Q3"}
    assert read_value(tmp_path, month).report.data_window == DataWindow(date(2026, 6, 11), date(2026, 9, 10))


def test_a_form_that_the_plan_refuses_is_refused_with_its_words(tmp_path: Path) -> None:
    def no_plan(form: str) -> Plan:
        raise InputRefused("form-unknown", form=form)

    path = write_json(tmp_path / "thang.json", whole_month())
    with pytest.raises(InputRefused) as caught:
        read(path, no_plan)
    assert (caught.value.code, dict(caught.value.parameters)) == ("form-unknown", {"form": "kh-2026"})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_what_was_written_is_read_back_the_same(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    path = tmp_path_factory.getbasetemp() / "vong-tron.json"
    content = canonical_bytes(report_as_json(report))
    path.write_bytes(content)
    file = read(path)
    assert file.report == report
    assert canonical_bytes(report_as_json(file.report)) == content


# ---------------------------------------------------------------- what is wrong inside

WRONG = [
    # unknown keys, at every level
    ("indicator", {}, "unknown-key", WHOLE, {"key": "indicator", "nearest": "indicators"}),
    ("ten khoa", 1, "unknown-key", WHOLE, {"key": "ten khoa"}),
    ("agency/kode", "04123", "unknown-key", "agency", {"nearest": "code"}),
    ("data_window/form", "2026-09-11", "unknown-key", "data_window", {"nearest": "from"}),
    ("supersedes/sha256", HASH, "unknown-key", "supersedes", {"nearest": "package_sha256"}),
    ("indicators/0/numeratr", 5, "unknown-key", FIRST, {"key": "numeratr", "nearest": "numerator"}),
    ("indicators/0/flow/pendin", 1, "unknown-key", f"{FIRST}.flow", {"nearest": "pending"}),
    ("indicators/0/sources/0/evidences", [], "unknown-key", SOURCE, {"nearest": "evidence"}),
    ("indicators/0/recognition/reentred", {}, "unknown-key", f"{FIRST}.recognition", {"nearest": "reentered"}),
    ("indicators/0/recognition/reentered/case", 1, "unknown-key", f"{FIRST}.recognition.reentered", {}),
    ("indicators/0/field_check/day", None, "unknown-key", f"{FIRST}.field_check", {}),
    ("indicators/0/explanation/next_step", "", "unknown-key", f"{FIRST}.explanation", {"nearest": "next_steps"}),
    ("tasks/0/state", "reported", "unknown-key", TASK, {"nearest": "status"}),
    ("tasks/0/measured/units", "percent", "unknown-key", f"{TASK}.measured", {"nearest": "unit"}),
    ("tasks/0/documents/0/số", "12", "unknown-key", DOCUMENT, {"key": "số"}),
    ("tasks/0/deadline/notarisen", True, "unknown-key", f"{TASK}.deadline", {"nearest": "not_arisen"}),
    ("tasks/0/phases/0/num", 1, "unknown-key", f"{TASK}.phases[0]", {"nearest": "number"}),
    ("acknowledged/0/reasons", "", "unknown-key", "acknowledged[0] (CT-007)", {"nearest": "reason"}),
    # keys that must be there
    ("schema", ABSENT, "missing-key", WHOLE, {"key": "schema"}),
    ("agency", ABSENT, "missing-key", WHOLE, {"key": "agency"}),
    ("agency/code", ABSENT, "missing-key", "agency", {"key": "code"}),
    ("form", ABSENT, "missing-key", WHOLE, {"key": "form"}),
    ("period", ABSENT, "missing-key", WHOLE, {"key": "period"}),
    ("data_window/to", ABSENT, "missing-key", "data_window", {"key": "to"}),
    ("supersedes/version", ABSENT, "missing-key", "supersedes", {"key": "version"}),
    ("indicators/0/code", ABSENT, "missing-key", "indicators[0]", {"key": "code"}),
    ("tasks/0/measured/unit", ABSENT, "missing-key", f"{TASK}.measured", {"key": "unit"}),
    ("tasks/0/phases/0/number", ABSENT, "missing-key", f"{TASK}.phases[0]", {"key": "number"}),
    # wrong types, at every level
    ("schema", 1, "wrong-type", "schema", {"expected": TEXT}),
    ("agency", "04123", "wrong-type", "agency", {"expected": GROUP}),
    ("agency/code", 4123, "wrong-type", "agency.code", {"expected": TEXT}),
    ("form", None, "wrong-type", "form", {"expected": TEXT}),
    ("period", 2026, "wrong-type", "period", {"expected": TEXT}),
    ("version", "2", "wrong-type", "version", {"expected": "số nguyên"}),
    ("version", True, "wrong-type", "version", {"expected": "số nguyên"}),
    ("supersedes", [], "wrong-type", "supersedes", {"expected": GROUP}),
    ("data_window/from", 20260911, "wrong-type", "data_window.from", {"expected": TEXT}),
    ("indicators", {}, "wrong-type", "indicators", {"expected": LIST}),
    ("indicators", None, "wrong-type", "indicators", {"expected": LIST}),
    ("indicators/0", INDICATOR_CODES[0], "wrong-type", "indicators[0]", {"expected": GROUP}),
    ("indicators/0/numerator", True, "wrong-type", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", [776], "wrong-type", f"{FIRST}.numerator", {}),
    ("indicators/0/flow", 3, "wrong-type", f"{FIRST}.flow", {"expected": GROUP}),
    ("indicators/0/flow/pending", False, "wrong-type", f"{FIRST}.flow.pending", {}),
    ("indicators/0/sources", {}, "wrong-type", f"{FIRST}.sources", {"expected": LIST}),
    ("indicators/0/sources/0", None, "wrong-type", f"{FIRST}.sources[0]", {"expected": GROUP}),
    ("indicators/0/sources/0/evidence", HASH, "wrong-type", f"{SOURCE}.evidence", {"expected": LIST}),
    ("indicators/0/sources/0/printed_ratio", 79.5, "wrong-type", f"{SOURCE}.printed_ratio", {"expected": TEXT}),
    ("indicators/0/recognition", [], "wrong-type", f"{FIRST}.recognition", {"expected": GROUP}),
    ("indicators/0/recognition/reentered/occurred", 0, "wrong-type", f"{FIRST}.recognition.reentered.occurred", {}),
    ("indicators/0/recognition/reentered/cases", 1.5, "wrong-type", f"{FIRST}.recognition.reentered.cases", {}),
    ("indicators/0/explanation", "Không có", "wrong-type", f"{FIRST}.explanation", {"expected": GROUP}),
    ("indicators/0/note", None, "wrong-type", f"{FIRST}.note", {"expected": TEXT}),
    ("tasks/0/percent", "60", "wrong-type", f"{TASK}.percent", {"expected": "số nguyên"}),
    ("tasks/0/percent", 60.5, "wrong-type", f"{TASK}.percent", {"expected": "số nguyên"}),
    ("tasks/0/kept", "true", "wrong-type", f"{TASK}.kept", {"expected": "true hoặc false"}),
    ("tasks/0/documents/0", "12/KH-UBND", "wrong-type", f"{TASK}.documents[0]", {"expected": GROUP}),
    ("figures", [], "wrong-type", "figures", {"expected": GROUP}),
    ("figures/so-cuoc-hop", None, "wrong-type", "figures.so-cuoc-hop", {}),
    ("tables/ton-tai", {}, "wrong-type", "tables.ton-tai", {"expected": LIST}),
    ("tables/ton-tai/0/so-luong", 2.5, "wrong-type", "tables.ton-tai[0].so-luong", {}),
    ("narrative/proposals", 3, "wrong-type", "narrative.proposals", {"expected": TEXT}),
    ("acknowledged/0", "CT-007", "wrong-type", "acknowledged[0]", {"expected": GROUP}),
    # values that are none of those there are
    ("agency/code", "", "bad-value", "agency.code", {}),
    ("part", "", "bad-value", "part", {}),
    ("version", 0, "bad-value", "version", {"value": "0", "allowed": "từ 1 trở lên"}),
    ("period", "2026-13", "bad-value", "period", {"value": "2026-13"}),
    ("period", "thang-10", "bad-value", "period", {"value": "thang-10"}),
    ("supersedes/package_sha256", HASH.upper(), "bad-value", "supersedes.package_sha256", {}),
    ("indicators/0/state", "done", "bad-value", f"{FIRST}.state", {"value": "done"}),
    ("indicators/0/sources/0/kind", "excel", "bad-value", f"{SOURCE}.kind", {}),
    ("indicators/0/sources/0/evidence/1", "4e328a30", "bad-value", f"{SOURCE}.evidence[1]", {}),
    ("tasks/0/status", "Đang làm", "bad-value", f"{TASK}.status", {"value": "Đang làm"}),
    ("tasks/0/measured/unit", "%", "bad-value", f"{TASK}.measured.unit", {"allowed": "percent, count"}),
    ("tasks/0/documents/0/evidence", "chưa có", "bad-value", f"{DOCUMENT}.evidence", {}),
    ("tasks/0/phases/0/number", 0, "bad-value", f"{TASK}.phases[0].number", {}),
    # days
    ("data_window/from", "2026-02-30", "bad-date", "data_window.from", {"value": "2026-02-30"}),
    ("data_window/from", "11/09/2026", "bad-date", "data_window.from", {"value": "11/09/2026"}),
    ("data_window/from", "1999-12-31", "bad-date", "data_window.from", {}),
    ("data_window/to", "2101-01-01", "bad-date", "data_window.to", {}),
    ("data_window/to", "2026-09-10", "window-reversed", "data_window", {}),
    ("indicators/0/sources/0/taken_on", "2026-W41-6", "bad-date", f"{SOURCE}.taken_on", {}),
    ("tasks/0/completed_on", "2026-10-10T00:00", "bad-date", f"{TASK}.completed_on", {}),
    ("tasks/0/documents/0/date", "２０２６-03-10", "bad-date", f"{DOCUMENT}.date", {}),
    # numbers
    ("indicators/0/numerator", "1e9999", "bad-number", f"{FIRST}.numerator", {"value": "1e9999"}),
    ("indicators/0/numerator", "1.003,5", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", "812,5", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", "", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", " 5", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", "NaN", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", "٣", "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", 0.1234567, "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", 10**15, "bad-number", f"{FIRST}.numerator", {}),
    ("indicators/0/numerator", float("nan"), "bad-number", f"{FIRST}.numerator", {"value": "NaN"}),
    ("indicators/0/numerator", float("-inf"), "bad-number", f"{FIRST}.numerator", {"value": "-Infinity"}),
    ("tasks/0/percent", 10**400, "bad-number", f"{TASK}.percent", {}),
    ("tasks/0/measured/value", "100%", "bad-number", f"{TASK}.measured.value", {}),
    ("figures/ty-le", "12.3456789", "bad-number", "figures.ty-le", {}),
    # twice the same
    ("indicators/2", {"code": INDICATOR_CODES[0]}, "duplicate", f"indicators[2] ({INDICATOR_CODES[0]}).code", {}),
    ("tasks/2", {"code": TASK_CODES[1]}, "duplicate", f"tasks[2] ({TASK_CODES[1]}).code", {}),
    ("tasks/0/phases/1", {"number": 1}, "duplicate", f"{TASK}.phases[1].number", {"value": "1"}),
    (
        "acknowledged/1",
        {"code": "CT-007", "where": INDICATOR_CODES[0], "field": "numerator"},
        "duplicate",
        "acknowledged[1] (CT-007)",
        {},
    ),
    # what the plan does not have
    ("indicators/0/code", "vb-dien-tu", "unknown-item", "indicators[0] (vb-dien-tu).code", {"value": "vb-dien-tu"}),
    ("tasks/0/code", "kh-2026-II-9", "unknown-item", "tasks[0] (kh-2026-II-9).code", {"value": "kh-2026-II-9"}),
    ("tasks/0/code", INDICATOR_CODES[0], "unknown-item", f"tasks[0] ({INDICATOR_CODES[0]}).code", {}),
    # other versions of the file
    ("schema", "sonla-report/2.0", "schema", "schema", {"value": "sonla-report/2.0"}),
    ("schema", "sonla-settings/1", "schema", "schema", {"known": "sonla-report/1.0"}),
    ("schema", "", "schema", "schema", {}),
    # too much
    ("indicators/0/sources", [{}] * 201, "too-many", f"{FIRST}.sources", {"limit": 200}),
    ("indicators/0/sources/0/evidence", [HASH] * 201, "too-many", f"{SOURCE}.evidence", {"limit": 200}),
    ("tasks/0/documents", [{}] * 201, "too-many", f"{TASK}.documents", {"limit": 200}),
    ("tasks/0/phases", [{"number": 1}] * 201, "too-many", f"{TASK}.phases", {"limit": 200}),
    ("tasks", [{"code": TASK_CODES[0]}] * 5_001, "too-many", "tasks", {"limit": 5_000}),
    ("figures", {f"so-{n}": n for n in range(5_000)}, "too-many", WHOLE, {"limit": 5_000}),
    ("narrative/proposals", "x" * 32_768, "too-long", "narrative.proposals", {"limit": 32_767}),
    ("narrative", {"x" * 40_000: ""}, "too-long", "narrative." + "x" * 39 + "…", {}),
    ("narrative", json.loads("[" * 30 + "]" * 30), "too-deep", "narrative" + "[0]" * 20, {"limit": 20}),
    # characters
    ("indicators/0/sources/0/name", nfd("Sổ văn bản"), "not-nfc", f"{SOURCE}.name", {}),
    (nfd("narrative/khó khăn"), "", "not-nfc", "narrative.khó khăn", {}),
    ("tasks/0/result", "một\x01hai", "bad-character", f"{TASK}.result", {}),
    ("tasks/0/result", "một\x0bhai", "bad-character", f"{TASK}.result", {}),
    ("tasks/0/result", "một\uffffhai", "bad-character", f"{TASK}.result", {}),
    ("narrative/a\x00b", "", "bad-character", "narrative.a\ufffdb", {}),
]


@pytest.mark.parametrize(("where", "value", "code", "place", "parameters"), WRONG)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, where: str, value: object, code: str, place: str, parameters: dict[str, object]
) -> None:
    error = refused(write_json(tmp_path / "thang.json", changed(where, value)))
    assert (error.code.removesuffix("-alone"), error.parameters["place"]) == (f"month-{code}", place)
    assert error.parameters["file"] == "thang.json"
    assert {key: error.parameters[key] for key in parameters} == parameters
    assert faults_of_line(error) == []
    assert place in error_text(error)


def test_lone_surrogates_are_told_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "thang.json"
    path.write_text(json.dumps(changed("tasks/0/result", "một\ud800hai")), encoding="ascii")
    error = refused(path)
    assert (error.code, error.parameters["place"]) == ("month-bad-character", f"{TASK}.result")
    assert faults_of_line(error) == []


@pytest.mark.parametrize("value", [[], "tháng 10", 5, None, True])
def test_a_file_that_is_no_group_of_keys_is_refused(tmp_path: Path, value: object) -> None:
    error = refused(write_json(tmp_path / "thang.json", value))
    assert (error.code, error.parameters["place"]) == ("month-wrong-type", WHOLE)
    assert faults_of_line(error) == []


@pytest.mark.parametrize(
    ("old", "new", "place", "key"),
    [
        ('"form":', '"form": "kh-2026", "form":', WHOLE, "form"),
        ('"numerator": 776,', '"numerator": 776, "numerator": 777,', FIRST, "numerator"),
        ('"percent": 60,', '"percent": 60, "percent": 60,', TASK, "percent"),
    ],
)
def test_a_key_written_twice_is_refused(tmp_path: Path, old: str, new: str, place: str, key: str) -> None:
    path = tmp_path / "thang.json"
    text = json.dumps(whole_month(), ensure_ascii=False)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    error = refused(path)
    assert (error.code, error.parameters["place"], error.parameters["key"]) == ("month-repeated-key", place, key)
    assert faults_of_line(error) == []


@pytest.mark.parametrize("number", ["1e999", "1E5", "9" * 5_000, "0." + "1" * 5_000, "1e99999999999", "Infinity"])
def test_numbers_without_end_are_refused_where_they_stand(tmp_path: Path, number: str) -> None:
    path = tmp_path / "thang.json"
    text = json.dumps(whole_month(), ensure_ascii=False)
    path.write_text(text.replace('"denominator": 975', f'"denominator": {number}', 1), encoding="utf-8")
    error = refused(path)
    assert (error.code, error.parameters["place"]) == ("month-bad-number", f"{FIRST}.denominator")
    assert faults_of_line(error) == []


def test_of_several_faults_the_first_in_reading_order_is_told(tmp_path: Path) -> None:
    month = whole_month()
    month["tasks"][0]["percent"] = "60"
    month["indicators"][1]["note"] = 5
    month["indicators"][0]["sources"][0] |= {"kind": "excel", "taken_on": "hôm qua"}
    error = refused(write_json(tmp_path / "thang.json", month))
    assert (error.code, error.parameters["place"]) == ("month-bad-value", f"{SOURCE}.kind")
    moved = {"tasks": month.pop("tasks")} | month
    error = refused(write_json(tmp_path / "thang.json", moved))
    assert error.parameters["place"] == f"{TASK}.percent"


# ---------------------------------------------------------------- what is wrong with the file itself


def encoded(text: str, encoding: str = "utf-8") -> bytes:
    return text.encode(encoding)


MONTH_TEXT = json.dumps(whole_month(), ensure_ascii=False, indent=1)
BROKEN = [
    ("empty", b"", "empty", {}),
    ("blank", b" \n\t ", "empty", {}),
    ("half", encoded(MONTH_TEXT[: len(MONTH_TEXT) // 2]), "cut-short", {}),
    ("without its last bracket", encoded(MONTH_TEXT[:-1]), "cut-short", {}),
    ("inside a text", encoded('{"schema": "sonla'), "cut-short", {"line": 1, "column": 12}),
    ("trailing junk", encoded(MONTH_TEXT + "\n}"), "trailing", {"column": 1}),
    ("two files in one", encoded("{}{}"), "trailing", {"line": 1, "column": 3}),
    ("comma at the end", b'{"form": "x",\n}', "not-json", {"line": 2}),
    ("single quotes", b"{'form': 1}", "not-json", {"line": 1, "column": 2}),
    ("no JSON", encoded("Báo cáo tháng 10"), "not-json", {"line": 1, "column": 1}),
    ("binary", bytes(range(256)), "not-utf8", {}),
    ("a line end in a text", b'{"form": "a\nb"}', "not-json", {}),
    ("UTF-8 with BOM", encoded(MONTH_TEXT, "utf-8-sig"), "bom", {}),
    ("UTF-16", encoded(MONTH_TEXT, "utf-16"), "not-utf8", {"line": 1}),
    ("CP1258", b'{"form":\n"\xd0\xea"}', "not-utf8", {"line": 2}),
    ("arrays in arrays", b"[" * 100_000, "too-deep", {}),
    ("whole arrays in arrays", b"[" * 100_000 + b"]" * 100_000, "too-deep", {}),
    ("objects in objects", b'{"a":' * 100_000, "too-deep", {}),
    ("a zip", b"PK\x03\x04" + bytes(100), "not-json", {}),
    ("junk rows", b"[" + b"[]," * 600_000 + b"[]]", "too-many", {"limit": 1_000_000}),
    ("many rows", b"[" + b"1," * 400_000 + b"1]", "too-many", {"limit": 5_000}),
]


@pytest.mark.parametrize(("content", "code", "parameters"), [case[1:] for case in BROKEN], ids=[c[0] for c in BROKEN])
def test_a_broken_file_is_refused_in_one_line(
    tmp_path: Path, content: bytes, code: str, parameters: dict[str, object]
) -> None:
    path = tmp_path / "thang.json"
    path.write_bytes(content)
    error = refused(path)
    assert error.code == f"month-{code}"
    assert {key: error.parameters[key] for key in parameters} == parameters
    assert faults_of_line(error) == []


def test_a_file_of_forty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "rac.json"
    path.touch()
    os.truncate(path, 40 * 1024 * 1024)
    error = refused(path)
    assert (error.code, error.parameters["limit"]) == ("month-too-big", 32)
    assert faults_of_line(error) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("khong-co.json", "file-absent"),
        ("thang.json/ben-trong.json", "file-absent"),
        (".", "file-not-plain"),
        ("ong-dan", "file-not-plain"),
        ("a" * 300, "file-unreadable"),
        ("a\x00b", "file-unreadable"),
    ],
)
def test_what_is_no_file_is_refused(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "thang.json").touch()
    os.mkfifo(tmp_path / "ong-dan")
    error = refused(tmp_path / name)
    assert error.code == code
    assert faults_of_line(error) == []


def test_messages_name_the_file_without_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "thư mục riêng"
    folder.mkdir()
    error = refused(write_json(folder / "Báo cáo tháng 10.json", changed("version", "2")))
    assert error.parameters["file"] == "Báo cáo tháng 10.json"
    assert str(folder) not in error_text(error)


def test_a_refused_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = write_json(tmp_path / "thang.json", changed("version", "2"))
    before = path.read_bytes()
    refused(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["thang.json"]
