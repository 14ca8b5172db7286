"""Tables, relations and calculations of a form file are read against the plan; a name that leads nowhere is told."""

from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.forms import read_form
from sonla_desktop.domain.expression import as_text
from sonla_desktop.domain.findings import Severity
from sonla_desktop.domain.form_definition import FieldType, SectionKind
from sonla_desktop.domain.limits import Limits
from tests.helpers.figure_forms import figure_form, figure_plan, form_file


def test_tables_are_loaded_with_their_columns(tmp_path: Path) -> None:
    form = figure_form(tmp_path)
    table = form.table("han-che")
    assert (table.listing, table.open_rows, table.group_by) == ("han-che", False, "section")
    assert [column.name for column in table.columns if column.given] == ["section", "name"]
    assert [choice.label for choice in table.column("status").choices] == ["Đã khắc phục", "Đang khắc phục"]
    relevant, constraint = table.column("done_on").relevant, table.column("cases").constraint
    assert relevant
    assert constraint
    assert (as_text(relevant), as_text(constraint)) == ("status = 'done'", "cases >= 0")
    assert table.column("ratio").read_only
    assert table.column("ratio").type is FieldType.PERCENT
    assert form.table("thang-sau").open_rows


def test_sections_relations_and_calculations_are_loaded(tmp_path: Path) -> None:
    form = figure_form(tmp_path)
    assert [section.kind for section in form.sections] == [
        SectionKind.FIGURES,
        SectionKind.TABLE,
        SectionKind.TABLE,
        SectionKind.NARRATIVE,
    ]
    assert form.section("files").figure_groups == ("hs",)
    assert [(relation.code, relation.severity) for relation in form.relations] == [
        ("BM-001", Severity.ERROR),
        ("BM-002", Severity.WARNING),
    ]
    assert list(form.calculations) == ["HS4P", "HS5P"], "a figure is computed after those it is computed from"


PAIR = """
[[relation]]
expression = "exclusive_pair(HS5, HS3)"
fields = ["HS5", "HS3"]

[[relation]]
table = "thang-sau"
expression = "compulsory_pair(hours, shared)"
fields = ["hours", "shared"]
severity = "warning"

[calculations]"""


def test_pairs_need_neither_code_nor_words(tmp_path: Path) -> None:
    exclusive, compulsory = figure_form(tmp_path, ("[calculations]", PAIR)).relations[2:]
    assert (exclusive.code, exclusive.message, exclusive.table) == ("BM-107", "", "")
    assert (compulsory.code, compulsory.table, compulsory.severity) == ("BM-106", "thang-sau", Severity.WARNING)
    own = PAIR.replace('fields = ["HS5"', 'code = "BM-003"\nmessage = "Chọn một."\nfields = ["HS5"')
    assert figure_form(tmp_path, ("[calculations]", own)).relations[2].code == "BM-003"


def test_limits_of_figures_and_cells_are_loaded(tmp_path: Path) -> None:
    limits = "[limits]\nHS5 = { soft_max = 99.5, hard_max = 100 }\n\n[calculations]"
    cell = ('label = "Số giờ"', 'label = "Số giờ"\nlimits = { hard_min = 0 }')
    form = figure_form(tmp_path, ("[calculations]", limits), cell)
    assert form.limits == {"HS5": Limits(soft_max=Decimal("99.5"), hard_max=Decimal(100))}
    assert form.table("thang-sau").column("hours").limits == Limits(hard_min=Decimal(0))
    assert form.table("thang-sau").column("task").limits is None


def test_without_a_plan_names_of_figures_are_taken_as_they_are(tmp_path: Path) -> None:
    assert read_form(form_file(tmp_path, ("HS1 = HS2 + HS3", "X1 = X2"))).relations[0].expression.names == {"X1", "X2"}


def test_the_plan_is_asked_only_by_a_form_that_uses_it(tmp_path: Path) -> None:
    asked: list[str] = []
    read_form(form_file(tmp_path), lambda plan: asked.append(plan) or figure_plan())
    assert asked == ["so-lieu-thu"]
    read_form(Path("forms/kh-2026.toml"), lambda plan: pytest.fail(plan))


FAULTS = [
    ("HS1 = HS2 + HS3", "HS1 = HS2 + HS33", ["relation BM-001, expression", '"HS33"', "HS3", "ký tự thứ 13"]),
    ("HS1 = HS2 + HS3", "HS1 + HS2", ["relation BM-001", "phép so sánh"]),
    ("sum({thang-sau}.hours)", "sum({thang-sau}.hour)", ["relation BM-002", "thang-sau.hours"]),
    ("sum({thang-sau}.hours)", "count({thang-truoc})", ["relation BM-002", '"thang-truoc"', '"thang-sau"']),
    ('fields = ["HS1", "HS2", "HS3"]', 'fields = ["HS"]', ["relation BM-001, fields", '"HS"', "Gần nhất là"]),
    ('code = "BM-002"', 'code = "BM-001"', ["relation[1] (BM-001).code", "hai lần"]),
    ('code = "BM-002"', 'code = "BM-101"', ["relation[1]", ".code"]),
    ('severity = "warning"', 'severity = "notice"', ["relation BM-002, severity", "warning"]),
    ('severity = "warning"', 'missing_left = "skip"', ["relation[1] (BM-002).missing_left", "skip_if_any_missing"]),
    ('HS5P = "HS4P + 1"', 'HS5Q = "HS4P + 1"', ["calculations.HS5Q", '"HS5Q"', "Gần nhất là"]),
    ('HS5P = "HS4P + 1"', 'HS5P = "HS4P = 1"', ["calculations.HS5P", "một con số"]),
    ('HS4P = "round(percent(HS2, HS1), 1)"', 'HS4P = "HS5P"', ["calculations", "HS4P, HS5P", "vòng quanh"]),
    ("{left}, quá", "{lef}, quá", ["relation BM-002, message", '"{lef}"', '"{left}"']),
    ("{left}, quá", "{row}, quá", ["relation BM-002, message", '"{row}"']),
    ("HS1 = HS2 + HS3", "HS1 > 0 and HS2 > 0", ["relation BM-001, message", '"{left}"', "không có chỗ điền."]),
    ("HS1 = HS2 + HS3", "HS1 > 0 and", ["relation BM-001, expression", "chưa viết hết", "ký tự thứ 12"]),
    ("HS1 = HS2 + HS3", "compulsory_pair(HS1)", ["relation BM-001, expression", "cần 2", "ký tự thứ 1"]),
    ('code = "BM-002"', "", ["relation [1]", 'thiếu khóa "code"']),
    ('message = "Tổng số giờ là {left}, quá {right}. Kiểm tra lại."', "", ["relation BM-002", 'thiếu khóa "message"']),
    ('severity = "warning"', 'table = "thang-nay"', ["relation BM-002, table", '"thang-nay"', '"thang-sau"']),
    ('severity = "warning"', 'table = "thang-sau"', ["relation BM-002, expression", '"thang-sau.hours"']),
    ("decimals = 1\n[[table", 'limits = { hard_min = "0" }\n[[table', ["column", "limits.hard_min", "một con số"]),
    ("decimals = 1\n[[table", "limits = { hard_mim = 0 }\n[[table", ["column", "limits", '"hard_mim"', '"hard_min"']),
    ("decimals = 1\n[[table", "limits = { }\n[[table", ["column", "limits", 'thiếu khóa "hard_max"']),
    (
        "decimals = 1\n[[table",
        "limits = { soft_max = 9, hard_max = 5 }\n[[table",
        ["limits.hard_max", '"5"', "soft_max = 9"],
    ),
    (
        "decimals = 1\n[[table",
        "limits = { soft_max = 9, hard_max = 9 }\n[[table",
        ["limits.hard_max", '"9"', "lớn hơn"],
    ),
    ('label = "Phối hợp"', 'label = "Phối hợp"\nlimits = { hard_min = 0 }', ["column shared, limits", "cột số"]),
    ("[calculations]", "[limits]\nHS7 = { hard_min = 0 }\n[calculations]", ["limits", '"HS7"', "Gần nhất là"]),
    ("status = 'done'", "statu = 'done'", ["table han-che, column done_on, relevant", '"statu"', "status"]),
    ("cases >= 0", "cases >= ", ["column cases, constraint", "chưa viết hết"]),
    ("cases >= 0", "cases", ["column cases, constraint", "đúng hoặc sai"]),
    ('name = "shared"', 'name = "row"', ["table thang-sau, column row", "khóa của dòng"]),
    ('type = "whole"', 'type = "int"', ["table[0] (han-che).column", ".type", "whole"]),
    ('type = "yes_no"', 'type = "choice"', ["column shared", "choices"]),
    ('type = "long_text"', 'type = "whole"', ["table han-che, column name", "text hoặc long_text"]),
    ('group_by = "section"', 'group_by = "status"', ["table han-che, group_by", '"section"']),
    ('listing = "han-che"', 'listing = "han-chế"', ["table han-che, listing", '"han-che"']),
    ('name = "name"', 'name = "namee"', ["table han-che, column", '"namee"', '"name"']),
    ('table = "thang-sau"', 'table = "thang-truoc"', ["section next, table", '"thang-sau"', '"thang-truoc"']),
    ('table = "thang-sau"', 'table = "han-che"', ["table", '"han-che"', "hai mục"]),
    ('table = "thang-sau"', "", ["section next", '"table"']),
    ('figure_groups = ["hs"]', "", ["section files", '"figure_groups"']),
    ('figure_groups = ["hs"]', 'figure_groups = ["h"]', ["section files, figure_groups", '"hs"']),
    ('optional_figures = ["HS5"]', 'optional_figures = ["HS6"]', ["section files, optional_figures", '"HS5"']),
    ("{so_lieu.HS1} hồ sơ", "{so_lieu.HS7} hồ sơ", ["section assessment, outline", "so_lieu.HS7", "so_lieu.HS"]),
]


@pytest.mark.parametrize(("old", "new", "said"), FAULTS, ids=[f"{fault[0]} → {fault[1]}" for fault in FAULTS])
def test_a_fault_is_named_with_file_place_and_the_nearest_name(
    tmp_path: Path, old: str, new: str, said: list[str]
) -> None:
    with pytest.raises(ValueError, match=r"^Tệp so-lieu-thu\.toml") as refused:
        figure_form(tmp_path, (old, new))
    assert [part for part in said if part not in str(refused.value)] == [], str(refused.value)
