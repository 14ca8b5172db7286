"""A province sheet is read back as it was written; a file that is none is refused before it costs anything."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from sonla_desktop.adapters.workbook.province_reader import read_province_sheet
from sonla_desktop.adapters.workbook.province_sheet import ProvinceSheetWriter
from sonla_desktop.domain.sheet import Sheet
from sonla_desktop.usecases.errors import InputRefused
from tests.adapters.workbook.test_province_sheet import COLUMNS, HEADING, row, rows_of_texts, sheet


def read(path: Path, *like: Sheet) -> dict[str, Sheet]:
    return {found.title: found for found in read_province_sheet(path.read_bytes(), like)}


def test_what_was_written_reads_back(tmp_path: Path) -> None:
    rows = (*rows_of_texts(), row("kh-x", percent="", value="-0.5", met="false", due="", result=""))
    ProvinceSheetWriter().write(HEADING, [sheet(rows)], tmp_path / "x.xlsx")
    found = read(tmp_path / "x.xlsx", sheet(()))
    assert found["NhiemVu"].rows == rows
    assert [column.name for column in found["NhiemVu"].columns] == [column.name for column in COLUMNS]
    assert found["ThongTin"].rows == HEADING


@pytest.mark.parametrize("figure", ["1234567890123456.5", "0.000001", "123456789012345", "70.000001", "-1003"])
def test_figures_read_back_exactly(tmp_path: Path, figure: str) -> None:
    ProvinceSheetWriter().write(HEADING, [sheet((row(value=figure),))], tmp_path / "x.xlsx")
    assert read(tmp_path / "x.xlsx", sheet(()))["NhiemVu"].rows[0][2] == figure


def test_a_sheet_that_is_not_there_is_not_invented(tmp_path: Path) -> None:
    ProvinceSheetWriter().write(HEADING, [], tmp_path / "x.xlsx")
    assert list(read(tmp_path / "x.xlsx", sheet(()))) == ["ThongTin"]


def xlsx(**parts: bytes) -> bytes:
    """A workbook whose parts are replaced by these."""
    book, data = Workbook(), io.BytesIO()
    book.active.title = "NhiemVu"
    book.save(data)
    with zipfile.ZipFile(data) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    names = {"sheet": "xl/worksheets/sheet1.xml", "book": "xl/workbook.xml", "styles": "xl/styles.xml"}
    files.update({names.get(part, part): content for part, content in parts.items()})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


SPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def page(rows: bytes) -> bytes:
    return b"<worksheet " + SPACE + b"><sheetData>" + rows + b"</sheetData></worksheet>"


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(8)
) + b"]>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"<html><table>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        xlsx()[:-40],
        xlsx(sheet=b"<worksheet"),
        xlsx(sheet=b""),
        xlsx(styles=b"{}"),
        xlsx(sheet=ENTITIES + page(b'<row r="3"><c r="A3" t="str"><v>&i;</v></c></row>')),
        xlsx(sheet=page(b'<row r="3"><c r="A3" t="s"><v>99</v></c></row>')),
        xlsx(sheet=page(b'<row r="3"><c r="?" t="n"><v>x</v></c></row>')),
    ],
)
def test_a_broken_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read_province_sheet(data, [sheet(())])
    assert refused.value.code == "workbook-unreadable"


@pytest.mark.parametrize(
    "data",
    [
        xlsx(sheet=page(b"<row>" + b"<c/>" * 500_000 + b"</row>")),
        xlsx(sheet=page(b" " * (17 << 20))),
        xlsx(sheet=page(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
        xlsx(sheet=page(b'<row r="3"><c r="XFD3"><v>1</v></c></row>')),
        xlsx(**{f"xl/media/{number}.bin": b"" for number in range(120)}),
        xlsx(sheet=page(b"<row>" + b"<c/>" * 300_000 + b"</row>").decode().encode("utf-16")),
    ],
)
def test_a_workbook_that_would_cost_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read_province_sheet(data, [sheet(())])
    assert refused.value.code == "workbook-too-large"


def test_a_formula_is_read_as_the_formula_and_not_as_its_stored_result() -> None:
    names = b'<row r="3"><c r="A3" t="str"><v>code</v></c></row>'
    data = xlsx(sheet=page(names + b'<row r="5"><c r="A5"><f>1+1</f><v>812</v></c></row>'))
    [found] = read_province_sheet(data, [sheet(())])
    assert found.rows == (("=1+1",),)
