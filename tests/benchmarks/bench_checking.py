"""Checking a month: linear from 60 to 6,000 items, and quick enough at 60 to be done while the officer types."""

import json
import time
from collections.abc import Callable, Iterator

from sonla_desktop.domain.month_json import report_as_json
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.relation_cases import month as form_month
from tests.helpers.large_months import MONTHS_OF_HISTORY, large_context
from tests.helpers.months import clean_context
from tests.helpers.ratio import Ratio

MONTH, MORE, MOST = 60, 600, 6000
ROUNDS = 5
RUNS_A_ROUND = {MONTH: 20, MORE: 3, MOST: 1}
WHILE_TYPING = 0.1
"""Seconds that a month of 60 items may take: a keyboard does not feel them."""


def measure() -> Iterator[Ratio]:
    """Growth of the time for each item, for a right month and for one full of findings; and one month's own time."""
    right = {items: large_context(items) for items in (MONTH, MORE, MOST)}
    wrong = {items: large_context(items, erroneous=True) for items in (MONTH, MOST)}
    tables = {rows: _table(rows) for rows in (MONTH, MORE)}
    floor, *seconds = _fastest(
        lambda: _written(right[MONTH]),
        *(_checked(month, RUNS_A_ROUND[items]) for items, month in (*right.items(), *wrong.items(), *tables.items())),
    )
    floor /= RUNS_A_ROUND[MONTH]
    month, more, most, month_wrong, most_wrong, table, more_rows = (
        taken / RUNS_A_ROUND[items] for taken, items in zip(seconds, (*right, *wrong, *tables), strict=True)
    )
    yield _growth(f"kiểm tra {MORE} mục", MORE, more, month)
    yield _growth(f"kiểm tra {MOST} mục", MOST, most, month)
    found = len(run_rules(wrong[MOST]))
    yield _growth(f"kiểm tra {MOST} mục, {found} phát hiện", MOST, most_wrong, month_wrong)
    yield _growth(f"kiểm tra bảng {MORE} dòng, dòng nào cũng sai", MORE, more_rows, table)
    slowest = max(month, month_wrong)
    yield Ratio(
        f"kiểm tra {MONTH} mục, {MONTHS_OF_HISTORY} tháng trước", "ghi các tháng ấy ra JSON", slowest / floor, 3.0
    )
    typing = f"{WHILE_TYPING * 1000:.0f} ms (đo được {slowest * 1000:.1f} ms)"
    yield Ratio(f"kiểm tra {MONTH} mục trong khi gõ", typing, slowest / WHILE_TYPING, 1.0)


def _growth(work: str, items: int, seconds: float, of_a_month: float) -> Ratio:
    times = items // MONTH
    return Ratio(work, f"{MONTH} mục × {times}", seconds / (of_a_month * times), 1.5)


def _table(rows: int) -> CheckContext:
    """A table whose every row breaks an exclusive pair and a relation of its own."""
    row: dict[str, Cell] = {"task": "Họp giao ban", "hours": 25, "shared": True}
    return form_month(added=(row,) * rows)(clean_context())


def _checked(month: CheckContext, runs: int) -> Callable[[], object]:
    return lambda: [run_rules(month) for _ in range(runs)]


def _written(month: CheckContext) -> None:
    """What no check of a month with its history can do without: every value of them is looked at once."""
    for _ in range(RUNS_A_ROUND[MONTH]):
        for report in (month.report, *month.history):
            json.dumps(report_as_json(report))


def _fastest(*works: Callable[[], object]) -> list[float]:
    """Best time of each, measured by turns so that a busy machine slows all of them alike."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            started = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - started)
    return best
