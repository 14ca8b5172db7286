"""A bug in the window: what was typed is saved, a report without data values is written, one line is told."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from sonla_desktop.trouble import record_trouble, trouble_dir
from sonla_desktop.ui.app import KindsOnly, TroubleLog, bug_hook
from sonla_desktop.ui.places import MONTHLY_UPDATE, TASKS, Place
from sonla_desktop.ui.shell.main_window import MainWindow
from tests.helpers import months
from tests.ui.conftest import settle
from tests.ui.fakes import MemoryStore
from tests.ui.keys import type_text

TYPED = "Nguyễn Văn A, 012345678901"


@pytest.fixture(autouse=True)
def _reports_of_this_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def hooked(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window with the hook that the program itself installs."""
    with qtbot.captureExceptions():  # so that pytest-qt's own hook is put back after the test
        monkeypatch.setattr(sys, "excepthook", bug_hook(window, record_trouble))
        yield window
        monkeypatch.undo()


def raise_with(text: str) -> None:
    """A slot with a bug; its message holds what the officer typed."""
    raise ValueError(f"cannot read {text}")


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def reports() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(trouble_dir().glob("*.txt"))]


def test_a_slot_that_raises_loses_nothing_that_was_typed(
    qtbot: QtBot, hooked: MainWindow, store: MemoryStore, logged_warnings: list[str]
) -> None:
    hooked.go_to(Place(MONTHLY_UPDATE, TASKS, months.BY_MONTH, "result"))
    editor = hooked.workspace.page.steps[TASKS].editor
    type_text(editor.result, TYPED)
    assert hooked.desk.drafts.unsaved
    QTimer.singleShot(0, lambda: raise_with(TYPED))
    qtbot.waitUntil(lambda: bool(boxes(hooked)), timeout=2000)
    settle(qtbot, hooked)
    assert store.reports[months.report().key].task(months.BY_MONTH).result == TYPED
    (report,) = reports()
    assert "builtins.ValueError" in report
    assert "raise_with" in report
    assert TYPED not in report
    assert logged_warnings == ["Lỗi chương trình: ValueError"]
    (box,) = boxes(hooked)
    assert box.text().startswith("Chương trình gặp lỗi ngoài dự kiến; số liệu đã lưu vẫn nguyên. Gửi tệp ")
    box.accept()


def test_a_bug_with_every_key_is_told_once(qtbot: QtBot, hooked: MainWindow, logged_warnings: list[str]) -> None:
    for _ in range(3):
        QTimer.singleShot(0, lambda: raise_with(TYPED))
    qtbot.waitUntil(lambda: len(reports()) == 3, timeout=2000)
    (box,) = boxes(hooked)
    box.accept()
    assert len(logged_warnings) == 3


def test_a_disk_that_takes_no_report_does_not_hide_the_bug(
    qtbot: QtBot, hooked: MainWindow, logged_warnings: list[str], tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be", encoding="utf-8")
    QTimer.singleShot(0, lambda: raise_with(TYPED))
    qtbot.waitUntil(lambda: bool(boxes(hooked)), timeout=2000)
    (box,) = boxes(hooked)
    assert "Mở lại chương trình" in box.text()
    box.accept()
    assert logged_warnings


def bug(report: Callable[[Exception], None]) -> None:
    try:
        raise_with(TYPED)
    except ValueError as error:
        report(error)


def test_a_bug_of_background_work_is_reported_without_values() -> None:
    record = logging.LogRecord("sonla_desktop.ui.jobs", logging.ERROR, __file__, 1, "Việc dừng", (), None)

    def logged(error: Exception) -> None:
        record.exc_info = (type(error), error, error.__traceback__)
        TroubleLog(record_trouble).handle(record)

    bug(logged)
    (report,) = reports()
    line = KindsOnly("%(message)s").format(record)
    assert line == "Việc dừng\nValueError"
    assert "raise_with" in report
    assert TYPED not in report
