"""A store on the disk with the real month of one commune in it, and short words for what an officer does with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Acknowledgement, ReportKey
from sonla_desktop.usecases.amend_period import amend_period, withdraw_amendment
from sonla_desktop.usecases.check_report import check_report
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.close_period import close_period
from sonla_desktop.usecases.configure_agency import configure_from_file
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.ports import AuditEntry, FrozenVersion, Store, World
from sonla_desktop.usecases.read_month import Month, read_month
from sonla_desktop.usecases.record_values import Recorded, acknowledge, record_month_file, record_reading
from tests.helpers.repository import ROOT

EXAMPLE = ROOT / "tests" / "fixtures" / "04123-2026-10"
DOCUMENTS = "vb-dien-tu-toan-trinh"
TWO_SOURCES = ("DC-002", DOCUMENTS, "sources.1.numerator")
"""The warning that stands as long as the second source of the first indicator differs from the first."""
OCTOBER = "2026-10"


def example() -> dict[str, Any]:
    """The month file of the example, with nothing wrong in it."""
    return deepcopy(json.loads((EXAMPLE / "month.json").read_text(encoding="utf-8")))


def key_of(period: str = OCTOBER) -> ReportKey:
    """The report of this period."""
    return ReportKey("kh-2026", ReportingPeriod.parse(period))


def month_file(second_source: int = 776, *reasons: str, period: str = OCTOBER) -> dict[str, Any]:
    """The example with 776 documents in the first source and so many in the second; reasons for the difference."""
    value = example()
    value["indicators"][0]["sources"][1]["numerator"] = second_source
    value["period"] = period
    code, where, place = TWO_SOURCES
    value["acknowledged"] = [{"code": code, "where": where, "field": place, "reason": reason} for reason in reasons]
    return value


@dataclass
class Office:
    """One commune, its store, and the clock."""

    world: World
    store: Store
    folder: Path
    written: int = field(default=0)

    def at(self, moment: str) -> None:
        self.world = replace(self.world, clock=FixedClock(datetime.fromisoformat(moment)))

    def enter(self, value: dict[str, Any], period: str = OCTOBER) -> Recorded:
        self.written += 1
        path = self.folder / f"month-{self.written}.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        return record_month_file(self.world, self.store, period, path, evidence_dir=EXAMPLE / "minh-chung")[0]

    def month(self, period: str = OCTOBER) -> Month:
        return read_month(self.world, self.store, period)

    def findings(self, period: str = OCTOBER) -> tuple[StatedFinding, ...]:
        return check_report(self.world, self.store, period)[1]

    def warning(self) -> StatedFinding:
        """The finding about the two sources, which must stand."""
        return next(item for item in self.findings() if item.finding.key == TWO_SOURCES)

    def give_reason(self, reason: str) -> None:
        acknowledge(self.world, self.store, self.month(), Acknowledgement(*TWO_SOURCES, reason))

    def put_second_source(self, numerator: int) -> None:
        month = self.month()
        reading = month.report.reading(DOCUMENTS)
        assert reading is not None
        first, second = reading.sources
        sources = (first, replace(second, numerator=Decimal(numerator)))
        record_reading(self.world, self.store, month, replace(reading, sources=sources))

    def close(self, period: str = OCTOBER) -> FrozenVersion:
        return close_period(self.world, self.store, period)[0]

    def close_next(self, period: str = "2026-11") -> FrozenVersion:
        """Closes a later month with the same figures, each warning of which passes with a reason."""
        value = month_file(776, period=period)
        del value["data_window"]
        self.enter(value, period)
        for item in self.findings(period):
            if item.blocks:
                reason = Acknowledgement(*item.finding.key, "Đã đối chiếu lại, số liệu không đổi.")
                acknowledge(self.world, self.store, self.month(period), reason)
        return self.close(period)

    def amend(self, reason: str = "Cộng sót sổ văn bản đi.", period: str = OCTOBER) -> Month:
        return amend_period(self.world, self.store, period, "", reason)[0]

    def withdraw(self, period: str = OCTOBER) -> Month:
        return withdraw_amendment(self.world, self.store, period)[0]

    def versions(self, period: str = OCTOBER) -> tuple[FrozenVersion, ...]:
        with self.store.begin() as work:
            return tuple(work.versions(key_of(period)))

    def audit(self, limit: int = 100) -> tuple[AuditEntry, ...]:
        with self.store.begin() as work:
            return tuple(work.audit(limit))


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """A new store with the settings of the example, open for writing."""
    world = replace(build_world(), clock=FixedClock(datetime(2026, 10, 11, 8)))
    create_store(world, folder / "kho", "04123")
    store = world.stores.open(folder / "kho")
    try:
        configure_from_file(world, store, EXAMPLE / "settings.json")
        yield Office(world, store, folder)
    finally:
        store.close()
