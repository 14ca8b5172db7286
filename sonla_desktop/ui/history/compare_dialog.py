"""What a version changed of the one before it, field by field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHeaderView, QWidget

from sonla_desktop.ui.history import state, versions_state
from sonla_desktop.ui.widgets.parts import button, column, label, row, table
from sonla_desktop.ui.widgets.rows_model import RowsModel
from sonla_desktop.usecases.read_versions import ChangedField, VersionView

WIDTHS = {0: 16, 1: 34, 2: 32}


class CompareDialog(QDialog):
    """A table to read and to copy."""

    def __init__(self, view: VersionView, changes: Sequence[ChangedField], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("So sánh hai phiên bản")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = RowsModel(versions_state.COMPARED, self)
        self.model.show(versions_state.compared_rows(changes))
        self.list = table(self.model, "Các ô khác nhau giữa hai phiên bản", WIDTHS, stretch=3)
        self.list.setWordWrap(True)
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.heading = label(versions_state.compared_text(view, len(changes)), role="heading", wrap=True)
        self.copy = button("&Sao chép", icon_name="document", name="Sao chép bảng so sánh")
        self.copy.setEnabled(bool(changes))
        self.close_it = button("Đón&g")
        self.said = label(role="muted")
        foot = row(self.copy, self.said, None, self.close_it)
        layout = column(self.heading, self.list, foot, gap=10, margins=14)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.copy.clicked.connect(self._copy)
        self.close_it.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self._copy)
        room = parent.window().size()
        self.resize(min(1000, room.width() - 60), min(560, room.height() - 60))
        self.list.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(state.as_text(self.model.rows, versions_state.COMPARED))
        self.said.setText("Đã sao chép vào bộ nhớ tạm.")
