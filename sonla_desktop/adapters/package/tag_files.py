"""The plain-text files at the top of a bag (RFC 8493): declaration, bag information, manifests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sonla_desktop.adapters.package.layout import (
    BAG_INFO,
    BAGGING_DATE,
    CHECKED_AT,
    DECLARATION,
    DECLARATION_TEXT,
    OXUM,
    Fault,
    Kind,
)

_MANIFEST_LINE: Final = re.compile("([0-9a-fA-F]{64}) [ *](.+)")
_LABEL: Final = re.compile("[A-Za-z0-9][A-Za-z0-9_-]*")
_OXUM: Final = re.compile("([0-9]{1,15})\\.([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Weight:
    """Payload-Oxum: octets and number of the payload files."""

    octets: int
    files: int

    def __str__(self) -> str:
        return f"{self.octets}.{self.files}"


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """The manifest of these files, sorted by path, as ``sha256sum -c`` takes it."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("utf-8")


def read_manifest(file: str, data: bytes) -> dict[str, str]:
    """Path to lower-case SHA-256; raises Fault for a line that is none, or a path listed twice."""
    hashes: dict[str, str] = {}
    for number, line in enumerate(_lines(file, data), 1):
        found = _MANIFEST_LINE.fullmatch(line)
        if not found or found[2] in hashes:
            raise Fault(file, Kind.BAG, "package-manifest-line", line=number)
        hashes[found[2]] = found[1].lower()
    return hashes


def bag_info_bytes(labels: Mapping[str, str]) -> bytes:
    """``bag-info.txt``, sorted by label; runs of white space in a value become one space.

    Raises ValueError for a label that the format cannot hold.
    """
    for label in labels:
        if not _LABEL.fullmatch(label):
            raise ValueError(f"not a label of bag-info.txt: {label}")
    return "".join(f"{label}: {' '.join(labels[label].split())}\n" for label in sorted(labels)).encode("utf-8")


def read_bag_info(data: bytes) -> dict[str, str]:
    """Label to value, folded lines joined; raises Fault for a line that is neither label nor continuation."""
    labels: dict[str, str] = {}
    last = ""
    for number, line in enumerate(_lines(BAG_INFO, data), 1):
        label, colon, value = line.partition(":")
        if line[:1] in " \t" and last:
            labels[last] += " " + line.strip()
        elif colon and _LABEL.fullmatch(label.strip()) and label.strip() not in labels:
            last = label.strip()
            labels[last] = value.strip()
        else:
            raise Fault(BAG_INFO, Kind.BAG, "package-bag-info-line", line=number)
    return labels


def check_declaration(data: bytes) -> Iterator[Fault]:
    """``bagit.txt`` says BagIt 1.0 in UTF-8."""
    if data.replace(b"\r\n", b"\n").rstrip() != DECLARATION_TEXT.rstrip():
        yield Fault(DECLARATION, Kind.BAG, "package-declaration")


def check_bag_info(labels: Mapping[str, str], weight: Weight | None) -> Iterator[Fault]:
    """Weight of the payload (when it could be weighed) and dates."""
    oxum = _OXUM.fullmatch(labels.get(OXUM, ""))
    if not oxum:
        yield Fault(BAG_INFO, Kind.BAG, "package-bag-info-value", label=OXUM)
    elif weight and Weight(int(oxum[1]), int(oxum[2])) != weight:
        yield Fault(BAG_INFO, Kind.BAG, "package-oxum", stated=str(labels[OXUM]), counted=str(weight))
    for label, read in ((BAGGING_DATE, date.fromisoformat), (CHECKED_AT, moment)):
        try:
            read(labels[label])
        except (KeyError, ValueError):
            yield Fault(BAG_INFO, Kind.BAG, "package-bag-info-value", label=label)


def stated_weight(labels: Mapping[str, str]) -> Weight | None:
    """The weight that bag-info.txt states, or None when it states none."""
    oxum = _OXUM.fullmatch(labels.get(OXUM, ""))
    return Weight(int(oxum[1]), int(oxum[2])) if oxum else None


def moment(text: str) -> datetime:
    """A local moment without zone, as the program writes it; raises ValueError for anything else."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is not None or "T" not in text:
        raise ValueError(text)
    return value


def _lines(file: str, data: bytes) -> list[str]:
    try:
        return data.decode("utf-8").replace("\r\n", "\n").removesuffix("\n").split("\n")
    except UnicodeDecodeError as error:
        raise Fault(file, Kind.BAG, "package-not-utf8") from error
