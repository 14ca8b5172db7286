"""The document in a package is a readable one of this very report, or the package is not whole."""

import zipfile
from pathlib import Path

import pytest

from sonla_desktop.domain.month_json import check_code, report_sha256
from tests.helpers.packages import DOCUMENT, OpenBag, docx, packages, report, written

CODE = check_code(report_sha256(report()))
ENTITY = b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> OpenBag:
    return OpenBag.of(written(tmp_path_factory.mktemp("goi")))


def told(whole: OpenBag, folder: Path, document: bytes) -> list[tuple[str, str, str]]:
    bag = OpenBag({**whole.files, DOCUMENT: document})
    read = packages().read(bag.resealed(keep_document=True).close(folder / "x.zip"))
    return [(problem.file, problem.kind, problem.message) for problem in read.problems]


def other_zip(folder: Path) -> bytes:
    with zipfile.ZipFile(folder / "khac.zip", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return (folder / "khac.zip").read_bytes()


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"PK\x03\x04 not a document",
        b"%PDF-1.7",
        docx(CODE)[:-30],
        docx(CODE, b"<document>"),
        docx(CODE, b"not XML"),
        docx(CODE, ENTITY),
        docx(CODE, b""),
    ],
)
def test_what_is_no_document_is_told(whole: OpenBag, tmp_path: Path, document: bytes) -> None:
    [(file, kind, message)] = told(whole, tmp_path, document)
    assert (file, kind) == (DOCUMENT, "disagree")
    assert "không phải văn bản DOCX" in message


def test_another_office_file_is_no_document(whole: OpenBag, tmp_path: Path) -> None:
    [(file, kind, _)] = told(whole, tmp_path, other_zip(tmp_path))
    assert (file, kind) == (DOCUMENT, "disagree")


@pytest.mark.parametrize(("code", "shown"), [("0" * 8 + "…" + "f" * 8, "00000000…ffffffff"), ("", "không có mã")])
def test_a_document_of_another_report_is_told_with_both_codes(
    whole: OpenBag, tmp_path: Path, code: str, shown: str
) -> None:
    [(file, kind, message)] = told(whole, tmp_path, docx(code))
    assert (file, kind) == (DOCUMENT, "disagree")
    assert f"mã kiểm {shown}" in message
    assert CODE in message


def test_the_code_counts_in_the_footer_only(whole: OpenBag, tmp_path: Path) -> None:
    assert told(whole, tmp_path, docx("", f"<document>{CODE}</document>".encode())) != []


def test_a_package_without_document_lacks_one(whole: OpenBag, tmp_path: Path) -> None:
    bag = OpenBag(dict(whole.files))
    del bag.files[DOCUMENT]
    bag.edit_json("data/datapackage.json", lambda value: value.update(
        resources=[item for item in value["resources"] if not item["path"].endswith("docx")]
    ))  # fmt: skip
    bag.files["data/bao-cao/ban-ky.pdf"] = b"%PDF-1.7"
    read = packages().read(bag.resealed().close(tmp_path / "x.zip"))
    assert [(problem.file, problem.kind) for problem in read.problems] == [("data/bao-cao/", "missing")]
    assert "DOCX" in read.problems[0].message
