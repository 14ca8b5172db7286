"""A replacement on paper: the same words from the DOCX, the program's own PDF and the plain text, in equal bytes."""

import hashlib
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from docx import Document as open_docx
from PySide6.QtWidgets import QApplication

from sonla_desktop.adapters.document.plain_text import as_text
from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.domain.changes import replaced_fields
from sonla_desktop.domain.document import Document
from sonla_desktop.domain.plan import assign
from sonla_desktop.domain.replacement import Replacement
from sonla_desktop.domain.report import Supersedes
from sonla_desktop.usecases.compose_document import compose_document
from tests.helpers import months
from tests.helpers.filled_months import CHECK_CODE, CREATED, catalogue, filled_report, first_period
from tests.helpers.repository import ROOT

RULES = ROOT / "resources" / "document-rules"


def a_replacement(form_id: str = "cong-tac-thang") -> Document:
    """Every figure of a month differs from those of the replaced report."""
    form, plan = catalogue().form(form_id), catalogue().plan(catalogue().form(form_id).plan)
    assignment = assign(plan, next(one for one in catalogue().agencies() if plan.is_due_from(one)))
    old, new = (filled_report(form, assignment, first_period(plan), seed) for seed in ("", "khác"))
    stated = Replacement(
        Supersedes(1, "ab" * 32), "Cộng sót số liệu", replaced_fields(old, new), (), "45/BC-VPUB", date(2026, 11, 3)
    )
    return compose_document(
        new, form, assignment, months.settings(), (), created=CREATED, check_code=CHECK_CODE, replacement=stated
    )


def docx_text(document: Document, folder: Path) -> str:
    DocxWriter(RULES).write(document, folder / "x.docx")
    opened = open_docx(str(folder / "x.docx"))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in opened.paragraphs), *cells])


def pdf_text(document: Document, folder: Path) -> str:
    QtDocumentPrinter(lambda: read_document_rules(RULES)).write_pdf(document, folder / "x.pdf")
    done = subprocess.run(
        ["pdftotext", "-raw", str(folder / "x.pdf"), "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


def plain_text(document: Document, _: Path) -> str:
    return as_text(document)


@pytest.mark.parametrize("draw", [docx_text, pdf_text, plain_text])
def test_every_renderer_prints_what_is_replaced_and_every_change(
    qapp: QApplication, tmp_path: Path, draw: Callable[[Document, Path], str]
) -> None:
    document = a_replacement()
    text = " ".join(draw(document, tmp_path).split())
    for said in (
        "(Báo cáo thay thế)",
        "Báo cáo này thay thế Báo cáo số 45/BC-VPUB ngày 03/11/2026 (phiên bản 1, mã gói abababab…abababab).",
        "Lý do thay thế: Cộng sót số liệu.",
        "NỘI DUNG THAY ĐỔI SO VỚI BÁO CÁO ĐƯỢC THAY THẾ",
    ):
        assert said in text
    (table,) = (block for block in document.appendices[-1].blocks if hasattr(block, "rows"))
    assert len(table.rows) > 20
    for row in table.rows:
        for cell in row.cells[-2:]:
            assert cell in text


def test_equal_replacements_are_equal_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("mot", "hai"):
        DocxWriter(RULES).write(a_replacement(), tmp_path / f"{name}.docx")
        digests.add(hashlib.sha256((tmp_path / f"{name}.docx").read_bytes()).hexdigest())
    assert len(digests) == 1
