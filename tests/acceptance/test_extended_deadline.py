"""A month closed after the plan's deadline and before the extended one is in time, here and where it is verified."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.set_deadline import set_deadline
from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.packages import OpenBag

PERIOD, LATER = ("--period", "2026-10"), ("--today", "2026-10-19T09:00")
NOTICE = DeadlineNotice(datetime(2026, 10, 20, 17), "1680/UBND-KGVX", date(2026, 10, 9), "Mưa lũ")
FINDINGS = "data/kiem-tra.json"


def recorded(folder: Path) -> None:
    world = build_world()
    store = world.stores.open(folder)
    try:
        set_deadline(world, store, read_month(world, store, "2026-10"), NOTICE)
    finally:
        store.close()


@pytest.fixture
def bag(run: Run, store: Path, tmp_path: Path) -> OpenBag:
    """The package of the example month, closed a week after the deadline of the plan."""
    run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
        "--evidence", EXAMPLE / "minh-chung", *LATER)  # fmt: skip
    recorded(store)
    assert "lùi đến 17:00 20/10/2026 theo 1680/UBND-KGVX ngày 09/10/2026" in run("show", "--store", store, *PERIOD).out
    assert run("close", "--store", store, *PERIOD, *LATER).code == 0
    files = run("export", "--store", store, *PERIOD, "--out", tmp_path / "ra", "--json").json["files"]
    return OpenBag.of(next(Path(file["path"]) for file in files if file["kind"] == "package"))


def test_the_package_says_by_which_document_it_was_judged(run: Run, bag: OpenBag, tmp_path: Path) -> None:
    value = json.loads(bag.files[FINDINGS])
    assert value["deadline"]["due"] == "2026-10-20T17:00:00"
    assert value["deadline"]["document"] == "1680/UBND-KGVX"
    assert "BC-002" not in {item["code"] for item in value["findings"]}
    assert run("verify", bag.close(tmp_path / "goi.zip"), "--json").json["whole"]


def test_a_package_without_its_document_is_late(run: Run, bag: OpenBag, tmp_path: Path) -> None:
    value = json.loads(bag.files[FINDINGS])
    del value["deadline"]
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    bag.files[FINDINGS] = text.encode()
    answer = run("verify", bag.resealed(keep_document=True).close(tmp_path / "goi.zip"), "--json").json
    assert [item["message"] for item in answer["problems"] if "BC-002" in item["message"]] != []


def test_a_deadline_of_another_shape_is_a_fault_of_the_file(run: Run, bag: OpenBag, tmp_path: Path) -> None:
    value = json.loads(bag.files[FINDINGS])
    value["deadline"]["due"] = "mai"
    bag.files[FINDINGS] = (json.dumps(value, ensure_ascii=False) + "\n").encode()
    answer = run("verify", bag.resealed(keep_document=True).close(tmp_path / "goi.zip"), "--json").json
    assert {item["file"] for item in answer["problems"]} == {FINDINGS}
