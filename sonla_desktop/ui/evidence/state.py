"""What Minh chứng shows, worked out without Qt: the files, their state, what rests on them, what is lacking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.period import date_label
from sonla_desktop.domain.report import ReportKey
from sonla_desktop.domain.rules.context import EvidenceState
from sonla_desktop.domain.text import fold
from sonla_desktop.ui import labels
from sonla_desktop.ui.labels import EMPTY
from sonla_desktop.ui.reasons import TONES, message_text
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.usecases.read_evidence import EvidenceTarget, NamedUse, ShelfLine

HEADINGS = ("Tệp", "Cỡ", "Lấy vào sổ", "Mã băm", "Dùng cho", "Tình trạng", "Báo cáo khác")
USE_HEADINGS = ("Dùng cho", "Báo cáo")
MISSING_HEADINGS = ("Mức", "Cần xem lại")
THIS_REPORT, EVERY_PERIOD, UNUSED = "Tệp của báo cáo này", "Tệp của mọi kỳ", "Tệp chưa dùng ở đâu"
SCOPES = (THIS_REPORT, EVERY_PERIOD, UNUSED)
_STATES = {
    EvidenceState.PRESENT: ("còn nguyên", "good", "done"),
    EvidenceState.ABSENT: ("thiếu tệp", "error", "error"),
    EvidenceState.ALTERED: ("đã bị sửa", "error", "error"),
}
_UNKNOWN = ("chưa kiểm tra", "muted", "")
_EMPTY_TEXTS = {
    THIS_REPORT: "Báo cáo này chưa có tệp minh chứng. Bấm Thêm tệp, hoặc kéo tệp vào đây, rồi chọn chỉ tiêu "
    "hoặc nhiệm vụ mà tệp chứng minh.",
    EVERY_PERIOD: "Sổ báo cáo chưa có tệp minh chứng nào. Bấm Thêm tệp, hoặc kéo tệp vào đây.",
    UNUSED: "Mọi tệp trong sổ đều được dùng trong ít nhất một báo cáo.",
}


def short_hash(sha256: str) -> str:
    """First and last eight digits."""
    return f"{sha256[:8]}…{sha256[-8:]}"


def state_of(line: ShelfLine, known: Mapping[str, EvidenceState]) -> EvidenceState | None:
    """What is known of the file; None: it is there, but nobody has compared it with its hash yet."""
    return known.get(line.sha256) if line.is_there else EvidenceState.ABSENT


def shown(lines: Sequence[ShelfLine], key: ReportKey, scope: str, words: str) -> list[ShelfLine]:
    """The files of this scope whose name or use has these words, letter marks aside."""
    chosen = [line for line in lines if _is_in(line, key, scope)]
    wanted = fold(words).split()
    return [line for line in chosen if all(word in fold(_searched(line)) for word in wanted)]


def _is_in(line: ShelfLine, key: ReportKey, scope: str) -> bool:
    if scope == THIS_REPORT:
        return any(use.use.key == key for use in line.uses)
    return scope == EVERY_PERIOD or not line.uses


def _searched(line: ShelfLine) -> str:
    return " ".join((line.name, line.sha256, *(f"{use.what} {use.form}" for use in line.uses)))


def rows(lines: Sequence[ShelfLine], key: ReportKey, known: Mapping[str, EvidenceState]) -> list[RowView]:
    """A row for each file; its key is the hash."""
    return [_row(line, key, state_of(line, known)) for line in lines]


def _row(line: ShelfLine, key: ReportKey, state: EvidenceState | None) -> RowView:
    file = line.shelved.file if line.shelved else None
    word, tone, picture = _STATES[state] if state else _UNKNOWN
    here = ", ".join(use.what for use in line.used_by(key))
    others = [report_label(use) for use in line.used_elsewhere(key)]
    elsewhere = "; ".join(dict.fromkeys(others))
    taken = f"{date_label(file.added_at.date())} {labels.clock_time(file.added_at)}" if file else EMPTY
    by = line.shelved.added_by if line.shelved else ""
    return RowView(
        line.sha256,
        (
            CellView(line.name, tip=line.name, icon="document"),
            CellView(labels.size(file.size) if file else EMPTY, right=True),
            CellView(" · ".join(filter(None, (taken, by))), tip=by),
            CellView(short_hash(line.sha256), tip=line.sha256),
            CellView(here or EMPTY, tip=here),
            CellView(word, tone=tone, icon=picture),
            CellView(elsewhere or EMPTY, tip=elsewhere),
        ),
    )


def report_label(named: NamedUse) -> str:
    """``Kỳ 10/2026, bản 1``, and the form after it."""
    superseded = "" if named.newest else " (đã được thay thế)"
    return f"Kỳ {named.use.key.period.short_label}, bản {named.use.version}{superseded} · {named.form}"


def use_rows(line: ShelfLine | None) -> list[RowView]:
    """A row for each place that names the file; its key is the use."""
    uses = line.uses if line else ()
    return [
        RowView(use, (CellView(use.what, tip=use.what), CellView(report_label(use), tip=report_label(use))))
        for use in uses
    ]


def finding_rows(findings: Sequence[StatedFinding]) -> list[RowView]:
    """A row for each finding about files; its key is the finding."""
    return [
        RowView(
            item.finding,
            (
                CellView(
                    labels.SEVERITIES[item.finding.severity],
                    tone=TONES[item.finding.severity],
                    icon=TONES[item.finding.severity],
                ),
                CellView(message_text(item), tip=message_text(item)),
            ),
        )
        for item in findings
    ]


def completeness(findings: Sequence[StatedFinding], lines: Sequence[ShelfLine], key: ReportKey) -> tuple[str, str]:
    """One line on top and its tone: how many files, and how many places lack one."""
    count = sum(bool(line.used_by(key)) for line in lines)
    files = f"Báo cáo này dùng {count} tệp minh chứng."
    if not findings:
        return f"{files} Không thiếu tệp nào.", "good"
    return f"{files} Còn {len(findings)} chỗ cần xem lại:", "warning"


def details(line: ShelfLine) -> str:
    """Everything known of one file."""
    file, by = (line.shelved.file, line.shelved.added_by) if line.shelved else (None, "")
    if file is None:
        return f"{line.name}\nBáo cáo có ghi tệp này nhưng sổ chưa từng nhận tệp. Bấm Thêm tệp để đưa đúng tệp vào sổ."
    taken = f"Lấy vào sổ lúc {labels.clock_time(file.added_at)} ngày {date_label(file.added_at.date())}"
    return f"{file.original_name} · {labels.size(file.size)}\n{taken}{f', {by}' if by else ''}"


def count_text(number: int) -> str:
    """``12 tệp``."""
    return f"{number} tệp"


def checked_text(states: Mapping[str, EvidenceState]) -> tuple[str, str]:
    """What came of hashing files again, and its tone."""
    bad = sum(state is not EvidenceState.PRESENT for state in states.values())
    if bad:
        return f"Đã kiểm tra {len(states)} tệp: {bad} tệp thiếu hoặc đã bị sửa.", "error"
    return f"Đã kiểm tra {len(states)} tệp: còn nguyên cả.", "good"


def empty_text(scope: str, words: str) -> str:
    """What to do where no file is listed."""
    return "Không có tệp nào khớp với từ cần tìm. Xóa ô tìm để xem tất cả." if words else _EMPTY_TEXTS[scope]


def found_targets(targets: Sequence[EvidenceTarget], words: str) -> list[EvidenceTarget]:
    """The targets whose label has these words, letter marks aside."""
    wanted = fold(words).split()
    return [target for target in targets if all(word in fold(target.label) for word in wanted)]
