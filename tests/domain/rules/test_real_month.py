"""A commune's real month under the whole 2026 plan: the rules let it pass, and notice what is done to it."""

from dataclasses import replace
from datetime import datetime

import pytest

from sonla_desktop.adapters.calendar.vietnam import VietnamCalendar
from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import with_defaults
from sonla_desktop.domain.rules.context import CheckContext, EvidenceState
from tests.domain.rules.case import found
from tests.helpers.months import Change, reading, together, untouched, update
from tests.helpers.repository import ROOT

FIXTURE = ROOT / "tests" / "fixtures" / "04123-2026-10"
RESOURCES = ROOT / "resources"


@pytest.fixture(scope="module")
def month() -> CheckContext:
    """October 2026 of xã Chiềng Mung, checked the day after the data window; all evidence is on the shelf."""
    catalogue, files = DataCatalogue(RESOURCES, ROOT / "forms"), MonthFileReader()
    report = files.read_month(FIXTURE / "month.json", catalogue.plan).report
    assignment = assign(catalogue.plan("kh-2026"), catalogue.agency("04123"))
    hashes = {sha256 for item in report.indicators for source in item.sources for sha256 in source.evidence}
    return CheckContext(
        report=with_defaults(report, assignment),
        assignment=assignment,
        settings=files.read_settings(FIXTURE / "settings.json"),
        calendar=VietnamCalendar(RESOURCES / "calendar" / "swapped-days.toml"),
        now=datetime.fromisoformat("2026-10-11T08:00"),
        evidence=dict.fromkeys(hashes, EvidenceState.PRESENT),
    )


WEEKEND = "BC-004 report data_window notice"
"""The data window ends on Saturday 10 October, the report is due on Monday 12 October."""


def test_the_month_passes(month: CheckContext) -> None:
    assert found(month) == (WEEKEND,)


def test_without_an_entry_every_duty_is_asked_for(month: CheckContext) -> None:
    empty = with_defaults(replace(month.report, indicators=(), tasks=()), month.assignment)
    asked = found(replace(month, report=empty))
    assert sum(line.startswith("CT-001") for line in asked) == 8
    assert sum(line.startswith("NV-001") for line in asked) == 22
    assert set(asked) >= {WEEKEND}
    assert len(asked) == 31


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            together(reading("vb-dien-tu-toan-trinh", denominator=0), untouched("kh-2026-II-4")),
            ("CT-004 vb-dien-tu-toan-trinh denominator error", "NV-001 kh-2026-II-4 status error"),
        ),
        (reading("giay-to-cung-cap-mot-lan", numerator=225), ("CT-003 giay-to-cung-cap-mot-lan numerator error",)),
        (update("kh-2026-VI-5", percent=140), ("NV-003 kh-2026-VI-5 percent error",)),
        (update("kh-2026-II-4", explanation=None), ("NV-004 kh-2026-II-4 explanation error",)),
    ],
)
def test_what_is_done_to_it_is_noticed(month: CheckContext, change: Change, expected: tuple[str, ...]) -> None:
    assert found(change(month)) == (WEEKEND, *expected)
