"""The form of the 2026 plan with the example month, with the worst months there can be, and with any texts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as open_docx
from hypothesis import given, settings
from hypothesis import strategies as st

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.document import Document, Orientation, Paragraph, Role, Table
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.findings import Finding, Severity, StatedFinding
from sonla_desktop.domain.indicator import Indicator, Unit
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.reading import (
    FieldCheck,
    FigureState,
    IndicatorReading,
    RecognitionAnswer,
    SourceKind,
    SourceReading,
)
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import EnteredDeadline, IssuedDocument, Measured, Task, TaskStatus, TaskUpdate
from sonla_desktop.usecases.compose_document import compose_document
from tests.helpers.repository import ROOT
from tests.helpers.strategies import reports, texts

CATALOGUE = DataCatalogue(ROOT / "resources", ROOT / "forms")
FORM = CATALOGUE.form("kh-2026")
PLAN = CATALOGUE.plan("kh-2026")
COMMUNE = assign(PLAN, CATALOGUE.agency("04123"))
MONTHS = MonthFileReader()
EXAMPLE_FOLDER = ROOT / "tests" / "fixtures" / "04123-2026-10"
EXAMPLE = replace(
    MONTHS.read_month(EXAMPLE_FOLDER / "month.json", lambda _: PLAN).report,
    agency_code="04123",
    agency_name="UBND xã Chiềng Mung",
)
SETTINGS = MONTHS.read_settings(EXAMPLE_FOLDER / "settings.json")
LONG = "Đường truyền <yếu> & hay đứt, " * 100
EXPLAINED = Explanation("Thiếu người", "Mưa lũ; sạt lở.", LONG, "Làm bù < 30 ngày & báo cáo")
CREATED = datetime.fromisoformat("2026-10-11T09:00")
INDICATORS, TASKS = PLAN.indicators, COMMUNE.tasks


def composed(report: Report, *findings: StatedFinding) -> Document:
    return compose_document(report, FORM, COMMUNE, SETTINGS, findings, created=CREATED, check_code="12345678…87654321")


def month(indicators: list[IndicatorReading], tasks: list[TaskUpdate]) -> Report:
    return replace(EXAMPLE, indicators=tuple(indicators), tasks=tuple(tasks), narrative={})


def nothing_entered() -> Report:
    return month([], [])


def everything_missing() -> Report:
    readings = [
        IndicatorReading(item.code, FigureState.MISSING, explanation=EXPLAINED, note=LONG) for item in INDICATORS
    ]
    return month(readings, [TaskUpdate(item.code, TaskStatus.NOT_ARISING, 0) for item in TASKS])


def everything_late() -> Report:
    source = SourceReading(
        "Hệ thống <A> & B", SourceKind.EXTRACT, Decimal(1), Decimal(9), None, ("ab" * 32,), "11,1", LONG
    )
    readings = [
        IndicatorReading(
            item.code, FigureState.REPORTED, Decimal(1), Decimal(10), sources=(source,), explanation=EXPLAINED
        )
        for item in INDICATORS
    ]
    return replace(
        month(readings, list(map(_late, TASKS))), narrative={"difficulties": LONG, "proposals": "a) Một;\nb) Hai"}
    )


def _late(task: Task) -> TaskUpdate:
    entered = EnteredDeadline(date(2026, 1, 31), "Công văn & kế hoạch") if task.deadline.is_entered_by_agency else None
    document = IssuedDocument("KH", "12/KH-UBND", date(2026, 2, 1), "Kế hoạch <số hóa> & lưu trữ")
    return TaskUpdate(
        task.code, TaskStatus.IN_PROGRESS, 40, LONG, Measured(Decimal("12.5"), Unit.PERCENT), (document,),
        deadline=entered, explanation=EXPLAINED, proposal="Cấp thêm kinh phí",
    )  # fmt: skip


def nothing_recognised() -> Report:
    return month([_unrecognised(item) for item in INDICATORS], [TaskUpdate(item.code) for item in TASKS])


def _unrecognised(indicator: Indicator) -> IndicatorReading:
    answers = tuple(RecognitionAnswer(item, True, 3, "Có <3> & hơn", 405, 20) for item in indicator.recognition)
    check = FieldCheck(date(2026, 9, 22), "Không khớp")
    return IndicatorReading(
        indicator.code, FigureState.REPORTED, Decimal(99), Decimal(100), recognition=answers, field_check=check
    )


def all_states() -> Report:
    states = (*FigureState, None, *FigureState)
    readings = [IndicatorReading(item.code, state) for item, state in zip(INDICATORS, states, strict=False)]
    updates = [TaskUpdate(item.code, TaskStatus.COMPLETED, 100, completed_on=date(2026, 9, 30)) for item in TASKS]
    return month(readings, updates)


EXTREMES = {
    made.__name__: made()
    for made in (nothing_entered, everything_missing, everything_late, nothing_recognised, all_states)
}
WARNINGS = tuple(
    StatedFinding(Finding(code, Severity.WARNING, where, field), message, reason)
    for code, where, field, message, reason in (
        ("CT-007", "vb-dien-tu-toan-trinh", "numerator", "Tử số tăng 30% so với tháng trước", "Đã đối chiếu & đúng"),
        ("NV-008", "kh-2026-II-4", "percent", "Tiến độ 80% khi sắp đến hạn.", "Sẽ xong trong tháng."),
        ("BC-002", "report", "period", "Gửi sau thời hạn", "Mất điện hai ngày"),
    )
)


def main_texts(document: Document) -> list[str]:
    return [block.text for block in document.main.blocks if isinstance(block, Paragraph)]


def tables(document: Document) -> list[Table]:
    sections = (document.main, *document.appendices)
    return [block for section in sections for block in section.blocks if isinstance(block, Table)]


def headings(document: Document) -> list[str]:
    blocks = document.main.blocks
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.role is Role.HEADING_ROMAN]


def test_the_example_month_is_a_whole_report() -> None:
    document = composed(EXAMPLE)
    assert headings(document) == [
        "I. KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "III. CHỈ TIÊU, NHIỆM VỤ CHƯA ĐẠT HOẶC CHẬM TIẾN ĐỘ",
        "IV. KHÓ KHĂN, VƯỚNG MẮC",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
        "VI. SỐ LIỆU LÀM CĂN CỨ ĐỐI CHIẾU, KIỂM CHỨNG",
    ]
    assert document.heading.number_line == "Số:        /BC-UBND"
    assert document.heading.subject.endswith("kỳ báo cáo tháng 10/2026")
    assert main_texts(document)[-1].endswith("./.")
    assert [section.orientation for section in document.appendices] == [Orientation.LANDSCAPE] * 3
    text = "\n".join(main_texts(document))
    assert "09 chỉ tiêu, trong đó: 05 chỉ tiêu đạt mục tiêu; 01 chỉ tiêu chưa đạt mục tiêu (chỉ tiêu số 5)" in text
    assert "22 nhiệm vụ, trong đó: 07 nhiệm vụ hoàn thành đúng hạn; 12 nhiệm vụ đang thực hiện;" in text
    assert "- Số liệu trích xuất từ Cổng Dịch vụ công quốc gia, lấy ngày 10/10/2026 (chỉ tiêu số 8)." in text


def test_tasks_stand_under_the_indicator_they_serve() -> None:
    table = tables(composed(EXAMPLE))[1]
    groups = [row.cells[0] for row in table.rows if row.group]
    assert groups[0].startswith("Chỉ tiêu 1. Tỷ lệ văn bản")
    assert groups[0].endswith("(Phụ lục II của Kế hoạch)")
    assert [row.cells[0] for row in table.rows if not row.group] == [str(number) for number in range(1, 23)]


@pytest.mark.parametrize("report", [EXAMPLE, *EXTREMES.values()], ids=["example", *EXTREMES])
def test_the_main_text_points_to_every_appendix_and_to_no_other(report: Report) -> None:
    document = composed(report, *WARNINGS)
    printed = [section.blocks[0].text for section in document.appendices if isinstance(section.blocks[0], Paragraph)]
    named = re.findall(r"tại (Phụ lục(?: [IVX]+)?)\b", "\n".join(main_texts(document)))
    assert sorted(named) == sorted(printed)
    assert {section.blocks[1].text for section in document.appendices if isinstance(section.blocks[1], Paragraph)} >= {
        "GIẢI TRÌNH CÁC CẢNH BÁO"
    }


@pytest.mark.parametrize("report", [EXAMPLE, *EXTREMES.values()], ids=["example", *EXTREMES])
def test_counts_add_up_to_the_whole(report: Report) -> None:
    for line in main_texts(composed(report)):
        if found := re.search(r": (\d+) (chỉ tiêu|nhiệm vụ), trong đó: (.*?)\.", line):
            parts = re.findall(rf"(\d+) {found[2]}", re.sub(r"\(.*?\)", "", found[3]))
            assert sum(map(int, parts)) == int(found[1])


@pytest.mark.parametrize("report", [EXAMPLE, *EXTREMES.values()], ids=["example", *EXTREMES])
def test_no_heading_stands_over_nothing_and_no_sign_is_doubled(report: Report) -> None:
    document = composed(report, *WARNINGS)
    texts_of_main = main_texts(document)
    heads = set(headings(document))
    assert all(text.strip() for text in texts_of_main)
    assert not any(one in heads and two in heads for one, two in pairwise(texts_of_main))
    entered = LONG.strip().rstrip(",")
    for text in texts_of_main:
        assert not re.search(
            r"\.\.|[;:,][.;:,]|\.;| [.,;]|  ", text.removesuffix("./.").replace(entered, "chữ").strip()
        )


def test_all_five_states_print_distinctly() -> None:
    cells = {row.cells[0]: row.cells[-1] for row in tables(composed(EXTREMES["all_states"]))[0].rows}
    assert cells["3"] == "Không phát sinh"
    assert cells["4"] == "Chưa có số liệu"
    assert cells["5"] == "Không thuộc phạm vi"
    zero = month([IndicatorReading(INDICATORS[0].code, FigureState.ZERO, Decimal(0), Decimal(975))], [])
    assert tables(composed(zero))[0].rows[0].cells[2:] == ("0", "975", "0,00%", "≥70%", "Chưa đạt")


def test_an_agency_without_tasks_says_so() -> None:
    document = compose_document(
        EXTREMES["nothing_entered"], FORM, replace(COMMUNE, tasks=()), SETTINGS, (), created=CREATED, check_code=""
    )
    assert "UBND xã Chiềng Mung không được giao chủ trì nhiệm vụ của Kế hoạch." in main_texts(document)


@pytest.mark.parametrize("report", [EXAMPLE, *EXTREMES.values()], ids=["example", *EXTREMES])
def test_every_report_can_be_written_and_opened(report: Report, tmp_path: Path) -> None:
    document = composed(report, *WARNINGS)
    target = tmp_path / "bao-cao.docx"
    DocxWriter.from_folder(ROOT / "resources" / "document-rules").write(document, target)
    opened = open_docx(str(target))
    assert main_texts(document)[-1] in [paragraph.text for paragraph in opened.paragraphs]
    assert len(opened.tables) >= len(tables(document))


def test_the_steps_of_the_update_cover_what_is_entered() -> None:
    assert [step.title for step in FORM.steps] == ["Nhiệm vụ", "Chỉ tiêu", "Thuyết minh"]
    entered = {section_id for step in FORM.steps for section_id in step.sections}
    assert {"tasks", "indicators", "explanations", "difficulties", "proposals"} <= entered


def entered_texts(report: Report) -> Iterator[str]:
    """Everything that somebody typed into the report."""
    for reading in report.indicators:
        yield reading.note
        yield from _explanation_texts(reading.explanation)
        yield from (answer.note for answer in reading.recognition)
        yield reading.field_check.result if reading.field_check else ""
        for source in reading.sources:
            yield from (source.name, source.printed_ratio or "", source.note)
    for update in report.tasks:
        yield from (update.result, update.proposal)
        yield from _explanation_texts(update.explanation)
        yield update.deadline.basis if update.deadline else ""
        for document in update.documents:
            yield FORM.labels["document_type"].get(document.type, document.type)
            yield from (document.symbol, document.subject)
    yield from report.narrative.values()


def _explanation_texts(explanation: Explanation | None) -> tuple[str, ...]:
    if explanation is None:
        return ()
    return (explanation.subjective, explanation.objective, explanation.remedy, explanation.next_steps)


def squeezed(text: str) -> str:
    """Without spaces and line ends, which the document may set otherwise."""
    return "".join(text.split())


NARRATIVES = st.fixed_dictionaries({"difficulties": texts(60), "proposals": texts(60)})
WHOLE_REPORTS = st.builds(
    lambda report, narrative, window: replace(report, narrative=narrative, data_window=window),
    reports(tuple(item.code for item in INDICATORS), tuple(item.code for item in TASKS)),
    NARRATIVES,
    st.just(EXAMPLE.data_window),
)


@settings(max_examples=40, deadline=None)
@given(WHOLE_REPORTS)
def test_every_entered_text_is_printed(report: Report) -> None:
    printed = squeezed("\n".join(composed(report).texts()))
    for text in entered_texts(report):
        assert squeezed(text).rstrip(".,;:") in printed


@pytest.mark.parametrize("report", EXTREMES.values(), ids=EXTREMES)
def test_every_entered_text_of_the_worst_months_is_printed(report: Report) -> None:
    printed = squeezed("\n".join(composed(report).texts()))
    for text in entered_texts(report):
        assert squeezed(text).rstrip(".,;:") in printed
