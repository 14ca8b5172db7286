"""Whatever was entered: the rules answer, every answer can be said, and the order of entry makes no difference."""

from dataclasses import replace
from datetime import datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.domain.counting import SavedCount
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
    """Any report after any others, checked at any time, some of its files counted or used before."""
    return ANY_REPORT.flatmap(
        lambda report: st.builds(
            clean_context,
            report=st.just(report),
            previous=st.none() | ANY_REPORT,
            history=st.lists(ANY_REPORT, max_size=2).map(tuple),
            settings=settings_of_agencies(),
            now=st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-12-31")),
            used_elsewhere=st.just({}) | _used(files_of(report)),
            counts=st.lists(_counts(files_of(report)), max_size=3).map(tuple),
            parameters=_parameters(),
        )
    )


def files_of(report: Report) -> list[str]:
    """Hashes of the files behind the report's figures, and one of none of them."""
    return ["0" * 64, *(sha for item in report.indicators for source in item.sources for sha in source.evidence)]


def _used(files: list[str]) -> SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(files), st.just("10/2026"), max_size=3)


def _counts(files: list[str]) -> SearchStrategy[SavedCount]:
    rows = st.integers(0, 2000)
    which = (st.sampled_from(INDICATORS), st.sampled_from(files))
    return st.builds(SavedCount, *which, rows, st.none() | rows, rows, rows, rows)


def _parameters() -> SearchStrategy[CheckParameters]:
    limit = st.decimals("0.1", "99", places=1)
    return st.builds(CheckParameters, limit, limit, limit, field_check_months=st.integers(1, 24), sample_margin=limit)


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
    history = tuple(mixed(report) for report in context.history)
    again = run_rules(replace(context, report=mixed(context.report), previous=previous, history=history))
    assert [(item, item.parameters) for item in again] == [(item, item.parameters) for item in run_rules(context)]
