"""NV-006, NV-008 and NV-011: the smallest wrong month, and its nearest correct neighbour."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.indicator import Unit
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.task import EnteredDeadline, Measured, TaskStatus
from tests.domain.rules.case import fires, silent
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    BY_REFERENCE,
    ON_EVENT,
    PHASED,
    RECURRING,
    Change,
    context_with,
    together,
    update,
)

NOT_STARTED, IN_PROGRESS = TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS
COMPLETED, NOT_ARISING = TaskStatus.COMPLETED, TaskStatus.NOT_ARISING
HALF = {"status": IN_PROGRESS, "percent": 50, "completed_on": None}


def last_month(code: str, **changes: object) -> Change:
    """A change of one task update in last month's report."""

    def change(context: CheckContext) -> CheckContext:
        assert context.previous is not None
        found = update(code, **changes)(replace(context, report=context.previous))
        return replace(context, previous=found.report)

    return change


def due(day: date) -> EnteredDeadline:
    return EnteredDeadline(day, "Kế hoạch của tỉnh")


def event(percent: int, day: date = date(2026, 12, 31)) -> dict[str, object]:
    return {"status": IN_PROGRESS, "percent": percent, "deadline": due(day)}


def within(days: int, percent: int) -> Change:
    return context_with(parameters=CheckParameters(slow_days=days, slow_percent=percent))


def measurable(code: str) -> Change:
    """As if the plan gave this task the product of the recurring one, measured in percent."""

    def change(context: CheckContext) -> CheckContext:
        target = context.assignment.plan.task(RECURRING).product_target
        tasks = tuple(
            replace(task, product_target=target) if task.code == code else task for task in context.assignment.tasks
        )
        return replace(context, assignment=replace(context.assignment, tasks=tasks))

    return change


def first_phase_due(day: date) -> Change:
    """As if the plan gave the first phase this date."""

    def change(context: CheckContext) -> CheckContext:
        tasks = list(context.assignment.tasks)
        n = next(n for n, task in enumerate(tasks) if task.code == PHASED)
        first, *others = tasks[n].deadline.phases
        phases = (replace(first, due=day), *others)
        tasks[n] = replace(tasks[n], deadline=replace(tasks[n].deadline, phases=phases))
        return replace(context, assignment=replace(context.assignment, tasks=tuple(tasks)))

    return change


BEGUN = {"status": IN_PROGRESS, "percent": 20, "completed_on": None}
LOST = [
    fires("percentage fell by one", update(BY_QUARTER, percent=79), f"NV-006 {BY_QUARTER} percent warning"),
    fires("back to the start", update(BY_QUARTER, status=NOT_STARTED, percent=0),
          f"NV-006 {BY_QUARTER} percent warning"),
    silent("percentage stood still", last_month(BY_QUARTER, result="Đang soạn.")),
    silent("percentage grew", last_month(BY_QUARTER, percent=79)),
    silent("nothing known of last month", together(update(BY_QUARTER, percent=10), context_with(previous=None))),
    silent("no percentage last month", together(update(BY_QUARTER, percent=60), last_month(BY_QUARTER, percent=None))),
    fires("a completed task reopened", update(PHASED, **HALF), f"NV-006 {PHASED} status warning"),
    fires("a completed task reopened, its day left", update(PHASED, status=IN_PROGRESS, percent=50),
          f"NV-005 {PHASED} completed_on error"),
    fires("reopened at 100", together(update(BY_QUARTER, percent=100),
                                      last_month(BY_QUARTER, status=COMPLETED, percent=100)),
          f"NV-006 {BY_QUARTER} status warning"),
    silent("completed now as then", last_month(PHASED, result="Đã ban hành.")),
    silent("a recurring task is assessed anew each month", update(RECURRING, percent=40)),
    silent("a recurring task completed last month begins again",
           last_month(RECURRING, status=COMPLETED, percent=100, completed_on=date(2026, 10, 10))),
    fires("the same event, and less done", together(update(ON_EVENT, **event(50)), last_month(ON_EVENT, **event(60))),
          f"NV-006 {ON_EVENT} percent warning"),
    silent("the next event begins from nothing",
           together(update(ON_EVENT, **event(50)), last_month(ON_EVENT, **event(60, date(2026, 10, 9))))),
    fires("fell below 0: the impossible figure first", update(BY_QUARTER, percent=-5),
          f"NV-003 {BY_QUARTER} percent error"),
]  # fmt: skip
SLOW = [
    fires("due on the thirtieth day at 49%", together(update(BY_REFERENCE, **HALF | {"percent": 49},
                                                             deadline=due(date(2026, 12, 10))),
                                                      last_month(BY_REFERENCE, **HALF | {"percent": 49})),
          f"NV-008 {BY_REFERENCE} percent warning"),
    silent("due on the thirty-first day at 49%",
           together(update(BY_REFERENCE, **HALF | {"percent": 49}, deadline=due(date(2026, 12, 11))),
                    last_month(BY_REFERENCE, **HALF | {"percent": 49}))),
    silent("due on the thirtieth day at 50%",
           together(update(BY_REFERENCE, **HALF, deadline=due(date(2026, 12, 10))), last_month(BY_REFERENCE, **HALF))),
    fires("due on the last day of the window",
          together(update(BY_REFERENCE, status=NOT_STARTED, percent=None, completed_on=None,
                          deadline=due(date(2026, 11, 10))),
                   last_month(BY_REFERENCE, status=NOT_STARTED, percent=0)),
          f"NV-008 {BY_REFERENCE} percent warning"),
    fires("limits of the officer's own", within(60, 90), f"NV-008 {BY_QUARTER} percent warning"),
    silent("limits of the officer's own, kept", within(50, 90)),
    silent("completed before it is due", update(BY_QUARTER, status=COMPLETED, percent=100, result="Đã ban hành.",
                                                completed_on=date(2026, 11, 9))),
    fires("a phase due soon",
          together(first_phase_due(date(2026, 11, 30)), update(PHASED, **BEGUN, phases=()),
                   last_month(PHASED, **BEGUN)),
          f"NV-008 {PHASED} percent warning"),
    silent("a phase done ahead of its date, the next one open",
           together(first_phase_due(date(2026, 11, 30)), update(PHASED, **BEGUN), last_month(PHASED, **BEGUN))),
    silent("not arising before it is due",
           together(within(60, 90), update(BY_QUARTER, status=NOT_ARISING, percent=0),
                    last_month(BY_QUARTER, status=NOT_ARISING, percent=0))),
    fires("overdue is explained, not called slow", update(BY_MONTH, **HALF | {"percent": 10}),
          f"NV-004 {BY_MONTH} explanation error", f"NV-006 {BY_MONTH} status warning"),
]  # fmt: skip
MEASURED = [
    fires("recurring, not measured", update(RECURRING, measured=None), f"NV-011 {RECURRING} measured warning"),
    silent("recurring, not arising", update(RECURRING, status=NOT_ARISING, percent=0, measured=None,
                                            result="Trong kỳ không có hồ sơ.")),
    fires("recurring, not started, not measured", update(RECURRING, status=NOT_STARTED, percent=0, measured=None),
          f"NV-011 {RECURRING} measured warning"),
    fires("measured in another unit, and no follow-on",
          update(RECURRING, measured=Measured(Decimal(12), Unit.COUNT)), f"NV-011 {RECURRING} measured warning"),
    fires("completed, not measured", measurable(PHASED), f"NV-011 {PHASED} measured warning"),
    silent("in progress, to be measured on completion", measurable(BY_QUARTER)),
    silent("completed and measured", together(measurable(PHASED),
                                              update(PHASED, measured=Measured(Decimal("95.1"), Unit.PERCENT)))),
]  # fmt: skip
CASES = [*LOST, *SLOW, *MEASURED]
