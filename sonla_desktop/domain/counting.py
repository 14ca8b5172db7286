"""What a saved count found in an extract; the rules compare it with the figures that were entered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedCount:
    """One count of one extract for one indicator; ``denominator`` None for an indicator that is a single number."""

    indicator: str
    sha256: str
    """Of the extract as it was taken in, lower-case hex."""
    numerator: int
    denominator: int | None
    rows_read: int
    rows_excluded: int = 0
    rows_outside_window: int = 0
    """Counted rows dated outside the data window (rule MC-004)."""
