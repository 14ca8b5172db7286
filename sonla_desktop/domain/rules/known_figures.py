"""Every figure of a report and of the reports before it, so that a number in the prose can be looked up (TM-003)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sonla_desktop.domain.form_values import table_rows
from sonla_desktop.domain.numbers import percent_decimal
from sonla_desktop.domain.prose_numbers import NumberKind, ProseNumber, prose_numbers
from sonla_desktop.domain.reading import IndicatorReading, SourceReading
from sonla_desktop.domain.report import Cell, Report
from sonla_desktop.domain.rules.context import CheckContext

_WHOLE: Final = Fraction(100)
_NUMBER: Final = re.compile(r"-?[0-9]{1,24}(?:\.[0-9]{1,24})?")


@dataclass(slots=True)
class KnownFigures:
    """Counts, percentages and differences of percentages; a number is known at the decimals it is printed with."""

    counts: set[Fraction] = field(default_factory=set)
    shares: set[Fraction] = field(default_factory=set)
    differences: set[Fraction] = field(default_factory=set)
    _rounded: dict[tuple[NumberKind, int], set[Decimal]] = field(default_factory=dict)

    def holds(self, number: ProseNumber) -> bool:
        """Whether some figure is this number; of a fraction, both parts."""
        if number.kind is NumberKind.FRACTION:
            return Fraction(number.value) in self.counts and Fraction(number.denominator or 0) in self.counts
        if number.kind is NumberKind.COUNT:
            return Fraction(number.value) in self.counts
        return abs(number.value) in self._printed(number.kind, number.decimals)

    def _printed(self, kind: NumberKind, decimals: int) -> set[Decimal]:
        """The exact values, each rounded once."""
        key = (kind, decimals)
        if key not in self._rounded:
            exact = self.differences if kind is NumberKind.POINTS else self.shares
            self._rounded[key] = {_rounded(value, decimals) for value in exact}
        return self._rounded[key]

    def add_ratio(self, part: Decimal | None, whole: Decimal | None) -> None:
        """Both figures, what is left of the whole, and the two shares."""
        self.counts.update(Fraction(value) for value in (part, whole) if value is not None)
        if part is None or not whole:
            return
        share = Fraction(part) * 100 / Fraction(whole)
        self.counts.add(abs(Fraction(whole) - Fraction(part)))
        self.shares.update({share, abs(_WHOLE - share)})

    def add_plain(self, value: Decimal | int) -> None:
        """A figure that may be cited as a count or as a percentage."""
        self.counts.add(Fraction(value))
        self.shares.add(Fraction(value))

    def add_change(self, now: Decimal | None, before: Decimal | None) -> None:
        """By how much, and by how many percent, a figure changed."""
        if now is None or before is None:
            return
        change = abs(Fraction(now) - Fraction(before))
        self.counts.add(change)
        self.differences.add(change)
        if before:
            self.shares.add(change * 100 / abs(Fraction(before)))

    def add_difference(self, one: Fraction | None, other: Fraction | None) -> None:
        """The distance between two percentages, exact and between the printed values (0 to 2 decimals)."""
        if one is None or other is None:
            return
        self.differences.add(abs(one - other))
        for decimals in range(3):
            self.differences.add(Fraction(abs(_rounded(one, decimals) - _rounded(other, decimals))))


def known_figures(context: CheckContext) -> KnownFigures:
    """What this report, last month's and the one of the same month last year say, the targets, and the changes."""
    known, report = KnownFigures(), context.report
    _add_plan(known, context)
    for one in (report, context.previous, context.same_month_last_year):
        if one is not None:
            _add_report(known, one, context)
    for earlier in (context.previous, context.same_month_last_year):
        if earlier is not None:
            _add_changes(known, report, earlier)
    return known


def _add_plan(known: KnownFigures, context: CheckContext) -> None:
    readings = {reading.code: reading for reading in context.report.indicators}
    for indicator in context.assignment.indicators:
        known.add_plain(indicator.target.value)
        reading = readings.get(indicator.code)
        known.add_difference(reading.exact_ratio() if reading else None, Fraction(indicator.target.value))
        if indicator.result_2025 is not None:
            known.add_plain(indicator.result_2025)
    for task in context.assignment.tasks:
        if task.product_target is not None:
            known.add_plain(task.product_target.value)


def _add_report(known: KnownFigures, report: Report, context: CheckContext) -> None:
    for reading in report.indicators:
        _add_reading(known, reading)
    for task in report.tasks:
        known.add_plain(task.percent or 0)
        if task.measured is not None:
            known.add_plain(task.measured.value)
        _add_text(known, task.result)
    for value in report.figures.values():
        known.add_plain(value)
    for cells in _rows(report, context):
        _add_cells(known, cells)
    known.counts.update(Fraction(len(rows)) for rows in report.tables.values())


def _add_reading(known: KnownFigures, reading: IndicatorReading) -> None:
    known.add_ratio(reading.numerator, reading.denominator)
    if reading.value is not None:
        known.add_plain(reading.value)
    if reading.flow is not None:
        known.add_ratio(reading.flow.processed, reading.flow.arisen)
        known.add_ratio(reading.flow.pending, reading.flow.arisen)
    for source in reading.sources:
        _add_source(known, source)
    for answer in reading.recognition:
        sizes = (answer.cases, answer.population, answer.sample)
        known.counts.update(Fraction(size) for size in sizes if size is not None)
        if answer.cases and reading.numerator is not None:
            known.add_ratio(reading.numerator - answer.cases, reading.denominator)
        _add_text(known, answer.note)
    _add_text(known, reading.note)
    _add_text(known, reading.field_check.result if reading.field_check else "")


def _add_source(known: KnownFigures, source: SourceReading) -> None:
    known.add_ratio(source.numerator, source.denominator)
    _add_text(known, source.note)
    _add_text(known, f"{source.printed_ratio}%" if source.printed_ratio else "")


def _rows(report: Report, context: CheckContext) -> Iterator[Mapping[str, Cell]]:
    if context.form is None:
        for rows in report.tables.values():
            yield from rows
        return
    for table in context.form.tables:
        for row in table_rows(report, table, context.assignment.plan):
            yield row.cells


def _add_cells(known: KnownFigures, cells: Mapping[str, Cell]) -> None:
    for cell in cells.values():
        if isinstance(cell, int) and not isinstance(cell, bool):
            known.add_plain(cell)
        elif isinstance(cell, str) and _NUMBER.fullmatch(cell):
            known.add_plain(Decimal(cell))  # a cell with decimals is kept as its text, "2.5"
        elif isinstance(cell, str):
            _add_text(known, cell)


def _add_text(known: KnownFigures, text: str) -> None:
    """Numbers of a text that is itself what is reported: a result, a note, a cell."""
    for number in prose_numbers(text):
        if number.denominator is not None:
            known.add_ratio(number.value, number.denominator)
        else:
            known.add_plain(number.value)


def _add_changes(known: KnownFigures, report: Report, earlier: Report) -> None:
    before = {reading.code: reading for reading in earlier.indicators}
    for reading in report.indicators:
        old = before.get(reading.code)
        if old is None:
            continue
        for name in ("numerator", "denominator", "value"):
            known.add_change(getattr(reading, name), getattr(old, name))
        known.add_difference(reading.exact_ratio(), old.exact_ratio())
    for key, value in report.figures.items():
        known.add_change(value, earlier.figures.get(key))


def _rounded(value: Fraction, decimals: int) -> Decimal:
    return percent_decimal(Decimal(value.numerator), Decimal(value.denominator * 100), decimals)


def unknown(numbers: Iterable[ProseNumber], known: KnownFigures) -> tuple[ProseNumber, ...]:
    """The claims that are no figure of the report, each quote once."""
    found = {number.quote: number for number in numbers if not known.holds(number)}
    return tuple(found.values())
