"""What the commands print: lines for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sonla_desktop.domain.findings import StatedFinding
    from sonla_desktop.domain.replacement import LaterReport, Replacement
    from sonla_desktop.usecases.compared_versions import StaleComparison

SEVERITY_WORDS = {"error": "Sai", "warning": "Cảnh báo", "notice": "Lưu ý"}


def speak_utf8() -> None:
    """Vietnamese is printed whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))


def answer(arguments: Namespace, value: Any, *lines: str) -> None:
    """Prints the JSON value for programs, or the lines for people."""
    if arguments.json:
        _print_json(value)
    else:
        print("\n".join(lines))


def finding_json(item: StatedFinding) -> dict[str, Any]:
    """A finding with its reason, or with the one that does not cover it."""
    from sonla_desktop.usecases.build_archive import finding_as_json

    words = {"reason": item.reason, "lapsed": item.lapsed}
    return finding_as_json(item) | {name: text for name, text in words.items() if text}


def finding_line(item: StatedFinding) -> str:
    """A finding on one line."""
    return f"[{SEVERITY_WORDS[item.finding.severity.value]}] {item.message}{_reason_words(item)}"


def _reason_words(item: StatedFinding) -> str:
    if item.reason:
        return f" (lý do: {item.reason})"
    if not item.lapsed:
        return ""
    why = "lý do chưa đủ rõ" if item.has_thin_reason else "lý do trước đây ghi cho số liệu khác"
    return f" ({why}: {item.lapsed})"


def replacement_lines(replacement: Replacement | None) -> Iterator[str]:
    """What a closed version replaces, and which later periods rest on it; nothing for one that replaces none."""
    if replacement is None:
        return
    yield f"Thay thế phiên bản {replacement.supersedes.version}: {len(replacement.changes)} chỗ thay đổi."
    yield from later_lines(replacement.later)


def later_lines(later: Sequence[LaterReport]) -> Iterator[str]:
    """The closed periods that rest on figures which are being replaced; nothing where there are none."""
    if later:
        named = ", ".join(f"{item.period.short_label} (phiên bản {item.version})" for item in later)
        yield f"Các kỳ sau đã lập trên số liệu cũ, cần xem lại để thay thế: {named}."


def later_json(later: Sequence[LaterReport]) -> dict[str, Any]:
    """The same as an added key, as in ``thay-the.json``; nothing where there are none."""
    return {"later": [{"period": str(item.period), "version": item.version} for item in later]} if later else {}


def replaced_since_lines(stale: StaleComparison | None) -> Iterator[str]:
    """That a closed month rests on figures which have been replaced since; nothing while they still count."""
    if stale is not None:
        before = stale.previous.short_label
        yield (
            f"Kỳ {before} đã được thay thế sau khi chốt kỳ này (nay là phiên bản {stale.newest}); "
            "xem lại số liệu, cần thì lập báo cáo thay thế cho kỳ này."
        )


def replaced_since_json(stale: StaleComparison | None) -> dict[str, Any]:
    """The same as an added key; nothing while the figures still count."""
    if stale is None:
        return {}
    return {"replaced_since": {"period": str(stale.previous), "version": stale.newest}}


def clock_lines(later: datetime | None) -> Iterator[str]:
    """That this closing stands before one that was made earlier; nothing while time runs forward."""
    if later is not None:
        yield (
            f"Lưu ý: đồng hồ máy đứng trước lần chốt gần nhất ({later:%H:%M} ngày {later:%d/%m/%Y}). "
            "Kiểm tra ngày giờ của máy."
        )
