"""A commune reports a whole year as it should be: no month has anything to correct or to explain."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.period import DataWindow, ReportingPeriod
from sonla_desktop.usecases.check_report import check_report
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.configure_agency import configure_from_file
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.export_report import export_report
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.record_values import record_month_file
from sonla_desktop.usecases.verify_package import verify_packages
from tests.acceptance.conftest import EXAMPLE

FORM, YEAR = "kh-2026", 2026
OCTOBER = json.loads((EXAMPLE / "month.json").read_text(encoding="utf-8"))
FIRST_DAY = date(YEAR, 1, 1)
DONE_IN_TIME = {"completed_on": "2026-06-20", "explanation": None, "status": "completed", "percent": 100}
"""The one task that is late in the example is done ten days before its day."""
REMARKS = {"BC-003", "BC-004", "DC-004", "CT-010", "NV-012"}
"""A deadline on a day off, no working day before it, and the like: told, but nothing to settle."""


def figures(number: int) -> dict[str, tuple[int, int]]:
    """a and b of each indicator in the month of this number: the year's counts grow, what is there changes little."""
    documents, papers, firms, people = 97 * number + number % 3, 200 + 3 * number, 20 + number, 38 * number
    return {
        "vb-dien-tu-toan-trinh": (77 * number + number % 2, documents),
        "dvctt-toan-trinh-du-dieu-kien": (336 + number // 3, 370),
        "giay-to-cung-cap-mot-lan": (papers * 7 // 8, papers),
        "dao-tao-ky-nang-so": (min(57 + number, 62), 62),
        "dvctt-doanh-nghiep": (firms, firms),
        "hai-long-tthc-dvctt": (people - number // 6, people),
    }


def month_of(number: int, window: DataWindow, extracts: Path) -> dict[str, Any]:
    """The month file of this month, made from the example; its extracts are written into the folder."""
    month = deepcopy(OCTOBER)
    month |= {"period": name_of(number), "data_window": None}
    a, b = figures(number)["vb-dien-tu-toan-trinh"]
    month["narrative"]["difficulties"] = f"Đã xử lý toàn trình {a}/{b} văn bản; đường truyền ở một số bản còn yếu."
    month["indicators"] = [_indicator(item, number, window, extracts) for item in month["indicators"]]
    month["tasks"] = [_task(item, window.end) for item in month["tasks"]]
    return month


def _indicator(item: dict[str, Any], number: int, window: DataWindow, extracts: Path) -> dict[str, Any]:
    if item["code"] not in figures(number):
        return item
    a, b = figures(number)[item["code"]]
    if item["flow"]:
        item["flow"] = {"arisen": b, "processed": b - 8, "pending": 8}
    for source in item["sources"]:
        source |= {"numerator": a, "denominator": b, "taken_on": window.end.isoformat()}
        if source["evidence"]:
            content = f"{item['code']};{window.end};{a};{b}".encode()
            (extracts / f"{item['code']}.csv").write_bytes(content)
            source["evidence"] = [sha256(content).hexdigest()]
    if item["field_check"]:
        item["field_check"]["date"] = window.start.isoformat()
    if answer := item["recognition"].get("satisfaction_sample"):
        answer |= {"population": 40 * number, "sample": b}
    explained = item["explanation"] and a < b
    explanation = {**item["explanation"], "remedy": f"Đã cử {a} người đi học."} if explained else None
    return {**item, "numerator": a, "denominator": b, "explanation": explanation}


def _task(item: dict[str, Any], end: date) -> dict[str, Any]:
    """As it stands at the end of the data window: under way in proportion to the time left, then done."""
    if item["code"] == "kh-2026-II-4":
        item |= DONE_IN_TIME
    item["documents"] = [document for document in item["documents"] if document["date"] <= end.isoformat()]
    if item["code"] == "kh-2026-VI-5":
        return {**item, "percent": _share(end, date(YEAR, 12, 31))}
    if item["completed_on"] is None or item["completed_on"] <= end.isoformat():
        return item
    share = _share(end, date.fromisoformat(item["completed_on"]))
    under_way = {"status": "in_progress", "percent": share, "completed_on": None, "phases": []}
    return {**item, **under_way, "result": "Đang thực hiện theo kế hoạch."}


def _share(end: date, done: date) -> int:
    return 100 * (end - FIRST_DAY).days // (done - FIRST_DAY).days


@dataclass(frozen=True)
class Year:
    """The store after twelve months, and what was found in each month before and after it was closed."""

    world: World
    store: Store
    found: dict[str, tuple[StatedFinding, ...]]
    frozen: dict[str, tuple[StatedFinding, ...]]
    package: Path


@contextmanager
def opened(folder: Path) -> Iterator[tuple[World, Store]]:
    """A new store of the commune with its settings."""
    world = build_world(f"{YEAR}-01-11T08:00")
    create_store(world, folder / "kho", "04123")
    store = world.stores.open(folder / "kho")
    try:
        configure_from_file(world, store, EXAMPLE / "settings.json")
        yield world, store
    finally:
        store.close()


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("nam")
    with opened(folder) as (world, store):
        found = {name_of(number): _reported(world, store, number, folder) for number in range(1, 13)}
        december = _on_the_day_after(world, 12)
        files = export_report(december, store, name_of(12), folder / "xuat", FORM)
        package = next(file.path for file in files if file.kind == "package")
        frozen = {name: check_report(december, store, name, FORM)[1] for name in found}
        yield Year(december, store, found, frozen, package)


def _reported(world: World, store: Store, number: int, folder: Path) -> tuple[StatedFinding, ...]:
    """Enters, checks and, where nothing is to be settled, closes this month on the day after its data window."""
    then = _on_the_day_after(world, number)
    extracts, file = folder / f"{number}", folder / f"{number}.json"
    extracts.mkdir()
    file.write_text(json.dumps(month_of(number, _window(world, number), extracts)), encoding="utf-8")
    findings = _entered(then, store, number, file, extracts)
    if not to_settle(findings):
        close_period(then, store, name_of(number), FORM)
    return findings


def _entered(world: World, store: Store, number: int, file: Path, extracts: Path) -> tuple[StatedFinding, ...]:
    record_month_file(world, store, name_of(number), file, FORM, evidence_dir=extracts)
    return check_report(world, store, name_of(number), FORM)[1]


def _window(world: World, number: int) -> DataWindow:
    return world.catalogue.plan(FORM).regime.window.window_of(ReportingPeriod.parse(name_of(number)))


def _on_the_day_after(world: World, number: int) -> World:
    return replace(world, clock=FixedClock(datetime.combine(_window(world, number).end + timedelta(days=1), time(9))))


def name_of(number: int) -> str:
    return f"{YEAR}-{number:02}"


def to_settle(findings: tuple[StatedFinding, ...]) -> list[str]:
    return [item.message for item in findings if item.finding.severity is not Severity.NOTICE]


def test_no_month_has_anything_to_correct_or_to_explain(year: Year) -> None:
    assert len(year.found) == 12
    assert {name: texts for name, found in year.found.items() if (texts := to_settle(found))} == {}
    assert {item.finding.code for found in year.found.values() for item in found} <= REMARKS


def test_what_a_month_was_closed_with_is_what_was_found_and_stays(year: Year) -> None:
    said = {name: [(item.finding.key, item.message) for item in found] for name, found in year.found.items()}
    kept = {name: [(item.finding.key, item.message) for item in found] for name, found in year.frozen.items()}
    assert kept == said
    assert any(kept.values())


def test_the_package_of_december_is_whole(year: Year) -> None:
    assert verify_packages(year.world, [year.package]).problems == ()


def test_a_month_sent_again_as_the_next_one_is_noticed(tmp_path: Path) -> None:
    with opened(tmp_path) as (world, store):
        assert to_settle(_reported(world, store, 1, tmp_path)) == []
        again = {**json.loads((tmp_path / "1.json").read_text(encoding="utf-8")), "period": name_of(2)}
        (tmp_path / "2.json").write_text(json.dumps(again), encoding="utf-8")
        found = _entered(_on_the_day_after(world, 2), store, 2, tmp_path / "2.json", tmp_path / "1")
    codes = Counter(item.finding.code for item in found if item.finding.severity is not Severity.NOTICE)
    assert codes == {"CT-008": 2, "MC-005": 5, "TM-002": 1}
