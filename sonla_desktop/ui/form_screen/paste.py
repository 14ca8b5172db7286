"""What a pasted range would change, worked out before anything is changed. No Qt in here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sonla_desktop.domain.form_definition import Choice, FieldType
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.text import fold
from sonla_desktop.ui.form_screen.state import (
    NUMBERS,
    YES_NO,
    CellField,
    CellReading,
    GridCell,
    GridRow,
    read_cell,
    shown_text,
)
from sonla_desktop.ui.widgets.clip_table import Texts

LONGEST_TEXT: Final = 500
"""Letters in a cell of one line."""
ASKED, WRONG = "warning", "error"
"""Tones of a reading that is asked about, and of a text that is no value."""
EMPTY = "(để trống)"


@dataclass(frozen=True, slots=True)
class Corner:
    """The range that is pasted into: its first cell, and how many lines and columns are chosen."""

    row: int
    column: int
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class PasteLine:
    """One cell that would change: what stands there, what was pasted, and how that is read."""

    field: CellField
    old: str
    text: str
    reading: CellReading
    is_left_out: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the officer still has to choose a reading, or to leave the cell out."""
        return bool(self.reading.doubt) and not self.is_left_out

    @property
    def new(self) -> str:
        """What the cell would show."""
        if self.reading.doubt:
            return self.text
        return display(self.field, self.reading.value) or EMPTY


@dataclass(frozen=True, slots=True)
class PastePlan:
    """Cells that would change, in reading order, and what of the range finds no place.

    ``beyond`` counts lines and columns over the edge of the grid, ``skipped`` cells that are not typed into although
    something else stands there, ``same`` cells that stay as they are.
    """

    lines: tuple[PasteLine, ...] = ()
    added_rows: int = 0
    skipped: int = 0
    same: int = 0
    beyond: tuple[int, int] = (0, 0)
    is_beyond_agreed: bool = False

    @property
    def taken(self) -> list[tuple[CellField, Cell]]:
        """What is recorded when the officer agrees."""
        kept = [line for line in self.lines if not line.reading.doubt and not line.is_left_out]
        return [(line.field, line.reading.value) for line in kept]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to be decided, and something would change."""
        decided = not any(line.is_open for line in self.lines)
        return decided and bool(self.taken) and (self.is_beyond_agreed or self.beyond == (0, 0))

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to ask or to tell."""
        return not self.skipped and self.beyond == (0, 0) and not any(line.reading.doubt for line in self.lines)


def display(field: CellField, value: Cell) -> str:
    """A value as the grid would show it, with all its decimals."""
    return shown_text(field.type, value, field.choices)


def read_pasted(field: CellField, text: str) -> CellReading:
    """Reads a pasted text: choices come as their words, and a cell of one line takes one line."""
    plain = text.strip()
    if not plain:
        return CellReading()
    if field.type in (FieldType.CHOICE, FieldType.YES_NO):
        return _read_words(YES_NO if field.type is FieldType.YES_NO else field.choices, field, plain)
    if field.type is FieldType.TEXT:
        line = " ".join(plain.split())
        if len(line) > LONGEST_TEXT:
            return CellReading(None, f"Sai: dài quá {LONGEST_TEXT} chữ. Rút gọn rồi dán lại.", WRONG)
        return read_cell(field, line)
    return read_cell(field, plain)


def _read_words(choices: Sequence[Choice], field: CellField, text: str) -> CellReading:
    named = [choice for choice in choices if text in (choice.label, choice.value)]
    named = named or [choice for choice in choices if fold(choice.label) == fold(text)]
    if len(named) == 1:
        return replace(read_cell(field, named[0].value), said=f"✓ {named[0].label}")
    words = tuple(choice.label for choice in choices)
    return CellReading(None, "Sai: không có trong danh sách. Chọn một mục, hoặc bỏ ô này.", WRONG, words)


class PasteSource:
    """A range laid over a grid from its corner on; repeated where the chosen range is a multiple of it."""

    def __init__(self, texts: Texts, corner: Corner, rows: Sequence[GridRow], *, with_headings: bool) -> None:
        self._texts, self.corner, self._with_headings = texts, corner, with_headings
        high, wide = len(texts), len(texts[0])
        chosen = sum(with_headings or not row.heading for row in rows[corner.row : corner.row + corner.height])
        self.height = chosen if chosen and chosen % high == 0 else high
        self.width = corner.width if corner.width % wide == 0 else wide

    def text(self, line: int, column: int) -> str:
        """The text for this line and column of the range that is pasted into."""
        texts = self._texts[line % len(self._texts)]
        return texts[column % len(texts)]

    def places(self, rows: Sequence[GridRow]) -> list[int]:
        """Numbers of the rows that take the lines, as far as there are rows."""
        usable = [
            number
            for number in range(self.corner.row, len(rows))
            if self._with_headings or not rows[number].heading
        ]
        return usable[: self.height]


def headings_are_in(texts: Texts, corner: Corner, rows: Sequence[GridRow]) -> bool:
    """Whether the range seems to hold the grid's headings too: every line that meets one is empty or says the same."""
    met = [
        (texts[number - corner.row], rows[number])
        for number in range(corner.row, min(corner.row + len(texts), len(rows)))
        if rows[number].heading
    ]
    return bool(met) and all(_is_heading(line, row) for line, row in met)


def _is_heading(line: Sequence[str], row: GridRow) -> bool:
    said = fold(" ".join(line))
    return not said or said == fold(row.cells[0].view.text)


def plan_paste(
    source: PasteSource, now: Sequence[GridRow], after: Sequence[GridRow], columns: Sequence[int]
) -> PastePlan:
    """What would change.

    Args:
        source: the pasted range over the grid.
        now: the rows as they are; fewer than ``after`` where rows are added.
        after: the rows in which a cell says whether it can be typed into.
        columns: the columns on screen, from the left.
    """
    places = source.places(after)
    width = min(source.width, len(columns) - source.corner.column)
    lines: list[PasteLine] = []
    skipped = same = 0
    for number, place in enumerate(places):
        for offset in range(width):
            column, text = columns[source.corner.column + offset], source.text(number, offset)
            cell = _cell(after, place, column)
            if cell.field is None:
                skipped += _would_differ(cell, text)
                continue
            before = _cell(now, place, column) if place < len(now) else GridCell()
            line = PasteLine(cell.field, before.view.text, text, read_pasted(cell.field, text))
            if _is_same(line, before):
                same += 1
            else:
                lines.append(line)
    beyond = (source.height - len(places), max(source.width - width, 0))
    return PastePlan(tuple(lines), max(len(after) - len(now), 0), skipped, same, beyond)


def _cell(rows: Sequence[GridRow], row: int, column: int) -> GridCell:
    cells = rows[row].cells
    return cells[column] if column < len(cells) else GridCell()


def _would_differ(cell: GridCell, text: str) -> bool:
    return bool(text.strip()) and fold(text) not in (fold(cell.view.text), fold(cell.edit))


def _is_same(line: PasteLine, before: GridCell) -> bool:
    if before.field is None:  # a row that is added, or a cell that is asked for only then
        return not line.text.strip()
    old = read_cell(before.field, before.edit)
    return not line.reading.doubt and not old.doubt and old.value == line.reading.value


def decided(plan: PastePlan, numbers: Iterable[int], choice: str) -> PastePlan:
    """The plan with a reading chosen for these lines."""
    chosen = set(numbers)
    return replace(
        plan,
        lines=tuple(
            replace(line, reading=read_pasted(line.field, choice), is_left_out=False) if number in chosen else line
            for number, line in enumerate(plan.lines)
        ),
    )


def left_out(plan: PastePlan, numbers: Iterable[int], *, is_out: bool = True) -> PastePlan:
    """The plan without these lines, or with them again."""
    chosen = set(numbers)
    return replace(
        plan,
        lines=tuple(
            replace(line, is_left_out=is_out) if number in chosen else line for number, line in enumerate(plan.lines)
        ),
    )


def alike(plan: PastePlan, number: int) -> dict[int, tuple[str, ...]]:
    """Lines still asked about that are written like this one, with their readings: 1.003 and 25.400, but not 0,7."""
    model = plan.lines[number]
    return {
        other: line.reading.choices
        for other, line in enumerate(plan.lines)
        if line.is_open
        and line.reading.doubt == ASKED
        and line.field.type is model.field.type
        and _signs(line.text) == _signs(model.text)
        and len(line.reading.choices) == len(model.reading.choices)
    }


def _signs(text: str) -> str:
    return "".join(sign for sign in text.strip() if not sign.isdigit())


def agreed_beyond(plan: PastePlan, *, is_agreed: bool) -> PastePlan:
    """The plan, with what is over the edge of the grid given up or not."""
    return replace(plan, is_beyond_agreed=is_agreed)


def wrong_lines(plan: PastePlan) -> list[int]:
    """Numbers of the lines that are no value and still open."""
    return [number for number, line in enumerate(plan.lines) if line.is_open and line.reading.doubt == WRONG]


def summary(plan: PastePlan) -> str:
    """What pasting would do, in a sentence."""
    asked = sum(line.is_open and line.reading.doubt == ASKED for line in plan.lines)
    counts = (
        (len(plan.taken), "ô sẽ đổi"),
        (asked, "ô cần chọn cách đọc"),
        (len(wrong_lines(plan)), "ô sai"),
        (sum(line.is_left_out for line in plan.lines), "ô bỏ qua"),
        (plan.same, "ô giữ nguyên"),
        (plan.added_rows, "dòng mới"),
    )
    said = [f"{count} {word}" for count, word in counts if count]
    return ", ".join(said) + "." if said else "Không có ô nào thay đổi."


def remarks(plan: PastePlan) -> list[str]:
    """What of the range finds no place."""
    told: list[str] = []
    if plan.skipped:
        told.append(f"{plan.skipped} ô in sẵn, tự tính hoặc không hỏi đến: giữ trị đang có, không dán vào.")
    rows, columns = plan.beyond
    over = [f"{count} {word}" for count, word in ((rows, "dòng"), (columns, "cột")) if count]
    if over:
        told.append(f"Vùng dán lớn hơn bảng: thừa {' và '.join(over)} không có chỗ.")
    return told


def copied_text(cell: GridCell) -> str:
    """A cell's text as it is pasted back: figures as they are typed, choices and days in words."""
    if cell.field is None:
        return cell.view.text.strip()
    reading = read_cell(cell.field, cell.edit)
    return cell.edit if cell.field.type in NUMBERS or reading.doubt else display(cell.field, reading.value)
