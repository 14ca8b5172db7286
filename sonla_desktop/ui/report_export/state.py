"""Báo cáo và xuất, worked out without Qt: closed versions, their files, and what was handed out."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.period import date_label
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.usecases.export_report import ExportedFile

HEADINGS = ("Phiên bản", "Tệp", "Loại", "Cỡ", "Mã băm SHA-256")
KINDS = {"package": "Gói gửi hệ thống của tỉnh", "document": "Văn bản để in và ký", "volume": "Tập của gói gửi"}


def rows(snapshot: Snapshot) -> list[RowView]:
    """Versions, the newest first, each with its files."""
    shown: list[RowView] = []
    for version in reversed(snapshot.versions):
        closed = f"{version.closed_at:%H:%M} {date_label(version.closed_at.date())}"
        who = f", {version.closed_by}" if version.closed_by else ""
        text = f"Phiên bản {version.report.version} – chốt {closed}{who}"
        shown.append(RowView(version.report.version, (CellView(text),), heading=True))
        for file in version.files:
            shown.append(
                RowView(
                    (version.report.version, file.name),
                    (
                        CellView(str(version.report.version), right=True),
                        CellView(file.name, icon="document", tip=file.name),
                        CellView(KINDS.get(file.kind, file.kind)),
                        CellView(labels.size(file.size), right=True),
                        CellView(file.sha256[:16] + "…", tip=file.sha256, tone="muted"),
                    ),
                )
            )
    return shown


def version_of(shown: Sequence[RowView], row: int) -> int | None:
    """The version that a row of the list belongs to; None for no row."""
    if not 0 <= row < len(shown):
        return None
    key = shown[row].key
    version = key if shown[row].heading else key[0]
    return int(version)


def heading(snapshot: Snapshot) -> str:
    """What can be handed out."""
    period = snapshot.month.key.period.label
    if not snapshot.versions:
        return f"Số liệu {period} chưa chốt, chưa có gì để xuất"
    return f"Báo cáo {period}: phiên bản {snapshot.versions[-1].report.version} sẵn sàng để xuất"


def exported_text(files: Sequence[ExportedFile]) -> str:
    """What lies in the folder now."""
    listed = "\n".join(f"{file.path.name} ({labels.size(file.size)})" for file in files)
    return f"Đã xuất {len(files)} tệp, đúng từng byte với bản đã chốt:\n{listed}"
