"""Kính gửi and Nơi nhận: a dash before each item, ";" after each, "." after the last, however it was typed."""

from __future__ import annotations

import pytest

from sonla_desktop.domain.document_layout import listed
from sonla_desktop.domain.document_rules import ListingRule

RULE = ListingRule(clause="", label="Nơi nhận:", bullet="- ", separator=";", end=".")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([], []),
        (["Lưu: VT"], ["- Lưu: VT."]),
        (["Như trên", "Lưu: VT"], ["- Như trên;", "- Lưu: VT."]),
        (["- Như trên;", " Lưu: VT. "], ["- Như trên;", "- Lưu: VT."]),
        (["-Như trên.", "Lưu: VT;"], ["- Như trên;", "- Lưu: VT."]),
        (["TT. HĐND xã", "Lưu"], ["- TT. HĐND xã;", "- Lưu."]),
        (["Các phòng, ban...;", "Các xã..."], ["- Các phòng, ban...;", "- Các xã..."]),
    ],
)
def test_listed(given: list[str], shown: list[str]) -> None:
    assert listed(given, RULE) == shown
