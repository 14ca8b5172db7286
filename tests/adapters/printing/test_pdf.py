"""The PDF as a reader sees it: every word that the DOCX and the plain text have, paper, numbers, head, signature."""

from __future__ import annotations

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from sonla_desktop.adapters.document.plain_text import as_text
from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.adapters.printing.marks import PageDrawing, TextMark
from sonla_desktop.adapters.printing.printer import QtDocumentPrinter
from sonla_desktop.domain.document import Document, Orientation, Section, Table, TableColumn, TableRow
from sonla_desktop.usecases.errors import WorldRefused
from tests.helpers.documents import appendix, full_document, main_blocks, short_document, task_table, with_heading
from tests.helpers.libreoffice import pdf_text
from tests.helpers.repository import ROOT

A4 = (595.3, 841.9)


def words_of(text: str) -> set[str]:
    """Words and signs in lower case: what the rules set in capitals is the same word."""
    return set(re.findall(r"\w+|[^\w\s]", unicodedata.normalize("NFC", text).lower()))


def docx_text(document: Document) -> str:
    """What the DOCX shows: text, tables, and the check code of its footers."""
    packed = DocxWriter.from_folder(ROOT / "resources" / "document-rules").as_bytes(document)
    opened = docx.Document(io.BytesIO(packed))
    roots = [opened.element.body]
    for section in opened.sections:
        roots += [section.footer._element, section.first_page_footer._element]
    paragraphs = [paragraph for root in roots for paragraph in root.iter(f"{{{root.nsmap['w']}}}p")]
    return "\n".join("".join(text.text or "" for text in one.iter(f"{{{one.nsmap['w']}}}t")) for one in paragraphs)


def two_headed(rows: int) -> Table:
    heads = (
        TableColumn("STT", 6),
        TableColumn("Nội dung", 50),
        TableColumn("Trong kỳ", 12, over="Kết quả"),
        TableColumn("Lũy kế", 12, over="Kết quả"),
        TableColumn("Ghi chú", 20),
    )
    drawn_rows = tuple(TableRow((str(n), f"Việc thứ {n}", "1.003", "80,96%", "đúng hạn")) for n in range(1, rows + 1))
    return Table(heads, drawn_rows, "Kết quả từng việc")


DOCUMENTS = {
    "whole": full_document(),
    "sample": full_document(watermark="MẪU"),
    "short": short_document(),
    "with superior": with_heading(short_document(), superior=("ỦY BAN NHÂN DÂN TỈNH SƠN LA",), agency=("SỞ NỘI VỤ",)),
    "one addressee": with_heading(short_document(), addressees=("Sở Khoa học và Công nghệ",)),
    "long addressee": with_heading(short_document(), addressees=("Sở Khoa học và Công nghệ, " * 5 + "Sơn La",)),
    "no addressee": with_heading(short_document(), addressees=()),
    "two heading rows": full_document(appendices=(appendix("I", "Kết quả", two_headed(60)),)),
    "portrait appendix": full_document(appendices=(appendix("I", "Việc", task_table(9, 4), Orientation.PORTRAIT),)),
    "signs": short_document(main=Section((*main_blocks()[:1], two_headed(3), *main_blocks()[-1:]))),
}


@pytest.fixture(params=DOCUMENTS.values(), ids=DOCUMENTS.keys())
def document(request: pytest.FixtureRequest) -> Document:
    return request.param


def test_pdf_docx_and_plain_text_have_the_same_words(
    document: Document, printer: QtDocumentPrinter, tmp_path: Path
) -> None:
    printer.write_pdf(document, tmp_path / "a.pdf")
    reader = PdfReader(tmp_path / "a.pdf")
    in_pdf = words_of("\n".join(page.extract_text() for page in reader.pages))
    page_numbers = {str(number) for number in range(2, len(reader.pages) + 1)}
    in_docx, in_text = words_of(docx_text(document)), words_of(as_text(document)) - {"|"}
    assert {text for text in document.texts() if not words_of(text) <= in_pdf} == set()
    assert in_pdf - page_numbers == in_docx - page_numbers
    assert in_text == words_of("\n".join(document.texts())) - {"|"}
    assert in_text <= in_pdf


def test_pages_lie_as_their_sections_do(opened: PdfReader) -> None:
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in opened.pages]
    upright = [size for size in sizes if size == pytest.approx(A4, abs=0.6)]
    lying = [size for size in sizes if size == pytest.approx(A4[::-1], abs=0.6)]
    assert len(upright) == 2
    assert len(lying) == len(sizes) - 2 > 9
    assert sizes[:2] == upright


def test_numbers_stand_in_the_upper_margin_and_appendices_count_from_one(
    printer: QtDocumentPrinter, texts: list[str]
) -> None:
    firsts = [place for place, text in enumerate(texts) if "Phụ lục I" in text[:60]]
    assert len(firsts) == 3
    expected = [1, 2]
    for start, end in zip(firsts, [*firsts[1:], len(texts)], strict=True):
        expected += range(1, end - start + 1)
    drawings = printer.paginate(full_document()).drawings
    assert [page.number for page in drawings] == expected
    assert [_number_in_margin(page) for page in drawings] == [None if one == 1 else str(one) for one in expected]
    assert all(str(number) in text.split() for number, text in zip(expected, texts, strict=True) if number > 1)


def _number_in_margin(page: PageDrawing) -> str | None:
    """What stands in the middle of the upper margin."""
    found = [mark for mark in page.marks if isinstance(mark, TextMark) and mark.baseline < 56]
    assert all(abs(mark.x - (page.width + 28.35) / 2) < 10 for mark in found)
    return found[0].text if found else None


def test_the_heading_row_is_repeated_on_every_page_of_an_appendix(texts: list[str]) -> None:
    assert all("Kết quả thực hiện" in text for text in texts[2:])


def test_every_page_bears_the_check_code(texts: list[str]) -> None:
    assert all("Mã kiểm: 3f9a61c0…77be02d5" in text for text in texts)


def test_signature_stands_on_the_page_of_the_last_two_lines(texts: list[str]) -> None:
    assert re.search(r"kính đề nghị\s+tổng hợp\./\.", texts[1])
    assert "Lò Thị Hồng Ngát" in texts[1]


@pytest.mark.parametrize("count", range(8, 20))
def test_a_signature_that_does_not_fit_takes_the_last_two_lines_along(count: int, printer: QtDocumentPrinter) -> None:
    blocks = (*[main_blocks()[1]] * count, main_blocks()[0], main_blocks()[-1])
    pages = printer.paginate(short_document(main=Section(blocks))).drawings
    texts = ["\n".join(mark.text for mark in page.marks if isinstance(mark, TextMark)) for page in pages]
    signed = next(text for text in texts if "Lò Thị Hồng Ngát" in text)
    assert "Trên đây là báo cáo" in signed
    assert "tổng hợp./." in signed


def test_fonts_are_embedded(report: Path) -> None:
    done = subprocess.run(["pdffonts", str(report)], capture_output=True, text=True, check=True)
    rows = done.stdout.splitlines()[2:]
    assert len(rows) >= 3
    assert {row.split()[-5] for row in rows} == {"yes"}


def test_properties_are_set(opened: PdfReader) -> None:
    information = opened.metadata
    assert information is not None
    assert information.title == "Báo cáo kết quả thực hiện các chỉ tiêu, nhiệm vụ tháng 11 năm 2026"
    assert information.author == "UBND xã Chiềng Mung"


def test_the_mark_of_a_sample_lies_under_the_text_of_every_page(printer: QtDocumentPrinter) -> None:
    pages = printer.paginate(short_document(watermark="MẪU"))
    assert all(type(page.marks[0]).__name__ == "WatermarkMark" for page in pages.drawings)


def test_what_a_disk_refuses_leaves_no_file(printer: QtDocumentPrinter, tmp_path: Path) -> None:
    with pytest.raises(WorldRefused):
        printer.write_pdf(short_document(), tmp_path / "không có" / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_poppler_reads_the_text_too(report: Path) -> None:
    text = pdf_text(report)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Chiềng Mung, ngày" in text


def test_pages_are_counted_without_writing(printer: QtDocumentPrinter, opened: PdfReader) -> None:
    assert printer.page_count(full_document()) == len(opened.pages)
