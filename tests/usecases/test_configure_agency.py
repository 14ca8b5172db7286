"""Settings at the door of the store: tidied, known forms only, every change told in the audit chain."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sonla_desktop.adapters.formfiles.month_file import MonthFileReader
from sonla_desktop.adapters.store.layout import DATABASE
from sonla_desktop.adapters.store.store import SqliteStore
from sonla_desktop.usecases.changes import Changes
from sonla_desktop.usecases.clocks import FixedClock
from sonla_desktop.usecases.configure_agency import configure, configure_from_file
from sonla_desktop.usecases.errors import InputRefused
from tests.helpers import months
from tests.helpers.error_text import faults_of_line
from tests.helpers.filled_months import catalogue
from tests.helpers.month_files import write_json
from tests.helpers.stores import NOW, new_store, opened

WORLD: Any = SimpleNamespace(catalogue=catalogue(), clock=FixedClock(NOW), month_files=MonthFileReader())
SCHEMA = {"schema": "sonla-settings/1"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with opened(new_store(tmp_path / "so")) as made:
        yield made


def changes_of(store: SqliteStore) -> list[tuple[str, str, str]]:
    with store.begin() as work:
        return [(entry.field, entry.old, entry.new) for entry in work.audit() if entry.action == "configure"]


def test_what_is_typed_is_tidied_before_it_is_stored(store: SqliteStore) -> None:
    recipients = ("- Như trên;", "Lưu: VT.")
    typed = replace(months.settings(), symbol="Số: /BC-UBND", place="Chiềng Mung,", recipients=recipients)
    assert configure(WORLD, store, typed) == Changes(), "it says what is stored already"
    assert configure(WORLD, store, replace(typed, place="Sơn  La.")) == Changes(settings=True)
    with store.begin() as work:
        assert work.settings() == replace(months.settings(), place="Sơn La")


def test_addressees_of_a_form_come_from_a_file_and_are_taken_back(store: SqliteStore, tmp_path: Path) -> None:
    def take(by_form: dict[str, Any]) -> None:
        configure_from_file(WORLD, store, write_json(tmp_path / "a.json", SCHEMA | {"addressees_by_form": by_form}))

    take({"tb-319": ["Kính gửi: Sở Nội vụ;"]})
    with store.begin() as work:
        assert work.settings().addressees_by_form == {"tb-319": ("Sở Nội vụ",)}
    take({"tb-319": None})
    with store.begin() as work:
        assert work.settings() == months.settings()
    told = [(field, json.loads(old or "null"), json.loads(new or "null")) for field, old, new in changes_of(store)[:2]]
    assert told == [
        ("addressees_by_form.tb-319", ["Sở Nội vụ"], None),
        ("addressees_by_form.tb-319", None, ["Sở Nội vụ"]),
    ]


def test_an_unknown_form_is_refused_with_the_nearest(store: SqliteStore, tmp_path: Path) -> None:
    path = write_json(tmp_path / "a.json", SCHEMA | {"addressees_by_form": {"tb-391": ["Sở Nội vụ"]}})
    with pytest.raises(InputRefused) as refused:
        configure_from_file(WORLD, store, path)
    assert (refused.value.code, refused.value.parameters["nearest"]) == ("settings-unknown-key", "tb-319")
    assert faults_of_line(refused.value) == []


def test_corrected_words_are_tidied_told_wording_by_wording_and_taken_back(store: SqliteStore, tmp_path: Path) -> None:
    def take(texts: dict[str, Any]) -> None:
        configure_from_file(WORLD, store, write_json(tmp_path / "a.json", SCHEMA | {"plan_texts": {"cchc": texts}}))

    take({"cchc-A-1.deadline": " Quý  IV/2025 ", "cchc-A-1.lead": "  "})
    with store.begin() as work:
        assert work.settings().plan_texts == {"cchc": {"cchc-A-1.deadline": "Quý IV/2025"}}
    take({"cchc-A-1.deadline": None})
    with store.begin() as work:
        assert work.settings() == months.settings()
    told = [(field, json.loads(old or "null"), json.loads(new or "null")) for field, old, new in changes_of(store)[:2]]
    assert told == [
        ("plan_texts.cchc.cchc-A-1.deadline", "Quý IV/2025", None),
        ("plan_texts.cchc.cchc-A-1.deadline", None, "Quý IV/2025"),
    ]


@pytest.mark.parametrize(
    ("texts", "place", "nearest"),
    [
        ({"cch": {}}, "plan_texts", "cchc"),
        ({"cchc": {"cchc-A-1.nam": "A"}}, "plan_texts.cchc", "cchc-A-1.name"),
        ({"cchc": {"cchc-A1.name": "A"}}, "plan_texts.cchc", "cchc-A-1.name"),
        ({"khac-phuc-han-che": {"phu-luc-2.1.muc": "A"}}, "plan_texts.khac-phuc-han-che", "phu-luc-2.1.tt"),
    ],
)
def test_unknown_words_of_a_plan_are_refused_with_the_nearest(
    store: SqliteStore, tmp_path: Path, texts: dict[str, Any], place: str, nearest: str
) -> None:
    path = write_json(tmp_path / "a.json", SCHEMA | {"plan_texts": texts})
    with pytest.raises(InputRefused) as refused:
        configure_from_file(WORLD, store, path)
    told = refused.value.parameters
    assert (refused.value.code, told["place"], told["nearest"]) == ("settings-unknown-key", place, nearest)
    assert faults_of_line(refused.value) == []


def test_a_store_of_an_earlier_program_opens_and_takes_addressees_of_a_form(tmp_path: Path) -> None:
    folder = new_store(tmp_path / "so")
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        [(body,)] = database.execute("SELECT body FROM settings").fetchall()
        old = {key: value for key, value in json.loads(body).items() if key not in ("addressees_by_form", "plan_texts")}
        database.execute("UPDATE settings SET body = ?", (json.dumps(old, ensure_ascii=False),))
        database.commit()
    chosen = replace(months.settings(), addressees_by_form={"cchc": ("Sở Nội vụ",)})
    with opened(folder) as store:
        with store.begin() as work:
            assert work.settings() == months.settings()
        configure(WORLD, store, chosen)
    with opened(folder, read_only=True) as store, store.begin() as work:
        assert work.settings() == chosen
