"""Steps of forms with figures, tables and prose: what counts as done, and the exact cell to come back to."""

from dataclasses import replace
from typing import Any

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.usecases.read_month import Duty, Month
from sonla_desktop.usecases.update_flow import UpdateFlow, flow_of
from tests.domain.rules.form_cases import DOING, DONE, NEXT, form_month
from tests.helpers import months
from tests.helpers.figure_forms import shared_form


def flow(**parts: Any) -> UpdateFlow:
    """The flow of the small form alone: nothing of the plan's indicators and tasks."""
    context = form_month(**parts)(months.clean_context())
    bare, form = replace(context.assignment, indicators=(), tasks=()), shared_form()
    context = replace(context, assignment=bare)
    duty = Duty(ReportKey(form.id, context.report.period), form, bare.plan, bare)
    month = Month(duty, context.settings, context.report, False, None, None)
    findings = (item for item in run_rules(context) if item.code.startswith(("BM", "TM-004")))
    return flow_of(month, tuple(StatedFinding(finding, finding.code) for finding in findings))


def counted(found: UpdateFlow) -> dict[str, tuple[int, int]]:
    return {step.id: (step.done, step.total) for step in found.steps if step.id in ("figures", "tables", "prose")}


def test_every_figure_that_is_asked_for_and_every_row_is_an_entry() -> None:
    whole = flow()
    assert counted(whole) == {"figures": (3, 3), "tables": (3, 3), "prose": (1, 1)}
    assert whole.percent == 100
    assert whole.next_gap is None


def test_an_empty_figure_and_an_untouched_row_are_gaps() -> None:
    found = flow(figures={"HS3": None}, listed=(DONE,), added=())
    assert counted(found) == {"figures": (2, 3), "tables": (1, 2), "prose": (1, 1)}
    assert found.step("figures").gaps == (("HS3", "figures.HS3"),)
    assert found.step("tables").gaps == (("report", "tables.han-che.I.2.status"),)


def test_an_optional_figure_counts_only_when_something_is_wrong_with_it() -> None:
    assert flow(figures={"HS5": 2}).step("figures").total == 3
    wrong = flow(figures={"HS5": -2}).step("figures")
    assert (wrong.done, wrong.total, wrong.warnings) == (3, 4, 1)
    assert wrong.next_gap == ("HS5", "figures.HS5")


def test_a_broken_relation_holds_up_the_figure_that_it_names_first() -> None:
    step = flow(figures={"HS1": 12}).step("figures")
    assert (step.done, step.total, step.errors) == (2, 3, 1)
    assert step.next_gap == ("HS1", "figures.HS1")


def test_what_is_wrong_with_a_row_stands_in_its_row_and_with_a_table_in_the_table() -> None:
    row = flow(listed=({**DONE, "cases": -1, "fixed": -1}, DOING)).step("tables")
    assert (row.done, row.total, row.next_gap) == (2, 3, ("report", "tables.han-che.I.1.cases"))
    table = flow(added=({**NEXT, "hours": 101},)).step("tables")
    assert (table.done, table.total, table.next_gap) == (3, 4, ("report", "tables.thang-sau"))
    assert table.warnings == 1


def test_a_link_to_nothing_is_a_gap_of_the_prose() -> None:
    step = flow(prose="Có {so_lieu.HS9} hồ sơ.").step("prose")
    assert (step.done, step.total, step.next_gap) == (0, 1, ("report", "narrative.assessment"))
