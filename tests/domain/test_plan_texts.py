"""Words of a plan: what is unsure in them, what is printed for it, and what a correction changes."""

from dataclasses import replace

import pytest

from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.plan_texts import (
    BLANK,
    as_printed,
    correctable_texts,
    corrected,
    doubts,
    is_unread,
    is_unsure,
    is_unsure_task,
    printable,
    row_remarks,
    row_texts,
    task_texts,
    unsure_fields,
    with_corrections,
)
from tests.helpers.filled_months import catalogue, duty

FORM, REFORM = duty("cchc", "so-khcn")
SHORTCOMINGS, LISTED = duty("khac-phuc-han-che", "so-khcn")
LOST, HALF, PHASED = "cchc-A-1", "cchc-A-2", "cchc-B.II-12"


@pytest.mark.parametrize(
    ("text", "printed", "unsure", "unread"),
    [
        ("Quý IV/2025", "Quý IV/2025", False, False),
        ("[không đọc được]", BLANK, True, True),
        ("[Quyết định ... - dòng đầu hỏng OCR]; Báo cáo", f"{BLANK}; Báo cáo", True, True),
        ("(IOC) […] phương án", f"(IOC) {BLANK} phương án", True, True),
        ("Báo cáo lần 1 (tháng [..]/2025)", f"Báo cáo lần 1 (tháng {BLANK}/2025)", True, True),
        ("[Phòng Chuyển đổi số ?]", BLANK, True, True),
        ("ngày [mất]", f"ngày {BLANK}", True, True),
        ("[Báo cáo - suy từ cột thời gian]", BLANK, True, True),
        ("chuyển đổi [số] tại cơ quan", "chuyển đổi số tại cơ quan", True, False),
        ("Báo cáo kết quả [thực hiện]", "Báo cáo kết quả thực hiện", True, False),
        ("giảm [mất mát] [..]", f"giảm {BLANK} {BLANK}", True, True),
        ("", "", False, False),
    ],
)
def test_what_is_lost_is_a_blank_and_what_was_restored_is_printed(
    text: str, printed: str, unsure: bool, unread: bool
) -> None:
    assert as_printed(text) == printed
    assert (is_unsure(text), is_unread(text)) == (unsure, unread)


def test_a_task_is_corrected_field_by_field_and_keeps_all_else() -> None:
    before = REFORM.plan.task(PHASED)
    texts = {
        f"{PHASED}.name": "Rà soát văn bản",
        f"{PHASED}.product": "Kế hoạch; Báo cáo",
        f"{PHASED}.deadline": "- Kế hoạch (tháng 01/2025); - Báo cáo lần 1 (tháng 6/2025).",
        f"{PHASED}.phase_2": "Báo cáo lần 1 (tháng 6/2025)",
        f"{PHASED}.lead": "Văn phòng",
        "khong-co.name": "?",
    }
    after = with_corrections(REFORM.plan, texts).task(PHASED)
    assert (after.name, after.product, after.lead) == ("Rà soát văn bản", "Kế hoạch; Báo cáo", "Văn phòng")
    assert after.product_parts == ("Kế hoạch", "Báo cáo")
    assert after.deadline.text.endswith("(tháng 6/2025).")
    assert after.deadline.phases[1] == replace(before.deadline.phases[1], label="Báo cáo lần 1 (tháng 6/2025)")
    kept = ("code", "coordinating", "lead_scope", "lead_named", "notes", "number")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert with_corrections(REFORM.plan, {}) is REFORM.plan
    others = [task for task in with_corrections(REFORM.plan, texts).tasks if task.code != PHASED]
    assert others == [task for task in REFORM.plan.tasks if task.code != PHASED]


def test_the_agency_leads_the_same_tasks_in_corrected_words() -> None:
    worded = corrected(REFORM, {f"{LOST}.lead": "Sở Nội vụ", f"{LOST}.name": "Tham mưu"})
    assert [task.code for task in worded.tasks] == [task.code for task in REFORM.tasks]
    assert worded.tasks[0].name == worded.plan.task(LOST).name == "Tham mưu"
    assert corrected(REFORM, {}) is REFORM


def test_rows_of_two_listings_with_the_same_number_are_told_apart() -> None:
    texts = {"phu-luc-2.1.ten": "Rà soát IOC, đề xuất phương án", "phu-luc-2.1.row": "9"}
    plan = with_corrections(LISTED.plan, texts)
    assert plan.listing("phu-luc-2").rows[0]["ten"] == "Rà soát IOC, đề xuất phương án"
    assert plan.listing("phu-luc-2").rows[0]["row"] == "1", "the key of a row is no wording"
    assert plan.listing("phu-luc-1") == LISTED.plan.listing("phu-luc-1")
    assert plan.listing("phu-luc-2").rows[1:] == LISTED.plan.listing("phu-luc-2").rows[1:]


def test_what_can_be_corrected_is_what_forms_show_as_given() -> None:
    known = correctable_texts(LISTED.plan, [SHORTCOMINGS])
    assert "phu-luc-2.1.ten" in known
    assert "phu-luc-2.1.muc" not in known, "a heading stands over several rows"
    assert "phu-luc-2.1.thoi_han" not in known, "it is entered in its cell"
    assert correctable_texts(REFORM.plan, [FORM])[f"{LOST}.deadline"] == "[không đọc được]"


def test_unsure_places_are_found_by_brackets_and_by_the_notes() -> None:
    assert set(unsure_fields(task_texts(REFORM.plan.task(LOST)))) >= {"name", "product", "lead", "deadline"}
    assert unsure_fields(task_texts(REFORM.plan.task(HALF))) == ("product",)
    assert doubts(REFORM.plan.task("cchc-B.VII-41").notes)
    first, *_, third = LISTED.plan.listing("phu-luc-2").rows[:3]
    assert unsure_fields(row_texts("phu-luc-2", first, [SHORTCOMINGS])) == ("ten",)
    assert "hỏng nặng" in row_remarks(first, SHORTCOMINGS)[0]
    assert row_remarks(third, SHORTCOMINGS) == ()


def test_a_task_is_unsure_until_its_words_are_put_in_from_the_paper() -> None:
    lost, noted, clear = (REFORM.plan.task(code) for code in (LOST, "cchc-B.VII-41", "cchc-A-5"))
    assert [is_unsure_task(task, task) for task in (lost, noted, clear)] == [True, True, False]
    half = with_corrections(REFORM.plan, {f"{LOST}.deadline": "Quý IV"}).task(LOST)
    assert is_unsure_task(half, lost), "its name still holds brackets"
    checked = with_corrections(REFORM.plan, {f"{noted.code}.lead": "Văn phòng Sở"}).task(noted.code)
    assert not is_unsure_task(checked, noted)


def words_of(assignment: Assignment) -> list[str]:
    plan = assignment.plan
    words = [text for task in (*plan.tasks, *assignment.tasks) for text in task_texts(task).values()]
    words += [text for task in plan.tasks for text in task.product_parts]
    return words + [text for listing in plan.listings for row in listing.rows for text in row.values()]


@pytest.mark.parametrize("form_id", ["cchc", "khac-phuc-han-che", "tb-319", "kh-2026", "cong-tac-thang"])
def test_no_shipped_plan_prints_the_copyists_marks(form_id: str) -> None:
    form = catalogue().form(form_id)
    _, assignment = duty(form_id, "so-khcn")
    printed = printable(assignment)
    assert [text for text in words_of(printed) if is_unsure(text)] == []
    shown = correctable_texts(printed.plan, [form]).values()
    assert [text for text in shown if "OCR" in text or "không đọc được" in text] == []
