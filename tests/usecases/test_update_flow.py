from dataclasses import replace
from typing import Any

import pytest

from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.domain.findings import Finding, Severity, StatedFinding
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.domain.task import TaskStatus
from sonla_desktop.usecases.read_month import Duty, Month
from sonla_desktop.usecases.update_flow import UpdateFlow, flow_of
from tests.helpers import months
from tests.helpers.repository import ROOT

FORM = read_form(ROOT / "forms" / "kh-2026.toml")


def month_with(*changes: months.Change, **parts: Any) -> tuple[Month, tuple[StatedFinding, ...]]:
    """The clean month with these changes, and what the rules say of it."""
    context = months.together(*changes)(months.clean_context())
    report, assignment = context.report, context.assignment
    duty = Duty(ReportKey("kh-2026", report.period), FORM, assignment.plan, assignment)
    month = Month(duty, context.settings, report, False, context.previous, None)
    findings = tuple(StatedFinding(finding, finding.code) for finding in run_rules(context))
    return replace(month, **parts), findings


def flow(*changes: months.Change, **parts: Any) -> UpdateFlow:
    return flow_of(*month_with(*changes, **parts))


def empty_month() -> UpdateFlow:
    context = months.clean_context()
    month, _ = month_with(report=replace(context.report, indicators=(), tasks=()))
    findings = run_rules(replace(context, report=month.report))
    return flow_of(month, tuple(StatedFinding(finding, finding.code) for finding in findings))


def test_the_steps_are_those_of_the_form_and_three_fixed_ones() -> None:
    steps = flow().steps
    assert [step.title for step in steps] == ["Nhiệm vụ", "Chỉ tiêu", "Thuyết minh", "Kiểm tra", "Chốt", "Xuất"]
    assert [step.id for step in steps[3:]] == ["check", "close", "export"]


def test_a_whole_month_is_complete_and_may_be_closed() -> None:
    whole = flow()
    assert whole.percent == 100
    assert [(step.done, step.total) for step in whole.steps] == [(6, 6), (6, 6), (0, 0), (1, 1), (0, 1), (0, 1)]
    assert whole.next_gap is None
    assert whole.step("close").enterable
    assert not whole.step("export").enterable
    assert whole.current.id == "close"


def test_an_untouched_month_starts_at_its_first_task() -> None:
    empty = empty_month()
    assert empty.next_gap == (months.BY_MONTH, "status")
    assert empty.step("indicators").next_gap == (months.DOCUMENTS, "state")
    assert (empty.step("tasks").done, empty.step("tasks").total) == (0, 6)
    # The indicator that the plan does not give to this agency needs no officer.
    assert (empty.step("indicators").done, empty.step("indicators").total) == (1, 6)
    assert empty.percent == 100 * 1 // 12
    assert empty.current.id == "tasks"
    assert not empty.step("close").enterable


@pytest.mark.parametrize(
    ("change", "step", "gap"),
    [
        (months.update(months.BY_QUARTER, percent=None), "tasks", (months.BY_QUARTER, "percent")),
        (months.untouched(months.RECURRING), "tasks", (months.RECURRING, "status")),
        (months.reading(months.TRAINING, denominator=None), "indicators", (months.TRAINING, "denominator")),
        (months.source(months.DOCUMENTS, 0, numerator=-1), "indicators", (months.DOCUMENTS, "sources.0.numerator")),
        (months.reading(months.TRAINING, numerator=60), "explanations", (months.TRAINING, "explanation.subjective")),
        (
            months.together(
                months.update(months.BY_MONTH, status=TaskStatus.IN_PROGRESS, percent=80, completed_on=None),
                months.context_with(previous=None),
            ),
            "explanations",
            (months.BY_MONTH, "explanation.subjective"),
        ),
        (months.settings_with(place=""), "check", ("report", "place")),
    ],
)
def test_the_flow_comes_back_to_the_exact_cell(change: months.Change, step: str, gap: tuple[str, str]) -> None:
    held_up = flow(change)
    assert held_up.step(step).next_gap == gap
    assert held_up.next_gap == gap
    assert held_up.current.id == step
    assert held_up.step(step).errors == 1
    assert not held_up.step("close").enterable


def test_explanations_are_asked_for_one_by_one() -> None:
    short = months.reading(months.TRAINING, numerator=60)
    half = replace(months.EXPLAINED, remedy="", next_steps="")
    explained = flow(months.reading(months.TRAINING, numerator=60, explanation=months.EXPLAINED))
    assert (explained.step("explanations").done, explained.step("explanations").total) == (1, 1)
    assert (flow(short).step("explanations").done, flow(short).step("explanations").total) == (0, 1)
    begun = flow(months.reading(months.TRAINING, numerator=60, explanation=half))
    assert begun.step("explanations").next_gap == (months.TRAINING, "explanation.remedy")
    missing = flow(months.reading(months.TRAINING, state=FigureState.MISSING, numerator=None, denominator=None))
    assert missing.step("explanations").total == 1


def test_a_warning_holds_up_its_step_until_it_has_a_reason() -> None:
    month, _ = month_with()
    warning = Finding("CT-007", Severity.WARNING, months.DOCUMENTS, "numerator")
    held_up = flow_of(month, (StatedFinding(warning, "Tăng nhanh"),))
    assert (held_up.step("indicators").warnings, held_up.step("indicators").errors) == (1, 0)
    assert held_up.next_gap == (months.DOCUMENTS, "numerator")
    assert held_up.percent < 100
    passed = flow_of(month, (StatedFinding(warning, "Tăng nhanh", "Đã đối chiếu."),))
    assert passed.next_gap is None
    assert passed.percent == 100


def test_notices_and_warnings_that_never_block_hold_up_nothing() -> None:
    month, _ = month_with()
    notice = Finding("BC-003", Severity.NOTICE, "report", "period")
    late = Finding("BC-002", Severity.WARNING, "report", "period", blocking=False)
    assert flow_of(month, (StatedFinding(notice, ""), StatedFinding(late, ""))).step("close").enterable


def test_a_closed_month_can_only_be_exported() -> None:
    closed = flow(closed=True)
    assert [step.id for step in closed.steps if step.enterable] == ["export"]
    assert closed.step("close").is_complete
    assert closed.current.id == "export"


def test_required_prose_is_an_entry_of_its_step() -> None:
    month, findings = month_with()
    sections = tuple(replace(item, required=item.id == "difficulties") for item in FORM.sections)
    asking = replace(month, duty=replace(month.duty, form=replace(FORM, sections=sections)))
    assert flow_of(asking, findings).next_gap == ("report", "narrative.difficulties")
    written = replace(asking, report=replace(month.report, narrative={"difficulties": "Mạng yếu."}))
    assert flow_of(written, findings).percent == 100
