"""Documents about deadlines are kept with who and when."""

from dataclasses import replace
from datetime import date, datetime

from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from tests.helpers.stores import STAMP, frozen, month, save

KEY = ReportKey("kh-2026", ReportingPeriod.parse("2026-11"))
NOTICE = DeadlineNotice(datetime(2026, 11, 20, 17), "1680/UBND-KGVX", date(2026, 11, 10), "Mưa lũ")


def put(store: SqliteStore, notice: DeadlineNotice | None, key: ReportKey = KEY) -> bool:
    with store.begin() as work:
        changed = work.save_deadline(key, notice, STAMP)
        work.commit()
    return changed


def kept(store: SqliteStore) -> dict[ReportKey, DeadlineNotice]:
    with store.begin() as work:
        return dict(work.deadline_notices())


def test_a_notice_is_kept_with_who_and_when_and_taken_back(store: SqliteStore) -> None:
    assert put(store, NOTICE)
    assert kept(store) == {KEY: replace(NOTICE, by=STAMP.officer, at=STAMP.at)}
    assert not put(store, NOTICE), "the same once more changes nothing"
    assert put(store, replace(NOTICE, note=""))
    assert put(store, None)
    assert kept(store) == {}
    assert not put(store, None)


def test_each_change_is_a_link_of_the_audit_chain(store: SqliteStore) -> None:
    put(store, NOTICE)
    put(store, None)
    with store.begin() as work:
        work.verify_chain()
        taken_back, set_first = work.audit(2)
    assert (set_first.action, set_first.report, set_first.field, set_first.old) == (
        "set_deadline",
        "kh-2026/2026-11",
        "deadline",
        "null",
    )
    assert "1680/UBND-KGVX" in set_first.new
    assert (taken_back.old, taken_back.new) == (set_first.new, "null")


def test_rooms_of_one_agency_have_deadlines_of_their_own(store: SqliteStore) -> None:
    room = ReportKey("kh-2026", KEY.period, "Phòng Tổng hợp")
    put(store, NOTICE, room)
    assert set(kept(store)) == {room}


def test_a_closed_version_remembers_by_which_document_it_was_judged(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        work.freeze(replace(frozen(month(), work.chain_head()), deadline_notice=NOTICE), STAMP)
        work.commit()
    with store.begin() as work:
        assert work.versions(KEY)[-1].deadline_notice == NOTICE
