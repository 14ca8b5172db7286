"""Verifies packages without a store: whole, consistent, and judged by the rules as it says it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import RULE_SET, all_rules, rules_decidable_from_package, run_rules
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import PackageProblem, PackageRead, World
from sonla_desktop.usecases.read_month import duty_of

FINDINGS_FILE = "data/kiem-tra.json"


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome over all packages given: whole only when nothing is wrong in any of them."""

    problems: tuple[PackageProblem, ...]
    not_rechecked: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """True when no problem stands; a remark about a newer schema is none."""
        return all(problem.kind == "newer" for problem in self.problems)


def verify_packages(world: World, paths: list[Path]) -> Verification:
    """Verifies each package; with several, file names in the problems start with the package's name."""
    problems: list[PackageProblem] = []
    rechecked = rules_decidable_from_package()
    for path in paths:
        if not path.is_file():
            raise InputRefused("file-absent", file=path.name)
        read = world.packages.read(path)
        judged = _is_judgeable(read)
        found = (*read.problems, *(_disagreements(world, read) if judged else ()))
        rechecked = rechecked if judged else frozenset()
        prefix = f"{path.name}: " if len(paths) > 1 else ""
        problems.extend(PackageProblem(prefix + item.file, item.kind, item.message) for item in found)
    left = sorted({rule.code for rule in all_rules()} - rechecked)
    return Verification(tuple(problems), tuple(left))


def _is_judgeable(read: PackageRead) -> bool:
    """False for a package that is not whole, or was judged by another rule set: its findings cannot be compared."""
    intact = all(problem.kind == "newer" for problem in read.problems)
    return intact and read.report is not None and read.checked_at is not None and read.rule_set == RULE_SET


def _disagreements(world: World, read: PackageRead) -> tuple[PackageProblem, ...]:
    if read.report is None or read.checked_at is None:
        return ()
    try:
        fresh = _fresh_findings(world, read, read.report, read.checked_at)
    except InputRefused as refused:
        text = world.catalogue.messages().text(refused.code, refused.parameters)
        return (PackageProblem("data/bao-cao.json", "schema", text),)
    recorded = {_key(item) for item in read.findings if item["code"] in rules_decidable_from_package()}
    return tuple(
        _problem(world, code, where, hidden=(code, where, field) in fresh)
        for code, where, field in sorted(fresh ^ recorded)
    )


def _fresh_findings(
    world: World, read: PackageRead, report: Report, checked_at: datetime
) -> set[tuple[str, str, str]]:
    assignment = _assignment(world, report)
    context = CheckContext(
        report, assignment, AgencySettings(), world.calendar, checked_at, evidence=read.evidence or {}
    )
    decidable = rules_decidable_from_package()
    return {finding.key for finding in run_rules(context) if finding.code in decidable}


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
