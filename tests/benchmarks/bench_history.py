"""A page of Lịch sử in a chain of 100,000 links, in words, against the same rows read with sqlite3 alone."""

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.month_json import canonical_bytes
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.usecases.read_history import PAGE_LENGTH, HistoryFilter, check_part, read_history
from tests.helpers.long_history import lengthen
from tests.helpers.ratio import Ratio
from tests.helpers.stores import new_store, opened

LINKS, PART = 100_000, 2_000
ROUNDS = 9
OLD = ReportKey("kh-2026", ReportingPeriod.parse("2017-03"))
"""The oldest month that is filtered for: nearly all links are passed over before it is found."""
SCAN = (
    "SELECT * FROM audit WHERE report >= 'kh-2026/2017-03/' AND report < 'kh-2026/2017-030' ORDER BY seq DESC LIMIT ?"
)


def measure() -> Iterator[Ratio]:
    """The aims are ours: the design gives one for each query of a screen only, not for words and filters."""
    world = build_world("2026-11-09T10:42")
    with tempfile.TemporaryDirectory() as name:
        folder = new_store(Path(name) / "so")
        lengthen(folder, LINKS)
        with closing(sqlite3.connect(folder / DATABASE)) as raw, opened(folder, read_only=True) as store:
            raw.row_factory = sqlite3.Row
            floor = best(lambda: raw.execute(SCAN, (PAGE_LENGTH + 1,)).fetchall())
            newest = best(lambda: read_history(world, store, HistoryFilter()))
            oldest = best(lambda: read_history(world, store, HistoryFilter(OLD)))
            hashed = best(lambda: hashed_alone(raw))
            part = best(lambda: check_part(store))
    yield Ratio("trang đầu của nhật ký 100.000 dòng", "sqlite3 đọc hết nhật ký một lượt", newest / floor, 1.0)
    yield Ratio("trang của kỳ cũ nhất trong 100.000 dòng", "sqlite3 đọc hết nhật ký một lượt", oldest / floor, 3.0)
    yield Ratio("kiểm 2.000 dòng nhật ký", "đọc và băm 2.000 dòng", part / hashed, 3.0)


def hashed_alone(raw: sqlite3.Connection) -> list[str]:
    """What checking cannot do without: the rows as JSON, and their hashes."""
    rows = raw.execute("SELECT * FROM audit WHERE seq <= ?", (PART,))
    return [sha256(canonical_bytes(dict(row))).hexdigest() for row in rows]


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some runs."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
