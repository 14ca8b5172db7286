"""Lengths of the file format (twentieths of a point, half points, eighths of a point, EMU) from mm and points."""

from __future__ import annotations

from typing import Final

_POINTS_PER_MM: Final = 72 / 25.4


def points(millimetres: float) -> float:
    """Points of a length in millimetres."""
    return millimetres * _POINTS_PER_MM


def twips_of_mm(millimetres: float) -> int:
    """Twentieths of a point of a length in millimetres."""
    return round(points(millimetres) * 20)


def twips(length: float) -> int:
    """Twentieths of a point of a length in points."""
    return round(length * 20)


def half_points(size: float) -> int:
    """Font sizes are told in half points."""
    return round(size * 2)


def eighths(weight: float) -> int:
    """Border weights are told in eighths of a point."""
    return round(weight * 8)


def emu_of_mm(millimetres: float) -> int:
    """Sizes of pictures are told in EMU, 36,000 to the millimetre."""
    return round(millimetres * 36_000)
