"""What the use cases need of packages, as protocols: what goes in, what could be read of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.sheet import Sheet
from sonla_desktop.domain.submission_deadline import DeadlineNotice


@dataclass(frozen=True, slots=True)
class PackedEvidence:
    """A piece of evidence as it travels: where it lies now and what index.csv says of it."""

    source: Path
    original_name: str
    original_sha256: str
    source_system: str = ""
    taken_on: str = ""


@dataclass(frozen=True, slots=True)
class PackageContents:
    """Everything of one package before it is a bag; nothing here depends on the time of building."""

    name: str  # <agency code>_<form id>_<period>_v<version>
    report_json: bytes
    findings_json: bytes
    declaration_json: bytes
    replacement_json: bytes | None
    sheets: tuple[Sheet, ...]
    workbook: Path
    documents: tuple[Path, ...]
    evidence: tuple[PackedEvidence, ...]
    bag_info: Mapping[str, str]
    bagging_date: datetime
    readme: str  # plain Vietnamese text of DOC_TRUOC.txt


@dataclass(frozen=True, slots=True)
class PackageProblem:
    """What is wrong in a package: file inside it, kind, Vietnamese text; item and column where it is about a cell."""

    file: str
    kind: str
    message: str
    place: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class PackageRead:
    """What could be read of a package after the physical checks: its CSVs (``sheets``) and its Excel sheet too."""

    problems: tuple[PackageProblem, ...]
    report: Report | None = None
    findings: tuple[Mapping[str, Any], ...] = ()
    rule_set: str = ""
    checked_at: datetime | None = None
    evidence: Mapping[str, EvidenceState] | None = None
    sheets: tuple[Sheet, ...] = ()
    workbook: tuple[Sheet, ...] = ()
    deadline_notice: DeadlineNotice | None = None
    replacement: Replacement | None = None


class Packages(Protocol):
    """Writes and reads bags."""

    def write(self, contents: PackageContents, target: Path) -> None:
        """Writes the ZIP, whole or not at all; equal contents give equal bytes."""

    def read(self, path: Path) -> PackageRead:
        """Path safety, manifests, schemas and agreement of the files; names each file that differs."""
