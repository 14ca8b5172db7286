"""Where things stand on the pages: inside the margins, rows whole, lines as long as the decree says."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from sonla_desktop.adapters.printing.letters import Letters
from sonla_desktop.adapters.printing.marks import FillMark, LineMark, TextMark
from sonla_desktop.adapters.printing.paragraphs import Typesetter
from sonla_desktop.adapters.printing.printer import LaidOutPages, QtDocumentPrinter
from sonla_desktop.adapters.printing.tables import table_strips
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import Table, TableColumn, TableRow
from sonla_desktop.domain.document_rules import DocumentRules, Element
from tests.helpers.documents import full_document, main_blocks, short_document, task_table

LONG = "Đã ban hành kế hoạch và phân công cụ thể. " * 200


@pytest.fixture(scope="module")
def pages(printer: QtDocumentPrinter) -> LaidOutPages:
    return printer.paginate(full_document())


def test_no_text_leaves_the_margins(pages: LaidOutPages, setter: Typesetter, rules: DocumentRules) -> None:
    left, right, bottom = (points(edge.size) for edge in (rules.page.left, rules.page.right, rules.page.bottom))
    for page in pages.drawings:
        for mark in page.marks:
            if isinstance(mark, TextMark):
                face = setter.letters.face(mark.look)
                end = mark.x + face.text(mark.text) + mark.spread * mark.text.count(" ")
                assert left - 0.1 <= mark.x
                assert end <= page.width - right + 0.1, mark.text
                is_footer = mark.text.startswith("Mã kiểm")
                assert is_footer or mark.baseline <= page.height - bottom, mark.text


def test_no_line_leaves_the_margins(pages: LaidOutPages, rules: DocumentRules) -> None:
    for page in pages.drawings:
        for mark in page.marks:
            if isinstance(mark, LineMark):
                assert points(rules.page.left.size) - 0.1 <= mark.x
                assert mark.x_end <= page.width - points(rules.page.right.size) + 0.1
                assert mark.y_end <= page.height - points(rules.page.bottom.size) + 0.1


def test_justified_lines_end_at_the_right_margin(setter: Typesetter) -> None:
    text = main_blocks()[0].text
    marks = [strip.marks[0] for strip in setter.paragraph(Element.BODY, text, 450)]
    ends = [
        mark.x + setter.letters.face(mark.look).text(mark.text) + mark.spread * mark.text.count(" ") for mark in marks
    ]
    assert ends[:-1] == pytest.approx([450] * (len(marks) - 1), abs=0.05)
    assert marks[-1].spread == 0


def test_the_line_under_the_motto_is_as_long_as_the_motto(pages: LaidOutPages, setter: Typesetter) -> None:
    marks = pages.drawings[0].marks
    motto = next(mark for mark in marks if isinstance(mark, TextMark) and mark.text.startswith("Độc lập"))
    under = [mark for mark in marks if isinstance(mark, LineMark) and abs(mark.x - motto.x) < 0.5]
    assert under[0].x_end - under[0].x == pytest.approx(setter.width(Element.MOTTO, motto.text), abs=0.1)
    assert motto.baseline < under[0].y < motto.baseline + 8


def test_the_room_for_the_signature_is_empty(pages: LaidOutPages, rules: DocumentRules) -> None:
    marks = [mark for mark in pages.drawings[1].marks if isinstance(mark, TextMark)]
    name = next(mark for mark in marks if mark.text == "Lò Thị Hồng Ngát")
    title = next(mark for mark in marks if mark.text == "PHÓ CHỦ TỊCH")
    between = [
        mark for mark in marks if title.baseline + 1 < mark.baseline < name.baseline - 15 and mark.x > title.x - 60
    ]
    assert between == []
    assert name.baseline - title.baseline >= points(rules.signature.room_least)


def test_a_row_breaks_only_when_it_is_higher_than_a_page(setter: Typesetter) -> None:
    columns = (TableColumn("STT", 1), TableColumn("Kết quả", 9))
    rows = (TableRow(("1", LONG[:2000])), TableRow(("2", LONG)))
    strips = table_strips(Table(columns, rows), setter, 450, 700)
    whole = [strip for strip in strips if not strip.closing]
    assert len(whole) == 2  # the heading and row 1
    assert sum(bool(strip.closing) for strip in strips) > 40
    assert all(strip.head == (strips[0],) for strip in strips[1:])


def test_a_long_row_loses_no_word(printer: QtDocumentPrinter) -> None:
    table = Table((TableColumn("STT", 1), TableColumn("Kết quả", 9)), (TableRow(("1", LONG)),))
    drawings = printer.paginate(short_document(main=type(short_document().main)((table,)))).drawings
    shown = " ".join(mark.text for page in drawings for mark in page.marks if isinstance(mark, TextMark))
    assert shown.count("phân công") + shown.count("phân") - shown.count("phân công") == LONG.count("phân")
    assert len(drawings) >= 3


def test_a_row_with_another_number_of_cells_is_refused(setter: Typesetter) -> None:
    table = Table((TableColumn("A", 1), TableColumn("B", 1)), (TableRow(("1",)),))
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        table_strips(table, setter, 450, 700)


def test_the_qr_code_holds_dark_parts_inside_its_edge(pages: LaidOutPages, rules: DocumentRules) -> None:
    first, second = pages.drawings[:2]
    dark = [mark for mark in first.marks if isinstance(mark, FillMark)]
    assert len(dark) > 60
    assert max(mark.x + mark.width for mark in dark) - min(mark.x for mark in dark) < points(rules.check_code.qr_edge)
    assert not any(isinstance(mark, FillMark) for mark in second.marks)


def test_many_rows_take_time_in_proportion(printer: QtDocumentPrinter, setter: Typesetter) -> None:
    few, many = (table_strips(task_table(rows), setter, 700, 450) for rows in (100, 400))
    assert len(many) - 1 == pytest.approx(4 * (len(few) - 1), abs=2)


def test_a_page_is_painted_as_large_as_asked(pages: LaidOutPages) -> None:
    width, height = pages.size(0)
    assert (width, height) == pytest.approx((210, 297))
    image = QImage(420, 594, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    pages.paint(0, painter, 2.0)
    painter.end()
    dark = [(x, y) for y in range(0, 594, 2) for x in range(0, 420, 2) if QColor(image.pixel(x, y)).lightness() < 128]
    assert min(x for x, _ in dark) >= 58
    assert max(x for x, _ in dark) <= 382
    assert min(y for _, y in dark) >= 38


def test_letters_are_as_wide_as_those_of_times_new_roman(setter: Typesetter) -> None:
    """Widths of Times New Roman, 2048 units an em: space 512, n 1024, W 1933 (regular)."""
    face = Letters("Times New Roman").face(setter.look(Element.BODY))
    widths = [face.space, face.word("n"), face.word("W"), face.word("ộ")]
    assert [width / 14 * 2048 for width in widths] == pytest.approx([512, 1024, 1933, 1024], abs=2)
