"""The screens drawn from a form file: figures, tables and prose, typed into, saved, found again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMessageBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.findings import Finding, Severity
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.ui.form_screen.figures_page import FiguresPage
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.form_screen.step_page import StepPage
from sonla_desktop.ui.places import CHECKING, MONTHLY_UPDATE, OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers import months
from tests.ui import test_texts_and_keys as checks
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.keys import type_text
from tests.ui.small_form import NUMBERS, PROSE, SMALL, WORK, small_plan

OCTOBER, NOVEMBER = ReportingPeriod.parse("2026-10"), ReportingPeriod.parse("2026-11")
KEY = ReportKey(SMALL, NOVEMBER)


def empty(period: ReportingPeriod, **content: object) -> Report:
    window = small_plan().regime_of(period).window.window_of(period)
    agency = months.agency()
    return replace(Report(agency.code, agency.name, SMALL, period, window), **content)


@pytest.fixture
def small(qtbot: QtBot, store: MemoryStore, open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window on the small form, with October's figures beside November's."""
    before = empty(OCTOBER, figures={"A1": Decimal(90), "A2": Decimal(45), "B1": Decimal("12.50")})
    last_year = ReportingPeriod.parse("2025-11")
    store.reports[before.key] = before
    store.reports[ReportKey(SMALL, last_year)] = empty(last_year, figures={"A1": Decimal(70)})
    store.reports[KEY] = empty(NOVEMBER)
    window = open_window()
    window.desk.choose_duty(SMALL, NOVEMBER)
    settle(qtbot, window)
    return window


def step(window: MainWindow, name: str, where: str = "", field: str = ""):
    window.go_to(Place(MONTHLY_UPDATE, name, where, field))
    return window.workspace.page.steps[name]


def table(window: MainWindow, name: str):
    """The screen of a table on the step of tables."""
    page = step(window, WORK, field=f"tables.{name}")
    QApplication.processEvents()
    return page.part


def editor(grid: Grid) -> QLineEdit | QPlainTextEdit | QComboBox:
    """The editor that is open in the grid."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox)
    assert grid.isAncestorOf(widget)
    return widget


def type_cell(grid: Grid, path: str, text: str) -> None:
    """Goes to a cell and types over what is in it."""
    assert grid.go_to(path)
    line = editor(grid)
    if isinstance(line, QLineEdit):
        line.selectAll()
    type_text(line, text)


def shown(grid: Grid, key: str) -> list[str]:
    return next([cell.view.text for cell in row.cells] for row in grid.grid_model.grid if row.key == key)


def stored(store: MemoryStore) -> Report:
    return store.reports[KEY]


def test_every_duty_is_on_the_overview_and_leads_to_its_report(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    rows = window.workspace.page.view.board.model.rows
    assert [tuple(row.cells[column].text for column in (1, 2, 4)) for row in rows] == [
        ("Chỉ tiêu, nhiệm vụ Kế hoạch năm 2026", "11/2026", "Đang nhập"),
        ("Biểu mẫu nhỏ", "11/2026", "Chưa nhập"),
    ]
    window.workspace.page.view.board.table.activated.emit(window.workspace.page.view.board.model.index(1, 0))
    settle(qtbot, window)
    assert window.desk.form == SMALL
    assert window.workspace.page.view.of_indicators.isHidden()
    assert window.workspace.page.view.board.model.rows[1].cells[1].strong


def test_another_form_is_chosen_beside_the_period_and_remembered(
    qtbot: QtBot, window: MainWindow, store: MemoryStore
) -> None:
    line = window.workspace.title_line
    names = [line.forms.itemText(number) for number in range(line.forms.count())]
    assert names == ["Biểu mẫu nhỏ", "Chỉ tiêu, nhiệm vụ Kế hoạch năm 2026"]
    line.forms.setCurrentIndex(0)
    line.forms.activated.emit(0)
    settle(qtbot, window)
    assert window.desk.snapshot.month.key.form == SMALL
    periods = [line.periods.itemText(number) for number in range(line.periods.count())]
    assert len(periods) == 16
    assert periods[-1] == "Quý IV/2026"
    assert window._memory.last_form == SMALL
    window.go_to(Place(MONTHLY_UPDATE))
    assert list(window.workspace.page.view.steps) == [NUMBERS, WORK, PROSE, "check", "close", "export"]


def test_a_quarter_is_reported_on_the_same_form(qtbot: QtBot, small: MainWindow) -> None:
    small.desk.choose_duty(SMALL, ReportingPeriod.parse("2026-Q4"))
    settle(qtbot, small)
    page = step(small, NUMBERS)
    headings = [page.grid.grid_model.headerData(n, Qt.Orientation.Horizontal) for n in range(2, 4)]
    assert headings == ["Kỳ này", "Kỳ trước"]


def test_what_is_typed_before_turning_to_another_form_is_saved(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    type_cell(step(small, NUMBERS).grid, "figures.A1", "12")
    small.desk.choose_form("kh-2026")
    settle(qtbot, small)
    assert stored(store).figures == {"A1": 12}
    assert small.desk.snapshot.month.key.form == "kh-2026"


def test_a_cell_that_is_open_belongs_to_the_month_it_was_opened_in(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    type_cell(step(small, NUMBERS).grid, "figures.A1", "12")
    small.desk.choose_period(ReportingPeriod.parse("2026-12"))
    settle(qtbot, small)
    assert stored(store).figures == {"A1": 12}
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    assert shown(step(small, NUMBERS).grid, "A1")[2:4] == ["", "12"]
    assert ReportKey(SMALL, ReportingPeriod.parse("2026-12")) not in store.reports


def test_a_report_with_something_unsaved_is_not_left(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = step(small, NUMBERS)
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    type_cell(page.grid, "figures.A1", "12")
    small.desk.choose_form("kh-2026")
    settle(qtbot, small)
    assert small.desk.form == SMALL
    assert small.workspace.title_line.forms.currentText() == "Biểu mẫu nhỏ"
    (box,) = small.findChildren(QMessageBox)
    assert box.text().startswith("Còn 1 mục chưa lưu được")
    box.accept()
    assert shown(page.grid, "A1")[2] == "12"
    store.refusal = None
    small.desk.choose_form("kh-2026")
    settle(qtbot, small)
    assert small.desk.snapshot.month.key.form == "kh-2026"
    assert stored(store).figures == {"A1": 12}


def test_a_figure_is_compared_computed_and_saved_while_it_is_typed(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = step(small, NUMBERS)
    assert isinstance(page, FiguresPage)
    type_cell(page.grid, "figures.A1", "1.200")
    assert shown(page.grid, "A1") == ["Hồ sơ tiếp nhận", "hồ sơ", "1.200", "90", "+1.110", "70"]
    type_cell(page.grid, "figures.A2", "900")
    assert shown(page.grid, "A4")[2:5] == ["75,0%", "50,0%", "+25,0 điểm %"]
    settle(qtbot, small)
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert stored(store).figures == {"A1": 1200, "A2": 900}
    assert small.status.saved.text() == "Đã lưu 10:42"
    assert page.foot.said.text() == "✓ 900"


def test_typing_goes_on_while_it_is_saved(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = step(small, NUMBERS)
    type_cell(page.grid, "figures.A1", "12")
    small.desk.drafts.flush()
    settle(qtbot, small)
    line = editor(page.grid)
    assert line.text() == "12"
    type_text(line, "3")
    assert line.text() == "123"
    assert shown(page.grid, "A1")[2] == "123"


def test_a_computed_figure_cannot_be_typed_into(qtbot: QtBot, small: MainWindow) -> None:
    page = step(small, NUMBERS)
    page.grid.go_to("figures.A4")
    assert QApplication.focusWidget() is page.grid
    assert page.grid.grid_model.field(page.grid.currentIndex()) is None


@pytest.mark.parametrize(("choice", "text", "value"), [(0, "1.250,00", Decimal(1250)), (1, "1,2500", Decimal("1.25"))])
def test_a_doubtful_figure_is_asked_about_and_never_stored(
    qtbot: QtBot, small: MainWindow, store: MemoryStore, choice: int, text: str, value: Decimal
) -> None:
    page = step(small, NUMBERS)
    type_cell(page.grid, "figures.B1", "1.250")
    assert page.foot.said.text().startswith("Hỏi lại: Không rõ")
    assert small.desk.figure("B1") is None
    assert [made.text() for made in page.foot._choices] == ["1250", "1,2500"]
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Return)
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert shown(page.grid, "B1")[2] == "1.250"
    page.grid.setCurrentIndex(page.grid.grid_model.place_of("figures.B1"))
    page.foot._choices[choice].click()
    assert shown(page.grid, "B1")[2] == text
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert stored(store).figures["B1"] == value


def test_enter_goes_below_and_tab_to_the_next_cell(qtbot: QtBot, small: MainWindow) -> None:
    page = step(small, NUMBERS)
    type_cell(page.grid, "figures.A2", "5")
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Return)
    assert editor(page.grid).accessibleName() == "Hồ sơ tiếp nhận, Trực tiếp, hồ sơ"
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Tab)
    assert editor(page.grid).accessibleName() == "Kinh phí đã chi, triệu đồng", "the computed one is passed over"
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Backtab)
    assert editor(page.grid).accessibleName() == "Hồ sơ tiếp nhận, Trực tiếp, hồ sơ"
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.grid
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert small.desk.figure("A3") is None
    qtbot.keyClick(page.grid, Qt.Key.Key_7)
    assert editor(page.grid).text() == "7"
    assert small.desk.figure("A3") == 7


def test_rows_are_found_without_marks(qtbot: QtBot, small: MainWindow) -> None:
    page = step(small, NUMBERS)
    small._find()
    type_text(page.search, "truc")
    assert page.grid.grid_model.grid[page.grid.currentIndex().row()].key == "A2"
    for key in ("A3", "A4", "A2"):
        qtbot.keyClick(page.search, Qt.Key.Key_Return)
        assert page.grid.grid_model.grid[page.grid.currentIndex().row()].key == key
    assert QApplication.focusWidget() is page.search


def test_a_refused_figure_stays_and_is_marked(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = step(small, NUMBERS)
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    type_cell(page.grid, "figures.A1", "12")
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert page.grid.grid_model.unsaved == {"figures.A1"}
    assert shown(page.grid, "A1")[2] == "12"
    store.refusal = None
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert page.grid.grid_model.unsaved == set()
    assert stored(store).figures == {"A1": 12}


def test_a_finding_leads_to_the_exact_cell(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    store.reports[KEY] = empty(NOVEMBER, figures={"A1": Decimal(10), "A2": Decimal(4), "A3": Decimal(5)})
    small.desk.reload()
    settle(qtbot, small)
    small.go_to(Place(MONTHLY_UPDATE, CHECKING))
    checking = small.workspace.page.steps[CHECKING]
    finding = next(item for item in small.desk.snapshot.findings if item.finding.code == "BM-001")
    checking._choose(finding.finding.key)
    checking.view.go.click()
    grid = small.workspace.page.steps[NUMBERS].grid
    assert editor(grid).accessibleName() == "Hồ sơ tiếp nhận, hồ sơ"
    assert shown(grid, "A1")[2] == "10"
    assert not small.workspace.page.steps[NUMBERS].foot.findings.isHidden()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tables.viec.2.note", "Ghi chú, Rà soát"),
        ("tables.viec.3", "Tình hình, Tập huấn"),
        ("tables.mua_sam.+2.price", "Đơn giá, dòng 2"),
    ],
)
def test_a_place_in_a_table_is_a_cell_of_it(
    qtbot: QtBot, small: MainWindow, store: MemoryStore, path: str, name: str
) -> None:
    store.reports[KEY] = empty(NOVEMBER, tables={"mua_sam": ({"name": "Máy in"}, {"name": "Máy quét"})})
    small.desk.reload()
    settle(qtbot, small)
    page = step(small, WORK, "x", path)
    QApplication.processEvents()
    assert isinstance(page, StepPage)
    assert editor(page.part.grid).accessibleName() == name


def test_a_listed_row_is_entered_beside_what_is_given(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = table(small, "viec")
    headings = [row.cells[0].view.text for row in page.grid.grid_model.grid if row.heading]
    assert headings == ["I. Thể chế", "II. Nguồn lực"]
    assert shown(page.grid, "2") == ["2", "Rà soát", "", "", "–", "", ""]
    page.grid.go_to("tables.viec.2.state")
    choice = editor(page.grid)
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    assert shown(page.grid, "2")[2:5] == ["Đã xong", "", ""], "the day is asked for now"
    type_cell(page.grid, "tables.viec.2.done_on", "5/11/2026")
    type_cell(page.grid, "tables.viec.2.percent", "100")
    type_cell(page.grid, "tables.viec.2.note", "Xong sớm")
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert stored(store).tables["viec"] == (
        {"row": "2", "state": "done", "done_on": "2026-11-05", "percent": "100", "note": "Xong sớm"},
    )
    assert shown(page.grid, "2") == ["2", "Rà soát", "Đã xong", "100%", "05/11/2026", "", "Xong sớm"]


def test_a_key_never_replaces_a_long_text(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    store.reports[KEY] = empty(NOVEMBER, tables={"viec": ({"row": "1", "note": "Đã giao phòng chuyên môn"},)})
    small.desk.reload()
    settle(qtbot, small)
    page = table(small, "viec")
    page.grid.setFocus()
    page.grid.setCurrentIndex(page.grid.grid_model.place_of("tables.viec.1.note"))
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    type_text(editor(page.grid), "; xong")
    assert shown(page.grid, "1")[-1] == "Đã giao phòng chuyên môn; xong"
    qtbot.keyClick(editor(page.grid), Qt.Key.Key_Return)
    type_text(editor(page.grid), "Ý hai")
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert stored(store).tables["viec"][0]["note"] == "Đã giao phòng chuyên môn; xong\nÝ hai"


def test_rows_are_added_moved_removed_and_brought_back(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = table(small, "mua_sam")
    for name in ("Máy in", "Máy quét"):
        page.add.click()
        type_cell(page.grid, page.grid.grid_model.grid[page.grid.currentIndex().row()].cells[1].path, name)
    type_cell(page.grid, "tables.mua_sam.+2.price", "4,5")
    type_cell(page.grid, "tables.mua_sam.+2.quantity", "2")
    assert shown(page.grid, "+2") == ["2", "Máy quét", "2", "4,50", "9,00", ""]
    page.up.click()
    assert shown(page.grid, "+1")[1] == "Máy quét"
    page.remove.click()
    assert [row.cells[1].view.text for row in page.grid.grid_model.grid] == ["Máy in"]
    assert page.undo.isEnabled()
    page.undo.click()
    assert [row.cells[1].view.text for row in page.grid.grid_model.grid] == ["Máy quét", "Máy in"]
    assert not page.undo.isEnabled()
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert [row["name"] for row in stored(store).tables["mua_sam"]] == ["Máy quét", "Máy in"]


def test_an_empty_row_stays_on_screen_until_it_is_written_in(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = table(small, "mua_sam")
    page.add.click()
    line = editor(page.grid)
    type_text(line, "Máy in")
    small.desk.drafts.flush()
    settle(qtbot, small)
    page.grid.setFocus()
    page.add.click()
    page.grid._delegate.typed.emit(page.grid.grid_model.place_of("tables.mua_sam.+2.quantity"), "")
    small.desk.drafts.flush()
    small.desk.reload()
    settle(qtbot, small)
    assert [row.key for row in page.grid.grid_model.grid] == ["+1", "+2"]
    assert [row["name"] for row in stored(store).tables["mua_sam"]] == ["Máy in"]


def test_an_unreadable_text_moves_with_its_row(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = table(small, "mua_sam")
    for _ in range(2):
        page.add.click()
    type_cell(page.grid, "tables.mua_sam.+2.quantity", "nhiều")
    assert page.foot.said.text().startswith("Sai: ")
    page.up.click()
    assert page.unreadable() == {"tables.mua_sam.+1.quantity": "nhiều"}
    assert shown(page.grid, "+1")[2] == "nhiều"
    page.remove.click()
    assert page.unreadable() == {}


def test_prose_is_composed_from_the_outline_and_drawn_with_its_figures(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    store.reports[KEY] = empty(NOVEMBER, figures={"A1": Decimal(1200)})
    small.desk.reload()
    settle(qtbot, small)
    page = step(small, PROSE, field="narrative.danh_gia")
    type_text(page.editor.text, "Mở đầu.")
    page.editor.compose.click()
    assert page.editor.text.value().splitlines()[:2] == ["Mở đầu.", "Trong kỳ tiếp nhận {so_lieu.A1} hồ sơ."]
    assert "Trong kỳ tiếp nhận 1.200 hồ sơ." in page.editor.preview.text()
    assert "{so_lieu.B1}" in page.editor.unknown.text()
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert stored(store).narrative["danh_gia"].startswith("Mở đầu.")


def test_a_figure_is_put_into_prose_from_a_list(qtbot: QtBot, small: MainWindow) -> None:
    page = step(small, PROSE)
    page.editor.insert.click()
    picker = page.editor.picker
    type_text(picker.search, "ho so tiep nhan ky truoc")
    assert [row.key for row in picker.model.rows] == ["so_lieu.A1.truoc", "so_lieu.A1.chenh"]
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert page.editor.text.value() == "{so_lieu.A1.truoc}"
    assert page.editor.preview.text() == "90"


def test_a_closed_report_is_only_read(qtbot: QtBot, small: MainWindow) -> None:
    small.desk.store = replace(small.desk.store, read_only=True)
    small.desk.reload()
    settle(qtbot, small)
    for name in (NUMBERS, WORK):
        page = step(small, name)
        grid = page.grid if name == NUMBERS else page.part.grid
        assert not any(cell.field for row in grid.grid_model.grid for cell in row.cells)
    assert step(small, PROSE).editor.text.isReadOnly()
    assert not table(small, "mua_sam").add.isEnabled()


def test_the_finding_of_another_form_part_has_its_step(small: MainWindow) -> None:
    from sonla_desktop.ui.places import place_of

    month = small.desk.snapshot.month
    finding = Finding("TM-004", Severity.ERROR, "report", "narrative.danh_gia")
    assert place_of(finding, month.duty.form, month.assignment).step == PROSE
    small.go_to(Place(OVERVIEW))


PLACES = [
    Place(OVERVIEW),
    Place(MONTHLY_UPDATE, NUMBERS),
    Place(MONTHLY_UPDATE, NUMBERS, "A1", "figures.A1"),
    Place(MONTHLY_UPDATE, WORK, "viec", "tables.viec"),
    Place(MONTHLY_UPDATE, WORK, "viec", "tables.viec.1.note"),
    Place(MONTHLY_UPDATE, WORK, "viec", "tables.viec.4.percent"),
    Place(MONTHLY_UPDATE, WORK, "mua_sam", "tables.mua_sam.+1.price"),
    Place(MONTHLY_UPDATE, PROSE, "report", "narrative.danh_gia"),
]


@pytest.fixture
def filled(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> MainWindow:
    """The small form with something in each of its parts."""
    store.reports[KEY] = empty(
        NOVEMBER,
        figures={"A1": Decimal(1200), "A2": Decimal(900), "A3": Decimal(200)},
        tables={"mua_sam": ({"name": "Máy in", "quantity": 2},), "viec": ({"row": "1", "state": "done"},)},
        narrative={"danh_gia": "Tiếp nhận {so_lieu.A1} hồ sơ, chi {so_lieu.B1} triệu đồng."},
    )
    small.desk.reload()
    settle(qtbot, small)
    return small


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.step}-{place.field}")
def test_form_screens_are_named_in_vietnamese_and_reached_by_keys(
    qtbot: QtBot, filled: MainWindow, place: Place
) -> None:
    checks.test_no_english_word_is_on_any_page(qtbot, filled, place)
    checks.test_every_control_has_a_name(qtbot, filled, place)
    checks.test_mnemonics_are_unique_on_a_page(qtbot, filled, place)
    checks.test_nothing_completes_inline(qtbot, filled, place)
    checks.test_tab_reaches_every_control_in_reading_order(qtbot, filled, place)


@pytest.mark.parametrize("size", checks.SIZES, ids=["100%", "125%", "150%"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.step}-{place.field}")
def test_form_screens_fit_the_screen(
    qtbot: QtBot, filled: MainWindow, place: Place, size: tuple[int, int]
) -> None:
    checks.test_nothing_is_clipped(qtbot, filled, place, size)
    for grid in filled.findChildren(Grid):
        if grid.isVisible():
            widths = sum(grid.columnWidth(number) for number in range(grid.grid_model.columnCount()))
            assert widths <= grid.viewport().width(), grid.accessibleName()
