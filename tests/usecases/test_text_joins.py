"""Where the program puts its own marks after an officer's text: never two for one, never less than was typed."""

import re
from dataclasses import replace

import pytest

from sonla_desktop.domain.document import Paragraph
from sonla_desktop.domain.explanation import Explanation
from sonla_desktop.domain.form_definition import FieldType, FormDefinition, SectionKind
from sonla_desktop.domain.plan import Assignment
from sonla_desktop.domain.report import Report
from sonla_desktop.usecases.compose_document.wording import clause, ended, sentence
from tests.helpers.filled_months import catalogue, composed, duty, filled_report, first_period

DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)|(?<!\.)\.;|[,;:]\.")
ENDS = ("", ".", ";", ",", ".;", ".,", ". ;", ";.", "...", "…", "v.v.", "v.v...")
AGENCIES = {"cchc": "so-khcn", "cong-tac-thang": "van-phong-ubnd", "khac-phuc-han-che": "van-phong-ubnd"}


@pytest.mark.parametrize(
    ("typed", "as_sentence", "as_clause", "as_end"),
    [
        ("Đã làm", "Đã làm.", "Đã làm", "Đã làm./."),
        ("Đã làm.", "Đã làm.", "Đã làm", "Đã làm./."),
        ("Đã làm.;", "Đã làm.", "Đã làm", "Đã làm./."),
        ("Đã làm. ,", "Đã làm.", "Đã làm", "Đã làm./."),
        ("Đã làm;.", "Đã làm;.", "Đã làm", "Đã làm./."),
        ("Đã làm...", "Đã làm...", "Đã làm...", "Đã làm.../."),
        ("Đã làm…;", "Đã làm…", "Đã làm…", "Đã làm…./."),
        ("Sổ, bảng, v.v.", "Sổ, bảng, v.v.", "Sổ, bảng, v.v.", "Sổ, bảng, v.v./."),
        ("Sổ, bảng, v.v.,", "Sổ, bảng, v.v.", "Sổ, bảng, v.v.", "Sổ, bảng, v.v./."),
        ("T.Ư. và v.v... xong", "T.Ư. và v.v... xong.", "T.Ư. và v.v... xong", "T.Ư. và v.v... xong./."),
    ],
)
def test_a_text_gets_one_mark_at_its_end(typed: str, as_sentence: str, as_clause: str, as_end: str) -> None:
    assert (sentence(typed), clause(typed), ended(typed)) == (as_sentence, as_clause, as_end)


def typed_everywhere(form: FormDefinition, assignment: Assignment, text: str) -> Report:
    """A month in which every text that is printed in prose is this one."""
    report = filled_report(form, assignment, first_period(assignment.plan))
    told = Explanation(text, text, text, text)
    long = {column.name for table in form.tables for column in table.columns if column.type is FieldType.LONG_TEXT}
    return replace(
        report,
        tasks=tuple(replace(task, result=text, proposal=text, explanation=told) for task in report.tasks),
        tables={
            name: tuple({key: text if key in long else cell for key, cell in row.items()} for row in rows)
            for name, rows in report.tables.items()
        },
        narrative={section.id: text for section in form.sections if section.kind is SectionKind.NARRATIVE},
    )


@pytest.mark.parametrize("form_id", catalogue().form_ids())
@pytest.mark.parametrize("end", ENDS)
def test_no_mark_is_doubled_in_the_text_of_a_report(form_id: str, end: str) -> None:
    form, assignment = duty(form_id, AGENCIES.get(form_id, "04123"))
    typed = f"Đã rà soát hồ sơ, T.Ư. và các bản... đủ{end}"
    document = composed(form, assignment, typed_everywhere(form, assignment, typed))
    told = [block.text for block in document.main.blocks if isinstance(block, Paragraph)]
    ours = [text for text in told if DOUBLED.search(text.replace(typed, "đủ") if end == ";." else text)]
    assert ours == []
    assert any("T.Ư. và các bản... đủ" in text for text in told)
