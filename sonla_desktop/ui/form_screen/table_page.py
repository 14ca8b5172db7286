"""The screen of a table: rows given beforehand, rows the officer adds, moves and removes; a removed row comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from sonla_desktop.domain.form_definition import FormSection
from sonla_desktop.domain.form_values import cell_path, without_blanks
from sonla_desktop.domain.report import Cell, ReportKey
from sonla_desktop.ui.desk import Desk
from sonla_desktop.ui.drafts import DraftKey, Kind
from sonla_desktop.ui.form_screen import table_rows
from sonla_desktop.ui.form_screen.grid_page import GridPage
from sonla_desktop.ui.form_screen.range_editing import Values
from sonla_desktop.ui.form_screen.state import CellField, GridRow
from sonla_desktop.ui.form_screen.table_rows import Row, Rows
from sonla_desktop.ui.places import Place
from sonla_desktop.ui.plan_texts import COMMAND, listed_item
from sonla_desktop.ui.plan_texts_dialog import correct_words
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.widgets.parts import button, row


class TablePage(GridPage):
    """The table is saved whole. A row just added is kept here until something is written into it."""

    def __init__(self, desk: Desk, section: FormSection) -> None:
        self.table = desk.snapshot.month.duty.form.table(section.table)
        super().__init__(desk, section, table_rows.columns(self.table, desk.snapshot.month.duty.plan))
        self._rows: Rows = ()
        self._month: ReportKey | None = None
        self._removed: list[tuple[int, Row]] = []
        self.add = button("Thêm &dòng", icon_name="add")
        self.remove = button("&Xóa dòng", icon_name="remove")
        self.up = button("Chuyển lên", name="Chuyển dòng lên")
        self.down = button("Chuyển xuống", name="Chuyển dòng xuống")
        self.undo = button("Hoàn tác xóa dò&ng")
        self.correct = button(COMMAND)
        self.correct.setToolTip("Ghi lại chữ in sẵn của dòng đang chọn theo bản giấy (F4)")
        self._lay_out_tools()
        self.grid.chosen.connect(self._enable_tools)

    def owns(self, place: Place) -> bool:
        """A cell of this table, or the table as a whole."""
        return place.field == f"tables.{self.table.id}" or place.field.startswith(f"tables.{self.table.id}.")

    def show_month(self, snapshot: Snapshot) -> None:
        """Takes the stored rows, unless those on screen only have empty rows more."""
        stored = self.desk.table(self.table.id)
        if snapshot.month.key != self._month:
            self._month, self._removed, self._rows = snapshot.month.key, [], stored
        elif without_blanks(self._rows) != without_blanks(stored):
            self._rows = stored
        super().show_month(snapshot)
        self._enable_tools()

    def draft_key(self, path: str) -> DraftKey:
        """The whole table."""
        return DraftKey(Kind.TABLE, self.table.id)

    def put(self, field: CellField, value: Cell) -> None:
        """Takes one cell as typed."""
        key, name = table_rows.place_in(field.path, self.table)
        plan = self._shown.month.duty.plan
        self._take(table_rows.with_value(self.table, plan, self._rows, key, name, value))

    def put_all(self, values: Values, added: int) -> None:
        """Takes cells that came in one act; rows are added for them."""
        self._take(self._rows_with(values, added))

    def can_grow(self) -> bool:
        """Where the officer adds rows."""
        return self.table.open_rows

    def rows_after(self, values: Values, added: int) -> list[GridRow]:
        """What is put into one cell may decide whether another is asked for."""
        return table_rows.rows(self.table, self._shown, self._rows_with(values, added), {}, editable=self.desk.editable)

    def rows(self, snapshot: Snapshot, unreadable: Mapping[str, str]) -> list[GridRow]:
        """Listed rows, then added ones."""
        return table_rows.rows(self.table, snapshot, self._rows, unreadable, editable=self.desk.editable)

    def advice(self) -> str:
        """An empty table says how it is begun."""
        empty = "Chưa có dòng nào. Bấm Thêm dòng để ghi dòng đầu tiên."
        return super().advice() if self.grid.grid_model.grid else empty

    def _rows_with(self, values: Values, added: int) -> Rows:
        own = table_rows.added_rows(self._rows)
        rows = table_rows.with_added(self._rows, [*own, *[table_rows.new_row(self.table) for _ in range(added)]])
        changed: dict[str, dict[str, Cell]] = {}
        for field, value in values:
            key, name = table_rows.place_in(field.path, self.table)
            changed.setdefault(key, {})[name] = value
        return table_rows.with_values(self.table, self._shown.month.duty.plan, rows, changed)

    def _take(self, rows: Rows) -> None:
        self._rows = rows
        self.desk.put_table(self.table.id, without_blanks(rows))

    def _lay_out_tools(self) -> None:
        buttons = (self.add, self.remove, self.up, self.down, self.undo)
        self.tools.addLayout(row(*buttons, self.correct, None, gap=6))
        for made in buttons:
            made.setVisible(self.table.open_rows)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.undo.clicked.connect(self._undo)
        self._offer_correcting()

    def _enable_tools(self, _index: object = None) -> None:
        editable, number = self.desk.editable, self._number()
        count = len(table_rows.added_rows(self._rows))
        self.add.setEnabled(editable)
        self.remove.setEnabled(editable and number > 0)
        self.up.setEnabled(editable and number > 1)
        self.down.setEnabled(editable and 0 < number < count)
        self.undo.setEnabled(editable and bool(self._removed))
        self.correct.setEnabled(editable and bool(self._listed_row()))

    def _offer_correcting(self) -> None:
        """Words that are given beforehand are corrected by button, by F4 and from the menu of the row."""
        self.correct.setVisible(bool(self.table.listing))
        self.correct.clicked.connect(self._correct_words)
        if self.table.listing:
            act = QAction(COMMAND, self.grid)
            act.setShortcut(QKeySequence(Qt.Key.Key_F4))
            act.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            act.triggered.connect(self._correct_words)
            self.grid.addAction(act)

    def _listed_row(self) -> str:
        """Key of the chosen row of the listing; empty: none of them is chosen."""
        index = self.grid.currentIndex()
        line = self.grid.grid_model.grid[index.row()] if index.isValid() else None
        is_listed = line is not None and not line.heading and not line.key.startswith("+")
        return line.key if line is not None and is_listed and self.table.listing else ""

    def _correct_words(self) -> None:
        key = self._listed_row()
        if key:
            self.grid.leave_cell()
            correct_words(self.desk, lambda duty, settings: listed_item(duty, self.table, key, settings), self)

    def _number(self) -> int:
        """Number of the chosen row among the added ones, from 1; 0: none of them is chosen."""
        index = self.grid.currentIndex()
        key = self.grid.grid_model.grid[index.row()].key if index.isValid() else ""
        return int(key[1:]) if key.startswith("+") else 0

    def _add(self) -> None:
        added = table_rows.added_rows(self._rows)
        number = self._number() + 1 if self._number() else len(added) + 1
        self._put_in(number, table_rows.new_row(self.table))

    def _put_in(self, number: int, new: Row) -> None:
        added = table_rows.added_rows(self._rows)
        moved = {old: old if old < number else old + 1 for old in range(1, len(added) + 1)}
        self._rearrange([*added[: number - 1], new, *added[number - 1 :]], moved)
        self._go_to(number)

    def _remove(self) -> None:
        number, added = self._number(), table_rows.added_rows(self._rows)
        self._removed.append((number, added[number - 1]))
        moved = {old: old if old < number else old - 1 for old in range(1, len(added) + 1) if old != number}
        self._rearrange([*added[: number - 1], *added[number:]], moved)
        if len(added) > 1:
            self._choose(min(number, len(added) - 1))
        self._enable_tools()

    def _undo(self) -> None:
        number, removed = self._removed.pop()
        self._put_in(min(number, len(table_rows.added_rows(self._rows)) + 1), removed)
        self._enable_tools()

    def _move_up(self) -> None:
        self._swap(self._number(), self._number() - 1)

    def _move_down(self) -> None:
        self._swap(self._number(), self._number() + 1)

    def _swap(self, number: int, other: int) -> None:
        added = table_rows.added_rows(self._rows)
        moved = {old: old for old in range(1, len(added) + 1)} | {number: other, other: number}
        added[number - 1], added[other - 1] = added[other - 1], added[number - 1]
        self._rearrange(added, moved)
        self._choose(other)

    def _rearrange(self, added: Sequence[Row], moved: Mapping[int, int]) -> None:
        self.grid.leave_cell()
        key, texts = self.draft_key(""), self.desk.drafts.unreadable
        kept = table_rows.renumbered(self.unreadable(), self.table, moved)
        for path in self.unreadable():
            del texts[key, path]
        texts.update({(key, path): text for path, text in kept.items()})
        self._take(table_rows.with_added(self._rows, added))
        self.show_rows()

    def _go_to(self, number: int) -> None:
        self.grid.go_to(f"tables.{self.table.id}.+{number}")

    def _choose(self, number: int) -> None:
        """Puts the cursor on a row without opening an editor."""
        model, column = self.grid.grid_model, max(self.grid.currentIndex().column(), 0)
        names = [field.name for field in table_rows.shown_columns(self.table)]
        row_number = next((n for n, line in enumerate(model.grid) if line.key == f"+{number}"), None)
        if row_number is None and names:
            self.grid.go_to(cell_path(self.table.id, f"+{number}", names[0]))
        elif row_number is not None:
            self.grid.setCurrentIndex(model.index(row_number, column))
