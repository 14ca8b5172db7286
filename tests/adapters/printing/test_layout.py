"""Where things stand on the pages: inside the margins, rows whole, lines as long as the decree says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage, QPainter

from sonla_desktop.adapters.printing.letters import Letters
from sonla_desktop.adapters.printing.marks import FillMark, LineMark, PictureMark, TextMark
from sonla_desktop.adapters.printing.paragraphs import Typesetter
from sonla_desktop.adapters.printing.printer import LaidOutPages, QtDocumentPrinter
from sonla_desktop.adapters.printing.tables import table_strips
from sonla_desktop.adapters.printing.units import points
from sonla_desktop.domain.document import (
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
    drawings = printer.paginate(short_document(main=Section((table,)))).drawings
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


def texts_on(page: object) -> list[str]:
    return [mark.text for mark in page.marks if isinstance(mark, TextMark)]


def test_footnotes_stand_at_the_foot_of_the_page_that_calls_them(printer: QtDocumentPrinter) -> None:
    called, other = f"Đã đạt{footnote_mark(1)} 9 chỉ tiêu.", f"Còn lại{footnote_mark(1)}{footnote_mark(2)} chưa đạt./."
    filling = (Paragraph(Role.BODY, main_blocks()[0].text),) * 12
    blocks = (Paragraph(Role.BODY, called), *filling, Paragraph(Role.BODY, other))
    document = short_document(main=Section(blocks), footnotes=("Tính đến hết tháng.", "Số liệu của Sở."))
    first, last = printer.paginate(document).drawings
    assert [text for text in texts_on(first) if text[0] in "¹²"] == ["¹ Tính đến hết tháng."]
    assert [text for text in texts_on(last) if text[0] in "¹²"] == ["¹ Tính đến hết tháng.", "² Số liệu của Sở."]
    assert any("Đã đạt¹ 9 chỉ tiêu." in text for text in texts_on(first))
    foot = max(mark.baseline for mark in last.marks if isinstance(mark, TextMark) and "Sở." in mark.text)
    assert 297 - 26 < foot * 25.4 / 72 < 297 - 20


def test_a_picture_keeps_its_shape_and_stays_between_the_margins(printer: QtDocumentPrinter) -> None:
    image = QImage(600, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("gray"))
    buffer = QBuffer()
    image.save(buffer, "PNG")
    blocks = (Picture(buffer.data().data(), "biểu đồ", 120), Picture(buffer.data().data(), "biểu đồ", 400))
    document = short_document(main=Section((*blocks, main_blocks()[-1])))
    drawn = [
        mark for page in printer.paginate(document).drawings for mark in page.marks if isinstance(mark, PictureMark)
    ]
    widths = [mark.width * 25.4 / 72 for mark in drawn]
    assert widths == pytest.approx([120, 160])
    assert [mark.width / mark.height for mark in drawn] == pytest.approx([2, 2])


def test_a_heading_over_two_columns_stands_over_both(setter: Typesetter) -> None:
    heads = (TableColumn("TT", 1), TableColumn("Kỳ này", 2, over="Kết quả"), TableColumn("Lũy kế", 2, over="Kết quả"))
    head = table_strips(Table(heads, (TableRow(("1", "2", "3")),)), setter, 400, 700)[0]
    marks = {mark.text: mark for mark in head.marks if isinstance(mark, TextMark)}
    assert marks["Kết quả"].baseline < marks["Kỳ này"].baseline == marks["Lũy kế"].baseline
    assert marks["Kết quả"].baseline < marks["TT"].baseline < marks["Kỳ này"].baseline
    assert marks["Kỳ này"].x < marks["Kết quả"].x < marks["Lũy kế"].x


def test_a_note_never_stands_on_a_page_without_its_table(printer: QtDocumentPrinter) -> None:
    for rows in range(14, 24):
        cells = tuple(TableRow((str(number), "Việc phải làm trong kỳ")) for number in range(rows))
        table = Table((TableColumn("TT", 1), TableColumn("Nội dung", 9)), cells)
        section = Section((table, Paragraph(Role.NOTE, "Ghi chú: số liệu tính đến ngày chốt.")), Orientation.LANDSCAPE)
        drawings = printer.paginate(short_document(appendices=(section,))).drawings
        noted = next(texts_on(page) for page in drawings if any("Ghi chú" in text for text in texts_on(page)))
        assert "Việc phải làm trong kỳ" in noted
