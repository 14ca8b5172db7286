"""What was taken in from a file, in words: the window and the command line say the same."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.report import Acknowledgement
from sonla_desktop.usecases.form_parts import OtherCalculation
from sonla_desktop.usecases.record_values import Recorded


def recorded_lines(recorded: Recorded) -> Iterator[str]:
    """One line of counts, then one for each value or reason of the file that was not taken in."""
    yield (
        f"Đã ghi {recorded.indicators} chỉ tiêu, {recorded.tasks} nhiệm vụ, {recorded.figures} số liệu của biểu,"
        f" {recorded.table_rows} dòng bảng ({len(recorded.changed)} ô thay đổi),"
        f" {recorded.evidence_files} tệp minh chứng."
    )
    yield from map(_other_calculation, recorded.differing)
    yield from map(_foreign_reason, recorded.foreign_reasons)


def _foreign_reason(item: Acknowledgement) -> str:
    """It was left out, since no finding could ever ask for it."""
    return f"Không nhận lý do ghi cho {item.code} ({item.where}): chương trình không có quy tắc này. Kiểm tra lại mã."


def _other_calculation(item: OtherCalculation) -> str:
    """Nothing was stored of it, so no finding will tell it."""
    if not item.computed:
        return f"{item.place}: tệp ghi {item.given}, chưa đủ số thành phần để tính; không dùng số của tệp."
    return f"{item.place}: tệp ghi {item.given}, chương trình tính {item.computed}; dùng {item.computed}."
