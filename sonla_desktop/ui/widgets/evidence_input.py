"""Files attached to a figure or a document: their names, a button to attach one, a button to take one off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.ui import labels
from sonla_desktop.ui.widgets.parts import button, column, label, row
from sonla_desktop.usecases.ports import EvidenceFile

_TROUBLES = {EvidenceState.ABSENT: " – không còn tệp", EvidenceState.ALTERED: " – tệp đã bị sửa"}


class EvidenceInput(QWidget):
    """``attach_requested``: choose a file. ``removed`` carries the SHA-256 that was taken off."""

    attach_requested = Signal()
    removed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._lines = column(gap=2)
        self.attach = button("Đính kèm tệp…", icon_name="attach", name=f"Đính kèm tệp: {name}")
        self.attach.clicked.connect(self.attach_requested)
        self.setLayout(column(self._lines, row(self.attach, None), gap=3))
        self.setFocusProxy(self.attach)
        self._shown: tuple[object, ...] = ()

    def show_files(
        self, hashes: Sequence[str], files: Mapping[str, EvidenceFile], states: Mapping[str, EvidenceState]
    ) -> None:
        """Lists the attached files; one that is missing or altered says so."""
        shown = tuple((sha256, files.get(sha256), states.get(sha256)) for sha256 in hashes)
        if shown == self._shown:
            return
        self._shown = shown
        while self._lines.count():
            self._lines.takeAt(0).widget().deleteLater()
        for sha256, file, state in shown:
            self._lines.addWidget(self._line(sha256, file, state))

    def _line(self, sha256: str, file: EvidenceFile | None, state: EvidenceState | None) -> QWidget:
        text = f"{file.original_name} ({labels.size(file.size)})" if file else f"Tệp {sha256[:8]}"
        trouble = _TROUBLES.get(state, "") if state else ""
        shown = label(text + trouble, tone="error" if trouble else "", wrap=True)
        shown.setToolTip(f"{text}{trouble}\nMã băm SHA-256: {sha256}")
        remove = button("", role="link", icon_name="remove", name=f"Bỏ tệp {text}")
        remove.setToolTip("Bỏ tệp này khỏi nguồn; tệp vẫn còn trong sổ báo cáo")
        remove.setProperty("sha256", sha256)
        remove.clicked.connect(self._remove)
        line = QWidget()
        line.setLayout(row(shown, remove, gap=4))
        line.layout().setStretch(0, 1)
        return line

    def _remove(self) -> None:
        self.removed.emit(self.sender().property("sha256"))
