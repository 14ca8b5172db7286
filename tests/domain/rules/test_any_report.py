"""Whatever was entered: the rules answer, every answer can be said, and the order of entry makes no difference."""

from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.test_texts import message
from tests.helpers.months import clean_context, plan
from tests.helpers.strategies import reports, settings_of_agencies

INDICATORS = tuple(item.code for item in plan().indicators)
TASKS = tuple(item.code for item in plan().tasks)
ANY_REPORT = reports(INDICATORS, TASKS)


def contexts() -> SearchStrategy[CheckContext]:
    """Any report after any other one, checked at any time."""
    return st.builds(
        lambda report, previous, settings, now: clean_context(
            report=report, previous=previous, settings=settings, now=now
        ),
        ANY_REPORT,
        st.none() | ANY_REPORT,
        settings_of_agencies(),
        st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-12-31")),
    )


@settings(deadline=None, max_examples=50)
@given(contexts())
def test_the_rules_never_raise_and_name_each_place_once(context: CheckContext) -> None:
    findings = run_rules(context)
    assert len({finding.key for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.where in {REPORT, *INDICATORS, *TASKS}
        assert finding.field
        assert message(finding)


@settings(deadline=None, max_examples=50)
@given(contexts(), st.randoms(use_true_random=False))
def test_the_order_of_items_makes_no_difference(context: CheckContext, random: Random) -> None:
    def mixed(report: Report) -> Report:
        indicators, tasks = list(report.indicators), list(report.tasks)
        random.shuffle(indicators)
        random.shuffle(tasks)
        return replace(report, indicators=tuple(indicators), tasks=tuple(tasks))

    previous = context.previous and mixed(context.previous)
    again = run_rules(replace(context, report=mixed(context.report), previous=previous))
    assert [(item, item.parameters) for item in again] == [(item, item.parameters) for item in run_rules(context)]
