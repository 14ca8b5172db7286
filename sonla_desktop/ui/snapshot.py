"""One month as a page needs it, read in one go on the store's lane; and how a store is opened. No Qt in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Report, with_defaults
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.ports import EvidenceFile, FrozenVersion, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import DEFAULT_FORM, Month, plan_of_form, read_month
from sonla_desktop.usecases.update_flow import UpdateFlow, flow_of


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

    @property
    def report(self) -> Report:
        """The report with the entries that need no officer."""
        return with_defaults(self.month.report, self.month.assignment)


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that was opened, and the period to begin with."""

    store: Store
    period: ReportingPeriod


def read_snapshot(
    world: World, store: Store, period: ReportingPeriod, known: Mapping[str, EvidenceState], progress: Progress
) -> Snapshot:
    """Runs on the store's lane; ``known`` are evidence files that need no hashing again."""
    month = read_month(world, store, period)
    with store.begin() as work:
        versions = tuple(work.versions(month.key))
        known_reports = [(key.period, closed) for key, _, closed in work.reports() if key.form == month.key.form]
    named = sorted(hashes_named_by(month.report))
    evidence = {sha256: known.get(sha256) or store.shelf.state(sha256) for sha256 in named}
    findings = versions[-1].findings if month.closed else check_month(world, month, evidence)
    files = {sha256: file for sha256 in named if (file := store.shelf.file(sha256)) is not None}
    flow = flow_of(month, findings)
    closed = frozenset(period for period, is_closed in known_reports if is_closed)
    still_open = frozenset(period for period, is_closed in known_reports if not is_closed)
    return Snapshot(month, findings, flow, versions, evidence, files, closed, still_open, world.clock.now())


def open_store(
    world: World, folder: Path, progress: Progress, *, held: Store | None = None, read_only: bool = False
) -> Opened:
    """Runs on the store's lane: opens the store and picks the month to begin with.

    ``held`` is the store that is open already: asked for again, it is handed back as it is.
    """
    if held is not None and held.folder.resolve() == folder.resolve():
        store = held
    else:
        store = world.stores.open(folder, read_only=read_only)
    plan = plan_of_form(world.catalogue, DEFAULT_FORM)
    with store.begin() as work:
        open_periods = [key.period for key, _, closed in work.reports() if not closed and key.form == DEFAULT_FORM]
    return Opened(store, max(open_periods) if open_periods else current_period(plan, world.clock.now()))


def current_period(plan: Plan, now: datetime) -> ReportingPeriod:
    """The first period whose deadline has not passed; the last one of the year after that."""
    periods = periods_of(plan)
    return next((period for period in periods if plan.regime.deadline.deadline_of(period) >= now), periods[-1])


def periods_of(plan: Plan) -> list[ReportingPeriod]:
    """Every period the plan asks for, in order."""
    count = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2}.get(plan.regime.period_kind, 1)
    return [ReportingPeriod(plan.year, plan.regime.period_kind, number) for number in range(1, count + 1)]
