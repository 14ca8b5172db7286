"""What the findings about tasks, citations and texts say, and what a reason for them is tied to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sonla_desktop.domain.findings import Finding
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules.citation_cases import JULY, cites
from tests.domain.rules.progress_cases import last_month, within
from tests.domain.rules.test_texts import message
from tests.domain.rules.text_cases import narrative, remedy
from tests.helpers.months import (
    BY_QUARTER,
    EXPLAINED,
    PHASED,
    RECURRING,
    TRAINING,
    Change,
    clean_context,
    previous_reading,
    reading,
    together,
    update,
)


def only(change: Change) -> Finding:
    (finding,) = run_rules(change(clean_context()))
    return finding


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            update(BY_QUARTER, percent=79),
            "Nhiệm vụ II.4: tiến độ giảm từ 80% ở kỳ trước xuống 79%. Kiểm tra lại, hoặc ghi lý do.",
        ),
        (
            within(60, 90),
            "Nhiệm vụ II.4 đến hạn 31/12/2026, tiến độ mới 80%. Kiểm tra lại tiến độ, hoặc ghi lý do.",
        ),
        (
            update(RECURRING, measured=None),
            "Nhiệm vụ II.3: sản phẩm cần >95%, kỳ này chưa có kết quả đo. Nhập kết quả đo, hoặc ghi lý do.",
        ),
        (
            cites("9/KH-UBND", "KH"),
            "Nhiệm vụ II.4: số văn bản dưới 10 trong ký hiệu 9/KH-UBND thiếu số 0 ở trước. Ghi lại là 09/KH-UBND.",
        ),
        (
            cites("12/KH-UBND", "BC"),
            "Nhiệm vụ II.4: loại văn bản ghi BC, theo ký hiệu 12/KH-UBND là KH. Sửa loại hoặc ký hiệu, hoặc ghi lý do.",
        ),
        (
            cites("35/KH-UBND", "KH", JULY),
            "Nhiệm vụ II.4: văn bản 35/KH-UBND ghi ngày 01/07/2026, ở nhiệm vụ II.1 ghi ngày 24/06/2026. "
            "Kiểm tra lại ngày, hoặc ghi lý do.",
        ),
        (
            narrative("Có 1.201, 1.202, 1.203, 1.204 văn bản."),
            "Mục difficulties: số 1.201; 1.202; 1.203 không khớp số nào của báo cáo. Kiểm tra lại, hoặc ghi lý do.",
        ),
        (
            remedy("Đạt 78,5%, tức 787/1.003."),
            "Giải trình chỉ tiêu 1: số 78,5%; 787/1.003 không khớp số nào của báo cáo. Kiểm tra lại, hoặc ghi lý do.",
        ),
    ],
)
def test_a_finding_says_what_was_seen_and_what_to_do(change: Change, said: str) -> None:
    assert message(only(change)) == said


def test_a_citation_is_objected_to_in_the_order_of_the_plan_whatever_the_order_of_entry() -> None:
    context = together(cites("35/KH-UBND", "KH", JULY), cites("35/KH-UBND", "KH", date(2026, 7, 2), PHASED))(
        clean_context()
    )
    backwards = replace(context, report=replace(context.report, tasks=context.report.tasks[::-1]))
    assert [(item.key, item.basis) for item in run_rules(backwards)] == [
        (item.key, item.basis) for item in run_rules(context)
    ]
    assert [item.where for item in run_rules(context)] == [BY_QUARTER, PHASED]


def later(context: CheckContext) -> CheckContext:
    return replace(context, now=datetime(2026, 11, 12, 16))


@pytest.mark.parametrize(
    "change",
    [
        update(BY_QUARTER, percent=79),
        within(60, 90),
        cites("12/KH-UBND", "KH", date(2027, 1, 1)),
        cites("35/KH-UBND", "KH", JULY),
        narrative("Đạt 78,5%."),
    ],
)
def test_a_reason_does_not_lapse_with_the_hours(change: Change) -> None:
    assert only(change).basis == only(together(change, later)).basis


REPEATED = replace(EXPLAINED, remedy="Bổ sung hai người.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (update(BY_QUARTER, percent=79), update(BY_QUARTER, percent=78)),
        (update(BY_QUARTER, percent=79), together(update(BY_QUARTER, percent=79), last_month(BY_QUARTER, percent=81))),
        (narrative("Đạt 78,5%."), narrative("Đạt 78,6%.")),
        (
            narrative("Có 1.201, 1.202, 1.203, 1.204 văn bản."),
            narrative("Có 1.201, 1.202, 1.203, 1.205 văn bản."),
        ),
        (
            together(reading(TRAINING, explanation=EXPLAINED), previous_reading(TRAINING, explanation=EXPLAINED)),
            together(reading(TRAINING, explanation=REPEATED), previous_reading(TRAINING, explanation=REPEATED)),
        ),
        (cites("12KH/UBND", "KH"), cites("13KH/UBND", "KH")),
        (cites("35/KH-UBND", "KH", JULY), cites("35/KH-UBND", "KH", date(2026, 7, 2))),
    ],
)
def test_a_reason_lapses_when_what_is_behind_the_finding_changes(one: Change, other: Change) -> None:
    assert only(one).key == only(other).key
    assert only(one).basis != only(other).basis


def test_the_later_of_two_conflicting_tasks_is_named_with_the_other() -> None:
    finding = only(cites("35/KH-UBND-VX", "KH"))
    assert finding.parameters["other"] == "II.1"
    assert finding.where == BY_QUARTER
