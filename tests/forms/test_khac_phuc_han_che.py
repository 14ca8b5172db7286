"""The report on remedying shortcomings: its sources are kept whole, its appendices print as theirs do.

The sample holds the texts of the printed report, with its misprints put right. Which of the 24 tasks are done stands in
no source except for three of them: the others are assumed so that the printed totals (17 done, 7 not) come out.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
import yaml

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.agency import AgencySettings, default_settings
from sonla_desktop.domain.document import Document, Orientation, Paragraph, Role, Section, Table
from sonla_desktop.domain.expression import RelationState, evaluate_relation
from sonla_desktop.domain.form_values import completed, missing_columns, table_rows, table_values
from sonla_desktop.domain.period import PeriodKind, ReportingPeriod
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document import compose_document
from tests.domain.rules.case import found
from tests.helpers.months import form_context
from tests.helpers.repository import ROOT

CATALOGUE = DataCatalogue(ROOT / "resources", ROOT / "forms")
FORM, PLAN = CATALOGUE.form("khac-phuc-han-che"), CATALOGUE.plan("khac-phuc-han-che")
OFFICE = CATALOGUE.agency("van-phong-ubnd")
ASSIGNMENT = assign(PLAN, OFFICE)
FIRST = ReportingPeriod.parse("2026-X1")
SAMPLE = ROOT / "resources" / "sample" / "khac-phuc-han-che"


def source(name: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / "tests" / "fixtures" / "plans" / f"{name}.yaml").read_text(encoding="utf-8"))


REPORT = source("bao-cao-24")
APPENDICES = {
    "phu-luc-1": source("phu-luc-1-nhiem-vu-cap-bach"),
    "phu-luc-2": source("phu-luc-2-nhiem-vu-dot-pha"),
}


def one_line(text: str) -> str:
    return " ".join(text.split())


def put_right(text: str) -> str:
    """A text of the source without the copyist's brackets."""
    clean = one_line(text).replace("148-KL/TU [bản in; các chỗ khác là 148-KL/TW]", "148-KL/TW")
    return clean.replace("[ghép]", "ghép").replace(" (trùng nguyên văn nhiệm vụ 10)", "")


def tasks(appendix: str) -> list[tuple[str, dict[str, Any]]]:
    parts = APPENDICES[appendix]["muc"]
    return [(f"{part['so']}. {part['ten']}", task) for part in parts for task in part["nhiem_vu"]]


def sample() -> Report:
    read = MonthFileReader().read_month(SAMPLE / "2026-X1.json", lambda _: PLAN).report
    return replace(read, agency_code=OFFICE.code, agency_name=OFFICE.name)


def composed(report: Report, settings: AgencySettings | None = None) -> Document:
    settings = settings or MonthFileReader().read_settings(SAMPLE / "settings.json")
    return compose_document(
        report, FORM, ASSIGNMENT, settings, (), created=datetime(2026, 1, 13, 9, 0), check_code="12345678…87654321"
    )


def paragraphs(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def table_of(section: Section) -> Table:
    [table] = [block for block in section.blocks if isinstance(block, Table)]
    return table


def contents(value: Any) -> Iterator[str]:
    """Every sentence that the source gives as a result."""
    if isinstance(value, list):
        for item in value:
            yield from contents(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("noi_dung", "tieu_de", "dan_chieu"):
                yield put_right(item)
            elif key in ("dong", "muc_con"):
                yield from contents(item)


def without_marks(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, "¹²³")))


def test_the_five_shortcomings_and_their_tasks_are_the_sources_words() -> None:
    rows = PLAN.listing("han-che").rows
    assert len(rows) == REPORT["so_han_che"]
    for row, printed in zip(rows, REPORT["han_che"], strict=True):
        assert row["row"] == str(printed["so"])
        assert row["han_che"] == one_line(printed["han_che"])
        assert row["nhiem_vu"] == one_line(printed["nhiem_vu"])


@pytest.mark.parametrize("appendix", APPENDICES)
def test_every_task_of_an_appendix_is_there_with_its_section_star_and_deadline(appendix: str) -> None:
    rows, printed = PLAN.listing(appendix).rows, tasks(appendix)
    assert len(rows) == APPENDICES[appendix]["tong_so"] == len(printed)
    assert sum("*" in row["tt"] for row in rows) == APPENDICES[appendix]["so_danh_dau_sao"]
    for row, (part, task) in zip(rows, printed, strict=True):
        assert row["row"] == str(task["tt"])
        assert row["tt"] == f"{task['tt']}{'*' if task['dau_sao'] else ''}"
        assert (row["muc"], row["ten"]) == (part, one_line(task["ten"]))
        assert row.get("thoi_han") == task.get("thoi_han")
        for remark in ("ten_ghi_chu", "thoi_han_ghi_chu", "x_ghi_chu", "luu_y"):
            assert one_line(task.get(remark, "")) in row.get("ghi_chu", "")


def test_cited_documents_footnotes_and_totals_of_the_source_are_kept() -> None:
    catalogue = (ROOT / "resources" / "catalogues" / "khac-phuc-han-che.toml").read_text(encoding="utf-8")
    named = [REPORT["can_cu"]["van_ban_goc"], *REPORT["can_cu"]["van_ban_lien_quan"], *REPORT["tai_lieu_gui_kem"]]
    for document in named:
        assert document["so_ky_hieu"] in catalogue
    for footnote in REPORT["cuoc_chu_phan_chinh"]:
        assert footnote["noi_dung"].partition(": …")[0] in catalogue
    for appendix in APPENDICES.values():
        assert appendix["dau_sao_nghia"] in catalogue
        assert appendix["tieu_de"] in catalogue


def test_every_result_of_the_source_is_in_the_sample() -> None:
    for row, printed in zip(sample().tables["han-che"], REPORT["han_che"], strict=True):
        text = one_line(str(row["ket_qua"]))
        for sentence in contents(printed["ket_qua"]):
            for piece in without_marks(sentence.replace("¹", "|").replace("²", "|").replace("³", "|")).split("|"):
                assert piece in text
    for appendix, column in (("phu-luc-1", "ket_qua"), ("phu-luc-2", "van_ban")):
        for row, (_, task) in zip(sample().tables[appendix], tasks(appendix), strict=True):
            assert put_right(task["tom_tat"] or "") in str(row.get(column, ""))
            first = task.get("van_ban_dau") or {}
            assert (first.get("so_ky_hieu") or "") in str(row.get(column, ""))


def test_the_sample_says_done_where_the_source_does_and_its_totals_are_the_printed_ones() -> None:
    rows = {row["row"]: row for row in sample().tables["phu-luc-2"]}
    for _, task in tasks("phu-luc-2"):
        if task["trang_thai"] == "hoan_thanh":
            assert rows[str(task["tt"])]["da_hoan_thanh"] is True
    figures = completed(sample(), ASSIGNMENT, FORM).figures
    totals = APPENDICES["phu-luc-2"]["tong_theo_bao_cao"]
    assert (figures["DPX"], figures["DPD"]) == (totals["da_hoan_thanh"], totals["dang_thuc_hien"])
    assert figures["CBX"] == figures["CB"] == APPENDICES["phu-luc-1"]["tong_so"]
    assert set(figures) == {figure.id for figure in PLAN.figures()}


def test_the_sample_is_whole_and_its_relations_hold() -> None:
    report = completed(sample(), ASSIGNMENT, FORM)
    for relation in FORM.relations:
        outcome = evaluate_relation(relation, report.figures, table_values(report, FORM, PLAN))
        assert outcome.state is RelationState.HOLDS
    for table in FORM.tables:
        assert not [row.key for row in table_rows(report, table, PLAN) if missing_columns(table, row.cells)]


def test_a_task_that_is_done_and_still_going_on_is_told() -> None:
    rows = tuple(dict(row) | ({"dang_trien_khai": 40} if row["row"] == "1" else {}) for row in _rows("phu-luc-2"))
    report = replace(sample(), tables={**sample().tables, "phu-luc-2": rows})
    assert told_of(report) == ["BM-107 report tables.phu-luc-2.1.da_hoan_thanh error"]


@pytest.mark.parametrize(("percent", "told"), [("100.5", True), ("100", False), ("0", False), ("-1", True)])
def test_a_percentage_of_work_is_between_nothing_and_all(percent: str, told: bool) -> None:
    under_way = {"row": "1", "da_hoan_thanh": False, "dang_trien_khai": percent}
    rows = (under_way, *(row for row in _rows("phu-luc-2") if row["row"] != "1"))
    report = replace(sample(), tables={**sample().tables, "phu-luc-2": rows})
    assert told_of(report) == ["BM-104 report tables.phu-luc-2.1.dang_trien_khai error"] * told


def test_nothing_of_the_form_is_told_about_the_sample_but_the_name_that_the_scan_lost() -> None:
    assert told_of(sample()) == []
    told = [line for line in found(form_context(sample(), ASSIGNMENT, FORM)) if line.startswith("BM-")]
    assert told == ["BM-108 report tables.phu-luc-2.1.ten notice"]


def told_of(report: Report) -> list[str]:
    """What the form's own rules find in a report, besides what is only worth knowing."""
    told = found(form_context(report, ASSIGNMENT, FORM))
    return [line for line in told if line.startswith("BM-") and not line.endswith(" notice")]


def _rows(table: str) -> tuple[Any, ...]:
    return tuple(sample().tables[table])


def test_printed_deadlines_stand_beforehand_and_can_be_corrected() -> None:
    table = FORM.table("phu-luc-2")
    untouched = {row.key: row.cells.get("thoi_han") for row in table_rows(replace(sample(), tables={}), table, PLAN)}
    assert untouched["4"] == "Trước 20/12/2005"
    assert untouched["5"] is None
    corrected = {row.key: row.cells.get("thoi_han") for row in table_rows(sample(), table, PLAN)}
    assert corrected == {**untouched, "4": "Trước 20/12/2025"}
    assert not any(row.is_entered for row in table_rows(replace(sample(), tables={}), table, PLAN))


def test_shortcomings_print_as_text_each_with_its_task_and_result() -> None:
    text = paragraphs(composed(sample()).main)
    starts = [line for line in text if "Đối với hạn chế: " in line]
    labels = [f"{number}. Đối với hạn chế:" for number in range(1, REPORT["so_han_che"] + 1)]
    assert [line[: len(label)] for line, label in zip(starts, labels, strict=True)] == labels
    assert sum(line.startswith("Nhiệm vụ: ") for line in text) == REPORT["so_han_che"]
    assert text.count("Kết quả thực hiện:") == REPORT["so_han_che"]
    assert text[-1] == REPORT["ket_thuc"]["cau_chot"].replace("UBND tỉnh trân trọng", "Ủy ban nhân dân tỉnh trân trọng")


def test_the_office_that_issues_it_under_its_own_head_is_named_in_its_sentences() -> None:
    text = paragraphs(composed(sample(), default_settings(OFFICE, PLAN.addressees)).main)
    assert text[-1].endswith(" Văn phòng Ủy ban nhân dân tỉnh trân trọng báo cáo./.")
    assert "; Văn phòng Ủy ban nhân dân tỉnh báo cáo kết quả" in text[0]


def test_an_empty_report_says_that_there_is_no_content_yet() -> None:
    text = paragraphs(composed(replace(sample(), tables={})).main)
    assert text.count("Kết quả thực hiện: Chưa có nội dung.") == REPORT["so_han_che"]


def test_appendix_one_has_the_columns_and_sections_of_the_source() -> None:
    section = composed(sample()).appendices[0]
    table, printed = table_of(section), APPENDICES["phu-luc-1"]
    assert section.orientation is Orientation.LANDSCAPE
    assert [one_line(column.heading) for column in table.columns] == printed["cot"]
    assert [row.cells[0] for row in table.rows if row.group] == [
        f"{part['so']}. {part['ten']}" for part in printed["muc"]
    ]
    assert [row.cells[0] for row in table.rows if not row.group][3] == "4*"
    assert paragraphs(section)[1] == printed["tieu_de"]
    assert paragraphs(section)[2] == printed["tieu_de_phu"]


def test_appendix_two_has_eight_columns_three_of_them_under_one_heading() -> None:
    section = composed(sample()).appendices[1]
    table, printed = table_of(section), APPENDICES["phu-luc-2"]
    heads, over = [], []
    for column in printed["cot"]:
        below = [item["ten"] for item in column.get("cot_con", [])]
        heads += below or [column["ten"]]
        over += [column["ten"]] * len(below) or [""]
    assert len(heads) == printed["so_cot_la"]
    assert [one_line(column.heading) for column in table.columns] == heads
    assert [column.over for column in table.columns] == over
    assert [row.cells[0] for row in table.rows if row.group] == [
        f"{part['so']}. {part['ten']}" for part in printed["muc"]
    ]
    assert [row.cells[3] for row in table.rows if not row.group].count("X") == 17
    assert paragraphs(section)[-1] == printed["ghi_chu_cuoi_bang"]


def test_head_footnotes_signature_and_recipients_are_those_of_the_source() -> None:
    document, printed = composed(sample()), REPORT["the_thuc"]
    assert list(document.heading.agency) == printed["co_quan_ban_hanh"]
    assert document.heading.addressees == (REPORT["the_thuc"]["noi_nhan_van_ban"],)
    assert one_line(document.heading.subject) == f"{printed['trich_yeu']} {printed['trich_yeu_phu']}"
    signed = REPORT["khoi_ky"]
    assert document.signature.authority == (signed["tham_quyen"], signed["thay_mat_cap_tren"])
    assert document.signature.title == (signed["chuc_vu"],)
    assert list(document.signature.recipients) == [
        name.removeprefix("- ").rstrip(";.") for name in REPORT["noi_nhan"]["danh_sach"]
    ]
    assert len(document.footnotes) == len(REPORT["cuoc_chu_phan_chinh"])
    assert document.footnotes[2].count(", ") == 44 + 1
    roles = {block.role for block in document.main.blocks if isinstance(block, Paragraph)}
    assert {Role.HEADING_ROMAN, Role.BODY, Role.LIST_ITEM} <= roles


def test_the_period_on_request_has_our_window_and_deadline_with_reasons() -> None:
    regime = PLAN.regime
    assert regime.period_kind is PeriodKind.ON_REQUEST
    assert PLAN.covers(FIRST)
    window = regime.window.window_of(FIRST)
    assert (window.start, window.end) == (date(2025, 1, 1), date(2025, 12, 31))
    assert sample().data_window == window
    assert regime.deadline.deadline_of(FIRST).date() >= date.fromisoformat(REPORT["the_thuc"]["ngay"])
    assert regime.deadline.stated_by == "reading"
    assert regime.deadline.why
    assert regime.window.why
