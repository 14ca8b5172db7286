"""Asks what a file belongs to: a source of an indicator, a document of a task, or nothing for now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from sonla_desktop.ui.evidence import state
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import button, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel
from sonla_desktop.usecases.read_evidence import EvidenceTarget

_SHOWN_NAMES = 3


class AttachDialog(QDialog):
    """``chosen`` carries the target, or None where the file is only kept."""

    chosen = Signal(object)

    def __init__(
        self, names: Sequence[str], targets: Sequence[EvidenceTarget], parent: QWidget, *, may_keep: bool
    ) -> None:
        super().__init__(parent)
        self._targets = targets
        self.setWindowTitle("Tệp này thuộc về đâu?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        more = f" và {len(names) - _SHOWN_NAMES} tệp khác" if len(names) > _SHOWN_NAMES else ""
        self.files = label(", ".join(names[:_SHOWN_NAMES]) + more, role="strong", wrap=True)
        self.search = LineInput("Tìm chỉ tiêu hoặc nhiệm vụ", "Vài chữ của chỉ tiêu, nhiệm vụ; gõ không dấu cũng được")
        self.model = RowsModel(("Chỉ tiêu, nhiệm vụ", "Nơi gắn tệp"), self)
        self.table = table(self.model, "Nơi có thể gắn tệp", {1: 40}, stretch=0)
        self.nothing = label("Không có mục nào khớp. Xóa ô tìm để xem tất cả.", role="muted", wrap=True)
        self.keep = button("&Chỉ lưu vào sổ", name="Chỉ lưu tệp vào sổ, chưa gắn vào đâu")
        self.keep.setVisible(may_keep)
        self.cancel = button("&Hủy")
        self.attach = button("&Gắn vào mục này", role="primary")
        self._lay_out()
        self._connect()
        self._show()
        self.resize(min(900, parent.window().width() - 40), min(520, parent.window().height() - 40))

    def _lay_out(self) -> None:
        foot = row(self.keep, None, self.cancel, self.attach)
        layout = column(self.files, self.search, self.table, self.nothing, foot, margins=14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.changed.connect(self._show)
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.activated.connect(self._choose)
        self.attach.clicked.connect(self._choose_current)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.reject)

    def _show(self, *_typed: object) -> None:
        found = state.found_targets(self._targets, self.search.value())
        self.model.show([RowView(one, (CellView(one.name, tip=one.name), _place(one))) for one in found])
        self.nothing.setVisible(not found)
        self.attach.setEnabled(bool(found))
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(KEY_ROLE))
            self.accept()

    def _choose_current(self) -> None:
        self._choose(self.table.currentIndex())

    def _keep(self) -> None:
        self.chosen.emit(None)
        self.accept()


def _place(target: EvidenceTarget) -> CellView:
    return CellView(target.place, tip=target.place)
