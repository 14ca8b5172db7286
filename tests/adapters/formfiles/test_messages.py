"""Texts are filled the Vietnamese way, and a text that could not be filled is found before an officer sees it."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.messages import TomlMessages
from tests.helpers.repository import ROOT


def messages(folder: Path, text: str) -> TomlMessages:
    (folder / "thu.toml").write_text(f'["X-1"]\ntext = "{text}"\n', encoding="utf-8")
    return TomlMessages(folder)


@pytest.mark.parametrize(
    ("placeholder", "value", "printed"),
    [
        ("{v}", 1003, "1.003"),
        ("{v}", 0, "0"),
        ("{v}", -5, "-5"),
        ("{v}", Decimal("1234.50"), "1.234,50"),
        ("{v}", "1.5 nguyên văn", "1.5 nguyên văn"),
        ("{v}", dt.date(2026, 11, 2), "02/11/2026"),
        ("{v}", dt.datetime.fromisoformat("2026-11-12T17:00:00"), "17:00 12/11/2026"),
        ("{v}", True, "có"),
        ("{v}", False, "không"),
        ("{v:percent}", Decimal("80.957128"), "80,96%"),
        ("{v:percent}", Decimal("69.995"), "70,00%"),
        ("{v:percent}", 70, "70,00%"),
        ("{v:plain}", 2026, "2026"),
        ("{v:plain}", Decimal("0.7"), "0.7"),
        ("{{{v}}}", 7, "{7}"),
    ],
)
def test_a_value_is_printed_the_vietnamese_way(
    tmp_path: Path, placeholder: str, value: object, printed: str
) -> None:
    filled = messages(tmp_path, f"Thấy {placeholder} ở đây.").text("X-1", {"v": value, "other": "thừa"})
    assert filled == f"Thấy {printed} ở đây."


def test_a_variant_picks_its_own_text(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('["X-1"]\ntext = "một"\n["X-1.both"]\ntext = "hai"\n', encoding="utf-8")
    catalogue = TomlMessages(tmp_path)
    assert catalogue.text("X-1", {}) == "một"
    assert catalogue.text("X-1", {"variant": "both"}) == "hai"
    assert catalogue.codes() == {"X-1", "X-1.both"}


@pytest.mark.parametrize(
    ("code", "parameters", "lacking"),
    [("X-2", {"v": 1}, "X-2"), ("X-1", {}, "v"), ("X-1", {"v": 1, "variant": "other"}, "X-1.other")],
)
def test_what_is_not_there_is_named(
    tmp_path: Path, code: str, parameters: dict[str, object], lacking: str
) -> None:
    with pytest.raises(KeyError, match=lacking):
        messages(tmp_path, "Thấy {v}.").text(code, parameters)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('["X-1"]\ntxt = "a"', ["X-1", '"txt"', '"text"']),
        ('["X-1"]', ["X-1", '"text"']),
        ('["X-1"]\ntext = 3', ["X-1", '"text"']),
        ('["X-1"]\ntext = " "', ["X-1", '"text"']),
        ('X-1 = "a"', ["X-1"]),
        ('["X-1"]\ntext = "{v"', ["X-1", "ngoặc nhọn"]),
        ('["X-1"]\ntext = "{}"', ["X-1", "một tên"]),
        ('["X-1"]\ntext = "{v.real}"', ["X-1", "một tên"]),
        ('["X-1"]\ntext = "{v!r}"', ["X-1", "một tên"]),
        ('["X-1"]\ntext = "{v:percnt}"', ["X-1", '"percnt"', '"percent"']),
        ('["X-1"]\ntext = "ho\u0300a"', ["X-1", "NFC"]),
        ('["X-1"', ["sai cấu trúc"]),
    ],
)
def test_a_fault_is_named_with_file_and_code(tmp_path: Path, content: str, said: list[str]) -> None:
    (tmp_path / "thu.toml").write_text(content + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^Tệp thu\.toml") as refused:
        TomlMessages(tmp_path).codes()
    assert [part for part in said if part not in str(refused.value)] == [], str(refused.value)


def test_one_code_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text('["X-1"]\ntext = "một"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^Tệp b\.toml, X-1"):
        TomlMessages(tmp_path).codes()


def test_every_shipped_text_can_be_filled() -> None:
    codes = TomlMessages(ROOT / "resources" / "messages").codes()
    assert {"agency-unknown", "form-unknown", "plan-unknown"} <= codes
