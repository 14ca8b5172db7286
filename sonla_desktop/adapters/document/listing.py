"""Items of Kính gửi and Nơi nhận with their dashes and closing signs, whatever the officer typed at the ends."""

from __future__ import annotations

from collections.abc import Sequence

from sonla_desktop.domain.document_rules import ListingRule


def listed(items: Sequence[str], rule: ListingRule) -> list[str]:
    """Each item with its dash before it and the separator, or on the last one the full stop, after it."""
    cores = [_core(item, rule) for item in items]
    ends = [rule.separator] * (len(cores) - 1) + [rule.end]
    return [f"{rule.bullet}{core}{end}" for core, end in zip(cores, ends, strict=False)]


def _core(item: str, rule: ListingRule) -> str:
    return item.strip().removeprefix(rule.bullet.strip()).strip().rstrip(rule.separator + rule.end).rstrip()
