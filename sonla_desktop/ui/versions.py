"""What is said of the versions of a report wherever one is named: by number, by when, by what it replaces. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.replacement import LaterReport
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.submission import Outcome, SubmissionState
from sonla_desktop.domain.submission_deadline import NO_DEADLINE
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.ports import FrozenVersion

OUTCOME_TONES = {
    SubmissionState.EXPORTED: "warning",
    SubmissionState.RECEIVED: "good",
    SubmissionState.RETURNED: "error",
}
CHANGE_HEADINGS = ("Mục", "Nội dung", "Bản cũ", "Bản mới")


def replacing_text(report: Report, closed: bool) -> str:
    """That the version on the desk replaces another and is still open; empty for any other."""
    if closed or report.supersedes is None:
        return ""
    return f"Báo cáo thay thế bản {report.supersedes.version} (đang sửa)"


def later_text(later: Sequence[LaterReport]) -> str:
    """The later reports built on this one, in their order."""
    return ", ".join(f"{item.period.label} (bản {item.version})" for item in later)


def timely_text(snapshot: Snapshot, frozen: FrozenVersion) -> str:
    """Whether it was closed in time; only the first version is judged: a replacement comes when a fault is found."""
    deadline, stated = snapshot.month.submission_deadline, frozen.report.supersedes
    if stated is not None:
        return f"thay thế bản {stated.version}"
    if deadline.due is None:
        return NO_DEADLINE
    return "chốt muộn" if deadline.is_past(frozen.closed_at) else "đúng hạn"


def outcome_text(outcome: Outcome) -> str:
    """Official number and date as far as they are recorded, then how far the version has come."""
    stated = outcome.submission
    day = f" ngày {date_label(stated.date)}" if stated.date else ""
    return ", ".join(filter(None, (stated.number and f"số {stated.number}{day}", outcome.label)))


def change_rows(snapshot: Snapshot, changes: Sequence[FieldChange]) -> list[RowView]:
    """Every changed field in words, old beside new."""
    words = FieldWords(snapshot.month.duty.form, snapshot.month.assignment)
    return [_change_row(number, change, words) for number, change in enumerate(changes)]


def _change_row(number: int, change: FieldChange, words: FieldWords) -> RowView:
    cells = (
        CellView(words.item(change.where) or "Cả báo cáo"),
        CellView(words.field(change.field)),
        CellView(words.value(change.field, change.old), tone="muted"),
        CellView(words.value(change.field, change.new), strong=True),
    )
    return RowView(number, cells)
