"""What a rule is: one function with its code, severity and clause, yielding the places it objects to.

Adding a rule is writing one function under one of the three decorators and its text in ``findings.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from functools import partial
from typing import Final, Generic, Literal, TypedDict, TypeVar, Unpack

from sonla_desktop.domain.findings import FindingParameter, Severity
from sonla_desktop.domain.rules.context import CheckContext, IndicatorCheck, TaskCheck

Need = Literal[
    "settings", "previous", "last_year", "history", "evidence", "used_elsewhere", "counts", "parameters", "calendar"
]
"""What a rule looks at besides the report, the plan and the clock."""

VARIANT: Final = "variant"
"""Parameter that picks one of a code's texts: CT-004 with variant ``both-zero`` is ``CT-004.both-zero``."""


@dataclass(frozen=True, slots=True)
class At:
    """One place a rule objects to: a key path inside the item, and what the text needs to say about it.

    ``severity`` None: the rule's own. ``where`` empty: the item that the rule looks at.
    """

    field: str
    severity: Severity | None
    parameters: Mapping[str, FindingParameter]
    where: str = ""


def at(
    path: str,
    *,
    variant: str = "",
    severity: Severity | None = None,
    where: str = "",
    **parameters: FindingParameter,
) -> At:
    """An objection to the field at this key path; ``variant`` picks one of the code's texts."""
    return At(path, severity, {**parameters, VARIANT: variant} if variant else parameters, where)


Check = TypeVar("Check")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Check]):
    """One rule; its function never raises, prints or changes anything.

    ``source`` is the clause it stands on, empty where it is plain arithmetic. ``silenced_by`` names the codes of
    root causes: where one of them was found in the same item, this rule is not reported.
    """

    code: str
    severity: Severity
    function: Callable[[Check], Iterable[At]]
    _: KW_ONLY
    source: str = ""
    needs: tuple[Need, ...] = ()
    silenced_by: tuple[str, ...] = ()
    blocking: bool = True
    """False: the finding is recorded and printed, but closing does not wait for a reason."""


class IndicatorRule(Rule[IndicatorCheck]):
    """Looks at one indicator of the agency."""


class TaskRule(Rule[TaskCheck]):
    """Looks at one task that the agency leads."""


class ReportRule(Rule[CheckContext]):
    """Looks at the report as a whole."""


class Details(TypedDict, total=False):
    """What a declaration may add to code and severity; see :class:`Rule`."""

    source: str
    needs: tuple[Need, ...]
    silenced_by: tuple[str, ...]
    blocking: bool


def indicator_rule(
    code: str, severity: Severity, **details: Unpack[Details]
) -> Callable[[Callable[[IndicatorCheck], Iterable[At]]], IndicatorRule]:
    """Declares the decorated function as a rule about one indicator."""
    return partial(IndicatorRule, code, severity, **details)


def task_rule(
    code: str, severity: Severity, **details: Unpack[Details]
) -> Callable[[Callable[[TaskCheck], Iterable[At]]], TaskRule]:
    """Declares the decorated function as a rule about one task."""
    return partial(TaskRule, code, severity, **details)


def report_rule(
    code: str, severity: Severity, **details: Unpack[Details]
) -> Callable[[Callable[[CheckContext], Iterable[At]]], ReportRule]:
    """Declares the decorated function as a rule about the report as a whole."""
    return partial(ReportRule, code, severity, **details)
