"""Which prose, figures and tables a form asks for: anything else in a month file would be kept and never printed."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable

from sonla_desktop.domain.form_definition import FormDefinition, SectionKind
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.read_month import Duty


def narrative_ids(form: FormDefinition) -> tuple[str, ...]:
    """Keys of the prose that is entered on this form."""
    return tuple(section.id for section in form.sections if section.kind is SectionKind.NARRATIVE)


def refuse_unknown_parts(report: Report, duty: Duty) -> None:
    """Raises InputRefused ``month-unknown-part`` for prose, figures or tables that the form does not have."""
    _refuse_unknown("narrative", report.narrative, narrative_ids(duty.form))
    _refuse_unknown("figures", report.figures, ())
    _refuse_unknown("tables", report.tables, ())


def _refuse_unknown(part: str, given: Iterable[str], known: Collection[str]) -> None:
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            raise InputRefused("month-unknown-part", part=part, key=key, known=", ".join(near or known) or "không có")
