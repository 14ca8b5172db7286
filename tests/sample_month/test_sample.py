"""The shipped sample month is what its maker makes, and its figures are what its extracts hold."""

import csv
import hashlib
import json
from pathlib import Path

import pytest

from tests.sample_month.make import EVIDENCE, MONTHS, SAMPLE, make

PERIODS = [month.period for month in MONTHS]


def month_file(period: str) -> dict:
    return json.loads((SAMPLE / f"{period}.json").read_text(encoding="utf-8"))


def extracts() -> dict[str, list[list[str]]]:
    found = {}
    for path in (SAMPLE / EVIDENCE).iterdir():
        data = path.read_bytes()
        found[hashlib.sha256(data).hexdigest()] = list(csv.reader(data.decode("utf-8-sig").splitlines()))[1:]
    return found


def test_the_shipped_files_are_those_that_the_maker_makes(tmp_path: Path) -> None:
    fresh = tmp_path / "sample"
    make(fresh)
    made = {path.relative_to(fresh): path.read_bytes() for path in fresh.rglob("*") if path.is_file()}
    own = (path for folder in (SAMPLE, SAMPLE / EVIDENCE) for path in folder.iterdir() if path.is_file())
    shipped = {path.relative_to(SAMPLE): path.read_bytes() for path in own}
    assert made == shipped


@pytest.mark.parametrize("period", PERIODS)
def test_every_sealed_figure_is_the_count_in_its_extract(period: str) -> None:
    rows_by_hash = extracts()
    counted = 0
    for reading in month_file(period)["indicators"]:
        for source in reading["sources"]:
            for sha256 in source["evidence"]:
                rows = rows_by_hash[sha256]
                yes = sum("Có" in row or "Hài lòng" in row for row in rows)
                assert (yes, len(rows)) == (source["numerator"], source["denominator"]), reading["code"]
                counted += 1
    assert counted == 6


def test_a_later_list_of_documents_continues_the_earlier_one() -> None:
    names = [f"QLVB - danh sách văn bản đi - {month.label}.csv" for month in MONTHS]
    texts = [(SAMPLE / EVIDENCE / name).read_text(encoding="utf-8-sig") for name in names]
    lists = [list(csv.reader(text.splitlines())) for text in texts]
    assert lists[2][: len(lists[1])] == lists[1]
    assert lists[1][: len(lists[0])] == lists[0]
