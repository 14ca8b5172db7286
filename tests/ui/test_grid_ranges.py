"""Ranges in the grids by keys alone: copied, pasted with a preview, filled down, emptied, each in one commit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Report, ReportKey
from sonla_desktop.ui.form_screen.grid_page import GridPage
from sonla_desktop.ui.form_screen.paste_dialog import PasteDialog
from sonla_desktop.ui.form_screen.range_editing import READ_ONLY
from sonla_desktop.ui.places import MONTHLY_UPDATE, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers import months
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.small_form import NUMBERS, SMALL, WORK, small_plan
from tests.ui.words import strange_words, texts_of

NOVEMBER = ReportingPeriod.parse("2026-11")
KEY = ReportKey(SMALL, NOVEMBER)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def small(qtbot: QtBot, store: MemoryStore, open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window on the small form with two figures entered."""
    window_of = small_plan().regime_of(NOVEMBER).window.window_of(NOVEMBER)
    agency = months.agency()
    figures = {"A1": Decimal(90), "A2": Decimal(45)}
    store.reports[KEY] = Report(agency.code, agency.name, SMALL, NOVEMBER, window_of, figures=figures)
    window = open_window()
    window.desk.choose_duty(SMALL, NOVEMBER)
    settle(qtbot, window)
    return window


def figures_page(window: MainWindow) -> GridPage:
    window.go_to(Place(MONTHLY_UPDATE, NUMBERS))
    return window.workspace.page.steps[NUMBERS]


def table_page(window: MainWindow, name: str) -> GridPage:
    window.go_to(Place(MONTHLY_UPDATE, WORK, "", f"tables.{name}"))
    QApplication.processEvents()
    return window.workspace.page.steps[WORK].part


def put_on_clipboard(text: str, html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def go(qtbot: QtBot, page: GridPage, path: str, *keys: Qt.Key) -> None:
    """Puts the cursor on a cell and chooses on with Shift and these keys."""
    grid = page.grid
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.place_of(path))
    for key in keys:
        qtbot.keyClick(grid, key, SHIFT)


def press(qtbot: QtBot, page: GridPage, key: Qt.Key) -> None:
    """Ctrl and a key, through the commands of the grid."""
    QApplication.processEvents()
    qtbot.keyClick(page.grid, key, CTRL)


def preview(page: GridPage) -> PasteDialog:
    assert page.ranges.dialog is not None
    return page.ranges.dialog


def figures(store: MemoryStore) -> dict[str, Decimal]:
    return dict(store.reports[KEY].figures)


def test_a_range_is_copied_as_text_and_as_a_page_of_values(qtbot: QtBot, small: MainWindow) -> None:
    page = figures_page(small)
    go(qtbot, page, "figures.A1", Qt.Key.Key_Down, Qt.Key.Key_Left)
    press(qtbot, page, Qt.Key.Key_C)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text().splitlines() == ["hồ sơ\t90", "hồ sơ\t45"]
    assert 'x:num="90"' in mime.html()
    assert page.foot.said.text() == "Đã sao chép 4 ô."


def test_the_whole_grid_is_chosen_and_copied_with_the_headings_in_it(qtbot: QtBot, small: MainWindow) -> None:
    page = figures_page(small)
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_A)
    press(qtbot, page, Qt.Key.Key_C)
    lines = QGuiApplication.clipboard().text().splitlines()
    names = ["Hồ sơ tiếp nhận", "Trực tuyến", "Trực tiếp", "Tỷ lệ trực tuyến", "Kinh phí", "Kinh phí đã chi"]
    assert [line.split("\t")[0] for line in lines] == names
    assert lines[3].split("\t")[:3] == ["Tỷ lệ trực tuyến", "%", "50,0"]


def test_a_pasted_range_is_shown_decided_and_recorded_in_one_commit(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = figures_page(small)
    put_on_clipboard("120\r\n70\r\n50\r\n99\r\n1.003\r\n")
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    before = figures(store)
    assert dialog.counted.text() == "3 ô sẽ đổi, 1 ô cần chọn cách đọc."
    assert "1 ô in sẵn, tự tính" in dialog.told.text()
    assert [[cell.text for cell in row.cells[1:3]] for row in dialog.model.rows] == [
        ["90", "120"],
        ["45", "70"],
        ["(để trống)", "50"],
        ["(để trống)", "1.003"],
    ]
    assert not dialog.agree.isEnabled()
    assert dialog.list.currentIndex().row() == 3
    choice = next(made for made in dialog.foot.findChildren(QPushButton) if made.property("choice") == "1003")
    qtbot.keyClick(choice, Qt.Key.Key_Space)
    assert dialog.agree.isEnabled()
    assert dialog.agree.text() == "&Dán 4 ô"
    assert figures(store) == before
    commits = store.commits
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    settle(qtbot, small)
    assert store.commits == commits + 1
    assert figures(store) == {"A1": Decimal(120), "A2": Decimal(70), "A3": Decimal(50), "B1": Decimal(1003)}
    assert not small.desk.drafts.unsaved


def test_a_wrong_cell_is_left_out_only_on_purpose(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = figures_page(small)
    put_on_clipboard("120\nnhiều\n")
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert dialog.model.rows[1].cells[3].text.startswith("Sai: ")
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClick(dialog.leave_wrong, Qt.Key.Key_Space)
    assert dialog.model.rows[1].cells[3].text == "Bỏ qua, giữ trị đang có"
    qtbot.keyClick(dialog.agree, Qt.Key.Key_Space)
    settle(qtbot, small)
    assert figures(store) == {"A1": Decimal(120), "A2": Decimal(45)}


def test_a_preview_that_is_closed_changes_nothing(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = figures_page(small)
    put_on_clipboard("1\n2\n")
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_V)
    commits = store.commits
    qtbot.keyClick(preview(page), Qt.Key.Key_Escape)
    settle(qtbot, small)
    assert store.commits == commits
    assert figures(store) == {"A1": Decimal(90), "A2": Decimal(45)}


def test_a_range_that_the_store_refuses_stays_whole_and_is_saved_whole(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = figures_page(small)
    put_on_clipboard("120\n70\n50\n")
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_V)
    store.refusal = WorldRefused("disk-full", file="so-bao-cao.sqlite3")
    qtbot.keyClick(preview(page).agree, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: small.desk.drafts.refused_count == 3)
    assert figures(store) == {"A1": Decimal(90), "A2": Decimal(45)}
    assert page.grid.grid_model.unsaved == {"figures.A1", "figures.A2", "figures.A3"}
    store.refusal = None
    commits = store.commits
    small.desk.drafts.flush()
    settle(qtbot, small)
    assert store.commits == commits + 1
    assert figures(store) == {"A1": Decimal(120), "A2": Decimal(70), "A3": Decimal(50)}


def test_one_sure_value_in_one_cell_is_taken_at_once_and_a_doubtful_one_is_asked_about(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = figures_page(small)
    put_on_clipboard("77\r\n")
    go(qtbot, page, "figures.A3")
    press(qtbot, page, Qt.Key.Key_V)
    settle(qtbot, small)
    assert figures(store)["A3"] == Decimal(77)
    put_on_clipboard("1.003")
    go(qtbot, page, "figures.B1")
    press(qtbot, page, Qt.Key.Key_V)
    assert page.foot.said.text().startswith("Hỏi lại: ")
    assert "B1" not in figures(store)
    assert page.ranges.dialog is None


def test_the_first_cell_is_filled_down_in_one_commit(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = figures_page(small)
    go(qtbot, page, "figures.A1", Qt.Key.Key_Down, Qt.Key.Key_Down)
    commits = store.commits
    press(qtbot, page, Qt.Key.Key_D)
    settle(qtbot, small)
    assert store.commits == commits + 1
    assert figures(store) == {"A1": Decimal(90), "A2": Decimal(90), "A3": Decimal(90)}


def test_a_single_cell_is_filled_from_the_one_above(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    page = figures_page(small)
    go(qtbot, page, "figures.A3")
    press(qtbot, page, Qt.Key.Key_D)
    settle(qtbot, small)
    assert figures(store)["A3"] == Decimal(45)


@pytest.mark.parametrize("cuts", [False, True])
def test_a_range_is_emptied_in_one_commit(qtbot: QtBot, small: MainWindow, store: MemoryStore, cuts: bool) -> None:
    page = figures_page(small)
    put_on_clipboard("")
    go(qtbot, page, "figures.A1", Qt.Key.Key_Down)
    commits = store.commits
    QApplication.processEvents()
    if cuts:
        qtbot.keyClick(page.grid, Qt.Key.Key_X, CTRL)
    else:
        qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    settle(qtbot, small)
    assert figures(store) == {}
    assert store.commits == commits + 1
    assert QGuiApplication.clipboard().text().splitlines() == (["90", "45"] if cuts else [])


def test_pasting_may_ask_for_other_cells_and_take_them_too(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = table_page(small, "viec")
    put_on_clipboard('Đã xong\t50%\t5/11/2026\tCó\t"Ý một\nÝ hai"\r\nđang làm\t20%\t\tKhông\tGhi chú\r\n')
    go(qtbot, page, "tables.viec.1.state")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert dialog.counted.text() == "9 ô sẽ đổi."
    qtbot.keyClick(dialog.agree, Qt.Key.Key_Space)
    settle(qtbot, small)
    first, second = store.reports[KEY].tables["viec"]
    assert first == {
        "row": "1", "state": "done", "percent": "50", "done_on": "2026-11-05", "on_time": True, "note": "Ý một\nÝ hai"
    }  # fmt: skip
    assert second == {"row": "2", "state": "doing", "percent": "20", "on_time": False, "note": "Ghi chú"}


def test_rows_are_added_for_what_is_pasted_into_an_open_table(
    qtbot: QtBot, small: MainWindow, store: MemoryStore
) -> None:
    page = table_page(small, "mua_sam")
    page.grid.setFocus()
    put_on_clipboard("Máy in\t2\t3,5\r\nMáy quét\t1\t4\r\n")
    commits = store.commits
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert "2 dòng mới" in dialog.counted.text()
    qtbot.keyClick(dialog.agree, Qt.Key.Key_Space)
    settle(qtbot, small)
    assert store.commits == commits + 1
    assert [(row["name"], row["quantity"], row["price"]) for row in store.reports[KEY].tables["mua_sam"]] == [
        ("Máy in", 2, "3.5"),
        ("Máy quét", 1, "4"),
    ]


def test_a_closed_report_is_copied_but_not_changed(qtbot: QtBot, small: MainWindow, store: MemoryStore) -> None:
    small.desk.store = replace(store, read_only=True)
    page = figures_page(small)
    page.show_rows()
    index = page.grid.grid_model.index(1, 2)
    page.grid.setFocus()
    page.grid.setCurrentIndex(index)
    press(qtbot, page, Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == "90\r\n"
    for key in (Qt.Key.Key_V, Qt.Key.Key_D, Qt.Key.Key_X):
        page.say("")
        press(qtbot, page, key)
        assert page.foot.said.text() == READ_ONLY
    assert page.ranges.dialog is None
    assert figures(store) == {"A1": Decimal(90), "A2": Decimal(45)}
    small.desk.store = store


def test_keys_go_through_the_cells_as_in_a_spreadsheet(qtbot: QtBot, small: MainWindow) -> None:
    page = figures_page(small)
    go(qtbot, page, "figures.A3")
    grid = page.grid
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, SHIFT)
    assert grid.grid_model.cell(grid.currentIndex()).path == "figures.A2"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.keyClick(grid, Qt.Key.Key_Return, SHIFT)
    assert grid.grid_model.cell(grid.currentIndex()).path == "figures.A1"
    qtbot.keyClick(grid, Qt.Key.Key_End, CTRL)
    assert grid.grid_model.cell(grid.currentIndex()).path == "figures.B1"
    qtbot.keyClick(grid, Qt.Key.Key_Home, CTRL)
    assert grid.grid_model.cell(grid.currentIndex()).path == "figures.A1"


def test_f3_goes_on_finding_and_back_with_shift(qtbot: QtBot, small: MainWindow) -> None:
    page = figures_page(small)
    page.search.setFocus()
    page.search.setText("truc")
    page.search.textEdited.emit("truc")
    page.grid.setFocus()
    QApplication.processEvents()
    found = [page.grid.currentIndex().row()]
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, SHIFT):
        qtbot.keyClick(page.grid, Qt.Key.Key_F3, modifier)
        found.append(page.grid.currentIndex().row())
    assert found == [2, 3, 4, 3]


def test_the_preview_is_in_vietnamese_and_reached_by_keys(qtbot: QtBot, small: MainWindow) -> None:
    page = figures_page(small)
    put_on_clipboard("1\nsai\n3\n4\n1.003\n6\n")
    go(qtbot, page, "figures.A1")
    press(qtbot, page, Qt.Key.Key_V)
    dialog = preview(page)
    assert [action.text() for action in page.grid.actions()] == ["Sao chép", "Cắt", "Dán", "Điền xuống", "Xóa nội dung"]
    controls = [made for made in dialog.findChildren(QAbstractButton) if made.isVisible()]
    letters = [letter for made in controls for letter in re.findall(r"&(\w)", made.text().lower())]
    assert sorted(letters) == ["d", "h", "k", "n", "s", "t"]
    assert {word for text in texts_of(dialog) for word in strange_words(text)} == set()
    assert dialog.list.accessibleName() == "Các ô sẽ đổi khi dán"
    qtbot.keyClick(dialog.headings, Qt.Key.Key_Space)
    assert dialog.counted.text().startswith("3 ô sẽ đổi, 1 ô sai.")
    dialog.reject()
