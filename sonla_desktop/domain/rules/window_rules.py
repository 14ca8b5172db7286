"""Rules about the data window: somebody has set it, it follows on the one before, and it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from sonla_desktop.domain.data_window import lacks_window
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.period import PeriodKind
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.rule import At, at, report_rule


@report_rule("BC-006", Severity.ERROR, source="NĐ 09/2019 Điều 12")
def the_data_window_is_set(context: CheckContext) -> Iterator[At]:
    """Whoever asks for a report on request sets its window; until the officer enters it, no figure has a period."""
    rule = context.assignment.plan.regime_of(context.report.period).window
    if lacks_window(context.report, rule):
        yield at("data_window")


@report_rule("BC-007", Severity.NOTICE, needs=("previous",))
def the_data_window_follows_on_the_one_before(context: CheckContext) -> Iterator[At]:
    """No day is counted twice or left out between two periods that the plan joins.

    Reports on request are each about their own topic, so nothing is said of them.
    """
    report, previous = context.report, context.previous
    if previous is None or report.period.kind is PeriodKind.ON_REQUEST or previous.period != report.period.previous():
        return
    rule = context.assignment.plan.regime_of(report.period).window
    planned = rule.window_of(report.period).start - rule.window_of(previous.period).end
    start, end = report.data_window.start, previous.data_window.end
    between = (start - end).days - 1
    if planned.days == 1 and between != 0:
        yield at("data_window", variant="overlap" if between < 0 else "gap", start=start, end=end, days=abs(between))


@report_rule("BC-009", Severity.NOTICE)
def the_data_window_has_ended(context: CheckContext) -> Iterator[At]:
    """Before the last day of the window, figures may still change.

    Nothing is said while nobody has set the window (BC-006), nor of a plan whose deadline comes before its end.
    """
    report, plan, today = context.report, context.assignment.plan, context.now.date()
    end, due = report.data_window.end, plan.submission_deadline(report.period).due
    if lacks_window(report, plan.regime_of(report.period).window) or (due is not None and due.date() < end):
        return
    if today < end:
        yield at("data_window", end=end)
