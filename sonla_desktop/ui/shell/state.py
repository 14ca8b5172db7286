"""What the frame of the window says, worked out without Qt."""

from __future__ import annotations

from datetime import datetime

from sonla_desktop.domain.agency import Agency
from sonla_desktop.domain.period import remaining_label
from sonla_desktop.domain.submission_deadline import NO_DEADLINE
from sonla_desktop.ui.save_news import SaveNews, SaveState
from sonla_desktop.ui.shell import PROGRAM_NAME
from sonla_desktop.ui.versions import replacing_text
from sonla_desktop.usecases.read_month import Month

ALMOST_DUE_DAYS = 3


def title_text(month: Month, now: datetime) -> str:
    """``UBND xã Chiềng Mung – Kỳ 11/2026 – Hạn: 17:00 12/11 (còn 3 ngày 4 giờ)``."""
    agency = month.assignment.agency
    return f"{agency.name} – Kỳ {month.key.period.short_label} – {deadline_text(month, now)}"


def deadline_text(month: Month, now: datetime) -> str:
    """The deadline and what is left of it; a closed month and a replacement say so instead: they wait for none."""
    if month.closed:
        return f"Đã chốt số liệu, phiên bản {month.report.version}"
    if replacing := replacing_text(month.report, month.closed):
        return replacing
    due = month.deadline
    if due is None:
        return NO_DEADLINE.capitalize()
    extended = ", đã gia hạn" if month.submission_deadline.is_extended else ""
    return f"Hạn: {due:%H:%M} {due.day:02d}/{due.month:02d} ({remaining_label(now, due)}{extended})"


def deadline_tone(month: Month, now: datetime) -> str:
    """How urgent the deadline is."""
    if month.closed:
        return "good"
    if month.report.supersedes is not None:
        return "warning"
    if month.submission_deadline.is_past(now):
        return "error"
    due = month.deadline
    return "warning" if due is not None and (due - now).days < ALMOST_DUE_DAYS else ""


def save_text(news: SaveNews) -> str:
    """``Đã lưu 10:42``, ``Đang lưu…``, or that saving failed."""
    if news.state is SaveState.SAVED and news.at is not None:
        return f"Đã lưu {news.at:%H:%M}"
    return "Đang lưu…" if news.state is SaveState.SAVING else "Chưa lưu được"


def window_title(agency: Agency | None, period_label: str, sample: bool) -> str:
    """Title of the window in the task bar."""
    if agency is None:
        return PROGRAM_NAME
    mark = "MẪU – " if sample else ""
    return f"{mark}{agency.name} – Kỳ {period_label} – {PROGRAM_NAME}"
