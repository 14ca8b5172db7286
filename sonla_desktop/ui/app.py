"""Starts Qt, dresses it, shows the window, and sees to it that no bug passes silently or in English."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QDir, QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sonla_desktop.ui.icons import forget_icons, icon
from sonla_desktop.ui.look import colours, dress
from sonla_desktop.ui.shell.main_window import MainWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.ui.shell.one_window import OneWindow, bring_to_front
from sonla_desktop.ui.translation import StockTexts, speak_vietnamese
from sonla_desktop.usecases.ports import World

logger = logging.getLogger("sonla_desktop.ui")
_LOG_BYTES = 500_000
RecordTrouble = Callable[[BaseException], str]
"""Writes a local trouble report without data values; returns what to tell the officer."""
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def run(
    resources: Path,
    build_world: Callable[[], World],
    store: Path | None,
    default_store: Path,
    record_trouble: RecordTrouble,
) -> int:
    """Shows the window until it is closed; returns the exit code. Bugs go to ``record_trouble``.

    A start that names no store brings the window that is already there to the front instead.
    """
    application = make_application(resources)
    one = OneWindow(default_store.parent)
    if store is None and not one.is_first():
        return 0
    texts = speak_vietnamese(application, resources / "translations")
    _keep_log(default_store.parent / "nhat-ky", record_trouble)
    window = MainWindow(build_world, store, default_store, WindowMemory())
    one.called.connect(partial(bring_to_front, window))
    sys.excepthook = bug_hook(window, record_trouble)
    window.show()
    code = application.exec()
    forget_icons()
    del texts
    return code


def make_application(resources: Path) -> QApplication:
    """The Qt application in our look."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("sonla-desktop")
    application.setApplicationDisplayName("")
    prepare(application, resources)
    return application


def prepare(application: QApplication, resources: Path) -> None:
    """Icons, colours and fonts."""
    QDir.setSearchPaths("icons", [str(resources / "icons")])
    dress(application)
    application.setWindowIcon(icon("program", colours().accent))


def speak(application: QApplication, resources: Path) -> StockTexts:
    """Qt's own texts in Vietnamese; keep the result as long as the application lives."""
    return speak_vietnamese(application, resources / "translations")


def bug_hook(window: MainWindow, record_trouble: RecordTrouble) -> Hook:
    """What becomes of a bug in a slot: what was typed is saved, the places in the code are written, one line is told.

    The log gets the kind of error only: an exception's message may hold what the officer typed.
    """

    def hook(kind: type[BaseException], bug: BaseException, _trace: TracebackType | None) -> None:
        logger.error("Lỗi chương trình: %s", kind.__qualname__)
        try:
            window.save_now()
        finally:
            window.tell_of_bug(record_trouble(bug))

    return hook


class TroubleLog(logging.Handler):
    """Writes a trouble report for each bug that is logged with its exception: those of background work."""

    def __init__(self, record_trouble: RecordTrouble) -> None:
        super().__init__(logging.ERROR)
        self._record = record_trouble

    def emit(self, record: logging.LogRecord) -> None:
        """Writes the report; a record without an exception has none."""
        if record.exc_info and record.exc_info[1] is not None:
            self._record(record.exc_info[1])


class KindsOnly(logging.Formatter):
    """A log line says the kind of an exception, never its message."""

    def formatException(self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | Any) -> str:
        """The kind."""
        return str(ei[0].__qualname__)


def _keep_log(folder: Path, record_trouble: RecordTrouble) -> None:
    """Technical log for the supporter, without the officer's figures; never a reason not to start."""
    log = logging.getLogger("sonla_desktop")
    log.addHandler(TroubleLog(record_trouble))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "sonla-desktop.log"
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(KindsOnly("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.ERROR if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) else logging.INFO
    logger.log(level, "Qt: %s", text)
