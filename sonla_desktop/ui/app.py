"""Starts Qt, dresses it, shows the window, and sees to it that no bug passes silently or in English."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

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


def run(resources: Path, build_world: Callable[[], World], store: Path | None, default_store: Path) -> int:
    """Shows the window until it is closed; returns the exit code.

    A start that names no store brings the window that is already there to the front instead.
    """
    application = make_application(resources)
    one = OneWindow(default_store.parent)
    if store is None and not one.is_first():
        return 0
    texts = speak_vietnamese(application, resources / "translations")
    _keep_log(default_store.parent / "nhat-ky")
    window = MainWindow(build_world, store, default_store, WindowMemory())
    one.called.connect(partial(bring_to_front, window))
    sys.excepthook = _tell_of_bugs(window)
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


def _tell_of_bugs(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        logger.error("Lỗi chương trình", exc_info=(kind, bug, trace))
        window.tell_of_bug()

    return hook


def _keep_log(folder: Path) -> None:
    """Technical log for the supporter, without the officer's figures; never a reason not to start."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "sonla-desktop.log"
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("sonla_desktop").addHandler(handler)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    level = logging.ERROR if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg) else logging.INFO
    logger.log(level, "Qt: %s", text)
