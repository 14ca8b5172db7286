"""The document as it would be printed now: of a closed version what was handed in, of an open month a marked draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sonla_desktop.domain.document import Document
from sonla_desktop.usecases.build_archive import document_of, order_for
from sonla_desktop.usecases.check_report import check_month, evidence_states
from sonla_desktop.usecases.close_period import frozen_now
from sonla_desktop.usecases.ports import Store, World
from sonla_desktop.usecases.read_month import month_in

PREVIEW_MARK: Final = "BẢN XEM TRƯỚC"


def preview_document(
    world: World, store: Store, period: str, form_id: str = "", version: int | None = None
) -> Document:
    """The document of this month; ``version``: of a closed version, not of what is open.

    What is open bears the mark of a preview on each page, in a sample store that of a sample too, and no check code:
    its figures may still change.

    Raises:
        InputRefused: an unknown form or period.
        KeyError: no such version is closed.
    """
    with store.begin() as work:
        month = month_in(world, store, work, period, form_id)
        closed = {one.report.version: one for one in work.versions(month.key)}
        wanted = month.report.version if version is None and month.closed else version
        if wanted is not None:
            return document_of(order_for(world, store, work, month, closed[wanted]))
        findings = check_month(world, month, evidence_states(store.shelf, month.report))
        order = order_for(world, store, work, month, frozen_now(world, work, month, findings))
    document = document_of(order)
    marks = (PREVIEW_MARK, document.watermark)
    return replace(document, check_code="", watermark=" – ".join(filter(None, marks)))
