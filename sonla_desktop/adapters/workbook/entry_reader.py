"""Reads a filled form back: whole or not at all, and only into the structure that was given out."""

from __future__ import annotations

import stat
import warnings
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sonla_desktop.adapters.workbook import entry_layout as layout
from sonla_desktop.adapters.workbook.entry_cells import read_cell, shown, text_of
from sonla_desktop.adapters.workbook.limits import DAMAGE, weigh
from sonla_desktop.domain.entry_form import (
    EntryColumn,
    EntryForm,
    EntryRow,
    EntrySheet,
    EntryValue,
    FilledForm,
    FilledRow,
    FormIdentity,
)
from sonla_desktop.usecases.errors import InputRefused

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell

_STARTS: Final = (b"PK\x03\x04", bytes.fromhex("d0cf11e0"))
"""Workbooks are ZIPs; those of old programs and those with a password start otherwise and are refused later."""
_MOST_BYTES: Final = 8 << 20
_MOST_ROWS, _MOST_COLUMNS = 20_000, 300


def looks_like_workbook(path: Path) -> bool:
    """Whether the file starts as workbooks do; False for one that cannot be opened."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            return file.read(4) in _STARTS
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return False


def read_entry_form(path: Path, asked: Callable[[FormIdentity], EntryForm]) -> FilledForm:
    """The rows that were filled in.

    Args:
        path: the workbook.
        asked: the form that was given out under this identity; it may refuse the identity.

    Raises:
        InputRefused: ``file-*``, ``entry-*`` with sheet and cell of the first fault; whatever ``asked`` raises.
    """
    name = path.name
    book = _opened(path, name)
    try:
        form = asked(_identity(book, name))
        _refuse_other_pages(book, form)
        return {sheet.part: tuple(_PageReader(book[sheet.title], sheet).rows()) for sheet in form.sheets}
    finally:
        book.close()


def _opened(path: Path, name: str) -> Workbook:
    from openpyxl import load_workbook

    data = _bytes_of(path, name)
    try:
        weigh(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns in English of parts that it leaves out
            return load_workbook(BytesIO(data), keep_links=False)
    except InputRefused as refused:
        raise InputRefused("entry-too-large", file=name) from refused
    except DAMAGE as error:
        raise InputRefused("entry-unreadable", file=name) from error


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputRefused("file-absent", file=name) from None
    except OSError:
        raise InputRefused("file-unreadable", file=name) from None
    if len(data) > _MOST_BYTES:
        raise InputRefused("entry-too-large", file=name)
    return data


def _identity(book: Workbook, name: str) -> FormIdentity:
    """What ``ThongTin`` says of the form."""
    if layout.INFORMATION not in book.sheetnames:
        raise InputRefused("entry-not-a-form", file=name)
    rows = book[layout.INFORMATION].iter_rows(layout.FIRST_ROW, 60, max_col=3, values_only=True)
    values = {str(row[0]): str(row[2]).strip() for row in rows if len(row) > 2 and row[0] and row[2] is not None}
    if any(part not in values for part, _ in layout.IDENTITY_LABELS):
        raise InputRefused("entry-not-a-form", file=name)
    return FormIdentity(**{part: values[part] for part, _ in layout.IDENTITY_LABELS})


def _refuse_other_pages(book: Workbook, form: EntryForm) -> None:
    titles = [sheet.title for sheet in form.sheets]
    known = {*titles, layout.HELP, layout.INFORMATION, layout.LISTS}
    for title in book.sheetnames:
        if title not in known:
            raise InputRefused("entry-extra-page", sheet=shown(title))
    for title in titles:
        if title not in book.sheetnames:
            raise InputRefused("entry-page-missing", sheet=title)


class _PageReader:
    """One page of a filled form beside the sheet that was given out."""

    def __init__(self, page: Any, sheet: EntrySheet) -> None:
        self._page, self._sheet = page, sheet

    def rows(self) -> Iterator[FilledRow]:
        """The rows with at least one filled cell, once the whole page is as it was given out."""
        self._refuse_other_structure()
        for number, row in enumerate(self._sheet.rows, layout.FIRST_ROW):
            values = dict(self._values(number, row))
            untouched = frozenset(name for name, value in values.items() if row.cells.get(name, "") == value)
            changed = {name: value for name, value in values.items() if name not in untouched}
            if changed:
                yield FilledRow(row.key, changed, untouched)

    def _refuse_other_structure(self) -> None:
        if self._page.max_row > _MOST_ROWS or self._page.max_column > _MOST_COLUMNS:
            self._refuse("entry-structure", self._page.cell(layout.HEADING_ROW, 1))
        for merged in self._page.merged_cells.ranges:
            raise InputRefused("entry-merged", sheet=self._sheet.title, cell=str(merged))
        for cells in self._page.iter_rows():
            for cell in cells:
                if cell.value is not None:
                    self._look_at(cell)
        for number, column in enumerate(self._sheet.columns, 1):
            self._require(layout.NAME_ROW, number, column.name)
            self._require(layout.HEADING_ROW, number, column.heading)
        for number, row in enumerate(self._sheet.rows, layout.FIRST_ROW):
            self._require(number, 1, row.cells.get(self._sheet.columns[0].name, ""))

    def _look_at(self, cell: Cell) -> None:
        if cell.data_type == "f":
            self._refuse("entry-formula", cell)
        if cell.data_type == "e":
            seen = shown(cell.value)
            raise InputRefused("entry-error-cell", sheet=self._sheet.title, cell=cell.coordinate, seen=seen)
        last_row = layout.FIRST_ROW + len(self._sheet.rows) - 1
        is_outside = cell.row > last_row or cell.column > len(self._sheet.columns)
        if is_outside and (not isinstance(cell.value, str) or cell.value.strip()):
            raise InputRefused("entry-outside", sheet=self._sheet.title, cell=cell.coordinate, seen=shown(cell.value))

    def _require(self, row: int, column: int, expected: str) -> None:
        cell = self._page.cell(row, column)
        found = "" if cell.value is None else text_of(str(cell.value))
        if found.split() != text_of(expected).split():
            self._refuse("entry-structure", cell)

    def _values(self, number: int, row: EntryRow) -> Iterator[tuple[str, EntryValue]]:
        opened = {name for other in self._sheet.rows for name in other.open}
        for place, column in enumerate(self._sheet.columns, 1):
            if column.name in opened:
                value = self._value(self._page.cell(number, place), column, row)
                if value is not None:
                    yield column.name, value

    def _value(self, cell: Cell, column: EntryColumn, row: EntryRow) -> EntryValue | None:
        if column.name in row.open:
            return read_cell(cell, column, row.kind(column), self._sheet.title)
        standing = row.cells.get(column.name, "")
        found = "" if cell.value is None else text_of(str(cell.value))
        if found.split() != standing.split():
            self._refuse("entry-closed", cell)
        return None

    def _refuse(self, code: str, cell: Cell) -> None:
        raise InputRefused(code, sheet=self._sheet.title, cell=cell.coordinate)
