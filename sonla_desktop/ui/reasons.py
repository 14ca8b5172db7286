"""Looks of findings and words about reasons, the same on the page Kiểm tra and beside each item. No Qt in here."""

from __future__ import annotations

from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.submission_deadline import moment_label

TONES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def lapsed_text(item: StatedFinding) -> str:
    """A reason that was written for other figures and covers the warning no longer; empty when there is none."""
    return f"Lý do trước đây ghi cho số liệu khác: {item.lapsed}" if item.lapsed else ""


def written_text(item: StatedFinding) -> str:
    """When and by whom the reason in force was written; empty while there is none."""
    if not item.reason:
        return ""
    who = ", ".join(filter(None, (item.at and moment_label(item.at), item.by)))
    return f"Đã ghi lý do: {who}" if who else "Đã ghi lý do"


def message_text(item: StatedFinding) -> str:
    """The finding with what is known of its reason."""
    written, lapsed = written_text(item), lapsed_text(item)
    passed = f" ({written[0].lower()}{written[1:]})" if written else ""
    return "\n".join(filter(None, (item.message + passed, lapsed)))
