"""Small checks of JSON structure, put together like the value they describe; the first fault is told with its place.

Files of a package come from anywhere: nothing is built from them before every type and size is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.tag_files import moment
from sonla_desktop.domain.text import is_nfc

Shape = Callable[[Any, str, "Unknown"], None]
"""Checks a value at a place; raises ShapeFault."""

_LARGEST_WHOLE: Final = 10**18
_DECIMAL: Final = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")
_SHA256: Final = re.compile("[0-9a-f]{64}")


class ShapeFault(ValueError):
    """A value is not what its place asks for; both texts are Vietnamese."""

    def __init__(self, place: str, wanted: str) -> None:
        super().__init__(place, wanted)
        self.place = place or "mức ngoài cùng"
        self.wanted = wanted


class Unknown:
    """Keys that this program does not know: refused, or put aside when the file is of a newer minor schema."""

    def __init__(self, tolerated: bool = False) -> None:
        self.tolerated = tolerated
        self.keys: list[str] = []

    def met(self, place: str) -> None:
        """Notes or refuses one."""
        if not self.tolerated:
            raise ShapeFault(place, "không có khóa này")
        self.keys.append(place)


def read_json(file: str, data: bytes) -> Any:
    """The value of strict UTF-8 JSON: no repeated key, no fraction, no endless nesting; raises Fault ``schema``."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_without_repeats,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
        )
    except ShapeFault as fault:
        raise Fault(file, Kind.SCHEMA, "package-shape", place=fault.place, wanted=fault.wanted) from fault
    except (ValueError, RecursionError) as error:
        raise Fault(file, Kind.SCHEMA, "package-not-json") from error


def checked(file: str, value: Any, shape: Shape, unknown: Unknown | None = None) -> Any:
    """The same value, whose structure is as described; raises Fault ``schema`` naming the place."""
    try:
        shape(value, "", unknown or Unknown())
    except ShapeFault as fault:
        raise Fault(file, Kind.SCHEMA, "package-shape", place=fault.place, wanted=fault.wanted) from fault
    return value


def text(value: Any, place: str, unknown: Unknown) -> None:
    """A text in NFC that can be written as UTF-8."""
    _want(isinstance(value, str) and is_nfc(value) and _is_writable(value), place, "chữ Unicode dựng sẵn")


def whole(value: Any, place: str, unknown: Unknown) -> None:
    """A whole number of at most 18 digits."""
    _want(type(value) is int and abs(value) < _LARGEST_WHOLE, place, "số nguyên")


def flag(value: Any, place: str, unknown: Unknown) -> None:
    """true or false."""
    _want(isinstance(value, bool), place, "true hoặc false")


def decimal(value: Any, place: str, unknown: Unknown) -> None:
    """A decimal string."""
    _want(isinstance(value, str) and _DECIMAL.fullmatch(value), place, "số viết trong ngoặc kép")


def figure(value: Any, place: str, unknown: Unknown) -> None:
    """A whole number, or any other as a decimal string."""
    _want(
        (type(value) is int and abs(value) < 10**24) or (isinstance(value, str) and _DECIMAL.fullmatch(value)),
        place,
        "con số",
    )


def day(value: Any, place: str, unknown: Unknown) -> None:
    """An ISO date."""
    _want(isinstance(value, str) and len(value) == 10 and _can_read(date.fromisoformat, value), place, "ngày")


def instant(value: Any, place: str, unknown: Unknown) -> None:
    """A local moment without zone."""
    _want(isinstance(value, str) and _can_read(moment, value), place, "thời điểm")


def digest(value: Any, place: str, unknown: Unknown) -> None:
    """A SHA-256."""
    _want(isinstance(value, str) and _SHA256.fullmatch(value), place, "mã SHA-256")


def anything(value: Any, place: str, unknown: Unknown) -> None:
    """Whatever JSON can say."""


def cell(value: Any, place: str, unknown: Unknown) -> None:
    """A cell of a form's table: text, whole number, true, false or null."""
    if isinstance(value, str):
        text(value, place, unknown)
    elif value is not None and not isinstance(value, bool):
        whole(value, place, unknown)


def optional(shape: Shape) -> Shape:
    """null, or what the shape says."""

    def check(value: Any, place: str, unknown: Unknown) -> None:
        if value is not None:
            shape(value, place, unknown)

    return check


def filled(shape: Shape) -> Shape:
    """What the shape says of a text or a list, and not blank."""

    def check(value: Any, place: str, unknown: Unknown) -> None:
        shape(value, place, unknown)
        _want(value.strip() if isinstance(value, str) else value, place, "nội dung, không để trống")

    return check


def one_of(choices: type[StrEnum]) -> Shape:
    """One of the values of this enumeration."""
    allowed = frozenset(choice.value for choice in choices)

    def check(value: Any, place: str, unknown: Unknown) -> None:
        _want(isinstance(value, str) and value in allowed, place, "một trong: " + ", ".join(sorted(allowed)))

    return check


def listed(shape: Shape, unique: str = "") -> Shape:
    """A list of such values, no two of them with the same ``unique``."""

    def check(value: Any, place: str, unknown: Unknown) -> None:
        _want(isinstance(value, list), place, "một danh sách")
        seen: set[Any] = set()
        for position, item in enumerate(value):
            here = f"{place}[{position}]"
            shape(item, here, unknown)
            if unique:
                _want(item[unique] not in seen, f"{here}.{unique}", "giá trị không trùng")
                seen.add(item[unique])

    return check


def mapped(shape: Shape, keys: Shape = text) -> Shape:
    """A group with free keys and such values."""

    def check(value: Any, place: str, unknown: Unknown) -> None:
        _want(isinstance(value, dict), place, "một nhóm khóa và giá trị")
        for key, item in value.items():
            here = _below(place, key)
            keys(key, here, unknown)
            shape(item, here, unknown)

    return check


def record(required: Mapping[str, Shape], may: Mapping[str, Shape] | None = None) -> Shape:
    """A group with these keys, all of them but those in ``may``."""
    known = {**required, **(may or {})}

    def check(value: Any, place: str, unknown: Unknown) -> None:
        _want(isinstance(value, dict), place, "một nhóm khóa và giá trị")
        for key, item in value.items():
            if key in known:
                known[key](item, _below(place, key), unknown)
            else:
                unknown.met(_below(place, key))
        for key in required:
            _want(key in value, _below(place, key), "có khóa này")

    return check


def _below(place: str, key: str) -> str:
    shown = key if len(key) <= 40 else key[:39] + "…"
    return f"{place}.{shown}" if place else shown


def _want(holds: object, place: str, wanted: str) -> None:
    if not holds:
        raise ShapeFault(place, wanted)


def _can_read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except ValueError:
        return False
    return True


def _is_writable(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in value)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ShapeFault("", "mỗi khóa một lần")
    return value


def _no_fraction(spelling: str) -> None:
    raise ShapeFault("", f"số lẻ viết trong ngoặc kép, không viết {spelling[:20]}")
