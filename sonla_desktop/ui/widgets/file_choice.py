"""A file or folder chosen from the disk or dropped onto it: its name, buttons to choose another and to take it off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sonla_desktop.domain.text import nfc
from sonla_desktop.ui.widgets.parts import button, label, row


class FileChoice(QWidget):
    """``kind`` names the files to choose from ("Bản PDF"), ``suffixes`` are their endings with the dot."""

    noun = "tệp"

    def __init__(self, name: str, kind: str, *suffixes: str) -> None:
        super().__init__()
        self._name, self._kind, self._suffixes = name, kind, suffixes
        self.path: Path | None = None
        self.choose = button(f"Chọn {self.noun}…", icon_name="attach", name=f"Chọn {self.noun}: {name}")
        self.shown = label(f"chưa chọn {self.noun}", role="muted", wrap=True)
        self.remove = button("", role="link", icon_name="remove", name=f"Bỏ {self.noun}: {name}")
        self.remove.setToolTip(f"Bỏ {self.noun} này")
        self.remove.hide()
        layout = row(self.choose, self.shown, self.remove)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.choose)
        self.setAcceptDrops(True)
        self.choose.clicked.connect(self._choose)
        self.remove.clicked.connect(self._remove)

    def take(self, path: Path | None) -> None:
        """Shows this file, or none."""
        self.path = path
        self.shown.setText(nfc(path.name) if path else f"chưa chọn {self.noun}")
        self.shown.setToolTip(str(path) if path else "")
        self.remove.setVisible(path is not None)

    def dropped(self, data: QMimeData) -> list[Path]:
        """What of this may be dropped here."""
        return files_dropped(data, self._suffixes)

    def ask(self, start: str) -> str:
        """Has the officer choose, beginning in this folder; empty for nothing."""
        kinds = " ".join(f"*{suffix}" for suffix in self._suffixes)
        return QFileDialog.getOpenFileName(self, self._name, start, f"{self._kind} ({kinds})")[0]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of a right ending may be dropped."""
        if len(self.dropped(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the dropped file."""
        self.take(self.dropped(event.mimeData())[0])

    def _choose(self) -> None:
        chosen = self.ask(str(self.path.parent if self.path else documents_folder()))
        if chosen:
            self.take(Path(chosen))

    def _remove(self) -> None:
        self.take(None)
        self.choose.setFocus()


class FolderChoice(FileChoice):
    """The same for one folder."""

    noun = "thư mục"

    def __init__(self, name: str) -> None:
        super().__init__(name, "")

    def dropped(self, data: QMimeData) -> list[Path]:
        """The folders that are being dragged."""
        return [Path(url.toLocalFile()) for url in data.urls() if Path(url.toLocalFile()).is_dir()]

    def ask(self, start: str) -> str:
        """Has the officer choose a folder."""
        return QFileDialog.getExistingDirectory(self, self._name, start)


def documents_folder() -> Path:
    """Where the officer's own documents lie, for a choice that begins nowhere else."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def files_dropped(data: QMimeData, suffixes: tuple[str, ...]) -> list[Path]:
    """The files that are being dragged, if every one of them has one of these endings; else none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    fitting = [path for path in paths if path.suffix.lower() in suffixes]
    return fitting if len(fitting) == len(data.urls()) else []
