"""What the screens of figures and of tables share: a grid that is saved at every key, and what is said under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from sonla_desktop.domain.form_definition import FormSection
from sonla_desktop.domain.report import Cell
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey
from sonla_desktop.ui.form_screen.cell_foot import CellFoot
from sonla_desktop.ui.form_screen.figure_rows import findings_of
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.form_screen.range_editing import RangeEditing, Values
from sonla_desktop.ui.form_screen.state import CellField, CellReading, GridColumn, GridRow, read_cell
from sonla_desktop.ui.page import Page
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.inputs import LineInput
from sonla_desktop.ui.widgets.parts import column, label, row

SEARCH_DIGITS = 28


class GridPage(Page):
    """Screens say what their rows are, what a cell is a draft of, and how a value is put into it."""

    def __init__(self, desk: Desk, section: FormSection, columns: Sequence[GridColumn]) -> None:
        super().__init__(desk)
        self.section = section
        self.title = label(section.title, role="heading", wrap=True)
        self.hint = label(section.hint, role="muted", wrap=True)
        self.grid, self.foot = Grid(section.title, columns), CellFoot()
        self.tools = column(gap=0)
        self.search = LineInput("Tìm dòng", "Tìm dòng, không cần dấu")
        self.search.setFixedWidth(self.search.fontMetrics().horizontalAdvance("0") * SEARCH_DIGITS)
        head = row(column(self.title, self.hint, gap=4), self.search, gap=12)
        head.setStretch(0, 1)
        head.setAlignment(self.search, Qt.AlignmentFlag.AlignTop)
        layout = column(head, self.tools, self.grid, self.foot, gap=6)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.ranges = RangeEditing(self.grid, self)
        for keys, step in ((Qt.Key.Key_F3, 1), ("Shift+F3", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._search_on, step))
        self.hint.setVisible(bool(section.hint))
        self.grid.typed.connect(self._type)
        self.grid.chosen.connect(self._show_chosen)
        self.foot.chosen.connect(self._pick)
        self.search.changed.connect(self._search)
        self.search.returnPressed.connect(partial(self._search_on, 1))
        desk.drafts.failed.connect(self._mark_refused)
        desk.drafts.saved.connect(self._mark_saved)

    def draft_key(self, path: str) -> DraftKey:
        """What is saved when this cell changes."""
        raise NotImplementedError

    def put(self, field: CellField, value: Cell) -> None:
        """Takes a value as typed."""
        raise NotImplementedError

    def put_all(self, values: Values, added: int) -> None:
        """Takes values that came in one act, in so many rows more."""
        raise NotImplementedError

    def is_editable(self) -> bool:
        """Whether the grid can be typed into now."""
        return self.desk.editable and self._shown is not None

    def can_grow(self) -> bool:
        """Whether rows can be added."""
        return False

    def rows_after(self, values: Values, added: int) -> list[GridRow]:
        """The rows as they would be with these values and so many rows more."""
        return self.grid.grid_model.grid

    def take_all(self, values: Values, added: int) -> None:
        """Takes values that came in one act: they are saved at once and together, apart from what was typed before."""
        self.grid.leave_cell()
        self.desk.drafts.flush()
        for field, _ in values:
            self.desk.drafts.unreadable.pop((self.draft_key(field.path), field.path), None)
        self.put_all(values, added)
        self.desk.drafts.flush()
        self.show_rows()

    def say(self, text: str, tone: str = "") -> None:
        """Says under the grid what was done, or why not."""
        self.foot.show_reading("", CellReading(said=text, doubt=tone))

    def rows(self, snapshot: Snapshot, unreadable: Mapping[str, str]) -> list[GridRow]:
        """The rows as they are now."""
        raise NotImplementedError

    def show_month(self, snapshot: Snapshot) -> None:
        """Fills the grid."""
        self.show_rows()
        self._show_chosen(self.grid.currentIndex())
        self._mark()

    def arrive(self, place: Place) -> None:
        """Goes to the cell."""
        if place.field:
            self.grid.go_to(self.path_on_screen(place.field))

    def find(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def advice(self) -> str:
        """What is said while no cell is chosen."""
        return "Chọn một ô rồi gõ; Enter xuống ô dưới, Tab sang ô tiếp theo; chọn vùng để sao chép, dán (Ctrl+V)."

    def hide_title(self) -> None:
        """The title is said above."""
        self.title.hide()

    def path_on_screen(self, path: str) -> str:
        """The cell that shows what a finding is about."""
        return path

    def show_rows(self) -> None:
        """Draws the rows anew."""
        if self._shown is not None:
            self.grid.show_rows(self.rows(self._shown, self.unreadable()))

    def unreadable(self) -> dict[str, str]:
        """Texts that are no value yet, by path."""
        return {path: text for (key, path), text in self.desk.drafts.unreadable.items() if key == self.draft_key(path)}

    @Slot(QModelIndex, str)
    def _type(self, index: QModelIndex, text: str) -> None:
        field = self.grid.grid_model.field(index)
        if field is None:
            return
        reading = read_cell(field, text)
        key = (self.draft_key(field.path), field.path)
        if reading.doubt:
            self.desk.drafts.unreadable[key] = text
        else:
            self.desk.drafts.unreadable.pop(key, None)
        self.put(field, reading.value)
        self.foot.show_reading(field.name, reading, field.hint)
        self.show_rows()

    @Slot(str)
    def _pick(self, text: str) -> None:
        index = self.grid.currentIndex()
        self._type(index, text)
        self.grid.setFocus()

    @Slot(QModelIndex)
    def _show_chosen(self, index: QModelIndex) -> None:
        if not index.isValid() or self._shown is None:
            self.foot.show_reading("", CellReading(), self.advice() if self.desk.editable else "")
            self.foot.show_findings([])
            return
        cell = self.grid.grid_model.cell(index)
        if cell.field is None:
            self.foot.show_reading("", CellReading())
        else:
            self.foot.show_reading(cell.field.name, read_cell(cell.field, cell.edit), cell.field.hint)
        line = self.grid.grid_model.grid[index.row()]
        paths = {cell.path for cell in line.cells if cell.path}
        self.foot.show_findings(findings_of(self._shown, tuple(paths)) if paths else [])

    @Slot(str)
    def _search(self, query: str) -> None:
        self.grid.choose_row(query, after=-1)

    def _search_on(self, step: int) -> None:
        """Enter and F3 go on to the next row found, and from the last one to the first; Shift+F3 back."""
        self.grid.choose_row(self.search.value(), after=self.grid.currentIndex().row(), step=step)

    @Slot(object, object)
    def _mark_refused(self, _key: DraftKey, _error: object) -> None:
        self._mark()

    @Slot(object)
    def _mark_saved(self, _key: DraftKey) -> None:
        self._mark()

    def _mark(self) -> None:
        refused = {
            cell.path
            for row in self.grid.grid_model.grid
            for cell in row.cells
            if cell.field is not None and self.desk.drafts.is_refused(self.draft_key(cell.path))
        }
        if refused or self.grid.grid_model.unsaved:
            self.grid.grid_model.mark_unsaved(refused)
