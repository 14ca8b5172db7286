"""The longest time that the window stands still in a scripted month of 60 items with months of history behind it."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from sonla_desktop.paths import resources_dir
from sonla_desktop.ui.app import make_application, speak
from sonla_desktop.ui.places import (
    CHECKING,
    CLOSING,
    EXPLANATIONS,
    HISTORY,
    INDICATORS,
    MONTHLY_UPDATE,
    OVERVIEW,
    REPORT_EXPORT,
    SETTINGS,
    TASKS,
    Place,
)
from sonla_desktop.ui.preview.window import PreviewWindow
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from tests.helpers.ratio import Ratio
from tests.helpers.twofold import DOUBLED, twofold_store, twofold_world

ALLOWED = 0.1
"""Seconds: a keyboard does not feel a shorter stall."""
TICK_MS = 2
SHOWN = 6
TYPED = "Đã rà soát. "
PLACES = (
    *(Place(page) for page in (OVERVIEW, SETTINGS, HISTORY, REPORT_EXPORT)),
    *(Place(MONTHLY_UPDATE, step) for step in (TASKS, INDICATORS, EXPLANATIONS, CHECKING, CLOSING)),
)


class LagProbe:
    """A timer that ought to come every few milliseconds; what it comes late by is a stall of the window's thread."""

    def __init__(self) -> None:
        self.stalls: list[tuple[float, str]] = []
        self.doing, self._last = "", time.perf_counter()
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def run(self, doing: str, act: Callable[[], object], until: Callable[[], bool] = lambda: True) -> None:
        """Does one thing as an officer would, and lets the window work until it is done with it."""
        self._turn(10)
        self.doing = doing
        act()
        self._turn(10)
        limit = QDeadlineTimer(120_000)
        while not until():
            if limit.hasExpired():
                raise TimeoutError(doing)
            self._turn(10)
        self._turn(30)

    def _turn(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stalls.append((now - self._last, self.doing))
        self._last = now


def measure() -> Iterator[Ratio]:
    """The worst stalls are printed with what was going on."""
    application = make_application(resources_dir())
    texts = speak(application, resources_dir())
    with tempfile.TemporaryDirectory() as name:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        store = twofold_store(Path(name))
        probe = _played(store, Path(name))
    application.removeTranslator(texts)
    worst = sorted(probe.stalls, reverse=True)
    for seconds, doing in _one_for_each(worst)[:SHOWN]:
        print(f"cửa sổ đứng {1000 * seconds:>5.0f} ms: {doing}")
    yield Ratio("cửa sổ đứng lâu nhất trong một tháng", "100 ms", worst[0][0] / ALLOWED, 1.0)


def _one_for_each(stalls: list[tuple[float, str]]) -> list[tuple[float, str]]:
    worst: dict[str, float] = {}
    for seconds, doing in stalls:
        worst.setdefault(doing, seconds)
    return [(seconds, doing) for doing, seconds in worst.items()]


def _played(store: Path, folder: Path) -> LagProbe:
    window = MainWindow(twofold_world, store, store, WindowMemory())
    window.resize(1366, 700)
    probe = LagProbe()
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    probe.run("mở sổ", window.show, lambda: bool(ready) and window.runner.idle)
    for turn in ("lần đầu", "lần sau"):
        for place in PLACES:
            doing = f"sang trang {place.step or place.page} {turn}"
            probe.run(doing, lambda place=place: window.go_to(place), lambda: _idle(window))
    _type(probe, window)
    _finish(probe, window, folder)
    probe.run("đóng cửa sổ", window.close, lambda: not window.isVisible())
    return probe


def _type(probe: LagProbe, window: MainWindow) -> None:
    task, indicator = DOUBLED
    for place in (
        Place(MONTHLY_UPDATE, TASKS, task, "result"),
        Place(MONTHLY_UPDATE, INDICATORS, indicator, "field_check.result"),
        Place(SETTINGS, field="official_code"),
    ):
        probe.run(f"tới ô {place.field}", lambda place=place: window.go_to(place), lambda: _idle(window))
        for letter in TYPED:
            probe.run(f"gõ vào ô {place.field}", lambda letter=letter: _key(letter))
        probe.run(f"lưu ô {place.field}", window.save_now, lambda: _idle(window))


def _finish(probe: LagProbe, window: MainWindow, folder: Path) -> None:
    """Checks, preview, close, export."""
    window.go_to(Place(MONTHLY_UPDATE, CHECKING))
    page = window.workspace.page
    probe.run("kiểm tra lại", page.steps[CHECKING].view.again.click, lambda: _idle(window))
    probe.run("sang bước chốt", lambda: window.go_to(Place(MONTHLY_UPDATE, CLOSING)), lambda: _idle(window))
    closing = page.steps[CLOSING].view
    probe.run("xem trước", closing.preview.click, lambda: _idle(window) and bool(_previews(window)))
    preview = _previews(window)[0]
    for _ in range(3):
        probe.run("lật trang xem trước", preview.view.forward.click)
    probe.run("đóng xem trước", preview.close)
    probe.run("chốt", closing.close_month.click, lambda: window.desk.snapshot.month.closed and _idle(window))
    probe.run("sang trang xuất", lambda: window.go_to(Place(REPORT_EXPORT)), lambda: _idle(window))
    exporting = window.workspace.page
    exporting.folder = folder / "usb"
    probe.run("xuất", exporting.view.export.click, lambda: _idle(window))


def _previews(window: MainWindow) -> list[PreviewWindow]:
    return [shown for shown in window.findChildren(PreviewWindow) if shown.isVisible()]


def _idle(window: MainWindow) -> bool:
    return window.runner.idle


def _key(letter: str) -> None:
    target: QWidget | None = QApplication.focusWidget()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
