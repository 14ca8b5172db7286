"""Rules about the plan's own words: what a bad scan left unsure is not printed without a word to the officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import FormDefinition, SectionKind
from sonla_desktop.domain.form_values import cell_path, row_label
from sonla_desktop.domain.plan_texts import PHASE, field_name, is_unread, is_unsure, task_texts
from sonla_desktop.domain.rules.context import CheckContext, TaskCheck
from sonla_desktop.domain.rules.form_places import form_rows
from sonla_desktop.domain.rules.rule import At, at, report_rule, task_rule
from sonla_desktop.domain.rules.wording import brief

PLAN_TEXTS: Final = "plan_texts"
"""Field of a task at which its wordings are corrected."""
_JOIN: Final = "+"
_PHASES: Final = "phases"


@task_rule("NV-012", Severity.NOTICE, needs=("settings",))
def tasks_are_printed_in_sure_words(check: TaskCheck) -> Iterator[At]:
    """No printed wording of a task holds what the copyist could not read, or restored; the settings correct it."""
    printed = _printed_sources(check.context.form)
    texts = {field: text for field, text in task_texts(check.task).items() if _source(field) in printed}
    if place := _unsure(texts):
        yield place


def _unsure(texts: Mapping[str, str]) -> At | None:
    unread = [field_name(field) for field, text in texts.items() if is_unread(text)]
    if unread:
        return at(PLAN_TEXTS, variant="unread", lacking=", ".join(unread))
    restored = [field_name(field) for field, text in texts.items() if is_unsure(text)]
    return at(PLAN_TEXTS, variant="restored", lacking=", ".join(restored)) if restored else None


def _printed_sources(form: FormDefinition | None) -> frozenset[str]:
    """The sources of the columns in which the form prints tasks; nothing is printed without a form."""
    sections = (section for section in form.sections if section.kind is SectionKind.TASKS) if form else ()
    return frozenset(
        name for section in sections for column in section.columns for name in column.source.split(_JOIN)
    )


def _source(field: str) -> str:
    return _PHASES if field.startswith(PHASE) else field


@report_rule("BM-108", Severity.NOTICE, needs=("settings",))
def rows_are_printed_in_sure_words(context: CheckContext) -> Iterator[At]:
    """No cell that is given beforehand holds what the copyist could not read, or restored."""
    for table, row, number in form_rows(context):
        for column in table.columns:
            text = row.cells.get(column.name)
            if column.given and column.name != table.group_by and isinstance(text, str) and is_unsure(text):
                variant, label = "unread" if is_unread(text) else "restored", row_label(table, row, number)
                path, named = cell_path(table.id, row.key, column.name), brief(column.label)
                yield at(path, variant=variant, table=brief(table.title), row=label, column=named)
