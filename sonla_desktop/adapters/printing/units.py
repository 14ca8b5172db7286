"""Lengths: everything is laid out in points, the rules and the paper are in millimetres."""

from __future__ import annotations

from typing import Final

_PER_MM: Final = 72 / 25.4


def points(millimetres: float) -> float:
    """Points of a length in millimetres."""
    return millimetres * _PER_MM


def millimetres(length: float) -> float:
    """Millimetres of a length in points."""
    return length / _PER_MM
