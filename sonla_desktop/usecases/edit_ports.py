"""What a transaction on the store keeps of the officer's steps for undo and redo; a part of the port ``UnitOfWork``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.changes import FieldChange
from sonla_desktop.domain.edits import Edit, EditEnds
from sonla_desktop.domain.report import Report, ReportKey

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import Stamp


class KeepsEdits(Protocol):
    """The steps of the open version, in one line: what was undone can be redone until something else is edited."""

    def edit_ends(self, key: ReportKey) -> EditEnds:
        """The steps beside the place where the officer stands; none for a report that is closed or not begun."""

    def save_step(self, report: Report, edit: Edit, stamp: Stamp, *, undone: bool) -> tuple[FieldChange, ...]:
        """Writes the report as it is with this step undone or redone, audited as an edit; returns what changed."""
