"""Each rule alone notices a slip that is its own to notice: one slip in a whole month is one finding."""


import pytest

from sonla_desktop.domain.rules.registry import all_rules
from sonla_desktop.domain.rules.rule import IndicatorRule, TaskRule
from tests.domain.rules.case import Case, found
from tests.domain.rules.mutant_cases import MUTANTS
from tests.domain.rules.whole_month import whole_month


def test_the_whole_month_has_no_finding() -> None:
    assert found(whole_month()) == ()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_one_slip_is_one_finding(mutant: Case) -> None:
    (expected,) = mutant.expected
    assert found(mutant.change(whole_month())) == (expected,)


def test_every_rule_has_a_slip_that_it_alone_notices() -> None:
    month = whole_month()
    items: dict[type, set[str]] = {
        IndicatorRule: {item.code for item in month.assignment.indicators},
        TaskRule: {item.code for item in month.assignment.tasks},
    }
    noticed = {tuple(mutant.expected[0].split()[:2]) for mutant in MUTANTS}
    codes = {code for code, _ in noticed}
    anywhere = {rule.code for rule in all_rules()} | {relation.code for relation in month.form.relations}
    assert anywhere - codes == set()
    unnoticed = [
        (rule.code, type(rule).__name__)
        for rule in all_rules()
        if (own := items.get(type(rule))) and not any(code == rule.code and where in own for code, where in noticed)
    ]
    assert unnoticed == []
