"""The sample says on every page what it is, leads to the first step, and lets go in favour of a real store."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.places import HISTORY, MONTHLY_UPDATE, OVERVIEW, REPORT_EXPORT, SETTINGS, TASKS, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore

Open = Callable[[], MainWindow]


@pytest.mark.parametrize("page", [OVERVIEW, MONTHLY_UPDATE, REPORT_EXPORT, HISTORY, SETTINGS])
def test_every_page_of_the_sample_is_marked(qtbot: QtBot, store: MemoryStore, open_window: Open, page: str) -> None:
    store.is_sample = True
    window = open_window()
    window.go_to(Place(page))
    settle(qtbot, window)
    assert window.workspace.title_line.sample_mark.isVisible()
    assert window.workspace.title_line.sample_mark.text() == "MẪU"
    assert window.windowTitle().startswith("MẪU – ")


def test_the_guide_leads_to_the_first_step(qtbot: QtBot, store: MemoryStore, open_window: Open) -> None:
    store.is_sample = True
    window = open_window()
    guide = window.workspace.page.view.sample
    assert guide.isVisible()
    qtbot.mouseClick(guide.practise, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.workspace.page is window.workspace.pages[MONTHLY_UPDATE]
    assert window.workspace.page.step == TASKS


def test_the_guide_leads_to_a_store_of_ones_own(qtbot: QtBot, store: MemoryStore, open_window: Open) -> None:
    store.is_sample = True
    window = open_window()
    qtbot.mouseClick(window.workspace.page.view.sample.leave, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.start.isVisible()
    assert window.start.view.create.text() == "Tạo &sổ báo cáo"


def test_a_real_store_is_not_marked(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.workspace.page.view.sample.isVisible()
    assert not window.workspace.title_line.sample_mark.isVisible()
    assert "MẪU" not in window.windowTitle()
