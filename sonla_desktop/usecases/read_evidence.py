"""Reads the evidence shelf for the page Minh chứng: which file, which figures rest on it, whether it is still whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.indicator import Indicator
from sonla_desktop.domain.reading import IndicatorReading, SourceKind, SourceReading
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.submission import Submission
from sonla_desktop.domain.task import IssuedDocument, TaskUpdate
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.evidence_ports import EvidenceUse, ShelvedFile
from sonla_desktop.usecases.outcomes import task_items
from sonla_desktop.usecases.ports import EvidenceFile, Store, UnitOfWork, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import Month, plan_of_form

EVIDENCE_RULES: Final = "MC-"
"""Codes of the rules about files behind figures begin with this."""
SIGNED: Final = "signed_pdf"
"""Field of a use that is the signed copy of a closed version."""
_PLACE: Final = re.compile(r"(?:sources|documents)\.(\d+)\.")


@dataclass(frozen=True, slots=True)
class NamedUse:
    """A place that names a file, in words: ``item`` and ``field`` lead there; ``newest`` False: a superseded version.

    ``form`` is the short name of the form.
    """

    use: EvidenceUse
    what: str
    form: str
    newest: bool = True

    @property
    def is_signed_copy(self) -> bool:
        """The file is not evidence of a figure but the signed report itself."""
        return self.use.field == SIGNED


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A file of the shelf, or one that is named but was never taken in (``added_by`` and size unknown then)."""

    sha256: str
    shelved: ShelvedFile | None
    is_there: bool
    uses: tuple[NamedUse, ...] = ()

    @property
    def name(self) -> str:
        """The original name, or the beginning of the hash where it is not known."""
        return self.shelved.file.original_name if self.shelved else f"Tệp {self.sha256[:8]}"

    def used_by(self, key: ReportKey) -> tuple[NamedUse, ...]:
        """Where the newest version of this report names it."""
        return tuple(use for use in self.uses if use.use.key == key and use.newest)

    def used_elsewhere(self, key: ReportKey) -> tuple[NamedUse, ...]:
        """Where other reports, or superseded versions of this one, name it."""
        return tuple(use for use in self.uses if use.use.key != key or not use.newest)


@dataclass(frozen=True, slots=True)
class EvidenceTarget:
    """A source of an indicator or a document of a task that a file can be attached to; one past the last is a new one.

    ``kind`` is ``sources`` or ``documents``.
    """

    kind: str
    item: str
    position: int
    name: str
    """The indicator or task in words; ``place`` the source or document of it."""
    place: str

    @property
    def label(self) -> str:
        """Both, for one line."""
        return f"{self.name} · {self.place}"


def read_evidence(world: World, store: Store, key: ReportKey) -> tuple[ShelfLine, ...]:
    """Every file of the shelf and every file that a report names: those of this report first, newest first.

    Nothing is hashed; whether a file is there is looked at.
    """
    with store.begin() as work:
        shelved, uses, copies = work.shelved_files(), tuple(work.evidence_uses()), signed_copies(work)
    naming = _Naming(world, store)
    newest = {use.key: use.version for use in uses}
    named: dict[str, list[NamedUse]] = defaultdict(list)
    for use in (*uses, *copies):
        is_newest = use.field == SIGNED or use.version == newest[use.key]
        named[use.sha256].append(NamedUse(use, naming.what(use), naming.form(use.key.form), is_newest))
    known = {item.file.sha256: item for item in shelved}
    lines = [
        ShelfLine(sha256, known.get(sha256), store.shelf.holds(sha256), tuple(named.get(sha256, ())))
        for sha256 in dict.fromkeys([*known, *named])
    ]
    return tuple(sorted(lines, key=lambda line: not line.used_by(key)))


def signed_copies(work: UnitOfWork) -> tuple[EvidenceUse, ...]:
    """The signed copies of closed versions, which lie on the shelf, too."""
    copies = []
    for line in work.version_lines():
        submission: Submission | None = line.outcome.submission if line.outcome else None
        if submission is not None and submission.signed_pdf:
            copies.append(EvidenceUse(submission.signed_pdf, line.key, line.version, "", SIGNED))
    return tuple(copies)


def evidence_findings(findings: Iterable[StatedFinding]) -> tuple[StatedFinding, ...]:
    """What is wrong with, or lacking of, the files behind the figures."""
    return tuple(item for item in findings if item.finding.code.startswith(EVIDENCE_RULES))


def states_of(store: Store, hashes: Iterable[str], progress: Progress) -> dict[str, EvidenceState]:
    """Hashes these files again, one step for each; raises Cancelled between two files."""
    asked = list(hashes)
    states = {}
    for position, sha256 in enumerate(asked):
        progress.step("Đang kiểm tra tệp minh chứng", position, len(asked))
        states[sha256] = store.shelf.state(sha256)
    return states


def copy_out(world: World, store: Store, sha256: str, target: Path) -> EvidenceState:
    """Copies a file of the shelf under another path and tells whether the copy is the file that was taken in.

    Raises:
        WorldRefused: ``file-missing`` when it is not on the shelf; or the disk refuses.
    """
    if not store.shelf.holds(sha256):
        known = store.shelf.file(sha256)
        raise WorldRefused("file-missing", file=known.original_name if known else sha256[:8])
    copied = world.files.copy_whole(store.shelf.path(sha256), target)
    return EvidenceState.PRESENT if copied == sha256 else EvidenceState.ALTERED


def safe_name(file: EvidenceFile | None, sha256: str) -> str:
    """The original name without what a disk would not take, or the beginning of the hash."""
    name = file.original_name if file else sha256[:8]
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name).strip(" .") or sha256[:8]


def targets_of(month: Month, report: Report) -> tuple[EvidenceTarget, ...]:
    """Where a file can belong in this report: sources, documents without a file, and a new one of each item."""
    assignment = month.assignment
    targets = []
    for indicator in assignment.indicators:
        reading = report.reading(indicator.code) or IndicatorReading(indicator.code)
        for position in range(len(reading.sources) + 1):
            targets.append(_of_source(indicator, reading, position))
    for item in task_items(report, assignment):
        documents = (report.task(item.task.code) or TaskUpdate(item.task.code)).documents
        free = [position for position, document in enumerate(documents) if not document.evidence]
        for position in (*free, len(documents)):
            name = f"Nhiệm vụ {item.task.appendix}.{item.task.number}. {item.task.name}"
            place = _document_name(documents, position)
            targets.append(EvidenceTarget("documents", item.task.code, position, name, place))
    return tuple(targets)


def reading_with(reading: IndicatorReading, indicator: Indicator, position: int, sha256: str) -> IndicatorReading:
    """The reading with the file in this source, or in a new one past the last; what is there already stays."""
    sources = list(reading.sources)
    if position >= len(sources):
        kind = SourceKind.EXTRACT if indicator.extract_required else SourceKind.OTHER
        sources.append(SourceReading(name="" if sources else indicator.source_system, kind=kind))
        position = len(sources) - 1
    held = sources[position].evidence
    sources[position] = replace(sources[position], evidence=tuple(dict.fromkeys((*held, sha256))))
    return replace(reading, sources=tuple(sources))


def reading_without(reading: IndicatorReading, position: int, sha256: str) -> IndicatorReading:
    """The reading whose source no longer names the file; the source itself stays."""
    sources = list(reading.sources)
    if position < len(sources):
        left = tuple(one for one in sources[position].evidence if one != sha256)
        sources[position] = replace(sources[position], evidence=left)
    return replace(reading, sources=tuple(sources))


def task_with(update: TaskUpdate, position: int, sha256: str | None) -> TaskUpdate:
    """The task with the file at this document, or at a new one past the last; None takes the file off it."""
    documents = list(update.documents)
    if position >= len(documents) and sha256 is not None:
        documents.append(IssuedDocument(evidence=sha256))
    elif position < len(documents):
        documents[position] = replace(documents[position], evidence=sha256)
    return replace(update, documents=tuple(documents))


def position_of(use: EvidenceUse) -> int:
    """Which source or document names the file, counted from 0; raises ValueError for a signed copy."""
    found = _PLACE.match(use.field)
    if found is None:
        raise ValueError(f"no source or document: {use.field}")
    return int(found[1])


def _of_source(indicator: Indicator, reading: IndicatorReading, position: int) -> EvidenceTarget:
    said = "nguồn mới"
    if position < len(reading.sources):
        name = reading.sources[position].name
        said = f"nguồn {position + 1}: {name}" if name else f"nguồn {position + 1}"
    return EvidenceTarget(
        "sources", indicator.code, position, f"Chỉ tiêu {indicator.number}. {indicator.name}", said
    )


def _document_name(documents: tuple[IssuedDocument, ...], position: int) -> str:
    if position >= len(documents):
        return "văn bản mới"
    symbol = documents[position].symbol
    return f"văn bản {position + 1}: {symbol}" if symbol else f"văn bản {position + 1}"


class _Naming:
    """Words for places in reports of any form."""

    def __init__(self, world: World, store: Store) -> None:
        self._catalogue = world.catalogue
        self._items: dict[str, Mapping[str, str]] = {}

    def form(self, form: str) -> str:
        """Short name of a form; its id where the program no longer knows it."""
        return self._catalogue.form(form).short_title if form in self._catalogue.form_ids() else form

    def what(self, use: EvidenceUse) -> str:
        """``Chỉ tiêu 1 · nguồn 1``, ``Nhiệm vụ II.3 · văn bản 1``, or the signed copy."""
        if use.field == SIGNED:
            return "Bản đã ký"
        item = self._of_form(use.key.form).get(use.item, use.item)
        kind = "nguồn" if use.field.startswith("sources") else "văn bản"
        return f"{item} · {kind} {position_of(use) + 1}"

    def _of_form(self, form: str) -> Mapping[str, str]:
        if form not in self._items:
            self._items[form] = self._names(form) if form in self._catalogue.form_ids() else {}
        return self._items[form]

    def _names(self, form: str) -> Mapping[str, str]:
        plan = plan_of_form(self._catalogue, form)
        names = {item.code: f"Chỉ tiêu {item.number}" for item in plan.indicators}
        names.update((task.code, f"Nhiệm vụ {task.appendix}.{task.number}") for task in plan.tasks)
        return names
