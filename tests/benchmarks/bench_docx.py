"""A report with a 2,000-row appendix against the floor: the same cells as one raw string put into a ZIP."""

from __future__ import annotations

import io
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.domain.document import Document, Table
from tests.helpers.documents import appendix, short_document, task_table
from tests.helpers.libreoffice import LibreOffice
from tests.helpers.ratio import Ratio
from tests.helpers.repository import ROOT

RULES = ROOT / "resources" / "document-rules"
ROWS, FEWER = 2000, 500
RUNS = 7


def measure() -> Iterator[Ratio]:
    """Time against the floor, growth from 500 to 2,000 rows, and LibreOffice's time against one uncut table."""
    writer = DocxWriter.from_folder(RULES)
    many, few = _varied(task_table(ROWS)), _varied(task_table(FEWER))
    document, smaller = _document(many), _document(few)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "a.docx"
        ours, floor, ours_few = _fastest(
            lambda: writer.write(document, target),
            lambda: target.write_bytes(_raw(many)),
            lambda: writer.write(smaller, target),
        )
        yield Ratio(f"DOCX với phụ lục {ROWS} hàng", "chuỗi XML thô nén vào ZIP", ours / floor, 3.0)
        yield Ratio(f"DOCX {ROWS} hàng", f"DOCX {FEWER} hàng × {ROWS // FEWER}", ours / ours_few / (ROWS / FEWER), 1.2)
        yield _layout(writer, document, Path(folder))


def _document(table: Table) -> Document:
    return replace(short_document(), appendices=(appendix("I", "Nhiệm vụ", table),))


def _fastest(*works: Callable[[], object]) -> list[float]:
    """Best time of each, measured by turns so that a busy machine slows all of them alike."""
    best = [float("inf")] * len(works)
    for _ in range(RUNS):
        for index, work in enumerate(works):
            start = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - start)
    return best


def _raw(table: Table) -> bytes:
    """What no writer can be faster than: the same cells pasted together, nothing escaped, measured or named."""
    cell = '<w:tc><w:tcPr><w:tcW w:w="1750" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>'
    rows = "".join(
        f"<w:tr>{''.join(f'{cell}{text}</w:t></w:r></w:p></w:tc>' for text in row.cells)}</w:tr>" for row in table.rows
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>")
    return packed.getvalue()


def _varied(table: Table) -> Table:
    """The table with the words of each cell in another order: equal rows compress as no real ones do."""
    chance = random.Random(0)

    def cell(text: str) -> str:
        words = text.split()
        return " ".join(chance.sample(words, len(words)))

    return replace(table, rows=tuple(replace(row, cells=tuple(map(cell, row.cells))) for row in table.rows))


def _layout(writer: DocxWriter, document: Document, folder: Path) -> Ratio:
    uncut = DocxWriter.from_folder(RULES)
    uncut.rules = replace(writer.rules, table=replace(writer.rules.table, rows_at_most=10 * ROWS))
    writer.write(document, folder / "cut.docx")
    uncut.write(document, folder / "uncut.docx")
    office = LibreOffice(folder / "profile")
    office.to_pdf(folder / "cut.docx", folder)  # the first start makes the profile
    cut = _seconds(lambda: office.to_pdf(folder / "cut.docx", folder))
    whole = _seconds(lambda: office.to_pdf(folder / "uncut.docx", folder))
    return Ratio("LibreOffice dàn trang bảng đã cắt", "bảng liền một khối", cut / whole, 0.4)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
