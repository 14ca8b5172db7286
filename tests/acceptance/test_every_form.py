"""Each form that ships goes from its sample through package, verifier and document; the figures stay what they are."""

import csv
import io
import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import bagit
import docx
import pytest

from sonla_desktop.bootstrap import build_world
from sonla_desktop.domain.numbers import format_number
from tests.acceptance.conftest import Run
from tests.helpers.repository import ROOT

CATALOGUE = build_world().catalogue
FORMS = tuple(CATALOGUE.form_ids())
WITH_FIGURES = tuple(form for form in FORMS if CATALOGUE.form(form).relations)


def test_every_form_ships_a_sample() -> None:
    assert set(CATALOGUE.sample_forms()) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
def test_the_sample_of_a_form_becomes_a_whole_package(form: str, tmp_path: Path, run: Run) -> None:
    demo = run("demo", "--out", tmp_path, "--form", form, "--json")
    assert demo.code == 0, demo.err
    (package,) = (Path(file["path"]) for file in demo.json["files"] if file["kind"] == "package")
    verified = run("verify", package, "--json")
    assert (verified.code, verified.json["problems"]) == (0, [])
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "tui")
    bagit.Bag(str(tmp_path / "tui" / package.stem)).validate()
    data = tmp_path / "tui" / package.stem / "data"
    report = json.loads((data / "bao-cao.json").read_text(encoding="utf-8"))
    assert report["form"] == form
    for table in CATALOGUE.form(form).tables:
        text = (data / "so-lieu" / f"bang-{table.id}.csv").read_text(encoding="utf-8-sig")
        assert len(list(csv.DictReader(io.StringIO(text)))) >= len(report["tables"].get(table.id, []))


@pytest.mark.parametrize("form", WITH_FIGURES)
def test_the_figures_of_the_document_are_those_of_the_month_file(form: str, tmp_path: Path, run: Run) -> None:
    demo = run("demo", "--out", tmp_path, "--form", form, "--json")
    files = {file["kind"]: Path(file["path"]) for file in demo.json["files"]}
    with zipfile.ZipFile(files["package"]) as archive:
        report = json.loads(archive.read(f"{files['package'].stem}/data/bao-cao.json"))
    document = docx.Document(str(files["document"]))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    said = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    numbers = set(re.findall(r"\d[\d.,]*\d|\d", said))
    assert report["figures"], "a form with figures has some in its sample"
    definitions = {figure.id: figure for figure in CATALOGUE.plan(CATALOGUE.form(form).plan).figures()}
    absent = {}
    for key, value in report["figures"].items():
        text = format_number(Decimal(value), definitions[key].decimals or None)
        if {text, text.zfill(2)}.isdisjoint(numbers):
            absent[key] = text
    assert absent == {}


def test_a_link_whose_figure_has_no_value_keeps_the_report_from_being_closed(run: Run, tmp_path: Path, write) -> None:
    """Without the month before, "tăng … so với tháng trước" would print a gap in mid-sentence."""
    store = tmp_path / "so"
    assert run("new", "--store", store, "--agency", "van-phong-ubnd").code == 0
    month = json.loads((ROOT / "resources" / "sample" / "cong-tac-thang" / "2026-05.json").read_text(encoding="utf-8"))
    assert run("enter", "--store", store, "--period", "2026-05", "--from", write(month)).code == 0
    words = ("--store", store, "--period", "2026-05", "--form", "cong-tac-thang", "--today", "2026-05-18")
    findings = run("check", *words, "--json").json["findings"]
    told = [finding for finding in findings if finding["code"] == "TM-004"]
    assert told
    assert {finding["severity"] for finding in told} == {"error"}
    assert all(finding["field"].startswith("narrative.") for finding in told)
    assert run("close", *words).code == 1


def test_links_without_a_value_or_misspelled_are_told_in_every_text_and_in_reasons(
    run: Run, tmp_path: Path, write
) -> None:
    """What would be printed with a gap or with its braces is told with the item and the field that it stands in."""
    month = json.loads((ROOT / "resources" / "sample" / "2026-10.json").read_text(encoding="utf-8"))
    code, store = month["agency"]["code"], tmp_path / "so"
    indicator, task = month["indicators"][0], month["tasks"][0]
    link = f"chi_tieu.{indicator['code']}.ty_le"
    indicator["note"] = f"Kỳ trước {{{link}.truoc}}"
    task["result"] = f"Đạt {{ {link} }}"
    task["proposal"] = f"Giữ {{{link}}}"
    assert run("new", "--store", store, "--agency", code).code == 0
    words = ("--store", store, "--period", "2026-10")
    assert run("enter", *words, "--from", write(month)).code == 0
    late = ("--today", "2026-10-30")
    warning = next(
        finding
        for finding in run("check", *words, *late, "--json").json["findings"]
        if finding["severity"] == "warning"
    )
    key = {name: warning[name] for name in ("code", "where", "field")}
    month["acknowledged"] = [{**key, "reason": f"Đã rà soát {{{{{link}}}}}."}]
    assert run("enter", *words, "--from", write(month)).code == 0
    findings = run("check", *words, *late, "--json").json["findings"]
    told = {(item["where"], item["field"]): item["message"] for item in findings if item["code"] == "TM-004"}
    assert set(told) == {
        (indicator["code"], "note"),
        (task["code"], "result"),
        (warning["where"], warning["field"]),
    }
    assert f"“{{{link}.truoc}}”" in told[indicator["code"], "note"]
    assert f"Viết là “{{{link}}}”" in told[task["code"], "result"]
    assert f"lý do của cảnh báo {warning['code']}" in told[warning["where"], warning["field"]]
