"""However a month went wrong: the rules answer, can say it shortly, and say the same whenever and in whatever order."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from sonla_desktop.domain.findings import REPORT, Finding
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.random_months import FIGURES, INDICATORS, TASKS, random_months
from tests.domain.rules.test_texts import MOST_WORDS, message

PLACES = {REPORT, *INDICATORS, *TASKS, *FIGURES}


def told(findings: tuple[Finding, ...]) -> list[tuple[object, ...]]:
    """All that a finding is, with the digest that a reason is tied to."""
    return [(item, dict(item.parameters), item.basis) for item in findings]


def in_any_order(context: CheckContext, random: Random) -> CheckContext:
    """The same reports with their indicators, tasks and what is known of files in another order."""

    def mixed(report: Report) -> Report:
        indicators = random.sample(report.indicators, len(report.indicators))
        tasks = random.sample(report.tasks, len(report.tasks))
        return replace(report, indicators=tuple(indicators), tasks=tuple(tasks))

    evidence = dict(random.sample(sorted(context.evidence.items()), len(context.evidence)))
    previous = context.previous and mixed(context.previous)
    history = tuple(mixed(report) for report in context.history)
    return replace(context, report=mixed(context.report), previous=previous, history=history, evidence=evidence)


def judged_alike(context: CheckContext, random: Random) -> None:
    findings = run_rules(context)
    assert len({finding.key for finding in findings}) == len(findings)
    for finding in findings:
        assert finding.where in PLACES
        assert finding.field
        said = message(finding)
        assert 0 < len(said.split()) <= MOST_WORDS, said
    assert told(run_rules(context)) == told(findings)
    assert told(run_rules(in_any_order(context, random))) == told(findings)


def over_random_months(limits: settings, start: int | None = None) -> None:
    """Judges random months; each call is a run of its own."""
    run = limits(given(random_months(), st.randoms(use_true_random=False))(judged_alike))
    (run if start is None else seed(start)(run))()


def test_a_random_month_is_judged_alike_each_time_and_in_any_order() -> None:
    over_random_months(settings(deadline=None, max_examples=200))


@pytest.mark.rig
@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_random_months_are_judged_alike(part: int) -> None:
    """Five hundred in each part, none of which takes as long as a test that hangs."""
    over_random_months(settings(deadline=None, max_examples=500, database=None), part)
