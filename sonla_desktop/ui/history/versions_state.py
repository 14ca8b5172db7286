"""Versions of all reports, worked out without Qt: rows, what is told of one, and the table of changed fields."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.submission_deadline import moment_label
from sonla_desktop.ui.history.state import short
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.versions import OUTCOME_TONES
from sonla_desktop.usecases.field_words import BLANK
from sonla_desktop.usecases.read_outcome import outcome_lines
from sonla_desktop.usecases.read_versions import ChangedField, VersionView

HEADINGS = ("Kỳ", "Báo cáo", "Bản", "Mở", "Chốt", "Hạn gửi", "Sửa", "Mã gói SHA-256", "Kết quả gửi")
COMPARED = ("Mục", "Nội dung", "Bản trước", "Bản này")
EMPTY = "Chưa có báo cáo nào trong sổ. Nhập số liệu ở Cập nhật rồi chốt; mỗi lần chốt là một phiên bản ở đây."
VersionKey = tuple[ReportKey, int]


def key_of(view: VersionView) -> VersionKey:
    """What a row stands for."""
    return view.line.key, view.line.version


def rows(views: Sequence[VersionView]) -> list[RowView]:
    """One row for each version, newest period first."""
    return [_row(view) for view in views]


def _row(view: VersionView) -> RowView:
    line = view.line
    period = line.key.period.short_label + (f", {line.key.part}" if line.key.part else "")
    late, tone = _timely(view)
    outcome = line.outcome if line.closed_at is not None else None
    said = _outcome(view)
    return RowView(
        key_of(view),
        (
            CellView(period, tip=period),
            CellView(view.name, tip=view.name),
            CellView(str(line.version), right=True, strong=True),
            CellView(date_label(line.opened_at.date()) if line.opened_at else BLANK, tip=line.opened_by),
            _closing(view),
            CellView(late, tone, {"error": "warning", "good": "done"}.get(tone, "")),
            CellView(BLANK if line.changed is None else f"{format_number(line.changed)} ô", tip=line.reason),
            CellView(check_code(line.package_sha256) if line.package_sha256 else BLANK, tip=line.package_sha256),
            CellView(said, OUTCOME_TONES.get(outcome.state, "") if outcome else "muted", tip=said),
        ),
    )


def _closing(view: VersionView) -> CellView:
    line = view.line
    if line.closed_at is None:
        return CellView("đang mở", "warning", "update")
    return CellView(moment_label(line.closed_at), icon="lock", tip=line.closed_by)


def _timely(view: VersionView) -> tuple[str, str]:
    match view.late:
        case True:
            return "muộn", "error"
        case False:
            return "đúng hạn", "good"
    return ("thay thế" if view.line.version > 1 else BLANK), "muted"


def _outcome(view: VersionView) -> str:
    outcome = view.line.outcome
    if view.line.closed_at is None or outcome is None:
        return "chưa chốt"
    stated = outcome.submission
    return ", ".join(filter(None, (stated.number and f"số {stated.number}", outcome.label)))


def details(view: VersionView) -> str:
    """Everything of one version."""
    line = view.line
    told = [f"{view.name}, kỳ {line.key.period.short_label}, phiên bản {line.version}"]
    if line.opened_at is not None:
        told.append(f"Mở: {moment_label(line.opened_at)}, {line.opened_by or BLANK}")
    if line.closed_at is not None:
        due = f"; hạn gửi {view.deadline.label}" if view.deadline is not None else ""
        told.append(f"Chốt: {moment_label(line.closed_at)}, {line.closed_by or BLANK}{due}")
    if line.reason:
        count = "" if line.changed is None else f" ({format_number(line.changed)} ô đã sửa)"
        told.append(f"Lý do thay thế phiên bản {line.version - 1}: {line.reason}{count}")
    if line.package_sha256:
        told.append(f"Gói gửi, SHA-256: {line.package_sha256}")
    if line.closed_at is not None and line.outcome is not None:
        told += outcome_lines(line.outcome)
    return "\n".join(told)


def compared_rows(changes: Sequence[ChangedField]) -> list[RowView]:
    """The table of changed fields."""
    return [
        RowView(
            number,
            (
                CellView(change.item or "Cả báo cáo", tip=change.item),
                CellView(change.field, tip=change.field),
                CellView(change.old, tone="muted", tip=short(change.old)),
                CellView(change.new, tip=short(change.new)),
            ),
        )
        for number, change in enumerate(changes)
    ]


def compared_text(view: VersionView, count: int) -> str:
    """What is compared, and how much differs."""
    line = view.line
    pair = f"phiên bản {line.version} so với phiên bản {line.version - 1}"
    found = f"{format_number(count)} ô khác nhau" if count else "không ô nào khác nhau"
    return f"{view.name}, kỳ {line.key.period.short_label}: {pair}, {found}"
