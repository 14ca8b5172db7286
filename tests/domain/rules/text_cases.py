"""TM-002 and TM-003: the smallest slip in what is written, and its nearest correct neighbour."""

from dataclasses import replace
from datetime import date

from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.rules.context import CheckContext
from sonla_desktop.domain.task import TaskStatus
from tests.domain.rules.case import fires, silent
from tests.domain.rules.form_cases import form_month
from tests.domain.rules.progress_cases import last_month
from tests.helpers.months import (
    BY_MONTH,
    BY_QUARTER,
    DOCUMENTS,
    EXPLAINED,
    TRAINING,
    Change,
    previous_reading,
    reading,
    together,
    update,
)

SPACED = Explanation("thiếu  người.", "Không có.", "Bố trí thêm người. ", "Hoàn thành trong tháng sau.")
LATE = {"status": TaskStatus.COMPLETED, "completed_on": date(2026, 7, 10), "explanation": EXPLAINED}


def narrative(text: str) -> Change:
    """One section of prose."""
    return lambda context: replace(context, report=replace(context.report, narrative={"difficulties": text}))


def remedy(text: str) -> Change:
    """The remedy for the documents that are not processed to the end."""
    return reading(DOCUMENTS, explanation=replace(EXPLAINED, remedy=text))


def last_year(context: CheckContext) -> CheckContext:
    """November 2025: 640 of 900 documents."""
    assert context.previous is not None
    before = reading(DOCUMENTS, numerator=640, denominator=900)(replace(context, report=context.previous)).report
    return replace(context, same_month_last_year=before)


def without_figures(context: CheckContext) -> CheckContext:
    """A form that has prose and nothing to count."""
    assignment = replace(context.assignment, indicators=(), tasks=())
    report = replace(context.report, indicators=(), tasks=())
    return replace(context, assignment=assignment, report=report, previous=None, counts=())


REPEATED = [
    fires("an indicator explained as last month",
          together(reading(TRAINING, explanation=EXPLAINED), previous_reading(TRAINING, explanation=EXPLAINED)),
          f"TM-002 {TRAINING} explanation warning"),
    fires("the same in other spaces and letters",
          together(reading(TRAINING, explanation=SPACED), previous_reading(TRAINING, explanation=EXPLAINED)),
          f"TM-002 {TRAINING} explanation warning"),
    silent("one of the four texts is new",
           together(reading(TRAINING, explanation=replace(EXPLAINED, next_steps="Cử đi học.")),
                    previous_reading(TRAINING, explanation=EXPLAINED))),
    silent("nothing to compare", reading(TRAINING, explanation=EXPLAINED)),
    silent("nothing said twice",
           together(reading(TRAINING, explanation=Explanation("Không có.")),
                    previous_reading(TRAINING, explanation=Explanation("Không có.")))),
    fires("a task explained as last month",
          together(update(BY_QUARTER, explanation=EXPLAINED), last_month(BY_QUARTER, explanation=EXPLAINED)),
          f"TM-002 {BY_QUARTER} explanation warning"),
    silent("a task that was late and is done keeps its explanation",
           together(update(BY_MONTH, **LATE), last_month(BY_MONTH, **LATE))),
    fires("a task done this month is explained as it was when open",
          together(update(BY_MONTH, **LATE),
                   last_month(BY_MONTH, status=TaskStatus.IN_PROGRESS, percent=90, explanation=EXPLAINED)),
          f"TM-002 {BY_MONTH} explanation warning"),
]  # fmt: skip
STRANGE = [
    fires("a percentage of nothing", narrative("Văn bản ký số mới đạt 78,5%."),
          "TM-003 report narrative.difficulties warning"),
    fires("a count of nothing", narrative("Còn 1.203 văn bản chưa ký số."),
          "TM-003 report narrative.difficulties warning"),
    fires("a fraction with one part of its own", narrative("Mới ký số 812/1.004 văn bản."),
          "TM-003 report narrative.difficulties warning"),
    fires("points that no two months are apart", narrative("Tăng 3,14 điểm % so với tháng trước."),
          "TM-003 report narrative.difficulties warning"),
    fires("a hundredth off", narrative("Đạt 80,97%."), "TM-003 report narrative.difficulties warning"),
    fires("four numbers, one finding", narrative("Có 1.201, 1.202, 1.203, 1.204 văn bản."),
          "TM-003 report narrative.difficulties warning"),
    fires("in an explanation", remedy("Đã ký số bổ sung 1.203 văn bản."),
          f"TM-003 {DOCUMENTS} explanation.remedy warning"),
    silent("a ratio at two decimals", narrative("Đạt 80,96%.")),
    silent("a ratio at one decimal", narrative("Đạt 81,0%.")),
    silent("a ratio at none", narrative("Đạt 81%.")),
    silent("numerator and denominator", remedy("Đã xử lý 812/1.003 văn bản.")),
    silent("what is left of the whole", narrative("Còn 191 văn bản, tương ứng 19,04%.")),
    silent("last month's figures", narrative("Tháng trước có 776/975 văn bản, đạt 79,59%.")),
    silent("the points between the months", narrative("Tăng 1,37 điểm % so với tháng trước.")),
    silent("the points between the printed values", narrative("Tăng 1,4 điểm % so với tháng trước.")),
    fires("last year's figures that nobody has", narrative("Cùng kỳ có 640/900 văn bản."),
          "TM-003 report narrative.difficulties warning"),
    silent("last year's figures", together(last_year, narrative("Cùng kỳ có 640/900 văn bản, đạt 71,1%."))),
    silent("processed and arisen", narrative("Đã xử lý 990/1.003 văn bản phát sinh.")),
    silent("a sample", narrative("Khảo sát 412 người, thu 226 phiếu.")),
    silent("a target", narrative("Tỷ lệ còn dưới mức 70%.")),
    silent("measured for a task", narrative("Ký số đạt 96,4%.")),
    silent("told in a task's result", together(update(BY_QUARTER, result="Đã rà soát 1.246 hồ sơ."),
                                               narrative("Rà soát 1.246 hồ sơ."))),
    silent("symbols, dates and small counts",
           narrative("Theo Công văn số 1680/UBND-KGVX ngày 12/11/2025, còn 03 bản, Điều 1203.")),
    silent("a linked figure", narrative("Đạt {chi_tieu.vb-dien-tu-toan-trinh.ty_le}.")),
    silent("a form of prose alone", together(without_figures, narrative("Tiếp nhận 412 hồ sơ, số hóa 1.246 kết quả."))),
    silent("a cell of a table", form_month(listed=({"row": "I.1", "status": "doing", "cases": 412},
                                                   {"row": "I.2", "status": "doing"}),
                                           prose="Có 412 trường hợp.")),
    fires("no cell and no figure of a form", form_month(prose="Có 413 trường hợp."),
          "TM-003 report narrative.assessment warning"),
    silent("a computed percentage of a form", form_month(prose="Trực tuyến đạt 60,0%.")),
    silent("a figure of a form", form_month(figures={"HS1": 1100, "HS2": 700, "HS3": 400},
                                            prose="Tiếp nhận 1.100 hồ sơ.")),
]  # fmt: skip
CASES = [*REPEATED, *STRANGE]
