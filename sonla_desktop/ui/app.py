"""Starts Qt, dresses it, shows the window, and sees to it that no bug passes silently or in English."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, QMessageLogContext, QObject, Qt, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from sonla_desktop.ui.icons import forget_icons, icon
from sonla_desktop.ui.look import colours, dress
from sonla_desktop.ui.shell.first_window import FirstWindow
from sonla_desktop.ui.shell.memory import WindowMemory
from sonla_desktop.ui.shell.one_window import OneWindow, bring_to_front
from sonla_desktop.ui.translation import StockTexts, speak_vietnamese

if TYPE_CHECKING:
    from sonla_desktop.ui.shell.main_window import MainWindow
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
    first = FirstWindow(WindowMemory())
    build = partial(_main_window, build_world, store, default_store)
    opening = _Opening(first, build, record_trouble, default_store.parent / "nhat-ky")
    one.called.connect(opening.bring_to_front)
    first.show()
    code = application.exec()
    forget_icons()
    del texts
    return code


class _Opening(QObject):
    """Puts the real window in the place of the first one, as soon as that is painted."""

    def __init__(
        self, first: FirstWindow, build: Callable[[], MainWindow], record_trouble: RecordTrouble, log_folder: Path
    ) -> None:
        super().__init__()
        self._window: QMainWindow = first
        self._build, self._record, self._log_folder = build, record_trouble, log_folder
        first.painted.connect(self._open, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def bring_to_front(self) -> None:
        """Another start asks for the window."""
        bring_to_front(self._window)

    @Slot()
    def _open(self) -> None:
        _keep_log(self._log_folder, self._record)
        first, window = self._window, self._build()
        sys.excepthook = bug_hook(window, self._record)
        window.setGeometry(first.geometry())
        window.setWindowState(first.windowState())
        window.show()
        self._window = window
        first.close()
        first.deleteLater()


def _main_window(build_world: Callable[[], World], store: Path | None, default_store: Path) -> MainWindow:
    from sonla_desktop.ui.shell.main_window import MainWindow  # late: it and what it needs load after the first paint

    return MainWindow(build_world, store, default_store, WindowMemory())


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
    from logging.handlers import RotatingFileHandler  # late: nothing waits for it

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
