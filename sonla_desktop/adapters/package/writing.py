"""Puts one bag together and writes it as a ZIP: whole or not at all, equal contents in equal bytes.

Every hash is known before the first byte is written; what is streamed is hashed on the way and compared.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from sonla_desktop.adapters.files.refusals import refusing
from sonla_desktop.adapters.files.safe_write import file_sha256, write_whole
from sonla_desktop.adapters.files.stable_zip import is_compressed, write_zip
from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.cells import csv_bytes
from sonla_desktop.adapters.package.descriptor import DescribedFile, descriptor_bytes
from sonla_desktop.adapters.package.evidence_files import TravellingFile, index_sheet, travelling_files
from sonla_desktop.adapters.package.tag_files import Weight, bag_info_bytes, manifest_bytes
from sonla_desktop.domain.sheet import Sheet
from sonla_desktop.domain.text import ascii_slug
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.package_ports import PackageContents

_MOST_WAITING: Final = 8
_SAFE_NAME: Final = re.compile("[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class _Part:
    """A file of the bag: where it stands, what it holds, how it is stored."""

    path: str
    content: bytes | Path
    size: int
    sha256: str
    compress: bool
    sheet: Sheet | None = None


def write_bag(contents: PackageContents, target: Path) -> None:
    """Writes the package.

    Raises:
        WorldRefused: the disk refuses, a file cannot be read, or ``evidence-altered``: a file is not the one whose
            hash the report names.
    """
    parts = tuple(_bag(contents))

    def write(stream: BinaryIO) -> None:
        _write_parts(stream, contents.name, parts)

    write_whole(target, write)


def _write_parts(stream: BinaryIO, top: str, parts: tuple[_Part, ...]) -> None:
    entries = ((f"{top}/{part.path}", part.content, part.compress) for part in parts)
    with _Hashing() as hashing:
        write_zip(stream, entries, hashing.add)
    for part in parts:
        if isinstance(part.content, Path) and hashing.sha256(f"{top}/{part.path}") != part.sha256:
            raise WorldRefused("evidence-altered", file=part.content.name)


class _Hashing:
    """Hashes the blocks of files beside their being written, on a thread of its own: both take about equally long."""

    def __init__(self) -> None:
        self._digests: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
        self._worker = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> _Hashing:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.shutdown()

    def add(self, name: str, block: bytes) -> None:
        """Takes the next block of a file; waits when hashing falls far behind, so that memory stays small."""
        self._waiting.append(self._worker.submit(self._digests[name].update, block))
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().result()

    def sha256(self, name: str) -> str:
        """Hash of a file whose blocks were all taken, once the work is over."""
        return self._digests[name].hexdigest()


def _bag(contents: PackageContents) -> Iterator[_Part]:
    """All parts in the order of their paths, which is also their order in the ZIP."""
    payload = _payload(contents)
    tags = {
        layout.DECLARATION: layout.DECLARATION_TEXT,
        layout.READ_FIRST: contents.readme.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8"),
        layout.BAG_INFO: bag_info_bytes(_labels(contents, payload)),
        layout.MANIFEST: manifest_bytes({part.path: part.sha256 for part in payload}),
    }
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in tags.items()}
    tags[layout.TAG_MANIFEST] = manifest_bytes(hashes)
    parts = [*payload, *(_made(path, data) for path, data in tags.items())]
    yield from sorted(parts, key=lambda part: part.path)


def _labels(contents: PackageContents, payload: tuple[_Part, ...]) -> dict[str, str]:
    weight = Weight(sum(part.size for part in payload), len(payload))
    date = contents.bagging_date.date().isoformat()
    return {**contents.bag_info, layout.BAGGING_DATE: date, layout.OXUM: str(weight)}


def _payload(contents: PackageContents) -> tuple[_Part, ...]:
    evidence = travelling_files(contents.evidence)
    parts = [
        _made(layout.REPORT, contents.report_json),
        _made(layout.FINDINGS, contents.findings_json),
        _made(layout.STATES, contents.declaration_json),
        *(_table(f"{layout.TABLES}{sheet.name}.csv", sheet) for sheet in contents.sheets),
        _table(layout.EVIDENCE_INDEX, index_sheet(evidence)),
        _read(layout.WORKBOOK, contents.workbook),
        *(_read(layout.DOCUMENTS + _document_name(path), path) for path in contents.documents),
        *(_evidence(file) for file in evidence),
    ]
    if contents.replacement_json is not None:
        parts.append(_made(layout.REPLACEMENT, contents.replacement_json))
    parts.sort(key=lambda part: part.path)
    described = [DescribedFile(part.path, part.size, part.sha256, part.sheet) for part in parts]
    title = f"Báo cáo {contents.bag_info.get(layout.IDENTIFIER, contents.name)}"
    return (*parts, _made(layout.DESCRIPTOR, descriptor_bytes(contents.name, title, described)))


def _made(path: str, data: bytes, sheet: Sheet | None = None) -> _Part:
    return _Part(path, data, len(data), hashlib.sha256(data).hexdigest(), True, sheet)


def _table(path: str, sheet: Sheet) -> _Part:
    return _made(path, csv_bytes(sheet), sheet)


def _read(path: str, source: Path) -> _Part:
    with refusing(source):
        size = source.stat().st_size
    return _Part(path, source, size, file_sha256(source), not is_compressed(path))


def _evidence(file: TravellingFile) -> _Part:
    return _Part(file.path, file.evidence.source, file.size, file.sha256, file.compress)


def _document_name(path: Path) -> str:
    if _SAFE_NAME.fullmatch(path.name):
        return path.name
    return f"{ascii_slug(path.stem)}{path.suffix.lower()}"
