"""What a document may hold beside text and tables of one heading row: two-row heads, footnotes, pictures, and
appendices as files of their own."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from docx import Document as open_docx
from docx.oxml.ns import qn

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.domain.document import (
    Align,
    Document,
    Orientation,
    Paragraph,
    Picture,
    Role,
    Section,
    Table,
    TableColumn,
    TableRow,
    footnote_mark,
)
from tests.adapters.document.opened import W, open_bytes
from tests.adapters.document.test_docx_pages import page_texts, words
from tests.helpers.documents import appendix, full_document, short_document
from tests.helpers.libreoffice import LibreOffice, pdf_text


def png(width: int = 8, height: int = 4) -> bytes:
    """The smallest real picture: grey, of a given size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def two_row_table(rows: int = 60) -> Table:
    columns = (
        TableColumn("TT", 6, Align.CENTER),
        TableColumn("Đơn vị", 30),
        TableColumn("Tiếp nhận", 12, Align.RIGHT, over="Hồ sơ trong kỳ"),
        TableColumn("Giải quyết", 12, Align.RIGHT, over="Hồ sơ trong kỳ"),
        TableColumn("Tỷ lệ", 10, Align.RIGHT),
    )
    body = tuple(TableRow((str(n), f"Đơn vị {n}", f"{n * 7}", f"{n * 5}", "71,4%")) for n in range(1, rows + 1))
    return Table(columns, body, "Hồ sơ theo đơn vị")


def rich_document() -> Document:
    """Everything at once: a two-row head over several pages, footnotes in text and cells, two pictures."""
    noted = TableRow(("61", f"Đơn vị cuối{footnote_mark(2)}", "1", "1", "100%"), bold=True)
    table = two_row_table()
    blocks = (
        Paragraph(Role.BODY, f"Nhiệm vụ bổ sung{footnote_mark(1)} được đánh dấu."),
        Picture(png(), "Tỷ lệ so với mục tiêu", 120),
        Paragraph(Role.TABLE_CAPTION, "Hình 1"),
        Picture(png(4, 4), "Xu hướng 12 tháng & cùng kỳ", 60),
        Paragraph(Role.BODY, "Hết./."),
    )
    return replace(
        short_document(),
        main=Section(blocks),
        appendices=(appendix("I", "Hồ sơ theo đơn vị", replace(table, rows=(*table.rows, noted))),),
        footnotes=("Theo Thông báo số 10/TB-TCT.", "Mới thành lập <tháng 7>."),
    )


@pytest.fixture(scope="module")
def rich(writer: DocxWriter) -> bytes:
    return writer.as_bytes(rich_document())


@pytest.fixture(scope="module")
def rich_parts(rich: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(rich)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def rich_pdf(writer: DocxWriter, libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rich")
    writer.write(rich_document(), folder / "rich.docx")
    return libreoffice.to_pdf(folder / "rich.docx", folder)


def test_a_two_row_head_spans_and_merges(rich: bytes) -> None:
    table = open_bytes(rich).tables[-1]
    heads = [[cell.text for cell in row.cells] for row in table.rows[:2]]
    assert heads[0] == ["TT", "Đơn vị", "Hồ sơ trong kỳ", "Hồ sơ trong kỳ", "Tỷ lệ"]
    assert heads[1] == ["TT", "Đơn vị", "Tiếp nhận", "Giải quyết", "Tỷ lệ"]


def test_both_heading_rows_are_flagged_as_such_and_no_other(rich: bytes) -> None:
    rows = open_bytes(rich).tables[-1].rows
    flagged = [row._tr.find(f".//{W}tblHeader") is not None for row in rows]
    assert flagged[:2] == [True, True]
    assert not any(flagged[2:])


def test_both_heading_rows_stand_on_every_page_of_the_table(rich_pdf: Path) -> None:
    pages = [page for page in page_texts(rich_pdf) if re.search(r"Đơn vị \d+", page)]
    assert len(pages) > 1
    assert all("Hồ sơ trong kỳ" in page and "Tiếp nhận" in page for page in pages)


def test_footnotes_are_real_ones(rich_parts: dict[str, bytes]) -> None:
    notes = rich_parts["word/footnotes.xml"].decode()
    assert "Theo Thông báo số 10/TB-TCT." in notes
    assert "Mới thành lập &lt;tháng 7&gt;." in notes
    called = re.findall(r'<w:footnoteReference w:id="(\d+)"/>', rich_parts["word/document.xml"].decode())
    assert called == ["1", "2"]
    assert b"<w:footnotePr>" in rich_parts["word/settings.xml"]
    assert b"footnotes+xml" in rich_parts["[Content_Types].xml"]


def test_footnotes_are_printed_on_the_page_that_calls_them(rich_pdf: Path) -> None:
    pages = page_texts(rich_pdf)
    assert "Theo Thông báo số 10/TB-TCT." in pages[0]
    assert "Mới thành lập" in next(page for page in pages if "Đơn vị cuối" in page)


def test_without_footnotes_there_is_no_part_for_them(parts: dict[str, bytes]) -> None:
    assert "word/footnotes.xml" not in parts
    assert b"footnotePr" not in parts["word/settings.xml"]


def test_pictures_keep_their_shape_and_are_described(rich: bytes) -> None:
    shapes = open_bytes(rich).inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [120, 60]
    assert [round(shape.height.mm) for shape in shapes] == [60, 60]
    described = [shape._inline.docPr.get("descr") for shape in shapes]
    assert described == ["Tỷ lệ so với mục tiêu", "Xu hướng 12 tháng & cùng kỳ"]


def test_ids_of_pictures_are_used_once(rich_parts: dict[str, bytes]) -> None:
    ids = [number for part in rich_parts.values() for number in re.findall(rb'<wp:docPr id="(\d+)"', part)]
    assert len(ids) == len(set(ids)) == 3


def test_every_word_of_the_rich_document_is_on_paper(rich_pdf: Path) -> None:
    printed = pdf_text(rich_pdf)
    expected = words("\n".join(rich_document().texts()))
    missing = expected - words(re.sub(r"(sung|cuối)\s*[12]\b", r"\1", printed))
    assert not missing
    assert "Đơn vị cuối" in printed


def test_appendices_in_files_of_their_own(writer: DocxWriter, tmp_path: Path) -> None:
    document = replace(rich_document(), appendices=(*rich_document().appendices, *full_document().appendices[:1]))
    target = tmp_path / "bao-cao.docx"
    files = writer.write_apart(document, target)
    assert [file.name for file in files] == ["bao-cao.docx", "bao-cao_phu-luc-1.docx", "bao-cao_phu-luc-2.docx"]
    main, first, second = (open_docx(str(file)) for file in files)
    assert [len(opened.sections) for opened in (main, first, second)] == [1, 1, 1]
    assert first.core_properties.title.startswith("Phụ lục I")
    assert first.sections[0].orientation == 1
    assert "Phụ lục I" not in [p.text for p in main.paragraphs]
    assert next(p.text for p in first.paragraphs if p.text) == "Phụ lục I"
    assert first.element.body.find(qn("w:tbl")) is not None


def test_a_file_of_an_appendix_has_only_the_footnotes_it_calls(writer: DocxWriter, tmp_path: Path) -> None:
    files = writer.write_apart(rich_document(), tmp_path / "bao-cao.docx")
    notes = [zipfile.ZipFile(file).read("word/footnotes.xml").decode() for file in files]
    assert ["10/TB-TCT" in note for note in notes] == [True, False]
    assert ["Mới thành lập" in note for note in notes] == [False, True]


@pytest.mark.parametrize("orientation", list(Orientation))
def test_the_top_right_of_an_appendix_file_is_free_for_the_signature(
    writer: DocxWriter, libreoffice: LibreOffice, tmp_path: Path, orientation: Orientation
) -> None:
    section = appendix("I", "Hồ sơ theo đơn vị", two_row_table(3), orientation)
    files = writer.write_apart(replace(short_document(), appendices=(section,)), tmp_path / "bao-cao.docx")
    page = pypdf.PdfReader(libreoffice.to_pdf(files[1], tmp_path)).pages[0]
    height, tops = float(page.mediabox.height), []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: tops.append(tm[5]) if text.strip() else None)
    free = (height - max(tops)) / 72 * 25.4
    assert 40 <= free <= 48


def test_equal_documents_give_equal_files(writer: DocxWriter, rich: bytes) -> None:
    assert writer.as_bytes(rich_document()) == rich
