"""Lịch sử reads few queries whatever the length of the store, and in a store that is open for reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event

from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.adapters.store.unit_of_work import SqliteUnitOfWork
from sonla_desktop.usecases.history_ports import AuditQuery
from tests.helpers.long_history import OFFICERS, lengthen
from tests.helpers.stores import close_month, month, new_store, opened, save

Read = Callable[[SqliteUnitOfWork], object]


def queries_of(store: SqliteStore, read: Read) -> list[str]:
    """Statements that reading takes, the transaction's own beginning aside."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(store._engine, "before_cursor_execute", hear)
    with store.begin() as work:
        read(work)
    event.remove(store._engine, "before_cursor_execute", hear)
    return [statement for statement in said if not statement.startswith("BEGIN")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = new_store(tmp_path / "so")
    with opened(made) as store:
        save(store, month(1))
        close_month(store, month(1))
    lengthen(made, 5_000)
    return made


@pytest.mark.parametrize(
    ("read", "most"),
    [
        (lambda work: (work.reports(), work.audit_officers(), work.chain_state()), 3),
        (lambda work: work.audit_page(AuditQuery(), None, 201), 1),
        (lambda work: work.audit_page(AuditQuery("kh-2026/2017-01", ("edit",), words=("so",)), 4_000, 201), 1),
        (lambda work: work.version_lines(), 2),
    ],
    ids=["choices", "page", "filtered", "versions"],
)
def test_the_page_opens_with_few_queries(folder: Path, read: Read, most: int) -> None:
    with opened(folder, read_only=True) as store:
        assert 0 < len(queries_of(store, read)) <= most


def test_a_report_is_filtered_with_all_its_versions_and_nothing_beside_it(folder: Path) -> None:
    with opened(folder, read_only=True) as store, store.begin() as work:
        found = work.audit_page(AuditQuery("kh-2026/2017-01"), None, 10_000)
        assert work.audit_page(AuditQuery("kh-2026/2017-0"), None, 10) == ()
        assert work.audit_page(AuditQuery("kh-2026/2026-11"), None, 10_000) != ()
        assert set(work.audit_officers()) >= set(OFFICERS)
    assert {entry.report for entry in found} == {"kh-2026/2017-01/v1"}
    assert [entry.seq for entry in found] == sorted((entry.seq for entry in found), reverse=True)


def test_a_long_chain_made_past_the_program_is_whole(folder: Path) -> None:
    with opened(folder, read_only=True) as store, store.begin() as work:
        work.verify_chain()
        assert work.chain_state().length == 5_000
