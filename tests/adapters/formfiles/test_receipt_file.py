"""Reading a receipt: what the receiver wrote arrives whole, anything doubtful is refused in one line with its place."""

import json
import unicodedata
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.submission import Receipt, ReceiptState
from sonla_desktop.usecases.errors import InputRefused
from tests.helpers.error_text import error_text, faults_of_line
from tests.helpers.month_files import HASH, write_json

ABSENT = object()
"""Stands for a key that is taken out."""

WHOLE = "mức ngoài cùng"


def whole_receipt() -> dict[str, Any]:
    """A receipt with every key that there is."""
    return {
        "schema": "sonla-receipt/1",
        "package_sha256": HASH,
        "volumes": [{"sha256": HASH[::-1], "state": "received"}],
        "agency": "04123",
        "form": "kh-2026",
        "period": "2026-10",
        "version": 1,
        "state": "returned",
        "findings": [{"code": "CT-003", "severity": "error", "where": "ma", "field": "numerator", "message": "Sai."}],
        "receiver": "Sở Khoa học và Công nghệ",
        "at": "2026-10-12T09:30:00",
    }


def read(path: Path) -> Receipt:
    return MonthFileReader().read_receipt(path)


def read_value(tmp_path: Path, value: object) -> Receipt:
    return read(write_json(tmp_path / "phieu-tiep-nhan.json", value))


def changed(key: str, new: object) -> dict[str, Any]:
    receipt = whole_receipt() | {key: new}
    if new is ABSENT:
        del receipt[key]
    return receipt


def test_every_key_of_a_receipt_arrives(tmp_path: Path) -> None:
    assert read_value(tmp_path, whole_receipt()) == Receipt(
        package_sha256=HASH,
        agency="04123",
        form="kh-2026",
        period="2026-10",
        version=1,
        state=ReceiptState.RETURNED,
        receiver="Sở Khoa học và Công nghệ",
        at=datetime(2026, 10, 12, 9, 30),
        findings=({"code": "CT-003", "severity": "error", "where": "ma", "field": "numerator", "message": "Sai."},),
        volumes=({"sha256": HASH[::-1], "state": "received"},),
    )


@pytest.mark.parametrize("key", ["volumes", "findings"])
def test_a_receipt_without_volumes_or_findings_has_none(tmp_path: Path, key: str) -> None:
    assert getattr(read_value(tmp_path, changed(key, ABSENT)), key) == ()


@pytest.mark.parametrize(
    ("written", "local"),
    [
        ("2026-10-12T09:30", datetime(2026, 10, 12, 9, 30)),
        ("2026-10-12T09:30:15.250000", datetime(2026, 10, 12, 9, 30, 15)),
        ("2026-10-12T09:30:00+07:00", datetime(2026, 10, 12, 9, 30)),
        ("2026-10-12T20:30:00Z", datetime(2026, 10, 13, 3, 30)),
    ],
)
def test_the_time_is_told_as_in_viet_nam(tmp_path: Path, written: str, local: datetime) -> None:
    assert read_value(tmp_path, changed("at", written)).at == local


@pytest.mark.parametrize("schema", ["sonla-receipt/1", "sonla-receipt/1.0"])
def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path: Path, schema: str) -> None:
    with pytest.raises(InputRefused) as caught:
        read_value(tmp_path, whole_receipt() | {"schema": schema, "reciever": "x"})
    assert caught.value.code == "receipt-unknown-key"
    assert caught.value.parameters["nearest"] == "receiver"


def test_keys_of_a_newer_minor_schema_are_put_aside_and_named(tmp_path: Path) -> None:
    newer = whole_receipt() | {"schema": "sonla-receipt/1.4", "channel": "e-mail"}
    newer["volumes"][0]["bytes"] = 12
    newer["findings"][0]["clause"] = "II.2"
    receipt = read_value(tmp_path, newer)
    assert receipt.unread == ("channel", "volumes[0].bytes", "findings[0].clause")
    assert replace(receipt, unread=()) == read_value(tmp_path, whole_receipt())


def test_a_newer_minor_schema_excuses_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="receipt-bad-value"):
        read_value(tmp_path, whole_receipt() | {"schema": "sonla-receipt/1.4", "state": "lost"})


WRONG = [
    ("schema", ABSENT, "missing-key", WHOLE),
    ("schema", "sonla-receipt/2", "schema", "schema"),
    ("schema", "sonla-report/1.0", "schema", "schema"),
    ("schema", 1, "wrong-type", "schema"),
    ("package_sha256", ABSENT, "missing-key", WHOLE),
    ("package_sha256", HASH.upper(), "bad-value", "package_sha256"),
    ("package_sha256", HASH[1:], "bad-value", "package_sha256"),
    ("volumes", {}, "wrong-type", "volumes"),
    ("volumes", None, "wrong-type", "volumes"),
    ("volumes", [{"sha256": HASH}], "missing-key", "volumes[0]"),
    ("volumes", [{"sha256": HASH, "state": "received"}] * 2, "duplicate", "volumes[1].sha256"),
    ("volumes", [{"sha256": HASH, "state": "received"}] * 201, "too-many", "volumes"),
    ("agency", 4123, "wrong-type", "agency"),
    ("agency", " ", "bad-value", "agency"),
    ("period", "2026-13", "bad-value", "period"),
    ("version", 0, "bad-value", "version"),
    ("version", True, "wrong-type", "version"),
    ("version", "1", "wrong-type", "version"),
    ("state", "lost", "bad-value", "state"),
    ("findings", ["CT-003"], "wrong-type", "findings[0]"),
    ("findings", [{"code": "CT-003", "severity": "fatal"}], "bad-value", "findings[0] (CT-003).severity"),
    ("receiver", "", "bad-value", "receiver"),
    ("receiver", "Sở\nKhoa học", "bad-value", "receiver"),
    ("receiver", unicodedata.normalize("NFD", "Sở"), "not-nfc", "receiver"),
    ("receiver", "Sở\x02", "bad-character", "receiver"),
    ("receiver", "a" * 40_000, "too-long", "receiver"),
    ("at", "2026-10-12", "bad-date", "at"),
    ("at", "2026-02-30T09:30:00", "bad-date", "at"),
    ("at", "2026-10-12T25:00:00", "bad-date", "at"),
    ("at", "2026-10-12T09:30:00+99:99", "bad-date", "at"),
    ("at", "0001-01-01T00:00:00+07:00", "bad-date", "at"),
    ("at", 20261012, "wrong-type", "at"),
]


@pytest.mark.parametrize(("key", "new", "code", "place"), WRONG)
def test_a_wrong_receipt_is_refused_with_its_place(
    tmp_path: Path, key: str, new: object, code: str, place: str
) -> None:
    with pytest.raises(InputRefused) as caught:
        read_value(tmp_path, changed(key, new))
    error = caught.value
    assert (error.code, error.parameters["place"]) == (f"receipt-{code}", place)
    assert faults_of_line(error) == []


HOSTILE = [
    (b"", "empty"),
    (b"{", "cut-short"),
    (b"{}{}", "trailing"),
    (b"{'a': 1}", "not-json"),
    (b"[]", "wrong-type"),
    (b"null", "wrong-type"),
    (b"\xef\xbb\xbf{}", "bom"),
    (b'{"receiver": "\xff"}', "not-utf8"),
    (b"[" * 100_000, "too-deep"),
    (b'{"a":' * 30 + b"1" + b"}" * 30, "too-deep"),
    (b'{"version": 1, "version": 2}', "repeated-key"),
    (b'{"version": NaN}', "bad-number"),
    (b'{"version": -Infinity}', "bad-number"),
    (b'{"version": 1e999999999}', "bad-number"),
    (b'{"version": ' + b"9" * 5_000 + b"}", "bad-number"),
    (b'{"receiver": "\\ud800"}', "bad-character"),
    (b'{"findings": [' + b"1," * 6_000 + b"1]}", "too-many"),
    (b" " * (1024 * 1024 + 1), "too-big"),
]


@pytest.mark.parametrize(("content", "code"), HOSTILE, ids=[f"{n}-{code}" for n, (_, code) in enumerate(HOSTILE)])
def test_a_hostile_file_is_refused_in_one_line(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "phieu-tiep-nhan.json"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as caught:
        read(path)
    assert caught.value.code == f"receipt-{code}"
    assert faults_of_line(caught.value) == []
    assert "phieu-tiep-nhan.json" in error_text(caught.value)


def test_a_receipt_cut_anywhere_is_refused_and_never_half_read(tmp_path: Path) -> None:
    whole = json.dumps(whole_receipt()).encode()
    path = tmp_path / "phieu.json"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(InputRefused):
            read(path)


@pytest.mark.parametrize(("name", "code"), [("khong-co.json", "file-absent"), (".", "file-not-plain")])
def test_what_is_no_file_is_told_so(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(InputRefused, match=code):
        read(tmp_path / name)
