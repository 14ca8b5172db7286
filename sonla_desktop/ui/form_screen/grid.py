"""The grid that figures and tables are typed into: same look, same keys, same editors."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sonla_desktop.domain.text import matches
from sonla_desktop.ui.form_screen.cell_editors import CellDelegate
from sonla_desktop.ui.form_screen.grid_model import GridModel
from sonla_desktop.ui.form_screen.state import GridColumn, GridRow
from sonla_desktop.ui.widgets.parts import dress_table

_Move = QAbstractItemView.CursorAction


class Grid(QTableView):
    """``typed`` carries (index, text) at every key; ``chosen`` the cell the cursor came to.

    Typing, F2, Enter or a double click begins editing; Tab goes to the next cell that is typed into, Enter to the one
    below, Delete empties a cell. Tab on a cell that is not being edited leaves the grid.
    """

    typed = Signal(QModelIndex, str)
    chosen = Signal(QModelIndex)

    def __init__(self, name: str, columns: Sequence[GridColumn]) -> None:
        super().__init__()
        self._columns = list(columns)
        self.grid_model = GridModel([column.heading for column in columns], self)
        dress_table(self, self.grid_model, name)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setWordWrap(True)
        self._delegate = CellDelegate(self, self.grid_model)
        self.setItemDelegate(self._delegate)
        self._delegate.typed.connect(self.typed)
        self._delegate.finished.connect(self._go_below)
        self.selectionModel().currentChanged.connect(self._tell_chosen)

    def show_rows(self, rows: Sequence[GridRow]) -> None:
        """Takes new rows; heights are worked out anew only when other rows came."""
        same = [row.key for row in rows] == [row.key for row in self.grid_model.grid]
        self.grid_model.show_grid(rows)
        if not same:
            self.clearSpans()
            for number, row in enumerate(rows):
                if row.heading:
                    self.setSpan(number, 0, 1, len(self._columns))
            self.fit()

    def choose_row(self, query: str, *, after: int) -> None:
        """Puts the cursor on the next row that has these words; where none has, nothing moves."""
        count = self.grid_model.rowCount()
        for number in [*range(after + 1, count), *range(after + 1)]:
            line = self.grid_model.grid[number]
            if query.strip() and not line.heading and matches(query, *(cell.view.text for cell in line.cells)):
                column = next((place for place, cell in enumerate(line.cells) if cell.field is not None), 0)
                self.setCurrentIndex(self.grid_model.index(number, column))
                self.scrollTo(self.currentIndex())
                return

    def rename(self, headings: Sequence[str]) -> None:
        """Puts other words over the columns, where they are other words: it would end what is being typed."""
        for number, heading in enumerate(headings):
            if self.grid_model.headerData(number, Qt.Orientation.Horizontal) != heading:
                self.grid_model.rename(number, heading)

    def leave_cell(self) -> None:
        """Ends editing; what was typed stays."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus()

    def go_to(self, path: str) -> bool:
        """Puts the cursor into the cell of this key path and begins editing it."""
        place = self.grid_model.place_of(path)
        if not place.isValid():
            return False
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(place)
        self.scrollTo(place)
        if self.grid_model.field(place) is not None:
            self.edit(place)
        return True

    def fit(self) -> None:
        """Widths by need and share, then heights by the texts."""
        unit = self.fontMetrics().horizontalAdvance("0")
        least = [column.least * unit + 12 for column in self._columns]
        rest = max(self.viewport().width() - sum(least), 0)
        shares = sum(column.share for column in self._columns) or 1
        for number, column in enumerate(self._columns):
            self.setColumnWidth(number, least[number] + int(rest * column.share / shares))
        self.horizontalHeader().setFixedHeight(self._heading_height())
        self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete empties; the rest as in any table."""
        index = self.currentIndex()
        field = self.grid_model.field(index)
        if field is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index)
        elif field is not None and event.key() == Qt.Key.Key_Delete:
            self.typed.emit(index, "")
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Next and previous are the cells that are typed into; coming to the grid anew, the first of them."""
        if action not in (_Move.MoveNext, _Move.MovePrevious):
            return super().moveCursor(action, modifiers)
        step = 1 if action is _Move.MoveNext else -1
        columns = self.grid_model.columnCount()
        here = self.currentIndex()
        position = here.row() * columns + here.column() + step if here.isValid() else 0
        while 0 <= position < columns * self.grid_model.rowCount():
            index = self.grid_model.index(position // columns, position % columns)
            if self.grid_model.field(index) is not None:
                return index
            position += step
        return here

    def _go_below(self) -> None:
        here = self.currentIndex()
        for row in range(here.row() + 1, self.grid_model.rowCount()):
            below = self.grid_model.index(row, here.column())
            if self.grid_model.field(below) is not None:
                self.selectionModel().setCurrentIndex(below, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                self.edit(below)
                return

    def _tell_chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(index)

    def _heading_height(self) -> int:
        metrics = self.horizontalHeader().fontMetrics()
        heights = [
            metrics.boundingRect(
                QRect(0, 0, max(self.columnWidth(number) - 14, 20), 10_000), Qt.TextFlag.TextWordWrap, column.heading
            ).height()
            for number, column in enumerate(self._columns)
        ]
        return max(heights) + 12
