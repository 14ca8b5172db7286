"""What is told about saving: everything is saved, something is being saved, something could not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sonla_desktop.usecases.errors import UserError


class SaveState(Enum):
    """What the status bar says of saving."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class SaveNews:
    """State of saving; ``at`` with SAVED, ``error`` with FAILED (None: a bug)."""

    state: SaveState
    at: datetime | None = None
    error: UserError | None = None
