"""What stands in the file: each element as the decree says, tables whole, the check code, equal bytes each time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document as OpenedDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from sonla_desktop.adapters.document.writer import DocxWriter
from sonla_desktop.domain.document import Paragraph, Role, Section
from sonla_desktop.usecases.errors import WorldRefused
from tests.adapters.document.opened import W, found, open_bytes, paragraphs
from tests.helpers.documents import appendix, full_document, main_blocks, short_document, task_table, with_heading

# --- looks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "align"),
    [
        ("ỦY BAN NHÂN DÂN", 12, True, None, "center"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, None, "center"),
        ("Độc lập - Tự do - Hạnh phúc", 13, True, None, "center"),
        ("Số:          /BC-UBND", 13, None, None, "center"),
        ("Chiềng Mung, ngày      tháng      năm 2026", 13, None, True, "center"),
        ("BÁO CÁO", 14, True, None, "center"),
        ("Kết quả thực hiện các chỉ tiêu", 14, True, None, "center"),
        ("Kính gửi:", 14, None, None, "left"),
        ("Thực hiện Kế hoạch hoạt động", 14, None, None, "both"),
        ("I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", 14, True, None, "both"),
        ("1. Kết quả chung", 14, True, None, "both"),
        ("TM. ỦY BAN NHÂN DÂN", 14, True, None, "center"),
        ("PHÓ CHỦ TỊCH", 14, True, None, "center"),
        ("Lò Thị Hồng Ngát", 14, True, None, "center"),
        ("Nơi nhận:", 12, True, True, "left"),
        ("- Như trên;", 11, None, None, "left"),
        ("- Lưu: VT.", 11, None, None, "left"),
        ("Phụ lục I", 14, True, None, "center"),
        ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ XỬ LÝ", 14, True, None, "center"),
        ("(Kèm theo Báo cáo số        /BC-UBND", 14, None, True, "center"),
    ],
)
def test_each_element_looks_as_the_decree_says(
    opened: OpenedDocument, text: str, size: int, bold: bool | None, italic: bool | None, align: str
) -> None:
    paragraph = found(opened, text)
    font = paragraph.style.font
    assert (font.size.pt, font.bold, font.italic) == (size, bold, italic)
    assert paragraph.style.element.pPr.find(f"{W}jc").get(f"{W}val") == align
    assert all(run._r.rPr is None for run in paragraph.runs), "looks come from styles alone"


def test_superior_stands_upright_above_the_agency(writer: DocxWriter) -> None:
    document = with_heading(short_document(), superior=("UBND tỉnh Sơn La",))
    opened = open_bytes(writer.as_bytes(document))
    cell = opened.tables[0].cell(0, 0)
    assert [paragraph.text for paragraph in cell.paragraphs][:2] == ["UBND TỈNH SƠN LA", "ỦY BAN NHÂN DÂN"]
    assert cell.paragraphs[0].style.font.bold is None


def test_paper_margins_and_orientation_of_each_section(opened: OpenedDocument) -> None:
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in opened.sections]
    assert sizes == [(210, 297)] + [(297, 210)] * 3
    for section in opened.sections:
        edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(edge.mm, 1) for edge in edges] == [20, 20, 30, 20]
        assert section.header_distance.mm < 15


def test_prose_is_indented_and_spaced(opened: OpenedDocument) -> None:
    form = found(opened, "Thực hiện Kế hoạch").style.paragraph_format
    assert form.first_line_indent.cm == pytest.approx(1.27, abs=0.01)
    assert form.space_after.pt >= 6
    assert 1.0 <= form.line_spacing <= 1.5


def test_number_and_date_stand_on_one_level(opened: OpenedDocument) -> None:
    left, right = opened.tables[0].rows[1].cells
    assert left.text.startswith("Số:")
    assert right.text.startswith("Chiềng Mung, ngày")


def test_lines_are_as_long_as_the_rules_say(opened: OpenedDocument, writer: DocxWriter) -> None:
    lines = [p for p in paragraphs(opened) if p._p.pPr.find(f"{W}pBdr") is not None]
    assert len(lines) == 3
    expected = [
        ("ỦY BAN NHÂN DÂN", "agency", opened.tables[0].columns[0].width.pt),
        ("Độc lập - Tự do - Hạnh phúc", "motto", opened.tables[0].columns[1].width.pt),
    ]
    for line, (text, element, measure) in zip(lines, expected, strict=False):
        form = line.paragraph_format
        length = measure - form.left_indent.pt - form.right_indent.pt
        width = writer.typeface.width(text, writer.rules.element(element))
        low, high = (share * width for share in writer.rules.lines[element].shares)
        assert low - 0.2 <= length <= high + 0.2


@pytest.mark.parametrize(
    ("addressees", "shown"),
    [
        (("Ủy ban nhân dân tỉnh",), ["Kính gửi: Ủy ban nhân dân tỉnh"]),
        (("Sở A", "Sở B"), ["Kính gửi:", "- Sở A;", "- Sở B."]),
        ((), []),
        (
            ("Ban Chỉ đạo của tỉnh về khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06 tỉnh Sơn La",),
            [
                "Kính gửi: Ban Chỉ đạo của tỉnh về khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06 "
                "tỉnh Sơn La"
            ],
        ),
    ],
)
def test_kinh_gui(writer: DocxWriter, addressees: tuple[str, ...], shown: list[str]) -> None:
    opened = open_bytes(writer.as_bytes(with_heading(short_document(), addressees=addressees)))
    assert [p.text for p in paragraphs(opened) if p.style.style_id == "SLaddressee"] == shown


def test_dashes_of_kinh_gui_stand_under_the_colon(opened: OpenedDocument, writer: DocxWriter) -> None:
    label, item = found(opened, "Kính gửi:").paragraph_format, found(opened, "- Sở Khoa học").paragraph_format
    dash = item.left_indent.pt + item.first_line_indent.pt
    width = writer.typeface.width("Kính gửi", writer.rules.element("addressee"))
    assert dash - label.left_indent.pt == pytest.approx(width, abs=0.2)


def test_signature_block_leaves_room_and_nothing_in_it(opened: OpenedDocument) -> None:
    table = opened.tables[2]
    left, right = table.rows[0].cells
    assert len(table.rows) == 1
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert [p.text for p in right.paragraphs] == [
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Lò Thị Hồng Ngát",
    ]
    assert right.paragraphs[-1].paragraph_format.space_before.mm >= 30


def test_nothing_stands_between_the_end_of_the_text_and_the_signature(opened: OpenedDocument) -> None:
    body = list(opened.element.body)
    last = next(index for index, one in enumerate(body) if "".join(one.itertext()).endswith("./."))
    assert body[last + 1].tag == f"{W}tbl"


# --- tables --------------------------------------------------------------------------------------------------------


def test_a_table_fills_the_page_and_repeats_its_heading_row(opened: OpenedDocument) -> None:
    table = opened.tables[3]
    section = opened.sections[1]
    room = section.page_width - section.left_margin - section.right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(room, abs=2000)
    properties = [row._tr.trPr for row in table.rows]
    assert [one.find(f"{W}tblHeader") is not None for one in properties] == [True] + [False] * (len(properties) - 1)
    assert all(one.find(f"{W}cantSplit") is not None for one in properties)


def test_a_group_row_is_one_cell_across_the_table(opened: OpenedDocument) -> None:
    row = opened.tables[3].rows[1]
    assert len(row._tr.tc_lst) == 1
    assert row._tr.tc_lst[0].grid_span == len(opened.tables[3].columns)
    assert row.cells[0].paragraphs[0].style.font.bold


def test_a_table_tells_readers_who_do_not_see_it_what_it_is(opened: OpenedDocument) -> None:
    described = [one.get(f"{W}val") for one in opened.element.body.iter(f"{W}tblDescription")]
    assert described[0] == "Kết quả 9 chỉ tiêu của tháng 11 năm 2026 so với mục tiêu năm"
    assert len(described) == 4


def test_figures_stand_right_and_total_rows_are_bold(opened: OpenedDocument) -> None:
    table = opened.tables[1]
    assert table.cell(1, 2).paragraphs[0].style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert table.cell(10, 1).paragraphs[0].runs[0].bold
    assert not table.cell(9, 1).paragraphs[0].runs[0].bold


def test_a_line_break_in_a_cell_makes_two_paragraphs(opened: OpenedDocument) -> None:
    cell = next(cell for row in opened.tables[3].rows for cell in row.cells if cell.text.startswith("Đã mở 02 lớp"))
    assert [p.text[:12] for p in cell.paragraphs] == ["Đã mở 02 lớp", "Lớp thứ ba d"]
    assert len({p.style.style_id for p in cell.paragraphs}) == 1


@pytest.mark.parametrize(("rows", "tables"), [(0, 1), (200, 1), (600, 3)])
def test_a_long_table_is_cut_into_parts_that_lose_no_row(writer: DocxWriter, rows: int, tables: int) -> None:
    document = short_document(appendices=(appendix("I", "Nhiệm vụ", task_table(rows, 3)),))
    opened = open_bytes(writer.as_bytes(document))
    parts = opened.tables[2:]
    assert len(parts) == tables
    numbers = [text for part in parts for row in part._tbl.tr_lst if (text := row.tc_lst[0].p_lst[0].text).isdigit()]
    assert numbers == [str(number) for number in range(1, rows + 1)]
    assert all(len(part.rows) <= writer.rules.table.rows_at_most + 1 for part in parts)


def test_a_long_table_is_cut_before_a_group_where_one_is_near(writer: DocxWriter) -> None:
    document = short_document(appendices=(appendix("I", "Nhiệm vụ", task_table(600, 3)),))
    opened = open_bytes(writer.as_bytes(document))
    assert [part.rows[1].cells[0].text[:4] for part in opened.tables[2:]] == ["Nhóm"] * 3


# --- check code and mark of a sample -------------------------------------------------------------------------------


def footer_texts(opened: OpenedDocument) -> list[str]:
    return [
        "".join(p.text for p in footer.paragraphs)
        for section in opened.sections
        for footer in (section.first_page_footer, section.footer)
    ]


def test_the_check_code_is_on_every_page(writer: DocxWriter) -> None:
    opened = open_bytes(writer.as_bytes(full_document()))
    texts = footer_texts(opened)
    assert len(texts) == 8
    assert {text.strip() for text in texts} == {"Mã kiểm: 3f9a61c0…77be02d5"}
    assert opened.sections[0].footer.paragraphs[0].style.font.size.pt == 8


def test_the_first_page_bears_the_code_as_a_picture_with_a_description(opened: OpenedDocument) -> None:
    footer = opened.sections[0].first_page_footer
    picture = footer._element.find(f".//{qn('wp:docPr')}")
    assert "Mã QR" in picture.get("descr")
    blip = footer._element.find(f".//{qn('a:blip')}")
    assert footer.part.related_parts[blip.get(qn("r:embed"))].blob.startswith(b"\x89PNG")


def test_without_a_code_there_is_neither_text_nor_picture(writer: DocxWriter) -> None:
    packed = writer.as_bytes(short_document(check_code=""))
    assert set(footer_texts(open_bytes(packed))) == {""}
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert not [name for name in archive.namelist() if name.endswith(".png")]


def test_only_a_sample_bears_the_mark(writer: DocxWriter, parts: dict[str, bytes]) -> None:
    assert parts["word/header1.xml"].count('string="MẪU"'.encode()) == 1
    assert parts["word/header2.xml"].count('string="MẪU"'.encode()) == 1
    with zipfile.ZipFile(io.BytesIO(writer.as_bytes(full_document()))) as archive:
        assert not [name for name in archive.namelist() if "MẪU".encode() in archive.read(name)]


# --- bytes ---------------------------------------------------------------------------------------------------------


def test_equal_documents_give_equal_bytes_and_others_do_not(writer: DocxWriter, packed: bytes) -> None:
    assert writer.as_bytes(full_document(watermark="MẪU")) == packed
    assert writer.as_bytes(full_document(watermark="MẪU", check_code="00000000…00000000")) != packed


def test_written_whole_or_not_at_all(writer: DocxWriter, tmp_path: Path) -> None:
    target = tmp_path / "Báo cáo.docx"
    writer.write(short_document(), target)
    assert target.read_bytes() == writer.as_bytes(short_document())
    with pytest.raises(WorldRefused):
        writer.write(short_document(), tmp_path / "không có" / "a.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["Báo cáo.docx"]


def test_letters_that_xml_cannot_hold_or_that_mean_something_to_it(writer: DocxWriter) -> None:
    text = 'a < b & c > d "e" \x01 \ud800 \x0b hết./.'
    document = short_document(watermark='"M<Ẫ>&U"')
    document = replace(document, main=Section((Paragraph(Role.BODY, text),)))
    opened = open_bytes(writer.as_bytes(document))
    assert found(opened, "a <").text == 'a < b & c > d "e" � � � hết./.'


def test_a_row_that_does_not_fit_its_columns_is_refused(writer: DocxWriter) -> None:
    table = task_table(3)
    short = replace(table, rows=(replace(table.rows[1], cells=("1", "2")),))
    with pytest.raises(ValueError, match="2 cells in a table of 8 columns"):
        writer.as_bytes(replace(short_document(), main=Section((*main_blocks(), short))))
