"""How a figure is written into an input, so that it is read back as the same figure. No Qt in here."""

from __future__ import annotations

from decimal import Decimal

from sonla_desktop.domain.numbers import format_number, read_number


def spelled(value: Decimal, *, whole: bool, percent: bool) -> str:
    """The figure as it would be typed (1.003 could be two numbers, 1003 is one; 1,003 could be two, 1,0030 is one)."""
    plain = f"{value:f}".replace(".", ",")
    spellings = (format_number(value), plain, f"{plain}%", f"{plain}0")
    return next((text for text in spellings if read_number(text, whole=whole, percent=percent).value == value), plain)
