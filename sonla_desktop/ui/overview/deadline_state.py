"""What the dialog about a deadline holds and says, worked out without Qt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from sonla_desktop.domain.submission_deadline import DeadlineNotice, moment_label
from sonla_desktop.ui.snapshot import Snapshot

USUAL_TIME: Final = "17:00"
_TIME: Final = re.compile(r"([01]?[0-9]|2[0-3])\s*[:hH.]\s*([0-5][0-9])?")


@dataclass(frozen=True, slots=True)
class Typed:
    """The inputs as they stand."""

    day: date | None = None
    time: str = USUAL_TIME
    document: str = ""
    document_date: date | None = None
    note: str = ""


def typed_of(notice: DeadlineNotice | None) -> Typed:
    """What the inputs show of a recorded notice; the usual hour and nothing else for none."""
    if notice is None:
        return Typed()
    return Typed(notice.due.date(), f"{notice.due:%H:%M}", notice.document, notice.document_date, notice.note)


def read_time(text: str) -> time | None:
    """Reads "17:00", "17h00", "17h" or "8.30"; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None


def lacking(typed: Typed) -> str:
    """What is to be filled in before the notice can be recorded; empty when nothing is."""
    if typed.day is None:
        return "Nhập ngày của hạn gửi, ví dụ 20/11/2026."
    if read_time(typed.time) is None:
        return "Nhập giờ của hạn gửi, ví dụ 17:00."
    if not typed.document.strip():
        return "Nhập số, ký hiệu của văn bản, ví dụ 1680/UBND-KGVX."
    return ""


def notice_of(typed: Typed) -> DeadlineNotice:
    """The notice of inputs of which nothing is lacking; raises ValueError otherwise."""
    at = read_time(typed.time)
    if typed.day is None or at is None:
        raise ValueError(lacking(typed))
    return DeadlineNotice(datetime.combine(typed.day, at), typed.document, typed.document_date, typed.note)


def heading(snapshot: Snapshot) -> str:
    """Which report it is about."""
    return f"{snapshot.month.duty.form.short_title}, kỳ {snapshot.month.key.period.short_label}"


def stated(snapshot: Snapshot) -> str:
    """The deadline without the document."""
    moment = snapshot.month.submission_deadline.stated
    if moment is None:
        return "Kế hoạch không ghi hạn gửi của báo cáo này; ghi hạn theo văn bản yêu cầu."
    return f"Hạn gửi theo kế hoạch: {moment_label(moment)}."


def recorded(notice: DeadlineNotice | None) -> str:
    """Who recorded the notice and when."""
    if notice is None or notice.at is None:
        return ""
    who = f"{notice.by}, " if notice.by else ""
    return f"Đã ghi: {who}{moment_label(notice.at)}."
