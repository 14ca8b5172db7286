"""What comes back after a version was handed in: kept whole, or refused with nothing changed."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.domain.submission import Outcome, SendLedgerEntry, SubmissionState
from sonla_desktop.usecases.amend_period import amend_period
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.errors import UserError
from sonla_desktop.usecases.export_report import export_report
from sonla_desktop.usecases.read_outcome import outcome_lines, read_outcome
from sonla_desktop.usecases.record_outcome import record_outcome
from tests.helpers.error_text import error_text, faults_of_line
from tests.helpers.real_month import OCTOBER, Office, example, key_of
from tests.helpers.stores import fingerprint

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SIGNED = date(2026, 10, 12)


@pytest.fixture
def closed(commune: Office) -> Office:
    """October, closed on the 11th and looked at on the 13th."""
    commune.at("2026-10-11T09:00")
    commune.enter(example())
    commune.close()
    commune.at("2026-10-13T10:00")
    return commune


def package_of(office: Office, version: int = 1) -> str:
    with office.store.begin() as work:
        files = work.versions(key_of())[version - 1].files
    return next(file.sha256 for file in files if file.kind == "package")


def receipt_of(office: Office, **other: Any) -> Path:
    value = {
        "schema": "sonla-receipt/1",
        "package_sha256": package_of(office),
        "volumes": [],
        "agency": "04123",
        "form": "kh-2026",
        "period": OCTOBER,
        "version": 1,
        "state": "received",
        "findings": [],
        "receiver": "Sở Khoa học và Công nghệ",
        "at": "2026-10-12T09:30:00",
    } | other
    path = office.folder / "phieu-tiep-nhan.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def scan_of(office: Office, content: bytes = PDF, name: str = "45-BC-UBND (đã ký).pdf") -> Path:
    path = office.folder / name
    path.write_bytes(content)
    return path


def record(office: Office, **given: Any) -> Changes:
    return record_outcome(office.world, office.store, OCTOBER, **given)[1]


def outcome(office: Office) -> Outcome:
    return read_outcome(office.world, office.store, OCTOBER)


def actions(office: Office, action: str) -> list[Any]:
    with office.store.begin() as work:
        return [entry for entry in work.audit(500) if entry.action == action]


def test_what_came_back_is_kept_piece_by_piece(closed: Office) -> None:
    assert outcome(closed).state is SubmissionState.CLOSED
    record(closed, number="45", date=SIGNED)
    assert outcome(closed).state is SubmissionState.SENT
    record(closed, signed_pdf=scan_of(closed))
    changes = record(closed, receipt=receipt_of(closed))
    known = outcome(closed)
    assert (known.submission.number, known.submission.date) == ("45/BC-UBND", SIGNED)
    assert known.state is SubmissionState.RECEIVED
    assert known.submission.receipt is not None
    assert known.submission.receipt.receiver == "Sở Khoa học và Công nghệ"
    assert known.submission.signed_pdf is not None
    assert closed.store.shelf.path(known.submission.signed_pdf).read_bytes() == PDF
    assert changes.reports == {key_of()}


def test_the_same_once_more_changes_nothing(closed: Office) -> None:
    given = {"number": "45", "date": SIGNED, "signed_pdf": scan_of(closed), "receipt": receipt_of(closed)}
    record(closed, **given)
    before = len(actions(closed, "record"))
    closed.at("2026-10-14T10:00")
    assert record(closed, **given) == Changes()
    assert len(actions(closed, "record")) == before


def test_a_correction_takes_the_place_of_what_was_recorded_and_both_stay_in_the_chain(closed: Office) -> None:
    record(closed, number="45", date=SIGNED)
    record(closed, number="54")
    assert (outcome(closed).submission.number, outcome(closed).submission.date) == ("54/BC-UBND", SIGNED)
    numbers = [(link.old, link.new) for link in actions(closed, "record") if link.field == "submission.number"]
    assert tuple(map(json.loads, numbers[0])) == ("45/BC-UBND", "54/BC-UBND")


def test_a_package_that_was_sent_back_is_told_with_its_findings(closed: Office) -> None:
    findings = [{"code": "CT-003", "severity": "error", "message": "Tử số lớn hơn mẫu số."}]
    record(closed, receipt=receipt_of(closed, state="returned", findings=findings))
    assert outcome(closed).label == "bị trả lại"
    assert "- CT-003: Tử số lớn hơn mẫu số." in outcome_lines(outcome(closed))


def test_a_typed_reference_with_a_scan_is_no_receipt(closed: Office) -> None:
    record(closed, reference=" 12/PTN ", signed_pdf=scan_of(closed))
    assert (outcome(closed).state, outcome(closed).submission.reference) == (SubmissionState.SENT, "12/PTN")


def test_keys_of_a_newer_receipt_are_put_aside_and_said(closed: Office) -> None:
    record(closed, receipt=receipt_of(closed, schema="sonla-receipt/1.2", channel="thư"))
    assert any("channel" in line for line in outcome_lines(outcome(closed)))


def test_the_day_of_closing_is_the_first_day_of_signing(closed: Office) -> None:
    record(closed, number="45", date=date(2026, 10, 11))
    assert outcome(closed).submission.date == date(2026, 10, 11)


def test_a_receipt_may_name_a_volume_that_was_handed_out(closed: Office) -> None:
    with closed.store.begin() as work:
        entry = SendLedgerEntry("goi.t1-2.zip", "volume", "ab" * 32, "USB", closed.world.clock.now())
        work.record_handed_out(key_of(), 1, [entry])
        work.commit()
    volumes = [{"sha256": "ab" * 32, "state": "received"}]
    record(closed, receipt=receipt_of(closed, package_sha256="cd" * 32, volumes=volumes))
    assert outcome(closed).state is SubmissionState.RECEIVED


Given = Callable[[Office], dict[str, Any]]

REFUSED: list[tuple[str, Given, str]] = [
    ("nothing", lambda office: {}, "outcome-nothing"),
    ("blanks only", lambda office: {"number": "  ", "reference": " "}, "outcome-nothing"),
    ("no number", lambda office: {"number": "abc", "date": SIGNED}, "outcome-number"),
    ("other type", lambda office: {"number": "45/KH-UBND", "date": SIGNED}, "outcome-number"),
    ("number alone", lambda office: {"number": "45"}, "outcome-date-missing"),
    ("date alone", lambda office: {"date": SIGNED}, "outcome-number-missing"),
    ("tomorrow", lambda office: {"number": "45", "date": date(2026, 10, 14)}, "outcome-date-future"),
    ("before", lambda office: {"number": "45", "date": date(2026, 10, 10)}, "outcome-date-before-closing"),
    ("absent", lambda office: {"signed_pdf": office.folder / "khong-co.pdf"}, "file-absent"),
    ("folder", lambda office: {"signed_pdf": office.folder}, "file-absent"),
    ("no PDF", lambda office: {"signed_pdf": scan_of(office, b"PK\x03\x04")}, "outcome-pdf"),
    ("empty", lambda office: {"signed_pdf": scan_of(office, b"")}, "outcome-pdf"),
    ("cut", lambda office: {"signed_pdf": scan_of(office, PDF[:-8])}, "outcome-pdf-cut"),
    ("reference alone", lambda office: {"reference": "12/PTN"}, "outcome-reference-alone"),
    ("long reference", lambda office: {"reference": "1" * 201}, "outcome-reference"),
    ("other agency", lambda office: {"receipt": receipt_of(office, agency="04124")}, "outcome-receipt-other"),
    ("other form", lambda office: {"receipt": receipt_of(office, form="tb-319")}, "outcome-receipt-other"),
    ("other period", lambda office: {"receipt": receipt_of(office, period="2026-09")}, "outcome-receipt-other"),
    ("other version", lambda office: {"receipt": receipt_of(office, version=2)}, "outcome-receipt-other"),
    ("other package", lambda office: {"receipt": receipt_of(office, package_sha256="0" * 64)}, "outcome-receipt-other"),
    ("broken receipt", lambda office: {"receipt": scan_of(office)}, "receipt-not-json"),
    ("version", lambda office: {"number": "45", "date": SIGNED, "version": 2}, "version-unknown"),
    (
        "good scan, foreign receipt",
        lambda office: {"signed_pdf": scan_of(office), "receipt": receipt_of(office, agency="04124")},
        "outcome-receipt-other",
    ),
    (
        "good scan, bad date",
        lambda office: {"signed_pdf": scan_of(office), "number": "45", "date": date(2026, 10, 10)},
        "outcome-date-before-closing",
    ),
]


@pytest.mark.parametrize(("given", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_does_not_fit_is_refused_in_one_line_and_changes_nothing(
    closed: Office, given: Given, code: str
) -> None:
    asked = given(closed)
    before = fingerprint(closed.store.folder)
    with pytest.raises(UserError) as caught:
        record(closed, **asked)
    assert caught.value.code == code
    assert faults_of_line(caught.value) == []
    assert fingerprint(closed.store.folder) == before


def test_the_refusal_of_a_receipt_says_what_differs(closed: Office) -> None:
    with pytest.raises(UserError) as caught:
        record(closed, receipt=receipt_of(closed, period="2026-09"))
    assert "2026-09" in error_text(caught.value)
    assert OCTOBER in error_text(caught.value)


def test_nothing_comes_back_for_a_month_that_is_open(commune: Office) -> None:
    with pytest.raises(UserError, match="not-closed"):
        record(commune, number="45", date=SIGNED)


def test_a_replacement_is_recorded_beside_what_it_replaces_and_has_a_number_of_its_own(closed: Office) -> None:
    record(closed, number="45", date=SIGNED)
    amend_period(closed.world, closed.store, OCTOBER, "", "Cộng sót sổ văn bản đi.")
    record(closed, version=1, signed_pdf=scan_of(closed))
    value = example() | {"version": 2}
    value["supersedes"] = None
    for holder in (value["indicators"][0], *value["indicators"][0]["sources"]):
        holder["numerator"] = 777
    closed.enter(value)
    closed.close()
    with pytest.raises(UserError, match="outcome-number-used"):
        record(closed, number="45", date=date(2026, 10, 13))
    record(closed, number="47", date=date(2026, 10, 13))
    assert outcome(closed).submission.number == "47/BC-UBND"
    assert read_outcome(closed.world, closed.store, OCTOBER, version=1).submission.number == "45/BC-UBND"


def test_every_file_that_is_handed_out_is_noted_with_folder_and_hash(closed: Office) -> None:
    target = closed.folder / "Gửi tỉnh"
    files = export_report(closed.world, closed.store, OCTOBER, target)
    noted = outcome(closed).handed_out
    assert outcome(closed).state is SubmissionState.EXPORTED
    assert [(entry.name, entry.kind, entry.sha256) for entry in noted] == [
        (file.path.name, file.kind, file.sha256) for file in files
    ]
    assert {entry.place for entry in noted} == {"Gửi tỉnh"}
    assert {entry.at for entry in noted} == {closed.world.clock.now()}
    with closed.store.begin() as work:
        assert str(closed.folder) not in "".join(entry.new for entry in work.audit(500))
