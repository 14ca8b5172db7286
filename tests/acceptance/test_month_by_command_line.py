"""One commune's real month through the command line: in goes the month file, out come package and document."""

import json
import zipfile
from pathlib import Path

import bagit
import pytest

from tests.acceptance.conftest import EXAMPLE, Run, snapshot

PERIOD = ("--period", "2026-10")
THEN = ("--today", "2026-10-11")


def entered(run: Run, store: Path) -> None:
    answer = run("enter", "--store", store, *PERIOD, "--from", EXAMPLE / "month.json",
                 "--evidence", EXAMPLE / "minh-chung", *THEN)  # fmt: skip
    assert (answer.code, answer.err) == (0, "")


def closed(run: Run, store: Path) -> None:
    entered(run, store)
    assert run("close", "--store", store, *PERIOD, *THEN).code == 0


def exported(run: Run, store: Path, out: Path) -> dict[str, Path]:
    answer = run("export", "--store", store, *PERIOD, "--out", out, "--json")
    assert answer.code == 0
    return {file["kind"]: Path(file["path"]) for file in answer.json["files"]}


def test_what_was_entered_is_shown_again_to_the_letter(run: Run, store: Path, month: dict) -> None:
    entered(run, store)
    shown = run("show", "--store", store, *PERIOD, "--json").json
    for reading in month["indicators"]:
        for source in reading["sources"]:
            source.setdefault("printed_ratio", None)
    assert shown == month


def test_an_untouched_month_is_shown_empty_and_checked_as_missing(run: Run, store: Path) -> None:
    shown = run("show", "--store", store, *PERIOD, "--json").json
    assert (shown["indicators"], shown["tasks"], shown["version"]) == ([], [], 1)
    answer = run("check", "--store", store, *PERIOD, *THEN, "--json")
    codes = [finding["code"] for finding in answer.json["findings"]]
    assert answer.code == 1
    assert (codes.count("CT-001"), codes.count("NV-001")) == (8, 22)


def test_the_example_month_has_nothing_wrong(run: Run, store: Path) -> None:
    entered(run, store)
    answer = run("check", "--store", store, *PERIOD, *THEN, "--json")
    assert answer.code == 0
    assert [f for f in answer.json["findings"] if f["severity"] != "notice"] == []


def test_a_finding_names_code_severity_item_field_and_says_it_in_vietnamese(
    run: Run, store: Path, month: dict, write
) -> None:
    month["indicators"][0]["numerator"] = 2000
    assert run("enter", "--store", store, *PERIOD, "--from", write(month)).code == 0
    answer = run("check", "--store", store, *PERIOD, *THEN, "--json")
    finding = next(f for f in answer.json["findings"] if f["code"] == "CT-003")
    assert (finding["severity"], finding["where"], finding["field"]) == ("error", "vb-dien-tu-toan-trinh", "numerator")
    assert "2.000" in finding["message"]
    assert answer.code == 1


def test_a_month_with_a_sai_is_not_closed(run: Run, store: Path, month: dict, write) -> None:
    del month["tasks"][3:]
    run("enter", "--store", store, *PERIOD, "--from", write(month))
    before = snapshot(store)
    answer = run("close", "--store", store, *PERIOD, *THEN)
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert snapshot(store) == before


def test_a_warning_passes_only_with_a_reason(run: Run, store: Path, month: dict, write) -> None:
    entered(run, store)
    reading = month["indicators"][0]
    reading["sources"] = reading["sources"][:1]
    partial = {key: month[key] for key in ("schema", "agency", "form", "period")} | {"indicators": [reading]}
    run("enter", "--store", store, *PERIOD, "--from", write(partial))
    assert run("close", "--store", store, *PERIOD, *THEN).code == 1
    reason = {"code": "DC-001", "where": reading["code"], "field": "sources", "reason": "Sổ giấy đã nộp lưu trữ."}
    run("enter", "--store", store, *PERIOD, "--from", write(partial | {"indicators": [], "acknowledged": [reason]}))
    assert run("close", "--store", store, *PERIOD, *THEN).code == 0


def test_late_closing_is_recorded_and_not_blocked(run: Run, store: Path) -> None:
    entered(run, store)
    late = ("--today", "2026-10-12T17:00")
    findings = run("check", "--store", store, *PERIOD, *late, "--json").json["findings"]
    assert [f["code"] for f in findings if f["severity"] == "warning"] == ["BC-002"]
    assert run("close", "--store", store, *PERIOD, *late).code == 0


def test_a_closed_month_takes_nothing_more(run: Run, store: Path) -> None:
    closed(run, store)
    before = snapshot(store)
    for words in (("enter", "--from", EXAMPLE / "month.json"), ("close",)):
        answer = run(words[0], "--store", store, *PERIOD, *words[1:])
        assert answer.code == 2
        assert answer.err.count("\n") == 1
    assert snapshot(store) == before


def test_findings_of_a_closed_month_do_not_change_with_the_day(run: Run, store: Path) -> None:
    closed(run, store)
    on_time = run("check", "--store", store, *PERIOD, *THEN, "--json").json
    assert run("check", "--store", store, *PERIOD, "--today", "2027-05-01", "--json").json == on_time


def test_two_exports_are_byte_identical_and_verified_by_us_and_by_bagit(
    run: Run, store: Path, tmp_path: Path
) -> None:
    closed(run, store)
    first = exported(run, store, tmp_path / "mot")
    second = exported(run, store, tmp_path / "hai")
    assert first.keys() == second.keys() == {"package", "document"}
    for kind, path in first.items():
        assert path.read_bytes() == second[kind].read_bytes()
    assert first["package"].name == "04123_kh-2026_2026-10_v1.zip"
    answer = run("verify", first["package"], "--json")
    assert (answer.code, answer.json["whole"], answer.json["problems"]) == (0, True, [])
    assert "BC-001" in answer.json["not_rechecked"]
    with zipfile.ZipFile(first["package"]) as package:
        package.extractall(tmp_path / "mo")
    bagit.Bag(str(tmp_path / "mo" / first["package"].stem)).validate()


def test_appendices_can_be_exported_as_files_of_their_own(run: Run, store: Path, tmp_path: Path) -> None:
    closed(run, store)
    plain = exported(run, store, tmp_path / "mot")
    words = ("export", "--store", store, "--period", "2026-10", "--out", tmp_path / "hai", "--separate-appendices")
    answer = run(*words, "--json")
    assert answer.code == 0
    files = [Path(file["path"]) for file in answer.json["files"]]
    assert [file.name.rpartition("_v1")[2] for file in files[:3]] == [".zip", ".docx", "_phu-luc-1.docx"]
    assert files[0].read_bytes() == plain["package"].read_bytes()
    assert files[1].read_bytes() != plain["document"].read_bytes()


def test_the_package_holds_the_report_as_it_was_closed(run: Run, store: Path, tmp_path: Path) -> None:
    closed(run, store)
    package = exported(run, store, tmp_path / "ra")["package"]
    with zipfile.ZipFile(package) as opened:
        report = json.loads(opened.read(f"{package.stem}/data/bao-cao.json"))
        declared = json.loads(opened.read(f"{package.stem}/data/khai-bao.json"))
    assert report == run("show", "--store", store, *PERIOD, "--json").json
    assert (len(report["indicators"]), len(report["tasks"])) == (9, 22)
    assert declared["indicators"] == {item["code"]: item["state"] for item in report["indicators"]}


def test_an_altered_package_is_told_by_name(run: Run, store: Path, tmp_path: Path) -> None:
    closed(run, store)
    package = exported(run, store, tmp_path / "ra")["package"]
    altered = tmp_path / "sua.zip"
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(altered, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("chi-tieu.csv"):
                data = data.replace(b",776,", b",779,", 1)
            target.writestr(entry, data)
    answer = run("verify", altered, "--json")
    assert answer.code == 1
    assert [(p["file"], p["kind"]) for p in answer.json["problems"]] == [("data/so-lieu/chi-tieu.csv", "hash")]


def test_an_item_left_out_of_a_file_stays_as_it_was(run: Run, store: Path, month: dict, write) -> None:
    entered(run, store)
    reading = month["indicators"][0] | {"numerator": 777}
    partial = {key: month[key] for key in ("schema", "agency", "form", "period")} | {"indicators": [reading]}
    assert run("enter", "--store", store, *PERIOD, "--from", write(partial)).code == 0
    shown = run("show", "--store", store, *PERIOD, "--json").json
    assert shown["indicators"][0]["numerator"] == 777
    assert shown["tasks"] == month["tasks"]
    assert shown["narrative"] == month["narrative"]


@pytest.mark.parametrize("agency", ["03646", "so-khcn", "van-phong-ubnd", "cong-ttdt"])
def test_every_kind_of_agency_gets_its_store(run: Run, tmp_path: Path, agency: str) -> None:
    assert run("new", "--store", tmp_path / "kho", "--agency", agency).code == 0
    findings = run("check", "--store", tmp_path / "kho", *PERIOD, *THEN, "--json").json["findings"]
    expected = {"03646": 22, "so-khcn": 33, "van-phong-ubnd": 29, "cong-ttdt": 1}[agency]
    assert sum(finding["code"] == "NV-001" for finding in findings) == expected
