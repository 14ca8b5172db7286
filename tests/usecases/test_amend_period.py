"""Báo cáo thay thế: a closed version is never changed, the new one says what it replaces and why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.report import Supersedes
from sonla_desktop.domain.submission import Submission
from sonla_desktop.usecases.amend_period import amend_period
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.close_period import frozen_now
from sonla_desktop.usecases.compared_versions import stale_comparisons
from sonla_desktop.usecases.configure_agency import configure
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.export_report import export_report
from sonla_desktop.usecases.ports import ArchivedFile, Stamp
from sonla_desktop.usecases.preview_document import preview_document
from sonla_desktop.usecases.read_month import read_version
from tests.helpers.real_month import DOCUMENTS, OCTOBER, TWO_SOURCES, Office, key_of, month_file, office

WHY = "Cộng sót sổ văn bản đi."
REASON = "Sổ văn bản đi ghi muộn 3 văn bản."


@pytest.fixture
def closed(commune: Office) -> Office:
    """October is closed, with a warning that passed with a reason."""
    commune.enter(month_file(773, REASON))
    commune.close()
    commune.at("2026-10-14T09:00:00")
    return commune


def package_hash(office: Office, version: int = 1) -> str:
    files = office.versions()[version - 1].files
    return next(file.sha256 for file in files if file.kind == "package")


def test_a_replacement_starts_as_the_closed_version_and_says_what_it_replaces_and_why(closed: Office) -> None:
    old = closed.versions()[0].report
    month = closed.amend(f"  {WHY} ")
    assert not month.closed
    assert month.report.supersedes == Supersedes(1, package_hash(closed), WHY)
    assert replace(month.report, version=1, supersedes=None) == old, "the reasons with who and when, too"
    assert closed.warning().reason == REASON, "a reason goes along as long as its figures stay"
    (link,) = closed.audit(1)
    assert (link.action, link.officer, link.reason) == ("amend", month.settings.officer, WHY)


def test_reasons_of_a_version_that_an_older_program_closed_cover_what_they_covered(commune: Office) -> None:
    commune.enter(month_file(773, REASON))
    month, findings = commune.month(), commune.findings()
    old = tuple(replace(item, basis="", by="", at=None) for item in month.report.acknowledged)
    with commune.store.begin() as work:
        version = frozen_now(commune.world, work, month, findings)
        package = ArchivedFile("goi.zip", "package", "ab" * 32, 1, commune.folder / "goi.zip")
        report = replace(version.report, acknowledged=old)
        work.freeze(replace(version, report=report, files=(package,)), Stamp(version.closed_at, version.closed_by))
        work.commit()
    commune.amend()
    assert commune.warning().reason == REASON
    commune.put_second_source(770)
    assert commune.warning().lapsed == REASON


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InputRefused) as caught:
        act()
    return caught.value.code


@pytest.mark.parametrize("reason", ["", "   ", "sai", "........", "aaaa aaaa"])
def test_a_replacement_needs_a_reason_of_substance(closed: Office, reason: str) -> None:
    assert refused(lambda: closed.amend(reason)) == "amend-reason"
    assert closed.month().closed


def test_only_what_is_closed_is_replaced_and_one_at_a_time(commune: Office) -> None:
    assert refused(commune.amend) == "amend-not-closed"
    commune.enter(month_file(776))
    assert refused(commune.amend) == "amend-not-closed"
    commune.close()
    commune.amend()
    assert refused(commune.amend) == "amend-open"


def test_a_replacement_that_changes_nothing_is_not_closed(closed: Office) -> None:
    closed.amend()
    assert refused(closed.close) == "amend-nothing-changed"
    closed.put_second_source(774)
    closed.put_second_source(773)
    assert refused(closed.close) == "amend-nothing-changed"


def test_a_replacement_opened_by_mistake_is_taken_back(closed: Office) -> None:
    before = closed.month()
    closed.amend()
    after = closed.withdraw()
    assert (after.closed, after.report) == (True, before.report)
    assert [link.action for link in closed.audit(2)] == ["withdraw", "amend"]
    assert refused(closed.withdraw) == "withdraw-none"
    assert closed.amend().report.version == 2


def test_a_replacement_in_which_something_was_changed_is_not_taken_back(closed: Office) -> None:
    closed.amend()
    closed.put_second_source(774)
    assert refused(closed.withdraw) == "withdraw-changed"
    closed.put_second_source(773)
    assert closed.withdraw().closed


def test_an_open_first_version_is_not_taken_back(commune: Office) -> None:
    commune.enter(month_file(776))
    assert refused(commune.withdraw) == "withdraw-none"


def test_a_closed_replacement_lists_every_changed_field_old_and_new(closed: Office) -> None:
    closed.amend()
    closed.put_second_source(776)
    frozen = closed.close()
    assert frozen.replacement is not None
    changes = [(item.where, item.field, item.old, item.new) for item in frozen.replacement.changes]
    assert changes == [(DOCUMENTS, "sources.1.numerator", 773, 776)]
    assert (frozen.replacement.supersedes, frozen.replacement.reason) == (frozen.report.supersedes, WHY)
    assert [version.report.version for version in closed.versions()] == [1, 2]
    assert closed.versions()[1] == frozen
    assert closed.versions()[0].replacement is None


def test_it_names_the_superseded_document_as_far_as_that_was_recorded(closed: Office) -> None:
    with closed.store.begin() as work:
        stamp = Stamp(closed.world.clock.now(), "Lò Thị Hoa")
        work.record_submission(key_of(), Submission(1, "45/BC-UBND", date(2026, 10, 12)), stamp)
        work.commit()
    closed.amend()
    closed.put_second_source(776)
    replacement = closed.close().replacement
    assert replacement is not None
    assert (replacement.number, replacement.date) == ("45/BC-UBND", date(2026, 10, 12))


def test_later_months_built_on_the_old_figures_are_listed_until_they_are_replaced_too(closed: Office) -> None:
    closed.at("2026-11-11T08:00:00")
    november = closed.close_next()
    assert november.previous_version == 1
    closed.amend()
    closed.put_second_source(776)
    assert stale(closed) == []
    frozen = closed.close()
    assert frozen.replacement is not None
    assert [(str(item.period), item.version) for item in frozen.replacement.later] == [("2026-11", 1)]
    assert stale(closed) == [("2026-11", 1, "2026-10", 2)]
    closed.amend(period="2026-11")
    value = month_file(775, REASON, period="2026-11")
    del value["data_window"]
    closed.enter(value, "2026-11")
    assert closed.close("2026-11").previous_version == 2
    assert stale(closed) == []


def stale(office: Office) -> list[tuple[str, int, str, int]]:
    with office.store.begin() as work:
        found = stale_comparisons(work.version_marks())
    return [(str(item.key.period), item.version, str(item.previous), item.newest) for item in found]


def test_every_version_stays_readable_and_its_archive_is_copied_byte_for_byte(closed: Office) -> None:
    closed.amend()
    closed.put_second_source(776)
    both = {1: closed.versions()[0], 2: closed.close()}
    for number, frozen in both.items():
        month, found = read_version(closed.world, closed.store, OCTOBER, "", number)
        assert (month.report.version, month.closed, found) == (number, True, frozen)
        files = export_report(closed.world, closed.store, OCTOBER, closed.folder / str(number), version=number)
        assert [file.path.read_bytes() for file in files] == [file.path.read_bytes() for file in frozen.files]
    assert refused(lambda: read_version(closed.world, closed.store, OCTOBER, "", 3)) == "version-unknown"


def test_while_a_replacement_is_open_the_newest_closed_version_is_exported(closed: Office) -> None:
    closed.amend()
    closed.put_second_source(776)
    files = export_report(closed.world, closed.store, OCTOBER, closed.folder / "xuat")
    assert [file.sha256 for file in files] == [file.sha256 for file in closed.versions()[0].files]


def test_a_closed_version_is_drawn_with_the_month_it_was_compared_with(closed: Office) -> None:
    closed.at("2026-11-11T08:00:00")
    closed.close_next()
    before = preview_document(closed.world, closed.store, "2026-11")
    closed.amend()
    value = month_file(776)
    value["indicators"][0] |= {"numerator": 700}
    for source in value["indicators"][0]["sources"]:
        source["numerator"] = 700
    closed.enter(value)
    closed.close()
    assert preview_document(closed.world, closed.store, "2026-11") == before


def test_a_changed_field_tells_of_the_change_to_the_screens(closed: Office) -> None:
    _, changes = amend_period(closed.world, closed.store, OCTOBER, "", WHY)
    assert changes == Changes(frozenset({key_of()}))


LATER_EDITS: dict[str, Callable[[Office], object]] = {
    "a replacement": lambda office: office.amend(),
    "other figures": lambda office: office.put_second_source(700),
    "another month": lambda office: office.enter(_november(), "2026-11"),
    "other limits": lambda office: configure(office.world, office.store, _with_other_limits(office)),
    "a later day": lambda office: office.at("2027-03-01T08:00:00"),
    "another program": lambda office: setattr(office, "world", replace(office.world, program_version="9.9")),
}


def _november() -> dict[str, Any]:
    value = month_file(700, period="2026-11")
    del value["data_window"]
    return value


def _with_other_limits(office: Office) -> Any:
    parameters = CheckParameters(jump_points=Decimal(1), slow_days=366, sample_margin=Decimal(1))
    return replace(office.month().settings, check_parameters=parameters, place="Nơi khác")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(st.sampled_from(sorted(LATER_EDITS)), unique=True, max_size=6))
def test_findings_of_a_closed_version_never_change(
    tmp_path_factory: pytest.TempPathFactory, edits: list[str]
) -> None:
    with office(tmp_path_factory.mktemp("xa")) as commune:
        commune.enter(month_file(773, REASON))
        frozen = commune.close()
        assert TWO_SOURCES in {item.finding.key for item in frozen.findings}
        for edit in sorted(edits, key=list(LATER_EDITS).index):
            if edit == "other figures" and commune.month().closed:
                continue
            LATER_EDITS[edit](commune)
            assert read_version(commune.world, commune.store, OCTOBER, "", 1)[1] == frozen
        if commune.month().closed:
            assert commune.findings() == frozen.findings
