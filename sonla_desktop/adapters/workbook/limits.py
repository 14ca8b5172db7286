"""How large a workbook from outside may be, and what comes of one that is broken."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Final

from sonla_desktop.usecases.errors import InputRefused

_MOST_PARTS: Final = 100
_MOST_BYTES: Final = 16 << 20
_MOST_TAGS: Final = 400_000
_BLOCK: Final = 1 << 18

DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, SyntaxError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError),
)
"""What openpyxl lets out when a part of the file is broken."""


def weigh(data: bytes, file: str) -> None:
    """Refuses what would unpack to more than any report holds, counting real bytes and elements.

    Raises:
        InputRefused: ``workbook-too-large``, naming ``file``.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise InputRefused("workbook-too-large", file=file)
        size = tags = 0
        for part in parts:
            with archive.open(part) as stream:
                while block := stream.read(_BLOCK):
                    size += len(block)
                    tags += block.count(b"<")
                    if size > _MOST_BYTES or tags > _MOST_TAGS or _is_wide(part.filename, block):
                        raise InputRefused("workbook-too-large", file=file)


def _is_wide(name: str, block: bytes) -> bool:
    """XML in two bytes a letter, where counting elements would count nothing."""
    return name.endswith((".xml", ".rels")) and b"\0" in block
