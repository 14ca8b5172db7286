"""Checks a month: runs the rules over it and states every finding in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sonla_desktop.domain.findings import FORM_TEXT, REPORT, Finding, Severity, StatedFinding
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.links import tokens_of
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.domain.rules.rule import VARIANT
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.figure_links import links_of, texts_of
from sonla_desktop.usecases.ports import EvidenceShelf, MessageCatalogue, Store, World
from sonla_desktop.usecases.read_month import Month, read_month


def check_report(world: World, store: Store, period: str, form_id: str = "") -> tuple[Month, tuple[StatedFinding, ...]]:
    """Every finding of the month; a closed month answers with the findings it was closed with."""
    month = read_month(world, store, period, form_id)
    if month.closed:
        with store.begin() as work:
            return month, tuple(work.versions(month.key)[-1].findings)
    evidence = evidence_states(store.shelf, month.report)
    return month, check_month(world, month, evidence)


def check_month(
    world: World, month: Month, evidence: Mapping[str, EvidenceState]
) -> tuple[StatedFinding, ...]:
    """Findings of a month that was read before; used while the officer types."""
    context = CheckContext(
        report=completed(month.report, month.assignment, month.duty.form),
        assignment=month.assignment,
        settings=month.settings,
        calendar=world.calendar,
        now=world.clock.now(),
        previous=month.previous,
        same_month_last_year=month.same_month_last_year,
        evidence=evidence,
        form=month.duty.form,
        deadline_notice=month.deadline_notice,
    )
    findings = run_rules(context)
    return stated((*findings, *valueless_links(month, findings)), month.report, world.catalogue.messages())


def valueless_links(month: Month, findings: Sequence[Finding]) -> Iterator[Finding]:
    """TM-004 for typed prose whose link names a figure without a value: on paper it would say so in mid-sentence.

    A figure that already has a finding of its own is not told twice.
    """
    found = {finding.where for finding in findings}
    texts = texts_of(links_of(month))
    titles = {section.id: section.title for section in month.duty.form.sections}
    for section, text in month.report.narrative.items():
        empty = [token for token in tokens_of(text) if token in texts and texts[token] is None]
        telling = [token for token in empty if found.isdisjoint(token.split("."))]
        if telling:
            names = {"section": titles.get(section, section), "links": ", ".join(telling[:3])}
            yield Finding("TM-004", Severity.ERROR, REPORT, f"narrative.{section}", {**names, VARIANT: "no-value"})


def stated(findings: Iterable[Finding], report: Report, messages: MessageCatalogue) -> tuple[StatedFinding, ...]:
    """Findings with their texts and, for warnings, the reasons written in the report."""
    return tuple(
        StatedFinding(
            finding,
            text_of(finding, messages),
            report.reason_for(*finding.key) if finding.severity is Severity.WARNING else "",
        )
        for finding in findings
    )


def text_of(finding: Finding, messages: MessageCatalogue) -> str:
    """The text of a finding: the form's own words where it brings them along, else the catalogue's."""
    own = finding.parameters.get(FORM_TEXT)
    return str(own) if own else messages.text(finding.code, finding.parameters)


def evidence_states(shelf: EvidenceShelf, report: Report) -> dict[str, EvidenceState]:
    """State of every file that the report names; each file is hashed again."""
    return {sha256: shelf.state(sha256) for sha256 in sorted(hashes_named_by(report))}
