"""Where everything stands in a package, and the form in which a fault of it is told (6-package of the design)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

DECLARATION: Final = "bagit.txt"
BAG_INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAG_MANIFEST: Final = "tagmanifest-sha256.txt"
READ_FIRST: Final = "DOC_TRUOC.txt"
TAG_FILES: Final = frozenset({DECLARATION, BAG_INFO, MANIFEST, READ_FIRST})
"""What the tag manifest lists: no more and no less."""

PAYLOAD: Final = "data/"
REPORT: Final = "data/bao-cao.json"
DESCRIPTOR: Final = "data/datapackage.json"
TABLES: Final = "data/so-lieu/"
WORKBOOK: Final = "data/bieu-nhap.xlsx"
FINDINGS: Final = "data/kiem-tra.json"
STATES: Final = "data/khai-bao.json"
REPLACEMENT: Final = "data/thay-the.json"
EVIDENCE: Final = "data/minh-chung/"
EVIDENCE_INDEX: Final = "data/minh-chung/index.csv"
DOCUMENTS: Final = "data/bao-cao/"
TABLE_NAMES: Final = {f"{TABLES}{name}.csv": name for name in ("chi-tieu", "nhiem-vu", "so-lieu")} | {
    EVIDENCE_INDEX: "minh-chung"
}
"""Every table that each package has, by its path."""
_FORM_TABLE: Final = re.compile(rf"{TABLES}(?P<name>bang-[a-z0-9_-]{{1,40}})\.csv")
REQUIRED: Final = (REPORT, DESCRIPTOR, WORKBOOK, FINDINGS, STATES, EVIDENCE_INDEX)

DECLARATION_TEXT: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
OXUM: Final = "Payload-Oxum"
BAGGING_DATE: Final = "Bagging-Date"
CHECKED_AT: Final = "Checked-At"
IDENTIFIER: Final = "External-Identifier"
RULE_SET: Final = "Rule-Set"

_KNOWN: Final = re.compile(
    "|".join(
        (
            *map(re.escape, (*REQUIRED, REPLACEMENT, *TABLE_NAMES)),
            rf"{TABLES}bang-[a-z0-9_-]{{1,40}}\.csv",
            f"{EVIDENCE}[^/]+",
            rf"{DOCUMENTS}[^/]+\.(?:docx|pdf)",
        )
    )
)


def is_known(path: str) -> bool:
    """Whether a payload file has its place in a package; a DOCX in the folder of documents has, a program has not."""
    return _KNOWN.fullmatch(path) is not None


def table_name(path: str) -> str | None:
    """The name of the table at this path, ``bang-…`` for a table of the form; None: no place of a table."""
    found = _FORM_TABLE.fullmatch(path)
    return found["name"] if found else TABLE_NAMES.get(path)


def is_document(path: str) -> bool:
    """Whether this is the place of a document that carries a check code."""
    return path.startswith(DOCUMENTS) and path.endswith(".docx")


class Kind(StrEnum):
    """What is wrong with a file of a package; only ``NEWER`` leaves the package whole."""

    REFUSED = "refused"
    BAG = "bag"
    SIZE = "size"
    HASH = "hash"
    MISSING = "missing"
    EXTRA = "extra"
    SCHEMA = "schema"
    NEWER = "newer"
    DISAGREE = "disagree"
    EVIDENCE = "evidence"


class Fault(Exception):
    """One fault: the file inside the package, its kind, the code of its text, and what fills the text.

    Checks that can go on yield it; those that cannot raise it.
    """

    def __init__(self, file: str, kind: Kind, code: str, **parameters: object) -> None:
        super().__init__(file, kind, code, parameters)
        self.file = file
        self.kind = kind
        self.code = code
        self.parameters: Mapping[str, object] = {"file": file, **parameters}

    @property
    def place(self) -> tuple[str, str]:
        """Item and column that it is about; empty where it is about the file."""
        return str(self.parameters.get("item", "")), str(self.parameters.get("column", ""))
