"""The rules as a whole: their codes, what they need, the order of findings, root causes."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.rules.registry import RULE_SET, all_rules, rules_decidable_from_package, run_rules
from tests.domain.rules.case import found
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    DOCUMENTS,
    ON_EVENT,
    TRAINING,
    Change,
    clean_context,
    reading,
    settings_with,
    source,
    together,
    untouched,
    update,
)

SEVERITIES = {
    **dict.fromkeys(("CT-001", "CT-002", "CT-003", "CT-004", "CT-005", "CT-006", "CT-012"), Severity.ERROR),
    **dict.fromkeys(("NV-001", "NV-002", "NV-003", "NV-004", "NV-005", "NV-009"), Severity.ERROR),
    **dict.fromkeys(("CN-001", "DC-003", "MC-002", "TM-001", "BC-001", "BC-006"), Severity.ERROR),
    **dict.fromkeys(("NV-006", "NV-007", "NV-008", "NV-010", "NV-011", "TM-002", "TM-003"), Severity.WARNING),
    **dict.fromkeys(("CT-007", "CT-008", "CT-009", "CT-011", "DC-001", "DC-002"), Severity.WARNING),
    **dict.fromkeys(("CN-002", "CN-003", "MC-001", "MC-003", "MC-004", "MC-005", "BC-002"), Severity.WARNING),
    **dict.fromkeys(("BM-100", "BM-101", "BM-102", "BM-103", "TM-004"), Severity.ERROR),
    **dict.fromkeys(("BM-104", "BM-106", "BM-107"), Severity.ERROR),
    "BM-105": Severity.WARNING,
    **dict.fromkeys(("BC-003", "BC-004", "BC-005", "BC-007", "BC-009", "BM-108", "CT-010"), Severity.NOTICE),
    **dict.fromkeys(("DC-004", "NV-012"), Severity.NOTICE),
}


def test_the_rule_set_is_the_one_that_is_published() -> None:
    assert RULE_SET == "2026.7"
    assert {rule.code: rule.severity for rule in all_rules()} == SEVERITIES


def test_a_code_has_one_rule_per_kind_of_item() -> None:
    declared = [(rule.code, type(rule)) for rule in all_rules()]
    assert len(declared) == len(set(declared))
    assert [code for code, _ in declared] == sorted(code for code, _ in declared)


def test_codes_are_stable_names_and_functions_say_what_they_ask() -> None:
    assert [rule.code for rule in all_rules() if not re.fullmatch(r"[A-Z]{2}-\d{3}", rule.code)] == []
    assert [rule.code for rule in all_rules() if not (rule.function.__doc__ or "").strip()] == []


def test_root_causes_are_codes_of_rules() -> None:
    causes = {cause for rule in all_rules() for cause in rule.silenced_by}
    assert causes - set(SEVERITIES) == set()
    assert [rule.code for rule in all_rules() if rule.code in rule.silenced_by] == []


def test_a_verifier_judges_what_needs_only_report_and_plan() -> None:
    beyond = {"BC-001", "BC-003", "BC-004", "BC-007", "CT-006", "MC-002", "NV-006", "NV-008", "TM-002", "TM-003"}
    beyond |= {"BM-108", "NV-012"}
    beyond |= {"CT-007", "CT-008", "CT-009", "CN-003", "DC-004", "MC-003", "MC-004", "MC-005"}
    assert set(SEVERITIES) - rules_decidable_from_package() == beyond


def test_no_rule_that_a_verifier_judges_is_silenced_by_one_that_it_cannot() -> None:
    """A cause that is Sai is in no package: the month was not closed with it."""
    decidable = rules_decidable_from_package()
    causes = {cause for rule in all_rules() if rule.code in decidable for cause in rule.silenced_by}
    assert {cause for cause in causes - decidable if SEVERITIES[cause] is not Severity.ERROR} == set()


def test_the_decidable_rules_find_the_same_without_anything_but_report_and_plan() -> None:
    wrong = together(reading(DOCUMENTS, numerator=1100), untouched(BY_QUARTER), update(BY_MONTH, percent=1))
    context = wrong(clean_context())
    bare = replace(context, previous=None, evidence={}, settings=type(context.settings)())
    decidable = rules_decidable_from_package()
    assert [item for item in run_rules(bare) if item.code in decidable] == list(run_rules(context))


def test_the_report_comes_first_then_indicators_then_tasks_in_the_order_of_the_plan() -> None:
    wrong = together(
        settings_with(place=""), untouched(ON_EVENT), untouched(BY_MONTH), untouched(TRAINING),
        reading(DOCUMENTS, sources=(), recognition=()),
    )  # fmt: skip
    assert found(wrong(clean_context())) == (
        "BC-001 report place error",
        f"CN-001 {DOCUMENTS} recognition.reentered error",
        f"CN-001 {DOCUMENTS} recognition.paper_parallel error",
        f"CN-001 {DOCUMENTS} recognition.unused_signatures error",
        f"DC-001 {DOCUMENTS} sources warning",
        f"MC-001 {DOCUMENTS} sources warning",
        f"CT-001 {TRAINING} state error",
        f"NV-001 {BY_MONTH} status error",
        f"NV-001 {ON_EVENT} status error",
    )


NEGATIVE = reading(TRAINING, numerator=-1)


@pytest.mark.parametrize(
    ("root_cause", "code"),
    [
        (reading(DOCUMENTS, denominator=None), "CT-001"),
        (NEGATIVE, "CT-002"),
        (reading(TRAINING, numerator=63), "CT-003"),
        (reading(DOCUMENTS, denominator=0), "CT-004"),
        (source(DOCUMENTS, 0, numerator=-812), "CT-002"),
        (reading(TRAINING, state=FigureState.ZERO, numerator=3), "CT-012"),
        (update(BY_MONTH, status=None, percent=None, completed_on=None), "NV-001"),
    ],
)
def test_a_root_cause_stands_alone(root_cause: Change, code: str) -> None:
    assert {item.code for item in run_rules(root_cause(clean_context()))} == {code}


def test_a_root_cause_silences_only_its_own_item() -> None:
    both = together(NEGATIVE, reading(DOCUMENTS, numerator=1004))
    assert [item.code for item in run_rules(both(clean_context()))] == ["CT-003", "CT-002"]


def test_a_finding_carries_what_was_seen_and_what_is_expected() -> None:
    (finding,) = run_rules(source(DOCUMENTS, 0, printed_ratio="80,9")(clean_context()))
    assert finding.parameters == {
        "number": 1, "variant": "differs", "source": 1, "seen": Decimal("80.9"), "expected": Decimal("81.0"),
    }  # fmt: skip
