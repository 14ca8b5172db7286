"""NV-001…005 and NV-009: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.indicator import Unit
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, Measured, PhaseCompletion, TaskStatus
from tests.domain.rules.case import fires, silent
from tests.helpers import months
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    BY_REFERENCE,
    EXPLAINED,
    ON_EVENT,
    PHASED,
    RECURRING,
    Change,
    context_with,
    together,
    untouched,
)

NOT_STARTED, IN_PROGRESS = TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS
COMPLETED, NOT_ARISING = TaskStatus.COMPLETED, TaskStatus.NOT_ARISING
DUE = EnteredDeadline(date(2026, 4, 30), "Kế hoạch của tỉnh")
AHEAD = EnteredDeadline(date(2026, 12, 31), "Kế hoạch của tỉnh")
ABOVE = Measured(Decimal("96.4"), Unit.PERCENT)
BELOW = Measured(Decimal("95.0"), Unit.PERCENT)


def update(code: str, **changes: object) -> Change:
    """A change of one task update in the first month of the form: no rule compares it with last month."""
    return together(months.update(code, **changes), context_with(previous=None))


def without_earliest_day(context: CheckContext) -> CheckContext:
    """A plan that says nothing about the earliest plausible completion."""
    plan = context.assignment.plan
    free = replace(plan, regime=replace(plan.regime, not_before=None))
    return replace(context, assignment=replace(context.assignment, plan=free))


def done(day: date | None, **changes: object) -> dict[str, object]:
    return {"status": COMPLETED, "percent": 100, "completed_on": day, "result": "Đã xong.", **changes}


def not_arising(**changes: object) -> dict[str, object]:
    return {"status": NOT_ARISING, "percent": 0, "completed_on": None, "result": "", "measured": None, **changes}


def measured(value: str, unit: Unit = Unit.PERCENT) -> Change:
    """The recurring task, whose product has a threshold in percent."""
    return update(RECURRING, measured=Measured(Decimal(value), unit))


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
    fires("a dash for a result", update(BY_MONTH, documents=(), result="-"), f"NV-002 {BY_MONTH} result error"),
    fires("recurring, not arising, and not said why", update(RECURRING, **not_arising()),
          f"NV-002 {RECURRING} result error"),
    silent("recurring, not arising, and said why",
           update(RECURRING, **not_arising(result="Trong kỳ không có hồ sơ."))),
    silent("an event that has not arisen speaks for itself", update(ON_EVENT, **not_arising(percent=None))),
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
    fires("not arising at 30", update(ON_EVENT, percent=30), f"NV-003 {ON_EVENT} percent error"),
    fires("not arising above 100", update(ON_EVENT, percent=130), f"NV-003 {ON_EVENT} percent error"),
    fires("not arising, but measured", update(RECURRING, **not_arising(result="Không có hồ sơ.", measured=ABOVE)),
          f"NV-003 {RECURRING} measured error"),
    fires("not arising, but measured below the threshold",
          update(RECURRING, **not_arising(result="Không có hồ sơ.", measured=BELOW)),
          f"NV-003 {RECURRING} measured error"),
]
MEASURES = [
    fires("measured above 100%", measured("100.1"), f"NV-003 {RECURRING} measured error"),
    silent("measured at 100%", measured("100")),
    fires("measured below 0%, which is below the threshold, too", measured("-0.1"),
          f"NV-003 {RECURRING} measured error"),
    fires("measured at 0%", measured("0"), f"NV-004 {RECURRING} explanation error"),
    fires("a negative count, in another unit, too", measured("-1", Unit.COUNT), f"NV-003 {RECURRING} measured error"),
    fires("a count above 100, in another unit", measured("101", Unit.COUNT), f"NV-011 {RECURRING} measured warning"),
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
    fires("a date of the plan passes, arising or not", update(BY_MONTH, **not_arising()),
          f"NV-004 {BY_MONTH} explanation error"),
    silent("not arising after its date, explained", update(BY_MONTH, **not_arising(explanation=EXPLAINED))),
    silent("not arising before its date", update(BY_QUARTER, **not_arising())),
    fires("a phase passes, arising or not", update(PHASED, **not_arising(phases=())),
          f"NV-004 {PHASED} explanation error"),
    silent("later phases not arising", update(PHASED, **not_arising())),
    silent("a phase listed without its date is done with the task", update(PHASED, phases=(PhaseCompletion(1),))),
    fires("a phase listed without its date is done with the task, late",
          update(PHASED, phases=(PhaseCompletion(1),), completed_on=date(2026, 4, 1)),
          f"NV-004 {PHASED} explanation error"),
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
    fires("a day of completion in progress", update(BY_QUARTER, completed_on=date(2026, 11, 9)),
          f"NV-005 {BY_QUARTER} completed_on error"),
    fires("a day of completion not started",
          update(BY_QUARTER, status=NOT_STARTED, percent=0, completed_on=date(2026, 11, 9)),
          f"NV-005 {BY_QUARTER} completed_on error"),
    fires("a day of completion not arising", update(BY_QUARTER, **not_arising(completed_on=date(2026, 11, 9))),
          f"NV-005 {BY_QUARTER} completed_on error"),
    fires("a day to come in progress", update(BY_QUARTER, completed_on=date(2026, 12, 9)),
          f"NV-005 {BY_QUARTER} completed_on error"),
    fires("a day of completion without a state", update(BY_QUARTER, status=None, completed_on=date(2026, 11, 9)),
          f"NV-001 {BY_QUARTER} status error"),
    silent("a phase done while the task goes on", update(PHASED, status=IN_PROGRESS, percent=60, completed_on=None)),
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
    fires("both mark and a date that has passed",
          update(BY_REFERENCE, status=IN_PROGRESS, percent=50, completed_on=None,
                 deadline=replace(DUE, not_arisen=True)),
          f"NV-009 {BY_REFERENCE} deadline error"),
    fires("completed though marked", update(BY_REFERENCE, deadline=EnteredDeadline(not_arisen=True)),
          f"NV-009 {BY_REFERENCE} deadline error"),
    silent("marked and not completed", update(BY_REFERENCE, status=NOT_STARTED, percent=0, completed_on=None,
                                              deadline=EnteredDeadline(not_arisen=True))),
    fires("a date, though not arising", update(ON_EVENT, deadline=DUE), f"NV-009 {ON_EVENT} deadline error"),
    fires("no mark, though not arising", update(ON_EVENT, deadline=None, percent=None),
          f"NV-009 {ON_EVENT} deadline error"),
    silent("a date, and not started", update(ON_EVENT, status=NOT_STARTED, deadline=AHEAD)),
    fires("a date for a deadline that the plan prints", update(BY_QUARTER, deadline=AHEAD),
          f"NV-009 {BY_QUARTER} deadline error"),
    fires("a date that would put the plan's own off",
          update(BY_MONTH, status=IN_PROGRESS, percent=90, completed_on=None, deadline=AHEAD),
          f"NV-004 {BY_MONTH} explanation error", f"NV-009 {BY_MONTH} deadline error"),
    fires("a mark on a recurring task", update(RECURRING, deadline=EnteredDeadline(not_arisen=True)),
          f"NV-009 {RECURRING} deadline error"),
    fires("a date for phases", update(PHASED, deadline=DUE), f"NV-009 {PHASED} deadline error"),
    fires("not touched: the state first", untouched(ON_EVENT), f"NV-001 {ON_EVENT} status error"),
]  # fmt: skip
CASES = [*UPDATED, *COMPLETION, *PERCENT, *MEASURES, *LATENESS, *DATES, *OPEN_DEADLINES]
