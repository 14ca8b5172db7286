"""The list of the indicators as the appendix prints it, whose figures are typed and pasted where they stand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QWidget

from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.form_screen.range_editing import RangeEditing, Values
from sonla_desktop.ui.form_screen.state import GridRow, figure_in, read_cell
from sonla_desktop.ui.indicators import state
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import column, label, set_tone


class FigureList(QWidget):
    """``entered`` carries the indicator and the part that were typed here; both empty after a range."""

    entered = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.grid = Grid("Bảng chỉ tiêu", state.COLUMNS, one_line=True)
        self.said = label(role="small", wrap=True)
        self.said.hide()
        layout = column(self.grid, self.said, gap=3)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.ranges = RangeEditing(self.grid, self)
        self.grid.typed.connect(self._type)
        self.grid.chosen.connect(self._forget_said)
        desk.drafts.failed.connect(self._mark)
        desk.drafts.saved.connect(self._mark)

    def rows(self, snapshot: Snapshot, query: str) -> list[GridRow]:
        """The rows as typed so far."""
        texts = {
            f"{key.code}.{part}": text
            for (key, part), text in self._desk.drafts.unreadable.items()
            if key.kind is Kind.READING
        }
        editable = self._desk.editable
        return state.rows(snapshot, self._desk.reading, query, unreadable=texts, editable=editable)

    def choose(self, code: str) -> bool:
        """Puts the cursor on the row of an indicator; where it is there already, its cell stays open."""
        number, here = self.grid.grid_model.row_of(code), self.grid.currentIndex()
        if number is None:
            return False
        if here.row() != number:
            index = self.grid.grid_model.index(number, here.column() if here.isValid() else state.PARTS[0])
            self.grid.setCurrentIndex(index)
            self.grid.scrollTo(index)
        return True

    def is_editable(self) -> bool:
        """Whether figures can be typed now."""
        return self._desk.editable

    def can_grow(self) -> bool:
        """The plan says which indicators there are."""
        return False

    def rows_after(self, values: Values, added: int) -> list[GridRow]:
        """No figure decides whether another is asked for."""
        return self.grid.grid_model.grid

    def take_all(self, values: Values, added: int) -> None:
        """Takes figures that came in one act."""
        self.grid.leave_cell()
        for field, _ in values:
            self._desk.drafts.unreadable.pop(self._doubt_key(field.path), None)
        self._desk.put_readings(state.with_figures(self._desk.reading, values))
        code, _, part = values[0][0].path.rpartition(".") if len(values) == 1 else ("", "", "")
        self.entered.emit(code, part)

    def say(self, text: str, tone: str = "") -> None:
        """Says under the list what was done, or why not."""
        self.said.setText(text)
        set_tone(self.said, tone)
        self.said.setVisible(bool(text))

    @Slot(QModelIndex, str)
    def _type(self, index: QModelIndex, text: str) -> None:
        field = self.grid.grid_model.field(index)
        if field is None:
            return
        reading, key = read_cell(field, text), self._doubt_key(field.path)
        if reading.doubt:
            self._desk.drafts.unreadable[key] = text
        else:
            self._desk.drafts.unreadable.pop(key, None)
        draft, part = key
        self._desk.put_reading(state.edited(self._desk.reading(draft.code), part, figure_in(reading.value)))
        self.say(reading.said if reading.doubt else "", reading.doubt)
        self.entered.emit(draft.code, part)

    def _doubt_key(self, path: str) -> tuple[DraftKey, str]:
        code, _, part = path.rpartition(".")
        return DraftKey(Kind.READING, code), part

    @Slot(QModelIndex)
    def _forget_said(self, _index: QModelIndex) -> None:
        self.say("")

    @Slot()
    def _mark(self, *_news: object) -> None:
        """Marks the figures whose newest value the store refused."""
        model = self.grid.grid_model
        refused = {
            cell.path
            for row in model.grid
            for cell in row.cells
            if cell.field is not None and self._desk.drafts.is_refused(self._doubt_key(cell.path)[0])
        }
        if refused or model.unsaved:
            model.mark_unsaved(refused)
