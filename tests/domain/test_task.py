"""Whether a task is in time: what a state or an entered date can take away from the plan's own deadline."""

from datetime import date

import pytest

from sonla_desktop.domain.task import (
    Deadline,
    DeadlineKind,
    EnteredDeadline,
    Phase,
    PhaseCompletion,
    Task,
    TaskStatus,
    TaskUpdate,
    Timeliness,
    late_phases,
    timeliness,
)

CODE, AS_OF, PASSED, NEAR, FAR = (
    "kh-2026-II-1", date(2026, 11, 10), date(2026, 6, 30), date(2026, 12, 10), date(2026, 12, 31)
)  # fmt: skip
KIND, STATUS = DeadlineKind, TaskStatus
OVERDUE, NO_DEADLINE = Timeliness.OVERDUE, Timeliness.NO_DEADLINE


def task(deadline: Deadline) -> Task:
    return Task(CODE, 1, "II", "Nhiệm vụ", "", "", (), (), "", (), (), deadline, "Báo cáo")


def phased(due: date) -> Task:
    later = Phase(2, "Các đợt tiếp theo", KIND.EVENT, trigger="Khi có quy định mới")
    return task(Deadline(KIND.PHASED, "Đợt 1", phases=(Phase(1, "Đợt 1", KIND.MONTH, due), later)))


BY_MONTH = task(Deadline(KIND.MONTH, "Tháng 6/2026", PASSED))
BY_QUARTER = task(Deadline(KIND.QUARTER, "Quý II/2026", PASSED))
RECURRING = task(Deadline(KIND.RECURRING, "Thường xuyên"))
ON_EVENT = task(Deadline(KIND.EVENT, "Khi có thay đổi"))
BY_REFERENCE = task(Deadline(KIND.REFERENCE, "Theo kế hoạch của tỉnh"))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (BY_MONTH, OVERDUE),
        (BY_QUARTER, OVERDUE),
        (phased(PASSED), OVERDUE),
        (task(Deadline(KIND.QUARTER, "Quý IV/2026", NEAR)), Timeliness.DUE_SOON),
        (task(Deadline(KIND.QUARTER, "Quý IV/2026", FAR)), Timeliness.ON_TIME),
        (phased(NEAR), Timeliness.DUE_SOON),
        (RECURRING, NO_DEADLINE),
        (ON_EVENT, NO_DEADLINE),
        (BY_REFERENCE, NO_DEADLINE),
    ],
)
def test_saying_not_arising_does_not_take_the_plans_own_date_away(given: Task, expected: Timeliness) -> None:
    assert timeliness(given, TaskUpdate(CODE, STATUS.NOT_ARISING), AS_OF) is expected


@pytest.mark.parametrize("given", [ON_EVENT, BY_REFERENCE])
def test_an_entered_date_counts_until_the_task_is_said_not_to_arise(given: Task) -> None:
    entered = EnteredDeadline(PASSED)
    assert timeliness(given, TaskUpdate(CODE, STATUS.IN_PROGRESS, deadline=entered), AS_OF) is OVERDUE
    assert timeliness(given, TaskUpdate(CODE, STATUS.NOT_ARISING, deadline=entered), AS_OF) is NO_DEADLINE


@pytest.mark.parametrize("completed_on", [PASSED, FAR])
def test_a_phase_listed_without_its_date_counts_as_if_it_were_not_listed(completed_on: date) -> None:
    def of(phases: tuple[PhaseCompletion, ...]) -> Timeliness:
        done = TaskUpdate(CODE, STATUS.COMPLETED, completed_on=completed_on, phases=phases)
        return timeliness(phased(PASSED), done, AS_OF)

    in_time = completed_on <= PASSED
    assert of((PhaseCompletion(1),)) is of(()) is (Timeliness.DONE_ON_TIME if in_time else Timeliness.DONE_LATE)


def test_a_phase_listed_without_its_date_is_open_while_the_task_is() -> None:
    update = TaskUpdate(CODE, STATUS.IN_PROGRESS, completed_on=PASSED, phases=(PhaseCompletion(1),))
    assert timeliness(phased(PASSED), update, AS_OF) is OVERDUE


@pytest.mark.parametrize(
    ("completed_on", "expected"),
    [(None, [(1, None)]), (FAR, [(1, FAR)]), (PASSED, [])],
)
def test_late_phases_are_those_past_their_own_date(
    completed_on: date | None, expected: list[tuple[int, date | None]]
) -> None:
    update = TaskUpdate(CODE, STATUS.IN_PROGRESS, phases=(PhaseCompletion(1, completed_on),))
    assert [(phase.number, done) for phase, done in late_phases(phased(PASSED), update, AS_OF)] == expected
