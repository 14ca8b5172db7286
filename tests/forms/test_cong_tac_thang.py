"""The monthly work report: nothing of its source is lost, its sums hold or are told, its sample month is whole."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
import yaml

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.document import Document, Paragraph, Role, Table
from sonla_desktop.domain.expression import RelationState, evaluate, evaluate_relation
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import SectionKind
from sonla_desktop.domain.form_values import completed, figures_of
from sonla_desktop.domain.links import TOKEN
from sonla_desktop.domain.period import ReportingPeriod
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.report import Report
from sonla_desktop.domain.rules.registry import run_rules
from sonla_desktop.usecases.compose_document import compose_document
from tests.domain.rules.case import found
from tests.helpers.months import form_context
from tests.helpers.repository import ROOT

CATALOGUE = DataCatalogue(ROOT / "resources", ROOT / "forms")
FORM, PLAN = CATALOGUE.form("cong-tac-thang"), CATALOGUE.plan("cong-tac-thang")
OFFICE = CATALOGUE.agency("van-phong-ubnd")
ASSIGNMENT = assign(PLAN, OFFICE)
MAY = ReportingPeriod.parse("2026-05")
SAMPLE = ROOT / "resources" / "sample" / "cong-tac-thang"
SOURCE = yaml.safe_load((ROOT / "tests" / "fixtures" / "plans" / "bao-cao-thang-299.yaml").read_text(encoding="utf-8"))
GROUPS = [(heading, group) for heading in SOURCE["so_lieu"] for group in heading["nhom_con"]]
PRINTED = {item["id"]: item for _, group in GROUPS for item in group["chi_so"]}
PERCENTAGES = [key for key, item in PRINTED.items() if item["don_vi"] == "%"]
BROKEN_IN_THE_SOURCE = {
    "BM-002": Decimal(201),
    "BM-004": Decimal(-4),
    "BM-013": Decimal("-0.09"),
    "BM-016": Decimal("-0.67"),
    "BM-017": Decimal("-0.01"),
}
"""Relations that the printed report does not fulfil, and by how much."""
SHARE_SIGNS = "- "


def month(period: str) -> Report:
    read = MonthFileReader().read_month(SAMPLE / f"{period}.json", lambda _: PLAN).report
    return replace(read, agency_code=OFFICE.code, agency_name=OFFICE.name)


def printed_figures() -> dict[str, Decimal]:
    return {key: Decimal(str(item["gia_tri"])) for key, item in PRINTED.items()}


def document(period: str, previous: str | None) -> Document:
    settings = MonthFileReader().read_settings(SAMPLE / "settings.json")
    return compose_document(
        month(period),
        FORM,
        ASSIGNMENT,
        settings,
        (),
        created=datetime(2026, 5, 18, 9, 0),
        check_code="12345678…87654321",
        previous=month(previous) if previous else None,
    )


def paragraphs(composed: Document, *roles: Role) -> list[str]:
    blocks = (block for block in composed.main.blocks if isinstance(block, Paragraph))
    return [block.text for block in blocks if not roles or block.role in roles]


def test_every_figure_of_the_source_is_there_once_with_its_name_unit_and_decimals() -> None:
    figures = {figure.id: figure for figure in PLAN.figures()}
    assert list(figures) == list(PRINTED)
    assert len(figures) == SOURCE["thong_ke"]["so_chi_so"]
    assert len(PERCENTAGES) == SOURCE["thong_ke"]["trong_do_phan_tram"]
    for key, item in PRINTED.items():
        figure, digits = figures[key], str(item["in"]).rstrip("%").partition(",")[2]
        assert figure.name.casefold() == item["ten"].removeprefix(SHARE_SIGNS).casefold()
        assert figure.unit == item["don_vi"]
        assert figure.decimals == (len(digits) if figure.is_percent else 0)
        assert bool(figure.level) == (figure.is_percent or item["ten"].startswith(SHARE_SIGNS))


def test_groups_stand_under_the_headings_of_the_source() -> None:
    assert [group.title for group in PLAN.figure_groups] == [group["ten"] for _, group in GROUPS]
    for own, (heading, _) in zip(PLAN.figure_groups, GROUPS, strict=True):
        assert own.note.startswith(f"Mục {heading['de_muc']}. {heading['ten']}")
    counted = Counter(name for section in FORM.sections for name in section.figure_groups)
    assert counted == Counter(group.id for group in PLAN.figure_groups)
    assert [figure.id for figure in figures_of(FORM, PLAN)] == list(PRINTED)


def test_the_two_stated_data_windows_are_those_of_their_groups() -> None:
    stated = {group["ten"]: group["ky_so_lieu"] for _, group in GROUPS if "ky_so_lieu" in group}
    assert len(stated) == 2
    for group in PLAN.figure_groups:
        if group.title not in stated:
            assert group.window is None
            continue
        assert group.window is not None
        window = group.window.window_of(MAY)
        assert [window.start.isoformat(), window.end.isoformat()] == [
            stated[group.title]["from"],
            stated[group.title]["to"],
        ]


def test_remarks_and_cited_documents_of_the_source_are_kept() -> None:
    catalogue = (ROOT / "resources" / "catalogues" / "cong-tac-thang.toml").read_text(encoding="utf-8")
    flat = catalogue.replace('\\"', '"')
    for cited in SOURCE["van_ban_vien_dan"]:
        assert cited["ky_hieu"] in flat
        assert cited["ky_hieu"] == "76/KH-VPUB" or cited["noi_dung"] in flat
    for doubt in SOURCE["cho_nghi_ngo"]:
        assert doubt in PLAN.notes
    for field in GROUPS[1][1]["linh_vuc_so"]:
        assert field in flat
    for item in PRINTED.values():
        assert item.get("ghi_chu", "")[1:] in flat


def test_headings_closing_and_recipients_are_those_of_the_source() -> None:
    composed = document("2026-05", "2026-04")
    frame = SOURCE["khung_bao_cao"]
    office, plans = frame[3], frame[4]
    assert [text.partition(" ")[2] for text in paragraphs(composed, Role.HEADING_ROMAN)] == [
        office["ten"].replace("[5]", "5/2026"),
        plans["ten"].replace("[6]", "6/2026"),
    ]
    printed = paragraphs(composed, Role.HEADING_ARABIC)
    expected = [f"{item['so']}. {item['ten']}" for item in office["con"]]
    expected += [f"{item['so']}. {item['ten']}" for item in office["con"][1]["con"]]
    assert set(expected) <= set(printed)
    assert printed[2:8] == expected[2:]
    assert paragraphs(composed)[-1] == SOURCE["cau_ket"]
    recipients = [name.rstrip(".").removeprefix("Lưu: ") for name in SOURCE["noi_nhan"]]
    assert [name.removeprefix("Lưu: ") for name in composed.signature.recipients[1:]] == recipients
    assert composed.signature.authority == ()
    assert composed.signature.title == (SOURCE["khoi_chu_ky"]["chuc_vu"],)
    assert SOURCE["van_ban"]["cau_mo_dau"].partition(".")[0] in paragraphs(composed)[0]


def test_the_eight_duties_of_next_month_stand_in_the_table() -> None:
    rows = month("2026-05").tables["nhiem-vu-thang-sau"]
    assert len(rows) == len(SOURCE["khung_bao_cao"][4]["con"]) == 8
    table = FORM.table("nhiem-vu-thang-sau")
    assert table.open_rows
    assert [column.label for column in table.columns] == ["Nội dung", "Đơn vị chủ trì", "Thời hạn"]
    tables = [block for block in document("2026-05", None).main.blocks if isinstance(block, Table)]
    assert [len(block.rows) for block in tables] == [8]


def test_relations_find_exactly_what_does_not_add_up_in_the_source() -> None:
    outcomes = {relation.code: evaluate_relation(relation, printed_figures()) for relation in FORM.relations}
    assert not [code for code, outcome in outcomes.items() if outcome.state is RelationState.SKIPPED]
    broken = {code: outcome.difference for code, outcome in outcomes.items() if outcome.state is RelationState.BROKEN}
    assert broken == BROKEN_IN_THE_SOURCE
    severities = {relation.code: relation.severity for relation in FORM.relations}
    assert {severities[code] for code in broken} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"DT1": 0}, ["BM-104 DT1 figures.DT1 error"]),
        ({"DT1": 32}, ["BM-104 DT1 figures.DT1 error"]),
        ({"DT1": 31}, []),
        ({"CB5": 0}, ["BM-020 CB5 figures.CB5 warning"]),
        ({"CB4": 0, "CB5": 0}, []),
        ({"CB2": 0}, ["BM-019 CB2 figures.CB2 warning"]),
        ({"HS11": "0.5"}, ["BM-103 HS11 figures.HS11 error"]),
    ],
)
def test_a_changed_figure_is_told_once(changes: dict[str, int | str], expected: list[str]) -> None:
    """A month of April in which everything adds up, but for this."""
    april = month("2026-04")
    figures = {**april.figures, **{key: Decimal(value) for key, value in changes.items()}}
    context = form_context(replace(april, figures=figures), ASSIGNMENT, FORM)
    assert [line for line in found(context) if line.startswith("BM-")] == expected


@pytest.mark.parametrize(
    ("code", "first", "second"), [("BM-020", {"CB5": 0}, {"CB4": 7}), ("BM-007", {"CH3": 1}, {"CH3": 2})]
)
def test_a_reason_covers_a_relation_only_for_the_values_it_was_written_for(
    code: str, first: dict[str, int], second: dict[str, int]
) -> None:
    april = month("2026-04")

    def basis(**changes: int | Decimal) -> set[str]:
        figures = {**april.figures, **{key: Decimal(value) for key, value in changes.items()}}
        findings = run_rules(form_context(replace(april, figures=figures), ASSIGNMENT, FORM))
        return {finding.basis for finding in findings if finding.code == code}

    before, after = basis(**first), basis(**{**first, **second})
    assert len(before) == len(after) == 1
    assert before != after
    assert basis(**first, VT1=1) == before
    as_written = {key: Decimal(value).quantize(Decimal("1.0")) for key, value in april.figures.items()}
    assert basis(**(as_written | first)) == before, "5,0 is 5"


def test_a_part_above_its_whole_is_told_by_its_percentage_too() -> None:
    """The sums of the printed report may not add up, so they are warnings; 104% of a whole never passes."""
    april = month("2026-04")
    figures = {**april.figures, "HS5": april.figures["HS4"] + 100}
    told = [line.split()[:2] for line in found(form_context(replace(april, figures=figures), ASSIGNMENT, FORM))]
    assert [line for line in told if line[0].startswith("BM-")] == [["BM-104", "HS5P"], ["BM-002", "HS4"]]


@pytest.mark.parametrize("code", ["HS1", "HS8", "HS2"])
def test_a_wrong_sum_is_an_error(code: str) -> None:
    figures = printed_figures() | {code: Decimal(1)}
    found = [item for item in FORM.relations if evaluate_relation(item, figures).state is RelationState.BROKEN]
    assert any(item.fields[0] == code and item.severity is Severity.ERROR for item in found)


def test_every_percentage_is_computed_from_the_figures_that_the_source_names() -> None:
    assert list(FORM.calculations) == PERCENTAGES
    for key, expression in FORM.calculations.items():
        part, whole = PRINTED[key]["cua"].split()[0].split("/")
        decimals = {figure.id: figure.decimals for figure in PLAN.figures()}[key]
        ratio = Decimal(PRINTED[part]["gia_tri"]) * 100 / Decimal(PRINTED[whole]["gia_tri"])
        value = evaluate(expression, printed_figures())
        assert isinstance(value, Decimal)
        assert abs(value - ratio) <= Decimal(5).scaleb(-decimals - 1)


def test_the_sample_months_pass_the_strict_reader_and_are_whole() -> None:
    for period in ("2026-04", "2026-05"):
        report = completed(month(period), ASSIGNMENT, FORM)
        window = PLAN.regime.window.window_of(report.period)
        assert report.data_window == window
        assert set(report.figures) == set(PRINTED)
        narrative = {section.id for section in FORM.sections if section.kind is SectionKind.NARRATIVE}
        assert set(report.narrative) <= narrative
    april = completed(month("2026-04"), ASSIGNMENT, FORM)
    assert all(evaluate_relation(item, april.figures).state is RelationState.HOLDS for item in FORM.relations)


def test_the_sample_of_may_holds_the_printed_counts_and_gives_reasons_where_they_do_not_add_up() -> None:
    may = month("2026-05")
    counts = {key: value for key, value in printed_figures().items() if key not in PERCENTAGES}
    assert may.figures == counts
    whole = completed(may, ASSIGNMENT, FORM).figures
    broken = [item for item in FORM.relations if evaluate_relation(item, whole).state is RelationState.BROKEN]
    reasons = {(item.code, item.where, item.field) for item in may.acknowledged if item.reason}
    assert reasons == {(item.code, item.fields[0], f"figures.{item.fields[0]}") for item in broken}


def test_standard_sentences_are_drawn_from_the_figures_and_compare_with_last_month() -> None:
    text = "\n".join(paragraphs(document("2026-05", "2026-04")))
    assert "2.877 hồ sơ, đạt 70,2%" in text
    assert "tỷ lệ đã giải quyết giảm 0,6 điểm phần trăm" in text
    assert "văn bản tiếp nhận tăng 323 văn bản" in text
    assert "So với tháng trước" not in "\n".join(paragraphs(document("2026-05", None)))
    assert not TOKEN.search(text)


def test_every_figure_is_named_in_a_sentence_and_printed_in_the_appendix() -> None:
    sentences = "\n".join(sentence for section in FORM.sections for sentence in section.outline)
    assert {figure.id for figure in PLAN.figures() if f"{{so_lieu.{figure.id}}}" not in sentences} == set()
    [appendix] = document("2026-05", "2026-04").appendices
    [table] = [block for block in appendix.blocks if isinstance(block, Table)]
    assert len([row for row in table.rows if not row.group]) == len(PRINTED)


def test_the_deadline_is_ours_and_says_why() -> None:
    regime = PLAN.regime
    assert regime.deadline.stated_by == regime.window.stated_by == "reading"
    assert regime.deadline.why
    assert regime.deadline.deadline_of(MAY).date() == date.fromisoformat(SOURCE["van_ban"]["ngay"])
