"""A month is checked with the year before it, the files of earlier months, and the limits of the settings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.check_report import check_month, evidence_states
from sonla_desktop.usecases.configure_agency import configure
from sonla_desktop.usecases.ports import Stamp
from tests.helpers.real_month import DOCUMENTS, Office, month_file

NOVEMBER = "2026-11"


def codes(findings: tuple[StatedFinding, ...], where: str = DOCUMENTS) -> set[str]:
    return {item.finding.code for item in findings if item.finding.where == where}


def november(numerator: int = 776) -> dict[str, object]:
    value = month_file(numerator, period=NOVEMBER)
    reading = value["indicators"][0]
    for holder in (reading, *reading["sources"]):
        holder["numerator"] = numerator
    del value["data_window"]
    return value


def keep(office: Office, report: Report, period: str) -> None:
    """The same report as that of another period."""
    with office.store.begin() as work:
        moved = replace(report, period=ReportingPeriod.parse(period))
        work.save_report(moved, Stamp(office.world.clock.now(), "Lò Thị Hoa"))
        work.commit()


def test_neighbours_are_the_newest_versions_of_the_year_before(commune: Office) -> None:
    commune.enter(month_file(776))
    report = commune.month().report
    for period in ("2025-10", "2025-11", "2026-09"):
        keep(commune, report, period)
    month = commune.month(NOVEMBER)
    assert [str(item.period) for item in month.history] == ["2025-11", "2026-09", "2026-10"]
    assert month.previous == month.history[-1]
    assert month.same_month_last_year == month.history[0]
    assert commune.month("2026-09").same_month_last_year is None
    assert commune.month("2026-12").previous is None


def test_a_period_without_a_neighbour_still_knows_last_year(commune: Office) -> None:
    commune.enter(month_file(776))
    keep(commune, commune.month().report, "2025-12")
    month = commune.month("2026-12")
    assert (month.previous, month.same_month_last_year) == (None, month.history[0])


def test_a_file_of_an_earlier_month_is_told_with_that_month(commune: Office) -> None:
    commune.enter(month_file(776))
    commune.at("2026-11-11T08:00:00")
    commune.enter(november(), NOVEMBER)
    told = [item.message for item in commune.findings(NOVEMBER) if item.finding.code == "MC-005"]
    assert told
    assert all("10/2026" in message for message in told)
    assert "MC-005" not in codes(commune.findings()), "not where the file was first"


def test_limits_of_the_settings_decide(commune: Office) -> None:
    commune.enter(month_file(776))
    commune.at("2026-11-11T08:00:00")
    commune.enter(november(900), NOVEMBER)
    assert "CT-007" not in codes(commune.findings(NOVEMBER))
    parameters = CheckParameters(jump_points=Decimal(5))
    configure(commune.world, commune.store, replace(commune.month().settings, check_parameters=parameters))
    assert "CT-007" in codes(commune.findings(NOVEMBER))
    assert commune.month().settings.check_parameters == parameters


def test_a_month_that_was_read_is_checked_without_the_store(commune: Office) -> None:
    commune.enter(month_file(776))
    commune.at("2026-11-11T08:00:00")
    commune.enter(november(), NOVEMBER)
    month = commune.month(NOVEMBER)
    evidence, expected = evidence_states(commune.store.shelf, month.report), commune.findings(NOVEMBER)
    commune.store.close()
    assert check_month(commune.world, month, evidence) == expected
