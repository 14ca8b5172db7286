"""The window over the real world: the sample month from opening it to the files on the stick; what starting loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.ui.indicators.passport import PassportWindow
from sonla_desktop.ui.places import CLOSING, INDICATORS, MONTHLY_UPDATE, REPORT_EXPORT, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.verify_package import verify_packages
from tests.helpers.fresh_python import output_of
from tests.ui.conftest import settle
from tests.ui.keys import type_text

LONG_MS = 60_000
INDICATOR = "vb-dien-tu-toan-trinh"


@pytest.fixture
def sample(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with the sample month open, as the first screen opens it."""
    folder = tmp_path / "so-bao-cao"
    window = MainWindow(lambda: build_world("2026-11-11T09:00"), folder, folder, WindowMemory())
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.show()
    with qtbot.waitSignal(window.ready, timeout=LONG_MS):
        window.start.view.open_sample.click()
    settle(qtbot, window)
    yield window
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)


def test_the_sample_month_goes_through_the_window_to_the_stick(
    qtbot: QtBot, sample: MainWindow, tmp_path: Path
) -> None:
    assert sample.workspace.title_line.sample_mark.isVisible()
    sample.go_to(Place(MONTHLY_UPDATE, INDICATORS, INDICATOR, "note"))
    note = sample.workspace.page.steps[INDICATORS].editor.note
    type_text(note, "Ghi trong cửa sổ.")
    sample.go_to(Place(MONTHLY_UPDATE, CLOSING))
    settle(qtbot, sample)
    assert sample.status.saved.text().startswith("Đã lưu ")
    closing = sample.workspace.page.steps[CLOSING].view
    assert closing.close_month.isEnabled(), closing.heading.text()
    closing.close_month.click()
    qtbot.waitUntil(lambda: sample.desk.snapshot.month.closed, timeout=LONG_MS)
    settle(qtbot, sample)
    assert closing.heading.text() == "Đã chốt số liệu tháng 11/2026"
    assert sample.desk.snapshot.report.reading(INDICATOR).note == "Ghi trong cửa sổ."
    sample.go_to(Place(REPORT_EXPORT))
    page = sample.workspace.page
    page.folder = tmp_path / "usb"
    page.view.export.click()
    settle(qtbot, sample)
    assert page.view.result.text().startswith("Đã xuất 2 tệp")
    (package,) = (tmp_path / "usb").glob("*.zip")
    assert verify_packages(sample.desk.world, [package]).whole


def test_the_passport_of_an_indicator_in_the_sample(qtbot: QtBot, sample: MainWindow) -> None:
    sample.go_to(Place(MONTHLY_UPDATE, INDICATORS, INDICATOR))
    settle(qtbot, sample)
    qtbot.keyClick(sample, Qt.Key.Key_F8)
    settle(qtbot, sample)
    shown = sample.findChild(PassportWindow)
    rows = [[cell.text for cell in row.cells] for row in shown.view.model.rows]
    assert [row[0] for row in rows] == ["11/2026", "10/2026", "09/2026"]
    assert [row[-1] for row in rows] == ["1, đang nhập", "1, đã chốt", "1, đã chốt"]
    text = shown.view.text.toPlainText()
    assert "ĐẠT TRÊN 70%" in text
    assert "Lý do: Mục II.3" in text
    shown.close()


def test_the_sample_is_opened_again_as_it_was_left(qtbot: QtBot, sample: MainWindow, tmp_path: Path) -> None:
    sample.desk.put_narrative("difficulties", "Viết lần trước.")
    sample.show_start()
    with qtbot.waitSignal(sample.desk.loaded, timeout=LONG_MS):
        sample.start.view.open_sample.click()
    settle(qtbot, sample)
    assert sample.desk.narrative("difficulties") == "Viết lần trước."


def test_nothing_heavy_is_loaded_before_the_first_paint() -> None:
    loaded = output_of(
        "import os, sys\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "import sonla_desktop.ui.app\n"
        "heavy = ['sqlalchemy', 'pydantic', 'openpyxl', 'docx', 'matplotlib', 'lxml', 'alembic', 'holidays']\n"
        "print(*[name for name in heavy if name in sys.modules])\n"
        "print(*[name for name in sys.modules if name.startswith('sonla_desktop.adapters')])"
    )
    assert loaded.split() == []
