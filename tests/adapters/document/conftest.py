"""The writer on the shipped rules, and the whole report: written, opened and printed once for all tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx.document import Document as OpenedDocument

from sonla_desktop.adapters.document.writer import DocxWriter
from tests.adapters.document.opened import open_bytes
from tests.helpers.documents import full_document
from tests.helpers.libreoffice import LibreOffice, libreoffice
from tests.helpers.repository import ROOT

__all__ = ["libreoffice"]

RULES = ROOT / "resources" / "document-rules"


@pytest.fixture(scope="session")
def writer() -> DocxWriter:
    return DocxWriter.from_folder(RULES)


@pytest.fixture(scope="session")
def report_pdf(writer: DocxWriter, libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full report as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("report")
    writer.write(full_document(), folder / "report.docx")
    return libreoffice.to_pdf(folder / "report.docx", folder)


@pytest.fixture(scope="session")
def packed(writer: DocxWriter) -> bytes:
    return writer.as_bytes(full_document(watermark="MẪU"))


@pytest.fixture(scope="session")
def opened(packed: bytes) -> OpenedDocument:
    return open_bytes(packed)


@pytest.fixture(scope="session")
def parts(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
