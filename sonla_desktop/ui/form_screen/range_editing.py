"""Ranges of a grid as in a spreadsheet: copy, cut, paste with a preview, fill down, empty; each is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence

from sonla_desktop.domain.form_definition import FieldType
from sonla_desktop.domain.report import Cell
from sonla_desktop.ui.form_screen import paste
from sonla_desktop.ui.form_screen.copying import copied
from sonla_desktop.ui.form_screen.grid import Grid
from sonla_desktop.ui.form_screen.paste import Corner, PastePlan, PasteSource
from sonla_desktop.ui.form_screen.paste_dialog import PasteDialog
from sonla_desktop.ui.form_screen.state import NUMBERS, CellField, GridCell, GridRow
from sonla_desktop.ui.widgets.clip_table import Texts, read_clipboard, written_html, written_lines

Values = Sequence[tuple[CellField, Cell]]
MOST_CELLS: Final = 20_000
"""More than any form has; a whole sheet chosen by mistake is refused."""
READ_ONLY: Final = "Số liệu này chỉ xem và sao chép được, không dán hay sửa được."
_EMPTY_LINE: Final[Texts] = (("",),)


class RangeTarget(Protocol):
    """What a screen with a grid does for its ranges."""

    def is_editable(self) -> bool:
        """Whether the grid can be typed into now."""

    def can_grow(self) -> bool:
        """Whether rows can be added."""

    def rows_after(self, values: Values, added: int) -> list[GridRow]:
        """The rows as they would be with these values and so many rows more."""

    def take_all(self, values: Values, added: int) -> None:
        """Takes values that came in one act."""

    def say(self, text: str, tone: str = "") -> None:
        """Says under the grid what was done, or why not."""


class RangeEditing(QObject):
    """Puts the commands into the grid: by keys, and in its menu."""

    def __init__(self, grid: Grid, target: RangeTarget) -> None:
        super().__init__(grid)
        self._grid, self._target = grid, target
        self.dialog: PasteDialog | None = None
        standard = QKeySequence.StandardKey
        self._command("Sao chép", QKeySequence(standard.Copy), self.copy)
        self._command("Cắt", QKeySequence(standard.Cut), self.cut)
        self._command("Dán", QKeySequence(standard.Paste), self.paste)
        self._command("Điền xuống", QKeySequence("Ctrl+D"), self.fill_down)
        self._command("Xóa nội dung", QKeySequence(Qt.Key.Key_Delete), self.clear)
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def copy(self) -> None:
        """Puts the chosen cells on the clipboard; also of a grid that is only read."""
        corner = self._grid.chosen_range()
        if corner is None:
            return
        columns = self._columns()[corner.column : corner.column + corner.width]
        cells = copied(self._rows()[corner.row : corner.row + corner.height], columns)
        mime = QMimeData()
        mime.setText(written_lines(cells))
        mime.setHtml(written_html(cells))
        QGuiApplication.clipboard().setMimeData(mime)
        self._target.say(f"Đã sao chép {sum(map(len, cells))} ô.")

    def cut(self) -> None:
        """Copies the chosen cells and empties those that are typed into."""
        if self._can_edit():
            self.copy()
            self.clear()

    def clear(self) -> None:
        """Empties the chosen cells."""
        corner = self._grid.chosen_range()
        if corner is not None and self._can_edit():
            self._take(self._plan(_EMPTY_LINE, corner, with_headings=False))

    def fill_down(self) -> None:
        """Fills the chosen cells with the first line of them; one line alone with the one above."""
        corner = self._grid.chosen_range()
        if corner is None or not self._can_edit():
            return
        lines = [number for number, row in enumerate(self._rows()) if not row.heading]
        chosen = [number for number in lines if corner.row <= number < corner.row + corner.height]
        above = [number for number in lines if number < corner.row]
        if len(chosen) == 1 and above:
            chosen = [above[-1], *chosen]
        if len(chosen) < 2:
            self._target.say("Chọn các ô cần điền, ô đầu là ô có sẵn nội dung, rồi bấm Ctrl+D.")
            return
        columns = self._columns()[corner.column : corner.column + corner.width]
        texts = (tuple(paste.copied_text(self._cell(chosen[0], place)) for place in columns),)
        below = Corner(chosen[1], corner.column, chosen[-1] - chosen[1] + 1, corner.width)
        plan = self._plan(texts, below, with_headings=False)
        if plan.lines and plan.is_plain:
            self._take(plan)
        elif plan.lines:
            self._preview(texts, below)

    def paste(self) -> None:
        """Reads the clipboard and shows what would change; one sure value in one cell is taken at once."""
        if not self._can_edit():
            return
        mime = QGuiApplication.clipboard().mimeData()
        texts = read_clipboard(mime.text() if mime.hasText() else "", mime.html() if mime.hasHtml() else "")
        corner = self._grid.chosen_range() or self._beginning()
        if not texts:
            self._target.say("Chưa có gì để dán. Sao chép ô hoặc bảng trước.", "warning")
        elif len(texts) * len(texts[0]) > MOST_CELLS:
            self._target.say("Vùng sao chép quá lớn. Chỉ chọn những ô cần dán rồi sao chép lại.", "warning")
        elif len(texts) == len(texts[0]) == corner.height == corner.width == 1 and self._rows():
            self._paste_cell(texts[0][0], corner)
        else:
            self._preview(texts, corner)

    def _paste_cell(self, text: str, corner: Corner) -> None:
        """As if it were typed: a doubtful number stays in its cell and is asked about below."""
        index = self._grid.grid_model.index(corner.row, self._columns()[corner.column])
        field = self._grid.grid_model.field(index)
        if field is None:
            self._target.say("Ô này in sẵn hoặc tự tính, không dán vào được.", "warning")
            return
        reading = paste.read_pasted(field, text)
        if not reading.doubt:
            self._target.take_all([(field, reading.value)], 0)
        elif field.type in (*NUMBERS, FieldType.DATE):
            self._grid.typed.emit(index, text.strip())
        else:
            self._target.say(reading.said, reading.doubt)

    def _preview(self, texts: Texts, corner: Corner) -> None:
        rows = self._rows()
        met = any(row.heading for row in rows[corner.row : corner.row + max(len(texts), corner.height)])
        headings = paste.headings_are_in(texts, corner, rows) if met else None
        plan_of = partial(self._plan_with, texts, corner)
        self.dialog = PasteDialog(plan_of, headings, self._grid)
        self.dialog.agreed.connect(self._take)
        self.dialog.open()

    def _plan_with(self, texts: Texts, corner: Corner, with_headings: bool) -> PastePlan:
        return self._plan(texts, corner, with_headings=with_headings)

    def _plan(self, texts: Texts, corner: Corner, *, with_headings: bool) -> PastePlan:
        """In two turns: what is pasted may decide which cells are asked for at all."""
        rows, target, columns = self._rows(), self._target, self._columns()
        source = PasteSource(texts, corner, rows, with_headings=with_headings)
        added = max(source.height - len(source.places(rows)), 0) if target.can_grow() else 0
        first = paste.plan_paste(source, rows, target.rows_after([], added), columns)
        return paste.plan_paste(source, rows, target.rows_after(first.taken, added), columns)

    def _take(self, plan: PastePlan) -> None:
        if plan.taken:
            self._target.take_all(plan.taken, plan.added_rows)
            self._target.say(f"Đã ghi {len(plan.taken)} ô.")

    def _beginning(self) -> Corner:
        """Where a range goes while no cell is chosen: to the first that is typed into, be it of a row to come."""
        rows, columns = self._target.rows_after([], 1 if self._target.can_grow() else 0), self._columns()
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                if not row.heading and row.cells[column].field is not None:
                    return Corner(number, place)
        return Corner(0, 0)

    def _cell(self, row: int, column: int) -> GridCell:
        return self._grid.grid_model.cell(self._grid.grid_model.index(row, column))

    def _can_edit(self) -> bool:
        if not self._target.is_editable():
            self._target.say(READ_ONLY, "warning")
        return self._target.is_editable()

    def _rows(self) -> list[GridRow]:
        return self._grid.grid_model.grid

    def _columns(self) -> list[int]:
        return self._grid.visible_columns()

    def _command(self, text: str, keys: QKeySequence, act: Callable[[], None]) -> None:
        made = QAction(text, self._grid)
        made.setShortcut(keys)
        made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        made.triggered.connect(act)
        self._grid.addAction(made)
