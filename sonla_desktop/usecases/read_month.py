"""Reads one month out of the store with all that stands around it: plan, form, neighbours in time, deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sonla_desktop.domain.agency import Agency, AgencySettings
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Assignment, Plan, assign, with_department_setting
from sonla_desktop.domain.plan_texts import corrected
from sonla_desktop.domain.report import Report, ReportKey, in_plan_order
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.usecases.attach_evidence import hashes_named_by
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Catalogue, FrozenVersion, Store, UnitOfWork, World

DEFAULT_FORM = "kh-2026"


@dataclass(frozen=True, slots=True)
class Duty:
    """What a form asks of an agency in a period, before anything was entered."""

    key: ReportKey
    form: FormDefinition
    plan: Plan
    assignment: Assignment
    """Plan and assignment speak in the words that the officer corrected."""
    source: Assignment | None = None
    """In the words of the source, where they differ: packages are compared in them."""

    @property
    def in_source_words(self) -> Duty:
        """The duty as everybody has it who knows only the plan."""
        return replace(self, plan=self.source.plan, assignment=self.source, source=None) if self.source else self

    def in_words_of(self, settings: AgencySettings) -> Duty:
        """The duty in the words that these settings correct."""
        source = self.in_source_words
        texts = settings.plan_texts.get(source.plan.id)
        if not texts:
            return source
        worded = corrected(source.assignment, texts)
        return replace(source, plan=worded.plan, assignment=worded, source=source.assignment)


@dataclass(frozen=True, slots=True)
class Month:
    """One month as a screen, a check or an output needs it; ``report`` is the newest version."""

    duty: Duty
    settings: AgencySettings
    report: Report
    closed: bool
    previous: Report | None
    same_month_last_year: Report | None
    deadline_notice: DeadlineNotice | None = None
    """The document that sets or moves the deadline."""
    history: tuple[Report, ...] = ()
    """The reports of the twelve periods before, newest versions, oldest first."""
    used_elsewhere: Mapping[str, str] = field(default_factory=dict)
    """Files of this report that an earlier period names, too, by hash, with the label of that period."""

    @property
    def key(self) -> ReportKey:
        """Form, period and part."""
        return self.duty.key

    @property
    def assignment(self) -> Assignment:
        """What the plan gives to the agency."""
        return self.duty.assignment

    @property
    def submission_deadline(self) -> SubmissionDeadline:
        """Thời hạn gửi báo cáo of this period, stated and in force."""
        return self.duty.plan.submission_deadline(self.key.period, self.deadline_notice)

    @property
    def deadline(self) -> datetime | None:
        """The moment in force, local time; None as long as nobody has set one."""
        return self.submission_deadline.due


def plan_of_form(catalogue: Catalogue, form_id: str) -> Plan:
    """The plan that a form reports on; raises InputRefused ``form-unknown``."""
    return catalogue.plan(catalogue.form(form_id).plan)


def duty_of(
    world: World, agency: Agency, settings: AgencySettings, period: str | ReportingPeriod, form_id: str = ""
) -> Duty:
    """The duty of this period; raises InputRefused for an unknown form or a period the plan does not ask for."""
    form = world.catalogue.form(form_id or DEFAULT_FORM)
    plan = world.catalogue.plan(form.plan)
    parsed = period if isinstance(period, ReportingPeriod) else _parse(period, plan)
    if not plan.covers(parsed):
        raise InputRefused("period-unknown", period=str(period), year=str(plan.year), periods=_periods_like(plan))
    owner = with_department_setting(_as_known(world.catalogue, agency), settings.counts_as_department)
    return Duty(ReportKey(form.id, parsed), form, plan, assign(plan, owner)).in_words_of(settings)


def _as_known(catalogue: Catalogue, agency: Agency) -> Agency:
    """The agency of a store with its names in sentences, which stores do not keep; an unknown one as it is."""
    known = {item.code: item for item in catalogue.agencies()}.get(agency.code)
    return replace(agency, full_name=known.full_name, superior=known.superior) if known else agency


def read_month(world: World, store: Store, period: str | ReportingPeriod, form_id: str = "") -> Month:
    """The month as the store holds it (an untouched month is an empty report of version 1)."""
    with store.begin() as work:
        return month_in(world, store, work, period, form_id)


def month_in(
    world: World, store: Store, work: UnitOfWork, period: str | ReportingPeriod, form_id: str = ""
) -> Month:
    """As :func:`read_month`, inside a transaction that is already open."""
    settings = work.settings()
    duty = duty_of(world, store.agency, settings, period, form_id)
    opened = work.open_report(duty.key)
    newest = opened or work.newest_report(duty.key)
    report = newest or _empty_report(store.agency, duty)
    history = work.history(duty.key)
    return Month(
        duty,
        settings,
        in_plan_order(report, duty.assignment),
        closed=newest is not None and opened is None,
        previous=_of_period(history, duty.key.period.previous()),
        same_month_last_year=_last_year(work, duty, history),
        deadline_notice=work.deadline_notices().get(duty.key),
        history=history,
        used_elsewhere=work.uses_of_evidence(duty.key, hashes_named_by(report)),
    )


def read_version(
    world: World, store: Store, period: str | ReportingPeriod, form_id: str, version: int
) -> tuple[Month, FrozenVersion]:
    """A closed version with all that it was closed with, though a newer one counts now.

    Raises InputRefused ``version-unknown`` naming the closed versions there are.
    """
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        frozen = closed_version(work, month, version)
    past = replace(
        month,
        duty=month.duty.in_words_of(frozen.settings),
        settings=frozen.settings,
        report=in_plan_order(frozen.report, month.assignment),
        closed=True,
        deadline_notice=frozen.deadline_notice,
    )
    return past, frozen


def closed_version(work: UnitOfWork, month: Month, version: int | None) -> FrozenVersion:
    """This closed version, or the newest one; raises InputRefused ``not-closed`` or ``version-unknown``."""
    versions = {frozen.report.version: frozen for frozen in work.versions(month.key)}
    period = month.key.period.short_label
    if not versions:
        raise InputRefused("not-closed", period=period)
    if version is not None and version not in versions:
        known = ", ".join(map(str, versions))
        raise InputRefused("version-unknown", period=period, version=version, known=known)
    return versions[max(versions) if version is None else version]


def _parse(period: str, plan: Plan) -> ReportingPeriod:
    try:
        return ReportingPeriod.parse(period)
    except ValueError as error:
        raise InputRefused("period-unknown", period=period, year=str(plan.year), periods=_periods_like(plan)) from error


def _periods_like(plan: Plan) -> str:
    """The first period of each kind that the plan is reported for, as it is written."""
    kinds = [regime.period_kind for regime in (plan.regime, *plan.other_regimes)]
    return ", ".join(str(ReportingPeriod(plan.year, kind, 1)) for kind in kinds)


def _of_period(reports: tuple[Report, ...], period: ReportingPeriod | None) -> Report | None:
    return next((report for report in reports if report.period == period), None)


def _last_year(work: UnitOfWork, duty: Duty, history: tuple[Report, ...]) -> Report | None:
    period = duty.key.period.same_last_year()
    if period is None:
        return None
    return _of_period(history, period) or work.newest_report(replace(duty.key, period=period))


def _empty_report(agency: Agency, duty: Duty) -> Report:
    window = duty.plan.regime_of(duty.key.period).window.window_of(duty.key.period)
    return Report(agency.code, agency.name, duty.key.form, duty.key.period, window)
