"""Reads and writes reports inside one transaction: a month in two queries, and only the items that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    Text,
    bindparam,
    delete,
    exists,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

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
    """All items of a report in one query; the columns are those of :data:`mapping.Entry`."""
    nothing, zero = literal_column("''", Text()), literal_column("0", Integer())
    no_origin = (nothing, nothing, null())
    origin = (AcknowledgementRow.basis, AcknowledgementRow.by, AcknowledgementRow.at)
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
            select(literal_column(f"'{section}'"), *columns, *(origin if row is reason else no_origin)).where(
                row.report_id == bindparam("report")
            )
            for section, row, columns in parts
        )
    )


_ENTRIES: Final = _entries()
_MOST_IN_A_QUERY: Final = 500


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

    def newest_of(self, keys: Sequence[ReportKey]) -> Mapping[ReportKey, ReportRow]:
        """The rows of the newest versions of reports of one form and part, in one query; those without any left out."""
        if not keys:
            return {}
        by_period = {str(key.period): key for key in keys}
        statement = self._of_form(keys[0]).where(ReportRow.period.in_(by_period)).order_by(ReportRow.version)
        return {by_period[row.period]: row for row in self._session.scalars(statement)}

    def uses_elsewhere(self, key: ReportKey, hashes: Sequence[str]) -> Iterable[tuple[str, str]]:
        """Which of these files the newest versions of other periods name: file and period."""
        later = aliased(ReportRow)
        is_superseded = exists().where(
            *(getattr(later, name) == getattr(ReportRow, name) for name in ("agency_id", "form", "period", "part")),
            later.version > ReportRow.version,
        )
        uses = (
            select(EvidenceUseRow.sha256, ReportRow.period)
            .join(ReportRow, ReportRow.id == EvidenceUseRow.report_id)
            .where(*self._form_and_part(key), ReportRow.period != str(key.period), ~is_superseded)
            .distinct()
        )
        for start in range(0, len(hashes), _MOST_IN_A_QUERY):
            asked = hashes[start : start + _MOST_IN_A_QUERY]
            for row in self._session.execute(uses.where(EvidenceUseRow.sha256.in_(asked))):
                yield row.sha256, row.period

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
        entries = [mapping.Entry(*entry) for entry in self._session.execute(_ENTRIES, {"report": row.id})]
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

    def remove(self, row: ReportRow) -> None:
        """Takes an open version away, with its items."""
        for section in _SECTIONS:
            self._session.execute(delete(section.row).where(section.row.report_id == row.id))
        self._session.delete(row)
        self._session.flush()

    def _of(self, key: ReportKey) -> Select[ReportRow]:
        return self._of_form(key).where(ReportRow.period == str(key.period))

    def _of_form(self, key: ReportKey) -> Select[ReportRow]:
        return select(ReportRow).where(*self._form_and_part(key))

    def _form_and_part(self, key: ReportKey) -> tuple[ColumnElement[bool], ...]:
        return (
            ReportRow.agency_id == self._agency.id,
            ReportRow.form == key.form,
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
