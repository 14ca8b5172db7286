"""Any figures and cells under a form with relations, pairs and limits: no rule raises, each place is named once."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.report import Cell
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.relation_cases import month
from tests.domain.rules.test_texts import MOST_WORDS, message
from tests.helpers.months import clean_context

ENTERED = ("HS1", "HS2", "HS3", "HS5")
NUMBERS = st.none() | st.sampled_from([-1, 0, 1, 3, 4, 10, 50, 51, 100, 101, 1001]) | st.decimals(-9, 9, places=1)
FIGURES = st.fixed_dictionaries(dict.fromkeys(ENTERED, NUMBERS))


def _cell(number: Decimal | int | None) -> Cell:
    return number if number is None or isinstance(number, int) else format(number, "f")


LISTED = st.builds(
    lambda row, status, cases, fixed: {"row": row, "status": status, "cases": cases, "fixed": fixed},
    st.just("I.1"),
    st.sampled_from([None, "done", "doing"]),
    st.none() | st.integers(-2, 101),
    st.none() | st.integers(-2, 101),
)
ADDED = st.builds(
    lambda task, hours, shared: {"task": task, "hours": _cell(hours), "shared": shared},
    st.sampled_from([None, "Họp giao ban"]),
    NUMBERS,
    st.none() | st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(FIGURES, LISTED, st.lists(ADDED, max_size=3))
def test_the_rules_of_a_form_name_each_place_once_and_can_say_it(
    figures: dict[str, Decimal | int | None], listed: dict[str, Cell], added: list[dict[str, Cell]]
) -> None:
    findings = run_rules(month(figures, listed=(listed,), added=tuple(added))(clean_context()))
    assert len({finding.key for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.where in {REPORT, *ENTERED, "HS4P", "HS5P"}
        assert 0 < len(message(finding).split()) <= MOST_WORDS


@settings(deadline=None, max_examples=60)
@given(FIGURES)
def test_a_relation_never_speaks_of_a_figure_that_has_an_error(figures: dict[str, Decimal | int | None]) -> None:
    findings = run_rules(month(figures)(clean_context()))
    wrong = {
        item.where for item in findings if item.code in ("BM-101", "BM-103", "BM-104") and item.severity == "error"
    }
    related = {item.where for item in findings if item.code.startswith("BM-00")}
    assert wrong.isdisjoint(related)
