"""What a report says of the one it replaces (báo cáo thay thế), and of a deadline that was moved or has passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.document import Align, Paragraph, Role, Table, TableColumn, TableRow
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.period import document_date_label
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.submission_deadline import SubmissionDeadline
from sonla_desktop.usecases.compose_document.columns import subject_of
from sonla_desktop.usecases.compose_document.sections import Content
from sonla_desktop.usecases.compose_document.wording import Words, capitalised, counted, sentence, tidy
from sonla_desktop.usecases.field_words import FieldWords
from sonla_desktop.usecases.figure_links import resolve

_GROUP: Final = "replacement"
_WIDTHS: Final = (10.0, 75.0, 86.0, 86.0)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What stands around the figures: the version that is replaced, the deadline, the moment of closing."""

    created: datetime
    replacement: Replacement | None = None
    deadline: SubmissionDeadline | None = None
    names: Mapping[str, str | None] | None = None
    """What each linked figure is called: old prose names figures whose value of then is not known any more."""

    @property
    def has_changes(self) -> bool:
        """Whether there is a table of changes."""
        return self.replacement is not None and bool(self.replacement.changes)


def replacement_title(words: Words, around: Circumstances) -> str:
    """The line under the subject; empty for a first version."""
    return words.label(_GROUP, "title") if around.replacement else ""


def replacement_text(words: Words, around: Circumstances, appendix: str) -> Iterator[Paragraph]:
    """What is replaced and why, where the changes stand, and which later reports rest on the old figures."""
    replacement = around.replacement
    if replacement is None:
        return
    stated = replacement.supersedes
    values: dict[str, str | None] = {
        "report": _superseded(words, replacement),
        "version": str(stated.version),
        "package": check_code(stated.package_sha256),
        "reason": sentence(replacement.reason) or None,
        "count": counted(len(replacement.changes)) if replacement.changes else None,
        "appendix": appendix,
        "later": _later(words, replacement) or None,
    }
    for key in ("statement", "reason", "changes", "later"):
        text = words.fill(words.label(_GROUP, key), values)
        if text:
            yield Paragraph(Role.BODY, text)


def _superseded(words: Words, replacement: Replacement) -> str:
    day = document_date_label(replacement.date) if replacement.date else None
    values = {"number": replacement.number or None, "date": day}
    for key in ("numbered_and_dated", "numbered"):
        text = words.fill(words.label(_GROUP, key), values)
        if text:
            return text
    return words.label(_GROUP, "unnumbered")


def _later(words: Words, replacement: Replacement) -> str:
    reports = ({"period": item.period.label, "version": str(item.version)} for item in replacement.later)
    return ", ".join(words.fill(words.label(_GROUP, "later_report"), values) or "" for values in reports)


def change_table(content: Content, around: Circumstances) -> Table:
    """Every changed field, old beside new, under the name of its item; the report as a whole comes last."""
    words = content.words
    fields = FieldWords(content.form, content.assignment, document_date_label)
    changes = around.replacement.changes if around.replacement else ()
    rows: list[TableRow] = []
    ordered = sorted(changes, key=lambda change: _order(content).get(change.where, len(_order(content))))
    for where, group in groupby(ordered, key=lambda change: change.where):
        if where != REPORT or len(ordered) != sum(change.where == REPORT for change in ordered):
            rows.append(TableRow((subject_of(words, where, content.indicators, content.tasks),), group=True))
        rows += (TableRow(cells) for cells in _cells(fields, around, list(group)))
    numbered = _numbered(rows)
    aligns = (Align.CENTER, Align.LEFT, Align.LEFT, Align.LEFT)
    headings = (words.label(_GROUP, key) for key in ("row", "field", "old", "new"))
    columns = tuple(TableColumn(*one) for one in zip(headings, _WIDTHS, aligns, strict=True))
    return Table(columns, tuple(numbered), words.label(_GROUP, "appendix_title"))


def _order(content: Content) -> dict[str, int]:
    codes = [item.indicator.code for item in content.indicators] + [item.task.code for item in content.tasks]
    return {code: place for place, code in enumerate(codes)}


def _cells(fields: FieldWords, around: Circumstances, group: list[FieldChange]) -> Iterator[tuple[str, ...]]:
    for change in group:
        old, new = (_value(fields, around, change.field, value) for value in (change.old, change.new))
        yield capitalised(fields.field(change.field)), old, new


def _value(fields: FieldWords, around: Circumstances, path: str, value: Any) -> str:
    return tidy(resolve(fields.value(path, value), around.names or {}).text)


def _numbered(rows: list[TableRow]) -> Iterator[TableRow]:
    number = 0
    for row in rows:
        number += not row.group
        yield row if row.group else TableRow((str(number), *row.cells))


def deadline_text(words: Words, around: Circumstances) -> Iterator[Paragraph]:
    """That a document set or moved the deadline, and that the report was closed after it; else nothing."""
    deadline = around.deadline
    if deadline is None or deadline.due is None:
        return
    values = {
        "stated": _moment(deadline.stated) if deadline.stated else "",
        "due": _moment(deadline.due),
        "source": _source(deadline),
        "closed": _moment(around.created),
    }
    if deadline.notice is not None:
        yield Paragraph(Role.BODY, words.phrase("deadline_moved" if deadline.is_extended else "deadline_set", **values))
    if deadline.is_past(around.created):
        yield Paragraph(Role.BODY, words.phrase("closed_late", **values))


def _source(deadline: SubmissionDeadline) -> str:
    notice = deadline.notice
    if notice is None:
        return ""
    day = f" ngày {document_date_label(notice.document_date)}" if notice.document_date else ""
    return f"{notice.document}{day}"


def _moment(at: datetime) -> str:
    """ "17 giờ 00 ngày 12/11/2026"."""
    return f"{at:%H} giờ {at:%M} ngày {document_date_label(at.date())}"
