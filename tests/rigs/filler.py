"""A process that works on a store until the disk refuses, looks at what is left, and tells it as JSON.

Usage: filler FOLDER BYTES. BYTES above 0 limits the size of each file it may write; 0 leaves it to the disk.
"""

import json
import resource
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sonla_desktop.adapters.files.safe_write import write_bytes
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.stores import NOW, fingerprint, month, new_store, opened, save

LONG_TEXT = "Đường truyền tại một số bản còn yếu. " * 300


def refusal(act: Callable[[], object]) -> str:
    """Code of the refusal; empty when there was none."""
    try:
        act()
    except WorldRefused as refused:
        return refused.code
    return ""


def filled(folder: Path) -> tuple[int, str]:
    """Saves longer and longer months until that is refused; returns the last number saved, and the refusal."""
    with opened(folder) as store:
        for number in range(1, 1_000):
            report = replace(month(number), narrative={"difficulties": LONG_TEXT * number})
            code = refusal(lambda report=report: save(store, report))
            if code:
                with store.begin() as work:
                    work.verify_chain()
                return number - 1, code
    return 0, ""


def held(folder: Path) -> int:
    """Number of the month that the store holds, read as a whole."""
    with opened(folder, read_only=True) as store, store.begin() as work:
        work.verify_chain()
        report = work.newest_report(month().key)
        assert report is not None
        number = int(report.figures["tong"])
        assert report == replace(month(number), narrative={"difficulties": LONG_TEXT * number})
        return number


def overwritten(path: Path) -> dict[str, object]:
    """Overwrites a file with one that does not fit."""
    write_bytes(path, b"old")
    before = fingerprint(path.parent)
    code = refusal(lambda: write_bytes(path, bytes(3_000_000)))
    return {"code": code, "as_before": fingerprint(path.parent) == before}


def taken_in(folder: Path, source: Path) -> dict[str, object]:
    """Takes in a file that does not fit."""
    with opened(folder) as store:
        before = fingerprint(folder)
        code = refusal(lambda: store.shelf.take_in(source, NOW))
        added = set(fingerprint(folder)) - set(before) - {"minh-chung"}
    return {"code": code, "as_before": not added}


def main(disk: Path, limit: int, source: Path) -> None:
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    folder = new_store(disk / "so")
    report: dict[str, object] = {"taken_in": taken_in(folder, source), "overwritten": overwritten(disk / "a.docx")}
    report["saved"], report["code"] = filled(folder)
    report["held"] = held(folder)
    print(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
