"""The rules file is read strictly: a fault names the file, the place and the nearest known key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sonla_desktop.adapters.document.rules_file import RULES_FILE, RulesFault, read_document_rules
from sonla_desktop.domain.document import Role
from sonla_desktop.domain.document_rules import DocumentRules, Element
from tests.adapters.document.conftest import RULES

SHIPPED = (RULES / RULES_FILE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rules() -> DocumentRules:
    return read_document_rules(RULES)


def fault_of(text: str, folder: Path) -> RulesFault:
    (folder / RULES_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RulesFault) as caught:
        read_document_rules(folder)
    return caught.value


def test_shipped_rules_are_those_of_the_decree_in_force(rules: DocumentRules) -> None:
    assert rules.id == "nd30-2020"
    assert rules.valid_from == date(2020, 3, 5)
    assert "30/2020/NĐ-CP" in rules.decree


@pytest.mark.parametrize("role", Role)
def test_every_role_of_a_paragraph_has_a_rule(rules: DocumentRules, role: Role) -> None:
    assert rules.element(role).style


@pytest.mark.parametrize("element", Element)
def test_what_is_drawn_lies_in_the_range_that_the_decree_allows(rules: DocumentRules, element: Element) -> None:
    look = rules.elements[element]
    assert look.sizes[0] <= look.size <= look.sizes[1]
    assert look.clause
    if look.line_spacings:
        assert look.line_spacings[0] <= look.line_spacing <= look.line_spacings[1]


def test_margins_and_lines_lie_in_their_ranges(rules: DocumentRules) -> None:
    page = rules.page
    for edge in (page.top, page.bottom, page.left, page.right):
        assert edge.sizes[0] <= edge.size <= edge.sizes[1]
    for line in rules.lines.values():
        assert line.shares[0] <= line.share <= line.shares[1]
    assert rules.signature.room >= rules.signature.room_least


def test_style_names_differ(rules: DocumentRules) -> None:
    names = [look.style for look in rules.elements.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        ("caps = true", "cap = true", "elements.superior", "không có khóa “cap”; gần nhất là “caps”"),
        ("[elements.motto]", "[elements.moto]", "elements", "không có khóa “moto”; gần nhất là “motto”"),
        ("room = 32", "", "signature", "thiếu khóa “room”"),
        ("room = 32", 'room = "32"', "signature.room", "cần một con số"),
        ("room = 32", "room = true", "signature.room", "cần một con số"),
        ("lines_kept = 2", "lines_kept = 2.5", "signature.lines_kept", "cần số nguyên"),
        ("first_page = false", "first_page = 0", "page_number.first_page", "cần true hoặc false"),
        ('align = "center"', 'align = "middle"', "elements.superior.align", "left, center, right, both"),
        ("sizes = [12, 13]", "sizes = [12]", "elements.superior.sizes", "cần danh sách 2 giá trị"),
        ("top = { size = 20, sizes = [20, 25] }", "top = 20", "page.top", "cần một nhóm khóa và giá trị"),
        ("valid_from = 2020-03-05", 'valid_from = "2020"', "valid_from", "cần ngày"),
        ("[lines.motto]", "[lines.number]", "lines", "thiếu khóa “motto”"),
        ("[page]", "[page", "", "không đọc được tệp"),
    ],
)
def test_a_fault_is_named_with_its_place(old: str, new: str, place: str, said: str, tmp_path: Path) -> None:
    assert old in SHIPPED
    fault = fault_of(SHIPPED.replace(old, new, 1), tmp_path)
    assert fault.place == place
    assert said in str(fault)
    assert str(fault).startswith(RULES_FILE)


def test_an_element_without_rule_is_a_fault(tmp_path: Path) -> None:
    start = SHIPPED.index("[elements.check_code]")
    fault = fault_of(SHIPPED[:start], tmp_path)
    assert "thiếu khóa “check_code”" in str(fault)
