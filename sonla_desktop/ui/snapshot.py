"""One month as a page needs it, read in one go on the store's lane; and how a store is opened. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto
from functools import partial
from pathlib import Path
from types import MappingProxyType

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.usecases.addressed_forms import AddressedForm, addressed_forms
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.ports import Catalogue, EvidenceFile, FrozenVersion, Store, World
from sonla_desktop.usecases.progress import Progress
from sonla_desktop.usecases.read_month import DEFAULT_FORM, Month, plan_of_form, read_month
from sonla_desktop.usecases.update_flow import UpdateFlow, flow_of

_PER_YEAR = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2, PeriodKind.YEAR: 1}
MOST_REQUESTS = 99


class DutyState(Enum):
    """How far the report of one period is, as the store alone can tell."""

    UNTOUCHED = auto()
    ENDED = auto()
    """Nothing was entered, and the plan's last period is over."""
    OPEN = auto()
    CLOSED = auto()


_LAST = datetime.combine(date.max, time())
_NOT_PRESSING = (DutyState.CLOSED, DutyState.ENDED)


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One report that is due: the form's id and short name, the period, its deadline, and how far it is."""

    form: str
    name: str
    period: ReportingPeriod
    deadline: SubmissionDeadline
    state: DutyState

    def is_overdue(self, now: datetime) -> bool:
        """True while it is late and not closed."""
        return self.state in (DutyState.UNTOUCHED, DutyState.OPEN) and self.deadline.is_past(now)


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
    duties: tuple[DutyLine, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    """Id and short name of every form, whether a report on it is due or not."""
    addressed: tuple[AddressedForm, ...] = ()
    """Reports of the agency that go to addressees of their own."""

    @property
    def report(self) -> Report:
        """The report with the entries that need no officer."""
        return completed(self.month.report, self.month.assignment, self.month.duty.form)


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
        notices = work.deadline_notices()
    named = sorted(hashes_named_by(month.report))
    evidence = {sha256: known.get(sha256) or store.shelf.state(sha256) for sha256 in named}
    findings = versions[-1].findings if month.closed else check_month(world, month, evidence)
    files = {sha256: file for sha256 in named if (file := store.shelf.file(sha256)) is not None}
    flow = flow_of(month, findings)
    closed = frozenset(key.period for key, is_closed in reports if is_closed and key.form == form)
    still_open = frozenset(key.period for key, is_closed in reports if not is_closed and key.form == form)
    now = world.clock.now()
    duties = duty_lines(world.catalogue, store.agency, reports, now, notices)
    forms = tuple((form_id, world.catalogue.form(form_id).short_title) for form_id in world.catalogue.form_ids())
    begun = {form, *(key.form for key, _ in reports), *(key.form for key in notices)}
    addressed = tuple(addressed_forms(world.catalogue, store.agency, month.settings, begun))
    return Snapshot(
        month, findings, flow, versions, evidence, files, closed, still_open, now, duties, forms, addressed
    )  # fmt: skip


def duty_lines(
    catalogue: Catalogue,
    agency: Agency,
    reports: Iterable[tuple[ReportKey, bool]],
    now: datetime,
    notices: Mapping[ReportKey, DeadlineNotice] = MappingProxyType({}),
) -> tuple[DutyLine, ...]:
    """Every report that is due from the agency, the most urgent first: of each form the next one and those left open.

    A duty of other agencies, or one reported on request, stands there only when a report of it was begun or a document
    sets a deadline for it.
    """
    listed, lines = list(reports), []
    for form_id in catalogue.form_ids():
        form = catalogue.form(form_id)
        plan = catalogue.plan(form.plan)
        states = {key.period: closed for key, closed in listed if key.form == form_id}
        moved = {key.period: notice for key, notice in notices.items() if key.form == form_id}
        waiting = {period for period in {*states, *moved} if not states.get(period)}
        reminded = plan.is_due_from(agency) and plan.regime.period_kind is not PeriodKind.ON_REQUEST
        for period in {*waiting, *((current_period(plan, now, states),) if reminded else ())}:
            deadline = plan.submission_deadline(period, moved.get(period))
            state = _duty_state(deadline, states.get(period), now)
            lines.append(DutyLine(form_id, form.short_title, period, deadline, state))
    return tuple(sorted(lines, key=lambda line: (line.state in _NOT_PRESSING, line.deadline.due or _LAST, line.name)))


def _duty_state(deadline: SubmissionDeadline, closed: bool | None, now: datetime) -> DutyState:
    if closed is not None:
        return DutyState.CLOSED if closed else DutyState.OPEN
    if deadline.notice is not None:
        return DutyState.UNTOUCHED
    return DutyState.ENDED if deadline.is_past(now) else DutyState.UNTOUCHED


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


def periods_of(plan: Plan, known: Iterable[ReportingPeriod] = ()) -> list[ReportingPeriod]:
    """Every period the plan asks for, kind by kind; of those on request the known or dated ones and the next."""
    regimes = (plan.regime, *plan.other_regimes)
    kinds = [regime.period_kind for regime in regimes]
    asked = {period for period in known if period.kind is PeriodKind.ON_REQUEST}
    asked.update(period for regime in regimes for period in regime.deadline.periods)
    requested = max((period.number for period in asked), default=0)
    count = _PER_YEAR | {PeriodKind.ON_REQUEST: min(requested + 1, MOST_REQUESTS)}
    return [ReportingPeriod(plan.year, kind, number) for kind in kinds for number in range(1, count[kind] + 1)]
