"""The pages as LibreOffice prints them: every word there, pages turned, numbers where they belong, nothing cut off."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.domain.document import Document, Paragraph, Role, Section, TableRow, footnote_mark
from tests.helpers.documents import appendix, full_document, short_document, task_table
from tests.helpers.libreoffice import LibreOffice, pdf_text

LONG_TEXT = "Nội dung rất dài, kể hết các việc đã làm trong tháng của từng bản. " * 120
SHORT_LINES = range(14, 27)
"""Numbers of one-line paragraphs with which the end of page 1 falls before, inside and after the signature block."""


def words(text: str) -> Counter[str]:
    """Words without regard to case (some elements are set in capitals) and to breaks after hyphens and slashes."""
    return Counter(re.findall(r"\w+", text.casefold()))


def page_texts(pdf: Path) -> list[str]:
    return pdf_text(pdf).split("\f")[:-1]


def first_line(page: str) -> str:
    return next(line.strip() for line in page.split("\n") if line.strip())


@pytest.fixture(scope="module")
def pdfs(writer: DocxWriter, libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Further documents, all converted in one go."""
    folder = tmp_path_factory.mktemp("pages")
    documents = {f"lines-{count}": lines_document(count) for count in SHORT_LINES}
    documents |= {"sample": full_document(watermark="MẪU", appendices=()), "tall": tall_row_document()}
    documents |= {"noted": noted_document()}
    for name, document in documents.items():
        writer.write(document, folder / f"{name}.docx")
    made = libreoffice.to_pdfs([folder / f"{name}.docx" for name in documents], folder)
    return dict(zip(documents, made, strict=True))


def lines_document(count: int) -> Document:
    lines = tuple(Paragraph(Role.BODY, f"Dòng thứ {number}.") for number in range(1, count))
    return short_document_with(*lines, Paragraph(Role.BODY, "Câu cuối./."))


def noted_document() -> Document:
    text = Paragraph(Role.BODY, f"Theo cước chú{footnote_mark(1)}.")
    return replace(short_document_with(text), footnotes=("Nội dung cước chú.",))


def short_document_with(*blocks: Paragraph) -> Document:
    return replace(short_document(), main=Section(blocks))


def tall_row_document() -> Document:
    table = task_table(4)
    row = table.rows[1]
    tall = TableRow((*row.cells[:5], LONG_TEXT, *row.cells[6:]))
    table = replace(table, rows=(table.rows[0], tall, *table.rows[2:]))
    return replace(short_document(), appendices=(appendix("I", "Hàng cao hơn trang", table),))


def test_every_word_is_on_paper(report_pdf: Path) -> None:
    expected = words("\n".join(full_document().texts()))
    missing = expected - words(pdf_text(report_pdf))
    assert not missing
    assert sum(expected.values()) > 3000


def test_pages_are_turned_for_the_appendices(report_pdf: Path) -> None:
    pages = pypdf.PdfReader(report_pdf).pages
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in pages]
    portrait = sizes.count((595, 842))
    assert portrait > 1
    assert sizes == [(595, 842)] * portrait + [(842, 595)] * (len(sizes) - portrait)


def test_page_one_shows_no_number_and_each_appendix_counts_from_one(report_pdf: Path) -> None:
    starts = [first_line(page) for page in page_texts(report_pdf)]
    firsts = [index for index, line in enumerate(starts) if not line.isdigit()]
    assert [starts[index].split("  ")[0] for index in firsts] == [
        "ỦY BAN NHÂN DÂN",
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
    ]
    ends = [*firsts[1:], len(starts)]
    for first, end in zip(firsts, ends, strict=True):
        assert starts[first + 1 : end] == [str(number) for number in range(2, end - first + 1)]


def test_page_numbers_stand_in_the_middle_of_the_top_margin(report_pdf: Path) -> None:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", "-f", "2", "-l", "2", str(report_pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    left, top, right, bottom = map(float, re.findall(r'="([\d.]+)"', re.search(r"<word .*?>2</word>", boxes)[0]))
    margin = 20 / 25.4 * 72
    assert 0 < top < bottom <= margin
    assert (left + right) / 2 == pytest.approx((30 + 160 / 2) / 25.4 * 72, abs=2)
    assert bottom - top > 13


def test_the_head_begins_at_the_top_margin_with_and_without_footnotes(pdfs: dict[str, Path]) -> None:
    plain, noted = (top_of_page_one(pdfs[name]) for name in ("lines-14", "noted"))
    assert plain == pytest.approx(20 / 25.4 * 72, abs=2)
    assert noted == pytest.approx(plain, abs=2)


def top_of_page_one(pdf: Path) -> float:
    """Where the highest word begins, in points."""
    command = ["pdftotext", "-bbox", "-l", "1", str(pdf), "-"]
    boxes = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return min(map(float, re.findall(r'<word .*?yMin="([\d.]+)"', boxes)))


def test_the_heading_row_is_on_every_page_of_a_table(report_pdf: Path) -> None:
    pages = page_texts(report_pdf)[2:]
    assert len(pages) > 6
    assert all(re.search(r"Nhiệm vụ\s+Thời hạn", page) for page in pages)


@pytest.mark.parametrize("count", SHORT_LINES)
def test_the_signature_block_keeps_whole_and_keeps_two_lines_of_text(pdfs: dict[str, Path], count: int) -> None:
    pages = page_texts(pdfs[f"lines-{count}"])
    page = next(page for page in pages if "Câu cuối./." in page)
    assert "Nơi nhận:" in page
    assert "Lò Thị Hồng Ngát" in page
    assert f"Dòng thứ {count - 1}." in page
    assert len(pages) <= 2


def test_the_end_of_a_page_was_met_in_different_places(pdfs: dict[str, Path]) -> None:
    lengths = [len(page_texts(pdfs[f"lines-{count}"])) for count in SHORT_LINES]
    assert set(lengths) == {1, 2}


def test_a_row_higher_than_a_page_is_continued_and_not_cut_off(pdfs: dict[str, Path]) -> None:
    text = pdf_text(pdfs["tall"])
    assert not words("\n".join(tall_row_document().texts())) - words(text)
    assert len(page_texts(pdfs["tall"])) > 3


def test_the_mark_of_a_sample_can_be_seen_and_found(pdfs: dict[str, Path], report_pdf: Path) -> None:
    assert "MẪU" in pdf_text(pdfs["sample"])
    assert light_grey(pdfs["sample"]) > 0.03
    assert light_grey(report_pdf) < 0.02


def light_grey(pdf: Path) -> float:
    """Share of page 1 that is drawn in the grey of the mark."""
    done = subprocess.run(["pdftoppm", "-r", "40", "-gray", "-l", "1", str(pdf)], capture_output=True, check=True)
    pixels = done.stdout.split(b"\n255\n", 1)[1]
    return sum(215 <= pixel <= 235 for pixel in pixels) / len(pixels)
