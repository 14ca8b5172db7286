"""Other periods, replacements and receipts in the store: read in few queries, audited, and safe from a lost digit."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.replacement import LaterReport, Replacement
from sonla_desktop.domain.report import Acknowledgement, Report, ReportKey, Supersedes
from sonla_desktop.domain.submission import Receipt, ReceiptState, Submission
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers import months
from tests.helpers.stores import STAMP, close_month, frozen, month, opened, save

KEY = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))
REASON = Acknowledgement(
    "CT-007", months.DOCUMENTS, "numerator", "Đợt cao điểm.", "0123456789abcdef", "Lò Thị Hoa", STAMP.at
)
SUPERSEDES = Supersedes(1, "ab" * 32, "Cộng sót một sổ.")
RECEIPT = Receipt(
    "cd" * 32, "04123", "kh-2026", "2026-11", 1, ReceiptState.RETURNED, "Văn phòng", datetime(2026, 11, 13, 9),
    findings=({"where": "so-hoa", "message": "Thiếu sổ"},), volumes=({"number": 1, "sha256": "ef" * 32},),
    unread=("channel",),
)  # fmt: skip


def of_period(period: str, number: int = 0) -> Report:
    return replace(month(number), period=ReportingPeriod.parse(period))


def second_version() -> Report:
    return replace(month(1), version=2, supersedes=SUPERSEDES)


def test_reports_of_the_periods_before_are_read_oldest_first(store: SqliteStore) -> None:
    for period in ("2026-07", "2026-09", "2026-10", "2026-11"):
        save(store, of_period(period))
    close_month(store, of_period("2026-10"))
    save(store, replace(of_period("2026-10", 2), version=2))
    with store.begin() as work:
        found = work.history(KEY)
        assert [(str(report.period), report.version) for report in found] == [
            ("2026-07", 1), ("2026-09", 1), ("2026-10", 2),
        ]  # fmt: skip
        assert [str(report.period) for report in work.history(KEY, 2)] == ["2026-09", "2026-10"]
        assert work.history(ReportKey("khac", KEY.period)) == ()


def test_a_file_that_an_earlier_period_names_is_known_with_its_period(store: SqliteStore) -> None:
    for period in ("2026-08", "2026-10", "2026-11", "2026-12", "2026-Q3", "2025-12"):
        save(store, of_period(period))
    with store.begin() as work:
        assert work.uses_of_evidence(KEY, [months.EXTRACT, "00" * 32]) == {months.EXTRACT: "10/2026"}
        assert work.uses_of_evidence(KEY, []) == {}
        first = ReportKey("kh-2026", ReportingPeriod.parse("2026-08"))
        assert work.uses_of_evidence(first, [months.EXTRACT]) == {months.EXTRACT: "12/2025"}
        assert work.uses_of_evidence(ReportKey("khac", KEY.period), [months.EXTRACT]) == {}


def test_a_file_that_a_replaced_version_named_is_free_again(store: SqliteStore) -> None:
    save(store, of_period("2026-10"))
    close_month(store, of_period("2026-10"))
    without = replace(of_period("2026-10"), version=2, indicators=(), tasks=())
    save(store, without)
    with store.begin() as work:
        assert work.uses_of_evidence(KEY, [months.EXTRACT]) == {}


def test_a_reason_keeps_what_it_was_written_for_open_and_closed(store: SqliteStore) -> None:
    report = replace(month(), acknowledged=(REASON,))
    save(store, report)
    with store.begin() as work:
        assert work.open_report(KEY) == report
    close_month(store, report)
    with store.begin() as work:
        assert work.newest_report(KEY) == report
        assert work.versions(KEY)[-1].report == report


@pytest.mark.parametrize("column", ["basis", "by", "at"])
def test_a_changed_origin_of_a_reason_is_noticed(folder: Path, column: str) -> None:
    with opened(folder) as store:
        save(store, replace(month(), acknowledged=(REASON,)))
    with closing(sqlite3.connect(folder / DATABASE)) as raw, raw:
        raw.execute(f"UPDATE acknowledgement SET {column} = '2026-11-12T08:00:00'")
    with opened(folder) as store, store.begin() as work, pytest.raises(WorldRefused) as refused:
        work.open_report(KEY)
    assert refused.value.code == "store-damaged"


def test_a_changed_reason_of_a_replacement_is_noticed(folder: Path) -> None:
    with opened(folder) as store:
        close_month(store, month())
        save(store, second_version())
        with store.begin() as work:
            assert work.open_report(KEY) == second_version()
    with closing(sqlite3.connect(folder / DATABASE)) as raw, raw:
        raw.execute("UPDATE report SET supersedes_reason = 'Khác' WHERE version = 2")
    with opened(folder) as store, store.begin() as work, pytest.raises(WorldRefused) as refused:
        work.open_report(KEY)
    assert refused.value.code == "store-damaged"


def test_a_closed_replacement_tells_what_it_replaces_and_what_it_was_compared_with(store: SqliteStore) -> None:
    close_month(store, month())
    replacement = Replacement(
        SUPERSEDES,
        SUPERSEDES.reason,
        (FieldChange(months.DOCUMENTS, "numerator", 812, 815), FieldChange("report", "figures.tong", None, "1.5")),
        (LaterReport(ReportingPeriod.parse("2026-12"), 1),),
    )
    with store.begin() as work:
        version = frozen(second_version(), work.chain_head())
        lapsed = replace(version.findings[0], finding=replace(version.findings[0].finding, blocking=False), lapsed="Cũ")
        version = replace(version, replacement=replacement, previous_version=3, findings=(lapsed,))
        work.freeze(version, STAMP)
        work.commit()
    with store.begin() as work:
        assert work.versions(KEY)[-1] == version


def test_a_replacement_is_opened_as_a_copy_with_its_reason_in_the_chain(store: SqliteStore) -> None:
    with store.begin() as work:
        work.save_report(month(), STAMP, form_version=2, plan="kh-2026", plan_version=1)
        work.freeze(frozen(month(), work.chain_head()), STAMP)
        work.open_replacement(second_version(), replace(STAMP, reason=SUPERSEDES.reason))
        work.commit()
    with store.begin() as work:
        work.verify_chain()
        (opened_by,) = work.audit(1)
        assert (opened_by.action, opened_by.old, opened_by.new) == ("amend", "1", "2")
        assert opened_by.reason == SUPERSEDES.reason
        assert work.open_report(KEY) == second_version()
        assert len(work.versions(KEY)) == 1


def test_a_replacement_can_be_taken_back_and_opened_again(store: SqliteStore) -> None:
    close_month(store, month())
    for _ in range(2):
        with store.begin() as work:
            work.open_replacement(second_version(), STAMP)
            work.withdraw_replacement(KEY, STAMP)
            work.commit()
    with store.begin() as work:
        work.verify_chain()
        assert work.open_report(KEY) is None
        assert work.newest_report(KEY) == month()
        assert [entry.action for entry in work.audit(2)] == ["withdraw", "amend"]


Act = Callable[[SqliteStore], None]


def replace_nothing(store: SqliteStore) -> None:
    with store.begin() as work:
        work.open_replacement(second_version(), STAMP)


def replace_an_open_one(store: SqliteStore) -> None:
    save(store, month())
    replace_nothing(store)


def replace_by_a_wrong_number(store: SqliteStore) -> None:
    close_month(store, month())
    with store.begin() as work:
        work.open_replacement(replace(second_version(), version=3), STAMP)


def withdraw_a_first_version(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        work.withdraw_replacement(KEY, STAMP)


def withdraw_a_closed_version(store: SqliteStore) -> None:
    close_month(store, month())
    with store.begin() as work:
        work.withdraw_replacement(KEY, STAMP)


def record_of_an_open_version(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        work.record_submission(KEY, Submission(1, "45"), STAMP)


@pytest.mark.parametrize(
    "act",
    [
        replace_nothing,
        replace_an_open_one,
        replace_by_a_wrong_number,
        withdraw_a_first_version,
        withdraw_a_closed_version,
        record_of_an_open_version,
    ],
)
def test_what_no_use_case_may_ask_for_is_refused(store: SqliteStore, act: Act) -> None:
    with pytest.raises(ValueError, match=r"version|replace"):
        act(store)


def test_what_came_back_is_kept_for_its_version_and_audited(store: SqliteStore) -> None:
    close_month(store, month())
    whole = Submission(1, "45/BC-UBND", date(2026, 11, 12), "ab" * 32, RECEIPT, reference="12/PTN")
    with store.begin() as work:
        assert work.submission(KEY, 1) is None
        assert work.record_submission(KEY, Submission(1, "45/BC-UBND"), STAMP)
        assert work.record_submission(KEY, whole, STAMP)
        assert not work.record_submission(KEY, whole, replace(STAMP, officer="Người khác")), "the same once more"
        work.commit()
    with store.begin() as work:
        work.verify_chain()
        assert work.submission(KEY, 1) == replace(whole, recorded_at=STAMP.at, recorded_by=STAMP.officer)
        assert work.submission(KEY, 2) is None
        links = [entry for entry in work.audit() if entry.action == "record"]
    assert [entry.field for entry in reversed(links)] == [
        "submission.number", "submission.date", "submission.signed_pdf", "submission.receipt", "submission.reference",
    ]  # fmt: skip
    assert {entry.report for entry in links} == {"kh-2026/2026-11/v1"}
