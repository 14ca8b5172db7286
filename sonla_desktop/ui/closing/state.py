"""The step Chốt, worked out without Qt: what stands in the way, or what is about to be frozen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import date_label, remaining_label
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.submission_deadline import NO_DEADLINE, moment_label
from sonla_desktop.ui import labels
from sonla_desktop.ui.places import CHECKING, MONTHLY_UPDATE, Place, place_of_field, step_of
from sonla_desktop.ui.rows import RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.versions import change_rows, later_text
from sonla_desktop.usecases.outcomes import IndicatorOutcome, TaskOutcome, indicator_items, task_items


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that keeps the month from being closed, and where to put it right."""

    text: str
    place: Place


def obstacles(snapshot: Snapshot, unreadable: Sequence[tuple[str, str]], unsaved: int) -> list[Obstacle]:
    """Everything that stands in the way; ``unreadable`` are (item, field) of texts that are no number or date yet."""
    found: list[Obstacle] = []
    form, assignment = snapshot.month.duty.form, snapshot.month.assignment
    blocking = Counter(item.finding.severity for item in snapshot.findings if item.blocks)
    if blocking[Severity.ERROR]:
        found.append(Obstacle(f"Còn {blocking[Severity.ERROR]} chỗ sai phải sửa", Place(MONTHLY_UPDATE, CHECKING)))
    if blocking[Severity.WARNING]:
        text = f"Còn {blocking[Severity.WARNING]} cảnh báo chưa ghi lý do"
        found.append(Obstacle(text, Place(MONTHLY_UPDATE, CHECKING)))
    for step in snapshot.flow.steps:
        if step.total > step.done and step.id not in (CHECKING, "close", "export") and not blocking:
            text = f"{step.title}: còn {step.total - step.done} mục chưa xong"
            found.append(Obstacle(text, Place(MONTHLY_UPDATE, step.id)))
    if snapshot.replacement is not None and not snapshot.replacement.changes and not found:
        old = snapshot.replacement.supersedes.version
        text = f"Chưa khác gì bản {old}: sửa số liệu rồi chốt, hoặc bỏ báo cáo thay thế"
        found.append(Obstacle(text, Place(MONTHLY_UPDATE, snapshot.flow.steps[0].id)))
    if unreadable:
        text = f"Còn {len(unreadable)} ô ghi số hoặc ngày chưa rõ, chưa lưu được"
        found.append(Obstacle(text, place_of_field(*unreadable[0], form, assignment)))
    if unsaved:
        place = Place(MONTHLY_UPDATE, step_of(form, SectionKind.EXPLANATIONS))
        found.append(Obstacle(f"Còn {unsaved} mục chưa lưu được", place))
    return found


def late_text(snapshot: Snapshot) -> str:
    """That the deadline in force has passed, what is recorded of it, and that it blocks nothing; empty in time."""
    deadline = snapshot.month.submission_deadline
    if snapshot.month.closed or snapshot.replacement or deadline.due is None or not deadline.is_past(snapshot.now):
        return ""
    return (
        f"Đã quá hạn gửi {moment_label(deadline.due)} ({remaining_label(snapshot.now, deadline.due)}). "
        "Vẫn chốt được; việc chốt muộn được ghi lại cùng báo cáo."
    )


def summary(snapshot: Snapshot) -> list[tuple[str, str]]:
    """What is frozen, as (word, value) lines."""
    report, assignment, settings = snapshot.report, snapshot.month.assignment, snapshot.month.settings
    indicators = Counter(item.outcome for item in indicator_items(report, assignment))
    tasks = Counter(item.outcome for item in task_items(report, assignment))
    window = report.data_window
    passed = sum(bool(item.reason) for item in snapshot.findings)
    return [
        ("Cơ quan", assignment.agency.name),
        ("Kỳ báo cáo", f"{report.period.label}, phiên bản {report.version}"),
        *_replacing(snapshot.replacement),
        ("Số liệu", f"từ {date_label(window.start)} đến hết {date_label(window.end)}"),
        ("Chỉ tiêu", _counted([(labels.OUTCOMES[o][0].lower(), indicators[o]) for o in IndicatorOutcome])),
        ("Nhiệm vụ", _counted([(labels.TASK_OUTCOMES[o].lower(), tasks[o]) for o in TaskOutcome])),
        ("Cảnh báo", f"{passed} cảnh báo đi qua có ghi lý do, in trong phụ lục" if passed else "không có"),
        ("Tệp kèm theo", f"{len(snapshot.files)} tệp minh chứng"),
        ("Người ký", settings.signatory.name or "chưa ghi"),
        ("Cán bộ báo cáo", settings.officer or "chưa ghi"),
    ]


def _counted(parts: list[tuple[str, int]]) -> str:
    return " · ".join(f"{count} {word}" for word, count in parts if count)


def _replacing(replacement: Replacement | None) -> list[tuple[str, str]]:
    """What this version replaces and why, and the later reports that were built on the replaced figures."""
    if replacement is None:
        return []
    stated = replacement.supersedes
    lines = [
        ("Thay thế", f"bản {stated.version}, gói có mã {check_code(stated.package_sha256)}"),
        ("Lý do thay thế", replacement.reason),
    ]
    if replacement.later:
        lines.append(("Báo cáo sau", f"{later_text(replacement.later)}: đã lập trên số liệu cũ, xem có phải thay thế"))
    return lines


def changes_heading(snapshot: Snapshot) -> str:
    """Over the table of what differs from the replaced version; empty where there is none."""
    replacement = _replacement_of(snapshot)
    if replacement is None:
        return ""
    old, count = replacement.supersedes.version, len(replacement.changes)
    return f"Đã sửa {format_number(count)} chỗ so với bản {old}" if count else f"Chưa sửa gì so với bản {old}"


def changes(snapshot: Snapshot) -> list[RowView]:
    """What differs from the replaced version, in words, old beside new."""
    replacement = _replacement_of(snapshot)
    return change_rows(snapshot, replacement.changes) if replacement is not None else []


def _replacement_of(snapshot: Snapshot) -> Replacement | None:
    return snapshot.versions[-1].replacement if snapshot.month.closed else snapshot.replacement


def closed_summary(snapshot: Snapshot) -> list[tuple[str, str]]:
    """What was frozen, as (word, value) lines."""
    version = snapshot.versions[-1]
    files = ", ".join(f"{file.name} ({labels.size(file.size)})" for file in version.files)
    return [
        ("Phiên bản", str(version.report.version)),
        *_replacing(version.replacement),
        ("Chốt lúc", f"{version.closed_at:%H:%M} ngày {date_label(version.closed_at.date())}"),
        ("Thời hạn", _timely(snapshot)),
        ("Người chốt", version.closed_by or "chưa ghi"),
        ("Tệp đã lập", files),
        ("Kết quả gửi", snapshot.outcomes[version.report.version].label),
        ("Mã nhật ký", version.chain_head[:16]),
    ]


def _timely(snapshot: Snapshot) -> str:
    """The first version counts: a replacement is not late because it comes later."""
    deadline, closed_at = snapshot.month.submission_deadline, snapshot.versions[0].closed_at
    if deadline.due is None:
        return NO_DEADLINE
    word = "chốt muộn so với hạn" if deadline.is_past(closed_at) else "chốt đúng hạn"
    return f"{word} {deadline.label}"
