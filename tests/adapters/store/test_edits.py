"""The steps of an open version are kept on the disk: undone and redone after a restart, gone with the closing."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sonla_desktop.adapters.store import edits
from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.domain.edits import Edit, EditEnds, repeated, reverted
from sonla_desktop.domain.report import Report, Supersedes
from sonla_desktop.usecases.errors import WorldRefused
from sonla_desktop.usecases.ports import Stamp
from tests.domain.test_edits import in_order
from tests.helpers import months
from tests.helpers.stores import NOW, STAMP, close_month, month, new_store, opened, save
from tests.helpers.strategies import reports

KEY = months.report().key
SECOND = replace(months.report(), version=2, supersedes=Supersedes(1, "ab" * 32, "Cộng sót."))


def ends(store: SqliteStore) -> EditEnds:
    with store.begin() as work:
        return work.edit_ends(KEY)


def later(minutes: int) -> Stamp:
    return Stamp(NOW + timedelta(minutes=minutes), "Lò Thị Hoa")


def current(store: SqliteStore) -> Report:
    with store.begin() as work:
        report = work.open_report(KEY)
    assert report is not None
    return report


def turn(store: SqliteStore, edit: Edit, *, undone: bool) -> None:
    report = (reverted if undone else repeated)(current(store), edit)
    assert report is not None
    with store.begin() as work:
        work.save_step(in_order(report), edit, STAMP, undone=undone)
        work.commit()


def undo(store: SqliteStore) -> bool:
    edit = ends(store).undo
    if edit is not None:
        turn(store, edit, undone=True)
    return edit is not None


def redo(store: SqliteStore) -> bool:
    edit = ends(store).redo
    if edit is not None:
        turn(store, edit, undone=False)
    return edit is not None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports(), min_size=1, max_size=4), st.booleans())
def test_undo_all_gives_the_start_and_redo_all_the_end(states: list[Report], reopened: bool) -> None:
    wanted = [in_order(months.report()), *map(in_order, states)]
    with TemporaryDirectory() as place:
        folder = new_store(Path(place) / "so")
        with opened(folder) as store:
            for minute, report in enumerate(wanted):
                save(store, report, later(minute))
            distinct = [one for one, before in zip(wanted, [None, *wanted], strict=False) if one != before]
            if not reopened:
                walk(store, distinct)
        if reopened:
            with opened(folder) as store:
                walk(store, distinct)
        with opened(folder) as store, store.begin() as work:
            work.verify_chain()


def walk(store: SqliteStore, states: list[Report]) -> None:
    """Back to the first state and forth to the last, one state at a time."""
    for state in states[-2::-1]:
        assert undo(store)
        assert current(store) == state
    for state in states[1:]:
        assert redo(store)
        assert current(store) == state
    assert not redo(store)


def test_the_first_edit_of_a_month_is_undone_to_an_empty_month(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        save(store, month())
        assert undo(store)
        assert not undo(store)
        empty = replace(month(), indicators=(), tasks=(), figures={}, narrative={}, tables={}, acknowledged=())
        assert current(store) == empty


def test_after_a_new_edit_nothing_is_redone(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        for number in range(3):
            save(store, month(number), later(number))
        assert undo(store)
        assert undo(store)
        save(store, replace(month(0), narrative={"difficulties": "Khác"}), later(9))
        assert ends(store).redo is None
        last = ends(store).undo
        assert last is not None
        assert last.number == 2
        assert undo(store)
        assert current(store).narrative == month(0).narrative


def test_typing_saved_each_second_is_one_step(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        save(store, month(), later(0))
        for second, figure in enumerate((7, 77, 777)):
            typed = replace(month(), figures={**month().figures, "tong": Decimal(figure)})
            save(store, typed, Stamp(NOW + timedelta(minutes=5, seconds=second), "Lò Thị Hoa"))
        assert undo(store)
        assert current(store).figures["tong"] == 0
        assert redo(store)
        assert current(store).figures["tong"] == 777


def test_typing_goes_on_as_a_step_of_its_own_after_an_undo(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        for figure in (1, 2):
            typed = replace(month(), figures={**month().figures, "tong": Decimal(figure)})
            save(store, typed, later(figure))
        assert undo(store)
        save(store, replace(month(), figures={**month().figures, "tong": Decimal(3)}), later(1))
        assert undo(store)
        assert current(store).figures["tong"] == 1


def test_a_closed_version_has_no_steps_and_its_replacement_begins_with_none(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        save(store, month())
        close_month(store, month())
        assert ends(store) == EditEnds()
        with store.begin() as work:
            work.open_replacement(replace(month(), version=2, supersedes=SECOND.supersedes), STAMP)
            work.commit()
        assert ends(store) == EditEnds()
        save(store, replace(month(1), version=2, supersedes=SECOND.supersedes))
        assert ends(store).undo is not None
        with store.begin() as work:
            work.withdraw_replacement(KEY, STAMP)
            work.commit()
        assert ends(store) == EditEnds()


def test_an_undo_is_an_edit_in_the_chain(tmp_path: Path) -> None:
    with opened(new_store(tmp_path / "so")) as store:
        save(store, month())
        save(store, replace(month(), figures={**month().figures, "tong": Decimal(7)}), later(1))
        assert undo(store)
        with store.begin() as work:
            newest = work.audit(1)[0]
        assert (newest.action, newest.field, newest.old, newest.new) == ("edit", "figures.tong", "7", "0")


def test_a_step_that_was_tampered_with_is_refused(tmp_path: Path) -> None:
    folder = new_store(tmp_path / "so")
    with opened(folder) as store:
        save(store, month())
    with closing(sqlite3.connect(folder / DATABASE, isolation_level=None)) as raw:
        raw.execute("UPDATE edit SET old = replace(old, 'null', '0')")
    with opened(folder) as store, pytest.raises(WorldRefused) as refused:
        ends(store)
    assert refused.value.code == "store-damaged"


def test_only_the_newest_steps_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST", 3)
    with opened(new_store(tmp_path / "so")) as store:
        for number in range(6):
            save(store, month(number), later(number))
        undone = 0
        while undo(store):
            undone += 1
        assert undone == 3
        assert current(store).narrative == month(2).narrative
