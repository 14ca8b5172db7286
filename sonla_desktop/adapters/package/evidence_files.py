"""Evidence as it travels: names that any computer takes, and the index that leads back to the original."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.files.stable_zip import is_compressed
from sonla_desktop.adapters.package.layout import EVIDENCE
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.text import ascii_slug
from sonla_desktop.usecases.package_ports import PackedEvidence

INDEX_COLUMNS: Final = (
    SheetColumn("file", "Tệp trong gói", ColumnType.STRING),
    SheetColumn("original_name", "Tên tệp gốc", ColumnType.STRING),
    SheetColumn("original_sha256", "SHA-256 của tệp gốc", ColumnType.STRING),
    SheetColumn("packed_sha256", "SHA-256 của tệp trong gói", ColumnType.STRING),
    SheetColumn("bytes", "Cỡ tệp", ColumnType.INTEGER, "byte"),
    SheetColumn("source_system", "Hệ thống nguồn", ColumnType.STRING),
    SheetColumn("taken_on", "Ngày trích xuất", ColumnType.DATE),
    SheetColumn("rows", "Số dòng", ColumnType.INTEGER),
    SheetColumn("columns_kept", "Các cột giữ lại", ColumnType.STRING),
    SheetColumn("rows_excluded", "Dòng loại ra, lý do", ColumnType.STRING),
)
NAME_DIGITS: Final = 8
"""So many digits of the packed file's SHA-256 begin its name."""

_SHA256: Final = re.compile("[0-9a-f]{64}")
_LONGEST_SUFFIX: Final = 8
_SAMPLE_FROM: Final = 16 << 20
_SAMPLES, _SAMPLE_BYTES = 16, 1 << 16
_TOO_DENSE: Final = 100


@dataclass(frozen=True, slots=True)
class TravellingFile:
    """One evidence file with its path in the bag and its size now."""

    evidence: PackedEvidence
    path: str
    size: int

    @property
    def sha256(self) -> str:
        """SHA-256 of what is packed: today the original itself."""
        return self.evidence.original_sha256

    @property
    def compress(self) -> bool:
        """Whether deflating pays and keeps below the growth that a verifier allows."""
        return not is_compressed(self.path) and not _packs_too_well(self.evidence.source, self.size)


def travelling_files(evidence: Sequence[PackedEvidence]) -> tuple[TravellingFile, ...]:
    """Each file once, in the order of the paths in the bag; raises WorldRefused when one cannot be read."""
    files: dict[str, TravellingFile] = {}
    for item in {item.original_sha256: item for item in reversed(evidence)}.values():
        if not _SHA256.fullmatch(item.original_sha256):
            raise ValueError(f"not a SHA-256: {item.original_sha256}")
        with refusing(item.source):
            size = item.source.stat().st_size
        path = next(name for name in _names(item) if name not in files)
        files[path] = TravellingFile(item, path, size)
    return tuple(files[path] for path in sorted(files))


def index_sheet(files: Sequence[TravellingFile]) -> Sheet:
    """``minh-chung/index.csv``: what each packed file is called at home and where it came from."""
    return Sheet("minh-chung", "", INDEX_COLUMNS, tuple(_index_row(file) for file in files), key=("file",))


def _index_row(file: TravellingFile) -> tuple[str, ...]:
    evidence = file.evidence
    name = file.path.removeprefix(EVIDENCE)
    hashes = (evidence.original_sha256, file.sha256)
    origin = (evidence.source_system, evidence.taken_on)
    return (name, evidence.original_name, *hashes, str(file.size), *origin, "", "", "")


def _names(item: PackedEvidence) -> Iterator[str]:
    """Names to try: two files share the first one only when name and first digits are the same."""
    original = PurePosixPath(item.original_name)
    suffix = ascii_slug(original.suffix, _LONGEST_SUFFIX) if original.suffix else ""
    tail = f"{ascii_slug(original.stem)}.{suffix}" if suffix else ascii_slug(original.stem)
    for digits in range(NAME_DIGITS, len(item.original_sha256) + 1, NAME_DIGITS):
        yield f"{EVIDENCE}{item.original_sha256[:digits]}-{tail}"


def _packs_too_well(source: Path, size: int) -> bool:
    """A large file that shrinks extremely (blank scans) is stored, or it would look like a decompression bomb."""
    if size <= _SAMPLE_FROM:
        return False
    packed = 0
    with refusing(source), source.open("rb") as stream:
        for n in range(_SAMPLES):
            stream.seek(n * (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
            packed += len(zlib.compress(stream.read(_SAMPLE_BYTES)))
    return _TOO_DENSE * packed < _SAMPLES * _SAMPLE_BYTES
