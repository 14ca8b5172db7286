"""What the rules of comparison say word for word, and which values a reason for them is tied to."""

from datetime import date, datetime
from typing import Any

import pytest

from sonla_desktop.domain.findings import Finding
from sonla_desktop.domain.reading import FigureState
from sonla_desktop.domain.rules.registry import run_rules
from tests.domain.rules import continuity_cases, evidence_cases, recognition_cases, source_cases
from tests.domain.rules.case import Case
from tests.domain.rules.test_rules import CASES
from tests.domain.rules.test_texts import message
from tests.helpers.months import (
    DOCUMENTS,
    SATISFACTION,
    Change,
    clean_context,
    context_with,
    everywhere,
    previous_reading,
    reading,
    source,
    together,
)

OWN = [*continuity_cases.CASES, *source_cases.CASES, *recognition_cases.CASES, *evidence_cases.CASES]


def only(change: Change) -> Finding:
    (finding,) = run_rules(change(clean_context()))
    return finding


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("the ratio rose by 20 points",
         "Chỉ tiêu 1: tỷ lệ là 80,00%, kỳ trước là 60,00%, chênh 20,00 điểm %. Kiểm tra lại số liệu, hoặc ghi lý do."),
        ("a and b are ten times as much",
         "Chỉ tiêu 1: tử số và mẫu số là 812/1.003, kỳ trước là 80/100, chênh nhiều lần. "
         "Kiểm tra lại, hoặc ghi lý do."),
        ("b of a stock grew by more than a tenth",
         "Chỉ tiêu 5: mẫu số là 69, kỳ trước là 62, chênh 11,29%, trong khi số này ít thay đổi. "
         "Kiểm tra lại, hoặc ghi lý do."),
        ("met, but below last year's result",
         "Chỉ tiêu 1 là 80,96%, đạt mục tiêu ≥70% nhưng thấp hơn kết quả năm 2025 là 80,97%. "
         "Nên nêu nguyên nhân trong báo cáo."),
        ("the second source has another a",
         "Chỉ tiêu 1: nguồn 2 là 811/1.003, nguồn 1 là 812/1.003. Kiểm tra lại hai nguồn, hoặc ghi lý do chênh lệch."),
        ("one neither processed nor pending",
         "Chỉ tiêu 1: số phát sinh là 1.003, đã xử lý 990 cộng đang xử lý 12 là 1.002. Kiểm tra lại ba số."),
        ("checked the day before",
         "Chỉ tiêu 1 có nguy cơ sai lệch cao: kiểm tra thực địa gần nhất ngày 10/08/2026, cần từ 11/08/2026. "
         "Ghi ngày kiểm tra mới nếu có."),
        ("one condition with its cases",
         "Chỉ tiêu 1 không được công nhận: 4 trường hợp xử lý ngoài hệ thống rồi nhập lại; "
         "trừ ra còn 80,56% (tham khảo). Xem lại, hoặc ghi lý do."),
        ("one fewer asked than needed",
         "Chỉ tiêu 8: khảo sát 199 phiếu, tổng số 412 lượt cần ít nhất 200 phiếu. "
         "Kiểm tra lại số phiếu, hoặc ghi lý do."),
        ("the count found another a",
         "Chỉ tiêu 1, nguồn 1: số đã nhập là 812/1.003, đếm trong bản trích xuất được 811/1.003. "
         "Kiểm tra lại, hoặc ghi lý do."),
        ("a shrank below a month long before, with no report since",
         "Chỉ tiêu 8: tử số lũy kế là 224, kỳ 05/2026 đã là 225. Số lũy kế không giảm trong năm; kiểm tra lại."),
        ("không with cases",
         "Chỉ tiêu 1 trả lời không xử lý ngoài hệ thống rồi nhập lại nhưng ghi 4 trường hợp. "
         "Chọn lại câu trả lời, hoặc xóa số trường hợp."),
        ("a count that differs from its only source",
         "Chỉ tiêu 10: số đã nhập 6 khác nguồn 1 là 7. Kiểm tra lại hai số, hoặc ghi lý do."),
        ("taken on a day to come",
         "Chỉ tiêu 1, nguồn 1: ngày trích xuất 12/11/2026 muộn hơn hôm nay. "
         "Ghi lại ngày trích xuất, hoặc ghi lý do."),
        ("taken the day before the last",
         "Chỉ tiêu 1, nguồn 1: trích xuất ngày 09/11/2026, trước ngày chốt số liệu 10/11/2026. "
         "Lấy lại bản trích xuất, hoặc ghi lý do."),
        ("the extract of another period",
         "Chỉ tiêu 1, nguồn 1: tệp có mã abababab đã dùng cho kỳ 10/2026. "
         "Đính kèm bản trích xuất của kỳ này, hoặc ghi lý do."),
    ],
)  # fmt: skip
def test_a_comparison_names_both_values_and_what_to_do(name: str, said: str) -> None:
    (finding,) = next(case for case in CASES if case.name == name).findings()
    assert message(finding) == said



def still(a: int, b: int) -> Change:
    return together(everywhere(DOCUMENTS, a, b), previous_reading(DOCUMENTS, numerator=a, denominator=b))


CASE = recognition_cases.cases


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("CT-007", previous_reading(DOCUMENTS, numerator=81), previous_reading(DOCUMENTS, numerator=80)),
        ("CT-007", previous_reading(DOCUMENTS, numerator=300), previous_reading(DOCUMENTS, numerator=301)),
        ("CT-008", still(812, 1003), still(813, 1003)),
        ("DC-002", source(DOCUMENTS, 1, numerator=811), source(DOCUMENTS, 1, numerator=810)),
        ("DC-002", source(DOCUMENTS, 1, numerator=811), source(DOCUMENTS, 1, numerator=811, denominator=1004)),
        ("DC-002", reading(DOCUMENTS, numerator=821), reading(DOCUMENTS, numerator=820)),
        ("CN-002", CASE(reentered=4), CASE(reentered=5)),
        ("CN-002", CASE(reentered=4), together(CASE(reentered=4), everywhere(DOCUMENTS, 900, 1004))),
        ("CN-002", CASE(reentered=None), CASE(reentered=4)),
        ("DC-002", reading(SATISFACTION, numerator=222), reading(SATISFACTION, numerator=223)),
        ("CN-003", recognition_cases.sample(199, 412), recognition_cases.sample(198, 412)),
        ("MC-003", evidence_cases.counted(811, 1003), evidence_cases.counted(810, 1003)),
        ("MC-004", evidence_cases.counted(812, 1003, outside=1), evidence_cases.counted(812, 1003, outside=2)),
    ],
)  # fmt: skip
def test_a_reason_is_tied_to_the_values_that_were_compared(code: str, one: Change, other: Change) -> None:
    first, second = only(one), only(other)
    assert (first.code, second.code) == (code, code)
    assert first.key == second.key
    assert first.basis != second.basis


def test_a_reason_is_tied_to_exact_figures_and_not_to_rounded_ones() -> None:
    before = previous_reading(DOCUMENTS, numerator=5_000_000, denominator=10_000_000)
    one, other = (
        only(together(everywhere(DOCUMENTS, a, 10_000_000), before)) for a in (8_000_000, 8_000_001)
    )
    assert one.parameters["ratio"] == other.parameters["ratio"]
    assert one.basis != other.basis


def said_of_comparisons(case: Case, **circumstances: Any) -> dict[tuple[str, str, str], str]:
    context = case.change(clean_context(**circumstances))
    codes = ("CT", "DC", "CN", "MC")
    return {item.key: item.basis for item in run_rules(context) if item.code.startswith(codes)}


def is_timeless(case: Case) -> bool:
    """All but the extract of a day to come, which some day is the day of checking."""
    return bool(case.expected) and "day to come" not in case.name


@pytest.mark.parametrize("case", [case for case in OWN if is_timeless(case)], ids=lambda case: case.name)
def test_a_comparison_does_not_depend_on_the_clock(case: Case) -> None:
    assert said_of_comparisons(case) == said_of_comparisons(case, now=datetime.fromisoformat("2027-03-01T08:00"))


def test_a_reason_for_an_extract_of_a_day_to_come_holds_as_long_as_the_day_is_to_come() -> None:
    future = source(DOCUMENTS, 0, taken_on=date(2026, 11, 14))
    later = context_with(now=datetime.fromisoformat("2026-11-12T08:00"))
    assert only(future).basis == only(together(later, future)).basis


def test_nothing_arising_after_figures_is_told_with_those_figures() -> None:
    none = {"numerator": None, "denominator": None, "flow": None, "sources": (), "recognition": ()}
    finding = only(reading(DOCUMENTS, state=FigureState.NOT_ARISING, note="Không có.", **none))
    assert message(finding) == (
        "Chỉ tiêu 1: lũy kế kỳ 10/2026 là 776/975, không thể thành không phát sinh. "
        "Chọn lại trạng thái và nhập số lũy kế."
    )
