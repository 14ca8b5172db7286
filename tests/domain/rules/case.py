"""How a rule's behaviour is written down: the clean month, one change, and every finding that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sonla_desktop.domain.findings import Finding
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import run_rules
from tests.helpers.months import Change, clean_context


@dataclass(frozen=True)
class Case:
    """`expected`: all findings as "code where field severity"; none where the change is still correct."""

    name: str
    change: Change
    expected: tuple[str, ...] = ()

    def findings(self) -> tuple[Finding, ...]:
        return run_rules(self.change(clean_context()))


def fires(name: str, change: Change, *expected: str) -> Case:
    assert expected, f"say what the change '{name}' leads to"
    return Case(name, change, expected)


def silent(name: str, change: Change) -> Case:
    return Case(name, change)


def written(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(f"{item.code} {item.where} {item.field} {item.severity.value}" for item in findings)


def found(context: CheckContext) -> tuple[str, ...]:
    return written(run_rules(context))
