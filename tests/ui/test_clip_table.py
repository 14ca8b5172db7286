"""Ranges on the clipboard, in the shapes in which Excel, LibreOffice and Word put them there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sonla_desktop.ui.widgets.clip_table import ClipCell, read_clipboard, read_html, written_html, written_lines

WORD_PROSE = '<html xmlns:w="urn:schemas-microsoft-com:office:word"><p>Chỉ là chữ</p></html>'
EXCEL_HTML = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet></head><body>
<table border=0 cellpadding=0><!--StartFragment--> <col width=64> <tr height=20>
  <td height=20 align=right>1.003</td> <td class=xl65>Đang\n  làm</td></tr><!--EndFragment--></table></body></html>"""
WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=ProgId content=Word.Document></head><body><table class=MsoTableGrid>
<tr><td rowspan=2><p class=MsoNormal>Việc&nbsp;một<o:p></o:p></p></td>
<td colspan=2><p>Ý thứ nhất</p><p>Ý thứ hai</p></td></tr>
<tr><td><p>812</p></td><td><p><span lang=VI>1.003</span></p></td></tr></table><p>Hết</p></body></html>"""
LIBRE_HTML = """<!DOCTYPE html><html><head><title></title><style>td { font-size: x-small }</style></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup>
<tr><td height="17" align="right" sdval="1003" sdnum="1066;">1003</td><td align="left">Tô Hiệu<br>Chiềng Lề</td></tr>
<tr><td height="17" align="left"><br></td><td align="left">Ống 5&quot; &amp; 6&quot;</td></tr>
</table></body></html>"""


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", ()),
        ("12", (("12",),)),
        ("12\r\n", (("12",),)),
        ("\r\n", (("",),)),
        ("1\t2\r\n3\t4\r\n", (("1", "2"), ("3", "4"))),
        ("1\t2\n3\t4", (("1", "2"), ("3", "4"))),
        ("1\n\n3\n", (("1",), ("",), ("3",))),
        ("1\t\r\n\t4\r\n", (("1", ""), ("", "4"))),
        ("1\t2\n3\n", (("1", "2"), ("3", ""))),
        ('"Dòng một\nDòng hai"\t5\r\n6\t7\r\n', (("Dòng một\nDòng hai", "5"), ("6", "7"))),
        ('"a\tb"\n', (("a\tb",),)),
        ('"Nói ""có"" rồi"\t1\n', (('Nói "có" rồi', "1"),)),
        ('"Số hóa" năm 2026\t1\r\n', (('"Số hóa" năm 2026', "1"),)),
        ('"Số hóa"\t1\r\n', (('"Số hóa"', "1"),)),
        ('Ống 5" và 6"\t1\n', (('Ống 5" và 6"', "1"),)),
        ('"chưa đóng\n2\n', (('"chưa đóng',), ("2",))),
    ],
)  # fmt: skip
def test_plain_text_is_cells_and_lines(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert read_clipboard(text, "") == cells


@pytest.mark.parametrize(
    ("text", "html", "cells"),
    [
        ("1.003\tĐang làm\r\n", EXCEL_HTML, (("1.003", "Đang làm"),)),
        ("", EXCEL_HTML, (("1.003", "Đang làm"),)),
        ("", LIBRE_HTML, (("1003", "Tô Hiệu\nChiềng Lề"), ("", 'Ống 5" & 6"'))),
        (
            "Việc một\tÝ thứ nhất\r\nÝ thứ hai\r\n\t812\t1.003\r\nHết\r\n",
            WORD_HTML,
            (("Việc một", "Ý thứ nhất\nÝ thứ hai", ""), ("", "812", "1.003")),
        ),
        ("Chỉ là chữ", WORD_PROSE, (("Chỉ là chữ",),)),
        ("", "<p>Không có bảng</p>", ()),
    ],
)  # fmt: skip
def test_a_table_of_word_is_read_from_its_page_and_a_sheet_from_its_text(
    text: str, html: str, cells: tuple[tuple[str, ...], ...]
) -> None:
    assert read_clipboard(text, html) == cells


def test_what_is_copied_is_read_back_from_both_forms() -> None:
    texts = (("1003", "Tô Hiệu\nChiềng Lề", "a\tb"), ('"Số hóa"', "<b> & Co", ""))
    cells = [[ClipCell(text) for text in line] for line in texts]
    assert read_clipboard(written_lines(cells), "") == texts
    assert read_html(written_html(cells))[0][:2] == texts[0][:2]
    assert read_html(written_html(cells))[1] == texts[1]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (ClipCell("1003", Decimal(1003)), ('x:num="1003"', 'sdval="1003"')),
        (ClipCell("12,5", Decimal("12.5")), ('x:num="12.5"', 'sdval="12.5"')),
        (ClipCell("80,96%", Decimal("80.96"), is_percent=True), ('x:num="0.8096"', '"0.00%"')),
        (ClipCell("5%", Decimal(5), is_percent=True), ('x:num="0.05"', '"0%"')),
        (ClipCell("05/11/2026", date(2026, 11, 5)), ('x:num="46331"', 'sdnum="1066;0;DD/MM/YYYY"')),
        (ClipCell("05"), (r'mso-number-format:"\@"', 'sdnum="1033;0;@"')),
    ],
)  # fmt: skip
def test_spreadsheets_are_told_the_value_and_that_a_text_is_a_text(cell: ClipCell, said: tuple[str, str]) -> None:
    html = written_html([[cell]])
    assert all(part in html for part in said)
    assert f">{cell.text}</td>" in html
