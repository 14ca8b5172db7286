"""Sets the data window of one report where the plan leaves it to us: other days, with the reason for them."""

from __future__ import annotations

from typing import Final

from sonla_desktop.domain.data_window import (
    LONGEST_WINDOW,
    WINDOW_REASON,
    days_of,
    reason_text,
    window_reason,
    with_window,
)
from sonla_desktop.domain.period import DataWindow, WindowRule
from sonla_desktop.domain.report import Acknowledgement, Report, in_plan_order
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Stamp, Store, World
from sonla_desktop.usecases.read_month import Month, month_in
from sonla_desktop.usecases.record_values import save_report

_STATED_BY: Final = {"plan": "kế hoạch", "decree": "nghị định"}


def set_data_window(
    world: World, store: Store, month: Month, window: DataWindow | None, why: str = "", document: str = ""
) -> Changes:
    """Counts the report over these days (both included); None goes back to the window of the plan or reading.

    The same days with a reason confirm a window that only stood in. Old and new days and the reason go to the audit
    chain; the reason stays in the report, too, and so in month file and package.

    Raises:
        InputRefused: ``period-closed``; ``window-stated`` where plan or decree states the window of periodic reports;
            ``window-reason`` without a reason; ``window-too-long`` beyond 400 days.
    """
    with store.begin() as work:
        current = month_in(world, store, work, month.key.period, month.key.form)
        if current.closed:
            raise InputRefused("period-closed", period=month.key.period.short_label, version=current.report.version)
        stamp = Stamp(world.clock.now(), current.settings.officer, reason_text(why, document))
        wanted = _wanted(current, window, why, stamp)
        if _says_the_same(wanted, current.report):
            return Changes()
        if work.newest_report(current.key) is None:
            save_report(work, current, current.report, stamp)  # so that the chain names the window it had
        save_report(work, current, wanted, stamp)
        work.commit()
    return Changes(frozenset({month.key}))


def window_rule_of(month: Month) -> WindowRule:
    """How the data window of this report comes about as long as the officer sets none."""
    return month.duty.plan.regime_of(month.key.period).window


def _says_the_same(wanted: Report, stored: Report) -> bool:
    """Who set the window and when is no change by itself."""
    return (wanted.data_window, window_reason(wanted)) == (stored.data_window, window_reason(stored))


def _wanted(month: Month, window: DataWindow | None, why: str, stamp: Stamp) -> Report:
    rule = window_rule_of(month)
    planned = rule.window_of(month.key.period)
    if not rule.may_change(month.key.period):
        raise InputRefused("window-stated", window=planned.label, by=_STATED_BY[rule.stated_by])
    if window is None:
        return in_plan_order(with_window(month.report, planned, None), month.assignment)
    if not why.strip():
        raise InputRefused("window-reason")
    if days_of(window) > LONGEST_WINDOW:
        raise InputRefused("window-too-long", window=window.label, days=days_of(window), most=LONGEST_WINDOW)
    reason = Acknowledgement(*WINDOW_REASON, stamp.reason, by=stamp.officer, at=stamp.at)
    return in_plan_order(with_window(month.report, window, reason), month.assignment)
