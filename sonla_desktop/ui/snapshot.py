"""One month as a page needs it, read in one go on the store's lane; and how a store is opened. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.replacement import LaterReport, Replacement
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.submission import Outcome
from sonla_desktop.usecases.addressed_forms import AddressedForm, addressed_forms
from sonla_desktop.usecases.amend_period import replacement_of
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.compared_versions import later_reports
from sonla_desktop.usecases.due_board import DueLine, PlanEnd, StaleReport, due_board_in, plans_ending, stale_reports_in
from sonla_desktop.usecases.plan_periods import periods_of
from sonla_desktop.usecases.ports import EvidenceFile, FrozenVersion, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import DEFAULT_FORM, Month, plan_of_form, read_month
from sonla_desktop.usecases.read_outcome import outcome_of
from sonla_desktop.usecases.undo_edit import EditNames, undoable
from sonla_desktop.usecases.update_flow import UpdateFlow, flow_of

_LAST = datetime.combine(date.max, time())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One month with everything a page shows of it, read in one go."""

    month: Month
    findings: tuple[StatedFinding, ...]
    flow: UpdateFlow
    versions: tuple[FrozenVersion, ...]
    evidence: Mapping[str, EvidenceState]
    files: Mapping[str, EvidenceFile]
    closed_periods: frozenset[ReportingPeriod]
    open_periods: frozenset[ReportingPeriod]
    now: datetime
    board: tuple[DueLine, ...] = ()
    """Every report the agency has to send, a year back and a year ahead."""
    ends: tuple[PlanEnd, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    """Id and short name of every form, whether a report on it is due or not."""
    stale: tuple[StaleReport, ...] = ()
    """Closed reports whose period before was replaced after them."""
    addressed: tuple[AddressedForm, ...] = ()
    """Reports of the agency that go to addressees of their own."""
    replacement: Replacement | None = None
    """What the open version says of the closed one that it replaces; None: it replaces none."""
    later: tuple[LaterReport, ...] = ()
    """Closed reports of later periods that were built on the newest closed version."""
    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    """What came of each closed version, by its number."""

    edits: EditNames = field(default_factory=EditNames)
    """The steps that can be undone and redone."""

    @property
    def report(self) -> Report:
        """The report with the entries that need no officer."""
        return completed(self.month.report, self.month.assignment, self.month.duty.form)

    @property
    def check_parameters(self) -> CheckParameters:
        """The limits that the shown version is judged by: a closed one keeps those it was closed with."""
        settings = self.versions[-1].settings if self.month.closed else self.month.settings
        return settings.check_parameters


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that was opened, and the form and period to begin with."""

    store: Store
    period: ReportingPeriod
    form: str = DEFAULT_FORM


def read_snapshot(
    world: World,
    store: Store,
    period: ReportingPeriod | None,
    known: Mapping[str, EvidenceState],
    progress: Progress,
    *,
    form: str = DEFAULT_FORM,
) -> Snapshot:
    """Runs on the store's lane; ``known`` are evidence files that need no hashing again; no period: the one due."""
    period = period or first_period(world, store, form)
    month = read_month(world, store, period, form)
    with store.begin() as work:
        versions = tuple(work.versions(month.key))
        reports = [(key, closed) for key, _, closed in work.reports()]
        edits = undoable(work, month)
        board, stale = due_board_in(world, store.agency, work), stale_reports_in(world, work)
        replacement = None if month.closed else replacement_of(work, month)
        outcomes = {item.report.version: outcome_of(work, month.key, item.report.version) for item in versions}
        later = later_reports(work.version_marks(), month.key, max(outcomes)) if outcomes else ()
    named = sorted(hashes_named_by(month.report))
    evidence = {sha256: known.get(sha256) or store.shelf.state(sha256) for sha256 in named}
    findings = versions[-1].findings if month.closed else check_month(world, month, evidence)
    files = {sha256: file for sha256 in named if (file := store.shelf.file(sha256)) is not None}
    flow = flow_of(month, findings)
    closed = frozenset(key.period for key, is_closed in reports if is_closed and key.form == form)
    still_open = frozenset(key.period for key, is_closed in reports if not is_closed and key.form == form)
    now = world.clock.now()
    ends = plans_ending(world, store.agency)
    forms = tuple((form_id, world.catalogue.form(form_id).short_title) for form_id in world.catalogue.form_ids())
    begun = {form, *(key.form for key, _ in reports), *(line.form for line in board if line.deadline.notice)}
    addressed = tuple(addressed_forms(world.catalogue, store.agency, month.settings, begun))
    return Snapshot(
        month, findings, flow, versions, evidence, files, closed, still_open, now, board, ends, forms, stale, addressed,
        replacement, later, outcomes, edits,
    )  # fmt: skip


def open_store(
    world: World,
    folder: Path,
    progress: Progress,
    *,
    held: Store | None = None,
    read_only: bool = False,
    form: str = "",
) -> Opened:
    """Runs on the store's lane: opens the store and picks the month to begin with.

    ``held`` is the store that is open already: asked for again, it is handed back as it is. ``form`` is the one that
    was worked on last.
    """
    if held is not None and held.folder.resolve() == folder.resolve():
        store = held
    else:
        store = world.stores.open(folder, read_only=read_only)
    known = form if form in world.catalogue.form_ids() else DEFAULT_FORM
    return Opened(store, first_period(world, store, known), known)


def first_period(world: World, store: Store, form: str) -> ReportingPeriod:
    """The period of this form to begin with: the last one still open, else the next one due."""
    plan = plan_of_form(world.catalogue, form)
    with store.begin() as work:
        states = {key.period: closed for key, _, closed in work.reports() if key.form == form}
    still_open = [period for period, closed in states.items() if not closed]
    return max(still_open, key=partial(due, plan)) if still_open else current_period(plan, world.clock.now(), states)


def due(plan: Plan, period: ReportingPeriod) -> datetime:
    """When the plan has the report of this period sent, local time; the end of time where it says nothing."""
    return plan.submission_deadline(period).stated or _LAST


def current_period(plan: Plan, now: datetime, known: Iterable[ReportingPeriod] = ()) -> ReportingPeriod:
    """The first period whose deadline has not passed; the last one of the year after that."""
    periods = sorted(periods_of(plan, known), key=partial(due, plan))
    return next((period for period in periods if due(plan, period) >= now), periods[-1])
