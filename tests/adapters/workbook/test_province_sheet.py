"""The province sheet: real numbers and dates, texts that stay texts, a layout that prints, the same bytes each time."""

import csv
import io
import re
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sonla_desktop.adapters.workbook.province_sheet import ProvinceSheetWriter
from sonla_desktop.domain.sheet import ColumnType, Sheet, SheetColumn
from sonla_desktop.usecases.errors import InputRefused, WorldRefused
from tests.helpers.fresh_python import output_of
from tests.rigs.failing_disk import FAILURES, FailingDisk, calls_of, disk_in_use

HEADING = (("Mã cơ quan", "04123"), ("Tên cơ quan", "UBND xã Chiềng Mung"), ("Mã kỳ", "2026-11"))
COLUMNS = (
    SheetColumn("code", "Mã nhiệm vụ", ColumnType.STRING, width=20),
    SheetColumn("percent", "Tiến độ (%)", ColumnType.INTEGER),
    SheetColumn("value", "Giá trị", ColumnType.NUMBER),
    SheetColumn("met", "Đạt mục tiêu", ColumnType.BOOLEAN),
    SheetColumn("due", "Thời hạn", ColumnType.DATE),
    SheetColumn("result", "Kết quả", ColumnType.STRING, width=40),
)
TEXTS = (
    "Đã ban hành\nkế hoạch",
    "=1+1",
    "@x",
    "- Việc một",
    "#N/A",
    "00012",
    "1e5",
    "3/4",
    "TRUE",
    " hai  cách ",
    "'=x",
    "<b>&amp;</b>",
    "_x0041_",
    "Nghị quyết số 57-NQ/TW",
)


def sheet(rows: tuple[tuple[str, ...], ...], title: str = "NhiemVu") -> Sheet:
    return Sheet("nhiem-vu", title, COLUMNS, rows)


def row(code: str = "kh-1", *, percent: str = "60", value: str = "80.957128", met: str = "true",
        due: str = "2026-11-30", result: str = "") -> tuple[str, ...]:  # fmt: skip
    return (code, percent, value, met, due, result)


def rows_of_texts() -> tuple[tuple[str, ...], ...]:
    return tuple(row(f"kh-{number}", result=text) for number, text in enumerate(TEXTS))


@pytest.fixture
def written(tmp_path: Path):
    def write(*rows: tuple[str, ...]) -> Path:
        ProvinceSheetWriter().write(HEADING, [sheet(rows)], tmp_path / "bieu.xlsx")
        return tmp_path / "bieu.xlsx"

    return write


def test_sheets_headings_and_first_row_are_where_the_design_says(written) -> None:
    book = load_workbook(written(row()))
    assert book.sheetnames == ["ThongTin", "NhiemVu"]
    page = book["NhiemVu"]
    assert [cell.value for cell in page[3]] == [column.name for column in COLUMNS]
    assert [cell.value for cell in page[4]] == [column.heading for column in COLUMNS]
    assert page["A5"].value == "kh-1"
    assert [(cells[0].value, cells[1].value) for cells in book["ThongTin"].iter_rows(min_row=5)] == list(HEADING)


def test_numbers_and_dates_are_real(written) -> None:
    cells = load_workbook(written(row()))["NhiemVu"][5]
    assert [cell.value for cell in cells[1:5]] == [60, 80.957128, "true", datetime.fromisoformat("2026-11-30")]
    assert [cell.data_type for cell in cells[:5]] == ["s", "n", "n", "s", "d"]
    assert cells[4].number_format == "dd/mm/yyyy"


def test_true_and_false_are_the_texts_of_the_csv(written) -> None:
    """The sheet is read by another system, which knows the words of the CSV only."""
    page = load_workbook(written(row(), row("kh-2", met="false")))["NhiemVu"]
    cells = [page[place] for place in ("D5", "D6")]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        ("true", "s", "@"),
        ("false", "s", "@"),
    ]


def test_machine_names_are_small_and_grey_above_the_headings(written) -> None:
    page = load_workbook(written(row()))["NhiemVu"]
    names, headings = page["A3"].font, page["A4"].font
    assert names.size < headings.size
    assert names.color.rgb.endswith("777777")


def test_empty_cells_are_empty(written) -> None:
    cells = load_workbook(written(row(percent="", value="", met="", due="", result="")))["NhiemVu"][5]
    assert [cell.value for cell in cells[1:]] == [None] * 5


@pytest.mark.parametrize("figure", ["0", "-5", "0.1", "70.000001", "999999999999999", "123456.789012345"])
def test_a_figure_stands_in_the_file_digit_by_digit(written, figure: str) -> None:
    with zipfile.ZipFile(written(row(value=figure))) as archive:
        assert f"<v>{figure}</v>".encode() in archive.read("xl/worksheets/sheet2.xml")


def test_a_figure_that_a_spreadsheet_would_round_is_a_text(written) -> None:
    cell = load_workbook(written(row(value="1234567890123456.5")))["NhiemVu"]["C5"]
    assert (cell.value, cell.data_type) == ("1234567890123456.5", "s")


@pytest.mark.parametrize("text", [text for text in TEXTS if text != "_x0041_"])
def test_a_text_stays_that_text(written, text: str) -> None:
    cell = load_workbook(written(row(result=text)))["NhiemVu"]["F5"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_no_formula_is_in_the_file(written) -> None:
    with zipfile.ZipFile(written(*rows_of_texts())) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets" in name]
    assert len(pages) == 2
    assert not [page for page in pages if re.search(rb"<f[ >/]", page)]


def test_it_is_laid_out_for_reading_and_printing(written) -> None:
    page = load_workbook(written(row(result="dài " * 200)))["NhiemVu"]
    assert page.freeze_panes == "B5"
    assert page.print_title_rows == "$4:$4"
    assert page.print_title_cols == "$A:$A"
    assert page.page_setup.orientation == "landscape"
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {cell.font.name for line in page.iter_rows() for cell in line if cell.value is not None} == {
        "Times New Roman"
    }
    assert page.column_dimensions["A"].width == 20
    assert page["F5"].alignment.wrap_text
    assert page.row_dimensions[5].height > 300
    assert page.row_dimensions[4].height < 40


def test_a_wide_sheet_is_printed_on_pages_side_by_side(tmp_path: Path) -> None:
    """On a single page 400 characters side by side could not be read."""
    columns = tuple(SheetColumn(f"c{number}", f"Cột {number}", ColumnType.STRING, width=40) for number in range(10))
    wide = Sheet("rong", "Rong", columns, (("x",) * 10,), key=("c0",))
    ProvinceSheetWriter().write(HEADING, [wide], tmp_path / "x.xlsx")
    assert load_workbook(tmp_path / "x.xlsx")["Rong"].page_setup.fitToWidth == 2


def test_equal_contents_are_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        ProvinceSheetWriter().write(HEADING, [sheet(rows_of_texts())], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("text", "code"), [("x" * 32_768, "workbook-text-too-long"), ("a\x07b", "workbook-bad-character")]
)
def test_a_text_that_a_cell_cannot_hold_is_refused_and_not_cut(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        ProvinceSheetWriter().write(HEADING, [sheet((row(result=text),))], tmp_path / "x.xlsx")
    assert refused.value.code == code
    assert refused.value.parameters["item"] == "kh-1"
    assert list(tmp_path.iterdir()) == []


def test_whichever_call_of_the_disk_fails_the_old_sheet_stands(tmp_path: Path) -> None:
    target = tmp_path / "bieu.xlsx"
    ProvinceSheetWriter().write(HEADING, [], target)
    old = target.read_bytes()
    calls = calls_of(lambda: ProvinceSheetWriter().write(HEADING, [], target))
    for number in range(1, len(calls)):
        with disk_in_use(FailingDisk(number, FAILURES["disk-full"])), pytest.raises(WorldRefused):
            ProvinceSheetWriter().write(HEADING, [sheet((row(),))], target)
        assert target.read_bytes() == old
        assert list(tmp_path.iterdir()) == [target]


def test_libreoffice_shows_every_value(tmp_path: Path) -> None:
    """An independent judge: what a person sees after opening the file."""
    path = tmp_path / "bieu.xlsx"
    ProvinceSheetWriter().write(HEADING, [sheet(rows_of_texts())], path)
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", form, path.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    table = next(tmp_path.glob("bieu*.csv")).read_text(encoding="utf-8")
    lines = list(csv.reader(io.StringIO(table)))
    assert lines[3] == [column.heading for column in COLUMNS]
    assert [line[5] for line in lines[4:]] == list(TEXTS)
    assert lines[4][:4] == ["kh-0", "60", "80.957128", "true"]


def test_openpyxl_is_not_loaded_before_a_sheet_is_written() -> None:
    loaded = output_of(
        "import sys, sonla_desktop.adapters.workbook.province_sheet, sonla_desktop.adapters.workbook.province_reader\n"
        "print('openpyxl' in sys.modules)"
    )
    assert loaded.strip() == "False"
