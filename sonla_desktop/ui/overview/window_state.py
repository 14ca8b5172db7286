"""What the dialog about the data window holds and says, worked out without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sonla_desktop.domain.data_window import lacks_window, window_reason
from sonla_desktop.domain.period import DataWindow, date_label
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.check_report import check_month
from sonla_desktop.usecases.ports import World
from sonla_desktop.usecases.set_data_window import window_rule_of


@dataclass(frozen=True, slots=True)
class TypedWindow:
    """The inputs as they stand; None where the text is no date."""

    start: date | None
    end: date | None
    why: str = ""
    document: str = ""


def typed_of(snapshot: Snapshot) -> TypedWindow:
    """What the inputs show first: the window in force with its reason; no days while nobody has set them."""
    if is_lacking(snapshot):
        return TypedWindow(None, None)
    report = snapshot.month.report
    return TypedWindow(report.data_window.start, report.data_window.end, window_reason(report))


def is_lacking(snapshot: Snapshot) -> bool:
    """Whether nobody has set the window of this report yet."""
    return lacks_window(snapshot.month.report, window_rule_of(snapshot.month))


def may_change(snapshot: Snapshot) -> bool:
    """Whether the officer may set another window."""
    return window_rule_of(snapshot.month).may_change(snapshot.month.key.period)


def is_own(snapshot: Snapshot) -> bool:
    """Whether the officer set the window, so that there is something to go back to."""
    return bool(window_reason(snapshot.month.report))


def command(snapshot: Snapshot) -> str:
    """What the button says that opens the dialog."""
    return "Ghi khoảng chốt số liệu…" if is_lacking(snapshot) else "Sửa khoảng chốt số liệu…"


def shown(snapshot: Snapshot) -> str:
    """The window as the banner says it."""
    if is_lacking(snapshot):
        return "Chưa có khoảng chốt số liệu"
    days = snapshot.month.report.data_window
    return f"Số liệu từ {date_label(days.start)} đến hết {date_label(days.end)}"


def understood(snapshot: Snapshot) -> str:
    """The window without the officer's word, and why it is so."""
    rule, period = window_rule_of(snapshot.month), snapshot.month.key.period
    if not rule.states(period):
        return "Cách hiểu của chương trình: đợt này chưa có khoảng chốt số liệu; lấy theo văn bản yêu cầu báo cáo."
    return " ".join(filter(None, (f"Cách hiểu của chương trình: {rule.window_of(period).label}.", rule.why)))


def lacking(typed: TypedWindow) -> str:
    """What is to be filled in or corrected before the window can be recorded; empty when nothing is."""
    if typed.start is None:
        return "Nhập ngày đầu của khoảng chốt số liệu, ví dụ 11/10/2026."
    if typed.end is None:
        return "Nhập ngày cuối của khoảng chốt số liệu, ví dụ 10/11/2026."
    if typed.end < typed.start:
        start, end = date_label(typed.start), date_label(typed.end)
        return f"Ngày cuối {end} đang trước ngày đầu {start}. Kiểm tra lại hai ngày."
    return "" if typed.why.strip() else "Nhập lý do, ví dụ yêu cầu của cơ quan nhận báo cáo."


def window_of(typed: TypedWindow) -> DataWindow:
    """The window of inputs of which nothing is lacking; raises ValueError otherwise."""
    if typed.start is None or typed.end is None:
        raise ValueError(lacking(typed))
    return DataWindow(typed.start, typed.end)


def remarks(world: World, snapshot: Snapshot, typed: TypedWindow) -> str:
    """What the officer should know of these days: how they join the period before, whether they outlast the deadline.

    None of it keeps the window from being recorded.
    """
    if typed.start is None or typed.end is None or typed.end < typed.start:
        return ""
    month = snapshot.month
    report = replace(month.report, data_window=window_of(typed))
    told = [
        item.message
        for item in check_month(world, replace(month, report=report), {})
        if item.finding.code == "BC-007"
    ]
    if month.deadline is not None and typed.end > month.deadline.date():
        told.append(f"Ngày cuối {date_label(typed.end)} sau hạn gửi {date_label(month.deadline.date())}.")
    return " ".join(told)
