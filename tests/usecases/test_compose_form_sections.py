"""Sections of figures, tables and prose as the document prints them, on the small duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.domain.agency import AgencySettings
from sonla_desktop.domain.document import (
    Align,
    Document,
    Paragraph,
    Role,
    Table,
    TableRow,
    footnote_mark,
)
from sonla_desktop.domain.figures import FigureGroup
from sonla_desktop.domain.form_definition import Addressees, FormColumn, FormDefinition
from sonla_desktop.domain.period import ReportingPeriod, WindowRule
from sonla_desktop.domain.plan import Plan, assign
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document import compose_document
from tests.helpers import months
from tests.helpers.figure_forms import figure_form, figure_plan, shared_form

FIGURES = {"HS1": Decimal(4098), "HS2": Decimal(1752), "HS3": Decimal(2346)}
TABLES: dict[str, tuple[dict[str, Any], ...]] = {
    "han-che": (
        {"row": "I.2", "status": "done", "done_on": "2026-11-05", "cases": 1200, "fixed": 388},
        {"row": "I.1", "status": "doing"},
    ),
    "thang-sau": ({"task": "Họp giao ban", "hours": "1.5", "shared": True}, {"task": "Kiểm tra", "shared": False}),
}


def report(period: str = "2026-11", **changes: Any) -> Report:
    parsed = ReportingPeriod.parse(period)
    window = figure_plan().regime.window.window_of(parsed)
    plain: dict[str, Any] = {"figures": FIGURES, "tables": TABLES, "narrative": {"assessment": "Đạt."}}
    return Report("04123", "UBND xã Chiềng Mung", "so-lieu-thu", parsed, window, **(plain | changes))


def composed(
    now: Report,
    form: FormDefinition | None = None,
    plan: Plan | None = None,
    settings: AgencySettings | None = None,
    previous: Report | None = None,
) -> Document:
    assignment = assign(plan or figure_plan(), months.agency())
    return compose_document(
        now, form or shared_form(), assignment, settings or months.settings(), (),
        created=datetime.fromisoformat("2026-12-01T09:00"), check_code="1", previous=previous,
    )  # fmt: skip


def texts(document: Document, *roles: Role) -> list[str]:
    blocks = [block for block in document.main.blocks if isinstance(block, Paragraph)]
    return [block.text for block in blocks if not roles or block.role in roles]


def tables(document: Document) -> list[Table]:
    return [block for block in document.main.blocks if isinstance(block, Table)]


def with_section(section_id: str, **changes: Any) -> FormDefinition:
    form = shared_form()
    changed = tuple(replace(item, **changes) if item.id == section_id else item for item in form.sections)
    return replace(form, sections=changed)


def with_groups(*groups: FigureGroup) -> Plan:
    return replace(figure_plan(), figure_groups=groups)


def test_figures_are_a_list_with_their_units_and_parts_under_their_whole() -> None:
    document = composed(report())
    assert texts(document, Role.LIST_ITEM) == [
        "- Hồ sơ tiếp nhận: 4.098 hồ sơ;",
        "+ Trực tuyến: 1.752 hồ sơ;",
        "+ Trực tiếp: 2.346 hồ sơ;",
        "- Tỷ lệ trực tuyến: 42,8%;",
        "- Tỷ lệ cộng một: 43,8%;",
        "- Số khác: chưa có số liệu.",
    ]


def test_a_percentage_stands_on_the_line_of_its_number() -> None:
    group = figure_plan().figure_groups[0]
    figures = (group.figures[0], replace(group.figures[3], level=1))
    document = composed(report(), plan=with_groups(replace(group, figures=figures)))
    assert texts(document, Role.LIST_ITEM) == ["- Hồ sơ tiếp nhận: 4.098 hồ sơ; tỷ lệ trực tuyến: 42,8%."]


@pytest.mark.parametrize(
    ("level", "headings"),
    [(1, ["1. Hồ sơ", "2. Khác (số liệu từ ngày 15/10/2026 đến ngày 14/11/2026)"]), (2, ["a) Hồ sơ:"])],
)
def test_groups_are_headed_and_a_window_of_their_own_is_told(level: int, headings: list[str]) -> None:
    group = figure_plan().figure_groups[0]
    other = FigureGroup("khac", "Khác", group.figures[:1], WindowRule(15, -1, 14, 0))
    form = with_section("files", figure_groups=("hs", "khac"), level=level)
    document = composed(report(), form, with_groups(group, other))
    told = texts(document)
    assert all(heading in told for heading in headings)


def test_one_group_is_headed_by_its_section_and_still_tells_its_window() -> None:
    group = replace(figure_plan().figure_groups[0], window=WindowRule(15, -1, 14, 0))
    document = composed(report(), plan=with_groups(group))
    assert "Số liệu từ ngày 15/10/2026 đến ngày 14/11/2026:" in texts(document)
    assert "1. Hồ sơ" not in texts(document)


def test_figures_as_a_table_beside_the_month_before() -> None:
    sources = ("number", "name", "unit", "value", "previous", "change", "note")
    columns = tuple(FormColumn(source, source, 1) for source in sources)
    before = report("2026-10", figures={"HS1": Decimal(4048), "HS2": Decimal(1780)})
    document = composed(report(), with_section("files", columns=columns), previous=before)
    rows = {row.cells[1]: row.cells for row in tables(document)[0].rows}
    assert rows["Hồ sơ tiếp nhận"] == ("1", "Hồ sơ tiếp nhận", "hồ sơ", "4.098", "4.048", "+50", "")
    assert rows["- Trực tuyến"] == ("", "- Trực tuyến", "hồ sơ", "1.752", "1.780", "-28", "")
    assert rows["- Trực tiếp"][3:6] == ("2.346", "–", "–")
    assert rows["Tỷ lệ trực tuyến"][3:6] == ("42,8%", "44,0%", "-1,2 điểm %")
    assert rows["Số khác"][3:6] == ("–", "–", "–")


def test_a_listing_is_printed_whole_in_its_order_under_its_groups_with_what_was_entered() -> None:
    table = tables(composed(report()))[0]
    assert [column.heading for column in table.columns] == [
        "TT", "Hạn chế", "Kết quả", "Ngày hoàn thành", "Số trường hợp", "Đã xử lý", "Tỷ lệ",
    ]  # fmt: skip
    assert table.rows == (
        TableRow(("Hạn chế của xã",), group=True),
        TableRow(("1", "Chưa ký số đầy đủ", "Đang khắc phục", "", "", "", "")),
        TableRow(("2", "Hồ sơ chậm", "Đã khắc phục", "05/11/2026", "1.200", "388", "32,3%")),
    )
    assert [column.align for column in table.columns[4:]] == [Align.RIGHT] * 3


def test_added_rows_are_printed_with_their_coded_words() -> None:
    table = tables(composed(report()))[1]
    assert [row.cells for row in table.rows] == [("1", "Họp giao ban", "1,5", "Có"), ("2", "Kiểm tra", "", "Không")]


def test_a_link_in_a_cell_is_drawn_and_days_are_written_as_in_documents() -> None:
    listed = {"row": "I.2", "status": "done", "done_on": "2026-06-05", "cases": 4, "fixed": 4}
    linked = report(tables={"han-che": (listed,), "thang-sau": ({"task": "Xử lý {so_lieu.HS1} hồ sơ, {xong}"},)})
    shortcomings, following = tables(composed(linked))
    assert shortcomings.rows[2].cells[3] == "05/6/2026"
    assert following.rows[0].cells[1] == "Xử lý 4.098 hồ sơ, {xong}"


def test_a_table_without_rows_says_so_or_is_left_out() -> None:
    empty = report(tables={**TABLES, "thang-sau": ()})
    assert len(tables(composed(empty))) == 1
    document = composed(empty, with_section("next", empty_text="Không có nhiệm vụ."))
    assert "Không có nhiệm vụ." in texts(document)


def test_a_heading_over_several_columns_makes_the_head_two_rows_high(tmp_path: Path) -> None:
    over = ('label = "Số trường hợp"\n', 'label = "Số trường hợp"\nheading_over = "Xử lý"\n')
    under = ('label = "Đã xử lý"\n', 'label = "Đã xử lý"\nheading_over = "Xử lý"\n')
    table = tables(composed(report(), figure_form(tmp_path, over, under)))[0]
    assert [(span.text, span.first, span.count) for span in table.heading_spans() if span.over] == [("Xử lý", 4, 2)]
    assert {"Xử lý", "Số trường hợp", "Đã xử lý"} <= set(composed(report(), figure_form(tmp_path, over, under)).texts())


def test_the_outline_speaks_where_nothing_was_typed() -> None:
    silent = report(narrative={})
    before = report("2026-10", figures={"HS1": Decimal(4048)})
    sentence = "Tháng 11, tiếp nhận 4.098 hồ sơ, tăng 50 hồ sơ so với tháng trước."
    assert sentence in texts(composed(silent, previous=before))
    assert not any("so với tháng trước" in text for text in texts(composed(silent)))


def test_typed_prose_takes_the_place_of_the_outline_and_its_figures_are_drawn() -> None:
    typed = report(narrative={"assessment": "Đã nhận {so_lieu.HS1} hồ sơ\n- trong đó trực tuyến {so_lieu.HS4P}"})
    document = composed(typed)
    assert "Đã nhận 4.098 hồ sơ" in texts(document, Role.BODY)
    assert "- trong đó trực tuyến 42,8%." in texts(document, Role.LIST_ITEM)


def test_linked_figures_are_drawn_in_the_sentences_of_the_form() -> None:
    form = with_section("files", intro="Tiếp nhận {so_lieu.HS1} hồ sơ, {so_lieu.HS1.chenh}.\nTổng: {so_lieu.HS1}.")
    told = texts(composed(report(), form))
    assert "Tổng: 4.098." in told
    assert not any(text.startswith("Tiếp nhận") for text in told)


def test_footnotes_are_numbered_in_reading_order_and_the_same_one_is_named_again() -> None:
    form = with_section("files", intro="Một ^[Chú thích A.] hai^[Chú thích B.].", note="Ba^[Chú thích A.].")
    document = composed(report(), form)
    assert document.footnotes == ("Chú thích A.", "Chú thích B.")
    told = texts(document)
    assert f"Một{footnote_mark(1)} hai{footnote_mark(2)}." in told
    assert "Ba (1)." in told
    assert {"Một hai.", "Chú thích A.", "Chú thích B."} <= set(document.texts())


@pytest.mark.parametrize(
    ("type_name", "addressees", "recipients", "printed"),
    [
        ("BÁO CÁO", ("Sở A",), ("Lưu: VT",), (("Sở A",), ("Như trên", "Lưu: VT"))),
        ("BÁO CÁO", ("Sở A",), ("- Như trên;", "Lưu: VT"), (("Sở A",), ("Như trên", "Lưu: VT"))),
        ("Tờ trình", ("Sở A", "Sở B"), ("Lưu: VT",), (("Sở A", "Sở B"), ("Như trên", "Lưu: VT"))),
        ("BÁO CÁO", (), ("Như trên", "Lưu: VT"), ((), ("Lưu: VT",))),
        ("THÔNG BÁO", ("Sở A",), ("Như trên", "Lưu: VT"), ((), ("Lưu: VT",))),
    ],
)
def test_addressees_and_as_above_go_together(
    type_name: str, addressees: tuple[str, ...], recipients: tuple[str, ...], printed: tuple[Any, Any]
) -> None:
    form = shared_form()
    form = replace(form, document=replace(form.document, type_name=type_name))
    settings = replace(months.settings(), addressees=addressees, recipients=recipients)
    document = composed(report(), form, settings=settings)
    assert (document.heading.addressees, document.signature.recipients) == printed


def test_a_form_may_be_addressed_as_its_plan_says_but_never_to_the_agency_itself() -> None:
    form = shared_form()
    form = replace(form, document=replace(form.document, addressed_to=Addressees.PLAN))
    plan = replace(figure_plan(), addressees=("Ban Chỉ đạo", "UBND xã Chiềng Mung"))
    assert composed(report(), form, plan).heading.addressees == ("Ban Chỉ đạo",)
    chosen = replace(months.settings(), addressees_by_form={form.id: ("Sở Nội vụ", "UBND tỉnh"), "khac": ("Sở A",)})
    assert composed(report(), form, plan, settings=chosen).heading.addressees == ("Sở Nội vụ", "UBND tỉnh")
