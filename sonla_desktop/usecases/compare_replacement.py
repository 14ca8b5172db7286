"""Compares a replacement with the package it replaces: the right package, and exactly the changes that it states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from sonla_desktop.domain.changes import FieldChange, as_shown, replaced_fields
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.attach_evidence import file_sha256
from sonla_desktop.usecases.package_ports import PackageProblem, PackageRead
from sonla_desktop.usecases.ports import MessageCatalogue

REPLACEMENT_FILE: Final = "data/thay-the.json"
_LONGEST_SHOWN: Final = 40
_EMPTY: Final = "(trống)"


def replacement_problems(
    path: Path, reads: Mapping[Path, PackageRead], messages: MessageCatalogue
) -> Iterator[PackageProblem]:
    """What is wrong between the replacement at this path and the package it replaces, if that is among the others."""
    read = reads[path]
    if read.report is None or read.report.supersedes is None or read.replacement is None:
        return
    for other, old in reads.items():
        if old.report is None or not _is_replaced(old.report, read.report):
            continue
        stated, found = read.replacement.supersedes.package_sha256, file_sha256(other)
        if stated != found:
            values = {"found": stated, "expected": found, "package": other.name}
            yield _problem(messages, "package-replacement-other", **values)
        else:
            changes = replaced_fields(old.report, read.report)
            yield from _changes(messages, other.name, read.replacement.changes, changes)


def _is_replaced(old: Report, new: Report) -> bool:
    same = (old.agency_code, old.key) == (new.agency_code, new.key)
    return same and new.supersedes is not None and old.version == new.supersedes.version


def _changes(
    messages: MessageCatalogue, package: str, stated: tuple[FieldChange, ...], found: tuple[FieldChange, ...]
) -> Iterator[PackageProblem]:
    """Changes left out, made up, or with another old value; new values are compared with the report itself."""
    told = {(change.where, change.field): change for change in stated}
    real = {(change.where, change.field): change for change in found}
    for key in sorted(told.keys() | real.keys()):
        names = {"item": key[0], "field": key[1], "package": package}
        if key not in told:
            old, new = _shown(real[key].old), _shown(real[key].new)
            yield _problem(messages, "package-change-unstated", old=old, new=new, **names)
        elif key not in real:
            yield _problem(messages, "package-change-invented", **names)
        elif told[key].old != real[key].old:
            before, expected = _shown(told[key].old), _shown(real[key].old)
            yield _problem(messages, "package-change-other", found=before, expected=expected, **names)


def _problem(messages: MessageCatalogue, code: str, **values: str) -> PackageProblem:
    place = (values.get("item", ""), values.get("field", ""))
    message = messages.text(code, {"file": REPLACEMENT_FILE, **values})
    return PackageProblem(REPLACEMENT_FILE, "disagree", message, place)


def _shown(value: object) -> str:
    line = " ".join(as_shown(value).split())
    return (line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…") or _EMPTY
