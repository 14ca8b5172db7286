"""The document of a package must be a readable DOCX of this very report: the check code in its footer says so."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Set
from io import BytesIO
from typing import Final
from xml.parsers import expat

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.integrity import CheckedBag
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.domain.month_json import check_code

_BODY: Final = "word/document.xml"
_FOOTER: Final = re.compile(r"word/footer[^/]*\.xml")
_CODE: Final = re.compile("[0-9a-f]{8}…[0-9a-f]{8}")
_MOST_FOOTERS: Final = 100
_LARGEST_PART: Final = 64 << 20
_DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, expat.ExpatError),
    *(LookupError, ValueError, RuntimeError),
)
"""What the libraries let out when a part of the file is broken; RuntimeError is a password."""


def check_documents(bag: CheckedBag, told: Set[str]) -> Iterator[Fault]:
    """At least one DOCX is there, and each one can be read and carries the check code of the month file.

    Files in ``told`` are passed over: what is wrong with them has been said.
    """
    documents = {path for path in {*bag.seen, *told} if layout.is_document(path)}
    if not documents:
        yield Fault(layout.DOCUMENTS, Kind.MISSING, "package-document-absent")
    for path in sorted(documents - told):
        data = bag.content(path)
        if data is not None:
            yield from _check_document(path, data, _report_digest(bag))


def _report_digest(bag: CheckedBag) -> str | None:
    return bag.seen[layout.REPORT].sha256 if layout.REPORT in bag.intact else None


def _check_document(path: str, data: bytes, digest: str | None) -> Iterator[Fault]:
    try:
        codes = _codes(data)
    except _DAMAGE:
        yield Fault(path, Kind.DISAGREE, "package-document-unreadable")
        return
    expected = check_code(digest) if digest else None
    if expected is not None and expected not in codes:
        found = ", ".join(codes) or "không có mã"
        yield Fault(path, Kind.DISAGREE, "package-document-other", found=found, expected=expected)


def _codes(data: bytes) -> tuple[str, ...]:
    """The check codes in the footers, each once; raises one of ``_DAMAGE`` for what is no DOCX."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        _text(archive, _BODY)
        footers = sorted(name for name in archive.namelist() if _FOOTER.fullmatch(name))[:_MOST_FOOTERS]
        found = [code for name in footers for code in _CODE.findall(_text(archive, name))]
    return tuple(dict.fromkeys(found))


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """The text of a part, which must be XML without entities of its own: they can grow without end."""
    with archive.open(name) as stream:
        data = stream.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise ValueError(f"{name} is too large")
    texts: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = texts.append
    parser.EntityDeclHandler = _refuse_entity
    parser.Parse(data, True)
    return "".join(texts)


def _refuse_entity(*_: object) -> None:
    raise ValueError("an entity of its own")
