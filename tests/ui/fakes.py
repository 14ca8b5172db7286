"""A world in memory for the tests of the window: a small plan, a store on dicts, and a disk that can refuse."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from threading import get_ident
from typing import Any

from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.domain.agency import Agency, AgencyKind, AgencySettings
from sonla_desktop.domain.changes import FieldChange, changed_fields
from sonla_desktop.domain.edits import EditEnds
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.submission import Outcome, SendLedgerEntry, Submission
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.paths import forms_dir, resources_dir
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.deadline_ports import VersionMark
from sonla_desktop.usecases.errors import InputRefused, WorldRefused
from sonla_desktop.usecases.evidence_ports import EvidenceUse, ShelvedFile
from sonla_desktop.usecases.history_ports import AuditQuery, ChainState, VersionLine
from sonla_desktop.usecases.ports import AuditEntry, EvidenceFile, FrozenVersion, Stamp, World
from tests.helpers import months
from tests.ui.small_form import SMALL, small_form, small_plan

NOW = datetime.fromisoformat("2026-11-09T10:42:00")
OTHER = Agency("03646", "UBND phường Tô Hiệu", "Phường Tô Hiệu", AgencyKind.WARD)


class SmallCatalogue(DataCatalogue):
    """The shipped texts and the form of 2026 over the small plan, and a second small form."""

    def __init__(self) -> None:
        super().__init__(resources_dir(), forms_dir())
        self._plan = months.plan()

    def agencies(self) -> Sequence[Agency]:
        return (OTHER, months.agency())

    def agency(self, code: str) -> Agency:
        return {agency.code: agency for agency in self.agencies()}[code]

    def plan(self, plan_id: str) -> Plan:
        return small_plan() if plan_id == SMALL else self._plan

    def form(self, form_id: str) -> FormDefinition:
        return small_form() if form_id == SMALL else super().form(form_id)

    def form_ids(self) -> Sequence[str]:
        return ("kh-2026", SMALL)


class Shelf:
    """Evidence in memory; every file that was named is present."""

    def __init__(self) -> None:
        self.files: dict[str, EvidenceFile] = {}
        self.hashed: list[str] = []

    def take_in(self, source: Path, at: datetime) -> EvidenceFile:
        from sonla_desktop.usecases.attach_evidence import file_sha256

        made = EvidenceFile(file_sha256(source), source.name, source.stat().st_size, at)
        self.files[made.sha256] = made
        return made

    def forget(self, sha256: str) -> None:
        self.files.pop(sha256, None)

    def holds(self, sha256: str) -> bool:
        return sha256 in self.files

    def state(self, sha256: str) -> EvidenceState:
        self.hashed.append(sha256)
        return EvidenceState.PRESENT

    def file(self, sha256: str) -> EvidenceFile | None:
        return self.files.get(sha256)

    def path(self, sha256: str) -> Path:
        return Path(sha256)


@dataclass
class MemoryStore:
    """One agency's store; ``refusal`` is raised by every commit while it is set."""

    folder: Path
    agency: Agency
    kept: AgencySettings
    is_sample: bool = False
    read_only: bool = False
    shelf: Shelf = field(default_factory=Shelf)
    reports: dict[ReportKey, Report] = field(default_factory=dict)
    frozen: dict[ReportKey, list[FrozenVersion]] = field(default_factory=dict)
    notices: dict[ReportKey, DeadlineNotice] = field(default_factory=dict)
    since: datetime = NOW
    refusal: Exception | None = None
    commits: int = 0
    threads: set[int] = field(default_factory=set)
    is_open: bool = False

    @contextmanager
    def begin(self) -> Iterator[Work]:
        self.threads.add(get_ident())
        yield Work(self)

    def archive_dir(self, key: ReportKey, version: int) -> Path:
        return self.folder / str(key.period) / str(version)

    def close(self) -> None:
        self.is_open = False


class Work:
    """A transaction: nothing reaches the store before ``commit``."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._reports = dict(store.reports)
        self._frozen = {key: list(versions) for key, versions in store.frozen.items()}
        self._settings = store.kept
        self._notices = dict(store.notices)

    def commit(self) -> None:
        if self._store.refusal is not None:
            raise self._store.refusal
        self._store.reports, self._store.frozen = self._reports, self._frozen
        self._store.kept, self._store.notices = self._settings, self._notices
        self._store.commits += 1

    def settings(self) -> AgencySettings:
        return self._settings

    def save_settings(self, settings: AgencySettings, stamp: Stamp) -> None:
        self._settings = settings

    def deadline_notices(self) -> Mapping[ReportKey, DeadlineNotice]:
        return self._notices

    def save_deadline(self, key: ReportKey, notice: DeadlineNotice | None, stamp: Stamp) -> bool:
        before = self._notices.pop(key, None)
        if notice is not None:
            self._notices[key] = replace(notice, by=stamp.officer, at=stamp.at)
        return before != self._notices.get(key)

    def version_marks(self) -> Mapping[ReportKey, Sequence[VersionMark]]:
        marks = {
            key: [VersionMark(frozen.report.version, frozen.closed_at) for frozen in versions]
            for key, versions in self._frozen.items()
        }
        for key, report in self._reports.items():
            marks.setdefault(key, []).append(VersionMark(report.version, None))
        return marks

    def kept_since(self) -> datetime:
        return self._store.since

    def open_report(self, key: ReportKey) -> Report | None:
        return self._reports.get(key)

    def newest_report(self, key: ReportKey) -> Report | None:
        closed = self._frozen.get(key)
        return self._reports.get(key) or (closed[-1].report if closed else None)

    def save_report(self, report: Report, stamp: Stamp, **_versions: object) -> tuple[FieldChange, ...]:
        changed = changed_fields(self._reports.get(report.key), report)
        self._reports[report.key] = report
        return changed

    def freeze(self, frozen: FrozenVersion, stamp: Stamp) -> None:
        self._reports.pop(frozen.report.key, None)
        self._frozen.setdefault(frozen.report.key, []).append(frozen)

    def versions(self, key: ReportKey) -> Sequence[FrozenVersion]:
        return tuple(self._frozen.get(key, ()))

    def reports(self) -> Sequence[tuple[ReportKey, int, bool]]:
        still_open = [(key, report.version, False) for key, report in self._reports.items()]
        closed = [(key, v[-1].report.version, True) for key, v in self._frozen.items() if key not in self._reports]
        return still_open + closed

    def submission(self, key: ReportKey, version: int) -> Submission | None:
        return None

    def handed_out(self, key: ReportKey, version: int) -> Sequence[SendLedgerEntry]:
        return ()

    def edit_ends(self, key: ReportKey) -> EditEnds:
        return EditEnds()

    def chain_head(self) -> str:
        return "0" * 64

    def audit_page(self, wanted: AuditQuery, before: int | None, limit: int) -> Sequence[AuditEntry]:
        return history_of(self._store) if before is None else ()

    def audit_officers(self) -> Sequence[str]:
        return ("Lò Thị Hoa",)

    def chain_state(self) -> ChainState:
        return ChainState(len(history_of(self._store)), "ab" * 32)

    def verify_chain_part(self, first: int, count: int) -> int:
        return len(history_of(self._store))

    def version_lines(self) -> Sequence[VersionLine]:
        return tuple(
            VersionLine(key, frozen.report.version, frozen.closed_at, frozen.closed_by, outcome=Outcome(Submission(1)))
            for key, versions in self._frozen.items()
            for frozen in versions
        )

    def shelved_files(self) -> Sequence[ShelvedFile]:
        return tuple(ShelvedFile(file, "Lò Thị Hoa") for file in self._store.shelf.files.values())

    def evidence_uses(self) -> Sequence[EvidenceUse]:
        closed = [version.report for versions in self._frozen.values() for version in versions]
        return tuple(
            EvidenceUse(sha256, report.key, report.version, reading.code, f"sources.{number}.evidence.{place}")
            for report in (*closed, *self._reports.values())
            for reading in report.indicators
            for number, source in enumerate(reading.sources)
            for place, sha256 in enumerate(source.evidence)
        )

    def register_evidence(self, files: Iterable[EvidenceFile], stamp: Stamp) -> None:
        """The shelf knows them already."""

    def history(self, key: ReportKey, limit: int = 12) -> tuple[Report, ...]:
        before, period = [], key.period.previous()
        while period is not None and len(before) < limit:
            before.append(self.newest_report(replace(key, period=period)))
            period = period.previous()
        return tuple(report for report in reversed(before) if report is not None)

    def uses_of_evidence(self, key: ReportKey, hashes: Collection[str]) -> Mapping[str, str]:
        return {}

    def open_replacement(self, report: Report, stamp: Stamp) -> None:
        self._reports[report.key] = report

    def withdraw_replacement(self, key: ReportKey, stamp: Stamp) -> None:
        del self._reports[key]


def history_of(store: MemoryStore) -> tuple[AuditEntry, ...]:
    """A few changes of the first open report, newest first."""
    (report, *_) = store.reports.values() or (months.report(),)
    fields = (("numerator", "810", "812"), ("note", '""', '"Đối chiếu sổ"'))
    label = f"{report.form}/{report.period}/v{report.version}"
    return tuple(
        AuditEntry(
            number, NOW, "Lò Thị Hoa", "edit", months.DOCUMENTS, name, old, new, "Sửa theo sổ", "", "cd" * 32, label
        )
        for number, (name, old, new) in zip((2, 1), fields, strict=True)
    )


class MemoryStores:
    """Stores by folder."""

    def __init__(self) -> None:
        self.made: dict[Path, MemoryStore] = {}

    def create(self, folder: Path, agency: Agency, settings: AgencySettings, stamp: Stamp, *, sample: bool) -> None:
        if folder in self.made:
            raise InputRefused("store-exists", folder=folder.name)
        self.made[folder] = MemoryStore(folder, agency, settings, sample)

    def open(self, folder: Path, *, read_only: bool = False, officer: str = "") -> MemoryStore:
        if folder not in self.made:
            raise WorldRefused("store-absent", folder=folder.name)
        store = self.made[folder]
        if read_only:
            return replace(store, read_only=True)
        if store.is_open:
            raise WorldRefused("store-locked", who="Chị Hoa", since="8:15", machine="may-2")
        store.is_open = True
        return store


class Unused:
    """A port that the window must not reach in these tests."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the test's world has no such port ({name})")


def memory_world() -> World:
    """A world whose clock stands at 10:42 on 9 November 2026."""
    ports: dict[str, Any] = {port.name: Unused() for port in fields(World) if port.default is MISSING}
    ports |= {
        "clock": FixedClock(NOW),
        "calendar": months.WeekendCalendar(),
        "catalogue": SmallCatalogue(),
        "stores": MemoryStores(),
        "printer": QtDocumentPrinter(lambda: read_document_rules(resources_dir() / "document-rules")),
        "program_version": "0",
    }
    return World(**ports)


def full_store(world: World, folder: Path, **changes: Any) -> MemoryStore:
    """A store that holds October closed and November entered without a fault; ``changes`` replace its parts."""
    previous = months.previous_report()
    closed = FrozenVersion(previous, months.settings(), (), NOW, "Lò Thị Hoa", "0", "2026.1", "0" * 64)
    store = MemoryStore(folder, months.agency(), months.settings())
    store.reports[months.report().key] = months.report()
    store.frozen[previous.key] = [closed]
    world.stores.made[folder] = replace(store, **changes)
    return world.stores.made[folder]
