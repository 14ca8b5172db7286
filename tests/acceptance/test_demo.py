"""`demo` and `self-test`: a whole sample month that others accept too, marked MẪU in every output."""

import zipfile
from pathlib import Path

import bagit

from tests.acceptance.conftest import Run


def test_demo_writes_a_store_a_package_and_a_document_marked_as_a_sample(run: Run, tmp_path: Path) -> None:
    answer = run("demo", "--out", tmp_path / "mau", "--json")
    assert (answer.code, answer.err) == (0, "")
    files = {file["kind"]: Path(file["path"]) for file in answer.json["files"]}
    assert run("verify", files["package"]).code == 0
    with zipfile.ZipFile(files["package"]) as package:
        package.extractall(tmp_path / "mo")
        assert "MẪU" in package.read(f"{files['package'].stem}/bag-info.txt").decode()
        assert "MẪU" in package.read(f"{files['package'].stem}/DOC_TRUOC.txt").decode()
    bagit.Bag(str(tmp_path / "mo" / files["package"].stem)).validate()
    with zipfile.ZipFile(files["document"]) as document:
        parts = [document.read(name).decode() for name in document.namelist() if "header" in name]
    assert any("MẪU" in part for part in parts)
    shown = run("show", "--store", answer.json["store"], "--period", "2026-11", "--json").json
    assert len(shown["indicators"]) == 9


def test_demo_gives_the_same_bytes_on_any_day_and_in_any_folder(run: Run, tmp_path: Path) -> None:
    first = run("demo", "--out", tmp_path / "mot", "--json").json["files"]
    second = run("demo", "--out", tmp_path / "hai", "--json", "--today", "2027-03-01").json["files"]
    documents = [{f["sha256"] for f in files if f["kind"] == "document"} for files in (first, second)]
    assert documents[0] == documents[1]


def test_demo_does_not_write_over_an_earlier_one(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--out", tmp_path).code == 0
    again = run("demo", "--out", tmp_path)
    assert again.code == 2
    assert again.err.count("\n") == 1


def test_self_test_finds_everything_in_order(run: Run) -> None:
    answer = run("self-test", "--json")
    assert answer.json["ok"], answer.json
    assert answer.code == 0
