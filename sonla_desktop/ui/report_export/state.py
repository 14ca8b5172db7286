"""Báo cáo và xuất, worked out without Qt: closed versions, what came of each, and what was handed out."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.month_json import check_code
from sonla_desktop.domain.submission_deadline import moment_label
from sonla_desktop.ui import labels
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.ui.snapshot import Snapshot
from sonla_desktop.ui.versions import OUTCOME_TONES, later_text, outcome_text, timely_text
from sonla_desktop.usecases.export_report import ExportedFile
from sonla_desktop.usecases.ports import FrozenVersion
from sonla_desktop.usecases.read_outcome import outcome_lines

HEADINGS = ("Bản", "Chốt lúc", "Người chốt", "Thời hạn", "Gói SHA-256", "Kết quả gửi")
KINDS = {"package": "Gói gửi hệ thống của tỉnh", "document": "Văn bản để in và ký", "volume": "Tập của gói gửi"}
PACKAGE = "package"


def rows(snapshot: Snapshot) -> list[RowView]:
    """Closed versions, the newest first."""
    return [_row(snapshot, frozen) for frozen in reversed(snapshot.versions)]


def _row(snapshot: Snapshot, frozen: FrozenVersion) -> RowView:
    version, outcome = frozen.report.version, snapshot.outcomes[frozen.report.version]
    timely, said = timely_text(snapshot, frozen), outcome_text(outcome)
    package = next((file.sha256 for file in frozen.files if file.kind == PACKAGE), "")
    tone = OUTCOME_TONES.get(outcome.state, "")
    return RowView(
        version,
        (
            CellView(str(version), strong=True),
            CellView(moment_label(frozen.closed_at)),
            CellView(frozen.closed_by or labels.EMPTY, tip=frozen.closed_by),
            CellView(timely, tone="error" if timely == "chốt muộn" else ""),
            CellView(check_code(package) if package else labels.EMPTY, tip=package),
            CellView(said, tone=tone, icon=labels.TONE_ICONS.get(tone, ""), tip=said),
        ),
    )


def heading(snapshot: Snapshot) -> str:
    """What can be handed out."""
    period = snapshot.month.key.period.label
    if not snapshot.versions:
        return f"Số liệu {period} chưa chốt, chưa có gì để xuất"
    newest = snapshot.versions[-1].report.version
    if snapshot.replacement is not None:
        return f"Báo cáo {period}: đang sửa bản {newest + 1} để thay thế; bản giao ra ngoài vẫn là bản {newest}"
    return f"Báo cáo {period}: bản {newest} sẵn sàng để xuất"


def details(snapshot: Snapshot, version: int) -> str:
    """Everything of one version: its files, what it replaces and why, and what came of it."""
    frozen = next(item for item in snapshot.versions if item.report.version == version)
    lines = [
        f"{KINDS.get(file.kind, file.kind)}: {file.name} ({labels.size(file.size)}), SHA-256 {check_code(file.sha256)}"
        for file in frozen.files
    ]
    stated = frozen.replacement
    if stated is not None:
        old, count = stated.supersedes.version, len(stated.changes)
        lines.append(f"Thay thế bản {old}, sửa {count} chỗ. Lý do: {stated.reason}")
        if stated.later:
            lines.append(f"Báo cáo sau đã lập trên số liệu cũ: {later_text(stated.later)}")
    return "\n".join((*lines, *outcome_lines(snapshot.outcomes[version])))


def exported_text(files: Sequence[ExportedFile], version: int, *, apart: bool) -> str:
    """What lies in the folder now; ``apart``: with the document drawn again, each appendix in a file of its own."""
    listed = "\n".join(f"{file.path.name} ({labels.size(file.size)})" for file in files)
    if apart:
        said = f"gói đúng từng byte với bản {version} đã chốt, văn bản lập lại, mỗi phụ lục một tệp"
        return f"Đã xuất {len(files)} tệp; {said}:\n{listed}"
    return f"Đã xuất {len(files)} tệp, đúng từng byte với bản {version} đã chốt:\n{listed}"
