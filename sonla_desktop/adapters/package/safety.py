"""What a ZIP's list of entries must be like before a single one is opened: refuse rather than clean.

Unpackers repair such names silently ("../../x" becomes "x"), each in its own way; then two people see two packages.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.domain.text import is_nfc


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a package may be: entries, unpacked bytes in all, growth of one entry above a size."""

    entries: int = 20_000
    total: int = 4 << 30
    growth: int = 200
    growth_from: int = 16 << 20

    def grows_too_much(self, unpacked: int, packed: int) -> bool:
        """Whether so many bytes out of so few are a decompression bomb."""
        return unpacked > self.growth_from and unpacked > self.growth * packed


_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF8: Final = 0x800
_UNICODE_PATH: Final = b"up"
_LONGEST_NAME: Final = 240
_FOREIGN: Final = re.compile('[:<>"|?*]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def check_entries(entries: Sequence[ZipInfo], limits: Limits) -> Iterator[Fault]:
    """Every reason in the list of entries not to open this package."""
    if len(entries) > limits.entries:
        yield _refused("", "package-too-many", limit=limits.entries)
        return
    if sum(entry.file_size for entry in entries) > limits.total:
        yield _refused("", "package-too-large", limit=limits.total >> 30)
    for entry in entries:
        code = _name_fault(entry) or _entry_fault(entry, limits)
        if code:
            yield _refused(entry.orig_filename, code)
    yield from _repeated(entries)
    yield from _top_folders(entries)


def printable(name: str) -> str:
    """A name as a message may print it: one line, what cannot be seen spelt out, not endless."""
    plain = escaped(name)
    return plain if len(plain) <= 100 else f"{plain[:99]}…"


def escaped(text: str) -> str:
    """The text with every character that cannot be seen, or that turns the writing round, spelt as \\u202e."""
    return "".join(_spelt(c) if _is_hidden(c) else c for c in text)


def _is_hidden(c: str) -> bool:
    """Controls, format characters such as the bidirectional ones, unassigned ones, and line separators."""
    category = unicodedata.category(c)
    return category[0] == "C" or category in ("Zl", "Zp")


def _spelt(c: str) -> str:
    return f"\\u{ord(c):04x}" if ord(c) <= 0xFFFF else f"\\U{ord(c):08x}"


def _refused(name: str, code: str, **parameters: object) -> Fault:
    return Fault(printable(name), Kind.REFUSED, code, **parameters)


def _name_fault(entry: ZipInfo) -> str:
    name = entry.orig_filename
    if not (name.isascii() or entry.flag_bits & _UTF8) or _has_second_name(entry.extra):
        return "package-name-encoding"
    if any(map(_is_hidden, name)):
        return "package-name-hidden"
    if not is_nfc(name):
        return "package-name-nfc"
    if "\\" in name or name.startswith("/") or re.match("[A-Za-z]:", name):
        return "package-name-outside"
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "package-name-outside"
    if len(name) > _LONGEST_NAME or any(_is_foreign(part) for part in parts):
        return "package-name-foreign"
    return ""


def _is_foreign(part: str) -> bool:
    """A name that Windows cannot hold, or holds as another one."""
    return bool(_FOREIGN.search(part) or part[-1] in " ." or _DEVICE.fullmatch(part))


def _has_second_name(extra: bytes) -> bool:
    """Whether the entry carries the extra field with which some unpackers replace its name."""
    while len(extra) >= 4:
        if extra[:2] == _UNICODE_PATH:
            return True
        extra = extra[4 + int.from_bytes(extra[2:4], "little") :]
    return False


def _entry_fault(entry: ZipInfo, limits: Limits) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "package-link"
    if entry.flag_bits & _ENCRYPTED:
        return "package-encrypted"
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "package-method"
    if (entry.is_dir() and entry.file_size) or (kind and entry.is_dir() != (kind == stat.S_IFDIR)):
        return "package-lying-size"
    if entry.compress_type == ZIP_STORED and entry.file_size != entry.compress_size:
        return "package-lying-size"
    return "package-bomb" if limits.grows_too_much(entry.file_size, entry.compress_size) else ""


def _repeated(entries: Sequence[ZipInfo]) -> Iterator[Fault]:
    """Names given twice, names that are one on a disk that ignores case, and files that are folders of others."""
    seen: dict[str, str] = {}
    for entry in entries:
        name = entry.orig_filename.removesuffix("/")
        twin = seen.setdefault(_caseless(name), name)
        if twin is not name:
            yield _refused(name, "package-duplicate" if twin == name else "package-twin", twin=printable(twin))
    folders = {folder for name in seen for folder in _folders(name)}
    for entry in entries:
        if not entry.is_dir() and _caseless(entry.orig_filename) in folders:
            yield _refused(entry.orig_filename, "package-duplicate")


def _caseless(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _folders(name: str) -> Iterator[str]:
    """Folders on the way to a name; deeper than 16 levels none of ours lies."""
    parts = name.split("/")[:17]
    for depth in range(1, len(parts)):
        yield "/".join(parts[:depth])


def _top_folders(entries: Sequence[ZipInfo]) -> Iterator[Fault]:
    tops = {entry.orig_filename.partition("/")[0] for entry in entries}
    if len(tops) != 1 or not any("/" in entry.orig_filename.removesuffix("/") for entry in entries):
        yield _refused("", "package-top-folder", count=len(tops))
