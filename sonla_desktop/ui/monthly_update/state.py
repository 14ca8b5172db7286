"""The steps of the monthly update as the step bar shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.usecases.read_month import Duty
from sonla_desktop.usecases.update_flow import StepState, UpdateFlow


@dataclass(frozen=True, slots=True)
class StepButton:
    """One step: its two lines, whether it is complete, and what a screen reader says."""

    id: str
    text: str
    icon: str
    spoken: str


_OF_TASKS = {SectionKind.TASKS}
_OF_INDICATORS = {SectionKind.INDICATORS, SectionKind.SOURCES, SectionKind.CHECKS}
_NOT_ENTERED = {SectionKind.STATEMENT, SectionKind.FINDINGS, SectionKind.EVIDENCE}


def entered_flow(flow: UpdateFlow, duty: Duty) -> UpdateFlow:
    """The steps without those on which this agency has nothing to enter."""
    hidden = set(_NOT_ENTERED)
    hidden |= set() if duty.assignment.tasks else _OF_TASKS
    hidden |= set() if duty.assignment.indicators else _OF_INDICATORS
    empty = {
        step.id for step in duty.form.steps if {duty.form.section(name).kind for name in step.sections} <= hidden
    }
    return replace(flow, steps=tuple(step for step in flow.steps if step.id not in empty))


def step_buttons(flow: UpdateFlow, closed: bool) -> list[StepButton]:
    """All steps in order."""
    return [_button(number, step, closed) for number, step in enumerate(flow.steps, 1)]


def _button(number: int, step: StepState, closed: bool) -> StepButton:
    said = _said(step, closed)
    complete = step.is_complete and (step.total > 0 or closed)
    icon = "done" if complete else ("error" if step.errors else "todo")
    return StepButton(step.id, f"{number}. {step.title}\n{said}", icon, f"Bước {number}, {step.title}: {said}")


def _said(step: StepState, closed: bool) -> str:
    match step.id:
        case "check":
            return "không vướng mắc" if step.done else "còn phát hiện"
        case "close":
            return "đã chốt" if step.done else ("có thể chốt" if step.enterable else "chưa chốt được")
        case "export":
            return "có thể xuất" if closed else "sau khi chốt"
    return f"{step.done}/{step.total} xong" if step.total else "không bắt buộc"


def neighbour(steps: list[str], current: str, ahead: int) -> str | None:
    """The step before (-1) or after (1) the current one, or None at either end."""
    wanted = steps.index(current) + ahead
    return steps[wanted] if 0 <= wanted < len(steps) else None
