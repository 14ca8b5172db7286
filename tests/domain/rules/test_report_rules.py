"""A late report is told and recorded, but nothing keeps it from being closed."""

from datetime import datetime

from sonla_desktop.domain.findings import StatedFinding
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.test_texts import message
from tests.helpers.months import clean_context

AFTER = datetime(2026, 11, 12, 17, 0)


def test_a_passed_deadline_never_holds_up_closing() -> None:
    late = run_rules(clean_context(now=AFTER))
    assert [(finding.code, StatedFinding(finding, "Đã quá hạn.").blocks) for finding in late] == [("BC-002", False)]


def test_a_passed_deadline_says_that_it_is_recorded_and_asks_for_no_reason() -> None:
    (late,) = run_rules(clean_context(now=AFTER))
    assert message(late) == (
        "Thời hạn gửi báo cáo 17:00 12/11/2026 đã qua, báo cáo được ghi nhận là gửi muộn. Có thể ghi thêm lý do."
    )
