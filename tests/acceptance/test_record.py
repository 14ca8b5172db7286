"""What came back after a month was handed in, recorded on the command line."""

import json
from pathlib import Path

import pytest

from sonla_desktop.bootstrap import build_world
from tests.acceptance.conftest import EXAMPLE, Run, snapshot

PERIOD = ("--period", "2026-10")
LATER = ("--today", "2026-10-14T08:00")
PDF = b"%PDF-1.7\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def closed(run: Run, store: Path) -> Path:
    """The store with October closed."""
    entered = run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
                  "--evidence", EXAMPLE / "minh-chung", "--today", "2026-10-11")  # fmt: skip
    assert entered.code == 0
    assert run("close", "--store", store, *PERIOD, "--today", "2026-10-11").code == 0
    return store


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_from_export_to_receipt(run: Run, closed: Path, tmp_path: Path) -> None:
    exported = run("export", "--store", closed, *PERIOD, "--out", tmp_path / "USB", "--json", *LATER).json
    package = next(file["sha256"] for file in exported["files"] if file["kind"] == "package")
    receipt = {
        "schema": "sonla-receipt/1", "package_sha256": package, "volumes": [], "agency": "04123", "form": "kh-2026",
        "period": "2026-10", "version": 1, "state": "received", "findings": [], "receiver": "Sở KH&CN",
        "at": "2026-10-13T16:00:00",
    }  # fmt: skip
    answer = run("record", "--store", closed, *PERIOD, "--number", "45", "--date", "2026-10-12",
                 "--signed-pdf", written(tmp_path / "ky.pdf", PDF),
                 "--receipt", written(tmp_path / "phieu.json", json.dumps(receipt).encode()),
                 "--json", *LATER)  # fmt: skip
    assert (answer.code, answer.err) == (0, "")
    recorded = answer.json
    assert (recorded["version"], recorded["state"]) == (1, "received")
    assert (recorded["number"], recorded["date"]) == ("45/BC-UBND", "2026-10-12")
    assert receipt.items() <= recorded["receipt"].items()
    assert {entry["place"] for entry in recorded["handed_out"]} == {"USB"}
    shown = run("show", "--store", closed, *PERIOD).out
    for words in ("đã tiếp nhận", "45/BC-UBND, ngày 12/10/2026", "Sở KH&CN, 16:00 13/10/2026", "vào USB"):
        assert words in shown


def test_what_was_handed_out_stays_the_same_to_the_byte(run: Run, closed: Path, tmp_path: Path) -> None:
    run("export", "--store", closed, *PERIOD, "--out", tmp_path / "a")
    run("record", "--store", closed, *PERIOD, "--number", "45", "--date", "2026-10-12", *LATER)
    run("export", "--store", closed, *PERIOD, "--out", tmp_path / "b")
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "b")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Chưa có gì để ghi"),
        (("--number", "45"), 2, "Ghi thêm ngày"),
        (("--number", "x", "--date", "2026-10-12"), 2, "45/BC-UBND"),
        (("--number", "45", "--date", "12/10/2026"), 2, "--date"),
        (("--number", "45", "--date", "2026-10-15"), 2, "15/10/2026 chưa tới"),
        (("--signed-pdf", "khong-co.pdf"), 2, "khong-co.pdf"),
        (("--receipt", EXAMPLE / "month.json"), 2, "month.json"),
        (("--number", "45", "--date", "2026-10-12", "--version", "7"), 2, "phiên bản 7"),
    ],
)
def test_a_refusal_is_one_line_and_leaves_the_store_as_it_was(
    run: Run, closed: Path, words: tuple[object, ...], code: int, said: str
) -> None:
    before = snapshot(closed)
    answer = run("record", "--store", closed, *PERIOD, *words, *LATER)
    assert (answer.code, answer.out, answer.err.count("\n")) == (code, "", 1)
    assert said in answer.err
    assert snapshot(closed) == before


def test_a_store_that_is_not_there_is_refused_by_the_world(run: Run, tmp_path: Path) -> None:
    answer = run("record", "--store", tmp_path / "khong-co", *PERIOD, "--number", "45", "--date", "2026-10-12")
    assert (answer.code, answer.err.count("\n")) == (3, 1)


def test_while_somebody_works_in_the_store_a_closed_month_still_goes_out(
    run: Run, closed: Path, tmp_path: Path
) -> None:
    opened = build_world("2026-10-14").stores.open(closed)
    try:
        exported = run("export", "--store", closed, *PERIOD, "--out", tmp_path / "USB")
        refused = run("record", "--store", closed, *PERIOD, "--number", "45", "--date", "2026-10-12", *LATER)
    finally:
        opened.close()
    assert exported.code == 0
    assert "chưa ghi vào sổ gửi" in exported.out
    assert refused.code == 3
    assert "vào USB" not in run("show", "--store", closed, *PERIOD).out
