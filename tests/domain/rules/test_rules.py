"""Each rule fires on the smallest wrong month, at the right place, and stays silent on the nearest correct one."""

import pytest

from sonla_desktop.domain.rules.registry import all_rules
from tests.domain.rules import (
    citation_cases,
    continuity_cases,
    evidence_cases,
    form_cases,
    indicator_cases,
    plan_text_cases,
    progress_cases,
    recognition_cases,
    relation_cases,
    report_cases,
    source_cases,
    task_cases,
    text_cases,
)
from tests.domain.rules.case import Case, found, written
from tests.helpers.months import clean_context

CASES = [
    *report_cases.CASES,
    *form_cases.CASES,
    *relation_cases.CASES,
    *indicator_cases.CASES,
    *continuity_cases.CASES,
    *source_cases.CASES,
    *recognition_cases.CASES,
    *evidence_cases.CASES,
    *task_cases.CASES,
    *progress_cases.CASES,
    *citation_cases.CASES,
    *plan_text_cases.CASES,
    *text_cases.CASES,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change_leads_to_exactly_these_findings(case: Case) -> None:
    assert written(case.findings()) == case.expected


def test_the_clean_month_has_no_finding() -> None:
    assert found(clean_context()) == ()


def test_no_case_leaves_the_clean_month_as_it_is() -> None:
    """A change that changes nothing would be silent for the wrong reason."""
    clean = repr(clean_context())
    idle = [case.name for case in CASES if not case.expected and repr(case.change(clean_context())) == clean]
    assert idle == []


def test_every_rule_has_a_case_in_which_it_fires() -> None:
    shown = {line.split()[0] for case in CASES for line in case.expected}
    assert {rule.code for rule in all_rules()} - shown == set()
