"""All rules and the one function that runs them, so that screen, command line and verifier judge alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from sonla_desktop.domain.counting import SavedCount
from sonla_desktop.domain.findings import REPORT, Finding, FindingParameter
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.reading import IndicatorReading
from sonla_desktop.domain.rules import (
    citation_rules,
    continuity_rules,
    evidence_rules,
    form_rules,
    indicator_rules,
    limit_rules,
    plan_text_rules,
    progress_rules,
    recognition_rules,
    relation_rules,
    report_rules,
    source_rules,
    task_rules,
    text_rules,
    window_rules,
)
from sonla_desktop.domain.rules.context import CheckContext, IndicatorCheck, TaskCheck
from sonla_desktop.domain.rules.relation_rules import relation_findings
from sonla_desktop.domain.rules.rule import Check, IndicatorRule, ReportRule, Rule, TaskRule

RULE_SET: Final = "2026.7"
"""Version of the rule set, recorded in each package; raised when a rule is added or judges differently."""

_MODULES = (
    report_rules,
    window_rules,
    form_rules,
    limit_rules,
    relation_rules,
    indicator_rules,
    continuity_rules,
    source_rules,
    recognition_rules,
    evidence_rules,
    task_rules,
    progress_rules,
    citation_rules,
    plan_text_rules,
    text_rules,
)
_Kind = TypeVar("_Kind", ReportRule, IndicatorRule, TaskRule)


def _declared(kind: type[_Kind]) -> tuple[_Kind, ...]:
    found = [value for module in _MODULES for value in vars(module).values() if isinstance(value, kind)]
    return tuple(sorted(found, key=lambda rule: rule.code))


_REPORT_RULES: Final = _declared(ReportRule)
_INDICATOR_RULES: Final = _declared(IndicatorRule)
_TASK_RULES: Final = _declared(TaskRule)


def all_rules() -> tuple[ReportRule | IndicatorRule | TaskRule, ...]:
    """Every rule, by code. A code that speaks of indicators and of tasks has a rule for each."""
    return tuple(sorted((*_REPORT_RULES, *_INDICATOR_RULES, *_TASK_RULES), key=lambda rule: rule.code))


def rules_decidable_from_package(form: FormDefinition | None = None) -> frozenset[str]:
    """Codes that need only the report, the plan, the form and the recorded time: a verifier can judge them again.

    With a form, the codes of its relations are among them.
    """
    rules = all_rules()
    own = (relation.code for relation in form.relations) if form else ()
    return frozenset((*(rule.code for rule in rules), *own)) - {rule.code for rule in rules if rule.needs}


def run_rules(context: CheckContext) -> tuple[Finding, ...]:
    """All findings: the report as a whole first, then the form's relations, indicators and tasks in plan order.

    The order of the items in the report makes no difference.
    """
    findings = _findings(_REPORT_RULES, context, REPORT, {})
    findings += relation_findings(context)
    for indicator_check in _indicator_checks(context):
        indicator = indicator_check.indicator
        findings += _findings(_INDICATOR_RULES, indicator_check, indicator.code, {"number": indicator.number})
    for task_check in _task_checks(context):
        task = task_check.task
        names: dict[str, FindingParameter] = {"appendix": task.appendix, "number": task.number}
        findings += _findings(_TASK_RULES, task_check, task.code, names)
    return tuple(findings)


def _indicator_checks(context: CheckContext) -> list[IndicatorCheck]:
    now = {item.code: item for item in context.report.indicators}
    before = {item.code: item for item in context.previous.indicators} if context.previous else {}
    earlier: dict[str, list[IndicatorReading]] = {}
    for reading in (item for report in context.history for item in report.indicators):
        earlier.setdefault(reading.code, []).append(reading)
    this_year = _this_year(context)
    counts: dict[str, list[SavedCount]] = {}
    for count in context.counts:
        counts.setdefault(count.indicator, []).append(count)
    codes = ((indicator, indicator.code) for indicator in context.assignment.indicators)
    return [
        IndicatorCheck(
            context,
            indicator,
            now.get(code),
            before.get(code),
            tuple(earlier.get(code, ())),
            tuple(counts.get(code, ())),
            tuple(this_year.get(code, ())),
        )
        for indicator, code in codes
    ]


def _this_year(context: CheckContext) -> dict[str, list[tuple[ReportingPeriod, IndicatorReading]]]:
    """What the earlier periods of the report's year say of each indicator, the newest period first."""
    period = context.report.period
    reports = {report.period: report for report in context.history}
    if context.previous is not None:
        reports[context.previous.period] = context.previous
    same_year = (one for one in reports if (one.year, one.kind) == (period.year, period.kind) and one < period)
    readings: dict[str, list[tuple[ReportingPeriod, IndicatorReading]]] = {}
    for one in sorted(same_year, reverse=True):
        for reading in reports[one].indicators:
            readings.setdefault(reading.code, []).append((one, reading))
    return readings


def _task_checks(context: CheckContext) -> list[TaskCheck]:
    now = {item.code: item for item in context.report.tasks}
    before = {item.code: item for item in context.previous.tasks} if context.previous else {}
    return [TaskCheck(context, task, now.get(task.code), before.get(task.code)) for task in context.assignment.tasks]


def _findings(
    rules: Sequence[Rule[Check]], check: Check, where: str, names: Mapping[str, FindingParameter]
) -> list[Finding]:
    """Findings of one item; a rule stays silent where one of its root causes was found in the same item."""
    found = [(rule, place) for rule in rules for place in rule.function(check)]
    codes = {rule.code for rule, _ in found}
    return [
        Finding(
            rule.code,
            place.severity or rule.severity,
            place.where or where,
            place.field,
            {**names, **place.parameters},
            rule.blocking,
        )
        for rule, place in found
        if codes.isdisjoint(rule.silenced_by)
    ]
