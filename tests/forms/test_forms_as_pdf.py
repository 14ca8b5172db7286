"""Every shipped form as PDF from the program itself: the words of the DOCX, each as often as the form has it."""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.domain.document import Document, Orientation, Picture
from sonla_desktop.domain.plan import assign
from tests.helpers.filled_months import catalogue, composed, filled_report, first_period
from tests.helpers.repository import ROOT

RULES = ROOT / "resources" / "document-rules"
FORMS = tuple(catalogue().form_ids())


@cache
def document_of(form_id: str) -> Document:
    """A whole month of the agency that leads most of it."""
    form = catalogue().form(form_id)
    plan = catalogue().plan(form.plan)
    owner = max(catalogue().agencies(), key=lambda agency: len(assign(plan, agency).tasks))
    assignment, period = assign(plan, owner), first_period(plan)
    return composed(form, assignment, filled_report(form, assignment, period))


@pytest.fixture(scope="module")
def pdfs(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pdf")
    printer = QtDocumentPrinter(lambda: read_document_rules(RULES))
    for form_id in FORMS:
        printer.write_pdf(document_of(form_id), folder / f"{form_id}.pdf")
    return {form_id: folder / f"{form_id}.pdf" for form_id in FORMS}


def words(text: str) -> Counter[str]:
    """Words without their signs; a raised figure calls a footnote and is no word."""
    return Counter(re.findall(r"\w+", re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]", "", text).casefold()))


def pdf_words(path: Path) -> Counter[str]:
    done = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return words(done.stdout)


def docx_words(document: Document) -> set[str]:
    opened = docx.Document(io.BytesIO(DocxWriter.from_folder(RULES).as_bytes(document)))
    main = opened.part.element.nsmap["w"]
    parts = [part for part in opened.part.package.iter_parts() if part.partname.endswith(".xml")]
    shown = [part for part in parts if re.search("/word/(document|footer|footnotes)", part.partname)]
    paragraphs = []
    for part in shown:
        root = docx.oxml.parse_xml(part.blob)
        for paragraph in root.iter(f"{{{main}}}p"):
            paragraphs.append("".join(text.text or "" for text in paragraph.iter(f"{{{main}}}t")))
    return set(words("\n".join(paragraphs)))


@pytest.mark.parametrize("form_id", FORMS)
def test_every_word_of_the_form_is_in_the_pdf_as_often_as_in_the_form(pdfs: dict[str, Path], form_id: str) -> None:
    document = document_of(form_id)
    alternatives = {block.description for section in (document.main, *document.appendices) for block in section.blocks
                    if isinstance(block, Picture)}  # fmt: skip
    wanted = words("\n".join(text for text in document.texts() if text not in alternatives))
    shown = pdf_words(pdfs[form_id])
    assert {word: (count, shown[word]) for word, count in wanted.items() if shown[word] < count} == {}
    numbers = {str(number) for number in range(1, 400)}
    assert set(shown) - numbers == docx_words(document) - numbers


@pytest.mark.parametrize("form_id", FORMS)
def test_pages_lie_where_the_form_has_them_lie(pdfs: dict[str, Path], form_id: str) -> None:
    document = document_of(form_id)
    lying = [page.mediabox.width > page.mediabox.height for page in PdfReader(pdfs[form_id]).pages]
    wanted = {section.orientation is Orientation.LANDSCAPE for section in (document.main, *document.appendices)}
    assert set(lying) == wanted
    assert lying[0] is False
