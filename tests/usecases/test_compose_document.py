import re
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.domain.document import Document, Paragraph, Role, Table
from sonla_desktop.domain.findings import Finding, Severity, StatedFinding
from sonla_desktop.domain.form_definition import (
    DocumentLayout,
    FormColumn,
    FormDefinition,
    FormSection,
    ScreenStep,
    SectionKind,
)
from sonla_desktop.domain.indicator import RecognitionQuestion
from sonla_desktop.domain.period import DataWindow
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.reading import FieldCheck, FigureState, RecognitionAnswer
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.task import IssuedDocument, TaskStatus
from sonla_desktop.usecases.compose_document import FormFault, compose_document
from sonla_desktop.usecases.compose_document.wording import ended, sentence
from tests.helpers import months
from tests.helpers.repository import ROOT

LABELS = read_form(ROOT / "forms" / "kh-2026.toml").labels
CREATED = datetime.fromisoformat("2026-11-11T09:00")
_SHOWN = ("number", "numerator", "denominator", "achieved", "met")
INDICATORS = FormSection(
    "figures",
    SectionKind.INDICATORS,
    "Chỉ tiêu",
    columns=tuple(FormColumn(source, source, 1) for source in _SHOWN),
)
TASKS = FormSection(
    "work",
    SectionKind.TASKS,
    "Nhiệm vụ",
    columns=(FormColumn("row", "TT", 1), FormColumn("status+timeliness", "Đánh giá", 1)),
    appendix=True,
)
FINDINGS = FormSection(
    "warnings", SectionKind.FINDINGS, "Cảnh báo", columns=(FormColumn("code+reason", "Mã", 1),), appendix=True
)


def form_of(*sections: FormSection, **layout: Any) -> FormDefinition:
    """A form nobody has seen before, with these sections in this order."""
    order = tuple(section.id for section in sections)
    plain: dict[str, Any] = {"opening": ("Mở đầu.",), "closing": ("Kết thúc",), "order": order}
    return FormDefinition(
        "bieu-moi", 1, "Việc", "Biểu mới", "Biểu mới", "kh-2026", sections,
        (ScreenStep("only", "Nhập", order),), DocumentLayout("BÁO CÁO", "Việc {period}", **(plain | layout)),
        labels=LABELS,
    )  # fmt: skip


def composed(form: FormDefinition, report: Report, *findings: StatedFinding) -> Document:
    assignment = assign(months.plan(), months.agency())
    return compose_document(
        report, form, assignment, months.settings(), findings, created=CREATED, check_code="12345678…87654321"
    )


def changed(*changes: months.Change) -> Report:
    return months.together(*changes)(months.clean_context()).report


def paragraphs(document: Document, *roles: Role) -> list[str]:
    blocks = [block for block in document.main.blocks if isinstance(block, Paragraph)]
    return [block.text for block in blocks if not roles or block.role in roles]


def rows(document: Document) -> dict[str, tuple[str, ...]]:
    """Rows of the first table of the main text by their first cell."""
    table = next(block for block in document.main.blocks if isinstance(block, Table))
    return {row.cells[0]: row.cells[1:] for row in table.rows}


def warning(code: str, reason: str, severity: Severity = Severity.WARNING) -> StatedFinding:
    return StatedFinding(Finding(code, severity, months.DOCUMENTS, "numerator"), "Số tăng nhanh", reason)


def test_the_head_leaves_room_for_what_the_document_system_assigns() -> None:
    heading = composed(form_of(INDICATORS), months.report()).heading
    assert heading.number_line == "Số:        /BC-UBND"
    assert heading.date_line == "Chiềng Mung, ngày      tháng      năm 2026"
    assert (heading.type_name, heading.subject) == ("BÁO CÁO", "Việc tháng 11/2026")
    assert heading.addressees == ("Sở Khoa học và Công nghệ",)


def test_sections_are_numbered_in_the_order_of_the_form_and_empty_ones_are_left_out() -> None:
    silent = FormSection("silent", SectionKind.NARRATIVE, "Không ai nói gì")
    prose = FormSection("prose", SectionKind.NARRATIVE, "Ý kiến")
    form = form_of(prose, silent, INDICATORS)
    document = composed(form, replace(months.report(), narrative={"prose": "Mạng yếu"}))
    assert paragraphs(document, Role.HEADING_ROMAN) == ["I. Ý KIẾN", "II. CHỈ TIÊU"]
    assert "Mạng yếu." in paragraphs(document)


@pytest.mark.parametrize(
    ("state", "figures", "printed"),
    [
        (FigureState.REPORTED, (812, 1003), ("812", "1.003", "80,96%", "Đạt")),
        (FigureState.ZERO, (0, 1003), ("0", "1.003", "0,00%", "Chưa đạt")),
        (FigureState.NOT_ARISING, (None, None), ("–", "–", "–", "Không phát sinh")),
        (FigureState.MISSING, (None, None), ("–", "–", "–", "Chưa có số liệu")),
        (FigureState.OUT_OF_SCOPE, (None, None), ("–", "–", "–", "Không thuộc phạm vi")),
        (None, (None, None), ("–", "–", "–", "Chưa nhập đủ")),
        (FigureState.REPORTED, (5, 0), ("5", "0", "Không tính", "Chưa nhập đủ")),
        (FigureState.REPORTED, (4202, 6003), ("4.202", "6.003", "70,00%", "Chưa đạt")),
    ],
)
def test_states_and_ratios_are_never_confused(
    state: FigureState | None, figures: tuple[int | None, int | None], printed: tuple[str, ...]
) -> None:
    report = changed(months.reading(months.DOCUMENTS, state=state, numerator=figures[0], denominator=figures[1]))
    assert rows(composed(form_of(INDICATORS), report))["1"] == printed


def test_a_result_that_is_not_recognised_says_why_and_shows_the_ratio_without_the_cases() -> None:
    occurred = RecognitionAnswer(RecognitionQuestion.REENTERED, True, 12)
    report = changed(months.reading(months.DOCUMENTS, recognition=(occurred,)))
    assert rows(composed(form_of(INDICATORS), report))["1"][-1].split("\n") == [
        "Không được công nhận",
        "Hồ sơ xử lý ngoài hệ thống rồi nhập lại: 12 trường hợp",
        "Tỷ lệ không tính các trường hợp này: 79,76% (tham khảo)",
    ]


@pytest.mark.parametrize("cases", [None, 0, 900])
def test_no_ratio_without_the_cases_is_shown_where_there_is_none(cases: int | None) -> None:
    answer = RecognitionAnswer(RecognitionQuestion.REENTERED, True, cases)
    report = changed(months.reading(months.DOCUMENTS, recognition=(answer,)))
    assert "tham khảo" not in rows(composed(form_of(INDICATORS), report))["1"][-1]


def test_an_indicator_that_counts_shows_its_number() -> None:
    assert rows(composed(form_of(INDICATORS), months.report()))["10"] == ("–", "–", "6", "Đạt")


STATEMENT = FormSection(
    "summary",
    SectionKind.STATEMENT,
    "Tóm tắt",
    intro="{tasks_total}: {task_counts}\n{indicators_total}: {indicator_counts}",
)


def test_counts_of_outcomes_add_up() -> None:
    report = changed(
        months.reading(months.TRAINING, numerator=60),
        months.untouched(months.PROCEDURES),
        months.update(months.BY_MONTH, status=TaskStatus.IN_PROGRESS),
        months.update(months.BY_REFERENCE, completed_on=datetime.fromisoformat("2026-05-15").date()),
        months.untouched(months.BY_QUARTER),
    )
    texts = paragraphs(composed(form_of(STATEMENT), report))
    assert (
        "06: 01 nhiệm vụ hoàn thành đúng hạn; 01 nhiệm vụ hoàn thành quá hạn; 01 nhiệm vụ đang thực hiện; "
        "01 nhiệm vụ quá hạn chưa hoàn thành; 01 nhiệm vụ chưa phát sinh; 01 nhiệm vụ chưa cập nhật"
    ) in texts
    assert (
        "06: 03 chỉ tiêu đạt mục tiêu; 01 chỉ tiêu chưa đạt mục tiêu (chỉ tiêu số 5); "
        "01 chỉ tiêu không thuộc phạm vi (chỉ tiêu số 9); 01 chỉ tiêu chưa nhập đủ (chỉ tiêu số 3)"
    ) in texts


@pytest.mark.parametrize("closing", ["Kết thúc", "Kết thúc.", "Kết thúc./.", "Kết thúc;"])
def test_the_text_ends_as_documents_end(closing: str) -> None:
    document = composed(form_of(INDICATORS, closing=(closing,)), months.report())
    assert paragraphs(document)[-1] == "Kết thúc./."


def test_without_a_closing_the_last_paragraph_ends_the_text() -> None:
    prose = FormSection("prose", SectionKind.NARRATIVE, "Ý kiến", empty_text="Không có.")
    assert paragraphs(composed(form_of(prose, closing=()), months.report()))[-1] == "Không có./."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Thiếu máy", "Thiếu máy."),
        ("Thiếu máy.", "Thiếu máy."),
        ("Thiếu máy;", "Thiếu máy."),
        ("Thiếu máy…", "Thiếu máy…"),
        ("  Thiếu máy \r\n\r\n mạng yếu ", "Thiếu máy\nmạng yếu."),
        (" \n ", ""),
    ],
)
def test_entered_text_becomes_a_sentence_without_double_signs(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


def test_what_ends_a_document_is_not_written_twice() -> None:
    assert ended(ended("Kết thúc")) == "Kết thúc./."


def test_appendices_are_numbered_and_a_paragraph_about_an_absent_one_is_left_out() -> None:
    note = "Xem {appendix_work}.\nXem {appendix_warnings}."
    form = form_of(replace(INDICATORS, note=note), TASKS, FINDINGS, appendix_reference="(Kèm theo …)")
    alone = composed(form, months.report())
    assert [block.text for block in alone.appendices[0].blocks[:3]] == ["Phụ lục", "NHIỆM VỤ", "(Kèm theo …)"]
    assert paragraphs(alone, Role.NOTE) == ["Xem Phụ lục."]
    both = composed(form, months.report(), warning("CT-007", "Đã đối chiếu"))
    assert [section.blocks[0].text for section in both.appendices] == ["Phụ lục I", "Phụ lục II"]
    assert paragraphs(both, Role.NOTE) == ["Xem Phụ lục I.", "Xem Phụ lục II."]


def test_only_warnings_passed_with_a_reason_are_printed() -> None:
    findings = (
        warning("CT-007", "Đã đối chiếu"),
        warning("CT-008", " "),
        warning("BC-003", "Ghi nhận", Severity.NOTICE),
    )
    table = composed(form_of(INDICATORS, FINDINGS), months.report(), *findings).appendices[0].blocks[-1]
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("CT-007\nĐã đối chiếu.",)]


def test_a_passed_warning_is_told_with_item_field_reason_who_and_when() -> None:
    columns = tuple(FormColumn(source, source, 1) for source in ("code", "subject+field", "message", "reason", "by+at"))
    at = datetime.fromisoformat("2026-11-03T16:40")
    passed = replace(warning("CT-007", "Đợt cao điểm"), by="Cà Thị Hương", at=at)
    section = replace(FINDINGS, columns=columns)
    table = composed(form_of(INDICATORS, section), months.report(), passed).appendices[0].blocks[-1]
    assert isinstance(table, Table)
    (row,) = table.rows
    code, what, message, reason, who = row.cells
    assert (code, message, reason) == ("CT-007", "Số tăng nhanh.", "Đợt cao điểm.")
    assert what.startswith("Chỉ tiêu 1. ")
    assert what.endswith("\nTử số")
    assert who == "Cà Thị Hương\n16:40 03/11/2026"


def test_a_warning_about_a_figure_of_the_form_names_the_figure() -> None:
    columns = (FormColumn("subject+field", "Số liệu", 1),)
    finding = Finding("BM-002", Severity.WARNING, "HS4", "narrative.figures")
    document = composed(form_of(INDICATORS, replace(FINDINGS, columns=columns)), months.report(),
                        StatedFinding(finding, "Lệch", "Đang đối chiếu"))  # fmt: skip
    table = document.appendices[0].blocks[-1]
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [("Chỉ tiêu",)]


@pytest.mark.parametrize("path", sorted((ROOT / "forms").glob("*.toml")), ids=lambda path: path.stem)
def test_every_form_prints_who_passed_a_warning_and_where(path: Path) -> None:
    sections = [section for section in read_form(path).sections if section.kind is SectionKind.FINDINGS]
    for section in sections:
        sources = {name for column in section.columns for name in column.source.split("+")}
        assert {"code", "subject", "field", "message", "reason", "by", "at"} <= sources
    assert sections


def test_a_source_is_compared_with_what_is_reported() -> None:
    columns = (FormColumn("number", "TT", 1), FormColumn("difference", "Chênh lệch", 1))
    section = FormSection("sources", SectionKind.SOURCES, "Nguồn", columns=columns)
    report = changed(months.source(months.DOCUMENTS, 1, numerator=809, denominator=1003))
    found = rows(composed(form_of(section), report))
    assert found["1.1"] == ("Khớp",)
    assert found["1.2"] == ("a: -3; b: 0\nTỷ lệ: -0,30 điểm phần trăm",)


def test_missing_figures_are_explained_with_their_item_and_nothing_written_is_lost() -> None:
    section = FormSection("why", SectionKind.EXPLANATIONS, "Giải trình", empty_text="Không có.")
    assert "Không có." in paragraphs(composed(form_of(section), months.report()))
    report = changed(
        months.reading(months.TRAINING, numerator=60, explanation=months.EXPLAINED),
        months.reading(months.DOCUMENTS, explanation=months.EXPLAINED),
        months.update(months.BY_MONTH, status=TaskStatus.IN_PROGRESS, completed_on=None, percent=80),
    )
    texts = paragraphs(composed(form_of(section), report), Role.HEADING_ARABIC, Role.BODY, Role.LIST_ITEM)
    assert texts[1:9] == [
        "1. Về chỉ tiêu",
        "1.1. Chỉ tiêu 5 (chỉ tiêu số 5): đạt 96,77% (60/62), mục tiêu 100.",
        "- Nguyên nhân chủ quan: Thiếu người.",
        "- Nguyên nhân khách quan: Không có.",
        "- Giải pháp khắc phục: Bố trí thêm người.",
        "- Giải pháp thời gian tới: Hoàn thành trong tháng sau.",
        "2. Về nhiệm vụ",
        "2.1. Nhiệm vụ kh-2026-II-1 (nhiệm vụ số 1 Phụ lục II của Kế hoạch): "
        "quá hạn ngày 30/6/2026, chưa hoàn thành, tiến độ 80%.",
    ]
    assert texts[9:12] == ["- Chưa có giải trình.", "3. Giải trình khác", "3.1. Chỉ tiêu 1 (chỉ tiêu số 1)."]


@pytest.mark.parametrize(
    ("form", "named"),
    [
        (form_of(replace(INDICATORS, columns=(FormColumn("numeratr", "Tử số", 1),))), ("numeratr", "numerator")),
        (form_of(replace(TASKS, columns=(FormColumn("row+resullt", "TT", 1),))), ("resullt", "result")),
        (form_of(INDICATORS, opening=("Kỳ {perid}.",)), ("perid", "period")),
        (replace(form_of(INDICATORS), labels=LABELS | {"outcome": {"met": "Đạt"}}), ("unmet", "met")),
        (replace(form_of(TASKS), labels={"state": {}}), ("status", "state")),
    ],
)
def test_a_form_that_names_what_does_not_exist_is_refused_with_the_nearest(
    form: FormDefinition, named: tuple[str, str]
) -> None:
    with pytest.raises(FormFault) as refused:
        composed(form, months.report())
    assert all(name in str(refused.value) for name in named)


def test_links_are_drawn_wherever_the_officer_s_words_are_printed() -> None:
    form = form_of(
        table_section(SectionKind.INDICATORS, "note"),
        table_section(SectionKind.TASKS, "result+documents", "proposal"),
        table_section(SectionKind.SOURCES, "number", "note"),
        table_section(SectionKind.FINDINGS, "reason"),
        FormSection("why", SectionKind.EXPLANATIONS, "Giải trình"),
        FormSection("prose", SectionKind.NARRATIVE, "Ý kiến"),
    )
    report = changed(
        months.reading(months.DOCUMENTS, note="Một, {ky}", explanation=replace(months.EXPLAINED, remedy="Hai, {ky}")),
        months.source(months.DOCUMENTS, 0, note="Ba, {ky}"),
        months.update(
            months.BY_MONTH,
            result="Bốn, {ky}",
            proposal="Năm, {ky}",
            documents=(IssuedDocument("KH", "12/KH-UBND", None, "Sáu, {ky}"),),
        ),
    )
    report = replace(report, narrative={"prose": "Bảy, {ky}; { ghi chú }"})
    document = composed(form, report, warning("CT-007", "Tám, {ky}"))
    tables = [block for block in document.main.blocks if isinstance(block, Table)]
    said = "\n".join([*paragraphs(document), *(cell for table in tables for row in table.rows for cell in row.cells)])
    words = ("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám")
    assert [word for word in words if f"{word}, tháng 11/2026" not in said] == []
    assert re.findall(r"\{.*?\}", said) == ["{ ghi chú }"]


def table_section(kind: SectionKind, *sources: str) -> FormSection:
    return FormSection(kind.value, kind, kind.value, columns=tuple(FormColumn(source, source, 1) for source in sources))


def test_every_day_that_the_program_prints_is_written_as_the_decree_says() -> None:
    form = form_of(
        table_section(SectionKind.TASKS, "documents", "completed_on", "due"),
        table_section(SectionKind.SOURCES, "number", "taken_on"),
        table_section(SectionKind.CHECKS, "field_check"),
        table_section(SectionKind.FINDINGS, "message+reason", "at"),
        FormSection("proof", SectionKind.EVIDENCE, "Minh chứng"),
        opening=("Số liệu từ {window_start} đến {window_end}, {tu_ngay}.",),
    )
    day = date(2026, 6, 5)
    report = changed(
        months.update(months.BY_MONTH, completed_on=day, documents=(IssuedDocument("KH", "12/KH-UBND", day, "Số"),)),
        months.source(months.DOCUMENTS, 0, taken_on=day),
        months.reading(months.SATISFACTION, field_check=FieldCheck(day, "Đúng")),
    )
    report = replace(report, data_window=DataWindow(day, date(2026, 7, 10)))
    late = StatedFinding(
        Finding("BC-002", Severity.WARNING, "report", "deadline"),
        "Thời hạn 17:00 12/07/2026 đã qua",
        "Nộp ngày 05/06/2026",
        at=datetime(2026, 7, 13, 8, 5),
    )
    document = composed(form, report, late)
    tables = [block for block in document.main.blocks if isinstance(block, Table)]
    said = "\n".join([*paragraphs(document), *(cell for table in tables for row in table.rows for cell in row.cells)])
    printed = re.findall(r"\d+/\d+/\d{4}", said)
    assert {"05/6/2026", "10/7/2026", "12/7/2026", "13/7/2026", "30/6/2026"} <= set(printed)
    assert "12/KH-UBND ngày 05/6/2026" in said
    assert [text for text in printed if re.search(r"/0[3-9]/", text)] == ["05/06/2026"], "only what the officer typed"


def test_figures_typed_before_a_state_without_figures_was_chosen_are_not_printed() -> None:
    report = changed(months.reading(months.TRAINING, state=FigureState.NOT_ARISING, numerator=Decimal(60)))
    assert rows(composed(form_of(INDICATORS), report))["5"][:3] == ("–", "–", "–")
