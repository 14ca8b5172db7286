"""Figures and tables of a form as the document prints them: lists under headings, and rows with their coded words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Final

from sonla_desktop.domain.document import Align, Block, Paragraph, Role, Table, TableColumn, TableRow
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup
from sonla_desktop.domain.form_definition import FieldType, FormField, FormSection, FormTable
from sonla_desktop.domain.form_values import table_rows
from sonla_desktop.domain.numbers import format_number
from sonla_desktop.domain.period import document_date_label
from sonla_desktop.domain.plan import Plan
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.usecases.compose_document.wording import Words, capitalised, in_sentence, tidy
from sonla_desktop.usecases.field_words import cell_words
from sonla_desktop.usecases.figure_links import as_printed, figure_text

_NUMBERS: Final = (FieldType.WHOLE, FieldType.NUMBER, FieldType.PERCENT)
_NUMBERING_SHARE: Final = 0.045
"""Width of the column of row numbers as a share of all others together."""
_SIGNS: Final = ("-", "+", "•")
"""Signs before a figure, by its level."""

POINTS: Final = "abcdđeghiklmnopqrstuvxy"
"""Letters of points in the order of the Vietnamese alphabet (NĐ 30/2020 Phụ lục I, Mục II.6.d)."""

FIGURE_COLUMNS: Final = ("number", "name", "unit", "value", "previous", "change", "note")
"""What a column of a section of figures can hold."""


class FigurePrinter:
    """Prints the figures of one report, beside those of the period before where there is one."""

    def __init__(self, words: Words, report: Report, previous: Report | None) -> None:
        self._words = words
        self._report = report
        self._previous = previous

    def blocks(self, section: FormSection, plan: Plan) -> Iterator[Block]:
        """A table where the section names columns, else a heading and a list for each group."""
        wanted = section.figure_groups
        groups = [group for group in plan.figure_groups if not wanted or group.id in wanted]
        if not section.columns:
            yield from self._lists(section, groups)
        elif groups:
            columns = tuple(TableColumn(column.heading, column.width, column.align) for column in section.columns)
            yield Table(columns, tuple(self._rows(section, groups)), section.title)

    def _lists(self, section: FormSection, groups: list[FigureGroup]) -> Iterator[Block]:
        for place, group in enumerate(groups):
            yield from self._group_head(section, group, place, alone=len(groups) == 1)
            yield from (Paragraph(Role.LIST_ITEM, line) for line in self._lines(group))

    def _group_head(self, section: FormSection, group: FigureGroup, place: int, *, alone: bool) -> Iterator[Block]:
        """Groups count 1, 2 under a part, and a), b) under a section of a part; one alone is headed by its section."""
        window = self._window(group)
        if alone:
            if window:
                yield Paragraph(Role.BODY, f"{capitalised(window)}:")
            return
        title = f"{group.title} ({window})" if window else group.title
        if section.level == 1:
            yield Paragraph(Role.HEADING_ARABIC, f"{place + 1}. {title}")
        else:
            yield Paragraph(Role.BODY, f"{POINTS[place]}) {title}:")

    def _window(self, group: FigureGroup) -> str:
        """ "số liệu từ ngày … đến ngày …" for figures whose window is not that of the report."""
        window = group.window.window_of(self._report.period) if group.window else None
        if window is None or window == self._report.data_window:
            return ""
        start, end = document_date_label(window.start), document_date_label(window.end)
        return self._words.phrase("group_window", start=start, end=end)

    def _lines(self, group: FigureGroup) -> Iterator[str]:
        """A line for each figure; a percentage follows the number it belongs to on the same line."""
        lines: list[str] = []
        for figure in group.figures:
            if figure.is_percent and lines and _follows(figure, group):
                share = self._words.phrase("figure_share", name=in_sentence(figure.name), value=self._value(figure))
                lines[-1] += share
            else:
                sign = _SIGNS[min(figure.level, len(_SIGNS) - 1)]
                lines.append(f"{sign} {figure.name}: {self._with_unit(figure)}")
        for place, line in enumerate(lines, 1):
            yield line + ("." if place == len(lines) else ";")

    def _with_unit(self, figure: FigureDefinition) -> str:
        value = self._report.figures.get(figure.id)
        if value is None:
            return self._words.phrase("no_figure")
        unit = "" if figure.is_percent else f" {figure.unit}"
        return f"{figure_text(figure, value)}{unit}".rstrip()

    def _value(self, figure: FigureDefinition) -> str:
        value = self._report.figures.get(figure.id)
        return self._words.phrase("no_figure") if value is None else figure_text(figure, value)

    def _rows(self, section: FormSection, groups: list[FigureGroup]) -> Iterator[TableRow]:
        for group in groups:
            window = self._window(group)
            if len(groups) > 1 or window:
                yield TableRow((f"{group.title} ({window})" if window else group.title,), group=True)
            number = 0
            for figure in group.figures:
                number += not figure.level  # parts of a figure are not counted beside it
                printed = "" if figure.level else str(number)
                yield TableRow(tuple(self._cell(column.source, figure, printed) for column in section.columns))

    def _cell(self, source: str, figure: FigureDefinition, number: str) -> str:
        now = as_printed(figure, self._report.figures.get(figure.id))
        before = as_printed(figure, self._previous.figures.get(figure.id)) if self._previous else None
        blank = self._words.phrase("blank")
        match source:
            case "number":
                return number
            case "name":
                return f"{_SIGNS[0]} {figure.name}" if figure.level else figure.name
            case "unit":
                return figure.unit
            case "note":
                return figure.note
            case "value":
                return blank if now is None else figure_text(figure, now)
            case "previous":
                return blank if before is None else figure_text(figure, before)
        if now is None or before is None:
            return blank
        points = f" {self._words.phrase('points')}" if figure.is_percent else ""
        return signed(now - before, figure.decimals or None) + points


def signed(change: Decimal, decimals: int | None) -> str:
    """A difference in a column: "+12", "-1,20", "0"."""
    return ("+" if change > 0 else "") + format_number(change, decimals)


def _follows(figure: FigureDefinition, group: FigureGroup) -> bool:
    """Whether the percentage belongs to the figure before it: one level below it, or on its level."""
    place = group.figures.index(figure)
    before = group.figures[place - 1]
    return place > 0 and not before.is_percent and figure.level >= before.level


def form_table(words: Words, report: Report, plan: Plan, table: FormTable) -> Iterator[Block]:
    """The table with the rows given beforehand, each beside what was entered for it, then the rows that were added."""
    fields = [field for field in table.columns if field.name != table.group_by]
    rows = tuple(_rows(words, table, fields, [row.cells for row in table_rows(report, table, plan)]))
    if not rows:
        return
    columns = [TableColumn(field.label, field.width, _align(field), field.heading_over) for field in fields]
    if table.numbering:
        share = sum(column.width for column in columns) * _NUMBERING_SHARE
        columns.insert(0, TableColumn(words.phrase("row_number"), share, Align.CENTER))
    yield Table(tuple(columns), rows, table.title)


def _rows(
    words: Words, table: FormTable, fields: list[FormField], entries: list[Mapping[str, Cell]]
) -> Iterator[TableRow]:
    current = ""
    for number, entry in enumerate(entries, 1):
        group = tidy(str(entry.get(table.group_by) or "")) if table.group_by else ""
        if group and group != current:
            current = group
            yield TableRow((group,), group=True)
        cells = tuple(cell_text(words, field, entry.get(field.name)) for field in fields)
        yield TableRow((str(number), *cells) if table.numbering else cells)


def _align(field: FormField) -> Align:
    """Numbers stand on the right unless the form wants them in the middle."""
    return Align.RIGHT if field.align is Align.LEFT and field.type in _NUMBERS else field.align


def cell_text(words: Words, field: FormField, value: Cell) -> str:
    """A cell in words and Vietnamese format; nothing for nothing entered. What is given beforehand begins large."""
    answers = partial(words.label, "answer")
    text = tidy(cell_words(field, value, answers=answers, day=document_date_label))
    return capitalised(text) if field.given else text
