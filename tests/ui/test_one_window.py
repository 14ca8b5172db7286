"""A second start of the program brings the first window to the front; a dead or silent first one hinders nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from sonla_desktop.ui.shell import one_window
from sonla_desktop.ui.shell.one_window import OneWindow, bring_to_front

START = """
import sys
from pathlib import Path
from sonla_desktop.paths import resources_dir
from sonla_desktop.ui.app import run

def no_world():
    raise AssertionError("a second window was opened")

sys.exit(run(resources_dir(), no_world, None, Path(sys.argv[1]) / "so-bao-cao", str))
"""
HOLD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QThread
from sonla_desktop.ui.shell.one_window import OneWindow

application = QCoreApplication([])
one = OneWindow(Path(sys.argv[1]))
print(one.is_first(), flush=True)
QThread.sleep(60)
"""


def started(script: str, folder: Path) -> subprocess.Popen[str]:
    """Another process of the program."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "APPDATA": str(folder)}
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    window = QLabel("cửa sổ thứ nhất")
    qtbot.addWidget(window)
    window.show()
    window.showMinimized()
    first = OneWindow(tmp_path)
    first.called.connect(lambda: bring_to_front(window))
    assert first.is_first()
    with started(START, tmp_path) as second:
        with qtbot.waitSignal(first.called, timeout=20_000):
            pass
        assert second.wait(20) == 0
    assert window.isVisible()
    assert not window.windowState() & Qt.WindowState.WindowMinimized


def test_the_window_of_a_killed_process_holds_nobody_back(qtbot: QtBot, tmp_path: Path) -> None:
    with started(HOLD, tmp_path) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        first.kill()
        first.wait(10)
    assert OneWindow(tmp_path).is_first()


def test_a_window_that_does_not_answer_does_not_stop_a_second_one(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_window, "ANSWER_MS", 100)
    silent, second = OneWindow(tmp_path), OneWindow(tmp_path)
    assert silent.is_first()
    assert second.is_first()


def test_a_folder_that_cannot_be_written_hinders_no_start(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("không phải thư mục", encoding="utf-8")
    assert OneWindow(tmp_path / "tep" / "con").is_first()
