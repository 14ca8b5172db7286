"""Widths of the columns of a table on screen."""

from __future__ import annotations

from sonla_desktop.domain.form_definition import FieldType, FormField, FormTable
from sonla_desktop.ui.form_screen.table_rows import columns
from tests.ui.small_form import small_plan


def test_a_long_text_with_little_room_on_paper_leaves_room_on_screen_to_the_others() -> None:
    long = FieldType.LONG_TEXT
    wide, minor = FormField("name", long, "Tên", width=70), FormField("remark", long, "Ghi chú", width=20)
    table = FormTable("bang", "Bảng", (wide, minor), numbering=False)
    name, remark = columns(table, small_plan())
    assert remark.least < name.least
