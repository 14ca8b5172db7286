"""Rows of the store's tables. Domain objects never see them; the mapping module turns one into the other.

Figures are decimal texts and dates ISO texts, so that no driver rounds or reinterprets them.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

OPEN, CLOSED = "open", "closed"


class Row(DeclarativeBase):
    """Base of all rows."""

    type_annotation_map = {str: Text}  # noqa: RUF012


class AgencyRow(Row):
    """An agency as it was from ``valid_from`` to ``valid_to``; agencies merge and are renamed."""

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    unit_name: Mapped[str]
    kind: Mapped[str]
    counts_as_department: Mapped[bool]
    official_code: Mapped[str | None]
    valid_from: Mapped[str | None]
    valid_to: Mapped[str | None]


class StoreRow(Row):
    """The one row about the store itself.

    ``identity`` is random and starts the audit chain; ``schema_hash`` shows damage to the table definitions.
    """

    __tablename__ = "store"

    id: Mapped[int] = mapped_column(primary_key=True)
    identity: Mapped[str]
    schema_hash: Mapped[str]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    sample: Mapped[bool]
    created_at: Mapped[str]


class SettingsRow(Row):
    """What the agency prints about itself, as canonical JSON."""

    __tablename__ = "settings"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    body: Mapped[str]
    saved_at: Mapped[str]
    saved_by: Mapped[str]


class DeadlineNoticeRow(Row):
    """What a document says of the deadline of a report; there may be one before anything of the report is entered."""

    __tablename__ = "deadline_notice"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[str]


class SubmissionRow(Row):
    """What came back after a version was handed in, as canonical JSON; the version itself is frozen."""

    __tablename__ = "submission"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str]


class ReportRow(Row):
    """One version of a report; ``part`` is empty for the whole agency, ``frozen`` holds all of a closed version.

    ``row_hash`` shows whether the content is what was written, ``header_hash`` whether the row is still where it
    would be looked for.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("agency_id", "form", "period", "part", "version"),
        Index(
            "report_one_open_version",
            *("agency_id", "form", "period", "part"),
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    agency_name: Mapped[str]
    form: Mapped[str]
    form_version: Mapped[int | None]
    plan: Mapped[str | None]
    plan_version: Mapped[int | None]
    period: Mapped[str]
    part: Mapped[str]
    version: Mapped[int]
    state: Mapped[str]
    data_from: Mapped[str]
    data_to: Mapped[str]
    supersedes_version: Mapped[int | None]
    supersedes_sha256: Mapped[str | None]
    supersedes_reason: Mapped[str | None]
    program_version: Mapped[str | None]
    rule_set: Mapped[str | None]
    chain_head: Mapped[str | None]
    closed_at: Mapped[str | None]
    closed_by: Mapped[str | None]
    frozen: Mapped[str | None]
    row_hash: Mapped[str | None]
    header_hash: Mapped[str | None]


class ItemRow(Row):
    """Base of the rows that belong to a report and freeze with it."""

    __abstract__ = True

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)


class IndicatorReadingRow(ItemRow):
    """One indicator reading: the columns for questions over many periods, the body for everything."""

    __tablename__ = "indicator_reading"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    part: Mapped[str | None]
    state: Mapped[str | None]
    numerator: Mapped[str | None]
    denominator: Mapped[str | None]
    value: Mapped[str | None]
    body: Mapped[str]


class TaskUpdateRow(ItemRow):
    """What was said of one task: the columns for questions over many periods, the body for everything."""

    __tablename__ = "task_update"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    part: Mapped[str | None]
    status: Mapped[str | None]
    percent: Mapped[int | None]
    completed_on: Mapped[str | None]
    body: Mapped[str]


class FigureEntryRow(ItemRow):
    """One figure of a form."""

    __tablename__ = "figure_entry"

    code: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str | None]
    value: Mapped[str]


class TableRowRow(ItemRow):
    """One row of a table of a form, as canonical JSON."""

    __tablename__ = "table_row"

    table_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    part: Mapped[str | None]
    body: Mapped[str]


class NarrativeEntryRow(ItemRow):
    """The prose of one section of a form."""

    __tablename__ = "narrative_entry"

    section: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str | None]
    body: Mapped[str]


class AcknowledgementRow(ItemRow):
    """The written reason with which a warning passes, the values it was written for, by whom and when.

    ``basis`` is empty as long as the finding has not stood since the reason was taken in.
    """

    __tablename__ = "acknowledgement"

    finding: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    part: Mapped[str | None]
    reason: Mapped[str]
    basis: Mapped[str] = mapped_column(server_default="")
    by: Mapped[str] = mapped_column(server_default="")
    at: Mapped[str | None]


class EditRow(Row):
    """One step of the officer in an open version, with the items it touched before and after, as canonical JSON."""

    __tablename__ = "edit"

    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    officer: Mapped[str]
    kind: Mapped[str]
    fields: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    undone: Mapped[bool]
    row_hash: Mapped[str]


class EvidenceRow(Row):
    """A file that was taken onto the evidence shelf."""

    __tablename__ = "evidence"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    original_name: Mapped[str]
    size: Mapped[int]
    added_at: Mapped[str]
    added_by: Mapped[str]


class EvidenceUseRow(ItemRow):
    """Where a report names a file, which need not be on the shelf (rules MC-002 and MC-005 look at it)."""

    __tablename__ = "evidence_use"
    __table_args__ = (Index("evidence_use_by_file", "sha256"),)

    item: Mapped[str] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str]


class AuditRow(Row):
    """One link of the audit chain; rows are added, never changed."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]
    officer: Mapped[str]
    part: Mapped[str | None]
    action: Mapped[str]
    report: Mapped[str]
    item: Mapped[str]
    field: Mapped[str]
    old: Mapped[str]
    new: Mapped[str]
    reason: Mapped[str]
    previous_hash: Mapped[str]
    hash: Mapped[str]


class PackageArchiveRow(ItemRow):
    """A file that was built when a version was closed."""

    __tablename__ = "package_archive"
    __table_args__ = (Index("package_archive_by_file", "sha256"),)

    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
