"""BM-001…, BM-100…103, TM-004: the smallest wrong month of a form with figures and tables, and its neighbour."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.helpers.figure_forms import figure_plan, shared_form
from tests.helpers.months import BY_MONTH, DOCUMENTS, EXPLAINED, Change, reading, source, together, update

FIGURES = {"HS1": 10, "HS2": 6, "HS3": 4}
DONE: dict[str, Cell] = {"row": "I.1", "status": "done", "done_on": "2026-11-02", "cases": 4, "fixed": 4}
DOING: dict[str, Cell] = {"row": "I.2", "status": "doing"}
NEXT: dict[str, Cell] = {"task": "Họp giao ban", "hours": "2.5", "shared": False}
IN_PROSE = "TM-004 report narrative.assessment error"
PROSE = "Tiếp nhận {so_lieu.HS1} hồ sơ, {so_lieu.HS4P.chenh} so với tháng trước."


def form_month(
    figures: dict[str, Any] | None = None,
    listed: tuple[dict[str, Cell], ...] = (DONE, DOING),
    added: tuple[dict[str, Cell], ...] = (NEXT,),
    prose: str = PROSE,
) -> Change:
    """The month as one of the small form; figures given here replace the right ones, None takes one away."""
    entered = {key: Decimal(value) for key, value in {**FIGURES, **(figures or {})}.items() if value is not None}

    def change(context: CheckContext) -> CheckContext:
        plan, small = context.assignment.plan, figure_plan()
        plan = replace(plan, figure_groups=small.figure_groups, listings=small.listings)
        assignment, form = replace(context.assignment, plan=plan), shared_form()
        tables = {"han-che": listed, "thang-sau": added}
        report = replace(context.report, figures=entered, tables=tables, narrative={"assessment": prose})
        return replace(context, report=completed(report, assignment, form), assignment=assignment, form=form)

    return change


def with_required_tables(context: CheckContext) -> CheckContext:
    """As if the form asked for at least one row of each table."""
    assert context.form is not None
    sections = tuple(replace(section, required=True) for section in context.form.sections)
    return replace(context, form=replace(context.form, sections=sections))


def altered(**figures: str) -> Change:
    """The month after somebody changed figures in the finished report."""

    def change(context: CheckContext) -> CheckContext:
        right = form_month()(context)
        exact = {key: Decimal(value) for key, value in figures.items()}
        return replace(right, report=replace(right.report, figures={**right.report.figures, **exact}))

    return change


def with_one_decimal(context: CheckContext) -> CheckContext:
    """As if the figures of the form were taken to one decimal."""
    groups = tuple(
        replace(group, figures=tuple(replace(figure, decimals=1) for figure in group.figures))
        for group in context.assignment.plan.figure_groups
    )
    plan = replace(context.assignment.plan, figure_groups=groups)
    return replace(context, assignment=replace(context.assignment, plan=plan))


CASES = [
    silent("a form filled in", form_month()),
    fires("a whole that is not its parts", form_month({"HS1": 11}), "BM-001 HS1 figures.HS1 error"),
    silent("a relation whose part is optional and there", form_month({"HS5": 3})),
    fires("a figure not entered", form_month({"HS3": None}), "BM-101 HS3 figures.HS3 error"),
    silent("an optional figure not entered", form_month({"HS5": None})),
    fires(
        "too many hours in a table",
        form_month(added=({"task": "Một", "hours": "60"}, {"task": "Hai", "hours": "40.5"})),
        "BM-002 report tables.thang-sau warning",
    ),
    silent("just as many hours as allowed", form_month(added=({"task": "Một", "hours": 100},))),
    fires(
        "a required table without rows",
        together(form_month(added=()), with_required_tables),
        "BM-101 report tables.thang-sau error",
    ),
    silent("a required table with one row", together(form_month(), with_required_tables)),
    silent("an open table without rows", form_month(added=())),
    fires(
        "cells below nothing",
        form_month(listed=({**DONE, "cases": -1, "fixed": -1}, DOING)),
        "BM-100 report tables.han-che.I.1.cases error",
    ),
    fires(
        "a part above the whole of its row",
        form_month(listed=({**DONE, "fixed": 5}, DOING)),
        "BM-100 report tables.han-che.I.1.fixed error",
    ),
    fires(
        "a row of the listing that nobody touched",
        form_month(listed=(DONE,)),
        "BM-101 report tables.han-che.I.2.status error",
    ),
    fires(
        "done without its day",
        form_month(listed=({**DONE, "done_on": None}, DOING)),
        "BM-101 report tables.han-che.I.1.done_on error",
    ),
    silent("not done, so no day is asked for", form_month(listed=(DONE, {"row": "I.2", "status": "doing"}))),
    fires(
        "an added row without its text",
        form_month(added=(NEXT, {"hours": 1})),
        "BM-101 report tables.thang-sau.+2.task error",
    ),
    fires("prose that says nothing", form_month(prose="…"), "BM-101 report narrative.assessment error"),
    fires(
        "computed figures altered",
        altered(HS4P="70", HS5P="71"),
        "BM-102 HS4P figures.HS4P error",
        "BM-102 HS5P figures.HS5P error",
    ),
    silent("a computed figure as it is computed", altered(HS4P="60.0")),
    fires(
        "half a case",
        form_month({"HS2": "6.5", "HS3": "3.5"}),
        "BM-103 HS2 figures.HS2 error",
        "BM-103 HS3 figures.HS3 error",
    ),
    silent("one decimal where one is taken", together(form_month({"HS2": "6.5", "HS3": "3.5"}), with_one_decimal)),
    fires(
        "two decimals where one is taken",
        together(form_month({"HS2": "6.55", "HS3": "3.45"}), with_one_decimal),
        "BM-103 HS2 figures.HS2 error",
        "BM-103 HS3 figures.HS3 error",
    ),
    fires("a count below zero", form_month({"HS5": -1}), "BM-103 HS5 figures.HS5 warning"),
    fires("a link to nothing", form_month(prose="Có {so_lieu.HS9} hồ sơ."), IN_PROSE),
    silent("braces that are no link", form_month(prose="Có { ba } hồ sơ.")),
    *(
        silent(f"{text} is no link", form_month(prose=f"Có {text} hồ sơ."))
        for text in ("{ba}", "{bảng 1}", "{nam giới}", "{số liệu 2025}", "{", "{}", "{}}", "{v1.2}")
    ),
    *(
        fires(f"a link spelled {text}", form_month(prose=f"Có {text} hồ sơ."), IN_PROSE)
        for text in ("{ so_lieu.HS1 }", "{{so_lieu.HS1}}", "{so_lieu.HS1", "{số liệu.HS1}", "{ ky }", "{so_lieu}")
    ),
    fires("a link that cannot be guessed at", form_month(prose="{ so_lieu }"), IN_PROSE),
    fires(
        "a link to nothing in a cell",
        form_month(added=({**NEXT, "task": "Họp {so_lieu.HS9}"},)),
        "TM-004 report tables.thang-sau.+1.task error",
    ),
    fires(
        "links to nothing around an indicator and a task",
        together(
            form_month(),
            reading(DOCUMENTS, note="{so_lieu.HS9}", explanation=replace(EXPLAINED, remedy="{so_lieu.HS9")),
            source(DOCUMENTS, 1, note="{so_lieu.HS9}"),
            update(BY_MONTH, result="{so_lieu.HS9}", proposal="{ ky }", explanation=None),
        ),
        f"TM-004 {DOCUMENTS} note error",
        f"TM-004 {DOCUMENTS} sources.1.note error",
        f"TM-004 {DOCUMENTS} explanation.remedy error",
        f"TM-004 {BY_MONTH} result error",
        f"TM-004 {BY_MONTH} proposal error",
    ),
    silent("a link in a task's result", together(form_month(), update(BY_MONTH, result="Nhận {so_lieu.HS1}."))),
    fires(
        "a cell without a text of its own",
        form_month(listed=(DONE, {**DOING, "cases": 1, "fixed": 2})),
        "BM-100 report tables.han-che.I.2.fixed error",
    ),
]
