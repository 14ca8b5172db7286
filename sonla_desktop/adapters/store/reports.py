"""Reads and writes reports inside one transaction: a month in two queries, and only the items that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import CompoundSelect, Integer, Select, Text, bindparam, literal_column, select, union_all
from sqlalchemy.orm import Session

from sonla_desktop.adapters.store import mapping
from sonla_desktop.adapters.store.frozen import HEADER, frozen_report, header_hash, row_hash
from sonla_desktop.adapters.store.refusals import damaged, reading_rows
from sonla_desktop.adapters.store.rows import (
    CLOSED,
    OPEN,
    AcknowledgementRow,
    AgencyRow,
    EvidenceUseRow,
    FigureEntryRow,
    IndicatorReadingRow,
    ItemRow,
    NarrativeEntryRow,
    ReportRow,
    Row,
    TableRowRow,
    TaskUpdateRow,
)
from sonla_desktop.domain.report import Report, ReportKey


@dataclass(frozen=True, slots=True)
class _Section:
    """One kind of items: its table, its key columns after the report's id, and its rows for a report."""

    row: type[ItemRow]
    key: tuple[str, ...]
    columns: Callable[[Report], Mapping[mapping.Key, mapping.Columns]]
    has_part: bool = True


_SECTIONS: Final = (
    _Section(IndicatorReadingRow, ("code",), mapping.indicator_columns),
    _Section(TaskUpdateRow, ("code",), mapping.task_columns),
    _Section(FigureEntryRow, ("code",), mapping.figure_columns),
    _Section(TableRowRow, ("table_id", "position"), mapping.table_columns),
    _Section(NarrativeEntryRow, ("section",), mapping.narrative_columns),
    _Section(AcknowledgementRow, ("finding", "item", "field"), mapping.acknowledgement_columns),
    _Section(EvidenceUseRow, ("item", "field"), mapping.evidence_use_columns, has_part=False),
)


def _entries() -> CompoundSelect[*tuple[Any, ...]]:
    """All items of a report in one query: section, code, item, field, position, body."""
    nothing, zero = literal_column("''", Text()), literal_column("0", Integer())
    reading, task, figure = IndicatorReadingRow, TaskUpdateRow, FigureEntryRow
    table, narrative, reason = TableRowRow, NarrativeEntryRow, AcknowledgementRow
    parts = (
        ("indicators", reading, (reading.code, nothing, nothing, reading.position, reading.body)),
        ("tasks", task, (task.code, nothing, nothing, task.position, task.body)),
        ("figures", figure, (figure.code, nothing, nothing, zero, figure.value)),
        ("tables", table, (table.table_id, nothing, nothing, table.position, table.body)),
        ("narrative", narrative, (narrative.section, nothing, nothing, zero, narrative.body)),
        ("acknowledged", reason, (reason.finding, reason.item, reason.field, reason.position, reason.reason)),
    )
    return union_all(
        *(
            select(literal_column(f"'{section}'"), *columns).where(row.report_id == bindparam("report"))
            for section, row, columns in parts
        )
    )


_ENTRIES: Final = _entries()


class Reports:
    """The reports of one agency."""

    def __init__(self, session: Session, agency: AgencyRow) -> None:
        self._session = session
        self._agency = agency

    def newest(self, key: ReportKey) -> ReportRow | None:
        """The row of the newest version."""
        return self._session.scalars(self._of(key).order_by(ReportRow.version.desc()).limit(1)).first()

    def open(self, key: ReportKey) -> ReportRow | None:
        """The row of the open version."""
        return self._session.scalars(self._of(key).where(ReportRow.state == OPEN)).first()

    def closed(self, key: ReportKey) -> Sequence[ReportRow]:
        """The rows of the closed versions, oldest first."""
        statement = self._of(key).where(ReportRow.state == CLOSED).order_by(ReportRow.version)
        return self._session.scalars(statement).all()

    def states(self) -> Iterable[tuple[ReportKey, int, bool]]:
        """Every version of every report: key, version, is it closed; versions of one report ascending."""
        columns = (ReportRow.form, ReportRow.period, ReportRow.part, ReportRow.version, ReportRow.state)
        own = select(*columns).where(ReportRow.agency_id == self._agency.id).order_by(ReportRow.version)
        for row in self._session.execute(own):
            with reading_rows():
                key = mapping.report_key(row.form, row.period, row.part)
            yield key, row.version, row.state == CLOSED

    def check_headers(self) -> None:
        """Checks what all reports are found by; raises WorldRefused ``store-damaged``."""
        columns = [getattr(ReportRow, name) for name in (*HEADER, "header_hash")]
        for row in self._session.execute(select(*columns)):
            with reading_rows():
                if header_hash(row) != row.header_hash:
                    raise damaged()

    def read(self, row: ReportRow) -> Report:
        """The report of a row; raises WorldRefused ``store-damaged`` when it is not what was written."""
        if row.state == CLOSED:
            return frozen_report(row)
        entries = [tuple(entry) for entry in self._session.execute(_ENTRIES, {"report": row.id})]
        with reading_rows():
            report = mapping.report_of(row, self._agency.code, entries)
            if row_hash(row, report) != row.row_hash:
                raise damaged()
        return report

    def add(self, report: Report) -> ReportRow:
        """A new open version, still without items."""
        row = ReportRow(agency_id=self._agency.id, state=OPEN, **mapping.report_columns(report))
        self._session.add(row)
        self._session.flush()
        return row

    def write(self, row: ReportRow, report: Report, part: str | None) -> None:
        """Makes the rows those of this report; touches only rows that differ, which get the part that wrote them."""
        _assign(row, mapping.report_columns(report))
        for section in _SECTIONS:
            self._write_section(row, section, section.columns(report), part)
        self._session.flush()

    def _of(self, key: ReportKey) -> Select[ReportRow]:
        return select(ReportRow).where(
            ReportRow.agency_id == self._agency.id,
            ReportRow.form == key.form,
            ReportRow.period == str(key.period),
            ReportRow.part == (key.part or ""),
        )

    def _write_section(
        self,
        report: ReportRow,
        section: _Section,
        wanted: Mapping[mapping.Key, mapping.Columns],
        part: str | None,
    ) -> None:
        kept = self._session.scalars(select(section.row).where(section.row.report_id == report.id))
        stored = {tuple(getattr(row, name) for name in section.key): row for row in kept}
        author = {"part": part} if section.has_part else {}
        for key in stored.keys() - wanted.keys():
            self._session.delete(stored[key])
        for key, columns in wanted.items():
            if key in stored:
                if _assign(stored[key], columns):
                    _assign(stored[key], author)
            else:
                names = dict(zip(section.key, key, strict=True))
                self._session.add(section.row(report_id=report.id, **names, **columns, **author))


def _assign(row: Row, columns: Mapping[str, Any]) -> bool:
    """Sets the columns that differ; says whether more than the place in the list did."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing.keys() - {"position"})
