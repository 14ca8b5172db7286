"""What the use cases need of the outside world, as protocols; ``bootstrap`` binds them to adapters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.edits import EditKind
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import WorkingCalendar
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.submission import Receipt
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.continuity_ports import KeepsContinuity
from sonla_desktop.usecases.deadline_ports import KeepsDeadlines
from sonla_desktop.usecases.document_ports import (
    ChartDrawer,
    DocumentPrinter,
    DocumentWriter,
    WorkbookForms,
    WorkbookWriter,
)
from sonla_desktop.usecases.edit_ports import KeepsEdits
from sonla_desktop.usecases.evidence_ports import KeepsEvidence
from sonla_desktop.usecases.history_ports import KeepsHistory
from sonla_desktop.usecases.package_ports import Packages


class Clock(Protocol):
    """Today, as a port, so that findings are reproducible (``--today``, ``SONLA_TODAY``)."""

    def now(self) -> datetime:
        """Local time without zone, whole seconds."""


class MessageCatalogue(Protocol):
    """Vietnamese texts by code; parameters are formatted the Vietnamese way (1.003 · 80,96% · 12/11/2026)."""

    def text(self, code: str, parameters: Mapping[str, object]) -> str:
        """The filled text of this code; raises KeyError for an unknown code or a parameter that is lacking."""


@dataclass(frozen=True, slots=True)
class SamplePeriod:
    """One month of the sample: its period code, its month file, and when it is entered and closed."""

    period: str
    month_file: Path
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of a form as shipped: agency, settings, evidence, months in order (the last one is the current)."""

    agency_code: str
    settings: Path
    evidence: Path | None
    months: tuple[SamplePeriod, ...]
    form: str


class Catalogue(Protocol):
    """Agencies, plans, forms and texts shipped as data."""

    def agencies(self) -> Sequence[Agency]:
        """All agencies, communes first, in the order of their codes."""

    def agency(self, code: str) -> Agency:
        """The agency of this code; raises InputRefused ``agency-unknown`` naming the nearest."""

    def plan(self, plan_id: str) -> Plan:
        """The plan of this id."""

    def form(self, form_id: str) -> FormDefinition:
        """The newest form of this id; raises InputRefused ``form-unknown`` naming those there are."""

    def form_ids(self) -> Sequence[str]:
        """Ids of all forms."""

    def messages(self) -> MessageCatalogue:
        """The texts of findings and errors."""

    def sample(self, form_id: str = "") -> Sample:
        """The sample of this form, or the program's own; raises InputRefused ``sample-absent`` naming those known."""

    def sample_forms(self) -> Sequence[str]:
        """Ids of the forms that ship a sample."""

    def document_rules_version(self) -> str:
        """Version of the document rules (NĐ 30/2020) in force in this program."""


@dataclass(frozen=True, slots=True)
class MonthFile:
    """A month file from outside whose structure is right: the header as given, and only the items it names."""

    agency_code: str
    form: str
    period: str
    version: int
    report: Report
    given: frozenset[str]
    """Top-level keys present in the file, so that a section left out stays as it is."""


class MonthFiles(Protocol):
    """Strict reader of month files, settings files and receipts."""

    def read_month(self, path: Path, plan: Callable[[str], Plan]) -> MonthFile:
        """Reads and checks the structure; raises InputRefused ``month-*`` with the key path of the first fault."""

    def read_settings(self, path: Path, stored: AgencySettings | None = None) -> AgencySettings:
        """Reads ``settings.json``; a key left out keeps what is stored. Raises InputRefused ``settings-*``."""

    def settings_as_json(self, settings: AgencySettings) -> dict[str, Any]:
        """The settings file of these settings."""

    def read_receipt(self, path: Path) -> Receipt:
        """Reads ``phieu-tiep-nhan.json``; raises InputRefused ``receipt-*`` with the key path of the first fault."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who and when of an edit, for the audit chain."""

    at: datetime
    officer: str
    reason: str = ""
    part: str | None = None
    """The room of the agency that entered it, if one did."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file on the evidence shelf, known by the SHA-256 of its original."""

    sha256: str
    original_name: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file built when a version was closed: kind ``package`` or ``document``."""

    name: str
    kind: str
    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """A closed version: the report, everything it was judged and printed with, and what was built from it."""

    report: Report
    settings: AgencySettings
    findings: tuple[StatedFinding, ...]
    closed_at: datetime
    closed_by: str
    program_version: str
    rule_set: str
    chain_head: str
    files: tuple[ArchivedFile, ...] = ()
    deadline_notice: DeadlineNotice | None = None
    replacement: Replacement | None = None
    previous_version: int | None = None
    """Version of the period before that this one was compared with; None: there was none."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One link of the audit chain."""

    seq: int
    at: datetime
    officer: str
    action: str
    where: str
    field: str
    old: str
    new: str
    reason: str
    previous_hash: str
    hash: str
    report: str = ""
    """Which version the edit belongs to, ``<form>/<period>[/<part>]/v<n>``; empty for none."""


class EvidenceShelf(Protocol):
    """Files by hash, beside the store."""

    def take_in(self, source: Path, at: datetime) -> EvidenceFile:
        """Copies a file in (idempotent by hash); raises WorldRefused when the disk refuses."""

    def forget(self, sha256: str) -> None:
        """Removes a file that was taken in by an act which then failed."""

    def holds(self, sha256: str) -> bool:
        """Whether the file is on the shelf."""

    def state(self, sha256: str) -> EvidenceState:
        """Re-hashes the file: present, absent or altered."""

    def file(self, sha256: str) -> EvidenceFile | None:
        """What is known of the file."""

    def path(self, sha256: str) -> Path:
        """Where the file lies."""


class UnitOfWork(KeepsDeadlines, KeepsContinuity, KeepsHistory, KeepsEdits, KeepsEvidence, Protocol):
    """One transaction on the store; leaving without ``commit`` undoes everything."""

    def commit(self) -> None:
        """Makes it durable."""

    def settings(self) -> AgencySettings:
        """Settings in force."""

    def save_settings(self, settings: AgencySettings, stamp: Stamp) -> None:
        """Replaces the settings (audited field by field)."""

    def open_report(self, key: ReportKey) -> Report | None:
        """The open version of this report, if there is one."""

    def newest_report(self, key: ReportKey) -> Report | None:
        """The newest version, open or closed."""

    def save_report(
        self,
        report: Report,
        stamp: Stamp,
        *,
        form_version: int | None = None,
        plan: str | None = None,
        plan_version: int | None = None,
        kind: EditKind = EditKind.TYPED,
    ) -> tuple[FieldChange, ...]:
        """Writes the open version: only items that differ, each changed field an audit row. Returns what changed.

        All of it is one step that can be undone; ``kind`` says how it was made.
        ``form_version``, ``plan`` and ``plan_version`` note what the report was made on; None leaves them as they are.
        Raises ValueError for a closed version.
        """

    def freeze(self, frozen: FrozenVersion, stamp: Stamp) -> None:
        """Closes the open version with a row hash over everything that was frozen."""

    def versions(self, key: ReportKey) -> Sequence[FrozenVersion]:
        """Closed versions, oldest first; raises WorldRefused ``store-damaged`` when a row hash does not fit."""

    def reports(self) -> Sequence[tuple[ReportKey, int, bool]]:
        """Every report in the store as (key, newest version, is it closed), by period."""

    def audit(self, limit: int = 100) -> Sequence[AuditEntry]:
        """The newest links of the audit chain."""

    def chain_head(self) -> str:
        """Hash of the newest audit link."""

    def register_evidence(self, files: Iterable[EvidenceFile], stamp: Stamp) -> None:
        """Notes names and sizes of files that were taken in."""


class Store(Protocol):
    """An open store of one agency."""

    @property
    def folder(self) -> Path:
        """The store's folder."""

    @property
    def agency(self) -> Agency:
        """Whose store it is."""

    @property
    def read_only(self) -> bool:
        """True when it was opened for reading."""

    @property
    def is_sample(self) -> bool:
        """True for the sample month: every output is marked MẪU."""

    @property
    def shelf(self) -> EvidenceShelf:
        """The evidence files."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Starts a transaction."""

    def archive_dir(self, key: ReportKey, version: int) -> Path:
        """Folder (inside the store) of the files built for a closed version."""

    def close(self) -> None:
        """Closes files and gives the lock back."""


class Stores(Protocol):
    """Creates and opens stores on disk."""

    def create(self, folder: Path, agency: Agency, settings: AgencySettings, stamp: Stamp, *, sample: bool) -> None:
        """Creates a store; raises InputRefused ``store-exists`` or WorldRefused."""

    def open(self, folder: Path, *, read_only: bool = False, officer: str = "") -> Store:
        """Opens a store and, for writing, takes its lock; raises WorldRefused (``store-*``, ``chain-broken``)."""


class Files(Protocol):
    """Safe file operations outside the store: whole or not at all."""

    def copy_whole(self, source: Path, target: Path) -> str:
        """Copies a file and returns the SHA-256 of what was written; raises WorldRefused."""

    def write_bytes(self, target: Path, data: bytes) -> None:
        """Writes a file; raises WorldRefused."""

    def make_folder(self, folder: Path) -> None:
        """Makes a folder and its parents if they are not there; raises WorldRefused."""


@dataclass(frozen=True, slots=True)
class World:
    """All ports together, as ``bootstrap`` binds them; without ``charts`` documents have none."""

    clock: Clock
    calendar: WorkingCalendar
    catalogue: Catalogue
    month_files: MonthFiles
    stores: Stores
    files: Files
    documents: DocumentWriter
    printer: DocumentPrinter
    workbooks: WorkbookWriter
    entry_forms: WorkbookForms
    packages: Packages
    program_version: str
    charts: ChartDrawer | None = None
