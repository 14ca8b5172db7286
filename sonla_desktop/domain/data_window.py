"""Whose word the data window of a report is: the plan's, or the officer's with the reason that stands beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.period import DataWindow, WindowRule
from sonla_desktop.domain.report import Acknowledgement, Report

LONGEST_WINDOW: Final = 400
"""Days; a year with some room at both ends. Longer ones are mistyped years."""
WINDOW_REASON: Final = ("BC-006", REPORT, "data_window")
"""Under which code and place the reason of a window lies among the reasons of the report."""
_BY_DOCUMENT: Final = "Theo {document}: "


def days_of(window: DataWindow) -> int:
    """Number of days, both ends counted."""
    return (window.end - window.start).days + 1


def window_reason(report: Report) -> str:
    """Why the officer set this window; empty while it is the plan's."""
    return next((item.reason for item in report.acknowledged if _is_of_window(item)), "")


def lacks_window(report: Report, rule: WindowRule) -> bool:
    """Say whether nobody has set the window yet: no reading knows the request, and the officer said nothing.

    ``report.data_window`` is then what stands in for it.
    """
    return not rule.states(report.period) and not window_reason(report)


def reason_text(why: str, document: str) -> str:
    """The reason as it is kept, the document first: "Theo 1680/UBND-KGVX: Tỉnh yêu cầu chốt sớm."."""
    symbol = " ".join(document.split())
    return (_BY_DOCUMENT.format(document=symbol) if symbol else "") + why.strip()


def with_window(report: Report, window: DataWindow, reason: Acknowledgement | None) -> Report:
    """The report over other days; None: the window needs no reason, because it is the plan's."""
    others = tuple(item for item in report.acknowledged if not _is_of_window(item))
    return replace(report, data_window=window, acknowledged=(*others, reason) if reason else others)


def _is_of_window(item: Acknowledgement) -> bool:
    return (item.code, item.where, item.field) == WINDOW_REASON
