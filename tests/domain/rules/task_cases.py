"""NV-001…005 and NV-009: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.indicator import Unit
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, Measured, PhaseCompletion, TaskStatus
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    BY_REFERENCE,
    EXPLAINED,
    ON_EVENT,
    PHASED,
    RECURRING,
    together,
    untouched,
    update,
)

NOT_STARTED, IN_PROGRESS = TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS
COMPLETED, NOT_ARISING = TaskStatus.COMPLETED, TaskStatus.NOT_ARISING
DUE = EnteredDeadline(date(2026, 4, 30), "Kế hoạch của tỉnh")
BELOW = Measured(Decimal("95.0"), Unit.PERCENT)


def without_earliest_day(context: CheckContext) -> CheckContext:
    """A plan that says nothing about the earliest plausible completion."""
    plan = context.assignment.plan
    free = replace(plan, regime=replace(plan.regime, not_before=None))
    return replace(context, assignment=replace(context.assignment, plan=free))


def done(day: date | None, **changes: object) -> dict[str, object]:
    return {"status": COMPLETED, "percent": 100, "completed_on": day, "result": "Đã xong.", **changes}


UPDATED = [
    fires("task not touched", untouched(BY_QUARTER), f"NV-001 {BY_QUARTER} status error"),
    fires("no status chosen", update(BY_QUARTER, status=None), f"NV-001 {BY_QUARTER} status error"),
    fires("overdue, and no status chosen", update(BY_MONTH, status=None), f"NV-001 {BY_MONTH} status error"),
    silent("not started", update(BY_QUARTER, status=NOT_STARTED, percent=0)),
]
COMPLETION = [
    fires("completed without a date", update(BY_MONTH, completed_on=None), f"NV-002 {BY_MONTH} completed_on error"),
    fires("completed without document or result", update(BY_MONTH, documents=()), f"NV-002 {BY_MONTH} result error"),
    fires("completed with an empty document row", update(BY_MONTH, documents=(IssuedDocument("KH"),)),
          f"NV-002 {BY_MONTH} result error"),
    fires("completed with neither", update(BY_MONTH, completed_on=None, documents=()),
          f"NV-002 {BY_MONTH} completed_on error", f"NV-002 {BY_MONTH} result error"),
    silent("a result instead of a document", update(BY_MONTH, documents=(), result="Đã lắp đặt.")),
]  # fmt: skip
PERCENT = [
    fires("above 100", update(BY_QUARTER, percent=140), f"NV-003 {BY_QUARTER} percent error"),
    fires("below 0", update(BY_QUARTER, percent=-1), f"NV-003 {BY_QUARTER} percent error"),
    fires("completed at 99", update(BY_MONTH, percent=99), f"NV-003 {BY_MONTH} percent error"),
    fires("not started at 1", update(BY_QUARTER, status=NOT_STARTED, percent=1), f"NV-003 {BY_QUARTER} percent error"),
    fires("in progress, not entered", update(BY_QUARTER, percent=None), f"NV-003 {BY_QUARTER} percent error"),
    fires("completed, not entered", update(BY_MONTH, percent=None), f"NV-003 {BY_MONTH} percent error"),
    silent("in progress at 100", update(BY_QUARTER, percent=100)),
    silent("in progress at 0", update(BY_QUARTER, percent=0)),
    silent("not started, not entered", update(BY_QUARTER, status=NOT_STARTED, percent=None)),
    silent("not arising, not entered", update(ON_EVENT, percent=None)),
]
LATENESS = [
    fires("overdue", update(BY_MONTH, status=IN_PROGRESS, percent=90, completed_on=None),
          f"NV-004 {BY_MONTH} explanation error"),
    silent("overdue, explained", update(BY_MONTH, status=IN_PROGRESS, percent=90, completed_on=None,
                                        explanation=EXPLAINED)),
    fires("overdue, one part lacking", update(BY_MONTH, status=IN_PROGRESS, percent=90, completed_on=None,
                                              explanation=replace(EXPLAINED, objective="")),
          f"NV-004 {BY_MONTH} explanation.objective error"),
    fires("done a day late", update(BY_MONTH, completed_on=date(2026, 7, 1)), f"NV-004 {BY_MONTH} explanation error"),
    silent("done on the day", update(BY_MONTH, completed_on=date(2026, 6, 30))),
    silent("not arising after its date", update(BY_MONTH, status=NOT_ARISING, percent=0, completed_on=None)),
    silent("due in the coming month", update(BY_QUARTER, percent=5)),
    fires("first phase not done", update(PHASED, status=IN_PROGRESS, percent=50, completed_on=None, phases=()),
          f"NV-004 {PHASED} explanation error"),
    fires("first phase done late", update(PHASED, phases=(PhaseCompletion(1, date(2026, 4, 1)),)),
          f"NV-004 {PHASED} explanation error"),
    silent("first phase done, later ones open", update(PHASED, status=IN_PROGRESS, percent=50, completed_on=None)),
    fires("entered date passed", update(BY_REFERENCE, status=IN_PROGRESS, percent=50, completed_on=None),
          f"NV-004 {BY_REFERENCE} explanation error"),
    fires("exactly at a threshold that asks for more", update(RECURRING, measured=BELOW),
          f"NV-004 {RECURRING} explanation error"),
    silent("below the threshold, explained", update(RECURRING, measured=BELOW, explanation=EXPLAINED)),
    silent("below the threshold, but not arising", update(RECURRING, status=NOT_ARISING, percent=0, measured=BELOW)),
    silent("nothing measured", update(RECURRING, measured=None)),
]  # fmt: skip
DATES = [
    fires("after the data window", update(BY_QUARTER, **done(date(2026, 11, 11))),
          f"NV-005 {BY_QUARTER} completed_on error"),
    silent("on the last day of the window", update(BY_QUARTER, **done(date(2026, 11, 10)))),
    fires("in the future", update(BY_QUARTER, **done(date(2027, 3, 5))), f"NV-005 {BY_QUARTER} completed_on error"),
    fires("before the plan", update(BY_QUARTER, **done(date(2025, 12, 31))), f"NV-005 {BY_QUARTER} completed_on error"),
    silent("on its first day", update(BY_QUARTER, **done(date(2026, 1, 1)))),
    silent("before a plan that names no first day",
           together(without_earliest_day, update(BY_QUARTER, **done(date(2025, 12, 31))))),
    fires("a phase in the future",
          update(PHASED, phases=(PhaseCompletion(1, date(2026, 3, 30)), PhaseCompletion(2, date(2026, 12, 1)))),
          f"NV-005 {PHASED} phases.1.completed_on error"),
    fires("a late date that is a slip of the pen is not yet lateness", update(BY_MONTH, completed_on=date(2062, 6, 24)),
          f"NV-005 {BY_MONTH} completed_on error"),
]  # fmt: skip
OPEN_DEADLINES = [
    fires("neither date nor mark", update(ON_EVENT, deadline=None), f"NV-009 {ON_EVENT} deadline error"),
    fires("an empty entry", update(ON_EVENT, deadline=EnteredDeadline(basis="Kế hoạch")),
          f"NV-009 {ON_EVENT} deadline error"),
    fires("both date and mark", update(BY_REFERENCE, deadline=replace(DUE, not_arisen=True)),
          f"NV-009 {BY_REFERENCE} deadline error"),
    fires("completed though marked", update(BY_REFERENCE, deadline=EnteredDeadline(not_arisen=True)),
          f"NV-009 {BY_REFERENCE} deadline error"),
    silent("marked and not completed", update(BY_REFERENCE, status=NOT_STARTED, percent=0, completed_on=None,
                                              deadline=EnteredDeadline(not_arisen=True))),
    fires("not touched: the state first", untouched(ON_EVENT), f"NV-001 {ON_EVENT} status error"),
]  # fmt: skip
CASES = [*UPDATED, *COMPLETION, *PERCENT, *LATENESS, *DATES, *OPEN_DEADLINES]
