"""Nothing of the plan got lost or altered: every key and value of its source is in the data, in the domain and back."""

import dataclasses
import datetime as dt
import tomllib
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from sonla_desktop.adapters.formfiles.agencies import read_agencies
from sonla_desktop.adapters.formfiles.plans import read_plan
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan, Scope
from sonla_desktop.domain.task import DeadlineKind, Task
from sonla_desktop.domain.text import is_nfc
from tests.helpers.repository import ROOT

PLANS = ROOT / "resources" / "plans"
SOURCES = ROOT / "tests" / "fixtures" / "plans"
RECURRING = DeadlineKind.RECURRING


@cache
def source(name: str) -> Any:
    return yaml.safe_load((SOURCES / name).read_text(encoding="utf-8"))


@cache
def plan() -> Plan:
    return read_plan(PLANS, "kh-2026")


@cache
def printed() -> Any:
    return source("ke-hoach-2026.yaml")


def toml(name: str) -> Any:
    return tomllib.loads((PLANS / name).read_text(encoding="utf-8"), parse_float=Decimal)


def comparable(value: Any) -> Any:
    """Both notations in one: no empty values, days and times as texts, exact numbers; order of keys left out."""
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [comparable(item) for item in value]
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float):
        return Decimal(repr(value))
    return value.isoformat() if isinstance(value, dt.date) else value


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_the_plan_file_says_what_the_source_says_no_more_and_no_less() -> None:
    assert comparable(toml("kh-2026.toml")) == comparable(printed())


def test_the_source_is_as_long_as_it_should_be() -> None:
    assert len(texts(printed())) > 900
    assert len(printed()["indicators"]) == 9
    assert len(printed()["appendices"]) == 9
    assert sum(len(appendix["tasks"]) for appendix in printed()["appendices"]) == 37


@pytest.mark.parametrize("name", ["kh-2026.toml", "kh-2026.readings.toml"])
def test_every_text_is_nfc_in_one_line_and_without_stray_spaces(name: str) -> None:
    content = texts(toml(name))
    assert content
    assert [text for text in content if not is_nfc(text) or text != " ".join(text.split())] == []


def test_indicators_reach_the_domain_with_every_field() -> None:
    found = [
        {
            "number": item.number,
            "code": item.code,
            "name": item.name,
            "unit": item.unit.value,
            "target": target_of(item.target),
            "result_2025": item.result_2025,
            "result_2025_text": item.result_2025_text,
            **({"method": item.numerator} if item.is_count else ratio_of(item)),
            "source_system": item.source_system,
            "aggregating_agency": item.aggregating_agency,
            "appendix": item.appendix,
            "remark": item.remark,
            "section_iii_1_text": item.section_text,
        }
        for item in plan().indicators
    ]
    expected = [{key: value for key, value in item.items() if key != "notes"} for item in printed()["indicators"]]
    assert comparable(found) == comparable(expected)


def ratio_of(item: Any) -> dict[str, str]:
    return {"numerator": item.numerator, "denominator": item.denominator, "formula": item.formula}


def target_of(target: Any) -> dict[str, Any] | None:
    if target is None:
        return None
    operator, unit = target.operator.value, target.unit.value
    return {"operator": operator, "value": target.value, "unit": unit, "text": target.text}


def test_tasks_reach_the_domain_with_every_field_in_the_order_of_the_plan() -> None:
    expected = [
        {"appendix": appendix["appendix"]} | {key: value for key, value in task.items() if key != "notes"}
        for appendix in printed()["appendices"]
        for task in appendix["tasks"]
    ]
    for task in expected:
        task.setdefault("product_parts", [])
        task["deadline"] = without_calendar_parts(task["deadline"])
    assert comparable([as_printed(task) for task in plan().tasks]) == comparable(expected)


def as_printed(task: Task) -> dict[str, Any]:
    return {
        "appendix": task.appendix,
        "number": task.number,
        "id": task.code,
        "name": task.name,
        "description": task.description,
        "lead": task.lead,
        "lead_scope": [Scope(scope).value for scope in task.lead_scope],
        "lead_named": list(task.lead_named),
        "coordinating": task.coordinating,
        "coordinating_scope": [Scope(scope).value for scope in task.coordinating_scope],
        "coordinating_named": list(task.coordinating_named),
        "deadline_text": task.deadline.text,
        "deadline": deadline_of(task.deadline),
        "product": task.product,
        "product_parts": list(task.product_parts),
        "product_target": target_of(task.product_target),
    }


def deadline_of(deadline: Any) -> dict[str, Any]:
    phases = [
        {"label": phase.label, "kind": phase.kind.value, "due": phase.due, "trigger": phase.trigger or None}
        for phase in deadline.phases
    ]
    return {
        "kind": deadline.kind.value,
        "due": deadline.due,
        "trigger": deadline.trigger or None,
        "refers_to": deadline.refers_to or None,
        "phases": phases or None,
    }


def without_calendar_parts(deadline: dict[str, Any]) -> dict[str, Any]:
    """Year, month and quarter are told by ``due``; that they agree with it is tested below."""
    kept = {key: value for key, value in deadline.items() if key not in ("year", "month", "quarter")}
    if "phases" in kept:
        kept["phases"] = [without_calendar_parts(phase) for phase in kept["phases"]]
    return kept


def test_appendices_and_duties_reach_the_domain() -> None:
    appendices = [{"appendix": a.number, "title": a.title, "indicator": a.indicator} for a in plan().appendices]
    expected = [{key: value for key, value in a.items() if key != "tasks"} for a in printed()["appendices"]]
    assert appendices == expected
    duties = [
        {
            "agency": duty.agency,
            "scope": [scope.value for scope in duty.scope],
            "named": list(duty.named),
            "summary": duty.summary,
            "text": list(duty.text),
        }
        for duty in plan().duties
    ]
    assert duties == printed()["plan"]["responsibilities"]


def test_the_plan_header_reaches_the_domain() -> None:
    header, reporting = printed()["plan"], printed()["plan"]["reporting"]
    assert (plan().id, plan().year, plan().title) == (header["id"], header["year"], header["title"])
    deadline = plan().regime.deadline
    assert (deadline.day, f"{deadline.time:%H:%M}") == (reporting["day"], reporting["time"])
    assert deadline.inclusive is False, "Trước 17h00: a report sent at 17:00 sharp is late"


def test_phases_are_numbered_from_one() -> None:
    numbers = [[phase.number for phase in task.deadline.phases] for task in plan().tasks if task.deadline.phases]
    assert numbers == [[1, 2]] * 8


def test_deadlines_of_every_kind() -> None:
    expected = Counter(task["deadline"]["kind"] for a in printed()["appendices"] for task in a["tasks"])
    assert Counter(task.deadline.kind.value for task in plan().tasks) == expected
    assert set(expected) == {kind.value for kind in DeadlineKind} - {DeadlineKind.UNDATED.value}


def test_fourteen_products_have_a_threshold_ten_of_them_recurring() -> None:
    measured = [task for task in plan().tasks if task.product_target]
    assert len(measured) == 14
    assert sum(task.deadline.kind is RECURRING for task in measured) == 10


# Our readings


def readings() -> Any:
    return source("cach-doc-2026.yaml")


def test_every_reading_of_an_indicator_is_kept() -> None:
    found = {
        item.code: {
            "nature": item.nature.value,
            "proportion": None if item.is_count else item.proportion,
            "high_risk": item.high_risk,
            "min_sources": item.min_sources,
            "extract_required": item.extract_required,
            "recognition": [question.value for question in item.recognition],
            **({"kind": "count"} if item.is_count else {}),
        }
        for item in plan().indicators
    }
    assert found == readings()["indicators"]
    assert list(found) == list(readings()["indicators"])


def test_an_indicator_kept_to_some_agencies_says_which() -> None:
    kept = {item.code: list(item.applies_to) for item in plan().indicators if item.applies_to}
    assert kept == {key: value for key, value in readings()["applies_to"].items() if key != "why"}
    assert set().union(*kept.values()) <= {agency.code for agency in read_agencies(ROOT / "resources" / "agencies")}


def test_the_regime_is_read_as_stated() -> None:
    regime, wanted = plan().regime, readings()["regime"]
    assert regime.period_kind.value == wanted["period"]
    assert (regime.deadline.day, f"{regime.deadline.time:%H:%M}") == (wanted["deadline"]["day"], "17:00")
    assert regime.not_before is not None
    assert regime.not_before.isoformat() == wanted["not_before"]
    assert wanted["data_window"]["rule"] == "from day 11 of the month before to day 10 of the month"
    november = ReportingPeriod.parse("2026-11")
    window = regime.window.window_of(november)
    assert (window.start, window.end) == (dt.date(2026, 10, 11), dt.date(2026, 11, 10))
    assert regime.deadline.deadline_of(november).isoformat() == "2026-11-12T17:00:00"
    january = regime.window.window_of(ReportingPeriod.parse("2026-01"))
    assert january.start == dt.date(2025, 12, 11)


def test_no_day_lies_between_two_windows_and_none_in_both() -> None:
    windows = [plan().regime.window.window_of(ReportingPeriod.parse(f"2026-{month:02d}")) for month in range(1, 13)]
    for earlier, later in pairwise(windows):
        assert later.start - earlier.end == dt.timedelta(days=1)


def test_the_addressees_are_the_agencies_that_aggregate_the_indicators() -> None:
    aggregating = dict.fromkeys(item["aggregating_agency"] for item in printed()["indicators"])
    assert plan().addressees == tuple(aggregating)


def entries(value: Any) -> list[dict[str, Any]]:
    """Tables that hold values of their own, not only other tables."""
    if isinstance(value, list):
        return [entry for item in value for entry in entries(item)]
    if not isinstance(value, dict):
        return []
    below = [entry for item in value.values() for entry in entries(item)]
    return [value, *below] if any(not isinstance(item, dict | list) for item in value.values()) else below


def test_every_reading_is_marked_as_one_and_tells_its_reason() -> None:
    file = toml("kh-2026.readings.toml")
    reasons, rows = file.pop("why"), [*file.pop("indicators"), *file.pop("tasks"), file.pop("plan_notes")]
    for entry in [*entries(file["regime"]), *entries([file["addressees"], file["out_of_scope"]])]:
        if entry.keys() == {"period", "deadline", "data_window", "not_before", "cumulative"}:
            continue
        assert entry["stated_by"] == "reading"
        assert entry["why"]
    assert {row["stated_by"] for row in rows} == {"reading"}
    columns = {"nature", "proportion", "high_risk", "min_sources", "extract_required", "recognition"}
    assert columns == {key for key, why in reasons.items() if why}
    assert [dataclasses.asdict(item.why) for item in plan().indicators] == [reasons] * len(plan().indicators)


def test_what_the_officer_reads_is_vietnamese() -> None:
    shown = [plan().out_of_scope_note, plan().regime.nature_note, plan().regime.window.why, *plan().notes]
    shown += [note for item in (*plan().indicators, *plan().tasks) for note in item.notes]
    shown += dataclasses.astuple(plan().indicators[0].why)
    assert len(shown) > 50
    assert [text for text in shown if text.isascii()] == []


# Strictness


def altered(folder: Path, name: str, old: str, new: str) -> Path:
    for path in PLANS.glob("kh-2026*.toml"):
        text = path.read_text(encoding="utf-8")
        if path.name == name:
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, encoding="utf-8")
    return folder


PLAN, READINGS = "kh-2026.toml", "kh-2026.readings.toml"
FAULTS = [
    (PLAN, "\nproduct = ", "\nprodukt = ", ["appendices[0].tasks[0]", '"produkt"', '"product"']),
    (PLAN, "\nlead_named = []", "", ["appendices[0].tasks[0]", '"lead_named"']),
    (PLAN, "\nnumber = 1\n", '\nnumber = "1"\n', ["indicators[0] (vb-dien-tu-toan-trinh).number", "số nguyên"]),
    (PLAN, "due = 2026-06-30", "due = 2026-06-29", ["tasks[0] (kh-2026-II-1).deadline.due", "2026-06-29"]),
    (PLAN, 'kind = "month", year', 'kind = "quarter", year', ["tasks[0] (kh-2026-II-1).deadline", "month"]),
    (PLAN, 'operator = ">="', 'operator = "=>"', ["indicators[0]", "target.operator", '"=>"']),
    (PLAN, 'id = "kh-2026-II-2"', 'id = "kh-2026-II-3"', ["appendices[0].tasks[2]", "kh-2026-II-3", "hai lần"]),
    (PLAN, 'id = "kh-2026-II-2"', 'id = "kh-2026-II-7"', ["appendices (II)", "kh-2026-II-7", "kh-2026-II-2"]),
    (PLAN, 'lead_named = []', 'lead_named = ["Sở Y tế"]', ["tasks[0] (kh-2026-II-1).lead_scope"]),
    (PLAN, "\nindicator = 2\n", "\nindicator = 3\n", ["appendices"]),
    (PLAN, 'id = "kh-2026"', 'id = "kh-2027"', ["kh-2027"]),
    (PLAN, "[plan]", "[plan", ["sai cấu trúc"]),
    (READINGS, "\nhigh_risk = true", "\nhigh_rsk = true", ["indicators[0]", '"high_rsk"', '"high_risk"']),
    (READINGS, 'nature = "stock"', 'nature = "stok"', ["indicators[1]", "nature", "flow_ytd, stock"]),
    (READINGS, 'code = "dvctt-doanh-nghiep"', 'code = "dvctt-doanh"', ["indicators", '"dvctt-doanh-nghiep"']),
    (READINGS, 'code = "kh-2026-IX-2"', 'code = "kh-2026-IX-22"', ["tasks", "kh-2026-IX-22", '"kh-2026-IX-2"']),
    (READINGS, 'applies_to = ["so-khcn"]', "proportion = true", ["thuong-mai-hoa-cncl", "proportion"]),
    (READINGS, '\nstated_by = "reading"', '\nstated_by = "plan"', ["regime.deadline.stated_by", '"plan"', "reading"]),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS, ids=[fault[2].strip() for fault in FAULTS])
def test_a_fault_is_named_with_file_place_and_the_nearest_key(
    tmp_path: Path, name: str, old: str, new: str, said: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"^Tệp ") as refused:
        read_plan(altered(tmp_path, name, old, new), "kh-2026")
    message = str(refused.value)
    assert message.startswith(f"Tệp {name}")
    assert [part for part in said if part not in message] == [], message


def test_text_that_is_not_nfc_is_refused(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "KẾ HOẠCH")
    with pytest.raises(ValueError, match=r"^Tệp kh-2026\.toml .*NFC"):
        read_plan(altered(tmp_path, PLAN, "KẾ HOẠCH", decomposed), "kh-2026")
