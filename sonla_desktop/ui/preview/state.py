"""The preview, worked out without Qt: names of pages, which pages are to be printed, and the steps of the zoom."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from sonla_desktop.usecases.document_ports import PrintedPages

ZOOMS: Final = (25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""Percent of the true size."""
_RANGE: Final = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


class RangeFault(ValueError):
    """What was typed names no pages; the text tells why, in Vietnamese."""


def page_names(pages: PrintedPages) -> list[str]:
    """ "Trang 5 (phụ lục, trang 2)": place in the document, and the number printed in an appendix."""
    names: list[str] = []
    for page in range(len(pages)):
        number, width_and_height = pages.number(page), pages.size(page)
        lying = ", nằm ngang" if width_and_height[0] > width_and_height[1] else ""
        inner = f" (phụ lục, trang {number})" if number != page + 1 else ""
        names.append(f"Trang {page + 1}{inner}{lying}")
    return names


def pages_in(text: str, count: int) -> list[int]:
    """Pages (from 0) that "1-3, 5" names, in the order of the document; all of them when nothing is typed.

    Raises:
        RangeFault: a page that there is not, a range that runs backwards, or something else than numbers.
    """
    chosen: set[int] = set()
    for part in filter(None, (piece.strip() for piece in re.split("[,;]", text))):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise RangeFault(f"Không hiểu “{part}”. Gõ số trang như 1-3, 5; để trống để in tất cả.")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise RangeFault(f"Không có trang “{part}”. Văn bản có {count} trang.")
        chosen.update(range(first - 1, last))
    return sorted(chosen) or list(range(count))


def zoom_after(percent: float) -> int:
    """The next larger step."""
    return ZOOMS[min(bisect_right(ZOOMS, round(percent)), len(ZOOMS) - 1)]


def zoom_before(percent: float) -> int:
    """The next smaller step."""
    return ZOOMS[max(bisect_left(ZOOMS, round(percent)) - 1, 0)]


def summary(pages: PrintedPages) -> str:
    """How much there is to print."""
    lying = sum(width > height for width, height in map(pages.size, range(len(pages))))
    turned = f", trong đó {lying} trang nằm ngang" if lying else ""
    return f"{len(pages)} trang{turned}"
