"""What the window remembers from run to run: its size and place, and which store was open last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class WindowMemory:
    """A small file under the user's own configuration folder; losing it loses nothing but comfort."""

    def __init__(self) -> None:
        self._settings = QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "sonla-desktop", "cua-so"
        )

    @property
    def last_store(self) -> Path | None:
        """Folder of the store that was open last."""
        folder = self._settings.value("store/folder", "", str)
        return Path(folder) if folder else None

    @last_store.setter
    def last_store(self, folder: Path) -> None:
        self._settings.setValue("store/folder", str(folder))

    @property
    def last_form(self) -> str:
        """Id of the form that was worked on last; empty at the first run."""
        return self._settings.value("store/form", "", str)

    @last_form.setter
    def last_form(self, form: str) -> None:
        self._settings.setValue("store/form", form)

    @property
    def geometry(self) -> QByteArray:
        """Size and place as Qt writes them; empty at the first run."""
        return self._settings.value("window/geometry", QByteArray(), QByteArray)

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)
