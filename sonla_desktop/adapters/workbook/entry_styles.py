"""Looks of a form to be filled in: yellow is open, grey is not asked, white is only to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sonla_desktop.adapters.workbook.entry_layout import DAY_FORMAT, TEXT_FORMAT
from sonla_desktop.domain.entry_form import EntryKind

if TYPE_CHECKING:
    from openpyxl.styles import NamedStyle

_FONT: Final = "Times New Roman"
_GENERAL: Final = "General"
"""Excel shows in it how a figure was typed: 80% stays 80%."""


class Style(StrEnum):
    """Named styles, as Excel lists them."""

    TITLE = "Tên trang"
    ABOUT = "Của báo cáo"
    NAME = "Mã cột"
    HEADING = "Tên cột"
    GROUP = "Tên nhóm"
    FIXED = "Chỉ xem"
    CLOSED = "Không nhập"
    TEXT = "Nhập chữ"
    FIGURE = "Nhập số"
    DAY = "Nhập ngày"
    CHOICE = "Chọn"


STYLE_OF: Final[Mapping[EntryKind, Style]] = {
    EntryKind.TEXT: Style.TEXT,
    EntryKind.LONG_TEXT: Style.TEXT,
    EntryKind.WHOLE: Style.FIGURE,
    EntryKind.NUMBER: Style.FIGURE,
    EntryKind.PERCENT: Style.FIGURE,
    EntryKind.DATE: Style.DAY,
    EntryKind.CHOICE: Style.CHOICE,
}


def named_styles() -> Iterator[NamedStyle]:
    """All styles of the form; only those of entry are unlocked."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    line = Side(style="thin", color="999999")
    box = Border(line, line, line, line)
    plain, bold = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
    wrapped = Alignment(vertical="top", wrap_text=True)
    centred = Alignment(horizontal="center", vertical="top", wrap_text=True)
    unlocked, entry = Protection(locked=False), PatternFill("solid", fgColor="FFF8D6")
    shade, grey = PatternFill("solid", fgColor="DDE6F0"), PatternFill("solid", fgColor="E4E4E4")
    yield NamedStyle(Style.TITLE, font=Font(name=_FONT, size=14, bold=True))
    yield NamedStyle(Style.ABOUT, font=plain)
    yield NamedStyle(Style.NAME, font=Font(name=_FONT, size=8, color="777777"))
    yield NamedStyle(Style.HEADING, font=bold, border=box, alignment=centred, fill=shade)
    yield NamedStyle(Style.GROUP, font=bold, border=box, alignment=wrapped, fill=shade)
    yield NamedStyle(Style.FIXED, font=plain, border=box, alignment=wrapped, number_format=TEXT_FORMAT)
    yield NamedStyle(Style.CLOSED, font=plain, border=box, alignment=wrapped, fill=grey)
    for style, align, number_format in (
        (Style.TEXT, wrapped, TEXT_FORMAT),
        (Style.FIGURE, Alignment(horizontal="right", vertical="top"), _GENERAL),
        (Style.DAY, centred, DAY_FORMAT),
        (Style.CHOICE, wrapped, TEXT_FORMAT),
    ):
        yield NamedStyle(
            style, plain, entry, box, align, number_format=number_format, protection=unlocked
        )
