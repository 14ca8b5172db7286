"""A package opened without trust: names checked first, then every byte counted while it is unpacked.

Nothing is ever extracted to the disk.
"""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple
from zipfile import ZIP_STORED, ZipInfo

from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.safety import Limits, check_entries, printable

_BLOCK: Final = 1 << 18
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_ENTRY_MARK: Final = b"PK\x03\x04"
_LARGEST_LIST_ENTRY: Final = 512
_SIZES_FOLLOW: Final = 0x8
_HOW_HARD_PACKED: Final = 0x6
_IN_64_BITS: Final = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Seen:
    """What an entry really holds: its SHA-256 and size, or None for both where it cannot be unpacked."""

    sha256: str | None
    size: int | None


class OpenedZip:
    """The files of the one top folder of a package, by their path inside it; ``top`` is that folder's name."""

    def __init__(self, stream: BinaryIO, top: str, entries: dict[str, ZipInfo], limits: Limits) -> None:
        self.top = top
        self._stream = stream
        self._entries = entries
        self._limits = limits

    @property
    def paths(self) -> frozenset[str]:
        """All files."""
        return frozenset(self._entries)

    def seen(self, path: str) -> Seen:
        """Hash and size of a file; raises Fault ``refused`` when it grows beyond what it says."""
        digest, size, checksum = hashlib.sha256(), 0, 0
        try:
            for block in self._blocks(path):
                digest.update(block)
                size += len(block)
                checksum = zlib.crc32(block, checksum)
        except zlib.error:
            return Seen(None, None)
        if checksum != self._entries[path].CRC:
            return Seen(None, None)  # other programs would not unpack it
        return Seen(digest.hexdigest(), size)

    def content(self, path: str, limit: int) -> bytes:
        """The whole of a file that was seen intact; raises Fault when it is larger than ``limit`` bytes."""
        if self._entries[path].file_size > limit:
            raise Fault(path, Kind.SCHEMA, "package-file-too-large", limit=limit >> 20)
        return b"".join(self._blocks(path))

    def _blocks(self, path: str) -> Iterator[bytes]:
        entry = self._entries[path]
        size = 0
        unpacked = self._packed(entry) if entry.compress_type == ZIP_STORED else self._inflated(entry)
        for block in unpacked:
            size += len(block)
            if size > entry.file_size or self._limits.grows_too_much(size, entry.compress_size):
                raise Fault(path, Kind.REFUSED, "package-lying-size")
            yield block
        if size < entry.file_size:
            raise zlib.error("shorter than it says")

    def _packed(self, entry: ZipInfo) -> Iterator[bytes]:
        header = _local_header(self._stream, entry)
        self._stream.seek(entry.header_offset + header.length)
        left = entry.compress_size
        while left and (block := self._stream.read(min(left, _BLOCK))):
            left -= len(block)
            yield block

    def _inflated(self, entry: ZipInfo) -> Iterator[bytes]:
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        for packed in self._packed(entry):
            while packed:
                if block := inflate.decompress(packed, _BLOCK):
                    yield block
                packed = inflate.unconsumed_tail
            if inflate.unused_data:
                raise zlib.error("something after the end")
        if block := inflate.flush():
            yield block
        if not inflate.eof:
            raise zlib.error("no end")


@contextmanager
def opened_zip(path: Path, limits: Limits) -> Iterator[OpenedZip]:
    """Opens a package.

    Raises:
        Refusals: all the reasons not to open it.
        WorldRefused: the file cannot be read.
    """
    with refusing(path), path.open("rb") as stream:
        entries = _entries(stream, limits)
        faults = [*check_entries(entries, limits)] or [*_check_headers(stream, entries)]
        if faults:
            raise Refusals(faults)
        top = entries[0].orig_filename.partition("/")[0]
        files = {entry.orig_filename.removeprefix(f"{top}/"): entry for entry in entries if not entry.is_dir()}
        yield OpenedZip(stream, top, files, limits)


class Refusals(Exception):
    """Why a package is not opened."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def _entries(stream: BinaryIO, limits: Limits) -> list[ZipInfo]:
    start = stream.read(4)
    if not start:
        raise _refusal("package-empty")
    if start != _ENTRY_MARK:
        raise _refusal("package-not-zip")
    if _list_size(stream) > limits.entries * _LARGEST_LIST_ENTRY:
        raise _refusal("package-too-many", limit=limits.entries)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except UnicodeDecodeError as error:
        raise _refusal("package-name-encoding") from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error) as error:
        raise _refusal("package-truncated") from error
    if not entries or min(entry.header_offset for entry in entries) < 0:
        raise _refusal("package-truncated")
    return entries


def _list_size(stream: BinaryIO) -> int:
    """Size of the list of entries as the file's end states it, before anybody reads it; nothing may follow that end."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - 0xFFFF - _END.size))
    tail = stream.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        raise _refusal("package-truncated")
    if len(tail) - place > _END.size:
        raise _refusal("package-trailing")
    return int(_END.unpack_from(tail, place)[5])


def _refusal(code: str, **parameters: object) -> Refusals:
    return Refusals([Fault("", Kind.REFUSED, code, **parameters)])


def _check_headers(stream: BinaryIO, entries: list[ZipInfo]) -> Iterator[Fault]:
    """Each file's own header must say what the list says, and no two files may share bytes."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        header = _local_header(stream, entry)
        name = stream.read(header.name_length)
        if name != entry.orig_filename.encode("utf-8") or _differs(header, entry):
            yield Fault(printable(entry.orig_filename), Kind.REFUSED, "package-lying-header")
        elif entry.header_offset < end:
            yield Fault(printable(entry.orig_filename), Kind.REFUSED, "package-overlap")
        end = entry.header_offset + header.length + entry.compress_size


class _LocalHeader(NamedTuple):
    """What stands before the bytes of an entry."""

    mark: bytes
    version: int
    flags: int
    method: int
    time: int
    date: int
    checksum: int
    packed: int
    unpacked: int
    name_length: int
    extra_length: int

    @property
    def length(self) -> int:
        """Bytes from the mark to the entry's first byte."""
        return _LOCAL.size + self.name_length + self.extra_length


def _local_header(stream: BinaryIO, entry: ZipInfo) -> _LocalHeader:
    stream.seek(entry.header_offset)
    data = stream.read(_LOCAL.size)
    return _LocalHeader(*_LOCAL.unpack(data.ljust(_LOCAL.size, b"\0")))


def _differs(header: _LocalHeader, entry: ZipInfo) -> bool:
    if header.mark != _ENTRY_MARK or header.method != entry.compress_type:
        return True
    if (header.flags ^ entry.flag_bits) & ~_HOW_HARD_PACKED:
        return True
    if entry.flag_bits & _SIZES_FOLLOW or _IN_64_BITS in (header.packed, header.unpacked):
        return False
    return (header.packed, header.unpacked) != (entry.compress_size, entry.file_size)
