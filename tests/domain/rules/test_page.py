"""docs/rules.md says what the rules say now: their codes, clauses, limits and words."""

from sonla_desktop.domain.rules.registry import all_rules
from tests.rules_page import PAGE, page


def test_the_page_of_the_rules_is_what_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.rules_page"


def test_the_page_has_every_code() -> None:
    codes = [line.split("|")[1].strip() for line in page().splitlines() if line.startswith("| ")]
    assert {rule.code for rule in all_rules()} <= set(codes)
