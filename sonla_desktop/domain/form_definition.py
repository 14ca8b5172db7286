"""A report form as data: what it says first (sections, columns), then how screen, workbook and document arrange it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sonla_desktop.domain.document import Align, Orientation
from sonla_desktop.domain.expression import Expression, Relation
from sonla_desktop.domain.limits import Limits


class SectionKind(StrEnum):
    """What a section of a form holds, and so where its content comes from."""

    TASKS = "tasks"
    INDICATORS = "indicators"
    EXPLANATIONS = "explanations"
    NARRATIVE = "narrative"
    FINDINGS = "findings"
    """Warnings passed with a reason, as an annex."""
    SOURCES = "sources"
    """Each source of each indicator beside the figures that are reported."""
    CHECKS = "checks"
    """Arisen against processed, field checks and conditions of non-recognition of the indicators."""
    EVIDENCE = "evidence"
    """Extracts and registers attached to the report."""
    STATEMENT = "statement"
    """The form's own sentences (``intro``) with what the program counts; nothing is entered for it."""
    FIGURES = "figures"
    """Figures of ``figure_groups``, entered under their headings."""
    TABLE = "table"
    """Rows of ``table``: given beforehand by a listing, or added by the officer."""


class ChartKind(StrEnum):
    """A chart under the table of a section of indicators."""

    TARGETS = "targets"
    """What was achieved beside the targets."""
    TREND = "trend"
    """The course of the last twelve periods."""


class FieldType(StrEnum):
    """What a cell of a form's table takes (XLSForm's types, in our words)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed value of a choice field, with the words that screen and document show."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a table's row (names as in XLSForm).

    ``given`` True: the cell comes from the listing and is not entered. ``relevant`` and ``constraint`` are judged
    over the fields of the row; ``calculation`` makes the field read-only. ``width`` and ``align`` arrange the printed
    column.
    """

    name: str
    type: FieldType
    label: str
    hint: str = ""
    required: bool = False
    given: bool = False
    read_only: bool = False
    default: str = ""
    unit: str = ""
    decimals: int = 0
    choices: tuple[Choice, ...] = ()
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: str = ""
    calculation: Expression | None = None
    limits: Limits | None = None
    heading_over: str = ""
    """Heading that spans this column and its neighbours with the same text (two-row table heads)."""
    width: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class FormTable:
    """A table of the month file (``tables.<id>``): columns, and where its rows come from.

    With a ``listing`` the rows are those of the plan's listing (key column ``row``); ``open_rows`` lets the officer
    add rows. ``group_by`` names the given column whose value heads the rows after it. ``as_text``: printed as numbered
    paragraphs, one for each cell, for cells that are too long for a table.
    """

    id: str
    title: str
    columns: tuple[FormField, ...]
    listing: str = ""
    open_rows: bool = False
    group_by: str = ""
    numbering: bool = True
    as_text: bool = False

    def column(self, name: str) -> FormField:
        """The column of this name; raises KeyError."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a section's table: a named value of its source, a heading, a share of the width, an alignment."""

    source: str
    heading: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class FormSection:
    """One section of the form.

    ``id`` is the key under which prose is stored (``narrative.<id>``); ``step`` names the step of the monthly update
    on which it is entered; ``group_by`` heads table rows by appendix; ``appendix`` True: printed as an appendix.
    A section without content and without ``empty_text`` is not printed. ``subtitle`` stands under an appendix's title,
    one line for each of its lines. ``intro`` and ``note`` (before and after the
    content) are one paragraph a line; a paragraph that speaks of something absent is not printed.
    """

    id: str
    kind: SectionKind
    title: str
    subtitle: str = ""
    intro: str = ""
    empty_text: str = ""
    columns: tuple[FormColumn, ...] = ()
    group_by: str = ""
    appendix: bool = False
    orientation: Orientation = Orientation.PORTRAIT
    hint: str = ""
    required: bool = False
    note: str = ""
    table: str = ""
    figure_groups: tuple[str, ...] = ()
    optional_figures: tuple[str, ...] = ()
    """Figures of these groups that may stay empty."""
    outline: tuple[str, ...] = ()
    """Standard sentences of a prose section, built from linked figures; the officer may change them."""
    proposals_of_tasks: bool = False
    """True: what is proposed beside the tasks is printed under the prose of this narrative section."""
    charts: tuple[ChartKind, ...] = ()
    level: int = 1
    """1: a part of the main text (I, II …); 2 and 3: a section under the heading before it (1, 2 …; 1.1, 1.2 …)."""


class Addressees(StrEnum):
    """Whom the document is addressed to: those of the agency's settings, or those that the plan of the form names."""

    SETTINGS = "settings"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class DocumentLayout:
    """How the document is headed; placeholders in braces (``{period}``) are filled from the report."""

    type_name: str
    subject: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    order: tuple[str, ...]
    """Section ids in printing order."""
    appendix_reference: str = ""
    """The line under the title of each appendix, with its blanks."""
    addressed_to: Addressees = Addressees.SETTINGS


@dataclass(frozen=True, slots=True)
class ScreenStep:
    """One step of the guided monthly update: id, title, the sections entered on it."""

    id: str
    title: str
    sections: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """One published version of a form; never edited afterwards, a new file is added instead."""

    id: str
    version: int
    duty: str
    title: str
    short_title: str
    plan: str
    sections: tuple[FormSection, ...]
    steps: tuple[ScreenStep, ...]
    document: DocumentLayout
    workbook_title: str = ""
    tables: tuple[FormTable, ...] = ()
    relations: tuple[Relation, ...] = ()
    """Relations between figures and tables, each with its BM code."""
    calculations: dict[str, Expression] = field(default_factory=dict)
    """Figures that are computed from others, by id."""
    limits: dict[str, Limits] = field(default_factory=dict)
    """Soft and hard limits of figures, by id."""
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    """Printed words of coded values: ``labels.state.not_arising`` = "Không phát sinh"."""

    def table(self, table_id: str) -> FormTable:
        """The table of this id; raises KeyError."""
        return {table.id: table for table in self.tables}[table_id]

    def section(self, section_id: str) -> FormSection:
        """The section of this id; raises KeyError."""
        return {section.id: section for section in self.sections}[section_id]
