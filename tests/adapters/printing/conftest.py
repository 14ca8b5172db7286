"""The printer on the shipped rules, the measure of letters, and the whole report as PDF, written once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from sonla_desktop.adapters.document.rules_file import read_document_rules
from sonla_desktop.adapters.printing.letters import Letters
from sonla_desktop.adapters.printing.paragraphs import Typesetter
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.domain.document_rules import DocumentRules
from tests.helpers.documents import full_document
from tests.helpers.repository import ROOT


@pytest.fixture(scope="session")
def rules() -> DocumentRules:
    return read_document_rules(ROOT / "resources" / "document-rules")


@pytest.fixture(scope="session")
def printer(rules: DocumentRules, qapp: QApplication) -> QtDocumentPrinter:
    return QtDocumentPrinter(lambda: rules)


@pytest.fixture(scope="session")
def setter(rules: DocumentRules, qapp: QApplication) -> Typesetter:
    return Typesetter(rules, Letters(rules.font.name))


@pytest.fixture(scope="session")
def report(printer: QtDocumentPrinter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full report as a PDF."""
    path = tmp_path_factory.mktemp("pdf") / "bao-cao.pdf"
    printer.write_pdf(full_document(), path)
    return path


@pytest.fixture(scope="session")
def opened(report: Path) -> PdfReader:
    return PdfReader(report)


@pytest.fixture(scope="session")
def texts(opened: PdfReader) -> list[str]:
    """The text of each page of the full report."""
    return [page.extract_text() for page in opened.pages]
