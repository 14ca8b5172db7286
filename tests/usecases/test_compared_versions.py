"""Which later reports stand on figures that have been replaced."""

from datetime import datetime, timedelta

import pytest

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.replacement import LaterReport
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.usecases.compared_versions import later_reports, stale_comparisons
from sonla_desktop.usecases.deadline_ports import VersionMark

START = datetime(2026, 1, 1)


def key(period: str) -> ReportKey:
    return ReportKey("kh-2026", ReportingPeriod.parse(period))


def mark(version: int, day: int | None, compared_with: int | None = None) -> VersionMark:
    return VersionMark(version, None if day is None else START + timedelta(days=day), compared_with)


def marks(**by_month: list[VersionMark]) -> dict[ReportKey, list[VersionMark]]:
    return {key(f"2026-{name[1:]}"): versions for name, versions in by_month.items()}


LATER = [
    ("the next and those after it", {"m11": [mark(1, 11, 1)], "m12": [mark(1, 12, 1)]}, ["2026-11", "2026-12"]),
    ("only closed ones", {"m11": [mark(1, 11, 1)], "m12": [mark(1, None)]}, ["2026-11"]),
    ("none behind a gap", {"m12": [mark(1, 12, 1)]}, []),
    ("its newest closed version", {"m11": [mark(1, 11, 1), mark(2, 12, 1), mark(3, None)]}, ["2026-11"]),
    ("closed by a program that did not note it", {"m11": [mark(1, 11)]}, ["2026-11"]),
    ("not one that was compared with the new figures", {"m11": [mark(1, 11, 2)], "m12": [mark(1, 12, 1)]}, []),
    ("none before", {"m09": [mark(1, 9, 1)]}, []),
]


@pytest.mark.parametrize(("what", "others", "expected"), LATER, ids=[case[0] for case in LATER])
def test_later_reports(what: str, others: dict[str, list[VersionMark]], expected: list[str]) -> None:
    known = marks(m10=[mark(1, 10, 1), mark(2, None)], **others)
    assert [str(item.period) for item in later_reports(known, key("2026-10"), 1)] == expected, what


def test_a_later_report_is_named_with_the_version_that_counts() -> None:
    known = marks(m10=[mark(1, 10)], m11=[mark(1, 11, 1), mark(2, 12, 1), mark(3, None)])
    assert later_reports(known, key("2026-10"), 1) == (LaterReport(ReportingPeriod.parse("2026-11"), 2),)


def test_the_last_request_that_can_be_numbered_has_none_after_it() -> None:
    known = {key("2026-X99"): [mark(1, 10), mark(2, None)], key("2026-X98"): [mark(1, 9)]}
    assert later_reports(known, key("2026-X99"), 1) == ()
    assert later_reports(known, key("2026-X98"), 1) == (LaterReport(ReportingPeriod.parse("2026-X99"), 1),)


STALE = [
    ("replaced since", [mark(1, 10), mark(2, 15)], mark(1, 11, 1), True),
    ("compared with the replacement", [mark(1, 10), mark(2, 15)], mark(2, 16, 2), False),
    ("compared with the replacement while it was open", [mark(1, 10), mark(2, 15)], mark(1, 11, 2), True),
    ("the replacement is still open", [mark(1, 10), mark(2, None)], mark(1, 11, 1), False),
    ("never replaced", [mark(1, 10)], mark(1, 11, 1), False),
    ("a first version closed late replaces nothing", [mark(1, 15)], mark(1, 11, 1), False),
    ("replaced, with what it was compared is not known", [mark(1, 10), mark(2, 15)], mark(1, 11), True),
    ("replaced before, with what it was compared is not known", [mark(1, 9), mark(2, 10)], mark(1, 11), False),
    ("not closed itself", [mark(1, 10), mark(2, 15)], mark(1, None), False),
]


@pytest.mark.parametrize(("what", "october", "november", "expected"), STALE, ids=[case[0] for case in STALE])
def test_stale_comparisons(what: str, october: list[VersionMark], november: VersionMark, expected: bool) -> None:
    found = stale_comparisons(marks(m10=october, m11=[november]))
    assert [(str(item.key.period), str(item.previous), item.newest) for item in found] == (
        [("2026-11", "2026-10", october[-1].version)] if expected else []
    ), what


def test_reports_of_other_forms_are_not_mixed() -> None:
    other = ReportKey("cchc", ReportingPeriod.parse("2026-11"))
    assert stale_comparisons({**marks(m10=[mark(1, 10), mark(2, 15)]), other: [mark(1, 11, 1)]}) == ()
