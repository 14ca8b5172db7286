"""A small form that has what the plan of 2026 has not: figures, a listing, an open table and prose with an outline."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from sonla_desktop.domain.document import Align
from sonla_desktop.domain.expression import Relation, parse
from sonla_desktop.domain.figures import FigureDefinition, FigureGroup, Listing
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import (
    Addressees,
    Choice,
    DocumentLayout,
    FieldType,
    FormDefinition,
    FormField,
    FormSection,
    FormTable,
    ScreenStep,
    SectionKind,
)
from sonla_desktop.domain.period import DeadlineRule, PeriodKind, Regime, WindowRule
from sonla_desktop.domain.plan import Plan
from tests.helpers import months

SMALL = "mau-nho"
NUMBERS, WORK, PROSE = "numbers", "work", "prose"
"""Its steps."""
STATES = (Choice("doing", "Đang làm"), Choice("done", "Đã xong"))


def small_plan() -> Plan:
    """Reported each month before day 5, and each quarter before day 20."""
    monthly = Regime(PeriodKind.MONTH, WindowRule(1, 0, 31, 0), DeadlineRule(5, 1, time(17)))
    quarterly = Regime(PeriodKind.QUARTER, WindowRule(1, 0, 31, 0), DeadlineRule(20, 0, time(17)))
    return replace(
        months.plan(),
        id=SMALL,
        title="Thông báo mẫu",
        addressees_stated="Mục 11: gửi Sở Khoa học và Công nghệ.",
        indicators=(),
        tasks=(),
        appendices=(),
        regime=monthly,
        other_regimes=(quarterly,),
        figure_groups=_groups(),
        listings=(_listing(),),
    )


def _groups() -> tuple[FigureGroup, ...]:
    return (
        FigureGroup(
            "ho_so",
            "Hồ sơ",
            (
                FigureDefinition("A1", "Hồ sơ tiếp nhận", "hồ sơ"),
                FigureDefinition("A2", "Trực tuyến", "hồ sơ", level=1),
                FigureDefinition("A3", "Trực tiếp", "hồ sơ", level=1),
                FigureDefinition("A4", "Tỷ lệ trực tuyến", "%", decimals=1, note="Chương trình tự tính."),
            ),
        ),
        FigureGroup("kinh_phi", "Kinh phí", (FigureDefinition("B1", "Kinh phí đã chi", "triệu đồng", decimals=2),)),
    )


def _listing() -> Listing:
    rows = [
        ("1", "I. Thể chế", "Ban hành quy chế"),
        ("2", "I. Thể chế", "Rà soát"),
        ("3", "II. Nguồn lực", "Tập huấn"),
        ("4", "II. Nguồn lực", "Phối hợp với các cơ quan, đơn vị liên quan triển khai các nội dung được giao " * 6),
    ]
    return Listing(
        "viec", "Việc được giao", tuple({"row": key, "section": head, "name": name} for key, head, name in rows)
    )


def _listed_table() -> FormTable:
    return FormTable(
        "viec",
        "Việc được giao",
        (
            FormField("section", FieldType.TEXT, "Phần", given=True),
            FormField("name", FieldType.LONG_TEXT, "Việc", given=True, width=3),
            FormField("state", FieldType.CHOICE, "Tình hình", choices=STATES, required=True),
            FormField("percent", FieldType.PERCENT, "Tỷ lệ", heading_over="Kết quả", align=Align.RIGHT),
            FormField(
                "done_on", FieldType.DATE, "Ngày xong", heading_over="Kết quả", relevant=parse("state = 'done'")
            ),
            FormField("on_time", FieldType.YES_NO, "Đúng hạn"),
            FormField("note", FieldType.LONG_TEXT, "Ghi chú", width=2),
        ),
        listing="viec",
        group_by="section",
    )


def _open_table() -> FormTable:
    return FormTable(
        "mua_sam",
        "Mua sắm",
        (
            FormField("name", FieldType.TEXT, "Thiết bị", required=True, width=3),
            FormField("quantity", FieldType.WHOLE, "Số lượng", default="1", align=Align.RIGHT),
            FormField("price", FieldType.NUMBER, "Đơn giá", unit="triệu đồng", decimals=2, align=Align.RIGHT),
            FormField(
                "total", FieldType.NUMBER, "Thành tiền", decimals=2, calculation=parse("quantity * price")
            ),
            FormField("bought_on", FieldType.DATE, "Ngày mua"),
        ),
        open_rows=True,
    )


def small_form() -> FormDefinition:
    """Three steps: figures; two tables; prose."""
    figures, table, prose = SectionKind.FIGURES, SectionKind.TABLE, SectionKind.NARRATIVE
    return FormDefinition(
        id=SMALL,
        version=1,
        duty="Báo cáo mẫu",
        title="Báo cáo mẫu",
        short_title="Biểu mẫu nhỏ",
        plan=SMALL,
        sections=(
            FormSection("so_lieu", figures, "Số liệu trong kỳ", figure_groups=("ho_so", "kinh_phi"), hint="Ghi số."),
            FormSection("viec", table, "Việc được giao", table="viec"),
            FormSection("mua_sam", table, "Mua sắm", table="mua_sam"),
            FormSection(
                "danh_gia", prose, "Đánh giá chung", hint="Nêu ngắn gọn.",
                outline=("Trong kỳ tiếp nhận {so_lieu.A1} hồ sơ.", "Kinh phí đã chi {so_lieu.B1} triệu đồng."),
            ),
        ),
        steps=(
            ScreenStep(NUMBERS, "Số liệu tổng hợp theo từng lĩnh vực được giao", ("so_lieu",)),
            ScreenStep(WORK, "Công việc", ("viec", "mua_sam")),
            ScreenStep(PROSE, "Đánh giá", ("danh_gia",)),
        ),
        document=DocumentLayout(
            "BÁO CÁO", "mẫu", (), (), ("so_lieu", "viec", "mua_sam", "danh_gia"), addressed_to=Addressees.PLAN
        ),
        tables=(_listed_table(), _open_table()),
        relations=(
            Relation(
                "BM-001",
                parse("A1 = A2 + A3"),
                "Hồ sơ tiếp nhận {left} khác tổng hai phần {right}, lệch {difference}.",
                Severity.ERROR,
                ("A1",),
            ),
        ),
        calculations={"A4": parse("round(percent(A2, A1), 1)")},
    )  # fmt: skip
