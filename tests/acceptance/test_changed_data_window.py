"""A month over other days than our reading's: month file, package, document and verifier all go by them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.data_window import window_reason
from sonla_desktop.domain.month_json import report_from_json
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.set_data_window import set_data_window
from tests.acceptance.conftest import EXAMPLE, Run
from tests.helpers.packages import OpenBag

PERIOD, TODAY = ("--period", "2026-10"), ("--today", "2026-10-11T09:00")
WINDOW = DataWindow(date(2026, 9, 12), date(2026, 10, 10))
WHY = "Theo 1680/UBND-KGVX: Tỉnh yêu cầu chốt từ ngày 12"


def widened(folder: Path) -> None:
    world = build_world()
    store = world.stores.open(folder)
    try:
        month = read_month(world, store, "2026-10")
        set_data_window(world, store, month, WINDOW, "Tỉnh yêu cầu chốt từ ngày 12", "1680/UBND-KGVX")
    finally:
        store.close()


@pytest.fixture
def entered(run: Run, store: Path) -> Path:
    run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
        "--evidence", EXAMPLE / "minh-chung", *TODAY)  # fmt: skip
    widened(store)
    return store


def test_a_month_file_over_the_former_days_is_refused(run: Run, entered: Path, tmp_path: Path) -> None:
    answer = run("enter", "--store", entered, *PERIOD, "--from", EXAMPLE / "month.json", *TODAY)
    assert answer.code != 0
    value = json.loads((EXAMPLE / "month.json").read_text(encoding="utf-8"))
    value["data_window"] = {"from": "2026-09-12", "to": "2026-10-10"}
    file = tmp_path / "month.json"
    file.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    assert run("enter", "--store", entered, *PERIOD, "--from", file, *TODAY).code == 0


def test_the_package_is_about_the_changed_days_and_is_whole(run: Run, entered: Path, tmp_path: Path) -> None:
    assert run("close", "--store", entered, *PERIOD, *TODAY).code == 0
    files = run("export", "--store", entered, *PERIOD, "--out", tmp_path / "ra", "--json").json["files"]
    package = next(Path(file["path"]) for file in files if file["kind"] == "package")
    report = report_from_json(json.loads(OpenBag.of(package).files["data/bao-cao.json"]))
    assert report.data_window == WINDOW
    assert window_reason(report) == WHY
    assert window_reason(replace(report, acknowledged=())) == ""
    assert run("verify", package, "--json").json["whole"]
