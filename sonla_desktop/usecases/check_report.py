"""Checks a month: runs the rules over it and states every finding in Vietnamese."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from sonla_desktop.domain.findings import FORM_TEXT, Finding, Severity, StatedFinding
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.links import PREVIOUS, link_faults, tokens_of
from sonla_desktop.domain.prose import prose_of
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from sonla_desktop.domain.rules.prose_place import link_parameters, prose_place
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.domain.rules.rule import VARIANT
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.figure_links import links_of, texts_of
from sonla_desktop.usecases.ports import EvidenceShelf, MessageCatalogue, Store, World
from sonla_desktop.usecases.read_month import Month, read_month

_MOST_SHOWN: Final = 2


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
    """Findings of a month that was read before; used while the officer types. Reads nothing from the store."""
    texts, messages = texts_of(links_of(month)), world.catalogue.messages()
    found = stated(_findings(world, month, evidence, texts), month.report, messages)
    return (*found, *stated(_links_in_reasons(found, texts), month.report, messages))


def findings_of(world: World, month: Month, evidence: Mapping[str, EvidenceState]) -> tuple[Finding, ...]:
    """Findings that stand whatever reasons were written: those that a reason may be written for are among them."""
    return _findings(world, month, evidence, texts_of(links_of(month)))


def _findings(
    world: World, month: Month, evidence: Mapping[str, EvidenceState], texts: Mapping[str, str | None]
) -> tuple[Finding, ...]:
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
        history=month.history,
        used_elsewhere=month.used_elsewhere,
        parameters=month.settings.check_parameters,
        deadline_notice=month.deadline_notice,
    )
    findings = run_rules(context)
    return (*findings, *_valueless_links(month, findings, texts))


def _valueless_links(
    month: Month, findings: Sequence[Finding], texts: Mapping[str, str | None]
) -> Iterator[Finding]:
    """TM-004 for a text whose link names a figure without a value: on paper it would say so in mid-sentence.

    A figure that keeps the month from being closed by a finding of its own is not told twice; that of the period
    before has none here.
    """
    blocked = {finding.where for finding in findings if finding.severity is Severity.ERROR and finding.code != "TM-004"}
    for prose in prose_of(month.report):
        telling = [token for token in _valueless(prose.text, texts) if not _is_told(token.split("."), blocked)]
        if telling:
            place = prose_place(month.report, month.assignment, month.duty.form, prose)
            yield _link_finding(prose.where, prose.field, place, _without_value(telling))


def _links_in_reasons(found: Sequence[StatedFinding], texts: Mapping[str, str | None]) -> Iterator[Finding]:
    """TM-004 for the reasons that are printed beside their warnings; a reason whose warning is gone is not printed."""
    for item in found:
        faults, empty = link_faults(item.reason, texts), _valueless(item.reason, texts)
        if faults or empty:
            names = link_parameters(faults) if faults else _without_value(empty)
            finding = item.finding
            yield _link_finding(finding.where, finding.field, f"lý do của cảnh báo {finding.code}", names)


def _link_finding(where: str, field: str, place: str, names: Mapping[str, str]) -> Finding:
    return Finding("TM-004", Severity.ERROR, where, field, {"place": place, **names})


def _is_told(words: Sequence[str], blocked: Collection[str]) -> bool:
    return words[-1] != PREVIOUS and not set(words).isdisjoint(blocked)


def _valueless(text: str, texts: Mapping[str, str | None]) -> list[str]:
    return [token for token in tokens_of(text) if token in texts and texts[token] is None]


def _without_value(tokens: Sequence[str]) -> dict[str, str]:
    return {"links": ", ".join(f"{{{token}}}" for token in tokens[:_MOST_SHOWN]), VARIANT: "no-value"}


def stated(findings: Iterable[Finding], report: Report, messages: MessageCatalogue) -> tuple[StatedFinding, ...]:
    """Findings with their texts and, for warnings, the reasons written in the report for just these values."""
    return tuple(_stated(finding, text_of(finding, messages), report) for finding in findings)


def _stated(finding: Finding, message: str, report: Report) -> StatedFinding:
    written = report.acknowledgement(*finding.key) if finding.severity is Severity.WARNING else None
    if written is None:
        return StatedFinding(finding, message)
    if written.basis != finding.basis:
        return StatedFinding(finding, message, lapsed=written.reason)
    return StatedFinding(finding, message, written.reason, written.by, written.at)


def text_of(finding: Finding, messages: MessageCatalogue) -> str:
    """The text of a finding: the form's own words where it brings them along, else the catalogue's."""
    own = finding.parameters.get(FORM_TEXT)
    return str(own) if own else messages.text(finding.code, finding.parameters)


def evidence_states(shelf: EvidenceShelf, report: Report) -> dict[str, EvidenceState]:
    """State of every file that the report names; each file is hashed again."""
    return {sha256: shelf.state(sha256) for sha256 in sorted(hashes_named_by(report))}
