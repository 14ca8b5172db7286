"""ZIP files whose bytes depend on their content alone, so that "already sent" is one comparison.

Times, owners and the making machine are what usually differ; here they are fixed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, Final

from sonla_desktop.adapters.files.safe_write import read_blocks
from sonla_desktop.usecases.errors import WorldRefused

Entry = tuple[str, bytes | Path, bool]
"""Name inside the ZIP, content or the file that holds it, and whether compressing pays."""

_DATE: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE_FILE: Final = 0o100644 << 16
_VIETNAM: Final = timezone(timedelta(hours=7))
_FIRST_PART: Final = "[Content_Types].xml"
_PROPERTIES: Final = "docProps/core.xml"
_PROPERTY_DATE: Final = re.compile(rb"(<(?:\w+:)?(created|modified)\b[^>]*>)[^<]*(</(?:\w+:)?\2>)")
_COMPRESSED: Final = frozenset(
    (
        *("png", "jpg", "jpeg", "gif", "webp", "mp3", "mp4"),
        *("zip", "gz", "7z", "rar"),
        *("docx", "xlsx", "pptx", "odt", "ods", "pdf"),
    )
)


def is_compressed(name: str) -> bool:
    """Whether a file of this name is packed already: packing it again costs time and saves nothing."""
    return name.rpartition(".")[2].lower() in _COMPRESSED


def write_zip(
    target: BinaryIO, entries: Iterable[Entry], seen: Callable[[str, bytes], None] | None = None
) -> None:
    """Writes the entries in the order given; equal entries give equal bytes. Files are streamed, not loaded.

    Args:
        target: the open ZIP file.
        entries: what goes in.
        seen: called with the entry's name and each block of a streamed file, so that it is hashed in the same pass.

    Raises:
        ValueError: two entries have one name.
        WorldRefused: a file among the entries cannot be read, or changed meanwhile (``file-changed``).
    """
    names: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content, compress in entries:
            if name in names:
                raise ValueError(f"two entries named {name}")
            names.add(name)
            _write_entry(archive, _entry(name, compress), content, seen)


def repack(office_file: bytes, at: datetime) -> bytes:
    """The same DOCX or XLSX with nothing in it that depends on when and where it was made.

    Parts keep their order, with the list of content types first as readers expect; the dates of creation and
    change in the document properties become ``at`` (a time without zone is Vietnam's).
    """
    with zipfile.ZipFile(io.BytesIO(office_file)) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        parts = {name: archive.read(name) for name in names}
    if _PROPERTIES in parts:
        parts[_PROPERTIES] = _dated(parts[_PROPERTIES], at)
    in_order = sorted(parts, key=lambda name: name != _FIRST_PART)
    packed = io.BytesIO()
    write_zip(packed, ((name, parts[name], not is_compressed(name)) for name in in_order))
    return packed.getvalue()


def _entry(name: str, compress: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system = _UNIX
    info.external_attr = _READABLE_FILE
    info.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    return info


def _write_entry(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    content: bytes | Path,
    seen: Callable[[str, bytes], None] | None,
) -> None:
    if isinstance(content, bytes):
        archive.writestr(info, content)
        return
    size = content.stat().st_size if content.exists() else 0
    info.file_size = size  # lets the ZIP choose 64-bit sizes where they are needed
    written = 0
    with archive.open(info, "w") as stream:
        for block in read_blocks(content):
            stream.write(block)
            written += len(block)
            if seen is not None:
                seen(info.filename, block)
    if written != size:
        raise WorldRefused("file-changed", file=content.name)


def _dated(properties: bytes, at: datetime) -> bytes:
    local = at if at.tzinfo else at.replace(tzinfo=_VIETNAM)
    text = local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    return _PROPERTY_DATE.sub(lambda found: found[1] + text + found[3], properties)
