"""A commune that reports every item of the real plan twice, about sixty items, with months closed behind it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.paths import forms_dir, resources_dir
from sonla_desktop.usecases.clocks import FixedClock, read_moment
from sonla_desktop.usecases.configure_agency import configure_from_file
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.record_values import acknowledge
from tests.helpers.real_month import EXAMPLE, Office, month_file
from tests.helpers.stores import STAMP, close_month

AGAIN = "-lan-hai"
DOUBLED = ("kh-2026-II-4" + AGAIN, "vb-dien-tu-toan-trinh" + AGAIN)
"""Codes of a task and of an indicator that are there twice: those of the second ones."""
MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09")
NOW = "2026-10-11T08:00"


class TwofoldCatalogue(DataCatalogue):
    """The shipped data, but each task and indicator of the plan is there twice."""

    def plan(self, plan_id: str) -> Plan:
        plan = super().plan(plan_id)
        if plan_id != "kh-2026":
            return plan
        again = [replace(item, code=item.code + AGAIN) for item in plan.tasks]
        counted = [replace(item, code=item.code + AGAIN) for item in plan.indicators]
        return replace(plan, tasks=(*plan.tasks, *again), indicators=(*plan.indicators, *counted))


def twofold_world() -> World:
    """The program's own world over that plan, on the morning after the data window of October closed."""
    world = replace(build_world(), clock=FixedClock(read_moment(NOW)))
    return replace(world, catalogue=TwofoldCatalogue(resources_dir(), forms_dir()))


def twofold_store(folder: Path) -> Path:
    """A store with closed months and the current one entered, every warning with its reason."""
    world = twofold_world()
    create_store(world, folder / "kho", "04123")
    store = world.stores.open(folder / "kho")
    try:
        configure_from_file(world, store, EXAMPLE / "settings.json")
        office = Office(world, store, folder)
        office.enter(_twofold())
        for period in MONTHS:
            _close_as_it_is(office, ReportingPeriod.parse(period))
        _give_reasons(office)
    finally:
        store.close()
    return folder / "kho"


def _give_reasons(office: Office) -> None:
    """Every warning of the current month passes with a reason."""
    for item in office.findings():
        if item.blocks:
            reason = Acknowledgement(*item.finding.key, "Đã đối chiếu lại, số liệu đúng với sổ.")
            acknowledge(office.world, office.store, office.month(), reason)


def _close_as_it_is(office: Office, period: ReportingPeriod) -> None:
    """The current month's figures as those of an earlier month, closed unchecked."""
    month = office.month()
    plan, form = month.duty.plan, month.duty.form
    window = plan.regime_of(period).window.window_of(period)
    past = replace(month.report, period=period, data_window=window, acknowledged=())
    with office.store.begin() as work:
        work.save_report(past, STAMP, form_version=form.version, plan=plan.id, plan_version=plan.version)
        work.commit()
    close_month(office.store, past)


def _twofold() -> dict[str, Any]:
    value = month_file()
    for part in ("tasks", "indicators"):
        again = deepcopy(value[part])
        for item in again:
            item["code"] += AGAIN
            for document in item.get("documents", ()):
                document["symbol"] = "1" + document["symbol"]
        value[part] += again
    return value
