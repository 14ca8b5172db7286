"""Verifies packages without a store: whole, consistent, and judged by the rules as it says it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import RULE_SET, all_rules, rules_decidable_from_package, run_rules
from sonla_desktop.usecases.compare_replacement import replacement_problems
from sonla_desktop.usecases.compare_tables import table_problems
from sonla_desktop.usecases.compose_sheets import compose_sheets
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.package_ports import PackageProblem, PackageRead
from sonla_desktop.usecases.ports import MessageCatalogue, World
from sonla_desktop.usecases.read_month import duty_of

FINDINGS_FILE = "data/kiem-tra.json"
REPORT_FILE = "data/bao-cao.json"
LONGEST_RULE_SET = 20
PACKAGE_SUFFIX = ".zip"


@dataclass(frozen=True, slots=True)
class VerifiedPackage:
    """Outcome of one package: ``whole`` when no problem stands; a remark about a newer schema is none."""

    path: Path
    problems: tuple[PackageProblem, ...]

    @property
    def whole(self) -> bool:
        """True when only remarks stand."""
        return all(problem.kind == "newer" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome over all packages given: whole only when nothing is wrong in any of them."""

    packages: tuple[VerifiedPackage, ...]
    not_rechecked: tuple[str, ...]

    @property
    def problems(self) -> tuple[PackageProblem, ...]:
        """Those of all packages; with several, each file's name starts with its package's."""
        several = len(self.packages) > 1
        return tuple(
            replace(problem, file=f"{package.path.name}: {problem.file}") if several else problem
            for package in self.packages
            for problem in package.problems
        )

    @property
    def whole(self) -> bool:
        """True when every package is."""
        return all(package.whole for package in self.packages)


def verify_packages(world: World, paths: list[Path]) -> Verification:
    """Verifies each package; with several, file names in the problems start with the package's name.

    A replacement is compared with the package that it replaces, where that is among them.

    Raises InputRefused ``file-absent``, ``package-is-folder`` or ``package-other-suffix``,
    WorldRefused when a file
    cannot be read.
    """
    packages: list[VerifiedPackage] = []
    rechecked = rules_decidable_from_package()
    for path in paths:
        _refuse_what_is_no_file(path)
    reads = {path: world.packages.read(path) for path in paths}
    for path, read in reads.items():
        found, judged = _verified(world, read)
        found = (*found, *replacement_problems(path, reads, world.catalogue.messages()))
        rechecked = rechecked if judged else frozenset()
        packages.append(VerifiedPackage(path, found))
    left = sorted({rule.code for rule in all_rules()} - rechecked)
    return Verification(tuple(packages), tuple(left))


def _refuse_what_is_no_file(path: Path) -> None:
    if path.is_dir():
        raise InputRefused("package-is-folder", file=path.name or str(path))
    if not path.is_file():
        raise InputRefused("file-absent", file=path.name)
    if path.suffix.lower() != PACKAGE_SUFFIX:
        raise InputRefused("package-other-suffix", file=path.name)


def _verified(world: World, read: PackageRead) -> tuple[tuple[PackageProblem, ...], bool]:
    """Everything wrong with a package, and whether its findings were judged again.

    They are not in a package that is otherwise not whole, or that was judged by another rule set.
    """
    messages = world.catalogue.messages()
    report, newer = read.report, any(problem.kind == "newer" for problem in read.problems)
    if report is None or read.checked_at is None or not read.rule_set:
        return read.problems, False
    if read.rule_set != RULE_SET:
        parameters = {"file": FINDINGS_FILE, "found": read.rule_set[:LONGEST_RULE_SET], "expected": RULE_SET}
        remark = PackageProblem(FINDINGS_FILE, "newer", messages.text("package-other-rules", parameters))
        return (*read.problems, remark), False
    try:
        assignment = _assignment(world, report)
    except InputRefused as refused:
        text = messages.text(refused.code, refused.parameters)
        return (*read.problems, PackageProblem(REPORT_FILE, "schema", text)), False
    foreign = tuple(_foreign_items(report, assignment, messages))
    if foreign:
        return (*read.problems, *foreign), False
    form = world.catalogue.form(report.form)
    problems = read.problems if newer else table_problems(read, compose_sheets(report, assignment, form), messages)
    if not all(problem.kind == "newer" for problem in problems):
        return problems, False
    return (*problems, *_disagreements(world, read, report, assignment, read.checked_at)), True


def _foreign_items(
    report: Report, assignment: Assignment, messages: MessageCatalogue
) -> Iterator[PackageProblem]:
    """Items that the plan does not know, or does not give to this agency."""
    indicators = {reading.code for reading in report.indicators} - {item.code for item in assignment.indicators}
    tasks = {update.code for update in report.tasks} - {item.code for item in assignment.tasks}
    for code in (*sorted(indicators), *sorted(tasks)):
        text = messages.text("package-item-foreign", {"file": REPORT_FILE, "item": code})
        yield PackageProblem(REPORT_FILE, "disagree", text)


def _disagreements(
    world: World, read: PackageRead, report: Report, assignment: Assignment, checked_at: datetime
) -> tuple[PackageProblem, ...]:
    """Findings that the package should have stated, or states without ground."""
    form = world.catalogue.form(report.form)
    evidence = read.evidence or {}
    context = CheckContext(
        report,
        assignment,
        AgencySettings(),
        world.calendar,
        checked_at,
        evidence=evidence,
        form=form,
        deadline_notice=read.deadline_notice,
    )
    decidable = rules_decidable_from_package(form)
    fresh = {finding.key for finding in run_rules(context) if finding.code in decidable}
    recorded = {_key(item) for item in read.findings if item["code"] in decidable}
    return tuple(
        _problem(world, code, where, hidden=(code, where, field) in fresh)
        for code, where, field in sorted(fresh ^ recorded)
    )


def _assignment(world: World, report: Report) -> Assignment:
    """What the plan gives to the agency, under the setting with which the report holds just those tasks."""
    agency = world.catalogue.agency(report.agency_code)
    readings = [
        duty_of(world, agency, AgencySettings(counts_as_department=setting), report.period, report.form).assignment
        for setting in (None, True, False)
    ]
    reported = {update.code for update in report.tasks}
    fitting = (reading for reading in readings if {task.code for task in reading.tasks} == reported)
    return next(fitting, readings[0])


def _key(item: Mapping[str, Any]) -> tuple[str, str, str]:
    return (item["code"], item["where"], item["field"])


def _problem(world: World, code: str, where: str, *, hidden: bool) -> PackageProblem:
    text = "package-finding-hidden" if hidden else "package-finding-invented"
    message = world.catalogue.messages().text(text, {"code": code, "where": where})
    return PackageProblem(FINDINGS_FILE, "finding", message)
