"""What the document of a replacement says of the report it replaces, and what any document says of its deadline."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from sonla_desktop.adapters.document.plain_text import as_text
from sonla_desktop.domain.changes import FieldChange, replaced_fields
from sonla_desktop.domain.document import Document, Paragraph, Table
from sonla_desktop.domain.findings import REPORT
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.replacement import LaterReport, Replacement
from sonla_desktop.domain.report import Supersedes
from sonla_desktop.domain.submission_deadline import DeadlineNotice, SubmissionDeadline
from sonla_desktop.usecases.compose_document import compose_document
from tests.helpers import months
from tests.helpers.filled_months import catalogue, filled_report, first_period

CREATED = datetime.fromisoformat("2026-11-11T09:00")
REPLACES = Replacement(
    Supersedes(1, "12345678" + "0" * 48 + "87654321"),
    "Cộng sót sổ văn bản đi",
    (
        FieldChange("kh-2026-II-1", "status", "not_started", "in_progress"),
        FieldChange("kh-2026-II-1", "completed_on", None, "2026-03-05"),
        FieldChange(months.DOCUMENTS, "numerator", 1811, 1812),
        FieldChange(months.DOCUMENTS, "recognition.reentered.occurred", False, True),
        FieldChange(REPORT, "narrative.difficulties", "", "Đạt {chi_tieu.vb-dien-tu-toan-trinh.ty_le}."),
    ),
)


def composed(form_id: str = "kh-2026", replacement: Replacement | None = None, **more: Any) -> Document:
    form = catalogue().form(form_id)
    return compose_document(
        months.report(), form, assign(months.plan(), months.agency()), months.settings(), (),
        created=CREATED, check_code="12345678…87654321", replacement=replacement, **more,
    )  # fmt: skip


def body(document: Document) -> list[str]:
    return [block.text for block in document.main.blocks if isinstance(block, Paragraph)]


def changes_of(document: Document) -> Table:
    return next(block for block in document.appendices[-1].blocks if isinstance(block, Table))


def test_only_a_replacement_says_that_it_is_one() -> None:
    first, second = composed(), composed(replacement=REPLACES)
    assert "thay thế" not in as_text(first).lower()
    assert second.heading.subject.split("\n")[-1] == "(Báo cáo thay thế)"
    assert second.heading.subject.startswith(first.heading.subject)
    assert len(second.appendices) == len(first.appendices) + 1


@pytest.mark.parametrize(
    ("number", "day", "named"),
    [
        ("45/BC-UBND", date(2026, 11, 3), "Báo cáo số 45/BC-UBND ngày 03/11/2026"),
        ("45/BC-UBND", None, "Báo cáo số 45/BC-UBND"),
        ("", None, "báo cáo cùng kỳ đã lập trước đây"),
    ],
)
def test_it_begins_with_what_it_replaces_and_why(number: str, day: date | None, named: str) -> None:
    document = composed(replacement=replace(REPLACES, number=number, date=day))
    assert body(document)[:3] == [
        f"Báo cáo này thay thế {named} (phiên bản 1, mã gói 12345678…87654321).",
        "Lý do thay thế: Cộng sót sổ văn bản đi.",
        "Số nội dung thay đổi: 05, nêu tại Phụ lục IV kèm theo Báo cáo này.",
    ]
    assert body(document)[3].startswith("Căn cứ Kế hoạch")


def test_the_last_appendix_lists_the_changes_in_words_by_item_in_the_order_of_the_plan() -> None:
    document = composed(replacement=REPLACES)
    head = [block.text for block in document.appendices[-1].blocks if isinstance(block, Paragraph)]
    assert head[1] == "NỘI DUNG THAY ĐỔI SO VỚI BÁO CÁO ĐƯỢC THAY THẾ"
    assert head[2].startswith("(Kèm theo Báo cáo số ")
    table = changes_of(document)
    assert [column.heading for column in table.columns] == [
        "TT", "Nội dung", "Báo cáo được thay thế", "Báo cáo thay thế",
    ]  # fmt: skip
    assert [row.cells for row in table.rows if not row.group] == [
        ("1", "Tử số", "1.811", "1.812"),
        ("2", "Hồ sơ xử lý ngoài hệ thống rồi nhập lại: có xảy ra", "không", "có"),
        ("3", "Trạng thái", "Chưa thực hiện", "Đang thực hiện"),
        ("4", "Ngày hoàn thành", "–", "05/3/2026"),
        ("5", "Khó khăn, vướng mắc", "–",
         "Đạt [Chỉ tiêu 1, tỷ lệ]."),
    ]  # fmt: skip
    assert [row.cells[0].split(".")[0] for row in table.rows if row.group] == [
        "Chỉ tiêu 1", "Nhiệm vụ II", "Toàn bộ báo cáo",
    ]  # fmt: skip


def test_a_replacement_without_changes_has_no_table_of_them() -> None:
    document = composed(replacement=replace(REPLACES, changes=()))
    assert len(document.appendices) == len(composed().appendices)
    assert not any("nội dung thay đổi" in text for text in body(document))


def test_later_reports_that_rest_on_the_old_figures_are_named() -> None:
    later = tuple(LaterReport(ReportingPeriod.parse(period), 1) for period in ("2026-12", "2027-01"))
    assert body(composed(replacement=replace(REPLACES, later=later)))[3] == (
        "Báo cáo kỳ sau đã so sánh với số liệu trước khi thay đổi: "
        "tháng 12/2026 (phiên bản 1), tháng 01/2027 (phiên bản 1)."
    )


@pytest.mark.parametrize("form_id", catalogue().form_ids())
def test_every_form_tells_its_changes_without_a_word_for_machines(form_id: str) -> None:
    form, plan = catalogue().form(form_id), catalogue().plan(catalogue().form(form_id).plan)
    agency = next(one for one in catalogue().agencies() if plan.is_due_from(one))
    assignment = assign(plan, agency)
    period = first_period(plan)
    old, new = (filled_report(form, assignment, period, seed) for seed in ("", "khác"))
    changes = replaced_fields(old, new)
    document = compose_document(
        new, form, assignment, months.settings(), (), created=CREATED, check_code="12345678…87654321",
        replacement=replace(REPLACES, changes=changes),
    )  # fmt: skip
    if not changes:
        return
    table = changes_of(document)
    assert sum(not row.group for row in table.rows) == len(changes)
    assert not [cell for row in table.rows for cell in row.cells if "_" in cell or "{" in cell]


STATED = datetime.fromisoformat("2026-11-10T17:00")
NOTICE = DeadlineNotice(datetime.fromisoformat("2026-11-10T23:59"), "1680/UBND-KGVX", date(2026, 11, 3))


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        (None, []),
        (SubmissionDeadline(None), []),
        (SubmissionDeadline(datetime.fromisoformat("2026-11-12T17:00")), []),
        (
            SubmissionDeadline(STATED),
            ["Báo cáo này chốt lúc 09 giờ 00 ngày 11/11/2026, sau hạn gửi 17 giờ 00 ngày 10/11/2026."],
        ),
        (
            SubmissionDeadline(STATED, notice=replace(NOTICE, due=datetime.fromisoformat("2026-11-20T17:00"))),
            [
                "Hạn gửi báo cáo là 17 giờ 00 ngày 10/11/2026, lùi đến 17 giờ 00 ngày 20/11/2026 "
                "theo 1680/UBND-KGVX ngày 03/11/2026."
            ],
        ),
        (
            SubmissionDeadline(None, notice=NOTICE),
            [
                "Hạn gửi báo cáo là 23 giờ 59 ngày 10/11/2026 theo 1680/UBND-KGVX ngày 03/11/2026.",
                "Báo cáo này chốt lúc 09 giờ 00 ngày 11/11/2026, sau hạn gửi 23 giờ 59 ngày 10/11/2026.",
            ],
        ),
    ],
)
def test_a_moved_or_missed_deadline_stands_before_the_closing_words(
    deadline: SubmissionDeadline | None, said: list[str]
) -> None:
    plain, told = body(composed()), body(composed(deadline=deadline))
    assert told == [*plain[:-1], *said, plain[-1]]
