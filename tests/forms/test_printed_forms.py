"""Every shipped form on paper: written as DOCX, read back by python-docx, printed by LibreOffice."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest
from docx import Document as open_docx
from docx.document import Document as OpenedDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table as DrawnTable

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.domain.document import Document, Table
from sonla_desktop.domain.form_definition import FormDefinition
from sonla_desktop.domain.form_values import completed
from sonla_desktop.domain.numbers import read_number
from sonla_desktop.domain.plan import Assignment, assign
from sonla_desktop.domain.report import Report
from tests.helpers.filled_months import catalogue, composed, filled_report, first_period
from tests.helpers.libreoffice import LibreOffice, libreoffice
from tests.helpers.repository import ROOT

__all__ = ["libreoffice"]

FORMS = tuple(catalogue().form_ids())
WITH_FIGURES = tuple(form_id for form_id in FORMS if catalogue().plan(catalogue().form(form_id).plan).figure_groups)


@dataclass(frozen=True)
class Printed:
    """A form with a whole month, its document, and that as a file."""

    form: FormDefinition
    assignment: Assignment
    report: Report
    document: Document
    docx: Path

    @property
    def opened(self) -> OpenedDocument:
        return open_docx(str(self.docx))


def first_letters_of_given_cells(one: Printed) -> list[str]:
    """Of what stands in the tables of the appendices before anything is typed: deadlines and listed texts."""
    given = {
        column.heading for section in one.form.sections for column in section.columns if column.source == "deadline"
    }
    given |= {field.label for table in one.form.tables for field in table.columns if field.given}
    tables = [block for section in one.document.appendices for block in section.blocks if isinstance(block, Table)]
    return [
        cell[:1]
        for table in tables
        for place, column in enumerate(table.columns)
        if column.heading in given
        for row in table.rows
        if not row.group and (cell := row.cells[place])
    ]


def test_given_cells_begin_with_a_large_letter(printed: dict[str, Printed]) -> None:
    letters = [letter for one in printed.values() for letter in first_letters_of_given_cells(one)]
    assert len(letters) > 50
    assert not [letter for letter in letters if letter.islower()]


def test_what_stands_under_an_appendix_title_is_centred_between_it_and_the_reference(
    printed: dict[str, Printed],
) -> None:
    subtitles = [
        (one, section.subtitle) for one in printed.values() for section in one.form.sections if section.subtitle
    ]
    assert subtitles
    for one, subtitle in subtitles:
        heads = [[block.text for block in part.blocks[:4]] for part in one.document.appendices]
        head = next(head for head in heads if subtitle in head)
        assert head.index(subtitle) == 2
        assert head[3].startswith("(Kèm theo")
        drawn = next(paragraph for paragraph in one.opened.paragraphs if paragraph.text == subtitle)
        assert drawn.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    folder = tmp_path_factory.mktemp("forms")
    writer = DocxWriter.from_folder(ROOT / "resources" / "document-rules")
    made = {form_id: whole_month(form_id, folder) for form_id in FORMS}
    for one in made.values():
        writer.write(one.document, one.docx)
    return made


@pytest.fixture(scope="module")
def pdfs(printed: dict[str, Printed], libreoffice: LibreOffice) -> dict[str, Path]:
    files = [one.docx for one in printed.values()]
    return dict(zip(printed, libreoffice.to_pdfs(files, files[0].parent), strict=True))


def whole_month(form_id: str, folder: Path) -> Printed:
    form = catalogue().form(form_id)
    plan = catalogue().plan(form.plan)
    # Who leads most of it: its document is the longest.
    owner = max(catalogue().agencies(), key=lambda agency: len(assign(plan, agency).tasks))
    assignment, period = assign(plan, owner), first_period(plan)
    report = filled_report(form, assignment, period)
    before = period.previous()
    previous = filled_report(form, assignment, before, "before") if before else None
    document = composed(form, assignment, report, previous)
    return Printed(form, assignment, report, document, folder / f"{form_id}.docx")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def text_of(pdf: Path) -> str:
    """The text in the order of drawing: laid out as on the page, narrow columns would run into each other."""
    return subprocess.run(
        ["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def without_calls(text: str, document: Document) -> str:
    """Printed text without the raised numbers of footnotes, which stand at the ends of words."""
    numbers = "|".join(str(number) for number in range(1, len(document.footnotes) + 1))
    return re.sub(rf"(?<=[^\W\d])(?:{numbers})\b", "", text) if numbers else text


@pytest.mark.parametrize("form_id", FORMS)
def test_every_word_of_the_form_is_on_paper(printed: dict[str, Printed], pdfs: dict[str, Path], form_id: str) -> None:
    document = printed[form_id].document
    expected = words("\n".join(document.texts()))
    missing = expected - words(without_calls(text_of(pdfs[form_id]), document))
    assert not missing
    assert sum(expected.values()) > 300


@pytest.mark.parametrize("form_id", FORMS)
def test_pages_are_a4_and_turned_where_the_form_turns_them(
    printed: dict[str, Printed], pdfs: dict[str, Path], form_id: str
) -> None:
    pages = pypdf.PdfReader(pdfs[form_id]).pages
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages}
    sections = (printed[form_id].document.main, *printed[form_id].document.appendices)
    turned = {section.orientation.value == "landscape" for section in sections}
    assert sizes == {(842, 595) if landscape else (595, 842) for landscape in turned}


@pytest.mark.parametrize("form_id", FORMS)
def test_no_placeholder_and_no_token_is_left_in_the_text(printed: dict[str, Printed], form_id: str) -> None:
    told = "\n".join(printed[form_id].document.texts())
    assert re.findall(r"\{[^}]*\}|\^\[", told) == []
    assert "None" not in told


@pytest.mark.parametrize("form_id", FORMS)
def test_tables_have_their_heads_flagged_and_as_many_rows_as_the_model(
    printed: dict[str, Printed], form_id: str
) -> None:
    one = printed[form_id]
    modelled = [
        block for section in (one.document.main, *one.document.appendices) for block in section.blocks
        if isinstance(block, Table)
    ]  # fmt: skip
    drawn = [table for table in one.opened.tables if table.style.name == "SL Bảng kẻ ô"]
    rows = sum(len(table.rows) - heading_rows(table) for table in drawn)
    assert rows == sum(len(table.rows) for table in modelled)
    assert all(heading_rows(table) in (1, 2) for table in drawn)


def heading_rows(table: DrawnTable) -> int:
    return len(table._tbl.xpath("./w:tr[w:trPr/w:tblHeader]"))


@pytest.mark.parametrize("form_id", WITH_FIGURES)
def test_figures_read_back_from_the_file_are_those_of_the_report(printed: dict[str, Printed], form_id: str) -> None:
    one = printed[form_id]
    whole = completed(one.report, one.assignment, one.form)
    sections = [section for section in one.form.sections if section.kind.value == "figures"]
    listed = {name for section in sections if section.columns for name in section.figure_groups}
    groups = [group for group in one.assignment.plan.figure_groups if group.id in listed]
    expected = [(figure.name, whole.figures.get(figure.id)) for group in groups for figure in group.figures]
    assert read_back(one) == expected


def read_back(one: Printed) -> list[tuple[str, Decimal | None]]:
    """Names and values of all tables of figures, found in the opened file by their column headings."""
    found: list[tuple[str, Decimal | None]] = []
    for section in one.form.sections:
        if section.kind.value != "figures" or not section.columns:
            continue
        sources = [column.source for column in section.columns]
        heading = [column.heading for column in section.columns]
        name, value = sources.index("name"), sources.index("value")
        for table in one.opened.tables:
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            if rows[0] == heading:
                entries = [row for row in rows[1:] if len(set(row)) > 1]
                found += [(row[name].removeprefix("- "), read(row[value])) for row in entries]
    return found


def read(text: str) -> Decimal | None:
    return None if text == "–" else read_number(text, percent="%" in text, whole="%" not in text).value
