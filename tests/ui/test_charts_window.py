"""The charts of Tổng quan: drawn beside the window's thread, again only when figures change, copied and saved."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from sonla_desktop.domain.chart import Chart
from sonla_desktop.domain.form_definition import ChartKind
from sonla_desktop.ui.overview.charts_window import DRAWING, NOTHING, ChartsWindow
from sonla_desktop.ui.places import OVERVIEW, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.usecases.document_ports import ChartLook
from sonla_desktop.usecases.read_charts import month_charts
from tests.helpers.real_month import DOCUMENTS, month_file, office
from tests.helpers.repository import ROOT
from tests.ui.conftest import WAIT_MS, settle
from tests.ui.real_window import dialog_of, window_after


class SlowDrawer:
    """Draws when it is told to, and remembers what and where."""

    width = 160.0

    def __init__(self) -> None:
        self.may_draw, self.asked, self.on_main = Event(), [], False

    def draw(self, chart: Chart) -> bytes:
        raise AssertionError("that is for documents")

    def picture(self, chart: Chart, look: ChartLook) -> bytes:
        self.on_main = self.on_main or current_thread() is main_thread()
        assert self.may_draw.wait(WAIT_MS / 1000)
        self.asked.append((chart, look))
        return (ROOT / "resources" / "icons" / "evidence.svg").read_bytes()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with window_after(qtbot, tmp_path, lambda made: made.enter(month_file(776))) as opened:
        opened.go_to(Place(OVERVIEW))
        settle(qtbot, opened)
        yield opened


def charts_of(qtbot: QtBot, window: MainWindow) -> ChartsWindow:
    qtbot.keyClick(window.workspace.page, Qt.Key.Key_F9)
    shown = dialog_of(window, ChartsWindow)
    assert isinstance(shown, ChartsWindow)
    return shown


def drawn(qtbot: QtBot, window: MainWindow) -> ChartsWindow:
    shown = charts_of(qtbot, window)
    qtbot.wait(200)  # the size of the picture is settled by the layout
    qtbot.waitUntil(lambda: shown.drawn and window.runner.idle, timeout=6 * WAIT_MS)
    return shown


def test_the_page_never_waits_for_a_picture(qtbot: QtBot, window: MainWindow) -> None:
    drawer = SlowDrawer()
    window.desk.world = replace(window.desk.world, charts=drawer)
    shown = charts_of(qtbot, window)
    assert shown.picture.text() == DRAWING
    assert shown.described.text() != ""
    reading = window.desk.reading(DOCUMENTS)
    window.desk.put_reading(replace(reading, note="Ghi trong lúc vẽ"))
    window.desk.drafts.flush()
    qtbot.waitUntil(lambda: not window.desk.drafts.unsaved, timeout=WAIT_MS)
    assert drawer.asked == []
    drawer.may_draw.set()
    qtbot.waitUntil(lambda: shown.drawn and window.runner.idle, timeout=WAIT_MS)
    assert not drawer.on_main
    shown.close()


def test_it_is_drawn_again_only_when_figures_change(qtbot: QtBot, window: MainWindow) -> None:
    shown = drawn(qtbot, window)
    before = shown.draws
    window.desk.reload()
    settle(qtbot, window)
    assert shown.draws == before
    reading = window.desk.reading(DOCUMENTS)
    window.desk.put_reading(replace(reading, numerator=reading.numerator - 100))
    window.desk.drafts.flush()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: shown.drawn, timeout=WAIT_MS)
    assert shown.draws == before + 1
    assert not shown.picture.pixmap().isNull()
    shown.close()


def test_a_chart_without_figures_says_what_is_lacking(qtbot: QtBot, window: MainWindow) -> None:
    shown = drawn(qtbot, window)
    shown.tabs.setCurrentIndex(1)
    assert shown.picture.text() == NOTHING[ChartKind.TREND]
    assert not shown.save.isEnabled()
    shown.tabs.setCurrentIndex(0)
    assert shown.save.isEnabled()
    qtbot.waitUntil(lambda: shown.drawn, timeout=WAIT_MS)
    assert not shown.picture.pixmap().isNull()
    shown.close()


def test_the_picture_is_copied_in_the_resolution_of_a_document(qtbot: QtBot, window: MainWindow) -> None:
    shown = drawn(qtbot, window)
    shown.copy.click()
    qtbot.waitUntil(lambda: "sao chép" in shown.said.text(), timeout=WAIT_MS)
    assert QGuiApplication.clipboard().image().width() >= 160 / 25.4 * 199
    shown.close()


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [("hinh", "Ảnh PNG (*.png)", "hinh.png"), ("hinh.11", "Hình SVG (*.svg)", "hinh.11.svg"), ("a.svg", "", "a.svg")],
)
def test_the_picture_is_saved_as_png_or_svg(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, name: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / typed), kind))
    shown = drawn(qtbot, window)
    shown.save.click()
    qtbot.waitUntil(lambda: name in shown.said.text(), timeout=WAIT_MS)
    data = (tmp_path / name).read_bytes()
    assert b"<svg" in data if name.endswith("svg") else not QImage.fromData(data).isNull()
    shown.close()


def test_a_picture_that_comes_too_late_finds_nobody(qtbot: QtBot, window: MainWindow) -> None:
    drawer = SlowDrawer()
    window.desk.world = replace(window.desk.world, charts=drawer)
    charts_of(qtbot, window).close()
    drawer.may_draw.set()
    settle(qtbot, window)
    assert not [shown for shown in window.findChildren(ChartsWindow) if shown.isVisible()]


def test_the_charts_are_those_of_the_document(window: MainWindow) -> None:
    snapshot = window.desk.snapshot
    charts = month_charts(snapshot.month, snapshot.report)
    targets = charts[ChartKind.TARGETS]
    assert [bar.label for bar in targets.chart.bars] == sorted(bar.label for bar in targets.chart.bars)
    assert all(bar.label in targets.described for bar in targets.chart.bars)


START = """
import sys
from pathlib import Path
from PySide6.QtCore import QSettings
from sonla_desktop.bootstrap import build_world
from sonla_desktop.paths import resources_dir
from sonla_desktop.ui.app import make_application
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from tests.screens import settle, wait_until
store = Path(sys.argv[1])
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(store.parent))
application = make_application(resources_dir())
window = MainWindow(lambda: build_world("2026-10-13T10:00"), store, store, WindowMemory())
window.show()
wait_until(lambda: window.desk.snapshot is not None)
settle(window)
print(window.workspace._name, "matplotlib" in sys.modules)
window.workspace.page.view.charts.click()
wait_until(lambda: "matplotlib.figure" in sys.modules)
settle(window)
window.close()
settle(window)
"""


def test_tong_quan_is_on_screen_before_anything_of_the_charts_library_is_loaded(tmp_path: Path) -> None:
    with office(tmp_path) as made:
        made.enter(month_file(776))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", START, str(tmp_path / "kho")]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, cwd=ROOT)
    assert done.stdout.split() == ["overview", "False"], done.stderr[-2000:]
