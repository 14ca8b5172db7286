"""Reads a JSON file from outside into plain values that are safe to look at: size, encoding, syntax, characters.

What a JSON parser lets pass (keys written twice, NaN, endless numbers, half surrogates) is refused here.
"""

import json
import re
import stat
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from sonla_desktop.adapters.formfiles.strict import OUTERMOST, StructureFault, place_of, printable, shown
from sonla_desktop.domain.text import has_forbidden_control, is_nfc, nfc
from sonla_desktop.usecases.errors import InputRefused

MOST_BYTES: Final = 32 * 1024 * 1024
MOST_MARKS: Final = 1_000_000
"""Commas, colons and opening brackets in a file: bounds the memory that parsing takes."""
MOST_ITEMS: Final = 5_000
LONGEST_TEXT: Final = 32_767
"""What a cell of a workbook can hold."""
DEEPEST: Final = 20

PLAIN_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
"""At most 15 digits before and 6 after the point, without exponent."""

_LONGEST_FILE_NAME: Final = 60


class UnusableNumber(str):
    """A JSON number that is not PLAIN_NUMBER, kept as written until its place is known."""

    __slots__ = ()


class _Repeating(dict[str, object]):
    """A JSON object in which a key is written twice."""

    repeated: str


class _Flaw(Exception):
    """Something wrong inside the parsed values; its path grows on the way out, innermost step first."""

    def __init__(self, code: str, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters
        self.steps: list[str | int] = []


def read_json(path: Path, family: str, most_bytes: int = MOST_BYTES) -> Any:
    """The values of a JSON file: numbers as int or Decimal, text in NFC.

    Args:
        path: the file; only its name is told.
        family: first part of the codes of refusals.
        most_bytes: the largest file that is read, whole megabytes.

    Raises:
        InputRefused: ``file-absent``, ``file-not-plain``, ``file-unreadable``, or ``<family>-`` too-big, empty, bom,
            not-utf8, not-json, cut-short, trailing, too-deep.
        StructureFault: too-many, repeated-key, bad-number, not-nfc, bad-character, too-long or too-deep, at its place.
    """
    name = file_name(path)
    value = _parsed(_text_of(_bytes_of(path, name, family, most_bytes), name, family), name, family)
    try:
        _look_at(value, 0)
    except _Flaw as flaw:
        place = place_of(value, tuple(reversed(flaw.steps)))
        raise StructureFault(place, flaw.code, flaw.parameters, name) from None
    return value


def file_name(path: Path) -> str:
    """The name of the file as messages give it: without folders, printable, never longer than a line."""
    name = nfc(printable(path.name or str(path)))
    return name if len(name) <= _LONGEST_FILE_NAME else f"{name[:40]}…{name[-15:]}"


def _bytes_of(path: Path, name: str, family: str, most_bytes: int) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputRefused("file-not-plain", file=name)
        if status.st_size > most_bytes:
            raise InputRefused(f"{family}-too-big", file=name, limit=most_bytes // 1024 // 1024)
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)  # it may have grown since
    except (FileNotFoundError, NotADirectoryError):
        raise InputRefused("file-absent", file=name) from None
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise InputRefused("file-unreadable", file=name) from None
    if len(data) > most_bytes:
        raise InputRefused(f"{family}-too-big", file=name, limit=most_bytes // 1024 // 1024)
    return data


def _text_of(data: bytes, name: str, family: str) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise InputRefused(f"{family}-bom", file=name)
    if not data.strip():
        raise InputRefused(f"{family}-empty", file=name)
    if sum(data.count(mark) for mark in (b",", b":", b"[", b"{")) > MOST_MARKS:
        raise StructureFault(OUTERMOST, "too-many", {"limit": MOST_MARKS}, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise InputRefused(f"{family}-not-utf8", file=name, line=line) from None


def _parsed(text: str, name: str, family: str) -> object:
    try:
        return json.loads(
            text,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=UnusableNumber,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as wrong:
        code = _kind_of(wrong, text)
        raise InputRefused(f"{family}-{code}", file=name, line=wrong.lineno, column=wrong.colno) from None
    except RecursionError:
        raise InputRefused(f"{family}-too-deep", file=name, place=OUTERMOST, limit=DEEPEST) from None


def _kind_of(wrong: json.JSONDecodeError, text: str) -> str:
    if wrong.msg.startswith("Extra data"):
        return "trailing"
    at_the_end = wrong.pos >= len(text.rstrip()) or wrong.msg.startswith("Unterminated string")
    return "cut-short" if at_the_end else "not-json"


def _whole(text: str) -> int | UnusableNumber:
    return int(text) if PLAIN_NUMBER.fullmatch(text) else UnusableNumber(text)


def _decimal(text: str) -> Decimal | UnusableNumber:
    return Decimal(text) if PLAIN_NUMBER.fullmatch(text) else UnusableNumber(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    repeating, seen = _Repeating(value), set()
    for key, _ in pairs:
        if key in seen:
            repeating.repeated = key
            break
        seen.add(key)
    return repeating


def _look_at(value: object, depth: int) -> None:
    """Raises _Flaw for the first thing that no text or number of a report may be."""
    if isinstance(value, UnusableNumber):
        raise _Flaw("bad-number", value=shown(value))
    if isinstance(value, str):
        _look_at_text(value)
    elif isinstance(value, dict):
        _look_at_object(value, depth)
    elif isinstance(value, list):
        _look_at_list(value, depth)


def _look_at_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise _Flaw("too-long", limit=LONGEST_TEXT)
    if has_forbidden_control(text):
        raise _Flaw("bad-character")
    if not is_nfc(text):
        raise _Flaw("not-nfc")


def _look_at_object(value: dict[str, object], depth: int) -> None:
    _require_small(value, depth)
    if isinstance(value, _Repeating):
        raise _Flaw("repeated-key", key=shown(value.repeated))
    for key, item in value.items():
        try:
            _look_at_text(key)
            _look_at(item, depth + 1)
        except _Flaw as flaw:
            _passed_by(flaw, key)


def _look_at_list(value: list[object], depth: int) -> None:
    _require_small(value, depth)
    for index, item in enumerate(value):
        try:
            _look_at(item, depth + 1)
        except _Flaw as flaw:
            _passed_by(flaw, index)


def _passed_by(flaw: _Flaw, step: str | int) -> NoReturn:
    flaw.steps.append(step)
    raise flaw


def _require_small(value: dict[str, object] | Sequence[object], depth: int) -> None:
    if depth > DEEPEST:
        raise _Flaw("too-deep", limit=DEEPEST)
    if len(value) > MOST_ITEMS:
        raise _Flaw("too-many", limit=MOST_ITEMS)
