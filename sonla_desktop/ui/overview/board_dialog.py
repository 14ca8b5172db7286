"""Lịch báo cáo of the whole year: a year back and a year ahead, with all that is known of the chosen report."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from sonla_desktop.ui.overview import board
from sonla_desktop.ui.overview.board_view import board_table
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, card, column, label, row
from sonla_desktop.ui.widgets.rows_model import KEY_ROLE, RowsModel

ALL_FORMS = "Tất cả báo cáo"


class BoardDialog(QDialog):
    """``chosen`` carries (form, period); the dialog closes itself with it."""

    chosen = Signal(object)

    def __init__(self, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent)
        self._snapshot = snapshot
        self.setWindowTitle("Lịch báo cáo cả năm")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.forms = QComboBox()
        self.forms.setAccessibleName("Lọc theo báo cáo")
        self.forms.addItem(ALL_FORMS, "")
        for form, name in board.forms_of(snapshot.board):
            self.forms.addItem(name, form)
        self.model = RowsModel(board.HEADINGS, self)
        self.table = board_table(self.model, "Lịch báo cáo cả năm")
        self.details = label(wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ends = label(board.ends_text(snapshot.ends), role="muted", wrap=True)
        self.ends.setVisible(bool(snapshot.ends))
        self.copy = button("&Sao chép", icon_name="document", name="Sao chép lịch báo cáo")
        self.said = label(role="muted")
        self.go_there = button("&Mở báo cáo này", role="primary")
        self.close_it = button("Đón&g")
        self._lay_out()
        self._connect()
        self._show()
        room = QGuiApplication.primaryScreen().availableSize().boundedTo(parent.window().size())
        self.resize(min(1180, room.width() - 30), min(660, room.height() - 30))

    def _lay_out(self) -> None:
        caption = label("&Báo cáo", role="muted")
        caption.setBuddy(self.forms)
        head = row(label("Lịch báo cáo", role="title"), None, caption, self.forms)
        about = card(self.details)
        foot = row(self.copy, self.said, None, self.close_it, self.go_there)
        layout = column(head, self.table, about, self.ends, foot, gap=8, margins=14)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.table.setFocus()

    def _connect(self) -> None:
        self.forms.currentIndexChanged.connect(self._show)
        self.table.activated.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.go_there.clicked.connect(self._choose_current)
        self.close_it.clicked.connect(self.reject)
        self.copy.clicked.connect(self._copy)
        shortcut = QShortcut(QKeySequence.StandardKey.Copy, self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._copy)

    def _show(self) -> None:
        wanted = self.forms.currentData()
        lines = [line for line in self._snapshot.board if wanted in ("", line.form)]
        self.model.show(board.grouped_rows(lines, self._snapshot))
        self.table.clearSpans()
        for number, shown in enumerate(self.model.rows):
            if shown.heading:
                self.table.setSpan(number, 0, 1, len(board.HEADINGS))
        key = self._snapshot.month.key
        here = self.model.row_of((key.form, key.period))
        first = next((number for number, shown in enumerate(self.model.rows) if not shown.heading), None)
        start = here if here is not None else first
        self.go_there.setEnabled(start is not None)
        self.details.setText("" if start is not None else "Không có báo cáo nào phải gửi.")
        if start is not None:
            self.table.setCurrentIndex(self.model.index(start, 0))

    def _tell(self, index: QModelIndex) -> None:
        found = [line for line in self._snapshot.board if (line.form, line.period) == index.data(KEY_ROLE)]
        self.go_there.setEnabled(bool(found))
        self.details.setText(board.details(found[0], self._snapshot.now) if found else "")

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and not self.model.rows[index.row()].heading:
            self.chosen.emit(index.data(KEY_ROLE))
            self.accept()

    def _choose_current(self) -> None:
        self._choose(self.table.currentIndex())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(board.as_text(self.model.rows, self.ends.text()))
        self.said.setText("Đã sao chép vào bộ nhớ tạm.")
