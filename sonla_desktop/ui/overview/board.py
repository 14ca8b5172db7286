"""What Lịch báo cáo says of each report, worked out without Qt: on Tổng quan the pressing ones, elsewhere the year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sonla_desktop.domain.period import ReportingPeriod, date_label, remaining_label, weekday_label
from sonla_desktop.domain.submission_deadline import NO_DEADLINE
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.due_board import DueLine, DueState, LockState, PlanEnd, StaleReport, Timeliness

HEADINGS = ("Hạn gửi", "Báo cáo", "Kỳ", "Chốt số liệu", "Tình trạng", "Thời hạn")
NO_WINDOW = "chưa ghi khoảng chốt"
MOST_NOTES = 2
_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_LATE = "chốt muộn"
_DUE_WORDS = {
    DueState.NOT_YET: "chưa đến kỳ",
    DueState.OPEN: "đang trong kỳ",
    DueState.SOON: "sắp đến hạn",
    DueState.PAST: "đã qua hạn",
    DueState.UNSET: NO_DEADLINE,
}
_DUE_TONES = {DueState.SOON: "warning", DueState.PAST: "error", DueState.NOT_YET: "muted", DueState.UNSET: "muted"}


def pressing(snapshot: Snapshot) -> list[DueLine]:
    """What Tổng quan shows: overdue, begun, of each form the next one, and the one on the desk."""
    shown: list[DueLine] = []
    with_next: set[str] = set()
    for line in snapshot.board:
        is_next = line.is_pending and not line.is_overdue and line.form not in with_next
        if is_next:
            with_next.add(line.form)
        is_begun = line.lock in (LockState.OPEN, LockState.REPLACING)
        if line.is_overdue or is_begun or is_next or is_chosen(line, snapshot):
            shown.append(line)
    return shown


def is_chosen(line: DueLine, snapshot: Snapshot) -> bool:
    """Whether it is the report on the desk."""
    return (line.form, line.period) == (snapshot.month.key.form, snapshot.month.key.period)


def rows(lines: Iterable[DueLine], snapshot: Snapshot) -> list[RowView]:
    """One row for each; the report on the desk is strong."""
    return [_row(line, snapshot.now, chosen=is_chosen(line, snapshot)) for line in lines]


def grouped_rows(lines: Sequence[DueLine], snapshot: Snapshot) -> list[RowView]:
    """The same under headings: overdue, to come, done."""
    groups = (
        ("Quá hạn chưa chốt", [line for line in lines if line.is_overdue]),
        ("Phải gửi", [line for line in lines if line.is_pending and not line.is_overdue]),
        ("Đã chốt, đã qua", [line for line in lines if not line.is_pending]),
    )
    found: list[RowView] = []
    for title, members in groups:
        if members:
            found += [_heading(f"{title} ({len(members)})"), *rows(members, snapshot)]
    return found


def _heading(text: str) -> RowView:
    return RowView(text, (CellView(text), *(CellView() for _ in HEADINGS[1:])), heading=True)


def _row(line: DueLine, now: datetime, *, chosen: bool) -> RowView:
    word, tone = _lock_word(line)
    when, when_tone = _time_word(line, now)
    day_off = line.day_off if line.is_pending and line.due_state is not DueState.PAST else None
    return RowView(
        (line.form, line.period),
        (
            CellView(
                due_text(line),
                tone="warning" if day_off else "",
                icon="calendar" if day_off else "",
                strong=chosen,
                tip=details(line, now),
            ),
            CellView(line.name, strong=chosen, tip=line.name, icon="update" if chosen else ""),
            CellView(line.period.short_label, strong=chosen),
            CellView(_window_text(line)),
            CellView(word, tone=tone, icon=labels.TONE_ICONS.get(tone, "")),
            CellView(when, tone=when_tone, icon=labels.TONE_ICONS.get(when_tone, "")),
        ),
    )


def _window_text(line: DueLine) -> str:
    if line.window is None:
        return NO_WINDOW
    return f"{_short_day(line.window.start, line.window.end)} – {date_label(line.window.end)}"


def _short_day(day: date, other: date) -> str:
    """The day without its year where the other one has the same."""
    return f"{day.day:02d}/{day.month:02d}" if day.year == other.year else date_label(day)


def due_text(line: DueLine) -> str:
    """The deadline in force with its day of the week, and that it was moved."""
    due = line.deadline.due
    if due is None:
        return NO_DEADLINE.capitalize()
    return _brief(due) + (" (gia hạn)" if line.deadline.is_extended else "")


def _moment(moment: datetime) -> str:
    return f"{moment:%H:%M} {_day(moment.date())}"


def _brief(moment: datetime) -> str:
    """The moment with the day of the week as calendars have it: "17:00 T5, 12/11/2026"."""
    day = moment.date()
    return f"{moment:%H:%M} {_WEEKDAYS[day.weekday()]}, {date_label(day)}"


def _day(day: date) -> str:
    return f"{weekday_label(day)}, {date_label(day)}"


def _lock_word(line: DueLine) -> tuple[str, str]:
    match line.lock:
        case LockState.CLOSED:
            return ("Đã chốt" if line.version == 1 else f"Đã chốt bản {line.version}"), "good"
        case LockState.REPLACING:
            return f"Đang thay thế bản {line.version}", "warning"
        case LockState.OPEN:
            return "Đang nhập", ""
    if line.timeliness is Timeliness.EARLIER:
        return "Không có trong sổ", "muted"
    return ("Chưa đến kỳ", "muted") if line.due_state is DueState.NOT_YET else ("Chưa nhập", "")


def _time_word(line: DueLine, now: datetime) -> tuple[str, str]:
    """How long is left or over; of a closed one whether it was in time."""
    due = line.deadline.due
    match line.timeliness:
        case Timeliness.IN_TIME:
            return ("chốt đúng hạn" if due is not None else NO_DEADLINE), "good" if due is not None else "muted"
        case Timeliness.LATE:
            return late_text(line), "warning"
        case Timeliness.EARLIER:
            return "trước khi có sổ", "muted"
    return (remaining_label(now, due) if due is not None else NO_DEADLINE), _DUE_TONES.get(line.due_state, "")


def late_text(line: DueLine) -> str:
    """How much later than the deadline the first version was closed: "chốt muộn 2 ngày 3 giờ"."""
    if line.closed_at is None or line.deadline.due is None:
        return _LATE
    return late_by(line.closed_at, line.deadline.due)


def late_by(closed_at: datetime, due: datetime) -> str:
    """The same of two moments; less than a minute is only late."""
    said = remaining_label(closed_at, due)
    return said.replace("quá hạn", _LATE) if said.startswith("quá hạn") else _LATE


def details(line: DueLine, now: datetime) -> str:
    """Everything that is to be known of one report, line by line; the three facts stand apart."""
    told = [f"{line.name}, kỳ {line.period.short_label}", f"Hạn gửi: {_deadline_details(line)}"]
    if line.day_off is not None:
        told.append(day_off_text(line))
    told.append(f"Số liệu: {_window_details(line)}")
    told.append(f"Đến hạn: {_due_details(line, now)}")
    told.append(f"Đúng hạn: {_timely_details(line)}")
    told.append(f"Khóa: {lock_details(line)}")
    return "\n".join(told)


def _deadline_details(line: DueLine) -> str:
    stated, notice = line.deadline.stated, line.deadline.notice
    if notice is None:
        return _moment(stated) if stated is not None else f"{NO_DEADLINE}, ghi hạn theo văn bản yêu cầu"
    moved = f"{_moment(notice.due)} theo {notice.source}"
    return f"{moved} (hạn theo kế hoạch: {_moment(stated)})" if stated is not None else moved


def day_off_text(line: DueLine) -> str:
    """Which working day to remember; empty where the deadline is a working day."""
    if line.day_off is None or line.deadline.due is None:
        return ""
    day, reason = line.deadline.due.date(), line.day_off.reason
    why = "" if reason == weekday_label(day) else f" ({reason})"
    return f"{_day(day)} là ngày nghỉ{why}: gửi chậm nhất {_day(line.day_off.working_day)}"


def _window_details(line: DueLine) -> str:
    window, due, complete = line.window, line.deadline.due, line.complete_from
    if window is None or complete is None:
        return NO_WINDOW
    if due is not None and due.date() < complete:
        return f"{window.label}; hạn gửi đến trước khi đủ số liệu ({date_label(complete)})"
    return f"{window.label}; đủ số liệu từ {date_label(complete)}"


def _due_details(line: DueLine, now: datetime) -> str:
    due, word = line.deadline.due, _DUE_WORDS[line.due_state]
    return f"{word}, {remaining_label(now, due)}" if due is not None and line.is_pending else word


def _timely_details(line: DueLine) -> str:
    match line.timeliness:
        case Timeliness.WAITING:
            return "chưa chốt"
        case Timeliness.EARLIER:
            return "không xét, hạn đã qua trước khi có sổ này"
    at = f", bản 1 chốt lúc {_moment(line.closed_at)}" if line.closed_at is not None else ""
    return (late_text(line) if line.timeliness is Timeliness.LATE else "chốt đúng hạn") + at


def lock_details(line: DueLine) -> str:
    """Whether figures can be typed in, and what to do where they cannot."""
    match line.lock:
        case LockState.CLOSED:
            return f"đã chốt bản {line.version}, chỉ xem; muốn sửa thì lập báo cáo thay thế"
        case LockState.REPLACING:
            return f"bản {line.version} đã chốt, báo cáo thay thế đang mở"
    return "đang mở, nhập được"


def summary(lines: Sequence[DueLine]) -> tuple[str, str]:
    """How many are overdue and due soon, and the tone of that."""
    overdue = sum(line.is_overdue for line in lines)
    soon = sum(line.is_pending and line.due_state is DueState.SOON for line in lines)
    told = [text for count, text in ((overdue, f"{overdue} quá hạn"), (soon, f"{soon} sắp đến hạn")) if count]
    return " · ".join(told) or "Không báo cáo nào quá hạn.", "error" if overdue else ("warning" if soon else "")


def notes(lines: Sequence[DueLine]) -> str:
    """Deadlines ahead that fall on a day off, the next ones first."""
    ahead = [line for line in lines if line.is_pending and line.due_state is not DueState.PAST and line.day_off]
    return "\n".join(f"{day_off_text(line)} ({line.name})." for line in ahead[:MOST_NOTES])


def stale_text(stale: Sequence[StaleReport]) -> str:
    """Closed reports to be replaced too, a line for each."""
    return "\n".join(
        f"{item.name}, kỳ {item.comparison.key.period.short_label} lập trên số liệu kỳ "
        f"{item.comparison.previous.short_label} đã được thay thế: lập báo cáo thay thế cho kỳ này."
        for item in stale
    )


def ends_text(ends: Sequence[PlanEnd]) -> str:
    """How far the plans go, a line for each year that is not in the program."""
    by_year: dict[int, list[PlanEnd]] = {}
    for end in ends:
        by_year.setdefault(end.missing, []).append(end)
    return "\n".join(
        f"Kế hoạch năm {year} chưa có trong chương trình: "
        + "; ".join(f"{end.name} có lịch đến kỳ {end.last.short_label}" for end in members)
        + "."
        for year, members in sorted(by_year.items(), reverse=True)
    )


def forms_of(lines: Iterable[DueLine]) -> list[tuple[str, str]]:
    """Id and name of the forms on the board, by name."""
    return sorted({line.form: line.name for line in lines}.items(), key=lambda form: form[1])


def as_text(shown: Sequence[RowView], footer: str) -> str:
    """The rows as they are shown, cells apart by tabs, to be pasted into a letter or a sheet."""
    body = ["\t".join(cell.text for cell in row.cells).rstrip() for row in shown]
    return "\n".join(["\t".join(HEADINGS), *body, *([footer] if footer else [])]) + "\n"


Chosen = tuple[str, ReportingPeriod]
"""Form and period of the row that was chosen."""
