"""Reads a province sheet back into plain rows, so that a package can be checked: it may come from anywhere."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sonla_desktop.adapters.workbook import province_layout as layout
from sonla_desktop.adapters.workbook.limits import DAMAGE, weigh
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.usecases.errors import InputRefused

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_ROWS, _MOST_COLUMNS = 20_000, 200
_ESCAPED: Final = re.compile("_x005[Ff]_(?=x[0-9A-Fa-f]{4}_)")


def read_province_sheet(data: bytes, shaped_like: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets of these titles that the file has, and ``ThongTin``, with cells spelt as the CSVs spell them.

    Columns carry the machine names found in row 3; their types are those of ``shaped_like``.

    Raises:
        InputRefused: ``workbook-unreadable``, or ``workbook-too-large`` before anything large is loaded.
    """
    from openpyxl import load_workbook

    try:
        weigh(data, layout.FILE)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns in English of parts that it leaves out
            book = load_workbook(BytesIO(data), keep_links=False)
        try:
            return tuple(_sheets(book, shaped_like))
        finally:
            book.close()
    except DAMAGE as error:
        raise InputRefused("workbook-unreadable", file=layout.FILE) from error


def _sheets(book: Any, shaped_like: Sequence[Sheet]) -> Iterator[Sheet]:
    information = Sheet(layout.INFORMATION, layout.INFORMATION, (), (), key=(layout.INFORMATION_NAMES[0],))
    for sheet in (information, *shaped_like):
        if sheet.title in book.sheetnames:
            yield _sheet(book[sheet.title], sheet)


def _sheet(page: Worksheet, like: Sheet) -> Sheet:
    if page.max_row > _MOST_ROWS or page.max_column > _MOST_COLUMNS:
        raise InputRefused("workbook-too-large", file=layout.FILE)
    types = {column.name: column.type for column in like.columns}
    names = [_spelt(cell) for cell in _row(page, layout.NAME_ROW)]
    while names and not names[-1]:
        names.pop()
    columns = tuple(SheetColumn(name, "", types.get(name, ColumnType.STRING)) for name in names)
    return Sheet(like.name, like.title, columns, tuple(_rows(page, columns)), like.key)


def _row(page: Worksheet, number: int) -> tuple[object, ...]:
    return next(page.iter_rows(number, number, values_only=True), ())


def _rows(page: Worksheet, columns: Sequence[SheetColumn]) -> Iterator[tuple[str, ...]]:
    for row in page.iter_rows(layout.FIRST_ROW, page.max_row, max_col=len(columns) or 1, values_only=True):
        if any(cell is not None for cell in row):
            yield tuple(_spelt(cell) for cell in row[: len(columns)])


def _spelt(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return format(Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return _ESCAPED.sub("_", str(cell))
