"""A month with everything around it that the rules look at, in which nothing is wrong: what mutants are made from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, TaskStatus
from tests.domain.rules.form_cases import DOING, DONE
from tests.domain.rules.relation_cases import month, strict_form
from tests.helpers.months import (
    BY_QUARTER,
    DOCUMENTS,
    EXPLAINED,
    EXTRACT,
    ON_EVENT,
    PRODUCTS,
    SATISFACTION,
    TRAINING,
    Change,
    clean_context,
    planned,
    reading,
    source,
    together,
    update,
)

PLANNED = IssuedDocument("KH", "35/KH-UBND", date(2026, 6, 24), "Kế hoạch")
IN_DECEMBER = EnteredDeadline(date(2026, 12, 5), "Quyết định của tỉnh")
ROWS: tuple[dict[str, Cell], ...] = (
    *({"task": f"Tập huấn lớp {number}", "hours": 24} for number in range(1, 5)),
    {"task": "Họp giao ban", "hours": "2.5"},
)
PROSE = "Tiếp nhận {so_lieu.HS1} hồ sơ; xử lý toàn trình 812/1.003 văn bản, đạt 80,96%."
FOLLOWING = ("BM-005", "BM-007")
"""Relations over a computed figure and over required cells: what breaks them is told at the figure and the cell."""


def the_form(figures: dict[str, Any] | None = None, prose: str = PROSE, **tables: Any) -> Change:
    """Figures, tables and prose of the month under a form with relations, pairs and limits."""
    filled = month(figures, **{"listed": (DONE, DOING), "added": ROWS, **tables}, prose=prose)

    def change(context: CheckContext) -> CheckContext:
        form = strict_form()
        kept = tuple(relation for relation in form.relations if relation.code not in FOLLOWING)
        return replace(filled(context), form=replace(form, relations=kept))

    return change


THIS_MONTH = together(
    planned(PRODUCTS, result_2025=Decimal(8)),
    reading(PRODUCTS, value=9),
    reading(TRAINING, numerator=61, explanation=replace(EXPLAINED, remedy="Mở thêm một lớp buổi tối.")),
    source(DOCUMENTS, 0, taken_on=date(2026, 11, 10)),
    source(SATISFACTION, 0, taken_on=date(2026, 11, 10)),
    update(BY_QUARTER, documents=(PLANNED,), explanation=replace(EXPLAINED, remedy="Giao thêm việc cho hai bản.")),
    update(ON_EVENT, status=TaskStatus.IN_PROGRESS, percent=60, deadline=IN_DECEMBER),
    the_form(),
)
LAST_MONTH = together(
    reading(PRODUCTS, value=7),
    reading(TRAINING, numerator=60, explanation=EXPLAINED),
    reading(DOCUMENTS, field_check=None),
    update(BY_QUARTER, percent=75, explanation=EXPLAINED),
    update(ON_EVENT, status=TaskStatus.IN_PROGRESS, percent=40, deadline=IN_DECEMBER),
)


def whole_month() -> CheckContext:
    """November 2026 with the three months before it, the same month of 2025, counts, and files of other months."""
    clean = THIS_MONTH(clean_context())
    assert clean.previous is not None
    last = LAST_MONTH(replace(clean, report=clean.previous)).report
    return replace(
        clean,
        previous=last,
        same_month_last_year=_in_period(last, "2025-11"),
        history=(_in_period(last, "2026-08"), _in_period(last, "2026-09"), last),
        counts=(SavedCount(DOCUMENTS, EXTRACT, 812, 1003, rows_read=1204),),
        used_elsewhere={"0" * 64: "10/2026"},
    )


def _in_period(report: Report, label: str) -> Report:
    return replace(report, period=ReportingPeriod.parse(label))
