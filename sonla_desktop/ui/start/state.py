"""The first screen, worked out without Qt: which agencies a search finds, and what is still lacking."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.agency import Agency, AgencyKind
from sonla_desktop.domain.text import matches
from sonla_desktop.ui.rows import CellView, RowView

HEADINGS = ("Mã", "Cơ quan báo cáo", "Loại")
KINDS = {
    AgencyKind.COMMUNE: "Xã",
    AgencyKind.WARD: "Phường",
    AgencyKind.DEPARTMENT: "Sở, ban, ngành",
    AgencyKind.NAMED_ONLY: "Đơn vị được nêu tên",
}


def found(agencies: Sequence[Agency], query: str) -> list[Agency]:
    """Agencies that the search finds, without regard to marks: ``son la`` finds Sơn La."""
    return [agency for agency in agencies if matches(query, agency.name, agency.unit_name, agency.code)]


def rows(agencies: Sequence[Agency]) -> list[RowView]:
    """One row for each agency."""
    return [
        RowView(
            agency.code,
            (CellView(agency.code), CellView(agency.name, tip=agency.name), CellView(KINDS[agency.kind])),
        )
        for agency in agencies
    ]


def lacking(agency: Agency | None, officer: str) -> str:
    """What is still to be done before a store can be made; empty when nothing is."""
    if agency is None:
        return "Chọn cơ quan trong danh sách."
    if not officer.strip():
        return "Ghi họ tên cán bộ báo cáo."
    return ""
