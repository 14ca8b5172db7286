"""Passing a warning: a written reason of substance, for the values that the officer saw, with who and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sonla_desktop.domain.findings import Finding, Severity
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.report import Acknowledgement, Report
from sonla_desktop.domain.rules.registry import all_rules
from sonla_desktop.domain.text import has_substance
from sonla_desktop.usecases.check_report import evidence_states, findings_of
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import MonthFile, Stamp, Store, World
from sonla_desktop.usecases.read_month import Month

FindingKey = tuple[str, str, str]


def refuse_empty_words(item: Acknowledgement) -> None:
    """Raises InputRefused ``reason-too-short`` for a reason without substance; an empty one takes a reason back."""
    if item.reason.strip() and not has_substance(item.reason):
        raise InputRefused("reason-too-short", code=item.code)


def with_reason(stored: tuple[Acknowledgement, ...], item: Acknowledgement) -> tuple[Acknowledgement, ...]:
    """The reasons with this one in place of the stored one; an empty one takes it back."""
    others = tuple(kept for kept in stored if kept.key != item.key)
    return (*others, item) if item.reason.strip() else others


def with_reasons_of_file(
    stored: tuple[Acknowledgement, ...], given: tuple[Acknowledgement, ...]
) -> tuple[Acknowledgement, ...]:
    """The reasons with those of a month file; one that the store has word for word keeps what it was written for.

    So a reason that lapsed does not come to life again by entering the same file once more.
    """
    for item in given:
        kept = next((known for known in stored if known.key == item.key), None)
        if kept is None or kept.reason != item.reason:
            stored = with_reason(stored, item)
    return stored


def without_foreign_reasons(
    month_file: MonthFile, form: FormDefinition
) -> tuple[MonthFile, tuple[Acknowledgement, ...]]:
    """The month file without the reasons that belong to no rule, and these: they could never pass anything."""
    known = {rule.code for rule in all_rules()} | {relation.code for relation in form.relations}
    report = month_file.report
    kept = tuple(item for item in report.acknowledged if item.code in known)
    foreign = tuple(item for item in report.acknowledged if item.code not in known)
    return replace(month_file, report=replace(report, acknowledged=kept)), foreign


def untied(report: Report) -> frozenset[FindingKey]:
    """The findings whose reasons were never tied to the values of a warning that stood."""
    return frozenset(item.key for item in report.acknowledged if not item.basis)


def tied(
    world: World, store: Store, month: Month, report: Report, keys: Collection[FindingKey], stamp: Stamp
) -> Report:
    """Ties the reasons of these findings to their warnings as they stand on the figures of this report.

    A reason whose warning does not stand, or one without substance, stays untied and covers nothing.
    """
    free = [item for item in report.acknowledged if item.key in keys and has_substance(item.reason)]
    if not free:
        return report
    standing = _warnings(world, store, replace(month, report=report))
    now = {item.key: _tied(item, standing[item.key], stamp) for item in free if item.key in standing}
    return replace(report, acknowledged=tuple(now.get(item.key, item) for item in report.acknowledged))


def _warnings(world: World, store: Store, month: Month) -> dict[FindingKey, Finding]:
    findings = findings_of(world, month, evidence_states(store.shelf, month.report))
    return {finding.key: finding for finding in findings if finding.severity is Severity.WARNING}


def _tied(item: Acknowledgement, finding: Finding, stamp: Stamp) -> Acknowledgement:
    return replace(item, basis=finding.basis, by=stamp.officer, at=stamp.at)
