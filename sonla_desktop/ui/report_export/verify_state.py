"""Kiểm tra gói, worked out without Qt: what is said of each package, and of all of them together."""

from __future__ import annotations

from sonla_desktop.domain.text import nfc
from sonla_desktop.ui.rows import CellView, RowView
from sonla_desktop.usecases.verify_package import Verification, VerifiedPackage

HEADINGS = ("Gói, tệp trong gói", "Kết quả")
_LEFT = "Không kiểm tra lại được từ riêng gói"
_WHOLE, _BROKEN = "Gói nguyên vẹn", "Gói không nguyên vẹn"


def rows(outcome: Verification) -> list[RowView]:
    """Each package with what is to be said of it below; last the rules that could not be judged again."""
    shown = [row for number, package in enumerate(outcome.packages) for row in _rows(number, package)]
    left = CellView(_LEFT), CellView(", ".join(outcome.not_rechecked))
    return [*shown, RowView(_LEFT, left)] if outcome.not_rechecked else shown


def _rows(number: int, package: VerifiedPackage) -> list[RowView]:
    said, tone, sign = (_WHOLE, "good", "done") if package.whole else (_BROKEN, "error", "error")
    cells = CellView(nfc(package.path.name), strong=True, tip=str(package.path)), CellView(said, tone, sign)
    found = [
        RowView(
            (number, position),
            (CellView(problem.file), CellView(problem.message, tone="" if problem.kind == "newer" else "error")),
        )
        for position, problem in enumerate(package.problems, 1)
    ]
    return [RowView((number, 0), cells), *found]


def summary(outcome: Verification) -> tuple[str, str]:
    """One line over all packages, and its tone."""
    count, broken = len(outcome.packages), sum(not package.whole for package in outcome.packages)
    if not broken:
        return (f"Cả {count} gói nguyên vẹn." if count > 1 else f"{_WHOLE}."), "good"
    return (f"{broken}/{count} gói không nguyên vẹn." if count > 1 else f"{_BROKEN}."), "error"
