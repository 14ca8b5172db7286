"""The officer sets, corrects and takes back the data window of the report on the desk, by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.data_window import window_reason
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.ui.overview.window_dialog import DataWindowDialog
from sonla_desktop.ui.overview.window_state import TypedWindow, lacking, window_of
from sonla_desktop.ui.places import DATA_WINDOW, OVERVIEW, Place, place_of_field
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers import months
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.fakes import MemoryStore
from tests.ui.small_form import small_form
from tests.ui.words import strange_words, texts_of

KEY = months.report().key
PLANNED = DataWindow(date(2026, 10, 11), date(2026, 11, 10))
WHOLE = TypedWindow(date(2026, 10, 15), date(2026, 11, 14), "Sở yêu cầu chốt theo nghị định", "12/SKHCN-CĐS")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (replace(WHOLE, start=None), "ngày đầu"),
        (replace(WHOLE, end=None), "ngày cuối"),
        (replace(WHOLE, end=date(2026, 10, 14)), "trước ngày đầu"),
        (replace(WHOLE, why="  "), "lý do"),
        (WHOLE, ""),
        (replace(WHOLE, end=WHOLE.start), ""),
    ],
)
def test_what_is_lacking_is_asked_for_in_the_order_of_the_inputs(typed: TypedWindow, asked: str) -> None:
    assert asked in lacking(typed)
    assert bool(lacking(typed)) == bool(asked)


def test_days_that_are_lacking_make_no_window() -> None:
    with pytest.raises(ValueError, match="ngày đầu"):
        window_of(TypedWindow(None, None))


def test_a_finding_about_the_window_leads_to_the_command() -> None:
    place = place_of_field("report", DATA_WINDOW, small_form(), months.clean_context().assignment)
    assert place == Place(OVERVIEW, field=DATA_WINDOW)


@pytest.fixture
def open_dialog(qtbot: QtBot, window: MainWindow) -> Callable[[], DataWindowDialog]:
    """Opens the dialog from Tổng quan with the keyboard."""

    def open_it() -> DataWindowDialog:
        window.go_to(Place(OVERVIEW, field=DATA_WINDOW))
        settle(qtbot, window)
        command = window.workspace.page.view.window_button
        assert window.focusWidget() is command
        qtbot.keyClick(command, Qt.Key.Key_Space)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DataWindowDialog)
        return dialog

    return open_it


def type_over(qtbot: QtBot, field: QWidget, text: str) -> None:
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(field, text)


def press(qtbot: QtBot, window: MainWindow, button: QWidget) -> None:
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(qtbot, window)


def test_a_window_is_set_shown_and_taken_back(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], DataWindowDialog]
) -> None:
    view = window.workspace.page.view
    dialog = open_dialog()
    assert view.window_button.text() == "Sửa khoảng chốt số liệu…"
    assert not dialog.go_back.isVisible()
    assert not dialog.told.isVisible()
    parts = (dialog, *dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton))
    said = [text for part in parts for text in texts_of(part)]
    assert any("Cách hiểu của chương trình: 11/10/2026 đến 10/11/2026." in text for text in said)
    assert [text for text in said if strange_words(text)] == []
    type_over(qtbot, dialog.start.line, "15/10/2026")
    type_over(qtbot, dialog.end.line, "14/11/2026")
    assert "bỏ trống 4 ngày" in dialog.told.text()
    assert "14/11/2026 sau hạn gửi 12/11/2026" in dialog.told.text()
    dialog.why.set_value(WHOLE.why)
    dialog.document.set_value(WHOLE.document)
    press(qtbot, window, dialog.record)
    stored = store.reports[KEY]
    assert stored.data_window == DataWindow(date(2026, 10, 15), date(2026, 11, 14))
    assert window_reason(stored) == "Theo 12/SKHCN-CĐS: Sở yêu cầu chốt theo nghị định"
    assert "Số liệu từ 15/10/2026 đến hết 14/11/2026" in view.detail.text()
    dialog = open_dialog()
    assert dialog.why.value() == "Theo 12/SKHCN-CĐS: Sở yêu cầu chốt theo nghị định"
    press(qtbot, window, dialog.go_back)
    assert store.reports[KEY].data_window == PLANNED
    assert window_reason(store.reports[KEY]) == ""
    assert "Số liệu từ 11/10/2026 đến hết 10/11/2026" in view.detail.text()


def test_what_is_lacking_or_refused_stays_in_the_dialog(
    qtbot: QtBot, window: MainWindow, store: MemoryStore, open_dialog: Callable[[], DataWindowDialog]
) -> None:
    before = store.reports[KEY]
    dialog = open_dialog()
    type_over(qtbot, dialog.end.line, "32/13/2026")
    press(qtbot, window, dialog.record)
    assert "ngày cuối" in dialog.wrong.text()
    type_over(qtbot, dialog.end.line, "10/11/2027")
    press(qtbot, window, dialog.record)
    assert "lý do" in dialog.wrong.text()
    type_over(qtbot, dialog.end.line, "10/11/2028")
    dialog.why.set_value("Gộp hai năm")
    press(qtbot, window, dialog.record)
    qtbot.waitUntil(lambda: "nhiều nhất là 400 ngày" in dialog.wrong.text(), timeout=WAIT_MS)
    assert dialog.isVisible()
    assert dialog.record.isEnabled()
    assert store.reports[KEY] == before
    dialog.reject()


def test_a_store_that_is_only_read_offers_no_change(qtbot: QtBot, window: MainWindow, store: MemoryStore) -> None:
    view = window.workspace.page.view
    assert view.window_button.isVisibleTo(window)
    store.read_only = True
    window.desk.reload()
    settle(qtbot, window)
    assert not view.window_button.isVisibleTo(window)
