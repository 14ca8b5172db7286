"""Bad input and a world that refuses: one clear Vietnamese line, the right exit code, nothing changed."""

import json
import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import EXAMPLE, Answer, Run, snapshot
from tests.rigs.failing_disk import FAILURES, FailingDisk, disk_in_use

PERIOD = ("--period", "2026-10")
DATABASE = "so-bao-cao.sqlite3"


def assert_refused(answer: Answer, code: int, *words: str) -> None:
    assert answer.code == code, answer
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err
    for word in words:
        assert word in answer.err


def altered(**changes: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda month: month | changes


def in_first(section: str, **changes: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda month: month | {section: [month[section][0] | changes, *month[section][1:]]}


BAD_MONTHS = {
    "unknown key": (altered(narativ={}), ("narativ", "narrative")),
    "unknown key in an item": (in_first("indicators", numerater=1), ("numerater", "numerator", "indicators[0]")),
    "wrong type": (in_first("tasks", percent="sáu mươi"), ("tasks[0]", "percent")),
    "boolean for a number": (in_first("indicators", numerator=True), ("indicators[0]", "numerator")),
    "task of another agency": (in_first("tasks", code="kh-2026-II-2"), ("tasks[0]", "kh-2026-II-2")),
    "unknown task": (in_first("tasks", code="kh-2026-II-9"), ("tasks[0]", "kh-2026-II-9")),
    "unknown indicator": (in_first("indicators", code="vb-dien-tu"), ("indicators[0]", "vb-dien-tu-toan-trinh")),
    "other agency": (altered(agency={"code": "04124"}), ("04124", "Chiềng Mung")),
    "other period": (altered(period="2026-09"), ("2026-09", "2026-10")),
    "unknown form": (altered(form="kh-2027"), ("kh-2027",)),
    "other window": (altered(data_window={"from": "2026-10-01", "to": "2026-10-31"}), ("data_window",)),
    "unknown prose": (altered(narrative={"dificulties": "x"}), ("narrative", "dificulties", "difficulties")),
    "figures of another form": (altered(figures={"HS1": 4098}), ("figures", "HS1")),
    "a phase that the task has not": (
        in_first("tasks", phases=[{"number": 9, "completed_on": None}]), ("tasks[0].phases[0]", "9"),
    ),
    "superseding in a first version": (
        altered(supersedes={"version": 1, "package_sha256": "0" * 64}), ("supersedes",),
    ),
    "no object": (lambda month: [month], ()),
    "NFD text": (
        in_first("tasks", result=unicodedata.normalize("NFD", "Đã hoàn thành")), ("tasks[0]", "result"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_MONTHS)
def test_a_faulty_month_file_is_refused_whole(run: Run, store: Path, month: dict, write, name: str) -> None:
    alter, words = BAD_MONTHS[name]
    run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json")
    before = snapshot(store)
    answer = run("enter", "--store", store, *PERIOD, "--from", write(alter(month)),
                 "--evidence", EXAMPLE / "minh-chung")  # fmt: skip
    assert_refused(answer, 2, *words)
    assert snapshot(store) == before


HALF = b'{"schema": "sonla-report/1.0", "agency"'
JUNK = [b"", HALF, b"\xff\xfe{\x00}\x00", b"[" * 10**5, b"x" * (40 << 20), b'{"a": NaN}']


@pytest.mark.parametrize("content", JUNK, ids=range(len(JUNK)))
def test_junk_is_refused(run: Run, store: Path, tmp_path: Path, content: bytes) -> None:
    junk = tmp_path / "rac.json"
    junk.write_bytes(content)
    before = snapshot(store)
    assert_refused(run("enter", "--store", store, *PERIOD, "--from", junk), 2, "rac.json")
    assert snapshot(store) == before


@pytest.mark.parametrize("period", ["2026-13", "2025-10", "2026-Q3", "thang-10", ""])
def test_an_unknown_period_is_refused(run: Run, store: Path, period: str) -> None:
    before = snapshot(store)
    assert_refused(run("check", "--store", store, "--period", period), 2)
    assert_refused(run("enter", "--store", store, "--period", period, "--from", EXAMPLE / "month.json"), 2)
    assert snapshot(store) == before


def test_an_unknown_agency_is_refused_and_leaves_no_store(run: Run, tmp_path: Path) -> None:
    assert_refused(run("new", "--store", tmp_path / "kho", "--agency", "04124"), 2, "04124", "04123")
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_not_made_over_something_else(run: Run, store: Path) -> None:
    before = snapshot(store)
    assert_refused(run("new", "--store", store, "--agency", "04123"), 2)
    assert snapshot(store) == before


def test_faulty_settings_are_refused(run: Run, store: Path, tmp_path: Path) -> None:
    settings = json.loads((EXAMPLE / "settings.json").read_text(encoding="utf-8")) | {"simbol": "BC"}
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    before = snapshot(store)
    assert_refused(run("configure", "--store", store, "--from", path), 2, "simbol", "symbol")
    assert snapshot(store) == before


def test_a_file_that_is_not_there_is_named(run: Run, store: Path) -> None:
    assert_refused(run("enter", "--store", store, *PERIOD, "--from", "khong-co.json"), 2, "khong-co.json")
    assert_refused(run("verify", "khong-co.zip"), 2, "khong-co.zip")


@pytest.mark.parametrize("words", [("chek",), ("new",), ("check", "--store"), ("show", "--stor", "x"), ("--frob",)])
def test_wrong_words_are_answered_in_one_vietnamese_line(run: Run, words: tuple[str, ...]) -> None:
    assert_refused(run(*words), 2)


def test_an_unreadable_today_is_refused(run: Run, store: Path) -> None:
    assert_refused(run("check", "--store", store, *PERIOD, "--today", "hôm qua"), 2, "hôm qua")


def break_store(store: Path, how: str) -> None:
    database = store / DATABASE
    if how == "absent":
        shutil.rmtree(store)
    elif how == "empty":
        database.write_bytes(b"")
    elif how == "foreign":
        database.unlink()
        with sqlite3.connect(database) as connection:
            connection.execute("CREATE TABLE t (x)")
        connection.close()
    elif how == "newer":
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA user_version = 999")
        connection.close()
    else:
        data = database.read_bytes()
        database.write_bytes(data[: len(data) // 2] if how == "cut" else b"\0" * len(data))


@pytest.mark.parametrize("how", ["absent", "empty", "foreign", "newer", "cut", "zeroed"])
def test_a_store_that_is_not_usable_is_refused(run: Run, store: Path, how: str) -> None:
    break_store(store, how)
    before = snapshot(store) if store.exists() else {}
    for words in (("check", *PERIOD), ("show", *PERIOD), ("close", *PERIOD),
                  ("enter", *PERIOD, "--from", EXAMPLE / "month.json")):  # fmt: skip
        assert_refused(run(words[0], "--store", store, *words[1:]), 3)
    assert (snapshot(store) if store.exists() else {}) == before


@pytest.mark.parametrize("call", range(1, 9))
def test_an_export_that_fails_leaves_no_empty_folder(run: Run, store: Path, tmp_path: Path, call: int) -> None:
    entered_and_closed(run, store)
    with disk_in_use(FailingDisk(call, FAILURES["disk-full"], failures=99)):
        assert_refused(run("export", "--store", store, *PERIOD, "--out", tmp_path / "mới" / "ra"), 3)
    assert not (tmp_path / "mới").exists() or list((tmp_path / "mới" / "ra").iterdir())


def test_an_export_that_fails_leaves_a_folder_that_was_there(run: Run, store: Path, tmp_path: Path) -> None:
    entered_and_closed(run, store)
    (tmp_path / "ra").mkdir()
    with disk_in_use(FailingDisk(1, FAILURES["disk-full"], failures=99)):
        assert_refused(run("export", "--store", store, *PERIOD, "--out", tmp_path / "ra"), 3)
    assert list((tmp_path / "ra").iterdir()) == []


def test_a_full_disk_while_evidence_is_taken_in_names_the_officers_file(run: Run, store: Path) -> None:
    before = snapshot(store)
    with disk_in_use(FailingDisk(3, FAILURES["disk-full"], failures=99)):
        answer = run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
                     "--evidence", EXAMPLE / "minh-chung")  # fmt: skip
    assert_refused(answer, 3)
    assert any(path.name in answer.err for path in (EXAMPLE / "minh-chung").rglob("*.*"))
    assert snapshot(store) == before


def entered_and_closed(run: Run, store: Path) -> None:
    then = ("--today", "2026-10-11")
    entered = run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
                  "--evidence", EXAMPLE / "minh-chung", *then)  # fmt: skip
    assert (entered.code, run("close", "--store", store, *PERIOD, *then).code) == (0, 0)


def test_a_folder_is_not_taken_for_a_package(run: Run, tmp_path: Path) -> None:
    (tmp_path / "goi").mkdir()
    assert_refused(run("verify", tmp_path / "goi"), 2, "goi là thư mục")


def test_what_is_no_package_is_told_what_a_package_is(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(b"PK\x03\x04")
    assert_refused(run("verify", path), 2, "bao-cao.docx", "gói", ".zip")


@pytest.mark.parametrize(
    ("key", "proposed"), [("narativ", "narrative"), ("ghi_chu_rieng", ""), ("indikators", "indicators")]
)
def test_a_known_key_is_proposed_only_when_it_is_really_near(
    store: Path, run: Run, write: Callable[[Any], Path], month: dict[str, Any], key: str, proposed: str
) -> None:
    answer = run("enter", "--store", store, *PERIOD, "--from", write(month | {key: {}}))
    assert_refused(answer, 2, key, proposed)
    assert ("Gần nhất" in answer.err) is bool(proposed)
