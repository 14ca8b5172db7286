"""Every dialog: Vietnamese, every control named and reached in reading order, mnemonics unique, nothing clipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from sonla_desktop.ui import messages
from sonla_desktop.ui.evidence.attach_dialog import AttachDialog
from sonla_desktop.ui.indicators.passport import PassportWindow
from sonla_desktop.ui.monthly_update.import_dialog import ImportDialog
from sonla_desktop.ui.overview.board_dialog import BoardDialog
from sonla_desktop.ui.overview.charts_window import ChartsWindow
from sonla_desktop.ui.overview.deadline_dialog import DeadlineDialog
from sonla_desktop.ui.overview.window_dialog import DataWindowDialog
from sonla_desktop.ui.places import INDICATORS, MONTHLY_UPDATE, OVERVIEW, TASKS, Place
from sonla_desktop.ui.plan_texts_dialog import PlanTextsDialog
from sonla_desktop.ui.preview.window import open_preview
from sonla_desktop.ui.replacement_dialog import ReplacementDialog
from sonla_desktop.ui.report_export.verify_dialog import VerifyDialog
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.read_evidence import targets_of
from tests.screens import wait_until
from tests.ui import checks
from tests.ui.conftest import settle

ROOMS = [(1366, 700), (1092, 548), (910, 445)]
"""What a screen of 1366×768 leaves at 100, 125 and 150%."""


def deadline(window: MainWindow) -> QDialog:
    return DeadlineDialog(window.desk, window.desk.snapshot, window.workspace.page)


def data_window(window: MainWindow) -> QDialog:
    return DataWindowDialog(window.desk, window.desk.snapshot, window.workspace.page)


def board(window: MainWindow) -> QDialog:
    return BoardDialog(window.desk.snapshot, window.workspace.page)


def charts(window: MainWindow) -> QDialog:
    return ChartsWindow(window.desk, window.desk.snapshot, window.workspace.page)


def attaching(window: MainWindow) -> QDialog:
    month = window.desk.snapshot.month
    return AttachDialog(["Trích xuất.csv"], targets_of(month, month.report), window.workspace.page, may_keep=True)


def replacement(window: MainWindow) -> QDialog:
    return ReplacementDialog(window.desk, window.desk.snapshot, window.workspace.page)


def taking_in(window: MainWindow) -> QDialog:
    return ImportDialog(window.desk, window.desk.snapshot, window.workspace.page)


def verifying(window: MainWindow) -> QDialog:
    return VerifyDialog(window.desk, window.desk.store.folder, window.workspace.page)


def plan_texts(window: MainWindow) -> QDialog:
    window.go_to(Place(MONTHLY_UPDATE, TASKS))
    page = window.workspace.page.steps[TASKS]
    page.view.correct.click()
    return window.findChild(PlanTextsDialog)


def passport(window: MainWindow) -> QDialog:
    window.go_to(Place(MONTHLY_UPDATE, INDICATORS))
    window.workspace.page.steps[INDICATORS].view.passport.click()
    return window.findChild(PassportWindow)


def preview(window: MainWindow) -> QDialog:
    return open_preview(window.desk, window)


def printing(window: MainWindow) -> QDialog:
    shown = open_preview(window.desk, window)
    wait_until(lambda: window.runner.idle and shown.view.print.isEnabled())
    shown.view.print.click()
    wait_until(lambda: shown.print_dialog is not None)
    return shown.print_dialog


def question(window: MainWindow) -> QDialog:
    return messages.ask(window, "Còn 2 mục chưa lưu.", "Chưa lưu được", accept="Vẫn đóng", reject="Ở lại")


DIALOGS = [
    *(deadline, data_window, board, charts, attaching, replacement, plan_texts, passport, preview, printing),
    *(question, taking_in, verifying),
]
Make = Callable[[MainWindow], QDialog]


def opened(qtbot: QtBot, window: MainWindow, make: Make) -> QDialog:
    """The dialog as it stands before the officer."""
    window.go_to(Place(OVERVIEW))
    settle(qtbot, window)
    shown = make(window)
    if not shown.isVisible():
        shown.open()
    settle(qtbot, window)
    assert shown.isVisible()
    return shown


@pytest.fixture(params=DIALOGS, ids=lambda make: make.__name__)
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, window: MainWindow) -> Iterator[QDialog]:
    shown = opened(qtbot, window, request.param)
    yield shown
    shown.reject()
    settle(qtbot, window)


def test_a_dialog_is_vietnamese_named_and_led_by_the_keyboard(dialog: QDialog) -> None:
    # Names of printers and folders are those of the machine.
    assert len(checks.spoken(dialog)) >= 4
    assert checks.english(dialog, "/", "SHA-256") == {}
    assert checks.nameless(dialog) == []
    assert {letter: count for letter, count in checks.mnemonics(dialog).items() if count > 1} == {}
    assert checks.unreached(dialog) == []
    assert checks.not_in_reading_order(dialog) == []


@pytest.mark.parametrize("room", ROOMS, ids=["100%", "125%", "150%"])
def test_a_dialog_fits_the_screen_and_clips_nothing(qtbot: QtBot, dialog: QDialog, room: tuple[int, int]) -> None:
    least = dialog.minimumSizeHint()
    assert (least.width() <= room[0], least.height() <= room[1]) == (True, True), least
    dialog.resize(min(dialog.width(), room[0]), min(dialog.height(), room[1]))
    qtbot.wait(20)
    assert checks.clipped(dialog) == []
