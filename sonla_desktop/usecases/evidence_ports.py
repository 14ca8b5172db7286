"""What a transaction on the store can tell of the evidence shelf as a whole; a part of the port ``UnitOfWork``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from sonla_desktop.domain.report import ReportKey

if TYPE_CHECKING:
    from sonla_desktop.usecases.ports import EvidenceFile


@dataclass(frozen=True, slots=True)
class ShelvedFile:
    """A file that was taken onto the shelf, and who took it in."""

    file: EvidenceFile
    added_by: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """Where a version of a report names a file: item and key path; the file need not be on the shelf."""

    sha256: str
    key: ReportKey
    version: int
    item: str
    field: str


class KeepsEvidence(Protocol):
    """The files of the shelf and the places that name them."""

    def shelved_files(self) -> Sequence[ShelvedFile]:
        """Every file that was ever taken in, newest first."""

    def evidence_uses(self) -> Sequence[EvidenceUse]:
        """Every place of every version, newest versions of a report last."""
