"""One file chosen from the disk or dropped onto it: its name, a button to choose another, a button to take it off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from sonla_desktop.domain.text import nfc
from sonla_desktop.ui.widgets.parts import button, label, row


class FileChoice(QWidget):
    """``kind`` names the files to choose from ("Bản PDF"), ``suffix`` is their ending with the dot."""

    def __init__(self, name: str, kind: str, suffix: str) -> None:
        super().__init__()
        self._name, self._kind, self._suffix = name, kind, suffix
        self.path: Path | None = None
        self.choose = button("Chọn tệp…", icon_name="attach", name=f"Chọn tệp: {name}")
        self.shown = label("chưa chọn tệp", role="muted", wrap=True)
        self.remove = button("", role="link", icon_name="remove", name=f"Bỏ tệp: {name}")
        self.remove.setToolTip("Bỏ tệp này")
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
        self.shown.setText(nfc(path.name) if path else "chưa chọn tệp")
        self.shown.setToolTip(str(path) if path else "")
        self.remove.setVisible(path is not None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file of the right ending may be dropped."""
        if len(files_dropped(event.mimeData(), (self._suffix,))) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the dropped file."""
        self.take(files_dropped(event.mimeData(), (self._suffix,))[0])

    def _choose(self) -> None:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        start = self.path.parent if self.path else Path(QStandardPaths.writableLocation(places) or Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, self._name, str(start), f"{self._kind} (*{self._suffix})")
        if chosen:
            self.take(Path(chosen))

    def _remove(self) -> None:
        self.take(None)
        self.choose.setFocus()


def files_dropped(data: QMimeData, suffixes: tuple[str, ...]) -> list[Path]:
    """The files that are being dragged, if every one of them has one of these endings; else none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    fitting = [path for path in paths if path.suffix.lower() in suffixes]
    return fitting if len(fitting) == len(data.urls()) else []
