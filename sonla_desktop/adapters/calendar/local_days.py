"""Reads the local file of swapped days, strictly: a misspelt key would silently move a deadline warning."""

import datetime as dt
import difflib
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_TABLES = ("day_off", "working_day")
_KEYS = ("date", "reason")


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Days that differ from the common calendar, each with its reason."""

    days_off: Mapping[dt.date, str]
    working_days: Mapping[dt.date, str]


def read_local_days(path: Path) -> LocalDays:
    """Read the file.

    Raises:
        ValueError: not TOML, or an unknown, missing or wrong entry; the message names the file and the key.
        OSError: the file cannot be read.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as wrong:  # TOML syntax and text that is not UTF-8
        raise ValueError(f"Tệp {path.name} sai cấu trúc: {wrong}") from wrong
    _require_known(path, "mục", content, _TABLES)
    days_off, working_days = (_read_table(path, table, content.get(table, [])) for table in _TABLES)
    if both := sorted(days_off.keys() & working_days.keys()):
        raise ValueError(f"Tệp {path.name}: ngày {both[0]} vừa là ngày nghỉ, vừa là ngày làm việc.")
    return LocalDays(days_off, working_days)


def _read_table(path: Path, table: str, entries: object) -> dict[dt.date, str]:
    if not isinstance(entries, list):
        raise ValueError(f"Tệp {path.name}: mục {table} phải viết trong hai dấu ngoặc, [[{table}]].")
    days: dict[dt.date, str] = {}
    for number, entry in enumerate(entries, start=1):
        place = f"{table} thứ {number}"
        day, reason = _read_entry(path, place, entry)
        if day in days:
            raise ValueError(f"Tệp {path.name}, {place}: ngày {day} đã có ở trên.")
        days[day] = reason
    return days


def _read_entry(path: Path, place: str, entry: object) -> tuple[dt.date, str]:
    if not isinstance(entry, dict):
        raise ValueError(f"Tệp {path.name}, {place}: cần hai khóa date và reason.")
    _require_known(path, f"{place}, khóa", entry, _KEYS)
    day, reason = entry.get("date"), entry.get("reason")
    if not isinstance(day, dt.date) or isinstance(day, dt.datetime):
        raise ValueError(f"Tệp {path.name}, {place}: khóa date phải là ngày, ví dụ 2026-01-02.")
    if not isinstance(reason, str) or not reason.strip():
        raise ValueError(f"Tệp {path.name}, {place}: khóa reason phải có lý do.")
    return day, unicodedata.normalize("NFC", reason.strip())


def _require_known(path: Path, what: str, found: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in found:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0) or list(known)
            raise ValueError(f'Tệp {path.name}, {what} "{key}" không có. Gần nhất là "{near[0]}".')
