"""One door to everything shipped: right things out, wrong names refused with the nearest, nothing read too early."""

import shutil
from pathlib import Path

import pytest

from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue
from sonla_desktop.usecases.errors import InputRefused
from sonla_desktop.usecases.ports import Catalogue
from tests.helpers.fresh_python import output_of
from tests.helpers.repository import ROOT

FORM = """
id = "thu"
version = {version}
duty = "Thử"
title = "Báo cáo thử"
short_title = "Thử"
plan = "kh-2026"
[[section]]
id = "tasks"
kind = "tasks"
title = "Nhiệm vụ"
[[step]]
id = "tasks"
title = "Nhiệm vụ"
sections = ["tasks"]
[document]
type_name = "BÁO CÁO"
subject = "Kết quả"
opening = []
closing = []
order = ["tasks"]
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    (tmp_path / "thu.toml").write_text(FORM.format(version=1), encoding="utf-8")
    (tmp_path / "thu.v2.toml").write_text(FORM.format(version=2), encoding="utf-8")
    return DataCatalogue(ROOT / "resources", tmp_path)


def test_agencies_are_listed_and_found_by_code(catalogue: Catalogue) -> None:
    assert len(catalogue.agencies()) == 93
    assert catalogue.agency("04123").name == "UBND xã Chiềng Mung"
    assert catalogue.agency("so-khcn") in catalogue.agencies()


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("04124", "04123 (UBND xã Chiềng Mung)"),
        ("4123", "04123 (UBND xã Chiềng Mung)"),
        ("chieng mung", "04123 (UBND xã Chiềng Mung)"),
        ("so-khc", "so-khcn (Sở Khoa học và Công nghệ)"),
        ("so cong thuong", "so-cong-thuong (Sở Công Thương)"),
    ],
)
def test_an_unknown_agency_is_refused_with_the_nearest(catalogue: Catalogue, asked: str, nearest: str) -> None:
    with pytest.raises(InputRefused) as refused:
        catalogue.agency(asked)
    assert refused.value.code == "agency-unknown"
    assert refused.value.parameters == {"code": asked, "nearest": nearest}


@pytest.mark.parametrize("asked", ["", "9" * 5000, "٠٤١٢٣", "x\ny\x00" * 999, "²", "-04123"])
def test_nonsense_is_refused_in_one_short_line(catalogue: Catalogue, asked: str) -> None:
    with pytest.raises(InputRefused) as refused:
        catalogue.agency(asked)
    text = catalogue.messages().text(refused.value.code, refused.value.parameters)
    assert len(text) < 200
    assert "\n" not in text


def test_the_newest_version_of_a_form_is_taken(catalogue: Catalogue) -> None:
    assert list(catalogue.form_ids()) == ["thu"]
    assert catalogue.form("thu").version == 2
    assert catalogue.form("thu") is catalogue.form("thu")


def test_an_unknown_form_is_refused_with_those_there_are(catalogue: Catalogue) -> None:
    with pytest.raises(InputRefused) as refused:
        catalogue.form("thuu")
    assert refused.value.code == "form-unknown"
    assert refused.value.parameters == {"form": "thuu", "known": "thu"}


def test_the_plan_is_read_once(catalogue: Catalogue) -> None:
    assert catalogue.plan("kh-2026").id == "kh-2026"
    assert catalogue.plan("kh-2026") is catalogue.plan("kh-2026")


@pytest.mark.parametrize("asked", ["kh-2027", "kh-2026.readings", "../plans/kh-2026", ""])
def test_an_unknown_plan_is_refused_with_those_there_are(catalogue: Catalogue, asked: str) -> None:
    with pytest.raises(InputRefused) as refused:
        catalogue.plan(asked)
    assert refused.value.parameters["plan"] == asked
    assert "kh-2026" in str(refused.value.parameters["known"]).split(", ")


def test_the_document_rules_in_force_are_named(catalogue: Catalogue) -> None:
    assert catalogue.document_rules_version().startswith("nd30-2020 ")


def test_the_sample_is_found_beside_its_list(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    (folder / "minh-chung").mkdir(parents=True)
    for name in ("settings.json", "2026-10.json", "2026-11.json"):
        (folder / name).write_text('{"form": "kh-2026"}', encoding="utf-8")
    (folder / "sample.toml").write_text(
        'agency = "04123"\nsettings = "settings.json"\nevidence = "minh-chung"\n'
        '[[month]]\nperiod = "2026-10"\nfile = "2026-10.json"\nclosed_at = 2026-10-12T10:00:00\n'
        '[[month]]\nperiod = "2026-11"\nfile = "2026-11.json"\nclosed_at = 2026-11-12T09:30:00\n',
        encoding="utf-8",
    )
    sample = DataCatalogue(tmp_path, tmp_path).sample()
    assert (sample.agency_code, sample.settings, sample.evidence) == (
        "04123",
        folder / "settings.json",
        folder / "minh-chung",
    )
    assert sample.form == "kh-2026"
    assert [(month.period, month.month_file.name) for month in sample.months] == [
        ("2026-10", "2026-10.json"),
        ("2026-11", "2026-11.json"),
    ]
    assert sample.months[-1].closed_at.isoformat() == "2026-11-12T09:30:00"
    (folder / "2026-10.json").unlink()
    with pytest.raises(ValueError, match=r"sample\.toml, 2026-10\.json"):
        DataCatalogue(tmp_path, tmp_path).sample()


def test_a_fault_in_one_part_leaves_the_others_usable(tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(ROOT / "resources", resources)
    (resources / "plans" / "kh-2026.toml").write_text("[plan]\n", encoding="utf-8")
    catalogue = DataCatalogue(resources, tmp_path)
    assert catalogue.agency("04123")
    with pytest.raises(ValueError, match=r"^Tệp kh-2026\.toml"):
        catalogue.plan("kh-2026")


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from sonla_desktop.adapters.formfiles.catalogue import DataCatalogue\n"
        "catalogue = DataCatalogue(Path('resources'), Path('forms'))\n"
        "catalogue.messages().text('agency-unknown', {'code': 'x', 'nearest': 'y'})\n"
        "print('pydantic' in sys.modules)\n"
        "catalogue.agencies()\n"
        "print('pydantic' in sys.modules)\n"
    )
    assert output_of(code).split() == ["False", "True"]
