"""A store with a long audit chain, written past the program: ten years of edits in a second or two."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sonla_desktop.adapters.store.audit import json_text, link_hash
from sonla_desktop.adapters.store.layout import DATABASE
from tests.helpers import months

OFFICERS = ("Lò Thị Hoa", "Cầm Văn Đôi", "Quàng Thị Mai")
FIRST = datetime.fromisoformat("2017-01-02T08:00:00")
COLUMNS = (
    *("seq", "at", "officer", "part", "action", "report", "item", "field"),
    *("old", "new", "reason", "previous_hash", "hash"),
)


def lengthen(folder: Path, rows: int) -> None:
    """Adds links until the chain of the closed store in this folder has this many."""
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        end, head = raw.execute("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
        links = []
        for seq in range(end + 1, rows + 1):
            link = _link(seq, head)
            head = link["hash"]
            links.append(tuple(link[name] for name in COLUMNS))
        marks = ", ".join("?" * len(COLUMNS))
        raw.executemany(f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({marks})", links)
        raw.commit()


def _link(seq: int, previous: str) -> dict[str, Any]:
    """Three edits an hour; every thousandth has a reason, every month has its own report."""
    at = FIRST + timedelta(minutes=20 * seq)
    values: dict[str, Any] = {
        "seq": seq,
        "at": at.isoformat(),
        "officer": OFFICERS[seq % len(OFFICERS)],
        "part": None,
        "action": "edit",
        "report": f"kh-2026/{at:%Y-%m}/v1",
        "item": months.DOCUMENTS if seq % 2 else months.SATISFACTION,
        "field": ("numerator", "denominator", "note")[seq % 3],
        "old": json_text(seq),
        "new": json_text(seq + 1) if seq % 3 < 2 else json_text(f"Đối chiếu lần {seq}"),
        "reason": "Sửa theo sổ văn bản đi" if seq % 1000 == 0 else "",
        "previous_hash": previous,
    }
    values["hash"] = link_hash(values)
    return values
