"""Reads a package step by step; a step looks only at what the steps before found intact, so that the root is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

from sonla_desktop.adapters.package import layout
from sonla_desktop.adapters.package.agreement import (
    INFORMATION_SHEET,
    compare_heading,
    compare_names,
    compare_reason,
    compare_replacement,
    compare_rule_set,
    compare_states,
    compare_with_report,
    compare_with_workbook,
    expected_rows,
)
from sonla_desktop.adapters.package.document_check import check_documents
from sonla_desktop.adapters.package.evidence_check import check_index, evidence_states
from sonla_desktop.adapters.package.integrity import CheckedBag, checked_bag
from sonla_desktop.adapters.package.layout import Fault, Kind
from sonla_desktop.adapters.package.opened_zip import Refusals, opened_zip
from sonla_desktop.adapters.package.package_files import (
    ReadReport,
    read_findings,
    read_replacement,
    read_report,
    read_states,
)
from sonla_desktop.adapters.package.safety import Limits
from sonla_desktop.adapters.package.tables import Descriptor, check_tables, read_descriptor, read_table
from sonla_desktop.adapters.package.tag_files import moment
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.sheet import Sheet
from sonla_desktop.domain.submission_deadline import DeadlineNotice, notice_from_json
from sonla_desktop.usecases.errors import InputRefused

SheetReader = Callable[[bytes, Sequence[Sheet]], Sequence[Sheet]]
"""Reads the province sheet: its bytes and the sheets that it should be shaped like; gives those it holds, and the
information sheet. Raises InputRefused when it cannot be read."""

INDEX_TABLE: Final = "minh-chung"
T = TypeVar("T")


@dataclass(slots=True)
class Findings:
    """What was found in a package so far."""

    faults: list[Fault] = field(default_factory=list)
    report: Report | None = None
    findings: tuple[Mapping[str, Any], ...] = ()
    rule_set: str = ""
    checked_at: datetime | None = None
    evidence: dict[str, EvidenceState] | None = None
    sheets: tuple[Sheet, ...] = ()
    workbook: tuple[Sheet, ...] = ()
    deadline_notice: DeadlineNotice | None = None
    replacement: Replacement | None = None

    @property
    def told(self) -> frozenset[str]:
        """Files with which something is wrong."""
        return frozenset(fault.file for fault in self.faults)

    def take(self, faults: Iterator[Fault]) -> None:
        """Notes the faults of a check that may also end in one."""
        try:
            for fault in faults:
                self.faults.append(fault)
        except Fault as last:
            self.faults.append(last)

    def attempt(self, read: Callable[[], T]) -> T | None:
        """The result, or None when a fault was raised (and noted)."""
        try:
            return read()
        except Fault as fault:
            self.faults.append(fault)
            return None


def read_package(path: Path, limits: Limits, read_sheets: SheetReader) -> Findings:
    """Everything that can be said of a package by itself; raises WorldRefused when the file cannot be read."""
    found = Findings()
    try:
        with opened_zip(path, limits) as package:
            bag = checked_bag(package)
            found.faults += bag.faults
            _read_contents(bag, found, read_sheets)
    except Refusals as refusals:
        return Findings(faults=refusals.faults)
    except Fault as fault:
        return Findings(faults=[fault])
    return found


def _read_contents(bag: CheckedBag, found: Findings, read_sheets: SheetReader) -> None:
    found.checked_at = _checked_at(bag.labels)
    read = _parsed(bag, found, layout.REPORT, read_report)
    if read is not None:
        found.report = read.report
        found.take(_newer(read))
        found.take(compare_names(bag.package.top, bag.labels, read.report))
    newer = read is not None and read.newer
    found.take(_unknown_files(bag, newer))
    found.take(check_documents(bag, found.told))
    _read_findings(bag, found, newer)
    states = _parsed(bag, found, layout.STATES, lambda data: read_states(data, newer))
    if states is not None and read is not None:
        found.take(compare_states(states, read.report))
    found.replacement = _parsed(bag, found, layout.REPLACEMENT, lambda data: read_replacement(data, newer))
    if read is not None and layout.REPLACEMENT not in found.told:
        found.take(compare_replacement(found.replacement, read.report))
    if found.replacement is not None and (read_first := bag.content(layout.READ_FIRST)) is not None:
        found.take(compare_reason(found.replacement, read_first))
    descriptor = _parsed(bag, found, layout.DESCRIPTOR, read_descriptor)
    if descriptor is not None:
        _read_tables(bag, found, descriptor, read_sheets)
        found.take(_absent_files(bag, descriptor, found.told))


def _read_tables(bag: CheckedBag, found: Findings, descriptor: Descriptor, read_sheets: SheetReader) -> None:
    found.take(_hash_faults(bag, descriptor))
    undescribed = [*check_tables(descriptor, bag.seen.keys(), found.told)]
    if undescribed:
        found.faults += undescribed
        return
    sheets: dict[str, Sheet] = {}
    for table in descriptor.tables:
        sheet = _parsed(bag, found, table.path, partial(read_table, table))
        if sheet is not None:
            sheets[table.path] = sheet
    index = sheets.pop(layout.EVIDENCE_INDEX, None)
    found.sheets = tuple(sheets.values())
    if index is not None:
        _read_evidence(bag, found, index)
    if found.report is not None:
        _compare_tables(found, found.report, sheets)
    _compare_workbook(bag, found, list(sheets.values()), read_sheets)


def _hash_faults(bag: CheckedBag, descriptor: Descriptor) -> Iterator[Fault]:
    """The descriptor's own hashes and sizes are those of the files, where the manifest vouches for these."""
    for path, sha256 in descriptor.hashes.items():
        if path in bag.intact and (bag.seen[path].sha256, bag.seen[path].size) != (sha256, descriptor.sizes[path]):
            yield Fault(path, Kind.DISAGREE, "package-descriptor-differs")


def _absent_files(bag: CheckedBag, descriptor: Descriptor, told: Set[str]) -> Iterator[Fault]:
    """Files that the descriptor knows and nobody can find; a table that is not there has been told as such."""
    tables = {table.path for table in descriptor.tables}
    for path in sorted(descriptor.sizes.keys() - bag.seen.keys() - tables - told):
        yield Fault(path, Kind.MISSING, "package-described-absent")


def _unknown_files(bag: CheckedBag, newer: bool) -> Iterator[Fault]:
    """Payload files that are listed and have no place in a package; a newer program may know what they are."""
    kind, code = (Kind.NEWER, "package-file-newer") if newer else (Kind.EXTRA, "package-file-unknown")
    for path in sorted(bag.intact):
        if path.startswith(layout.PAYLOAD) and not layout.is_known(path):
            yield Fault(path, kind, code)


def _compare_tables(found: Findings, report: Report, sheets: Mapping[str, Sheet]) -> None:
    for path, sheet in sheets.items():
        found.take(compare_with_report(path, sheet, report))
    told = found.told
    for name in expected_rows(report):
        path = f"{layout.TABLES}{name}.csv"
        if path not in sheets and path not in told:
            found.faults.append(Fault(path, Kind.DISAGREE, "package-table-absent"))


def _compare_workbook(bag: CheckedBag, found: Findings, sheets: Sequence[Sheet], read_sheets: SheetReader) -> None:
    def read(data: bytes) -> Sequence[Sheet]:
        try:
            return read_sheets(data, sheets)
        except InputRefused as refused:
            raise Fault(layout.WORKBOOK, Kind.SCHEMA, refused.code) from refused

    held = _parsed(bag, found, layout.WORKBOOK, read)
    if held is None:
        return
    found.workbook = tuple(held)
    by_title = {sheet.title: sheet for sheet in held}
    for sheet in sheets:
        found.take(compare_with_workbook(sheet, by_title.get(sheet.title), found.report))
    digest = bag.seen[layout.REPORT].sha256 if found.report is not None else None
    if found.report is not None and digest is not None:
        found.take(compare_heading(by_title.get(INFORMATION_SHEET), found.report, digest))


def _read_findings(bag: CheckedBag, found: Findings, newer: bool) -> None:
    value = _parsed(bag, found, layout.FINDINGS, lambda data: read_findings(data, newer))
    if value is not None:
        found.rule_set = value["rule_set"]
        found.findings = tuple(value["findings"])
        found.deadline_notice = notice_from_json(value["deadline"]) if "deadline" in value else None
        found.take(compare_rule_set(bag.labels, found.rule_set) if bag.labels else iter(()))


def _read_evidence(bag: CheckedBag, found: Findings, index: Sheet) -> None:
    told = found.told
    found.take(fault for fault in check_index(index, bag.seen) if fault.file not in told)
    if found.report is not None:
        found.evidence = evidence_states(found.report, index, bag.seen)


def _newer(read: ReadReport) -> Iterator[Fault]:
    if read.newer:
        keys = ", ".join(read.unknown_keys[:5]) or "không có"
        yield Fault(layout.REPORT, Kind.NEWER, "package-newer", keys=keys)


def _checked_at(labels: Mapping[str, str]) -> datetime | None:
    try:
        return moment(labels[layout.CHECKED_AT])
    except (KeyError, ValueError):
        return None  # told where bag-info.txt is checked


def _parsed(bag: CheckedBag, found: Findings, path: str, parse: Callable[[bytes], T]) -> T | None:
    def read() -> T | None:
        data = bag.content(path)
        return None if data is None else parse(data)

    return found.attempt(read)
