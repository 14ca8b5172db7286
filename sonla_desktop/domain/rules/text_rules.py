"""Rules about what the officer writes: explanations that only repeat last month's, numbers that no figure bears out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from hashlib import sha256
from typing import Final

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.prose_numbers import ProseNumber, prose_numbers
from sonla_desktop.domain.rules.context import CheckContext, IndicatorCheck, TaskCheck
from sonla_desktop.domain.rules.known_figures import known_figures, unknown
from sonla_desktop.domain.rules.rule import At, at, indicator_rule, report_rule, task_rule
from sonla_desktop.domain.rules.wording import brief
from sonla_desktop.domain.task import TaskStatus
from sonla_desktop.domain.text import fold, says_none, says_something

_PARTS: Final = ("subjective", "objective", "remedy", "next_steps")
_MOST_SHOWN: Final = 3
_LONGEST_QUOTE: Final = 40
_DIGEST: Final = 16
_MAY_CLAIM: Final = re.compile(r"[0-9].*(?:[%％]|phần)|[0-9][.,]?[0-9][.,]?[0-9]", re.IGNORECASE | re.DOTALL)
"""A quick look: without a percentage or three digits in a row a text states no result."""


@indicator_rule("TM-002", Severity.WARNING, needs=("previous",))
def indicators_are_explained_anew(check: IndicatorCheck) -> Iterator[At]:
    """An explanation whose four texts are all last month's explains this month only if somebody says so."""
    now = check.reading.explanation if check.reading else None
    before = check.previous.explanation if check.previous else None
    if _repeats(now, before):
        yield at("explanation", variant="indicator", text=_digest(now))


@task_rule("TM-002", Severity.WARNING, needs=("previous",))
def tasks_are_explained_anew(check: TaskCheck) -> Iterator[At]:
    """As for indicators. A task completed last month and still completed keeps its explanation: nothing is to add."""
    update, previous = check.update, check.previous
    if update is None or previous is None or update.status is previous.status is TaskStatus.COMPLETED:
        return
    if _repeats(update.explanation, previous.explanation):
        yield at("explanation", variant="task", text=_digest(update.explanation))


def _repeats(now: Explanation | None, before: Explanation | None) -> bool:
    """Whether all four texts are the same but for case, marks and spaces, and at least one of them says something.

    "Không có" for a cause says nothing that could be repeated.
    """
    if now is None or before is None:
        return False
    texts: tuple[str, ...] = astuple(now)
    if not any(says_something(text) and not says_none(text) for text in texts):
        return False
    return [fold(text) for text in texts] == [fold(text) for text in astuple(before)]


def _digest(explanation: Explanation | None) -> str:
    """Stands for the repeated text, so that a reason covers this text and no other (``Finding.basis``)."""
    return sha256(repr(explanation).encode()).hexdigest()[:_DIGEST]


@report_rule("TM-003", Severity.WARNING, needs=("previous", "last_year"))
def typed_numbers_are_figures_of_the_report(context: CheckContext) -> Iterator[At]:
    """A result stated in the prose is a figure of this report, of last month's or of the same month last year.

    Judged are narrative sections and explanations of indicators; results of tasks are reported figures themselves.
    What counts as a stated result, :mod:`prose_numbers` says; linked figures are never judged. A form that has neither
    indicators nor figures reports its numbers in prose, so nothing is judged there. Also known are targets, what is
    left of a whole, changes and points between the months, and numbers in results, notes and cells.
    """
    if not context.assignment.indicators and not context.report.figures:
        return
    claims = [(place, found) for place, text in _texts(context) if (found := _claims(text))]
    if not claims:
        return
    known = known_figures(context)
    for place, found in claims:
        if strange := unknown(found, known):
            quotes = "; ".join(number.quote[:_LONGEST_QUOTE] for number in strange[:_MOST_SHOWN])
            every = "; ".join(number.quote for number in strange)
            yield At(place.field, place.severity, {**place.parameters, "numbers": quotes, "all": every}, place.where)


def _claims(text: str) -> list[ProseNumber]:
    if not _MAY_CLAIM.search(text):
        return []
    return [number for number in prose_numbers(text) if number.is_claim]


def _texts(context: CheckContext) -> Iterator[tuple[At, str]]:
    sections = {section.id: section.title for section in context.form.sections} if context.form else {}
    for name, text in context.report.narrative.items():
        yield at(f"narrative.{name}", variant="section", section=brief(sections.get(name, name))), text
    readings = {reading.code: reading for reading in context.report.indicators}
    for indicator in context.assignment.indicators:
        reading = readings.get(indicator.code)
        if reading is None or reading.explanation is None:
            continue
        for part in _PARTS:
            place = at(f"explanation.{part}", variant="indicator", where=indicator.code, number=indicator.number)
            yield place, getattr(reading.explanation, part)
