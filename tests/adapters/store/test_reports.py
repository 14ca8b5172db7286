"""What is saved is what is read; only what differs is written; what was closed stays as it was."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, event

from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Acknowledgement, Report, ReportKey, Supersedes
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import ArchivedFile, Stamp
from tests.helpers import months
from tests.helpers.stores import NOW, STAMP, close_month, frozen, month, new_store, opened, save, tampering
from tests.helpers.strategies import reports

KEY = month().key


def without_empty_tables(report: Report) -> Report:
    """A table without rows is no table."""
    return replace(report, tables={name: rows for name, rows in report.tables.items() if rows})


@contextmanager
def statements(store: SqliteStore) -> Iterator[list[str]]:
    """The SQL of a block, without what begins and ends a transaction."""
    seen: list[str] = []

    def note(connection: Connection, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(store._engine, "before_cursor_execute", note)
    yield seen
    event.remove(store._engine, "before_cursor_execute", note)


def test_a_month_is_read_as_it_was_saved_also_after_reopening(folder: Path) -> None:
    report = replace(
        month(7),
        supersedes=Supersedes(1, "ab" * 32),
        tables={"han-che": ({"noi_dung": "Chậm", "so": 3, "xong": False, "ghi_chu": None}, {"noi_dung": "Thiếu"})},
        acknowledged=(Acknowledgement("CT-007", months.DOCUMENTS, "numerator", "Đợt cao điểm."),),
    )
    with opened(folder) as store:
        save(store, report)
    with opened(folder, read_only=True) as store, store.begin() as work:
        assert work.open_report(report.key) == report
        assert work.newest_report(report.key) == report


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
def test_any_report_is_read_as_it_was_saved(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    report = replace(report, agency_code=months.agency().code)
    with opened(new_store(tmp_path_factory.mktemp("so"))) as store:
        save(store, report)
        with store.begin() as work:
            assert work.newest_report(report.key) == without_empty_tables(report)


def test_reading_a_month_takes_two_queries_and_a_closed_one_takes_one(store: SqliteStore) -> None:
    save(store, month())
    with statements(store) as seen, store.begin() as work:
        work.open_report(KEY)
    assert len(seen) == 2
    close_month(store, month())
    with statements(store) as seen, store.begin() as work:
        work.newest_report(KEY)
    assert len(seen) == 1


def test_a_report_that_was_never_touched_is_none(store: SqliteStore) -> None:
    with store.begin() as work:
        assert work.open_report(KEY) is None
        assert work.newest_report(KEY) is None
        assert work.versions(KEY) == ()
        assert work.reports() == ()


def test_saving_tells_what_changed_and_writes_nothing_else(store: SqliteStore) -> None:
    save(store, month())
    changed = replace(month(), indicators=tuple(
        replace(item, numerator=Decimal(813)) if item.code == months.DOCUMENTS else item for item in month().indicators
    ))  # fmt: skip
    with statements(store) as seen, store.begin() as work:
        changes = work.save_report(changed, STAMP)
        work.commit()
    assert [(change.where, change.field, change.old, change.new) for change in changes] == [
        (months.DOCUMENTS, "numerator", 812, 813)
    ]
    written = [statement.split(maxsplit=3)[:3] for statement in seen if not statement.startswith("SELECT")]
    assert sorted(written) == [
        ["INSERT", "INTO", "audit"],
        ["INSERT", "INTO", "edit"],
        ["UPDATE", "indicator_reading", "SET"],
        ["UPDATE", "report", "SET"],
    ]


def test_saving_the_same_again_writes_nothing(store: SqliteStore) -> None:
    save(store, month())
    with statements(store) as seen, store.begin() as work:
        assert work.save_report(month(), STAMP) == ()
        work.commit()
    assert [statement for statement in seen if not statement.startswith("SELECT")] == []


def test_items_that_are_taken_out_are_gone_and_the_order_is_kept(store: SqliteStore) -> None:
    save(store, month())
    shorter = replace(
        month(), indicators=month().indicators[::-1], tasks=month().tasks[1:], figures={}, narrative={"x": "y"}
    )
    save(store, shorter)
    with store.begin() as work:
        assert work.open_report(KEY) == shorter


def test_without_commit_nothing_happened(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work:
        head = work.chain_head()
        work.save_report(month(9), STAMP)
    with store.begin() as work:
        assert work.open_report(KEY) == month()
        assert work.chain_head() == head


def test_an_error_in_the_middle_undoes_everything(store: SqliteStore) -> None:
    def fail() -> None:
        with store.begin() as work:
            work.save_report(month(9), STAMP)
            raise KeyError("lỗi ở chỗ khác")

    with pytest.raises(KeyError):
        fail()
    with store.begin() as work:
        assert work.newest_report(KEY) is None


def test_periods_and_parts_are_kept_apart_and_listed_by_period(store: SqliteStore) -> None:
    room = replace(month(3), part="Phòng Tổng hợp")
    october = replace(month(1), period=ReportingPeriod.parse("2026-10"))
    for report in (room, month(2), october):
        save(store, report)
    close_month(store, october)
    with store.begin() as work:
        assert work.newest_report(room.key) == room
        assert work.newest_report(KEY) == month(2)
        assert work.reports() == ((october.key, 1, True), (KEY, 1, False), (room.key, 1, False))


def test_the_row_notes_what_the_report_was_made_on_and_which_room_wrote_it(folder: Path) -> None:
    with opened(folder) as store, store.begin() as work:
        work.save_report(month(), Stamp(NOW, "Hoa", part="Phòng A"), form_version=2, plan="kh-2026", plan_version=1)
        work.save_report(month(), STAMP)
        work.commit()
    with closing(sqlite3.connect(folder / DATABASE)) as raw:
        assert raw.execute("SELECT form_version, plan, plan_version FROM report").fetchall() == [(2, "kh-2026", 1)]
        assert raw.execute("SELECT DISTINCT part FROM indicator_reading").fetchall() == [("Phòng A",)]
        assert raw.execute(
            "SELECT numerator, denominator, state FROM indicator_reading WHERE code = ?", (months.DOCUMENTS,)
        ).fetchall() == [("812", "1003", "reported")]
        uses = raw.execute("SELECT item, field, sha256 FROM evidence_use ORDER BY sha256").fetchall()
    assert uses[0] == (months.DOCUMENTS, "sources.0.evidence.0", months.EXTRACT)
    assert len(uses) == 3


def test_a_closed_version_keeps_everything_it_was_judged_and_printed_with(folder: Path) -> None:
    with opened(folder) as store:
        save(store, month())
        path = store.archive_dir(KEY, 1) / "gói.zip"
        with store.begin() as work:
            closed = frozen(month(), work.chain_head(), (ArchivedFile("gói.zip", "package", "ab" * 32, 9, path),))
            work.freeze(closed, STAMP)
            work.commit()
    with opened(folder, read_only=True) as store, store.begin() as work:
        assert work.versions(KEY) == (closed,)
        assert work.open_report(KEY) is None
        assert work.newest_report(KEY) == month()
    assert path == folder / "luu-tru" / "kh-2026" / "2026-11" / "v1" / "gói.zip"


def test_what_closing_adds_to_the_report_is_saved_with_it(store: SqliteStore) -> None:
    save(store, replace(month(), indicators=()))
    close_month(store, month())
    with store.begin() as work:
        assert work.newest_report(KEY) == month()
        assert any(entry.where == months.DOCUMENTS for entry in work.audit())


def test_the_next_version_starts_from_the_closed_one_which_stays(store: SqliteStore) -> None:
    save(store, month())
    close_month(store, month())
    second = replace(month(5), version=2, supersedes=Supersedes(1, "cd" * 32))
    with store.begin() as work:
        changes = work.save_report(second, Stamp(NOW, "Hoa", "Số liệu nhầm"))
        work.commit()
    assert {change.field for change in changes} == {"note", "proposal", "figures.tong", "narrative.difficulties"}
    with store.begin() as work:
        assert work.newest_report(KEY) == second
        assert [version.report for version in work.versions(KEY)] == [month()]
    close_month(store, second)
    with store.begin() as work:
        assert [version.report.version for version in work.versions(KEY)] == [1, 2]


@pytest.mark.parametrize("version", [1, 3])
def test_writing_into_a_closed_version_or_past_the_next_is_a_bug(store: SqliteStore, version: int) -> None:
    close_month(store, month())
    with store.begin() as work, pytest.raises(ValueError, match="cannot be written"):
        work.save_report(replace(month(4), version=version), STAMP)


def test_a_second_version_beside_an_open_one_is_a_bug(store: SqliteStore) -> None:
    save(store, month())
    with store.begin() as work, pytest.raises(ValueError, match="cannot be written"):
        work.save_report(replace(month(), version=2), STAMP)


def test_a_report_of_another_agency_is_a_bug(store: SqliteStore) -> None:
    with store.begin() as work, pytest.raises(ValueError, match="99999"):
        work.save_report(replace(month(), agency_code="99999"), STAMP)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE report SET closed_by = 'x'",
        "DELETE FROM report",
        "UPDATE indicator_reading SET numerator = '813'",
        "DELETE FROM task_update",
        "INSERT INTO narrative_entry (report_id, section, body) VALUES (1, 'x', 'y')",
        "UPDATE audit SET officer = 'x'",
        "DELETE FROM audit WHERE seq = 3",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 3",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_closed(folder: Path, statement: str) -> None:
    with opened(folder) as store:
        save(store, month())
        close_month(store, month())
    with closing(sqlite3.connect(folder / DATABASE)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)


def change_by_hand(folder: Path, change: str) -> None:
    with tampering(folder / DATABASE) as raw:
        before = raw.total_changes
        raw.execute(change)
        assert raw.total_changes > before


def read_everything(folder: Path) -> None:
    with opened(folder) as store, store.begin() as work:
        for key, *_ in work.reports():
            work.versions(key)
            work.newest_report(key)


@pytest.mark.parametrize(
    "change",
    [
        """frozen = replace(frozen, '"numerator":812', '"numerator":912')""",
        "frozen = substr(frozen, 2)",
        "frozen = NULL",
        "closed_by = 'Lan'",
        "closed_at = replace(closed_at, '2026-11-11', '2026-11-12')",
        "chain_head = 'x' || substr(chain_head, 2)",
        "row_hash = 'x' || substr(row_hash, 2)",
    ],
)
def test_a_changed_closed_version_is_noticed(folder: Path, change: str) -> None:
    with opened(folder) as store:
        close_month(store, month())
    change_by_hand(folder, f"UPDATE report SET {change}")
    with pytest.raises(WorldRefused) as refused:
        read_everything(folder)
    assert refused.value.code == "store-damaged"


def test_settings_are_kept_and_each_changed_field_is_in_the_log(folder: Path) -> None:
    changed = replace(
        months.settings(), place="Sơn La", counts_as_department=True, head=months.LetterHead(("A",), ("B",))
    )
    with opened(folder) as store, store.begin() as work:
        assert work.settings() == months.settings()
        work.save_settings(changed, STAMP)
        work.commit()
    with opened(folder, read_only=True) as store, store.begin() as work:
        assert work.settings() == changed
        log = {entry.field: (json.loads(entry.old), json.loads(entry.new)) for entry in work.audit(4)}
    assert log == {
        "place": ("Chiềng Mung", "Sơn La"),
        "counts_as_department": (None, True),
        "head.superior": (None, ["A"]),
        "head.name": (["ỦY BAN NHÂN DÂN", "XÃ CHIỀNG MUNG"], ["B"]),
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE indicator_reading SET body = substr(body, 5)",
        """UPDATE indicator_reading SET body = replace(body, '"numerator":812', '"numerator":912')""",
        "UPDATE figure_entry SET value = '8x'",
        "UPDATE figure_entry SET value = CAST(X'ff' AS TEXT)",
        "UPDATE narrative_entry SET body = body || '!'",
        "DELETE FROM task_update WHERE position = 2",
        "UPDATE task_update SET position = 9 WHERE position = 2",
        "UPDATE report SET data_from = '2026-10-12'",
        "UPDATE report SET period = '2026-12'",
        "UPDATE report SET form = 'kh-2025'",
        "UPDATE report SET version = 2",
    ],
)
def test_an_open_month_that_was_changed_on_the_disk_is_noticed(folder: Path, change: str) -> None:
    with opened(folder) as store:
        save(store, month())
    change_by_hand(folder, change)
    with pytest.raises(WorldRefused) as refused:
        read_everything(folder)
    assert refused.value.code == "store-damaged"


def test_the_archive_of_two_rooms_with_like_names_is_kept_apart(store: SqliteStore) -> None:
    one, other = (ReportKey("kh-2026", KEY.period, part) for part in ("Phòng Số", "Phòng So"))
    assert store.archive_dir(one, 1) != store.archive_dir(other, 1)
    assert store.archive_dir(one, 1).relative_to(store.folder).parts[:3] == ("luu-tru", "kh-2026", "2026-11")
