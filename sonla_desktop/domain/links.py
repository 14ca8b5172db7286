"""Linked figures in prose: the tokens ``{so_lieu.HS1.truoc}`` that stand for a figure until the text is drawn."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.plan import Plan

FIGURE, INDICATOR, TASKS, TABLE = "so_lieu", "chi_tieu", "nhiem_vu", "bang"
"""First word of a token: a figure by id, an indicator by code, counts of tasks, a table of the form."""

PREVIOUS, CHANGE, IN_WORDS = "truoc", "chenh", "bang_chu"
"""Last word: the value of the period before, the difference to it, the value in words."""

FIGURE_FORMS: Final = ("", PREVIOUS, CHANGE, IN_WORDS)
INDICATOR_VALUES: Final = ("ty_le", "tu_so", "mau_so", "gia_tri", "muc_tieu", "ket_qua")
COMPARED_VALUES: Final = ("ty_le", "tu_so", "mau_so", "gia_tri")
"""Values of an indicator that also exist for the period before and as a difference (of ``ty_le``: điểm %)."""

TASK_COUNTS: Final = (
    "tong",
    "hoan_thanh",
    "hoan_thanh_dung_han",
    "hoan_thanh_qua_han",
    "dang_thuc_hien",
    "chua_thuc_hien",
    "qua_han",
    "chua_phat_sinh",
    "chua_cap_nhat",
)
"""``hoan_thanh`` counts every completed task, ``qua_han`` those overdue and not completed."""

ROW_COUNT: Final = "so_dong"
REPORT_TOKENS: Final = ("ky", "thang", "thang_sau", "nam", "tu_ngay", "den_ngay", "co_quan")
"""Words of the report itself: its period, month, next month, year, first and last day of the data window, agency."""

TOKEN: Final = re.compile(r"\{([^{}\s]{1,120})\}")
"""A token in a text; group 1 is the token without its braces."""


def tokens_of(text: str) -> tuple[str, ...]:
    """The tokens of a text without their braces, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(TOKEN.findall(text)))


def known_tokens(form: FormDefinition, plan: Plan) -> frozenset[str]:
    """Every token that prose of this form may hold; whether its value is entered makes no difference."""
    figures = (figure.id for figure in plan.figures())
    indicators = (indicator.code for indicator in plan.indicators)
    return frozenset(
        {
            *REPORT_TOKENS,
            *(f"{TASKS}.{name}" for name in TASK_COUNTS),
            *(f"{TABLE}.{table.id}.{ROW_COUNT}" for table in form.tables),
            *(_joined(FIGURE, figure, end) for figure in figures for end in FIGURE_FORMS),
            *(token for code in indicators for token in _indicator_tokens(code)),
        }
    )


def unknown_tokens(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The tokens of a text that stand for nothing."""
    return tuple(token for token in tokens_of(text) if token not in known)


def _indicator_tokens(code: str) -> Iterator[str]:
    for value in INDICATOR_VALUES:
        yield _joined(INDICATOR, code, value)
        if value in COMPARED_VALUES:
            yield _joined(INDICATOR, code, value, PREVIOUS)
            yield _joined(INDICATOR, code, value, CHANGE)


def _joined(*words: str) -> str:
    return ".".join(word for word in words if word)
