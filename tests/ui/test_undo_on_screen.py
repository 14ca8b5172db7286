"""Ctrl+Z and Ctrl+Y in the window: what is typed first, then the saved steps by name, also after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.ui.places import CHECKING, DATA_WINDOW, INDICATORS, MONTHLY_UPDATE, OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.ui.shell.undoing import place_of_step
from sonla_desktop.usecases.undo_edit import EditName
from tests.helpers.real_month import DOCUMENTS, Office, key_of, month_file, office
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.keys import type_text
from tests.ui.real_window import NOW, window_after

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NUMERATOR = "sửa tử số chỉ tiêu 1"


def entered(made: Office) -> None:
    made.enter(month_file())


def closed(made: Office) -> None:
    entered(made)
    made.close()


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, getattr(request, "param", entered)) as shown:
        shown.desk.choose_period(key_of().period)
        settle(qtbot, shown)
        yield shown


def numerator(window: MainWindow, qtbot: QtBot) -> QWidget:
    """Puts the cursor into the numerator of the first indicator."""
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS, DOCUMENTS, "numerator"))
    settle(qtbot, window)
    field = QApplication.focusWidget()
    assert field is not None
    return field


def type_over(window: MainWindow, qtbot: QtBot, text: str, *, saved: bool = True) -> None:
    field = numerator(window, qtbot)
    qtbot.keyClick(field, Qt.Key.Key_A, CTRL)
    type_text(field, text)
    if saved:
        window.desk.drafts.flush()
        settle(qtbot, window)


def press(window: MainWindow, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> None:
    """The key goes to whatever has the cursor."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, held)
    settle(qtbot, window)


def stored(window: MainWindow) -> Decimal | None:
    reading = window.desk.snapshot.month.report.reading(DOCUMENTS)
    assert reading is not None
    return reading.numerator


def shown_in_cursor(value: Decimal | None) -> bool:
    """Whether the field with the cursor shows this figure."""
    field = QApplication.focusWidget()
    return isinstance(field, QLineEdit) and field.text() == str(value)


def test_a_saved_step_is_undone_and_done_again_by_name(window: MainWindow, qtbot: QtBot) -> None:
    before = stored(window)
    type_over(window, qtbot, "701")
    assert stored(window) == 701
    assert window.status.undo.accessibleName() == f"Hoàn tác: {NUMERATOR}"
    window.go_to(Place(OVERVIEW))
    press(window, qtbot, Qt.Key.Key_Z)
    assert stored(window) == before
    assert window.status.currentMessage() == f"Đã hoàn tác: {NUMERATOR}"
    assert shown_in_cursor(before)
    assert window.status.redo.toolTip() == f"Làm lại: {NUMERATOR} (Ctrl+Y)"
    press(window, qtbot, Qt.Key.Key_Y)
    assert stored(window) == 701
    press(window, qtbot, Qt.Key.Key_Z)
    press(window, qtbot, Qt.Key.Key_Z, CTRL | SHIFT)
    assert stored(window) == 701
    assert window.status.currentMessage() == f"Đã làm lại: {NUMERATOR}"


def test_what_is_typed_and_not_saved_is_taken_back_first(window: MainWindow, qtbot: QtBot) -> None:
    before = stored(window)
    type_over(window, qtbot, "701")
    window.desk.drafts.timer.setInterval(WAIT_MS)
    type_over(window, qtbot, "9", saved=False)
    field = QApplication.focusWidget()
    press(window, qtbot, Qt.Key.Key_Z)
    assert (shown_in_cursor(Decimal(701)), stored(window)) == (True, 701)
    assert QApplication.focusWidget() is field, "typing goes on where it was"
    press(window, qtbot, Qt.Key.Key_Y)
    assert shown_in_cursor(Decimal(9))
    press(window, qtbot, Qt.Key.Key_Z)
    window.desk.drafts.flush()
    settle(qtbot, window)
    press(window, qtbot, Qt.Key.Key_Z)
    assert (stored(window), shown_in_cursor(before)) == (before, True)


def test_a_text_that_is_no_number_is_taken_back_by_itself(window: MainWindow, qtbot: QtBot) -> None:
    before = stored(window)
    type_over(window, qtbot, "bảy", saved=False)
    press(window, qtbot, Qt.Key.Key_Z)
    assert shown_in_cursor(before)
    assert window.desk.snapshot.edits.undo.text == "nhập tệp số liệu tháng 10/2026"


def test_typing_that_waits_is_saved_and_then_undone_from_elsewhere(window: MainWindow, qtbot: QtBot) -> None:
    before = stored(window)
    window.desk.drafts.timer.setInterval(WAIT_MS)
    type_over(window, qtbot, "702", saved=False)
    window.status.undo.setFocus()
    press(window, qtbot, Qt.Key.Key_Z)
    assert stored(window) == before
    assert window.status.redo.accessibleName() == f"Làm lại: {NUMERATOR}"


def test_steps_are_there_after_a_restart(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    before = stored(window)
    type_over(window, qtbot, "701")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    again = MainWindow(lambda: build_world(NOW), tmp_path / "kho", tmp_path / "kho", WindowMemory())
    with qtbot.waitSignal(again.ready, timeout=WAIT_MS):
        again.show()
    again.desk.choose_period(key_of().period)
    settle(qtbot, again)
    assert again.status.undo.accessibleName() == f"Hoàn tác: {NUMERATOR}"
    press(again, qtbot, Qt.Key.Key_Z)
    assert stored(again) == before
    again.close()
    qtbot.waitUntil(lambda: not again.isVisible(), timeout=WAIT_MS)


@pytest.mark.parametrize("window", [closed], indirect=True)
def test_nothing_is_undone_in_a_closed_month(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.status.undo.isEnabled()
    press(window, qtbot, Qt.Key.Key_Z)
    assert window.desk.snapshot.month.closed
    assert window.status.undo.accessibleName() == "Hoàn tác: không có việc nào"


def test_when_nothing_is_left_the_status_bar_says_so(window: MainWindow, qtbot: QtBot) -> None:
    press(window, qtbot, Qt.Key.Key_Z)
    assert window.desk.snapshot.month.report.indicators == ()
    press(window, qtbot, Qt.Key.Key_Z)
    assert window.status.currentMessage() == "Hoàn tác: không còn việc nào trong kỳ này"


def test_the_search_field_takes_its_own_typing_back(window: MainWindow, qtbot: QtBot) -> None:
    numerator(window, qtbot)
    press(window, qtbot, Qt.Key.Key_F)
    search = QApplication.focusWidget()
    type_text(search, "khong co")
    press(window, qtbot, Qt.Key.Key_Z)
    assert search.text() == ""
    assert window.desk.snapshot.edits.redo is None, "no saved step was touched"


@pytest.mark.parametrize(
    ("where", "field", "place"),
    [
        (DOCUMENTS, "numerator", Place(MONTHLY_UPDATE, INDICATORS, DOCUMENTS, "numerator")),
        (
            DOCUMENTS,
            "acknowledged.DC-002.sources.1.numerator",
            Place(MONTHLY_UPDATE, CHECKING, DOCUMENTS, "sources.1.numerator"),
        ),
        ("report", "data_window.from", Place(OVERVIEW, field=DATA_WINDOW)),
        ("", "", None),
    ],
)
def test_each_step_has_a_place_to_go_to(tmp_path: Path, where: str, field: str, place: Place | None) -> None:
    with office(tmp_path) as made:
        assert place_of_step(EditName("", where, field), made.month()) == place
