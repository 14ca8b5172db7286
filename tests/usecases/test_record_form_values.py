"""Figures, tables and prose of a form are recorded whole or refused with the place; computed ones are never typed."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.domain.form_values import completed, table_rows
from sonla_desktop.domain.report import Cell
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import Month, read_month
from sonla_desktop.usecases.record_values import record_figures, record_month_file, record_table
from tests.helpers.figure_forms import small_world

FORM, PERIOD = "so-lieu-thu", "2026-10"


class Office:
    """A store with the small form, and short words for what the tests do with it."""

    def __init__(self, folder: Path, world: World, store: Store) -> None:
        self._folder, self.world, self.store = folder, world, store

    @property
    def month(self) -> Month:
        return read_month(self.world, self.store, PERIOD, FORM)

    def enter(self, **parts: Any) -> list[tuple[str, str, str]]:
        path = self._folder / "thang.json"
        head = {"schema": "sonla-report/1.0", "agency": {"code": "04123"}, "form": FORM, "period": PERIOD}
        path.write_text(json.dumps(head | parts, ensure_ascii=False), encoding="utf-8")
        recorded, _ = record_month_file(self.world, self.store, PERIOD, path, FORM)
        return [(item.place, item.given, item.computed) for item in recorded.differing]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    world = small_world(tmp_path)
    create_store(world, tmp_path / "kho", "04123")
    store = world.stores.open(tmp_path / "kho")
    yield Office(tmp_path, world, store)
    store.close()


def test_figures_are_merged_by_key_and_tables_replaced_whole(office: Office) -> None:
    office.enter(figures={"HS1": 10, "HS2": 6}, tables={"thang-sau": [{"task": "Một"}, {"task": "Hai"}]})
    office.enter(figures={"HS2": 7}, tables={"thang-sau": [{"task": "Ba", "hours": "1.5", "shared": True}]})
    report = office.month.report
    assert report.figures == {"HS1": Decimal(10), "HS2": Decimal(7)}
    assert report.tables == {"thang-sau": ({"task": "Ba", "hours": "1.5", "shared": True},)}


def test_rows_of_a_listing_stand_beside_the_given_cells(office: Office) -> None:
    office.enter(tables={"han-che": [{"row": "I.2", "status": "doing", "cases": 4, "fixed": 1, "done_on": None}]})
    month = office.month
    first, second = table_rows(month.report, month.duty.form.table("han-che"), month.duty.plan)
    assert (first.key, first.is_entered, second.is_entered) == ("I.1", False, True)
    assert second.cells == {
        "section": "Hạn chế của xã",
        "name": "Hồ sơ chậm",
        "status": "doing",
        "cases": 4,
        "fixed": 1,
        "ratio": 25,
    }


def test_computed_figures_follow_from_the_entered_ones(office: Office) -> None:
    office.enter(figures={"HS1": 1003, "HS2": 812})
    month = office.month
    whole = completed(month.report, month.assignment, month.duty.form)
    assert whole.figures["HS4P"] == Decimal("81")
    assert whole.figures["HS5P"] == Decimal("82")
    assert completed(whole, month.assignment, month.duty.form) == whole


def test_a_computed_figure_in_a_file_is_never_stored_and_a_stale_one_is_told(office: Office) -> None:
    assert office.enter(figures={"HS1": 3, "HS2": 2, "HS4P": "66.7"}) == []
    assert office.month.report.figures == {"HS1": Decimal(3), "HS2": Decimal(2)}
    assert office.enter(figures={"HS2": 1, "HS4P": "66.7"}) == [("figures.HS4P", "66,7", "33,3")]
    assert office.month.report.figures == {"HS1": Decimal(3), "HS2": Decimal(1)}


def test_a_computed_figure_without_its_parts_is_told_too(office: Office) -> None:
    assert office.enter(figures={"HS1": 3, "HS4P": 50}) == [("figures.HS4P", "50", "")]
    assert office.month.report.figures == {"HS1": Decimal(3)}


def test_a_computed_cell_is_treated_like_a_computed_figure(office: Office) -> None:
    row = {"row": "I.2", "status": "doing", "cases": 4, "fixed": 1}
    assert office.enter(tables={"han-che": [row | {"ratio": 25}]}) == []
    assert office.month.report.tables == {"han-che": (row,)}
    assert office.enter(tables={"han-che": [row | {"ratio": 30}]}) == [("tables.han-che[0].ratio", "30", "25")]
    assert office.month.report.tables == {"han-che": (row,)}


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"figures": {"HS9": 1}}, "month-unknown-part", "HS9"),
    ({"tables": {"hanche": []}}, "month-unknown-part", "hanche"),
    ({"narrative": {"assesment": "Tốt."}}, "month-unknown-part", "assesment"),
    ({"tables": {"han-che": [{"status": "done"}]}}, "month-table-row-missing", "tables.han-che[0]"),
    ({"tables": {"han-che": [{"row": "I.3", "status": "done"}]}}, "month-table-row-unknown", "I.3"),
    ({"tables": {"han-che": [{"row": "I.1"}, {"row": "I.1"}]}}, "month-table-row-twice", "tables.han-che[1]"),
    ({"tables": {"han-che": [{"row": "I.1", "state": "done"}]}}, "month-table-column", "state"),
    ({"tables": {"han-che": [{"row": "I.1", "name": "Khác"}]}}, "month-table-given", "name"),
    ({"tables": {"han-che": [{"row": "I.1", "ratio": "một nửa"}]}}, "month-table-cell", "ratio"),
    ({"tables": {"han-che": [{"row": "I.1", "status": "xong"}]}}, "month-table-cell", "xong"),
    ({"tables": {"han-che": [{"row": "I.1", "cases": "5"}]}}, "month-table-cell", "tables.han-che[0].cases"),
    ({"tables": {"han-che": [{"row": "I.1", "done_on": "2026-02-30"}]}}, "month-table-cell", "2026-02-30"),
    ({"tables": {"thang-sau": [{"task": "Một", "hours": "1,5"}]}}, "month-table-cell", "1,5"),
    ({"tables": {"thang-sau": [{"task": "Một", "shared": "có"}]}}, "month-table-cell", "có"),
    ({"tables": {"thang-sau": [{"row": "1", "task": "Một"}]}}, "month-table-row-unknown", "1"),
]


@pytest.mark.parametrize(("parts", "code", "named"), REFUSED, ids=[f"{item[1]} {item[2]}" for item in REFUSED])
def test_what_the_form_does_not_have_is_refused_with_its_place(
    office: Office, parts: dict[str, Any], code: str, named: str
) -> None:
    with pytest.raises(InputRefused) as refused:
        office.enter(**parts)
    assert refused.value.code == code
    text = office.world.catalogue.messages().text(code, refused.value.parameters)
    assert named in text
    assert len(text.split()) <= 40
    assert office.month.report.tables == {}


def test_figures_are_recorded_together_and_taken_back(office: Office) -> None:
    given = {"HS1": Decimal(12), "HS3": Decimal(4)}
    report, changes = record_figures(office.world, office.store, office.month, given)
    assert report.figures == given
    assert changes.reports == {office.month.key}
    report, _ = record_figures(office.world, office.store, office.month, {"HS1": None})
    assert report.figures == {"HS3": Decimal(4)}


@pytest.mark.parametrize("name", ["HS4P", "HS99"])
def test_figures_are_recorded_all_or_none(office: Office, name: str) -> None:
    with pytest.raises(KeyError):
        record_figures(office.world, office.store, office.month, {"HS1": Decimal(12), name: Decimal(1)})
    assert office.month.report.figures == {}


def test_a_table_is_recorded_without_what_says_nothing(office: Office) -> None:
    rows: list[dict[str, Cell]] = [{"row": "I.1", "status": ""}, {"row": "I.2", "status": "done", "cases": None}]
    report, _ = record_table(office.world, office.store, office.month, "han-che", rows)
    assert report.tables == {"han-che": ({"row": "I.2", "status": "done"},)}
    report, _ = record_table(office.world, office.store, office.month, "han-che", [{"row": "I.1", "status": ""}])
    assert report.tables == {}
    with pytest.raises(InputRefused):
        record_table(office.world, office.store, office.month, "han-che", [{"row": "I.9", "status": "done"}])
