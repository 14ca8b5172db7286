"""A wrong figure found after closing: amend, correct, close, export; nothing that was handed in is lost."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import EXAMPLE, Answer, Run

PERIOD = ("--period", "2026-10")
WHY = "Cộng sót sổ văn bản đi."
Command = Callable[..., Answer]


@pytest.fixture
def office(run: Run, store: Path) -> Command:
    """Runs a command on the October report of the store, two days after the deadline."""

    def command(name: str, *words: object, today: str = "2026-10-14") -> Answer:
        return run(name, "--store", store, *PERIOD, *words, "--today", today)

    return command


def enter(office: Command, value: Any, folder: Path, name: str) -> Answer:
    path = folder / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return office("enter", "--from", path, "--evidence", EXAMPLE / "minh-chung", today="2026-10-11")


@pytest.fixture
def closed(office: Command, month: dict[str, Any], tmp_path: Path) -> Command:
    """October, closed."""
    assert enter(office, month, tmp_path, "month.json").code == 0
    assert office("close", today="2026-10-11").code == 0
    return office


def corrected(month: dict[str, Any]) -> dict[str, Any]:
    """777 documents instead of 776, in the figure and in both sources."""
    reading = month["indicators"][0]
    for holder in (reading, *reading["sources"]):
        holder["numerator"] = 777
    return month


def hashes(folder: Path) -> set[str]:
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_replacement_from_amend_to_export(closed: Command, month: dict[str, Any], tmp_path: Path) -> None:
    assert closed("export", "--out", tmp_path / "v1").code == 0
    package = next((tmp_path / "v1").glob("*.zip"))
    superseded = hashlib.sha256(package.read_bytes()).hexdigest()

    opened = closed("amend", "--reason", WHY, "--json")
    assert (opened.code, opened.json) == (
        0, {"version": 2, "supersedes": {"version": 1, "package_sha256": superseded}},
    )  # fmt: skip
    shown = closed("show")
    assert "phiên bản 2 (đang mở)" in shown.out
    assert f"Thay thế phiên bản 1. Lý do: {WHY}" in shown.out
    assert closed("show", "--json").json["supersedes"] == {"version": 1, "package_sha256": superseded}

    meanwhile = closed("export", "--out", tmp_path / "giua")
    assert "Phiên bản 2 còn đang mở, chưa chốt nên không xuất." in meanwhile.out
    assert hashes(tmp_path / "giua") == hashes(tmp_path / "v1")
    assert closed("close").code == 2, "nothing was changed yet"

    assert enter(closed, corrected(month), tmp_path, "corrected.json").code == 0
    assert closed("check").code == 0
    done = closed("close")
    assert "Thay thế phiên bản 1: " in done.out
    assert closed("export", "--out", tmp_path / "v2").code == 0
    assert closed("export", "--out", tmp_path / "v1-lai", "--version", 1).code == 0
    assert hashes(tmp_path / "v1-lai") == hashes(tmp_path / "v1")
    assert hashes(tmp_path / "v2").isdisjoint(hashes(tmp_path / "v1"))
    assert closed("show", "--version", 1, "--json").json["indicators"][0]["numerator"] == 776
    assert closed("show", "--json").json["indicators"][0]["numerator"] == 777


def test_closing_a_replacement_tells_programs_what_changed(
    closed: Command, month: dict[str, Any], tmp_path: Path
) -> None:
    closed("amend", "--reason", WHY)
    enter(closed, corrected(month), tmp_path, "corrected.json")
    replacement = closed("close", "--json").json["replacement"]
    assert replacement["reason"] == WHY
    assert [(item["field"], item["old"], item["new"]) for item in replacement["changes"]] == [
        ("numerator", 776, 777), ("sources.0.numerator", 776, 777), ("sources.1.numerator", 776, 777),
    ]  # fmt: skip


def test_what_cannot_be_replaced_is_told_in_one_line(office: Command, month: dict[str, Any], tmp_path: Path) -> None:
    early = office("amend", "--reason", WHY)
    assert (early.code, early.out) == (2, "")
    assert "Kỳ 10/2026 chưa chốt số liệu" in early.err
    enter(office, month, tmp_path, "month.json")
    office("close", today="2026-10-11")
    assert office("amend").code == 2, "a reason must be given"
    assert office("amend", "--reason", "sai").code == 2
    assert office("amend", "--reason", WHY).code == 0
    again = office("amend", "--reason", WHY)
    assert again.code == 2
    assert "phiên bản 2" in again.err
    assert len(again.err.splitlines()) == 1


def test_a_replacement_opened_by_mistake_is_taken_back(
    closed: Command, month: dict[str, Any], tmp_path: Path
) -> None:
    assert closed("amend", "--withdraw").code == 2
    closed("amend", "--reason", WHY)
    assert closed("amend", "--withdraw", "--json").json == {"version": 1}
    assert "phiên bản 1 (đã chốt)" in closed("show").out
    closed("amend", "--reason", WHY)
    enter(closed, corrected(month), tmp_path, "corrected.json")
    kept = closed("amend", "--withdraw")
    assert kept.code == 2
    assert "đã sửa 3 chỗ" in kept.err
    both = closed("amend", "--withdraw", "--reason", WHY)
    neither = closed("amend")
    assert (both.code, neither.code) == (2, 2)
    assert "không dùng cùng" in both.err
    assert "thiếu một trong các tham số" in neither.err


def test_a_version_that_is_not_there_is_told_with_those_that_are(closed: Command, tmp_path: Path) -> None:
    for command in (("show", "--version", 3), ("export", "--version", 3, "--out", tmp_path / "x")):
        answer = closed(*command)
        assert (answer.code, answer.out) == (2, "")
        assert "Các phiên bản đã chốt: 1" in answer.err
    assert not (tmp_path / "x").exists()


def test_check_says_when_a_reason_was_written_for_other_figures(
    office: Command, month: dict[str, Any], tmp_path: Path
) -> None:
    source = month["indicators"][0]["sources"][1]
    reason = {"code": "DC-002", "where": month["indicators"][0]["code"], "field": "sources.1.numerator"}
    month["acknowledged"] = [reason | {"reason": "Sổ văn bản đi ghi muộn."}]
    for second, words in ((773, "(lý do: Sổ"), (770, "(lý do trước đây ghi cho số liệu khác: Sổ")):
        source["numerator"] = second
        enter(office, month, tmp_path, f"{second}.json")
        assert words in office("check").out
    (warning,) = [item for item in office("check", "--json").json["findings"] if item["code"] == "DC-002"]
    assert (warning.get("reason"), warning["lapsed"]) == (None, "Sổ văn bản đi ghi muộn.")
    month["acknowledged"] = [reason | {"reason": "ok"}]
    enter(office, month, tmp_path, "ok.json")
    assert "(lý do chưa đủ rõ: ok)" in office("check").out
    assert office("close").code != 0
