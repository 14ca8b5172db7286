"""Names and numbers that make a folder a store; everything that must know them reads them here."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.text import ascii_slug

DATABASE: Final = "so-bao-cao.sqlite3"
JOURNAL: Final = DATABASE + "-journal"
EVIDENCE: Final = "minh-chung"
BACKUPS: Final = "sao-luu"
ARCHIVE: Final = "luu-tru"
LOCK: Final = "khoa.json"

APPLICATION_ID: Final = 0x534C4442
"""Stands in the header of the database file, so that no other SQLite file is taken for a store."""

SCHEMA_VERSION: Final = 4
"""Stands there too (``user_version``); a store with a higher one was written by a newer program."""


def archive_folder(store: Path, key: ReportKey, version: int) -> Path:
    """Folder of what was built when a version was closed: ``luu-tru/<form>/<period>[/<part>]/v<n>``."""
    folder = store / ARCHIVE / key.form / str(key.period)
    if key.part is not None:
        # Two rooms whose names differ in marks alone must not share a folder.
        mark = sha256(key.part.encode("utf-8")).hexdigest()[:6]
        folder = folder / f"{ascii_slug(key.part, 40)}-{mark}"
    return folder / f"v{version}"
