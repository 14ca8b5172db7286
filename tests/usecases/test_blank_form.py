"""A form to be filled in elsewhere asks what the form file asks; what comes back is merged row by row."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from sonla_desktop.domain.entry_form import EntryKind, EntrySheet
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.blank_form import entry_form, write_blank_form
from sonla_desktop.usecases.create_store import create_store
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import read_month
from sonla_desktop.usecases.record_form import record_file
from sonla_desktop.usecases.record_values import record_figures, record_table
from tests.helpers.entry_forms import cell_of
from tests.helpers.figure_forms import small_world

FORM, PERIOD = "so-lieu-thu", "2026-10"
SHORTCOMINGS, NEXT = "Bang1-han-che", "Bang2-thang-sau"


class Office:
    """A store with the small form, its blank form on disk, and short words for what the tests do with them."""

    def __init__(self, folder: Path, world: World, store: Store) -> None:
        self.path, self.world, self.store = folder / "bieu.xlsx", world, store

    def sheets(self) -> dict[str, EntrySheet]:
        form = entry_form(read_month(self.world, self.store, PERIOD, FORM))
        return {sheet.title: sheet for sheet in form.sheets}

    def enter(self, *cells: tuple[str, str, str, Any]) -> Report:
        write_blank_form(self.world, self.store, PERIOD, FORM, self.path)
        book = load_workbook(self.path)
        for sheet, key, column, value in cells:
            cell_of(book[sheet], key, column).value = value
        book.save(self.path)
        record_file(self.world, self.store, PERIOD, self.path)
        return read_month(self.world, self.store, PERIOD, FORM).report

    def put_table(self, table: str, *rows: dict[str, Any]) -> None:
        record_table(self.world, self.store, read_month(self.world, self.store, PERIOD, FORM), table, rows)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    world = small_world(tmp_path)
    create_store(world, tmp_path / "kho", "04123")
    store = world.stores.open(tmp_path / "kho")
    yield Office(tmp_path, world, store)
    store.close()


def test_each_part_of_the_form_has_a_sheet_and_computed_figures_are_closed(office: Office) -> None:
    sheets = office.sheets()
    assert list(sheets) == ["SoLieu", SHORTCOMINGS, NEXT, "ThuyetMinh"]
    figures = {row.key: row for row in sheets["SoLieu"].rows if not row.is_heading}
    assert [key for key, row in figures.items() if not row.open] == ["HS4P", "HS5P"]
    assert figures["HS1"].kinds == {"value": EntryKind.WHOLE}
    assert [row.key for row in sheets[SHORTCOMINGS].rows] == ["I.1", "I.2"]
    assert sheets[SHORTCOMINGS].rows[0].open == {"status", "done_on", "cases", "fixed"}
    assert [row.key for row in sheets[NEXT].rows][:2] == ["+1", "+2"]


def test_filled_rows_take_the_place_of_the_stored_ones_and_the_others_stay(office: Office) -> None:
    office.put_table("han-che", {"row": "I.1", "status": "doing", "cases": 3}, {"row": "I.2", "cases": 9})
    month = read_month(office.world, office.store, PERIOD, FORM)
    record_figures(office.world, office.store, month, {"HS3": Decimal(4)})
    report = office.enter(
        ("SoLieu", "HS1", "value", "1.003"),
        (SHORTCOMINGS, "I.1", "status", "Đã khắc phục"),
        (SHORTCOMINGS, "I.1", "done_on", "05/10/2026"),
        ("ThuyetMinh", "assessment", "text", "Tháng {thang} tốt."),
    )
    assert report.figures == {"HS1": Decimal(1003), "HS3": Decimal(4)}
    assert report.tables["han-che"] == (
        {"row": "I.1", "status": "done", "done_on": "2026-10-05"},
        {"row": "I.2", "cases": 9},
    )
    assert report.narrative == {"assessment": "Tháng {thang} tốt."}


def test_added_rows_replace_those_added_before_and_gaps_close(office: Office) -> None:
    office.put_table("thang-sau", {"task": "Cũ", "hours": "1.50"}, {"task": "Cũ nữa"})
    report = office.enter(
        (NEXT, "+2", "task", "Mới"),
        (NEXT, "+2", "hours", 1.5),
        (NEXT, "+5", "task", "Sau"),
        (NEXT, "+5", "shared", "Không"),
    )
    assert report.tables["thang-sau"] == ({"task": "Mới", "hours": "1.50"}, {"task": "Sau", "shared": False})


def test_added_rows_stay_when_none_is_filled_in(office: Office) -> None:
    office.put_table("thang-sau", {"task": "Cũ"})
    assert office.enter(("SoLieu", "HS1", "value", 5)).tables["thang-sau"] == ({"task": "Cũ"},)


def test_last_periods_figures_do_not_make_it_another_form(office: Office) -> None:
    before = entry_form(read_month(office.world, office.store, "2026-11", FORM))
    office.enter(("SoLieu", "HS1", "value", 10), ("SoLieu", "HS2", "value", 6), (SHORTCOMINGS, "I.1", "cases", 3))
    after = entry_form(read_month(office.world, office.store, "2026-11", FORM))
    assert after.identity == before.identity
    figures = {row.key: row.cells.get("$previous") for row in after.sheets[0].rows}
    assert (figures["HS1"], figures["HS4P"], figures["HS3"]) == ("10", "60", "")
    assert after.sheets[1].rows[0].cells["$previous"] == "Số trường hợp: 3"


@pytest.mark.parametrize(("figure", "value"), [("HS4P", 60), ("HS1", 1.5)])
def test_a_cell_that_is_wrong_keeps_the_whole_form_out(office: Office, figure: str, value: float) -> None:
    with pytest.raises(InputRefused, match="entry-"):
        office.enter(("SoLieu", "HS2", "value", 6), ("SoLieu", figure, "value", value))
    assert read_month(office.world, office.store, PERIOD, FORM).report.figures == {}
