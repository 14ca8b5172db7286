"""The window under test: dressed as in the program, in a world in memory, without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from sonla_desktop.paths import resources_dir
from sonla_desktop.ui.app import prepare, speak
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.usecases.ports import World
from tests.ui.fakes import MemoryStore, full_store, memory_world

WAIT_MS = 10_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen says of itself what it cannot do; that is no word of ours."""
    for item in items:
        if "/ui/" in str(item.path):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Icons, colours, fonts and Qt's own texts as in the program."""
    prepare(qapp, resources_dir())
    texts = speak(qapp, resources_dir())
    yield
    qapp.removeTranslator(texts)


@pytest.fixture(autouse=True)
def _no_question_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question that no test foresaw fails instead of waiting for an answer for ever."""

    def unforeseen(box: QMessageBox) -> int:
        raise AssertionError(f"nobody answers: {box.text()}")

    monkeypatch.setattr(QMessageBox, "exec", unforeseen)


@pytest.fixture
def world() -> World:
    return memory_world()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "so-bao-cao"


@pytest.fixture
def store(world: World, folder: Path) -> MemoryStore:
    """A store with a whole month, for tests that need one."""
    return full_store(world, folder)


@pytest.fixture
def open_window(qtbot: QtBot, world: World, folder: Path, tmp_path: Path) -> Iterator[Callable[[], MainWindow]]:
    """Opens the window on ``folder`` and waits until a page can be used."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))
    opened: list[MainWindow] = []

    def open_it() -> MainWindow:
        window = MainWindow(lambda: world, folder, folder, WindowMemory())
        opened.append(window)
        window.resize(1366, 700)
        with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
            window.show()
        settle(qtbot, window)
        return window

    yield open_it
    for window in opened:
        for store in world.stores.made.values():
            store.refusal = None
        window._agrees_to_lose = lambda: True  # a failed test must not end in a question that nobody answers
        window.close()
        qtbot.waitUntil(lambda window=window: not window.isVisible(), timeout=WAIT_MS)
        window.deleteLater()


@pytest.fixture
def window(store: MemoryStore, open_window: Callable[[], MainWindow]) -> MainWindow:
    """The window on the whole month."""
    return open_window()


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Waits for all work of the window."""
    qtbot.waitUntil(lambda: window.runner.idle, timeout=WAIT_MS)
    for _ in range(4):  # layouts of layouts need a round each
        QApplication.processEvents()
