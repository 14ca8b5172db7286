"""Content of each kind of section; no content means that the section says its ``empty_text`` or is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sonla_desktop.domain.document import Block, Paragraph, Role, Table, TableColumn, TableRow
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import Severity, StatedFinding
from sonla_desktop.domain.form_definition import FormDefinition, FormSection, SectionKind
from sonla_desktop.domain.period import document_date_label
from sonla_desktop.domain.plan import Appendix, Assignment
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import Phase, Timeliness, due_date, late_phases
from sonla_desktop.usecases.compose_document import figures
from sonla_desktop.usecases.compose_document.charts import ChartSource, chart_blocks
from sonla_desktop.usecases.compose_document.columns import FindingItem, SourceItem, cells, subject_of
from sonla_desktop.usecases.compose_document.form_paragraphs import form_paragraphs, lines_of
from sonla_desktop.usecases.compose_document.form_rows import FigurePrinter, form_table
from sonla_desktop.usecases.compose_document.wording import Words, capitalised, clause, sentence
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.figure_links import resolve
from sonla_desktop.usecases.outcomes import IndicatorItem, IndicatorOutcome, TaskItem, TaskOutcome

PARTS: Final = ("subjective", "objective", "remedy", "next_steps")


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the sections are built from."""

    words: Words
    report: Report
    assignment: Assignment
    indicators: tuple[IndicatorItem, ...]
    tasks: tuple[TaskItem, ...]
    findings: tuple[StatedFinding, ...]
    form: FormDefinition
    previous: Report | None = None
    links: Mapping[str, str | None] = field(default_factory=dict)
    """What each linked figure says this month."""
    charts: ChartSource | None = None
    """None: no charts are drawn."""


def content_of(content: Content, section: FormSection) -> tuple[Block, ...]:
    """The blocks of a section between its intro and its note; none when there is nothing to say."""
    return tuple(_BUILDERS[section.kind](content, section))


def _table(section: FormSection, rows: Iterable[TableRow]) -> Iterator[Block]:
    kept = tuple(rows)
    if kept:
        columns = tuple(TableColumn(column.heading, column.width, column.align) for column in section.columns)
        yield Table(columns, kept, section.title)


def _statement(_: Content, __: FormSection) -> Iterator[Block]:
    """Nothing of its own: the sentences stand in the form, around the content."""
    yield from ()


def _indicators(content: Content, section: FormSection) -> Iterator[Block]:
    yield from _table(section, (TableRow(cells(content.words, section, item)) for item in content.indicators))
    if content.charts is None:
        return
    for kind in section.charts:
        yield from chart_blocks(content.words, content.charts, kind, content.report, content.indicators)


def _tasks(content: Content, section: FormSection) -> Iterator[Block]:
    yield from _table(section, _task_rows(content, section))


def _task_rows(content: Content, section: FormSection) -> Iterator[TableRow]:
    heads = {appendix.number: _group_text(content, appendix) for appendix in content.assignment.plan.appendices}
    current = ""
    for item in content.tasks:
        if section.group_by and item.task.appendix != current:
            current = item.task.appendix
            yield TableRow((heads.get(current, current),), group=True)
        yield TableRow(cells(content.words, section, item))


def _group_text(content: Content, appendix: Appendix) -> str:
    names = {indicator.number: indicator.name for indicator in content.assignment.plan.indicators}
    name = names.get(appendix.indicator, appendix.title)
    return content.words.phrase("task_group", appendix=appendix.number, indicator=str(appendix.indicator), name=name)


def _sources(content: Content, section: FormSection) -> Iterator[Block]:
    yield from _table(section, _source_rows(content, section))


def _source_rows(content: Content, section: FormSection) -> Iterator[TableRow]:
    words = content.words
    for item in content.indicators:
        if not item.reading.sources:
            continue
        yield TableRow((_reported(words, item),), group=True)
        for position, source in enumerate(item.reading.sources, 1):
            yield TableRow(cells(words, section, SourceItem(item, position, source)))


def _reported(words: Words, item: IndicatorItem) -> str:
    reading, number = item.reading, str(item.indicator.number)
    if not reading.has_figures or item.indicator.is_count:
        achieved = figures.achieved(words, item)
        return words.phrase("reported_number", number=number, name=item.indicator.name, achieved=achieved)
    return words.phrase(
        "reported_ratio",
        number=number,
        name=item.indicator.name,
        a=figures.figure(words, reading, reading.numerator),
        b=figures.figure(words, reading, reading.denominator),
        ratio=figures.ratio(words, reading),
    )


def _checks(content: Content, section: FormSection) -> Iterator[Block]:
    checked = (item for item in content.indicators if _has_checks(item))
    yield from _table(section, (TableRow(cells(content.words, section, item)) for item in checked))


def _has_checks(item: IndicatorItem) -> bool:
    return bool(item.reading.flow or item.reading.field_check or item.reading.recognition)


def _findings(content: Content, section: FormSection) -> Iterator[Block]:
    passed = (item for item in content.findings if item.finding.severity is Severity.WARNING and item.reason.strip())
    rows = (_finding_item(content, row, item) for row, item in enumerate(passed, 1))
    yield from _table(section, (TableRow(cells(content.words, section, item)) for item in rows))


def _finding_item(content: Content, row: int, stated: StatedFinding) -> FindingItem:
    where = stated.finding.where
    subject = subject_of(content.words, where, content.indicators, content.tasks)
    field = capitalised(FieldWords(content.form, content.assignment).field(stated.finding.field))
    if field and subject == where:  # a figure of the form has its key for an item; the field says its name
        return FindingItem(row, stated, field)
    return FindingItem(row, stated, subject, field)


def _narrative(content: Content, section: FormSection) -> Iterator[Block]:
    typed = content.report.narrative.get(section.id, "")
    if typed.strip():
        yield from lines_of(typed)
    else:
        yield from _outlined(content, section)
    if not section.proposals_of_tasks:
        return
    proposing = [item for item in content.tasks if item.update.proposal.strip()]
    if proposing:
        yield Paragraph(Role.BODY, content.words.phrase("proposals"))
    for item in proposing:
        yield Paragraph(Role.LIST_ITEM, f"- {_task_head(content.words, item)}: {sentence(item.update.proposal)}")


def _outlined(content: Content, section: FormSection) -> Iterator[Block]:
    """The standard sentences, without those that speak of a figure which is not there."""
    for template in section.outline:
        told = resolve(template, content.links)
        if not told.unknown:
            yield from lines_of(told.text)


def _figures(content: Content, section: FormSection) -> Iterator[Block]:
    printer = FigurePrinter(content.words, content.report, content.previous)
    yield from printer.blocks(section, content.assignment.plan)


def _form_table(content: Content, section: FormSection) -> Iterator[Block]:
    table = content.form.table(section.table)
    printed = form_paragraphs if table.as_text else form_table
    yield from printed(content.words, content.report, content.assignment.plan, table)


def _task_head(words: Words, item: TaskItem) -> str:
    task = item.task
    return words.phrase("explained_task", name=task.name, appendix=task.appendix, number=str(task.number))


def _indicator_head(words: Words, item: IndicatorItem) -> str:
    return words.phrase("explained_indicator", name=item.indicator.name, number=str(item.indicator.number))


def _evidence(content: Content, _: FormSection) -> Iterator[Block]:
    """Each system or register once with the day its figures were taken and the indicators that rest on it."""
    used: dict[tuple[str, str, str], list[str]] = {}
    for item in content.indicators:
        for source in item.reading.sources:
            if source.evidence:
                taken = document_date_label(source.taken_on) if source.taken_on else ""
                key = (source.kind.value, clause(source.name), taken)
                used.setdefault(key, []).append(str(item.indicator.number))
    for position, (key, numbers) in enumerate(used.items(), 1):
        yield Paragraph(Role.LIST_ITEM, _evidence_text(content.words, key, numbers, last=position == len(used)))


def _evidence_text(words: Words, key: tuple[str, str, str], numbers: list[str], *, last: bool) -> str:
    kind, name, taken = key
    named = words.label("evidence", kind) if name else words.label("source_kind", kind)
    text = f"- {words.fill(named, {'name': name})}"
    if taken:
        text += words.phrase("evidence_taken", date=taken)
    text += words.phrase("evidence_of", numbers=", ".join(dict.fromkeys(numbers)))
    return text + ("." if last else ";")


def _explanations(content: Content, _: FormSection) -> Iterator[Block]:
    groups = (
        ("explained_indicators", [_indicator_entry(content, item) for item in content.indicators if _fell_short(item)]),
        ("explained_tasks", [_task_entry(content, item) for item in content.tasks if item.must_explain]),
        ("explained_others", list(_other_entries(content))),
    )
    kept = [(title, entries) for title, entries in groups if entries]
    for number, (title, entries) in enumerate(kept, 1):
        yield Paragraph(Role.HEADING_ARABIC, f"{number}. {content.words.phrase(title)}")
        for position, (head, lines) in enumerate(entries, 1):
            yield Paragraph(Role.BODY, f"{number}.{position}. {head}")
            yield from (Paragraph(Role.LIST_ITEM, line) for line in lines)


def _fell_short(item: IndicatorItem) -> bool:
    return item.outcome in (IndicatorOutcome.UNMET, IndicatorOutcome.MISSING, IndicatorOutcome.UNRECOGNISED)


def _other_entries(content: Content) -> Iterator[tuple[str, list[str]]]:
    """Explanations that the plan does not ask for any more: nothing that was written is left out."""
    for item in content.indicators:
        if not _fell_short(item) and _is_written(item.explanation):
            yield f"{_indicator_head(content.words, item)}.", _explained(content.words, item.explanation, asked=False)
    for row in content.tasks:
        if not row.must_explain and _is_written(row.explanation):
            yield f"{_task_head(content.words, row)}.", _explained(content.words, row.explanation, asked=False)


def _is_written(explanation: Explanation) -> bool:
    return any(getattr(explanation, part).strip() for part in PARTS)


def _explained(words: Words, explanation: Explanation, *, asked: bool) -> list[str]:
    lines = [
        f"- {words.label('explanation', part)}: {sentence(getattr(explanation, part))}"
        for part in PARTS
        if getattr(explanation, part).strip()
    ]
    return lines or ([words.phrase("unexplained")] if asked else [])


def _indicator_entry(content: Content, item: IndicatorItem) -> tuple[str, list[str]]:
    words = content.words
    lines = [f"- {words.phrase('unrecognised')}: {text}" for text in _conditions(words, item)]
    if item.outcome is IndicatorOutcome.UNRECOGNISED and (without := figures.without_cases(words, item)):
        lines.append(f"- {sentence(without)}")
    lines += _explained(words, item.explanation, asked=item.must_explain)
    return f"{_indicator_head(words, item)}: {_indicator_standing(words, item)}.", lines


def _conditions(words: Words, item: IndicatorItem) -> list[str]:
    return [sentence(figures.occurred_text(words, answer)) for answer in figures.occurred(item)]


def _indicator_standing(words: Words, item: IndicatorItem) -> str:
    target = item.indicator.target.text
    if item.outcome is IndicatorOutcome.MISSING:
        return words.phrase("standing_missing", target=target)
    achieved = figures.achieved(words, item)
    if item.indicator.is_count:
        return words.phrase("standing_number", achieved=achieved, target=target)
    a = figures.figure(words, item.reading, item.reading.numerator)
    b = figures.figure(words, item.reading, item.reading.denominator)
    return words.phrase("standing_ratio", achieved=achieved, a=a, b=b, target=target)


def _task_entry(content: Content, item: TaskItem) -> tuple[str, list[str]]:
    words = content.words
    standing = ", ".join(_task_standing(content, item))
    return f"{_task_head(words, item)}: {standing}.", _explained(words, item.explanation, asked=True)


def _task_standing(content: Content, item: TaskItem) -> Iterator[str]:
    words, update = content.words, item.update
    late = late_phases(item.task, update, content.report.data_window.end)
    if late:
        yield "; ".join(_late_phase(words, phase, done) for phase, done in late)
    elif item.timeliness.is_late:
        yield _late_task(words, item)
    if item.timeliness is Timeliness.OVERDUE and update.percent is not None:
        yield words.phrase("standing_percent", percent=str(update.percent))
    if item.short and update.measured and item.task.product_target:
        value = figures.with_unit(update.measured.value, update.measured.unit)
        yield words.phrase("standing_short", value=value, target=item.task.product_target.text)


def _late_task(words: Words, item: TaskItem) -> str:
    due, completed_on = due_date(item.task, item.update), item.update.completed_on
    due_text = document_date_label(due) if due else words.phrase("blank")
    if item.outcome is TaskOutcome.DONE_LATE and completed_on:
        return words.phrase("standing_done_late", date=document_date_label(completed_on), due=due_text)
    return words.phrase("standing_overdue", due=due_text)


def _late_phase(words: Words, phase: Phase, done: date | None) -> str:
    due_text = document_date_label(phase.due) if phase.due else words.phrase("blank")
    if done is None:
        return words.phrase("standing_phase_overdue", phase=phase.label, due=due_text)
    return words.phrase("standing_phase_late", phase=phase.label, date=document_date_label(done), due=due_text)


_BUILDERS: Final[Mapping[SectionKind, Callable[[Content, FormSection], Iterator[Block]]]] = {
    SectionKind.INDICATORS: _indicators,
    SectionKind.TASKS: _tasks,
    SectionKind.EXPLANATIONS: _explanations,
    SectionKind.NARRATIVE: _narrative,
    SectionKind.FINDINGS: _findings,
    SectionKind.SOURCES: _sources,
    SectionKind.CHECKS: _checks,
    SectionKind.EVIDENCE: _evidence,
    SectionKind.STATEMENT: _statement,
    SectionKind.FIGURES: _figures,
    SectionKind.TABLE: _form_table,
}
