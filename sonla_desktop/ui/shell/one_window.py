"""One window for each user: a second start brings the first one to the front, without any network module."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QLockFile, QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QWidget

ANSWER_MS = 2_000
_PAUSE_MS = 20
_CALL = b"1"


class OneWindow(QObject):
    """``called`` comes when another start of the program asks for this window.

    The lock dies with its process; a call is a byte in a file beside it, which the window that hears it takes away.
    """

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder, self._file = folder, folder / "cua-so.goi"
        self._lock = QLockFile(str(folder / "cua-so.khoa"))
        self._lock.setStaleLockTime(0)  # a window may stay open for days; only a dead process lets go
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._hear)

    def is_first(self) -> bool:
        """False when another window was brought to the front and this start has nothing left to do.

        A window that does not answer within two seconds, or a folder that cannot be written, hinders no start.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if not self._lock.tryLock(0):
                return not self._call()
            self._file.write_bytes(b"")
        except OSError:
            return True
        self._watcher.addPath(str(self._file))
        return True

    def _call(self) -> bool:
        """Whether the window that has the lock answered."""
        self._file.write_bytes(_CALL)
        limit = QDeadlineTimer(ANSWER_MS)
        while not limit.hasExpired():
            if self._file.stat().st_size == 0:
                return True
            QThread.msleep(_PAUSE_MS)
        return False

    @Slot()
    def _hear(self) -> None:
        try:
            if self._file.read_bytes() != _CALL:
                return
            self._file.write_bytes(b"")
        except OSError:
            return  # the caller takes the missing answer for what it is, and opens a window of its own
        self.called.emit()


def bring_to_front(window: QWidget) -> None:
    """Shows a window above the others, also when it was minimised."""
    window.setWindowState((window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()
