"""Reading and writing the settings of an agency: whole, or refused with the place of the first fault."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.domain.agency import AgencySettings, LetterHead, Signatory
from sonla_desktop.domain.check_parameters import CheckParameters
from sonla_desktop.usecases.errors import InputRefused
from tests.helpers.error_text import error_text, faults_of_line
from tests.helpers.month_files import whole_settings, write_json
from tests.helpers.repository import ROOT
from tests.helpers.strategies import settings_of_agencies

ABSENT = object()
"""Stands for a key that is taken out."""

READER = MonthFileReader()
WHOLE = "mức ngoài cùng"
TEXT, GROUP, LIST = "chữ trong ngoặc kép", "một nhóm khóa và giá trị", "một danh sách"


def read_value(tmp_path: Path, value: object) -> AgencySettings:
    return READER.read_settings(write_json(tmp_path / "settings.json", value))


def changed(where: str, new: object) -> dict[str, Any]:
    """The whole settings with another value under this key; ABSENT takes the key out."""
    whole = whole_settings()
    *above, last = where.split("/")
    group: Any = whole
    for step in above:
        group = group[step]
    group[last] = new
    if new is ABSENT:
        del group[last]
    return whole


def test_every_key_of_the_settings_arrives(tmp_path: Path) -> None:
    assert read_value(tmp_path, whole_settings()) == AgencySettings(
        head=LetterHead(("ỦY BAN NHÂN DÂN", "TỈNH SƠN LA"), ("SỞ KHOA HỌC VÀ CÔNG NGHỆ",)),
        place="Sơn La",
        symbol="BC-SKHCN",
        signatory=Signatory(("KT. GIÁM ĐỐC",), ("PHÓ GIÁM ĐỐC",), "Người Ký Thử"),
        addressees=("Văn phòng UBND tỉnh",),
        recipients=("Như trên", "Lưu: VT"),
        officer="Cán Bộ Thử",
        official_code="H52.1.2",
        counts_as_department=True,
    )


def test_the_settings_of_a_commune_come_back_with_nothing_lost() -> None:
    path = ROOT / "tests" / "fixtures" / "04123-2026-10" / "settings.json"
    again = READER.settings_as_json(READER.read_settings(path))
    assert again == json.loads(path.read_text(encoding="utf-8"))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=settings_of_agencies())
def test_what_was_written_is_read_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, chosen: AgencySettings
) -> None:
    path = write_json(tmp_path_factory.getbasetemp() / "settings.json", READER.settings_as_json(chosen))
    assert READER.read_settings(path) == chosen


@pytest.mark.parametrize(("key", "empty"), [("officer", ""), ("official_code", None), ("counts_as_department", None)])
def test_what_is_not_printed_may_be_left_out(tmp_path: Path, key: str, empty: object) -> None:
    assert getattr(read_value(tmp_path, changed(key, ABSENT)), key) == empty


def test_addressees_of_single_forms_are_laid_over_the_stored_ones(tmp_path: Path) -> None:
    stored = replace(read_value(tmp_path, whole_settings()), addressees_by_form={"cchc": ("A",), "tb-319": ("B",)})

    def read(by_form: object) -> object:
        path = write_json(tmp_path / "a.json", {"schema": "sonla-settings/1", "addressees_by_form": by_form})
        return READER.read_settings(path, stored).addressees_by_form

    assert read({"tb-319": ["C", "D"]}) == {"cchc": ("A",), "tb-319": ("C", "D")}
    assert read({"tb-319": None}) == {"cchc": ("A",)}, "null goes back to what is usual"
    assert read({}) == stored.addressees_by_form
    assert "addressees_by_form" not in READER.settings_as_json(replace(stored, addressees_by_form={}))


def test_corrected_words_of_a_plan_are_laid_over_the_stored_ones(tmp_path: Path) -> None:
    texts = {"cchc": {"cchc-A-1.name": "A", "cchc-A-1.lead": "B"}}
    stored = replace(read_value(tmp_path, whole_settings()), plan_texts=texts)

    def read(given: object) -> object:
        path = write_json(tmp_path / "a.json", {"schema": "sonla-settings/1", "plan_texts": given})
        return READER.read_settings(path, stored).plan_texts

    assert read({"cchc": {"cchc-A-1.name": "C"}}) == {"cchc": {"cchc-A-1.name": "C", "cchc-A-1.lead": "B"}}
    assert read({"cchc": {"cchc-A-1.name": None}}) == {"cchc": {"cchc-A-1.lead": "B"}}, "null is the source's word"
    assert read({"cchc": None}) == {}
    assert read({}) == stored.plan_texts
    assert READER.settings_as_json(stored)["plan_texts"] == texts
    assert "plan_texts" not in READER.settings_as_json(replace(stored, plan_texts={}))


def test_limits_of_the_checks_are_laid_over_the_stored_ones(tmp_path: Path) -> None:
    parameters = CheckParameters(jump_points=Decimal(30), sample_deviate=Decimal("2.58"), slow_days=14)
    stored = replace(read_value(tmp_path, whole_settings()), check_parameters=parameters)

    def read(checks: object) -> CheckParameters:
        path = write_json(tmp_path / "a.json", {"schema": "sonla-settings/1", "checks": checks})
        return READER.read_settings(path, stored).check_parameters

    assert READER.settings_as_json(stored)["checks"] == {"jump_points": 30, "sample_deviate": "2.58", "slow_days": 14}
    assert read({"sample_margin": "2.5"}) == replace(parameters, sample_margin=Decimal("2.5"))
    assert read({"jump_points": None}) == replace(parameters, jump_points=CheckParameters().jump_points)
    assert read(None) == CheckParameters(), "null goes back to the usual limits"
    assert read({}) == parameters
    assert "checks" not in READER.settings_as_json(replace(stored, check_parameters=CheckParameters()))


@pytest.mark.parametrize(("superior", "lines"), [(None, None), ([], ()), (ABSENT, None), (["A"], ("A",))])
def test_an_agency_without_superior_prints_none(
    tmp_path: Path, superior: object, lines: tuple[str, ...] | None
) -> None:
    assert read_value(tmp_path, changed("head/superior", superior)).head.superior == lines


@pytest.mark.parametrize("code", ["H52", "A00.1", "H52.30.04123", "H52." + "A" * 31])
def test_official_codes_are_taken_as_they_are(tmp_path: Path, code: str) -> None:
    assert read_value(tmp_path, changed("official_code", code)).official_code == code


WRONG = [
    ("schema", ABSENT, "missing-key", WHOLE, {"key": "schema"}),
    ("schema", "sonla-settings/2", "schema", "schema", {"value": "sonla-settings/2"}),
    ("schema", "sonla-report/1.0", "schema", "schema", {"known": "sonla-settings/1"}),
    ("schema", 1, "wrong-type", "schema", {"expected": TEXT}),
    ("heads", {}, "unknown-key", WHOLE, {"key": "heads", "nearest": "head"}),
    ("head/names", [], "unknown-key", "head", {"nearest": "name"}),
    ("signatory/titel", [], "unknown-key", "signatory", {"nearest": "title"}),
    ("head", ABSENT, "missing-key", WHOLE, {"key": "head"}),
    ("head/name", ABSENT, "missing-key", "head", {"key": "name"}),
    ("place", ABSENT, "missing-key", WHOLE, {"key": "place"}),
    ("signatory/name", ABSENT, "missing-key", "signatory", {"key": "name"}),
    ("recipients", ABSENT, "missing-key", WHOLE, {"key": "recipients"}),
    ("head", [], "wrong-type", "head", {"expected": GROUP}),
    ("head/superior", "UBND TỈNH", "wrong-type", "head.superior", {"expected": LIST}),
    ("head/name", None, "wrong-type", "head.name", {"expected": LIST}),
    ("place", None, "wrong-type", "place", {"expected": TEXT}),
    ("signatory/title", "CHỦ TỊCH", "wrong-type", "signatory.title", {"expected": LIST}),
    ("addressees", [1], "wrong-type", "addressees[0]", {"expected": TEXT}),
    ("counts_as_department", 1, "wrong-type", "counts_as_department", {"expected": "true hoặc false"}),
    ("official_code", "Z52", "bad-value", "official_code", {"value": "Z52"}),
    ("official_code", "H52.a", "bad-value", "official_code", {}),
    ("official_code", "H52.", "bad-value", "official_code", {}),
    ("official_code", "H５２", "bad-value", "official_code", {}),
    ("official_code", "H52." + "A" * 32, "bad-value", "official_code", {}),
    ("official_code", "", "bad-value", "official_code", {}),
    ("place", "Sơn\nLa", "bad-value", "place", {"allowed": "chữ trên một dòng"}),
    ("recipients", ["Như trên\u2028Lưu"], "bad-value", "recipients[0]", {}),
    ("addressees_by_form", [], "wrong-type", "addressees_by_form", {"expected": GROUP}),
    ("addressees_by_form", {"cchc": "Sở"}, "wrong-type", "addressees_by_form.cchc", {"expected": LIST}),
    ("plan_texts", [], "wrong-type", "plan_texts", {"expected": GROUP}),
    ("plan_texts", {"cchc": "A"}, "wrong-type", "plan_texts.cchc", {"expected": GROUP}),
    ("plan_texts", {"cchc": {"cchc-A-1.name": 1}}, "wrong-type", "plan_texts.cchc.cchc-A-1.name", {"expected": TEXT}),
    ("checks", [], "wrong-type", "checks", {"expected": GROUP}),
    ("checks", {"jump_point": 3}, "unknown-key", "checks", {"nearest": "jump_points"}),
    ("checks", {"jump_points": 0}, "bad-value", "checks.jump_points", {"value": "0"}),
    ("checks", {"sample_margin": "100"}, "bad-value", "checks.sample_margin", {"allowed": "số từ 0,01 đến 99"}),
    ("checks", {"slow_days": "30"}, "wrong-type", "checks.slow_days", {}),
    ("checks", {"slow_percent": 101}, "bad-value", "checks.slow_percent", {}),
    ("addressees", ["Sở"] * 201, "too-many", "addressees", {"limit": 200}),
    ("officer", "Ho\u0300a", "not-nfc", "officer", {}),
    ("officer", "Hòa\x02", "bad-character", "officer", {}),
    ("officer", "x" * 32_768, "too-long", "officer", {}),
    ("place", 1.5e300, "bad-number", "place", {}),
]


@pytest.mark.parametrize(("where", "value", "code", "place", "parameters"), WRONG)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, where: str, value: object, code: str, place: str, parameters: dict[str, object]
) -> None:
    with pytest.raises(InputRefused) as caught:
        read_value(tmp_path, changed(where, value))
    error = caught.value
    assert (error.code, error.parameters["place"]) == (f"settings-{code}", place)
    assert {key: error.parameters[key] for key in parameters} == parameters
    assert faults_of_line(error) == []
    assert place in error_text(error)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"{", "cut-short"),
        (b"{}{}", "trailing"),
        (b"[1,]", "not-json"),
        (b"[]", "wrong-type"),
        (b"\xef\xbb\xbf{}", "bom"),
        (b'{"place": "\xff"}', "not-utf8"),
        (b"[" * 100_000, "too-deep"),
        (b'{"place": "", "place": ""}', "repeated-key"),
        (b" " * (32 * 1024 * 1024 + 1), "too-big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_file_is_refused_in_one_line(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as caught:
        READER.read_settings(path)
    assert caught.value.code == f"settings-{code}"
    assert faults_of_line(caught.value) == []


def test_settings_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as caught:
        READER.read_settings(tmp_path / "khong-co.json")
    assert (caught.value.code, dict(caught.value.parameters)) == ("file-absent", {"file": "khong-co.json"})


def test_a_key_left_out_keeps_what_is_stored(tmp_path: Path) -> None:
    stored = READER.read_settings(write_json(tmp_path / "day-du.json", whole_settings()))
    partial = {"schema": "sonla-settings/1", "signatory": {"name": "Lò Thị Mẫu"}}
    merged = READER.read_settings(write_json(tmp_path / "mot-phan.json", partial), stored)
    assert merged.signatory == replace(stored.signatory, name="Lò Thị Mẫu")
    assert replace(merged, signatory=stored.signatory) == stored


def test_a_partial_file_is_read_as_strictly_as_a_whole_one(tmp_path: Path) -> None:
    stored = READER.read_settings(write_json(tmp_path / "day-du.json", whole_settings()))
    partial = {"schema": "sonla-settings/1", "signatory": {"nam": "Lò Thị Mẫu"}}
    with pytest.raises(InputRefused) as refused:
        READER.read_settings(write_json(tmp_path / "mot-phan.json", partial), stored)
    assert refused.value.code == "settings-unknown-key"
