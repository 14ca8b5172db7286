"""The sheet for the province's reporting system (``bieu-nhap.xlsx``): writer and reader.

openpyxl is imported when the first sheet is written or read, never when the program starts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sonla_desktop.adapters.files.safe_write import write_bytes
from sonla_desktop.adapters.files.stable_zip import repack
from sonla_desktop.adapters.workbook import province_layout as layout
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.domain.text import has_forbidden_control
from sonla_desktop.usecases.errors import InputRefused

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import NamedStyle

_FONT: Final = "Times New Roman"
_TITLES: Final = {"ChiTieu": "CHỈ TIÊU", "NhiemVu": "NHIỆM VỤ", "SoLieu": "SỐ LIỆU BIỂU"}
_ABOUT_LABELS: Final = ("Tên cơ quan", "Kỳ báo cáo")
_INFORMATION_TITLE: Final = "THÔNG TIN BÁO CÁO"
_INFORMATION_WIDTHS: Final = (28, 72)
_A4: Final = 9
_PAGE_WIDTH: Final = 200
"""Characters side by side on a landscape page that can still be read."""
_LINE_POINTS, _HIGHEST_ROW, _WRAP_LOSS = 16, 409, 1.1
_FIRST_DAY: Final = datetime.fromisoformat("2026-01-01")
"""Date in the file's properties: a real one would make equal sheets differ."""
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MARK: Final = "_x005F_"
_FORMULA_START: Final = re.compile("[=+\\-@]")
_TEXT, _FIGURE, _DAY, _CENTRED = "Văn bản", "Con số", "Ngày", "Giữa ô"
_TITLE, _ABOUT, _NAME, _HEADING = "Tên trang", "Của báo cáo", "Mã cột", "Tên cột"
_STYLE_OF: Final = {
    ColumnType.STRING: _TEXT,
    ColumnType.INTEGER: _FIGURE,
    ColumnType.NUMBER: _FIGURE,
    ColumnType.BOOLEAN: _CENTRED,
    ColumnType.DATE: _DAY,
}


class ProvinceSheetWriter:
    """Writes the province sheet with openpyxl; equal contents give equal bytes."""

    def write(self, heading: Sequence[tuple[str, str]], sheets: Sequence[Sheet], target: Path) -> None:
        """Writes ``ThongTin`` from ``heading``, then one sheet per ``Sheet``.

        Raises:
            InputRefused: ``workbook-text-too-long`` (a cell holds 32,767 characters) or ``workbook-bad-character``.
            WorldRefused: the disk refuses.
        """
        _refuse_what_does_not_fit(sheets)
        write_bytes(target, repack(_workbook(heading, sheets), _FIRST_DAY))


def _refuse_what_does_not_fit(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        for row in sheet.rows:
            for column, cell in zip(sheet.columns, row, strict=True):
                place = {"item": row[0], "column": column.heading}
                if len(_escaped(cell)) > layout.LONGEST_TEXT:
                    raise InputRefused("workbook-text-too-long", limit=layout.LONGEST_TEXT, **place)
                if has_forbidden_control(cell):
                    raise InputRefused("workbook-bad-character", **place)


def _workbook(heading: Sequence[tuple[str, str]], sheets: Sequence[Sheet]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    about = " · ".join(value for label, value in heading if label in _ABOUT_LABELS)
    _Page(book.create_sheet(layout.INFORMATION), _information(heading), _INFORMATION_TITLE, about).fill()
    for sheet in sheets:
        title = sheet.heading or _TITLES.get(sheet.title, sheet.title)
        _Page(book.create_sheet(sheet.title), sheet, title, about).fill()
    book.properties.creator = "Sơn La Desktop"
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _information(heading: Sequence[tuple[str, str]]) -> Sheet:
    parts = zip(layout.INFORMATION_NAMES, layout.INFORMATION_HEADINGS, _INFORMATION_WIDTHS, strict=True)
    columns = tuple(SheetColumn(name, title, ColumnType.STRING, width=width) for name, title, width in parts)
    return Sheet(layout.INFORMATION, layout.INFORMATION, columns, tuple(heading), key=("label",))


class _Page:
    """One sheet of the workbook while it is filled, row by row."""

    def __init__(self, page: Any, sheet: Sheet, title: str, about: str) -> None:
        self._page, self._sheet, self._title, self._about = page, sheet, title, about

    def fill(self) -> None:
        """Lays the sheet out and writes its rows."""
        self._lay_out()
        columns = self._sheet.columns
        self._page.append([self._cell(self._title, _TITLE)])
        self._page.append([self._cell(self._about, _ABOUT)])
        self._page.append([self._cell(column.name, _NAME) for column in columns])
        self._set_height(layout.HEADING_ROW, [column.heading for column in columns])
        self._page.append([self._cell(column.heading, _HEADING) for column in columns])
        types = [column.type for column in columns]
        for number, row in enumerate(self._sheet.rows, layout.FIRST_ROW):
            self._set_height(number, row)
            self._page.append([self._typed(cell, kind) for cell, kind in zip(row, types, strict=True)])

    def _lay_out(self) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.page import PageMargins

        page = self._page
        for number, column in enumerate(self._sheet.columns, 1):
            page.column_dimensions[get_column_letter(number)].width = column.width
        page.freeze_panes = f"B{layout.FIRST_ROW}"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _A4
        page.page_setup.fitToWidth = ceil(sum(column.width for column in self._sheet.columns) / _PAGE_WIDTH)
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
        page.print_title_cols = "A:A"
        page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
        page.oddFooter.center.text = "&P/&N"
        page.oddFooter.center.font = f"{_FONT},Regular"

    def _set_height(self, number: int, cells: Sequence[str]) -> None:
        """Excel would fit rows by itself when they are opened, LibreOffice does not."""
        widths = [column.width for column in self._sheet.columns]
        lines = max(_line_count(cell, width) for cell, width in zip(cells, widths, strict=True))
        self._page.row_dimensions[number].height = min(lines * _LINE_POINTS, _HIGHEST_ROW)

    def _typed(self, text: str, kind: ColumnType) -> Cell:
        return self._cell(_value(text, kind), _STYLE_OF[kind])

    def _cell(self, value: str | Decimal | date | None, style: str) -> Cell:
        from openpyxl.cell import WriteOnlyCell

        cell = WriteOnlyCell(self._page)
        cell.style = style
        if isinstance(value, str):
            cell.value = _escaped(value)
            cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
            if _FORMULA_START.match(value):
                cell.quotePrefix = True
        elif isinstance(value, Decimal):
            cell.value = format(value, "f")  # it would print 16 digits of the number, where a fraction may end in 01
            cell.data_type = "n"
        else:
            cell.value = value
        return cell


def _line_count(text: str, width: int) -> int:
    """Lines that a text needs in a column, a little on the safe side."""
    return sum(1 + int(len(line) * _WRAP_LOSS / width) for line in text.split("\n")) if text else 1


def _styles() -> Iterator[NamedStyle]:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    line = Side(style="thin", color="999999")
    box = Border(line, line, line, line)
    plain, bold = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
    wrapped = Alignment(vertical="top", wrap_text=True)
    centred = Alignment(horizontal="center", vertical="top", wrap_text=True)
    shade = PatternFill("solid", fgColor="DDE6F0")
    yield NamedStyle(_TEXT, font=plain, border=box, alignment=wrapped, number_format="@")
    yield NamedStyle(_FIGURE, font=plain, border=box, alignment=Alignment(vertical="top"))
    yield NamedStyle(_DAY, font=plain, border=box, alignment=centred, number_format=layout.DAY_FORMAT)
    yield NamedStyle(_CENTRED, font=plain, border=box, alignment=centred, number_format="@")
    yield NamedStyle(_ABOUT, font=plain)
    yield NamedStyle(_NAME, font=Font(name=_FONT, size=8, color="777777"))
    yield NamedStyle(_HEADING, font=bold, border=box, alignment=centred, fill=shade)
    yield NamedStyle(_TITLE, font=Font(name=_FONT, size=14, bold=True))


def _value(text: str, kind: ColumnType) -> str | Decimal | date | None:
    if not text:
        return None
    match kind:
        case ColumnType.DATE:
            return date.fromisoformat(text)
        case ColumnType.INTEGER | ColumnType.NUMBER:
            number = Decimal(text)
            return number if len(number.as_tuple().digits) <= layout.SAFE_DIGITS else text
        case _:
            return text


def _escaped(text: str) -> str:
    """Line ends as XML keeps them, and no accidental ``_x0041_``, which spreadsheets would turn into a letter."""
    return _ESCAPED.sub(_MARK, text.replace("\r\n", "\n").replace("\r", "\n"))
