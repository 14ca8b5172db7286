"""BM-001…, BM-104…107: relations, pairs and limits of a form, and that none only follows from another finding."""

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.rules.context import CheckContext
from tests.domain.rules.case import fires, silent
from tests.domain.rules.form_cases import DOING, DONE, NEXT, altered, form_month
from tests.helpers.figure_forms import figure_form
from tests.helpers.months import Change, together

RELATIONS = """
[[relation]]
code = "BM-003"
table = "thang-sau"
expression = "hours <= 24"
message = "Dòng {row} ghi {left} giờ, quá {right} giờ. Kiểm tra lại."
severity = "warning"
fields = ["hours"]

[[relation]]
code = "BM-004"
expression = "HS5 <= HS2 * 10"
message = "Số khác là {left}, quá {right}. Kiểm tra lại."
fields = ["HS5", "HS2"]
missing = "treat_as_zero"

[[relation]]
code = "BM-005"
expression = "HS4P = round(percent(HS2, HS1), 1)"
message = "Tỷ lệ ghi {left}, tính lại là {right}. Sửa số sai."
fields = ["HS4P"]

[[relation]]
code = "BM-006"
expression = "sum({han-che}.cases) >= 1"
message = "Bảng chưa có trường hợp nào. Kiểm tra lại."
fields = ["han-che"]
missing = "treat_as_zero"

[[relation]]
code = "BM-007"
expression = "count_if({han-che}, {han-che}.status = 'done' or {han-che}.status = 'doing') = count({han-che})"
message = "Chỉ {left} trên {right} hạn chế có kết quả. Kiểm tra lại."
fields = ["han-che"]
missing = "treat_as_zero"

[[relation]]
code = "BM-008"
expression = "compulsory_pair(HS3 > 0, HS5 > 0)"
message = "Có hồ sơ trực tiếp thì có số khác. Kiểm tra lại."
severity = "warning"
fields = ["HS3", "HS5"]

[[relation]]
expression = "compulsory_pair(HS5, HS3)"
fields = ["HS5", "HS3"]

[[relation]]
expression = "exclusive_pair(HS3 > 90, HS5 > 90)"
fields = ["HS3", "HS5"]

[[relation]]
table = "han-che"
expression = "compulsory_pair(cases, fixed)"
fields = ["cases", "fixed"]

[[relation]]
table = "thang-sau"
expression = "exclusive_pair(hours, shared)"
severity = "warning"
fields = ["hours", "shared"]

[limits]
HS2 = { hard_max = 1000 }
HS4P = { hard_max = 100 }
HS5 = { hard_min = 0, soft_min = 2, soft_max = 50, hard_max = 100 }

[calculations]"""

CASES_LIMITS = 'label = "Số trường hợp"\nlimits = { hard_min = 0, soft_min = 1, soft_max = 20, hard_max = 99 }'


@cache
def strict_form() -> FormDefinition:
    """The small form with limits and pairs; HS3 and HS5 may stay empty."""
    changes = (
        ("[calculations]", RELATIONS),
        ('label = "Số trường hợp"', CASES_LIMITS),
        ('optional_figures = ["HS5"]', 'optional_figures = ["HS3", "HS5"]'),
    )
    with tempfile.TemporaryDirectory() as folder:
        return figure_form(Path(folder), *changes)


def strictly(context: CheckContext) -> CheckContext:
    return replace(context, form=strict_form())


def month(figures: dict[str, Any] | None = None, **tables: Any) -> Change:
    """A month of the strict form; in the right one HS5 is 3."""
    return together(form_month({"HS5": 3} | (figures or {}), **tables), strictly)


def listed(**cells: Any) -> Change:
    """The right month with these cells in the first row of the listing."""
    return month(listed=({**DONE, **cells}, DOING))


def added(**cells: Any) -> Change:
    """The right month with these cells in the row that the officer added."""
    return month(added=({**NEXT, **cells},))


RELATION_CASES = [
    silent("a month of the strict form", month()),
    fires("too many hours in one row", added(hours=25), "BM-003 report tables.thang-sau.+1.hours warning"),
    silent("just as many hours in one row", added(hours=24)),
    silent("no hours in one row", added(hours=None)),
    fires(
        "one of two conditions that go together",
        month({"HS1": 6, "HS3": 0}),
        "BM-008 HS3 figures.HS3 warning",
    ),
]

PAIR_CASES = [
    fires("the first of a compulsory pair alone", month({"HS3": None}), "BM-106 HS3 figures.HS3 error"),
    fires("the second of a compulsory pair alone", month({"HS5": None}), "BM-106 HS5 figures.HS5 error"),
    silent("neither of a compulsory pair", month({"HS3": None, "HS5": None})),
    fires(
        "a row with one cell of a compulsory pair",
        listed(fixed=None),
        "BM-106 report tables.han-che.I.1.fixed error",
    ),
    fires(
        "a row with the other cell of a compulsory pair",
        listed(cases=None),
        "BM-106 report tables.han-che.I.1.cases error",
    ),
    fires(
        "both conditions of an exclusive pair",
        month({"HS1": 106, "HS2": 15, "HS3": 91, "HS5": 91}),
        "BM-105 HS5 figures.HS5 warning",
        "BM-107 HS3 figures.HS3 error",
    ),
    silent("one condition of an exclusive pair", month({"HS1": 106, "HS2": 15, "HS3": 91, "HS5": 50})),
    fires(
        "a row with both of an exclusive pair", added(shared=True), "BM-107 report tables.thang-sau.+1.hours warning"
    ),
    silent("a row with one of an exclusive pair", added(shared=True, hours=None)),
]

LIMIT_CASES = [
    fires("a figure above its hard limit", month({"HS5": 101}), "BM-104 HS5 figures.HS5 error"),
    fires("a figure below its hard limit", month({"HS5": -1}), "BM-104 HS5 figures.HS5 error"),
    fires("a figure above its soft limit", month({"HS5": 51}), "BM-105 HS5 figures.HS5 warning"),
    silent("a figure at its soft limit", month({"HS5": 50})),
    fires("a figure below its soft limit", month({"HS5": 1}), "BM-105 HS5 figures.HS5 warning"),
    fires("a cell above its hard limit", listed(cases=100), "BM-104 report tables.han-che.I.1.cases error"),
    fires("a cell below its hard limit", listed(cases=-1, fixed=-1), "BM-104 report tables.han-che.I.1.cases error"),
    fires("a cell above its soft limit", listed(cases=21), "BM-105 report tables.han-che.I.1.cases warning"),
    silent("a cell at its soft limit", listed(cases=20)),
    fires(
        "a cell below its soft limit",
        month(listed=(DONE, {**DOING, "cases": 0, "fixed": 0})),
        "BM-105 report tables.han-che.I.2.cases warning",
    ),
    fires(
        "a percentage above a hundred",
        month({"HS2": 11, "HS3": -1}),
        "BM-103 HS3 figures.HS3 warning",
        "BM-104 HS4P figures.HS4P error",
        "BM-008 HS3 figures.HS3 warning",
    ),
]

ROOT_CAUSES = [
    fires("a relation over a figure not entered", month({"HS2": None}), "BM-101 HS2 figures.HS2 error"),
    fires("a sum over half a case", month({"HS2": "6.5"}), "BM-103 HS2 figures.HS2 error"),
    fires("a sum over a figure beyond its limit", month({"HS2": 1001}), "BM-104 HS2 figures.HS2 error"),
    fires(
        "a percentage of a figure beyond its limit",
        month({"HS1": 1000, "HS2": 1001, "HS3": None, "HS5": None}),
        "BM-104 HS2 figures.HS2 error",
    ),
    fires(
        "a printed percentage altered",
        together(altered(HS4P="70", HS5P="71", HS5="3"), strictly),
        "BM-102 HS4P figures.HS4P error",
        "BM-102 HS5P figures.HS5P error",
    ),
    fires(
        "a column's sum with a cell beyond its limit", listed(cases=-5), "BM-104 report tables.han-che.I.1.cases error"
    ),
    fires(
        "a count of rows that nobody touched", month(listed=(DONE,)), "BM-101 report tables.han-che.I.2.status error"
    ),
    fires(
        "an error beside a warning that may be passed",
        month({"HS3": -4}),
        "BM-103 HS3 figures.HS3 warning",
        "BM-001 HS1 figures.HS1 error",
        "BM-008 HS3 figures.HS3 warning",
    ),
]

CASES = [*RELATION_CASES, *PAIR_CASES, *LIMIT_CASES, *ROOT_CAUSES]
