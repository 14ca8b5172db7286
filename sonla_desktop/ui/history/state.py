"""Lịch sử, worked out without Qt: rows of changes, what is told of one, and what is known of the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import moment_label
from sonla_desktop.ui.places import MONTHLY_UPDATE, OVERVIEW, REPORT_EXPORT, SETTINGS, Place, place_of_field
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.usecases.field_words import BLANK
from sonla_desktop.usecases.history_ports import ChainState
from sonla_desktop.usecases.history_words import HistoryLine
from sonla_desktop.usecases.read_month import Month

HEADINGS = ("Lúc", "Người làm", "Việc", "Báo cáo", "Mục, nội dung", "Trước", "Sau", "Lý do")
ALL_REPORTS = "Mọi báo cáo, cả thiết lập"
ALL_ACTIONS = "Mọi việc"
ALL_OFFICERS = "Mọi người"
_LONGEST_SHOWN, _LONGEST_TOLD = 200, 320
_ACTION_TONES = {"close": "good", "amend": "warning", "withdraw": "warning", "export": "good", "record": "good"}
_ACTION_ICONS = {
    "edit": "update",
    "close": "lock",
    "amend": "notice",
    "withdraw": "notice",
    "record": "check",
    "export": "export",
    "set_deadline": "calendar",
    "configure": "settings",
    "take_in": "attach",
}
_LIKE_OPENING = "document"
_PAGES = {
    "configure": SETTINGS,
    "create": SETTINGS,
    "set_deadline": OVERVIEW,
    "record": REPORT_EXPORT,
    "export": REPORT_EXPORT,
    "close": MONTHLY_UPDATE,
    "open": MONTHLY_UPDATE,
    "amend": MONTHLY_UPDATE,
    "withdraw": MONTHLY_UPDATE,
}
"""Page of what is no field of a report."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How far the chain was checked: of ``length`` links ``done`` ones; ``broken`` is the first that does not fit."""

    done: int = 0
    length: int = 0
    broken: int | None = None
    stopped: bool = False


def rows(lines: Sequence[HistoryLine]) -> list[RowView]:
    """One row for each change, newest first."""
    return [_row(line) for line in lines]


def _row(line: HistoryLine) -> RowView:
    about = " · ".join(filter(None, (line.item, line.field)))
    return RowView(
        line.seq,
        (
            CellView(moment_label(line.at)),
            CellView(line.officer, tip=line.officer),
            CellView(line.act, _ACTION_TONES.get(line.action, ""), _ACTION_ICONS.get(line.action, _LIKE_OPENING)),
            CellView(_report(line), tip=line.report),
            CellView(about, tip=about),
            CellView(short(line.old), tone="muted", tip=short(line.old)),
            CellView(short(line.new), tip=short(line.new)),
            CellView(line.reason, tip=line.reason),
        ),
    )


def _report(line: HistoryLine) -> str:
    version = f"bản {line.version}" if line.version is not None else ""
    return ", ".join(filter(None, (line.period, version)))


def short(text: str) -> str:
    """One line of a value, cut where a cell could not show it anyway."""
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST_SHOWN else one[:_LONGEST_SHOWN] + "…"


def details(line: HistoryLine) -> str:
    """Everything of one change."""
    where = ", ".join(filter(None, (line.report, line.period and f"kỳ {_report(line)}")))
    told = [
        f"{line.act}: {' · '.join(filter(None, (where, line.item, line.field)))}",
        f"Trước: {_cut(line.old)}\nSau: {_cut(line.new)}",
        f"Lý do: {line.reason}" if line.reason else "",
        f"Dòng {format_number(line.seq)}, {line.officer or BLANK}, {moment_label(line.at)}, mã {check_code(line.hash)}",
    ]
    return "\n".join(filter(None, told))


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_TOLD:
        return text
    return f"{text[:_LONGEST_TOLD].rstrip()}… (xem đủ khi xuất bảng tính)"


def as_text(shown: Sequence[RowView], headings: Sequence[str]) -> str:
    """Rows as they are shown, cells apart by tabs, to be pasted into a letter or a sheet."""
    lines = ["\t".join(headings), *("\t".join(" ".join(cell.text.split()) for cell in row.cells) for row in shown)]
    return "\n".join(lines) + "\n"


def count_text(shown: int, more: bool) -> str:
    """How many rows are listed."""
    if not shown:
        return ""
    return f"{format_number(shown)} dòng mới nhất" if more else f"{format_number(shown)} dòng"


def empty_text(filtered: bool) -> str:
    """What to do where nothing is listed."""
    if filtered:
        return "Không có thay đổi nào khớp bộ lọc. Nới khoảng ngày, chọn “Mọi việc” hoặc bấm Bỏ lọc."
    return "Báo cáo này chưa có thay đổi nào. Nhập số liệu ở Cập nhật; mỗi lần lưu là một dòng ở đây."


def chain_text(chain: ChainState, checked: Checked | None) -> tuple[str, str]:
    """Whether the chain is whole, and the tone of that."""
    about = f"{format_number(chain.length)} dòng, mã đầu {check_code(chain.head)}"
    if checked is None or checked.stopped:
        return f"Nhật ký: {about}; chưa kiểm tra hết", "muted"
    if checked.broken is not None:
        where = format_number(checked.broken)
        return f"Nhật ký không còn nguyên vẹn từ dòng {where}. Dừng nhập và báo người hỗ trợ", "error"
    if checked.done < checked.length:
        return f"Đang kiểm tra nhật ký: {format_number(checked.done)}/{format_number(checked.length)} dòng", "muted"
    return f"Nhật ký nguyên vẹn: {about}", "good"


def place_for(line: HistoryLine, month: Month) -> Place | None:
    """Where a change can be looked at, once its report is on the desk; None where that is gone."""
    known = _PAGES.get(line.action)
    if known is not None:
        return Place(known, field=line.path if known == SETTINGS else "")
    items = {item.code for item in (*month.assignment.tasks, *month.assignment.indicators)}
    if line.key is None or line.where not in (REPORT, *items):
        return None
    return place_of_field(line.where, line.path, month.duty.form, month.assignment)


def has_place(line: HistoryLine) -> bool:
    """Whether there is something to go to, as far as can be told before its report is on the desk."""
    return line.key is not None or line.action in _PAGES


def report_choices(reports: Sequence[tuple[ReportKey, str]]) -> list[tuple[str, ReportKey]]:
    """Period and name of each report, as the filter lists them."""
    return [(f"Kỳ {key.period.short_label}, {name}", key) for key, name in reports]


def file_name(key: ReportKey | None, day: str) -> str:
    """Name that is proposed for the sheet."""
    period = f"-{key.form}-{key.period}" if key is not None else ""
    return f"lich-su{period}-{day}.xlsx"


def exported_text(name: str, count: int) -> str:
    """What was written."""
    return f"Đã xuất {format_number(count)} dòng vào {name}."
