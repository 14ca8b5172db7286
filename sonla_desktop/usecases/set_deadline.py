"""Records the document that sets or moves the deadline of one report: an extension, or the date of a request."""

from __future__ import annotations

from dataclasses import replace

from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.submission_deadline import DeadlineNotice
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Stamp, Store, World
from sonla_desktop.usecases.read_month import Month, month_in


def set_deadline(world: World, store: Store, month: Month, notice: DeadlineNotice | None) -> Changes:
    """Puts this notice in place of the recorded one; None takes it back, and the plan's own deadline holds again.

    Raises:
        InputRefused: ``period-closed``; ``deadline-document`` without the symbol of the document;
            ``deadline-not-later`` when it does not extend the deadline that the plan states;
            ``deadline-document-date`` when the document is of a day to come.
    """
    with store.begin() as work:
        current = month_in(world, store, work, month.key.period, month.key.form)
        if current.closed:
            raise InputRefused("period-closed", period=month.key.period.short_label, version=current.report.version)
        now = world.clock.now()
        stamp = Stamp(now, current.settings.officer)
        tidy = None if notice is None else _checked(current, notice, stamp)
        changed = work.save_deadline(current.key, tidy, stamp)
        work.commit()
    return Changes(frozenset({month.key})) if changed else Changes()


def _checked(month: Month, notice: DeadlineNotice, stamp: Stamp) -> DeadlineNotice:
    symbol = " ".join(notice.document.split())
    stated = month.submission_deadline.stated
    if not symbol:
        raise InputRefused("deadline-document")
    if stated is not None and notice.due <= stated:
        raise InputRefused("deadline-not-later", stated=f"{stated:%H:%M} {date_label(stated.date())}")
    if notice.document_date is not None and notice.document_date > stamp.at.date():
        raise InputRefused("deadline-document-date", day=date_label(notice.document_date))
    return replace(notice, document=symbol, note=notice.note.strip())
