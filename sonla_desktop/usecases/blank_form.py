"""What a form asks of this agency in this period, as sheets to be filled in on a computer without the program."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from sonla_desktop.domain.entry_form import PREVIOUS, EntryForm, EntryRow, EntrySheet, FormIdentity
from sonla_desktop.usecases.blank_form_items import indicator_sheet, task_sheet
from sonla_desktop.usecases.blank_form_tables import figure_sheet, narrative_sheet, table_sheets
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import Month, read_month

FORM_SUFFIX = ".xlsx"
_HELP: Final = (
    "Biểu này dùng để nhập số liệu ở máy không có chương trình, rồi nhập lại vào sổ báo cáo của cơ quan.",
    "Chỉ nhập vào ô nền vàng. Ô nền xám không phải nhập; ô nền trắng để xem, không sửa được.",
    "Ô có danh sách: bấm mũi tên bên phải ô rồi chọn. Không gõ chữ khác với danh sách.",
    "Số viết theo cách của máy đang dùng: gõ 1003, không gõ dấu nhóm hàng nghìn. Tỷ lệ gõ 80,96, không gõ dấu %.",
    "Ngày viết theo thứ tự ngày/tháng/năm, ví dụ 10/11/2026.",
    "Không dán công thức; nếu chép từ bảng khác, chọn dán giá trị.",
    "Không thêm, xóa, gộp dòng, cột, trang; không đổi tên trang. Biểu đã đổi cấu trúc sẽ không nhập được.",
    "Dòng để trống hoàn toàn thì sổ báo cáo giữ như cũ. Dòng có nhập thì thay cho dòng đang có trong sổ.",
    "Cột “Kỳ trước” chỉ để đối chiếu.",
    "Nhập xong: lưu tệp, gửi lại cho người làm báo cáo. Sai một ô thì chưa ghi ô nào, chương trình nêu rõ ô sai.",
)


def write_blank_form(world: World, store: Store, period: str, form_id: str, target: Path) -> EntryForm:
    """Writes the form of this period to ``target`` and returns what it asks.

    Raises:
        InputRefused: a target that is not named .xlsx,
            an unknown form or period, a closed period, or a form of which nothing is asked here.
        WorldRefused: the disk refuses.
    """
    if target.suffix.lower() != FORM_SUFFIX:
        raise InputRefused("entry-other-suffix", file=target.name)
    month = read_month(world, store, period, form_id)
    if month.closed:
        raise InputRefused("period-closed", period=month.key.period.short_label, version=month.report.version)
    form = entry_form(month)
    if not form.sheets:
        raise InputRefused("entry-nothing-asked", form=month.duty.form.short_title, agency=month.report.agency_name)
    world.entry_forms.write(form, target)
    return form


def entry_form(month: Month) -> EntryForm:
    """The form of this month: only what the agency is asked, with last period's values beside it."""
    sheets = _sheets(month)
    # A wording corrected while a form is out changes nothing that is asked: the structure goes by the source's words.
    asked = _sheets(replace(month, duty=month.duty.in_source_words)) if month.duty.source else sheets
    identity = _identity(month, asked)
    definition, report = month.duty.form, month.report
    about = (
        ("Tên cơ quan", report.agency_name),
        ("Biểu", definition.title),
        ("Kỳ báo cáo", report.period.label),
        ("Kỳ số liệu", report.data_window.label),
        ("Hạn gửi", month.submission_deadline.label),
    )
    return EntryForm(identity, definition.workbook_title or definition.title.upper(), about, _HELP, sheets)


def _sheets(month: Month) -> tuple[EntrySheet, ...]:
    candidates = (
        indicator_sheet(month),
        task_sheet(month),
        figure_sheet(month),
        *table_sheets(month),
        narrative_sheet(month),
    )
    return tuple(_without_unused_columns(sheet) for sheet in candidates if _asks(sheet))


def _asks(sheet: EntrySheet) -> bool:
    return any(row.open for row in sheet.rows)


def _identity(month: Month, sheets: tuple[EntrySheet, ...]) -> FormIdentity:
    key, report = month.key, month.report
    version = f"{month.duty.form.version}.{month.duty.plan.version}"
    days = report.data_window.label
    return FormIdentity(report.agency_code, key.form, str(key.period), days, version, _hash(sheets))


def _hash(sheets: tuple[EntrySheet, ...]) -> str:
    """Over what is asked, not over the values of last period, which may still be amended."""
    asked = [
        {
            "part": sheet.part,
            "title": sheet.title,
            "columns": [asdict(column) for column in sheet.columns],
            "rows": [_asked(row) for row in sheet.rows],
        }
        for sheet in sheets
    ]
    return sha256(json.dumps(asked, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


def _asked(row: EntryRow) -> dict[str, object]:
    cells = {name: text for name, text in row.cells.items() if name != PREVIOUS}
    return {"key": row.key, "cells": cells, "open": {name: row.kinds.get(name, "") for name in sorted(row.open)}}


def _without_unused_columns(sheet: EntrySheet) -> EntrySheet:
    """A column that no row opens and nothing stands in is not shown; last period's is, whether there is one or not."""
    used = {PREVIOUS} | {name for row in sheet.rows for name in row.open}
    used |= {name for row in sheet.rows for name, text in row.cells.items() if text}
    return replace(sheet, columns=tuple(column for column in sheet.columns if column.name in used))
