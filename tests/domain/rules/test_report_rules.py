"""A late report is told and recorded, but nothing keeps it from being closed."""

from datetime import datetime

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.rules.registry import run_rules
from tests.helpers.months import clean_context


def test_a_passed_deadline_never_holds_up_closing() -> None:
    late = run_rules(clean_context(now=datetime(2026, 11, 12, 17, 0)))
    assert [(finding.code, StatedFinding(finding, "Đã quá hạn.").blocks) for finding in late] == [("BC-002", False)]
