"""The window over the real month of one commune, after something was done in its store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from sonla_desktop.bootstrap import build_world
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from tests.helpers.real_month import Office, office
from tests.ui.conftest import WAIT_MS, settle

NOW = "2026-10-13T10:00"


@contextmanager
def window_after(qtbot: QtBot, folder: Path, prepared: Callable[[Office], object]) -> Iterator[MainWindow]:
    """Opens the window when the store is as wanted, on 13 October 2026 at 10:00."""
    with office(folder) as made:
        prepared(made)
    store = folder / "kho"
    window = MainWindow(lambda: build_world(NOW), store, store, WindowMemory())
    window.resize(1366, 700)
    with qtbot.waitSignal(window.ready, timeout=WAIT_MS):
        window.show()
    settle(qtbot, window)
    yield window
    window._agrees_to_lose = lambda: True  # a failed test must not end in a question that nobody answers
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    window.deleteLater()


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    """The open dialog of this kind."""
    QApplication.processEvents()
    (shown,) = [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]
    return shown
