"""The grid that figures and tables are typed into: same look, same keys, same editors."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from sonla_desktop.domain.text import matches
from sonla_desktop.ui.form_screen.cell_editors import CellDelegate
from sonla_desktop.ui.form_screen.grid_model import GridModel
from sonla_desktop.ui.form_screen.paste import Corner
from sonla_desktop.ui.form_screen.state import GridColumn, GridRow
from sonla_desktop.ui.widgets.parts import dress_table

_Move = QAbstractItemView.CursorAction


class Grid(QTableView):
    """``typed`` carries (index, text) at every key; ``chosen`` the cell the cursor came to.

    Typing, F2, Enter or a double click begins editing; Tab goes to the next cell that is typed into, Enter to the one
    below, with Shift back and above. Tab on a cell that is not being edited leaves the grid. Shift and the arrows,
    Ctrl+A or the mouse choose a range; what is done with it is in ``range_editing``.
    """

    typed = Signal(QModelIndex, str)
    chosen = Signal(QModelIndex)

    def __init__(self, name: str, columns: Sequence[GridColumn], *, one_line: bool = False) -> None:
        super().__init__()
        self._one_line = one_line
        self._columns = list(columns)
        self.grid_model = GridModel([column.heading for column in columns], self)
        dress_table(self, self.grid_model, name)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setWordWrap(not one_line)
        self._delegate = CellDelegate(self, self.grid_model)
        self.setItemDelegate(self._delegate)
        self._delegate.typed.connect(self.typed)
        self._delegate.finished.connect(self._go_on)
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

    def visible_columns(self) -> list[int]:
        """The columns on screen, from the left."""
        return [number for number in range(self.grid_model.columnCount()) if not self.isColumnHidden(number)]

    def chosen_range(self) -> Corner | None:
        """The range that is chosen, its column counted among those on screen; None while there is none."""
        chosen = self.selectedIndexes() or ([self.currentIndex()] if self.currentIndex().isValid() else [])
        columns = self.visible_columns()
        places = [columns.index(index.column()) for index in chosen if index.column() in columns]
        if not places:
            return None
        rows = [index.row() for index in chosen]
        return Corner(min(rows), min(places), max(rows) - min(rows) + 1, max(places) - min(places) + 1)

    def choose_row(self, query: str, *, after: int, step: int = 1) -> None:
        """Puts the cursor on the next row that has these words, with ``step`` -1 on the one before; else it stays."""
        count = self.grid_model.rowCount()
        for number in [(after + step * turn) % count for turn in range(1, count + 1)]:
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
        """Widths by need and share of the columns on screen, then heights by the texts."""
        unit = self.fontMetrics().horizontalAdvance("0")
        columns = {number: self._columns[number] for number in self.visible_columns()}
        least = {number: column.least * unit + 12 for number, column in columns.items()}
        rest = max(self.viewport().width() - sum(least.values()), 0)
        shares = sum(column.share for column in columns.values()) or 1
        for number, column in columns.items():
            self.setColumnWidth(number, least[number] + int(rest * column.share / shares))
        if not self._one_line:
            self.horizontalHeader().setFixedHeight(self._heading_height())
            self.resizeRowsToContents()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths need other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Shift+Enter goes up; the rest as in any table."""
        index = self.currentIndex()
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._go_on(-1, editing=False)
        elif is_enter and self.grid_model.field(index) is not None:
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Next and previous are the cells that are typed into; coming to the grid anew, the first of them.

        Ctrl+Home and Ctrl+End go to the first and the last of them.
        """
        if modifiers & Qt.KeyboardModifier.ControlModifier and action in (_Move.MoveHome, _Move.MoveEnd):
            return self._outermost(is_last=action is _Move.MoveEnd)
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

    def _outermost(self, *, is_last: bool) -> QModelIndex:
        model = self.grid_model
        typed = [
            model.index(row, column)
            for row in range(model.rowCount())
            for column in self.visible_columns()
            if model.field(model.index(row, column)) is not None
        ]
        return typed[-1 if is_last else 0] if typed else self.currentIndex()

    def _go_on(self, step: int, *, editing: bool = True) -> None:
        """To the next cell below (1) or above (-1) that is typed into."""
        here = self.currentIndex()
        for row in range(here.row() + step, self.grid_model.rowCount() if step > 0 else -1, step):
            there = self.grid_model.index(row, here.column())
            if self.grid_model.field(there) is not None:
                self.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.ClearAndSelect)
                if editing:
                    self.edit(there)
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
