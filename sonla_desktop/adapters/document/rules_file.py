"""Reads the document rules from their TOML file, strictly: a number under a mistyped key must not go unnoticed."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints

from sonla_desktop.domain.document_rules import DocumentRules, Element

RULES_FILE: Final = "nd30-2020.toml"
_LINED: Final = (Element.MOTTO, Element.AGENCY, Element.SUBJECT)
_KINDS: Final = {str: "chữ trong ngoặc kép", int: "số nguyên", bool: "true hoặc false", date: "ngày"}

T = TypeVar("T")


class RulesFault(ValueError):
    """The first fault of a rules file; the text names file, place and, for an unknown key, the nearest known one."""

    def __init__(self, file: str, place: str, fault: str) -> None:
        super().__init__(f"{file}, mục {place or 'ngoài cùng'}: {fault}")
        self.place = place


def read_document_rules(folder: Path) -> DocumentRules:
    """The rules in force, from the folder of document rules.

    Raises:
        RulesFault: an unknown or lacking key, a value of the wrong kind, an element without its rule.
        OSError: the file is not there.
    """
    rules = read_strictly(DocumentRules, folder / RULES_FILE)
    _require(rules.elements, Element, "elements")
    _require(rules.lines, _LINED, "lines")
    return rules


def read_strictly(kind: type[T], path: Path) -> T:
    """A dataclass filled from a TOML file; raises RulesFault, or OSError when the file is not there."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RulesFault(path.name, "", f"không đọc được tệp ({error})") from error
    built: T = _Builder(path.name).value(kind, content, "")
    return built


def _require(rules: Mapping[Element, object], wanted: Iterable[Element], place: str) -> None:
    for element in wanted:
        if element not in rules:
            raise RulesFault(RULES_FILE, place, f"thiếu khóa “{element}”")


class _Builder:
    """Turns plain TOML values into dataclasses by their annotations."""

    def __init__(self, file: str) -> None:
        self._file = file

    def value(self, kind: Any, given: Any, place: str) -> Any:
        if is_dataclass(kind):
            return self._dataclass(kind, self._table(given, place), place)
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):  # only "… | None" occurs, and TOML has no null
            return self.value(next(one for one in arguments if one is not NoneType), given, place)
        if origin is tuple:
            return self._tuple(arguments, given, place)
        if origin is Mapping:
            return self._mapping(arguments, self._table(given, place), place)
        return self._plain(kind, given, place)

    def _dataclass(self, kind: Any, given: Mapping[str, Any], place: str) -> Any:
        hints = get_type_hints(kind)
        for key in given:
            if key not in hints:
                self._unknown(key, hints, place)
        for field in fields(kind):
            if field.default is MISSING and field.name not in given:
                raise RulesFault(self._file, place, f"thiếu khóa “{field.name}”")
        return kind(**{key: self.value(hints[key], item, _join(place, key)) for key, item in given.items()})

    def _mapping(self, kinds: tuple[Any, ...], given: Mapping[str, Any], place: str) -> Mapping[Any, Any]:
        key_kind, value_kind = kinds
        if key_kind is not str:
            known = {str(member): member for member in key_kind}
            for key in given:
                if key not in known:
                    self._unknown(key, known, place)
        return {key_kind(key): self.value(value_kind, item, _join(place, key)) for key, item in given.items()}

    def _tuple(self, kinds: tuple[Any, ...], given: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(given, list) or len(given) != len(kinds):
            raise RulesFault(self._file, place, f"cần danh sách {len(kinds)} giá trị")
        return tuple(self.value(kind, item, place) for kind, item in zip(kinds, given, strict=True))

    def _plain(self, kind: Any, given: Any, place: str) -> Any:
        if issubclass(kind, StrEnum):
            if given not in list(kind):
                raise RulesFault(self._file, place, f"“{given}” không phải một trong: {', '.join(kind)}")
            return kind(given)
        if kind is float:
            if isinstance(given, int | float) and not isinstance(given, bool):
                return float(given)
            raise RulesFault(self._file, place, "cần một con số")
        if type(given) is not kind:
            raise RulesFault(self._file, place, f"cần {_KINDS[kind]}")
        return given

    def _table(self, given: Any, place: str) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            raise RulesFault(self._file, place, "cần một nhóm khóa và giá trị")
        return given

    def _unknown(self, key: str, known: Iterable[str], place: str) -> None:
        nearest = difflib.get_close_matches(key, list(known), n=1, cutoff=0)
        hint = f"; gần nhất là “{nearest[0]}”" if nearest else ""
        raise RulesFault(self._file, place, f"không có khóa “{key}”{hint}")


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
