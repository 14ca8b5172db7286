"""What Excel itself checks while a form is filled in: lists to choose from, whole numbers, figures, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from sonla_desktop.adapters.workbook.entry_layout import FIRST_ROW, LISTS
from sonla_desktop.domain.entry_form import EntryColumn, EntryKind, EntrySheet
from sonla_desktop.domain.form_definition import Choice

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

_LARGEST: Final = 999_999_999_999_999
"""Fifteen digits: Excel rounds longer numbers."""
_ERROR_TITLE: Final = "Ô nhập chưa đúng"
_LONGEST_PROMPT: Final = 250
_MESSAGES: Final[Mapping[EntryKind, str]] = {
    EntryKind.WHOLE: "Ô này chỉ ghi số nguyên, không âm{most}. Gõ số liền, không gõ dấu nhóm hàng nghìn.",
    EntryKind.NUMBER: "Ô này chỉ ghi số. Gõ số liền, không gõ dấu nhóm hàng nghìn.",
    EntryKind.PERCENT: "Ô này ghi tỷ lệ phần trăm, ví dụ 80,96, không gõ dấu %.",
    EntryKind.DATE: "Ô này ghi ngày, ví dụ 10/11/2026.",
    EntryKind.CHOICE: "Chọn một mục trong danh sách, không gõ chữ khác.",
}


class Checks:
    """Adds the checks of each sheet; the words of the lists stand on a page of their own, one list a column."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._lists: dict[tuple[Choice, ...], str] = {}

    def add(self, page: Any, sheet: EntrySheet) -> None:
        """Puts a check on every open cell that takes more than text."""
        for place, column in enumerate(sheet.columns, 1):
            kinds = {row.kind(column) for row in sheet.rows if column.name in row.open}
            for kind in sorted(kinds):
                check = self._check(column, kind)
                if check is not None:
                    for first, last in _runs(sheet, column, kind):
                        letter = page.cell(1, place).column_letter
                        check.add(f"{letter}{first}:{letter}{last}")
                    page.add_data_validation(check)

    def _check(self, column: EntryColumn, kind: EntryKind) -> DataValidation | None:
        from openpyxl.worksheet.datavalidation import DataValidation

        rule = self._rule(column, kind)
        if rule is None and not column.hint:
            return None
        check = DataValidation(**(rule or {}), allow_blank=True, showErrorMessage=rule is not None)
        if rule is not None:
            most = "" if column.most is None else f", không quá {column.most}"
            check.errorTitle, check.error = _ERROR_TITLE, _MESSAGES[kind].format(most=most)
        if column.hint:
            check.showInputMessage, check.prompt = True, column.hint[:_LONGEST_PROMPT]
        return check

    def _rule(self, column: EntryColumn, kind: EntryKind) -> dict[str, Any] | None:
        match kind:
            case EntryKind.CHOICE:
                return {"type": "list", "formula1": self._list(column.choices)}
            case EntryKind.WHOLE:
                most = str(_LARGEST if column.most is None else column.most)
                return {"type": "whole", "operator": "between", "formula1": "0", "formula2": most}
            case EntryKind.NUMBER | EntryKind.PERCENT:
                return {
                    "type": "decimal",
                    "errorStyle": "warning",  # text is let in, to say what a figure cannot: 1,0030 and 0,5%
                    "operator": "between",
                    "formula1": str(-_LARGEST),
                    "formula2": str(_LARGEST),
                }
            case EntryKind.DATE:
                first, last = "DATE(2000,1,1)", "DATE(2099,12,31)"
                return {"type": "date", "operator": "between", "formula1": first, "formula2": last}
        return None

    def _list(self, choices: tuple[Choice, ...]) -> str:
        """The range that holds these words, written when they are first asked for."""
        if choices not in self._lists:
            place = len(self._lists) + 1
            for number, choice in enumerate(choices, 1):
                self.page.cell(number, place, choice.label).data_type = "s"
            letter = self.page.cell(1, place).column_letter
            self._lists[choices] = f"{LISTS}!${letter}$1:${letter}${len(choices)}"
        return self._lists[choices]


def _runs(sheet: EntrySheet, column: EntryColumn, kind: EntryKind) -> Iterator[tuple[int, int]]:
    """First and last row of each unbroken run of open cells of this kind."""
    first = None
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        if column.name in row.open and row.kind(column) is kind:
            first = number if first is None else first
        elif first is not None:
            yield first, number - 1
            first = None
    if first is not None:
        yield first, FIRST_ROW + len(sheet.rows) - 1
