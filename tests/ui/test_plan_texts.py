"""Words of the plan corrected from the paper at the keyboard: in the step Nhiệm vụ and in a table of a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.plan_texts import text_key
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.places import MONTHLY_UPDATE, TASKS, Place
from sonla_desktop.ui.plan_texts import COMMAND, listed_item, task_item, with_wordings
from sonla_desktop.ui.plan_texts_dialog import PlanTextsDialog
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.read_month import Duty
from tests.helpers import months
from tests.helpers.filled_months import duty, first_period
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.keys import type_text
from tests.ui.small_form import SMALL, WORK
from tests.ui.words import strange_words, texts_of

CODE = months.BY_MONTH
NAME = text_key(CODE, "name")


def real_duty(form_id: str) -> Duty:
    form, assignment = duty(form_id, "so-khcn")
    key = replace(months.report().key, form=form_id, period=first_period(assignment.plan))
    return Duty(key, form, assignment.plan, assignment)


def test_a_task_offers_its_wordings_with_those_of_the_source() -> None:
    reform = real_duty("cchc")
    settings = replace(months.settings(), plan_texts={"cchc": {"cchc-A-1.deadline": "Quý IV/2025"}})
    item = task_item(reform.in_words_of(settings), "cchc-A-1", settings)
    shown = {wording.key: wording for wording in item.wordings}
    deadline = shown["cchc-A-1.deadline"]
    assert (deadline.name, deadline.source, deadline.current) == ("Thời hạn", "[không đọc được]", "Quý IV/2025")
    assert deadline.is_unsure
    assert "cchc-A-1.description" not in shown, "the plan has none"
    assert any("hỏng nặng" in remark for remark in item.remarks)


def test_what_says_the_same_as_the_source_is_not_kept() -> None:
    reform, before = real_duty("cchc"), months.settings()
    item = task_item(reform, "cchc-A-1", before)
    source = {wording.key: wording.source for wording in item.wordings}
    after = with_wordings(before, item, {**source, "cchc-A-1.deadline": " Quý  IV/2025\n", "cchc-A-1.lead": ""})
    assert after.plan_texts == {"cchc": {"cchc-A-1.deadline": "Quý IV/2025"}}
    assert with_wordings(after, item, source) == before


def test_a_row_of_a_listing_is_corrected_under_its_own_key() -> None:
    shortcomings, settings = real_duty("khac-phuc-han-che"), months.settings()
    table = next(table for table in shortcomings.form.tables if table.listing == "phu-luc-2")
    item = listed_item(shortcomings, table, "1", settings)
    assert {wording.key for wording in item.wordings} == {"phu-luc-2.1.tt", "phu-luc-2.1.ten"}
    assert "hỏng nặng" in item.remarks[0]
    after = with_wordings(settings, item, {"phu-luc-2.1.ten": "Rà soát IOC"})
    worded = shortcomings.in_words_of(after)
    assert worded.plan.listing("phu-luc-2").rows[0]["ten"] == "Rà soát IOC"
    assert worded.in_source_words == shortcomings
    with pytest.raises(KeyError):
        listed_item(shortcomings, table, "khong-co", settings)


@pytest.fixture
def open_dialog(qtbot: QtBot, window: MainWindow) -> Callable[[], PlanTextsDialog]:
    """Comes to the task and opens the dialog with the space bar."""

    def open_it() -> PlanTextsDialog:
        window.activateWindow()
        window.go_to(Place(MONTHLY_UPDATE, TASKS, CODE, "plan_texts"))
        settle(qtbot, window)
        command = cursor(window)
        assert command.text() == COMMAND
        qtbot.keyClick(command, Qt.Key.Key_Space)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PlanTextsDialog)
        qtbot.waitUntil(lambda: dialog.isAncestorOf(cursor(window)))
        return dialog

    return open_it


def cursor(window: QWidget) -> QWidget:
    return QApplication.focusWidget() or window


def said_in(holder: QWidget) -> list[str]:
    """What all visible parts say."""
    shown = [holder, *(child for child in holder.findChildren(QWidget) if child.isVisible())]
    return [text for widget in shown for text in texts_of(widget)]


def type_over(qtbot: QtBot, field: QWidget, text: str) -> None:
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(field, text)


def tab_to(qtbot: QtBot, widget: QWidget) -> None:
    for _ in range(40):
        if cursor(widget) is widget:
            return
        qtbot.keyClick(cursor(widget), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {widget.accessibleName()}")


def test_words_are_corrected_shown_everywhere_and_taken_back_by_keyboard(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], PlanTextsDialog]
) -> None:
    source = months.plan().task(CODE).name
    dialog = open_dialog()
    assert [text for text in said_in(dialog) if strange_words(text)] == []
    assert cursor(dialog) is dialog.inputs[NAME], "nothing is unsure: it begins with the first wording"
    assert not dialog.back[NAME].isVisible()
    type_over(qtbot, dialog.inputs[NAME], "Tham mưu ban hành kế hoạch riêng")
    tab_to(qtbot, dialog.record)
    qtbot.keyClick(dialog.record, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert store.kept.plan_texts == {months.plan().id: {NAME: "Tham mưu ban hành kế hoạch riêng"}}
    assert any("Tham mưu ban hành kế hoạch riêng" in text for text in said_in(window))
    assert window.desk.snapshot is not None
    assert window.desk.snapshot.month.duty.in_source_words.plan.task(CODE).name == source
    dialog = open_dialog()
    assert dialog.inputs[NAME].value() == "Tham mưu ban hành kế hoạch riêng"
    assert any(source in text for text in said_in(dialog))
    tab_to(qtbot, dialog.back[NAME])
    qtbot.keyClick(dialog.back[NAME], Qt.Key.Key_Space)
    assert dialog.inputs[NAME].value() == source
    assert cursor(dialog) is dialog.inputs[NAME]
    tab_to(qtbot, dialog.record)
    qtbot.keyClick(dialog.record, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert store.kept.plan_texts == {}


def test_escape_leaves_the_words_as_they_are(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], PlanTextsDialog]
) -> None:
    before = store.kept
    dialog = open_dialog()
    type_over(qtbot, dialog.inputs[NAME], "Khác")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert store.kept == before


def test_a_store_that_is_only_read_offers_no_correction(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    window.go_to(Place(MONTHLY_UPDATE, TASKS, CODE, "status"))
    store.read_only = True
    window.desk.reload()
    settle(qtbot, window)
    commands = [command for command in window.findChildren(QPushButton) if command.text() == COMMAND]
    assert [command.isEnabled() for command in commands if command.isVisibleTo(window)] == [False]


def test_a_row_of_a_table_is_corrected_with_f4(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    window.desk.choose_duty(SMALL, None)
    settle(qtbot, window)
    window.go_to(Place(MONTHLY_UPDATE, WORK))
    settle(qtbot, window)
    grid = next(grid for grid in window.findChildren(Grid) if grid.isVisible())
    key = next(line.key for line in grid.grid_model.grid if not line.heading)
    row = next(number for number, line in enumerate(grid.grid_model.grid) if line.key == key)
    grid.setFocus()
    grid.setCurrentIndex(grid.grid_model.index(row, 0))
    qtbot.keyClick(grid, Qt.Key.Key_F4)
    settle(qtbot, window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PlanTextsDialog)
    wording, field = next(iter(dialog.inputs.items()))
    type_over(qtbot, field, "Chữ theo bản giấy")
    tab_to(qtbot, dialog.record)
    qtbot.keyClick(dialog.record, Qt.Key.Key_Space)
    settle(qtbot, window)
    assert store.kept.plan_texts == {SMALL: {wording: "Chữ theo bản giấy"}}
    cells = [cell.view.text for line in grid.grid_model.grid if line.key == key for cell in line.cells]
    assert "Chữ theo bản giấy" in cells
