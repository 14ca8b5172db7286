"""Composes the document of a frozen report from its form: every title, sentence, order and column is the form's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sonla_desktop.domain.addressing import addressees_of, recipients_of
from sonla_desktop.domain.agency import AgencySettings, issuer_in_full
from sonla_desktop.domain.document import (
    Block,
    Document,
    DocumentProperties,
    Heading,
    Orientation,
    Paragraph,
    Role,
    Section,
    SignatureBlock,
    Table,
)
from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.form_definition import FormDefinition, FormSection, SectionKind
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.period import ReportingPeriod, document_date_label
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.plan_texts import printable
from sonla_desktop.domain.prose import with_prose
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.submission_deadline import SubmissionDeadline
from sonla_desktop.usecases.compose_document.charts import ChartSource
from sonla_desktop.usecases.compose_document.footnotes import with_footnotes
from sonla_desktop.usecases.compose_document.form_check import require_composable
from sonla_desktop.usecases.compose_document.headings import numbered
from sonla_desktop.usecases.compose_document.replacement import (
    Circumstances,
    change_table,
    deadline_text,
    replacement_text,
    replacement_title,
)
from sonla_desktop.usecases.compose_document.sections import Content, content_of
from sonla_desktop.usecases.compose_document.wording import (
    FormFault,
    Words,
    capitalised,
    counted,
    ended,
    in_sentence,
    roman,
)
from sonla_desktop.usecases.figure_links import figure_links, resolve, texts_of
from sonla_desktop.usecases.outcomes import indicator_items, task_items

__all__ = ["FormFault", "compose_document", "require_composable"]

NUMBER_ROOM = " " * 8
"""Room for at least four digits of the number, which the document system assigns."""
DAY_ROOM = " " * 6
_APPENDIX = "Phụ lục"
_CHANGES = "/changes"
"""Names the appendix of changes among those of the form, whose names have no slash."""


def compose_document(
    report: Report,
    form: FormDefinition,
    assignment: Assignment,
    settings: AgencySettings,
    findings: tuple[StatedFinding, ...],
    *,
    created: datetime,
    check_code: str,
    watermark: str = "",
    previous: Report | None = None,
    charts: ChartSource | None = None,
    replacement: Replacement | None = None,
    deadline: SubmissionDeadline | None = None,
) -> Document:
    """The whole document: head, main text, signature, appendices (NĐ 30/2020 Mẫu 1.4).

    ``previous`` is the report of the period before, for figures that are compared with it;
    without ``charts`` the document has none. ``deadline`` is told where a document moved it or it had passed.

    Raises:
        FormFault: the form names a column or a placeholder that does not exist, or lacks a word.
    """
    require_composable(form)
    assignment = printable(assignment)
    whole = completed(report, assignment, form)
    before = completed(previous, assignment, form) if previous else None
    linked = figure_links(whole, assignment, form, previous)
    links = texts_of(linked)
    drawn = with_prose(whole, lambda prose: resolve(prose.text, links).text)
    told = tuple(replace(item, reason=resolve(item.reason, links).text) for item in findings)
    items = indicator_items(drawn, assignment), task_items(drawn, assignment)
    content = Content(Words(form), drawn, assignment, *items, told, form, before, links, charts)
    around = Circumstances(created, replacement, deadline, {link.token: f"[{link.label}]" for link in linked})
    composer = _Composer(form, settings, content, around)
    heading = composer.heading()
    title = " ".join(f"{heading.type_name} {heading.subject}".split())
    addressed = bool(heading.addressees)
    document = Document(
        properties=DocumentProperties(title, report.agency_name, form.short_title, created.isoformat()),
        heading=heading,
        main=composer.main(),
        signature=SignatureBlock(
            recipients_of(settings.recipients, addressed=addressed),
            settings.signatory.authority,
            settings.signatory.title,
            settings.signatory.name,
        ),
        appendices=composer.appendices(),
        check_code=check_code,
        watermark=watermark,
    )
    return with_footnotes(document)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A section of the form with its content."""

    section: FormSection
    blocks: tuple[Block, ...]

    @property
    def is_printed(self) -> bool:
        """False for a section without anything to say: no heading stands over nothing."""
        return bool(self.blocks or self.section.empty_text) or self.section.kind is SectionKind.STATEMENT


class _Composer:
    """Numbers what is printed and fills the sentences around it."""

    def __init__(self, form: FormDefinition, settings: AgencySettings, content: Content, around: Circumstances) -> None:
        self._form = form
        self._content = content
        self._around = around
        self._settings = settings
        self._words = content.words
        self._links = content.links
        self._assignment = content.assignment
        built = (_Printed(section, content_of(content, section)) for section in map(form.section, form.document.order))
        printed = [item for item in built if item.is_printed]
        self._main = [item for item in printed if not item.section.appendix]
        self._appendices = [item for item in printed if item.section.appendix]
        self._values = self._placeholders(content, around.created)

    def heading(self) -> Heading:
        """The head of the first page with its blanks."""
        settings, values = self._settings, self._values
        subject = (
            *self._words.paragraphs(self._form.document.subject, values),
            replacement_title(self._words, self._around),
        )
        return Heading(
            superior=settings.head.superior or (),
            agency=settings.head.name,
            number_line=f"Số:{NUMBER_ROOM}/{settings.symbol}",
            date_line=f"{settings.place}, ngày{DAY_ROOM}tháng{DAY_ROOM}năm {values['signing_year']}",
            type_name=self._form.document.type_name,
            subject="\n".join(filter(None, subject)),
            addressees=self._addressees(),
        )

    def _addressees(self) -> tuple[str, ...]:
        assignment = self._assignment
        return addressees_of(self._form, self._settings, assignment.plan, assignment.agency)

    def main(self) -> Section:
        """What is replaced, opening, numbered sections, deadline, closing; the last paragraph ends "./."."""
        blocks: list[Block] = [*replacement_text(self._words, self._around, self._name_of(_CHANGES) or "")]
        blocks += self._body(self._form.document.opening)
        told = self._told()
        headings = numbered((section.level, self._title_of(section)) for section, _ in told)
        for heading, (_, text) in zip(headings, told, strict=True):
            blocks += [heading, *text]
        blocks += deadline_text(self._words, self._around)
        blocks += self._body(self._form.document.closing)
        last = blocks[-1]
        if isinstance(last, Paragraph):
            blocks[-1] = replace(last, text=ended(last.text))
        return Section(tuple(blocks))

    def _told(self) -> list[tuple[FormSection, list[Block]]]:
        """Sections of the main text that say something, or stand as a heading over one that does."""
        told: list[tuple[FormSection, list[Block]]] = []
        for item in reversed(self._main):
            text = self._text_of(item)
            if text or (told and told[-1][0].level > item.section.level):
                told.append((item.section, text))
        return told[::-1]

    def _title_of(self, section: FormSection) -> str:
        return self._words.fill(section.title, self._values) or section.title

    def appendices(self) -> tuple[Section, ...]:
        """Each appendix with its title block; the changes come last, so that the others keep their numbers."""
        drawn = [
            Section((*self._appendix_head(item.section.id, item.section), *self._text_of(item)),
                    item.section.orientation)
            for item in self._appendices
        ]  # fmt: skip
        if self._around.has_changes:
            title = FormSection(_CHANGES, SectionKind.STATEMENT, self._words.label("replacement", "appendix_title"))
            table = change_table(self._content, self._around)
            drawn.append(Section((*self._appendix_head(_CHANGES, title), table), Orientation.LANDSCAPE))
        return tuple(drawn)

    def _appendix_head(self, name: str, section: FormSection) -> list[Paragraph]:
        under = [section.subtitle, self._form.document.appendix_reference]
        lines = [line for text in under for line in self._words.paragraphs(text, self._values)]
        return [
            Paragraph(Role.APPENDIX_NUMBER, self._name_of(name) or ""),
            Paragraph(Role.APPENDIX_TITLE, section.title.upper()),
            *(Paragraph(Role.APPENDIX_REFERENCE, line) for line in lines),
        ]

    def _name_of(self, appendix: str) -> str | None:
        """ "Phụ lục" alone, numbered in Roman figures when there are several; None when it is not printed."""
        names = [item.section.id for item in self._appendices] + [_CHANGES] * self._around.has_changes
        if appendix not in names:
            return None
        return _APPENDIX if len(names) == 1 else f"{_APPENDIX} {roman(names.index(appendix) + 1)}"

    def _text_of(self, item: _Printed) -> list[Block]:
        section, blocks = item.section, item.blocks
        intro = self._body([section.intro]) if blocks or section.kind is SectionKind.STATEMENT else []
        content = [*intro, *blocks] or self._body([section.empty_text])
        tables = [place for place, block in enumerate(content, 1) if isinstance(block, Table)]
        end = tables[-1] if tables else len(content)
        note = self._body([section.note], Role.NOTE if tables else Role.BODY)
        return [*content[:end], *note, *content[end:]]

    def _body(self, templates: Iterable[str], role: Role = Role.BODY) -> list[Block]:
        texts = (text for template in templates for text in self._words.paragraphs(template, self._values))
        return [Paragraph(role, text) for text in texts]

    def _placeholders(self, content: Content, created: datetime) -> dict[str, str | None]:
        report, plan, agency = content.report, content.assignment.plan, content.assignment.agency
        indicators = [(item.outcome.value, str(item.indicator.number)) for item in content.indicators]
        tasks = [(item.outcome.value, f"{item.task.appendix}.{item.task.number}") for item in content.tasks]
        values: dict[str, str | None] = {
            "agency": report.agency_name,
            "agency_in_full": issuer_in_full(agency, self._settings.head),
            "agency_unit": agency.unit_name,
            "symbol": self._settings.symbol,
            "period": report.period.label,
            "period_at_start": capitalised(report.period.label),
            "next_period": _next_label(report.period),
            "year": str(report.period.year),
            "signing_year": str(created.year),
            "window_start": document_date_label(report.data_window.start),
            "window_end": document_date_label(report.data_window.end),
            "plan_title": plan.title,
            "plan_title_in_sentence": in_sentence(plan.title),
            "plan_year": str(plan.year),
            "cumulative_note": plan.regime_of(report.period).nature_note or None,
            "indicators_total": counted(len(indicators)),
            "indicator_counts": self._counts("indicator_counts", indicators),
            "tasks_total": counted(len(tasks)),
            "task_counts": self._counts("task_counts", tasks),
        }
        appendices = {
            f"appendix_{section.id}": self._name_of(section.id)
            for section in self._form.sections
            if section.appendix
        }
        return {**self._links, **values, **appendices}

    def _counts(self, group: str, outcomes: list[tuple[str, str]]) -> str | None:
        """ "05 chỉ tiêu đạt; 01 chưa đạt (…)" of every outcome that occurs, in the order of the form."""
        if not outcomes:
            return None
        counts = Counter(outcome for outcome, _ in outcomes)
        for outcome in counts:
            self._words.label(group, outcome)
        clauses = (
            self._words.fill(template, _count_values(outcome, outcomes))
            for outcome, template in self._words.group(group).items()
            if counts[outcome]
        )
        return "; ".join(filter(None, clauses)) or None


def _next_label(period: ReportingPeriod) -> str | None:
    """The period after this one; None after the last one that can be expressed."""
    try:
        return period.next().label
    except ValueError:
        return None


def _count_values(outcome: str, outcomes: list[tuple[str, str]]) -> Mapping[str, str | None]:
    numbers = [number for name, number in outcomes if name == outcome]
    return {"count": counted(len(numbers)), "numbers": ", ".join(numbers)}
