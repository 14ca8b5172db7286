"""Writes a form to be filled in on a computer without the program: open cells, drop-downs, checks, all else locked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sonla_desktop.adapters.files.safe_write import write_bytes
from sonla_desktop.adapters.files.stable_zip import repack
from sonla_desktop.adapters.workbook import entry_layout as layout
from sonla_desktop.adapters.workbook.entry_checks import Checks
from sonla_desktop.adapters.workbook.entry_styles import STYLE_OF, Style, named_styles
from sonla_desktop.domain.entry_form import EntryForm, EntryKind, EntryRow, EntrySheet

if TYPE_CHECKING:
    from openpyxl import Workbook

_FIRST_DAY: Final = datetime.fromisoformat("2026-01-01")
"""Date in the file's properties: a real one would make equal forms differ."""
_A4: Final = 9
_PAGE_WIDTH: Final = 210
"""Characters side by side on a landscape page that can still be read."""
_LINE_POINTS, _HIGHEST_ROW, _WRAP_LOSS = 16, 409, 1.0
_LONG_TEXT_LINES: Final = 3
_HELP_WIDTH: Final = 110
_INFORMATION_WIDTHS: Final = (14, 26, 84)


def write_entry_form(form: EntryForm, target: Path) -> None:
    """Writes the workbook; equal forms give equal bytes. Raises WorldRefused when the disk refuses."""
    from openpyxl import Workbook
    from openpyxl.workbook.protection import WorkbookProtection

    book = Workbook()
    for style in named_styles():
        book.add_named_style(style)
    _help_page(book.active, form)
    _information_page(book.create_sheet(layout.INFORMATION), form)
    checks = Checks(book.create_sheet(layout.LISTS))
    for number, sheet in enumerate(form.sheets):
        _entry_page(book.create_sheet(sheet.title, 2 + number), sheet, form, checks)
    _lock(checks.page)
    checks.page.sheet_state = "hidden"
    book.security = WorkbookProtection(lockStructure=True)
    book.active = 2
    book.properties.creator = "Sơn La Desktop"
    write_bytes(target, repack(_saved(book), _FIRST_DAY))


def _saved(book: Workbook) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _help_page(page: Any, form: EntryForm) -> None:
    page.title = layout.HELP
    page.column_dimensions["A"].width = _HELP_WIDTH
    _put(page, 1, 1, "HƯỚNG DẪN NHẬP BIỂU", Style.TITLE)
    for row, text in enumerate(form.help, 3):
        _put(page, row, 1, f"{row - 2}. {text}", Style.FIXED)
        page.row_dimensions[row].height = _height(text, _HELP_WIDTH)
    _print_setup(page, [_HELP_WIDTH])
    _lock(page)


def _information_page(page: Any, form: EntryForm) -> None:
    _widths(page, _INFORMATION_WIDTHS)
    _put(page, 1, 1, form.heading, Style.TITLE)
    row = layout.FIRST_ROW
    for label, text in form.about:
        _put(page, row, 2, label, Style.FIXED)
        _put(page, row, 3, text, Style.FIXED)
        row += 1
    for name, label, value in layout.identity_values(form.identity):
        _put(page, row, 1, name, Style.NAME)
        _put(page, row, 2, label, Style.FIXED)
        _put(page, row, 3, value, Style.FIXED)
        row += 1
    _print_setup(page, _INFORMATION_WIDTHS)
    _lock(page)


def _entry_page(page: Any, sheet: EntrySheet, form: EntryForm, checks: Checks) -> None:
    widths = [column.width for column in sheet.columns]
    _widths(page, widths)
    _put(page, layout.TITLE_ROW, 1, sheet.heading, Style.TITLE)
    _put(page, layout.ABOUT_ROW, 1, " · ".join(text for _, text in form.about[:3]), Style.ABOUT)
    for number, column in enumerate(sheet.columns, 1):
        _put(page, layout.NAME_ROW, number, column.name, Style.NAME)
        _put(page, layout.HEADING_ROW, number, column.heading, Style.HEADING)
    page.row_dimensions[layout.NAME_ROW].hidden = True
    headings = zip((column.heading for column in sheet.columns), widths, strict=True)
    page.row_dimensions[layout.HEADING_ROW].height = _highest(headings)
    for number, row in enumerate(sheet.rows, layout.FIRST_ROW):
        _fill(page, number, sheet, row)
    checks.add(page, sheet)
    page.freeze_panes = f"{'C' if len(widths) > 2 else 'B'}{layout.FIRST_ROW}"
    page.print_title_rows = f"{layout.HEADING_ROW}:{layout.HEADING_ROW}"
    page.print_title_cols = "A:B" if len(widths) > 2 else "A:A"
    _print_setup(page, widths)
    _lock(page)


def _fill(page: Any, number: int, sheet: EntrySheet, row: EntryRow) -> None:
    for place, column in enumerate(sheet.columns, 1):
        _put(page, number, place, row.cells.get(column.name, ""), _style(sheet, row, place - 1))
    texts = ((row.cells.get(column.name, ""), column.width) for column in sheet.columns)
    tall = any(column.kind is EntryKind.LONG_TEXT and column.name in row.open for column in sheet.columns)
    page.row_dimensions[number].height = max(_highest(texts), _LONG_TEXT_LINES * _LINE_POINTS if tall else 0)


def _style(sheet: EntrySheet, row: EntryRow, place: int) -> Style:
    column = sheet.columns[place]
    if row.is_heading:
        return Style.GROUP
    if column.name in row.open:
        return STYLE_OF[row.kind(column)]
    is_entered_elsewhere = any(column.name in other.open for other in sheet.rows)
    return Style.CLOSED if is_entered_elsewhere else Style.FIXED


def _put(page: Any, row: int, column: int, text: str, style: Style) -> None:
    cell = page.cell(row, column)
    cell.style = style.value
    if text:
        cell.value = text
        cell.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error


def _highest(texts: Iterable[tuple[str, int]]) -> float:
    return max((_height(text, width) for text, width in texts), default=_LINE_POINTS)


def _height(text: str, width: int) -> float:
    """Excel would fit rows by itself when they are opened, LibreOffice does not."""
    lines = sum(1 + int(len(line) * _WRAP_LOSS / width) for line in text.split("\n"))
    return min(lines * _LINE_POINTS, _HIGHEST_ROW)


def _widths(page: Any, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def _print_setup(page: Any, widths: Sequence[int]) -> None:
    from openpyxl.worksheet.page import PageMargins

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = ceil(sum(widths) / _PAGE_WIDTH)
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6, header=0.3, footer=0.3)
    page.oddFooter.center.text = "&P/&N"


def _lock(page: Any) -> None:
    """Without a password: it keeps from slips, not from those who mean it. Widths and heights stay free."""
    page.protection.sheet = True
    page.protection.formatColumns = False
    page.protection.formatRows = False
